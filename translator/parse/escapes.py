"""Escapes that the readers of kubectl take and libyaml does not, written in a way that it does.

Rule (RFC 8259, section 7; the scanner of go-yaml v2): in JSON a character beyond U+FFFF is two escapes of four digits, and half
of one is read as U+FFFD; in double quotes of YAML `\\'` is a quote. Only columns after such an escape, in its line, move.
"""

import json
import re

_QUOTE = re.compile(r"(?<!\\)((?:\\\\)*)\\'")
_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_HALF = re.compile(r"(?<!\\)((?:\\\\)*)\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


def accepted(text: str) -> str:
    """The text of a file with such escapes replaced; the same text where it has none."""
    if not text.lstrip().startswith("{"):
        return _QUOTE.sub(r"\1'", text)
    if not _HALF.search(text) or not _is_json(text):
        return text
    return _HALF.sub(r"\1\\ufffd", _PAIR.sub(_joined, text))


def _joined(pair: re.Match[str]) -> str:
    high, low = int(pair[2], 16), int(pair[3], 16)
    return f"{pair[1]}\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
