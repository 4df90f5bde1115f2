"""Several JSON values in one file, one after the other, as `kubectl get -o json` writes them in a loop and kubectl reads them.

YAML wants a mark between two documents, so that each value is read on its own, behind as many blank lines as are above it.
"""

import json
from collections.abc import Iterator

_BLANK = " \t\r\n"


def parts(text: str) -> Iterator[str]:
    """The values of a text that consists of JSON values and blanks, each at its own place; nothing for another text."""
    found: list[str] = []
    decoder = json.JSONDecoder(parse_int=str, parse_float=str)  # only where a value ends is of interest
    at, line, counted = 0, 0, 0
    while at < len(text):
        if text[at] in _BLANK:
            at += 1
            continue
        try:
            _, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        line += text.count("\n", counted, at)
        counted = at
        column = at - (text.rfind("\n", 0, at) + 1)
        found.append("\n" * line + " " * column + text[at:end])
        at = end
    yield from found
