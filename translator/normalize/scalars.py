"""Scalars of the tree turned into values that know their place, or into a finding.

The schema has been checked before, so a wrong kind of node is rare here; but a file may say anything, and nothing may crash.
A value that interpolation made is not quoted: a variable may hold a secret that ended up in the wrong place.
"""

import json
from collections.abc import Callable
from typing import TypeVar

from translator.model.node import BOOL, INT, Mapping, Node, Scalar, Sequence
from translator.model.origin import Located, Source
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.grammar import truth, whole_number
from translator.report.secrecy import masked

T = TypeVar("T")

_LONGEST = 60


def shown(node: Node) -> str:
    """How a value is named in a finding: quoted, shortened, or by what kind of thing it is."""
    if isinstance(node, Mapping):
        return "a map"
    if isinstance(node, Sequence):
        return "a list"
    if not isinstance(node.origin, Source):
        return "what its variables gave"
    text = masked(node.text)
    return json.dumps(text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "...", ensure_ascii=False)


def text_of(node: Scalar) -> str:
    """The text of a scalar, whole numbers in decimal whatever their notation in YAML."""
    written = node.text
    if node.tag != INT or not node.plain or (written.isdecimal() and not written.startswith("0")):
        return written
    number = whole_number.unquoted(written)
    return written if number is None else str(number)


def refuse(node: Node, key: str, expected: str, context: Context, *, code: str = "T250", help: str = "") -> None:
    """Says that `key` must be `expected`, not what stands there."""
    context.findings.refuse(
        code, f"{key} must be {expected}, not {shown(node)}", whole(node), help=help or f"write {expected} for {key}"
    )


def parsed(
    node: Node,
    key: str,
    parse: Callable[[str], T | None],
    expected: str,
    context: Context,
    *,
    code: str = "T250",
    help: str = "",
) -> Located[T] | None:
    """The value of a scalar by the grammar `parse`; None, with a finding, where it is not in it."""
    if isinstance(node, Scalar):
        value = parse(text_of(node))
        if value is not None:
            return Located(value, node.origin)
    refuse(node, key, expected, context, code=code, help=help)
    return None


def text(node: Node, key: str, context: Context) -> Located[str] | None:
    """Any scalar, as YAML wrote it; an empty one is not set."""
    if not isinstance(node, Scalar):
        refuse(node, key, "text", context)
        return None
    if not node.text:
        unset(node, key, context)
        return None
    return Located(node.text, node.origin)


def boolean(node: Node, key: str, context: Context) -> Located[bool] | None:
    """True or false, also as the words that docker compose takes for them after interpolation."""
    return parsed(node, key, truth.parse, truth.EXPECTED, context, code="T251")


def integer(node: Node, key: str, context: Context) -> Located[int] | None:
    """A whole number from 0 that the API of Kubernetes can hold."""
    expected = f"a whole number from 0 to {whole_number.LARGEST}"
    return parsed(node, key, whole_number.counting, expected, context, code="T252")


def choice(node: Node, key: str, words: tuple[str, ...], context: Context) -> Located[str] | None:
    """One of `words`."""
    expected = f"{', '.join(words[:-1])} or {words[-1]}"
    return parsed(node, key, lambda text: text if text in words else None, expected, context, code="T253")


def unset(node: Node, key: str, context: Context, why: str = "has no value") -> None:
    """Says that what stands there is Docker's way of not setting `key`."""
    context.findings.ignore("T202", f"{key} {why}, so it is not set", node.origin)


def is_false(node: Node) -> bool:
    """Whether the node is YAML's false, which Docker reads where a word such as "no" was meant."""
    return isinstance(node, Scalar) and node.tag == BOOL and truth.parse(node.text) is False
