"""The parts of `[scheme://]host[:port][/path]`, as labels write addresses. Each label has its own rules for the parts."""

import re

from translator.model.record import dataclass

_GRAMMAR = re.compile(r"(?:([^:/?#]*)://)?([^:/?#]*)(?::([^/?#]*))?(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Url:
    """The parts as written, the scheme in lower case; it and `port` are None, and `rest` is empty, where they are absent.

    `rest` is all that follows host and port: empty, or text that begins with `/`, `?` or `#`.
    """

    scheme: str | None
    host: str
    port: str | None
    rest: str


def split(text: str) -> Url:
    """The parts of any text; what they may hold is for the caller to say."""
    match = _GRAMMAR.fullmatch(text)
    assert match is not None, "every part of the grammar may be empty, and the last takes anything"
    return Url(None if match[1] is None else match[1].lower(), match[2], match[3], match[4])
