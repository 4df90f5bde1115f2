"""What is said about the input or the output: a finding, and the verdict that it gives to a leaf.

A finding says what was read, what was expected and what to do. Its code names the fault; severity, slug and manual page of
the code stand in the catalogue (`translator.report`), not here.
"""

from enum import Enum
from typing import NamedTuple

from translator.model.origin import Source
from translator.model.record import dataclass


class Severity(Enum):
    """How loud a finding is. The order is that of `rank`."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return tuple(Severity).index(self)


class Verdict(Enum):
    """What became of a leaf of the input. `MAPPED` is never said by a finding: the origins of the output prove it."""

    MAPPED = "mapped"
    APPROXIMATED = "approximated"
    IGNORED = "ignored"
    REFUSED = "refused"


class Target(NamedTuple):
    """A field of the output. `pointer` is a JSON pointer; empty for the object as a whole."""

    kind: str
    name: str
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    `source` is the place in the input; the verdict, if any, holds for that leaf and, where the place is a mapping or a
    sequence, for every leaf below it that has no verdict of its own. `target` names the output a finding is about.
    `accepted` is the reason for which the configuration accepts the loss, empty where it does not. `also` are the other places
    that the value came from (the variable that interpolation put there): the verdict holds for those that reach no output.
    """

    code: str
    message: str
    source: Source | None = None
    help: str = ""
    verdict: Verdict | None = None
    target: Target | None = None
    accepted: str = ""
    also: tuple[Source, ...] = ()
