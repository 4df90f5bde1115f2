"""Escapes that the readers of kubectl take and libyaml does not, written in a way that it does.

Rule (RFC 8259, section 7; the scanner of go-yaml v2): in JSON a character beyond U+FFFF is two escapes of four digits, and half
of one is read as U+FFFD; in double quotes of YAML `\\'` is a quote. Elsewhere, as in a script of a block scalar, it stays what
it is. Only columns after such an escape, in its line, move.
"""

import json
import re
from typing import Any

import yaml

_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_HALF = re.compile(r"(?<!\\)((?:\\\\)*)\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_DOUBLE_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+', re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_EFFORT = 2_000_000
"""Characters that are scanned for scalars with such a quote: each is found by the fault that it is, from the beginning."""
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def accepted(text: str) -> str:
    """The text of a file with such escapes replaced; the same text where it has none, or far too many."""
    if not text.lstrip().startswith("{"):
        return _unquoted(text) if "\\'" in text else text
    if not _HALF.search(text) or not _is_json(text):
        return text
    return _HALF.sub(r"\1\\ufffd", _PAIR.sub(_joined, text))


def _unquoted(text: str) -> str:
    effort = 0
    while effort < _EFFORT and (fault := _fault(text)) is not None:
        effort += fault + len(text) // 20  # which the scanner takes whole each time
        scalar = _DOUBLE_QUOTED.match(text, fault)
        if scalar is None:
            break
        plain = _ESCAPE.sub(lambda escape: "'" if escape[1] == "'" else escape[0], scalar[0])
        text = text[: scalar.start()] + plain + text[scalar.end() :]
    return text


def _fault(text: str) -> int | None:
    """Where the first double-quoted scalar begins in which `\\'` is a fault; None where that is not the first fault."""
    try:
        for _ in yaml.parse(text, Loader=_Loader):
            pass
    except yaml.MarkedYAMLError as error:
        at, scalar = error.problem_mark, error.context_mark
        if at is not None and scalar is not None and text.startswith("\\'", at.index):
            return int(scalar.index)
    except yaml.YAMLError:
        pass  # of another kind, which is told as what it is
    return None


def _joined(pair: re.Match[str]) -> str:
    high, low = int(pair[2], 16), int(pair[3], 16)
    return f"{pair[1]}\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
