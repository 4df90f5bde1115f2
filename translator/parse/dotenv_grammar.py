"""The grammar of dotenv files: from text to statements, before any variable is replaced.

Rule: docker compose's dotenv. `export` may stand first; `NAME: value` works like `NAME=value`; a comment begins a line or
follows a blank; single quotes keep everything, double quotes know escapes, both may span lines. Where docker compose stops at
the first bad line, reading goes on with the next, so that one run tells all faults. Faults never quote a value.
"""

import re
from collections.abc import Iterator

from translator.model.origin import Source
from translator.model.record import dataclass

_BETWEEN = re.compile(r"(?:\s++|#[^\n]*+)*+")
_EXPORT = re.compile(r"export\s+")
_KEY = re.compile(r"[^=:\n]*")
_KEY_TEXT = re.compile(r"[\w.\-\[\]]+")
_BLANKS = re.compile(r"[ \t\v\f\r\x85\xa0]*")
_QUOTED = {"'": re.compile(r"'((?:[^'\\]++|\\.)*+)'", re.DOTALL), '"': re.compile(r'"((?:[^"\\]++|\\.)*+)"', re.DOTALL)}
_AFTER_QUOTE = re.compile(r"[^\S\n]*(?:#[^\n]*)?(?:\n|\Z)")
_ESCAPE = re.compile(r'\\([abfnrtv$"\\]|0[0-3][0-7]{2})')
_ESCAPED = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", '"': '"', "$": "$$"}


FORM = "write NAME=value; a name has letters, digits and _ . - [ ]"
"""What to do about a line that is none."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A line before its variables are replaced; `value` None for a name alone, `literal` for single quotes."""

    source: Source
    name: str
    value: str | None
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that is no statement. `reason` says what was read, `help` what to do."""

    source: Source
    reason: str
    help: str


def statements(text: str, file: str) -> Iterator[Statement | Fault]:
    """The statements of a file in order. Sources are `Source(file, line, column, (variable,))`."""
    position = _end(_BETWEEN, text, 0)
    line, counted = 1, 0
    while position < len(text):
        line += text.count("\n", counted, position)
        counted = position
        column = position - text.rfind("\n", 0, position)
        statement, position = _statement(text, position, Source(file, line, column))
        yield statement
        position = _end(_BETWEEN, text, position)


def _statement(text: str, position: int, at: Source) -> tuple[Statement | Fault, int]:
    """The statement at `position`, and where the next may begin."""
    position = _end(_EXPORT, text, position)
    stop = _end(_KEY, text, position)
    key = text[position:stop].rstrip()
    source = Source(at.file, at.line, at.column, (key,) if _KEY_TEXT.fullmatch(key) else ())
    if not source.path:
        reason = "no name of a variable stands here, or it has a character that a name cannot have"
        return Fault(source, reason, FORM), _line_end(text, stop)
    if not text.startswith(("=", ":"), stop):
        return Statement(source, key, None), stop
    start = _end(_BLANKS, text, stop + 1)
    quote = text[start : start + 1]
    if quote in _QUOTED:
        return _quoted(text, start, quote, source, key)
    end = _line_end(text, start)
    return Statement(source, key, text[start:end].split(" #", 1)[0].rstrip()), end


def _quoted(text: str, start: int, quote: str, source: Source, key: str) -> tuple[Statement | Fault, int]:
    match = _QUOTED[quote].match(text, start)
    if match is None:
        reason = f"the value of {key} begins with a quote that is never closed"
        return Fault(source, reason, "close the quote"), _line_end(text, start)
    if not _AFTER_QUOTE.match(text, match.end()):
        help = f"quote the whole value; a quote within it is written \\{quote}"
        return Fault(source, f"something follows the closing quote of {key}", help), _line_end(text, match.end())
    literal = quote == "'"
    return Statement(source, key, match[1].replace("\\'", "'") if literal else _unescaped(match[1]), literal), match.end()


def _unescaped(text: str) -> str:
    """The text of double quotes: the escapes that docker compose knows. `\\$` is left to the template, as `$$`."""
    return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1]) or chr(int(match[1], 8)), text)


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return position if match is None else match.end()


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end
