"""The grammar of variables in Compose files and dotenv files: `$VAR`, `${VAR}`, `${VAR:-x}` and their kin.

Rule: the interpolation page of the Compose Specification, with the details of docker compose. A name is letters, digits and
underscores and begins with no digit. `$$` is a dollar sign. Braces inside a default must balance, and a default is itself a
template. A dollar sign before anything else is kept as written; docker-compose 1 and `docker stack` refuse it.
"""

import re
from collections.abc import Callable, Iterator

from translator.model.record import dataclass

NESTING = 32
"""The deepest defaults inside defaults; hostile text nests without end."""

_TOKEN = re.compile(r"\$(?:(?P<escaped>\$)|(?P<named>[A-Za-z_][A-Za-z0-9_]*)|(?P<brace>\{))")
_BRACED = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(\}|:?[-?+])")
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NAME = re.compile(r"\w*")
_BRACE = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class Reference:
    """A variable in a template.

    `operator` is empty or one of `:-`, `-`, `:?`, `?`, `:+`, `+`; `argument` is what follows it, `written` the same as text.
    """

    name: str
    operator: str = ""
    argument: "Template" = ()
    written: str = ""


Template = tuple[str | Reference, ...]
"""Literal text and references, in order."""


@dataclass(frozen=True, slots=True)
class BadTemplate:
    """Why a text is no template. `offset` counts characters from 0, to the dollar sign of the fault."""

    offset: int
    reason: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A variable without a value. `required` is the author's own message of `${VAR:?message}`, as written; else None."""

    name: str
    required: str | None = None


Lookup = Callable[[str], str | None]


def template(text: str) -> Template | BadTemplate:
    """Reads a template. Literal text without a dollar sign is a template of one part."""
    return _template(text, 0, len(text), 0)


def evaluate(parts: Template, lookup: Lookup, limit: int) -> tuple[str, tuple[Missing, ...]]:
    """The text of a template, and the variables that had no value where one was needed (each stands for no text).

    Args:
        lookup: the value of a variable; None where it is not set.
        limit: the most characters of a result; a text that is longer than it is cut off somewhere beyond.
    """
    missing: list[Missing] = []
    pieces: list[str] = []
    length = 0
    for piece in _pieces(parts, lookup, missing):
        pieces.append(piece[: limit + 1])
        length += len(piece)
        if length > limit:
            break
    return "".join(pieces), tuple(missing)


def lone_dollar(text: str) -> int:
    """The offset of the first dollar sign that begins no variable; -1 where every one does, or is doubled."""
    position = text.find("$")
    while position >= 0:
        match = _TOKEN.match(text, position)
        if match is None:
            return position
        position = text.find("$", match.end())
    return -1


def _template(text: str, start: int, end: int, depth: int) -> Template | BadTemplate:
    parts: list[str | Reference] = []
    position = start
    while (match := _TOKEN.search(text, position, end)) is not None:
        if match.start() > position:
            parts.append(text[position : match.start()])
        position = match.end()
        if match["escaped"]:
            parts.append("$")
        elif match["named"]:
            parts.append(Reference(match["named"]))
        else:
            braced = _braced(text, match.start(), end, depth)
            if isinstance(braced, BadTemplate):
                return braced
            reference, position = braced
            parts.append(reference)
    if position < end:
        parts.append(text[position:end])
    return tuple(parts)


def _braced(text: str, start: int, end: int, depth: int) -> tuple[Reference, int] | BadTemplate:
    """Reads `${...}` at `start`; gives the reference and the position after its closing brace."""
    match = _BRACED.match(text, start + 2, end)
    if match is None:
        return _unreadable(text, start, end)
    name, operator = match.groups()
    if operator == "}":
        return Reference(name), match.end()
    if depth >= NESTING:
        return BadTemplate(start, f"defaults are nested deeper than {NESTING} levels")
    close = _closing(text, match.end(), end)
    if close < 0:
        return BadTemplate(start, '"${" has no closing brace')
    argument = _template(text, match.end(), close, depth + 1)
    if isinstance(argument, BadTemplate):
        return argument
    return Reference(name, operator, argument, text[match.end() : close]), close + 1


def _unreadable(text: str, start: int, end: int) -> BadTemplate:
    """What is wrong behind `${`. The text itself is not quoted: it may be half a password."""
    found = _NAME.match(text, start + 2, end)
    stop = found.end() if found else start + 2
    if stop == end:
        return BadTemplate(start, '"${" has no closing brace')
    if stop == start + 2:
        return BadTemplate(start, '"${" is not followed by the name of a variable')
    if not _IDENTIFIER.fullmatch(text, start + 2, stop):
        return BadTemplate(start, '"${" is followed by a name that is none: letters, digits and underscores, no digit first')
    return BadTemplate(start, 'the name after "${" is followed by neither a closing brace nor one of :- - :? ? :+ +')


def _closing(text: str, start: int, end: int) -> int:
    """The position of the brace that closes the one before `start`; -1 where there is none."""
    depth = 1
    for match in _BRACE.finditer(text, start, end):
        depth += 1 if match[0] == "{" else -1
        if not depth:
            return match.start()
    return -1


def _pieces(parts: Template, lookup: Lookup, missing: list[Missing]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part
        else:
            yield from _value(part, lookup, missing)


def _value(reference: Reference, lookup: Lookup, missing: list[Missing]) -> Iterator[str]:
    value = lookup(reference.name)
    operator = reference.operator
    present = value is not None and (value != "" or not operator.startswith(":"))
    if operator.endswith("+"):
        if present:
            yield from _pieces(reference.argument, lookup, missing)
    elif present:
        assert value is not None
        yield value
    elif operator.endswith("-"):
        yield from _pieces(reference.argument, lookup, missing)
    else:
        missing.append(Missing(reference.name, reference.written if operator else None))
