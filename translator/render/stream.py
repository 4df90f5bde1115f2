"""Stream: manifests as a YAML stream that every parser reads the same.

YAML 1.1 (PyYAML, older Go parsers) and YAML 1.2 disagree on plain words and numbers: `on`, `0123`, `1e3`, `12:30:45`. Here a
text stays plain only where no version could take it for anything else; otherwise it stands in double quotes, with escapes for
what cannot be seen. Texts of several lines are literal blocks, so that a file in a ConfigMap can be read and compared, unless
a block could not carry them. Lines are never folded. The layout is kubectl's: two spaces, lists not indented below their key,
keys in the order of the manifest.

A writer of its own, because a general one spends most of its time on choices that are not open here.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from translator.model.manifest import Manifest

_PLAIN = re.compile(
    r"(?![^\n]*(?::\ |\ \#|[: ]\Z))"  # nothing that begins a value or a comment, nothing that ends in a colon or a space
    r"(?:[A-Za-z_/$(][\ -~]*"  # a beginning that is no indicator and no number, then visible ASCII
    r"|[0-9]+(?:m|[KMGTPE]i)"  # quantities
    r"|[0-9]+(?:\.[0-9]+){2,}(?:/[0-9]+)?)",  # versions, addresses and their ranges
    re.VERBOSE,
)
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
"""Texts that one version or another takes for a truth value or null, whatever their capitals."""

_UNSEEN = "\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\uffff"
"""Characters that show no sign of their own, or turn the line round, as the inside of a character class."""
_ESCAPED = re.compile(f'[\\x00-\\x1f"\\\\{_UNSEEN}]')
_NOT_IN_BLOCK = re.compile(f"[\\x00-\\x08\\x0b-\\x1f{_UNSEEN}]")
_ESCAPES = {"\0": "\\0", "\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}

_LONGEST_KEY = 1000
"""YAML finds a key only if its colon stands within 1,024 characters; a longer one is announced by a question mark."""


def stream(manifests: Iterable[Manifest]) -> str:
    """The manifests as a YAML stream; the empty text where there are none. It can always be encoded as UTF-8."""
    texts = _Texts()
    lines: list[str] = []
    for manifest in manifests:
        if lines:
            lines.append("---")
        _mapping(manifest.body, "", "", texts, lines.append)
    lines.append("")
    return "\n".join(lines)


class _Texts(dict[str, str]):
    """A text as it stands on one line; empty where it should be a block. Worked out once: manifests repeat themselves."""

    def __missing__(self, text: str) -> str:
        written = self[text] = "" if _blocks(text) else quoted(text)
        return written


def quoted(text: str) -> str:
    """A text on one line: plain where it is safe, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    number = ord(character)
    return _ESCAPES.get(character) or (f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}")


def _blocks(text: str) -> bool:
    """Whether a text should be a literal block: of several lines, all visible, and not blank where a block begins or ends."""
    if "\n" not in text or _NOT_IN_BLOCK.search(text):
        return False
    lines = text.rstrip("\n").split("\n")
    return bool(lines[0].strip() and lines[-1].strip())


def _block(text: str, indent: str, write: Callable[[str], None]) -> None:
    """The lines of a literal block below a key, from the header on; `indent` is that of its lines."""
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    for line in body.split("\n"):
        write(indent + line if line else "")
    for _ in range(ends - 1):
        write("")


def _header(text: str) -> str:
    """`|`, with the depth where the first line is itself indented, and with what happens to the line breaks at the end."""
    depth = "2" if text[0] in " \t" else ""
    if not text.endswith("\n"):
        return f"|{depth}-"
    return f"|{depth}+" if text.endswith("\n\n") else f"|{depth}"


def _mapping(body: Mapping[str, Any], first: str, indent: str, texts: _Texts, write: Callable[[str], None]) -> None:
    """Writes a mapping; `first` stands before its first key (a dash for items of a list), `indent` before the others."""
    for key, value in body.items():
        name = texts[key] or quoted(key)
        if len(name) > _LONGEST_KEY:
            write(f"{first}? {name}")
            _value(f"{indent}:", value, indent, texts, write)
        else:
            _value(f"{first}{name}:", value, indent, texts, write)
        first = indent


def _sequence(items: Sequence[Any], first: str, indent: str, texts: _Texts, write: Callable[[str], None]) -> None:
    """Writes a list; `first` stands before its first item, `indent` before the others."""
    below = indent + "  "
    for item in items:
        if isinstance(item, dict) and item:
            _mapping(item, f"{first}- ", below, texts, write)
        elif isinstance(item, list) and item:
            _sequence(item, f"{first}- ", below, texts, write)
        else:
            _value(f"{first}-", item, indent, texts, write)
        first = indent


def _value(lead: str, value: Any, indent: str, texts: _Texts, write: Callable[[str], None]) -> None:
    """Writes what belongs to a key or a dash; `lead` is the line so far, `indent` that of the mapping or list around it."""
    kind = type(value)
    if kind is str:
        text = texts[value]
        if text:
            write(f"{lead} {text}")
        else:
            write(f"{lead} {_header(value)}")
            _block(value, indent + "  ", write)
    elif kind is dict and value:
        write(lead)
        below = indent + "  "
        _mapping(value, below, below, texts, write)
    elif kind is list and value:
        write(lead)
        _sequence(value, indent, indent, texts, write)
    else:
        write(f"{lead} {_scalar(value)}")


def _scalar(value: Any) -> str:
    """A number, a truth value, or an empty mapping or list."""
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, float):
        text = repr(value)
        return text.replace("e", ".0e") if "e" in text and "." not in text else text
    return str(value) if isinstance(value, int) else "{}" if isinstance(value, dict) else "[]"
