"""Entries of `environment` that order the scheduler: `constraint:group==db`, `affinity:service!=~web`, `availability:az==3`.

Source: Docker Swarm (standalone), scheduler filters: an operator `==` or `!=`, then `~` where it only prefers; a value with a
wildcard `*`; Container Service user guide, "schedule to nodes": several values as `(1|2|3)`. Its English edition prints `! =`:
blanks inside of an operator mean nothing.
"""

import re

from translator.model.record import dataclass

KINDS = ("constraint", "affinity", "availability", "reschedule")
EXPECTED = "KIND:WHAT==VALUE or KIND:WHAT!=VALUE, such as constraint:group==db or affinity:service!=~web"

_START = re.compile(rf"(?:{'|'.join(KINDS)})(?::|$)")
_ENTRY = re.compile(
    rf"(?P<kind>{'|'.join(KINDS)})\s*:\s*(?P<subject>[^=!~\s]+)\s*(?:(?P<sign>[=!])\s*=\s*(?P<soft>~?)\s*(?P<value>\S.*))?",
    re.DOTALL,
)
_SEVERAL = re.compile(r"\((.*)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entry:
    """The parts of an entry; no values where it is a word alone (`reschedule:on-node-failure`)."""

    kind: str
    subject: str
    equal: bool
    soft: bool
    values: tuple[str, ...]


def begins(name: str) -> bool:
    """Whether a name of `environment` begins as an order does. Bare words (`affinity`) are Container Service's alone."""
    return _START.match(name) is not None


def parse(text: str) -> Entry | None:
    """The parts; None where the text is not in the grammar."""
    match = _ENTRY.fullmatch(text.strip())
    if match is None:
        return None
    value = (match["value"] or "").strip()
    several = _SEVERAL.fullmatch(value)
    values = tuple(one.strip() for one in several[1].split("|")) if several else (value,) if value else ()
    if not all(values) or bool(values) == (match["kind"] == "reschedule"):
        return None
    return Entry(match["kind"], match["subject"], match["sign"] != "!", match["soft"] == "~", values)
