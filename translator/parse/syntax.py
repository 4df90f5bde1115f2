"""Faults of a file as text: its encoding, and YAML that is none, in our own words.

PyYAML and libyaml describe a fault in the terms of their scanners ("could not find expected ':'"). A person who wrote a
stack file needs to hear what to look at, so each kind of problem has its own sentence here, and the place that helps most:
where a quote was opened rather than where the file ended.
"""

import codecs
import re
from typing import Any

from translator.model.origin import Source
from translator.model.record import dataclass
from translator.parse.limits import FILE_BYTES
from translator.report.collector import Collector

_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not allow as a character (YAML 1.1, section 4.1)."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of problem. `part` occurs in what the parser says; `opened` means that the place where the construct began helps
    more than the one where the parser gave up."""

    part: str
    message: str
    help: str
    opened: bool = False


_INDENT = "indent it like the lines beside it"
_SIGN = "put a text that begins with a special sign in quotes"
_KINDS = (
    _Kind("escape", "this escape sequence has no meaning", "write the backslash twice, or use single quotes"),
    _Kind("hexdecimal", "this escape sequence is not complete", "write the backslash twice, or use single quotes"),
    _Kind("quoted scalar", "this quoted text is not closed", "close the quote; inside single quotes, write two for one", True),
    _Kind("simple key", "this line should be a key, and has no colon with a space after it", "write KEY: VALUE", True),
    _Kind("mapping values are not", "a colon stands where no key can be", "quote a text with ': ', or correct the indentation"),
    _Kind("sequence entries are not", "a dash stands where no list can begin", "begin the list on a line of its own"),
    _Kind("mapping keys are not", "a key stands where none can be", _INDENT),
    _Kind(
        "'-' indicator", "this line is no item of the list above it", "begin it with a dash, or indent it like the list's key"
    ),
    _Kind("flow sequence", "this list in brackets is not closed", "close it with ], and put commas between its items", True),
    _Kind("flow mapping", "this mapping in braces is not closed", "close it with }, or put the text in quotes", True),
    _Kind("flow node", "a value is missing or wrong in these brackets", _SIGN),
    _Kind("block mapping", "this line does not fit the mapping around it", _INDENT),
    _Kind("block collection", "this line does not fit the list around it", _INDENT),
    _Kind("duplicate", "this directive stands twice", "remove the second one"),
    _Kind("start any token", "this sign cannot begin a value", "put the value in quotes"),
    _Kind("anchor", "the name of this anchor is none", "use letters and digits; a text that begins with & needs quotes"),
    _Kind("alias", "the name of this alias is none", "use letters and digits; a text that begins with * needs quotes"),
    _Kind("tag", "this tag is none", "put a text that begins with an exclamation mark in quotes"),
    _Kind("block scalar", "this block of text is not well-formed", "indent all its lines by the same number of spaces"),
    _Kind("directive", "this directive is not known", "remove the line that begins with %"),
    _Kind("YAML document", "this file is of a version of YAML that cannot be read", "remove the line %YAML"),
    _Kind("document start", "nothing can follow here but another document", _INDENT),
    _Kind("node content", "a value is missing here", _SIGN),
)


class Fault(Exception):  # noqa: N818 (it is what is wrong with a file, not with the program)
    """What is wrong with a file as such. It has no verdict: it stops the output."""

    def __init__(self, code: str, message: str, source: Source, help: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.source = source
        self.help = help

    def report(self, findings: Collector) -> None:
        """Adds the finding."""
        findings.add(self.code, self.message, self.source, help=self.help)

    @classmethod
    def too_large(cls, source: Source) -> "Fault":
        """The file is over the limit."""
        message = f"the file is larger than {FILE_BYTES // 1024 // 1024} MiB"
        return cls("T104", message, source, "a stack file is text of some kilobytes: look whether this is the right file")


def decode(content: bytes, name: str) -> tuple[str, Fault | None]:
    """The text of a file, without its byte order mark. With a fault, the text is there for quoting only."""
    encoding = "utf-8"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif content.startswith(codecs.BOM_UTF8):
        content = content[len(codecs.BOM_UTF8) :]
    try:
        return content.decode(encoding), None
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(encoding, "replace")
        shown = content.decode(encoding, "replace")
        message = f"this byte, 0x{content[error.start]:02x}, is not {encoding.upper()} text"
        place = Source(name, *position(before, len(before)))
        return shown, Fault("T105", message, place, "save the file as UTF-8")


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset in a text."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def syntax_fault(error: Any, text: str, name: str) -> Fault:
    """The fault behind an error of PyYAML: of its scanner and parser, which have marks, or of its reader, which has none."""
    if getattr(error, "problem_mark", None) is None:
        return _control_character(text, name)
    mark = error.problem_mark
    words = f"{error.problem or ''} {error.context or ''}"
    source = Source(name, mark.line + 1, mark.column + 1)
    tab = _tab(text, mark.line)
    if tab is not None and ("tab character" in words or "start any token" in words or mark.column >= tab):
        return Fault("T108", "a tab stands in the indentation", Source(name, mark.line + 1, tab + 1), "indent with spaces only")
    for kind in _KINDS:
        if kind.part in words:
            spot = error.context_mark if kind.opened and error.context_mark is not None else mark
            return Fault("T107", kind.message, Source(name, spot.line + 1, spot.column + 1), kind.help)
    return Fault("T107", "this is not YAML", source, "correct the line, or the one above it")


def _control_character(text: str, name: str) -> Fault:
    found = _CONTROL.search(text)
    assert found is not None, "the reader refuses nothing else"
    message = f"the control character U+{ord(found.group()):04X} cannot stand in YAML"
    place = Source(name, *position(text, found.start()))
    return Fault("T106", message, place, "remove it, or write it as an escape in double quotes")


def _tab(text: str, line: int) -> int | None:
    """The column, from 0, of a tab in the indentation of a line."""
    lines = text.splitlines()
    if line >= len(lines):
        return None
    indentation = lines[line][: len(lines[line]) - len(lines[line].lstrip())]
    return indentation.find("\t") if "\t" in indentation else None
