"""Limits: the checks that many rules share. Each yields the faults of one field of a visited value.

They follow k8s.io/kubernetes `pkg/apis/core/validation` and k8s.io/apimachinery `pkg/apis/meta/v1/validation`: what is
absent is not looked at unless it says so, and what is empty is absent, since the API server cannot tell the two apart.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from translator.kube import addresses, ports
from translator.kube.fault import Fault, Reason, Step
from translator.kube.names import LABEL_KEY, LABEL_VALUE, Grammar
from translator.kube.visit import Visit

PERCENT = re.compile(r"[0-9]+%")
INT32 = (1 << 31) - 1
_DIGITS = 18


def text(at: Visit, value: Any, grammar: Grammar, *steps: Step) -> Iterator[Fault]:
    """A text that must fit a grammar, also where it is empty."""
    expected = grammar.fault(value)
    if expected is not None:
        yield at.invalid(*steps, expected=expected, value=value)


def needed(at: Visit, value: Any, grammar: Grammar, *steps: Step) -> Iterator[Fault]:
    """A text that must be there and fit a grammar."""
    if not value:
        yield at.required(*steps)
    else:
        yield from text(at, value, grammar, *steps)


def optional(at: Visit, value: Any, grammar: Grammar, *steps: Step) -> Iterator[Fault]:
    """A text that must fit a grammar where it is there."""
    if value:
        yield from text(at, value, grammar, *steps)


def versioned(at: Visit, value: Any, narrow: Grammar, wide: Grammar, widened: range, *steps: Step) -> Iterator[Fault]:
    """A text that must fit `wide` in the minor versions `widened`, and `narrow`, which takes less, in all others."""
    if not narrow.accepts(value):
        yield from text(at, value, wide if at.whole.minor in widened else narrow, *steps)


def between(at: Visit, number: Any, low: int, high: int, *steps: Step) -> Iterator[Fault]:
    """A number between two others, both included; None is not looked at."""
    if number is not None and not low <= number <= high:
        yield at.invalid(*steps, expected=f"must be between {low} and {high}", value=number)


def natural(at: Visit, *fields: str) -> Iterator[Fault]:
    """Fields that must be at least 0 where they are there."""
    for field in fields:
        yield from at_least(at, 0, field)


def at_least(at: Visit, low: int, field: str) -> Iterator[Fault]:
    """A field that must be at least so much where it is there."""
    number = at.value.get(field)
    if number is not None and number < low:
        yield at.invalid(field, expected=f"must be at least {low}", value=number)


def among(at: Visit, field: str, words: Iterable[str]) -> Iterator[Fault]:
    """A field that is one of a few words; absent is not looked at, empty is."""
    word = at.value.get(field)
    if word is not None and word not in words:
        yield at.unsupported(field, among=words, value=word)


def chosen(at: Visit, field: str, words: Iterable[str]) -> Iterator[Fault]:
    """A field that must be one of a few words; absent counts as empty."""
    word = at.value.get(field, "")
    if word not in words:
        yield at.unsupported(field, among=words, value=word)


def port(at: Visit, value: Any, *steps: Step) -> Iterator[Fault]:
    """The number or the name of a port; absent counts as 0."""
    if isinstance(value, str):
        yield from text(at, value, ports.PORT_NAME, *steps)
    else:
        yield from port_number(at, value or 0, *steps)


def port_number(at: Visit, value: Any, *steps: Step) -> Iterator[Fault]:
    """The number of a port."""
    yield from between(at, value, ports.LOWEST, ports.HIGHEST, *steps)


_STRICT_ADDRESSES = 36
"""Before it, an address could be written in several ways."""


def address(at: Visit, text: str, *steps: Step, expected: str = "must be an IP address") -> Iterator[Fault]:
    """An IP address."""
    if addresses.ip(text) is None and (addresses.loose(text) is None or at.whole.minor >= _STRICT_ADDRESSES):
        written = "" if addresses.loose(text) is None else ": no leading zeros, and no IPv4 address in the form of an IPv6 one"
        yield at.invalid(*steps, expected=expected + written, value=text)


def address_range(at: Visit, text: str, *steps: Step, named: str = "") -> Iterator[Fault]:
    """A range of IP addresses such as 10.0.0.0/8."""
    loose = addresses.loose_network(text)
    if addresses.network(text) is None and (loose is None or at.whole.minor >= _STRICT_ADDRESSES):
        plain = loose is not None and addresses.network(str(loose)) is not None
        meant = f"must be written {loose}" if plain else "must be a range of addresses such as 10.0.0.0/8"
        yield at.fault(Reason.INVALID, steps, meant, text, named=named)


def label_key(at: Visit, key: str, *steps: Step) -> Iterator[Fault]:
    """A key of a label, which also names taints, topologies and resources."""
    yield from text(at, key, LABEL_KEY, *steps)


def labels(at: Visit, values: Mapping[str, Any], *steps: Step, named: str = "") -> Iterator[Fault]:
    """A map of labels. The API server names the map, and not the label."""
    for key, value in values.items():
        for expected in _label_faults(key, value):
            yield Fault((*at.path, *steps), Reason.INVALID, expected, (key,), named)


@lru_cache(4096)
def _label_faults(key: str, value: str) -> tuple[str, ...]:
    """What is wrong with a label. The objects of a stack have the same few."""
    parts = (("key", key, LABEL_KEY), ("value", value, LABEL_VALUE))
    return tuple(
        f'has the {what} "{text}", which {grammar.fault(text)}' for what, text, grammar in parts if not grammar.accepts(text)
    )


def count_or_percent(at: Visit, value: Any, *steps: Step) -> Iterator[Fault]:
    """A number from 0, or a percentage such as "25%"."""
    if isinstance(value, str):
        if not PERCENT.fullmatch(value):
            yield at.invalid(*steps, expected='must be a number or a percentage such as "25%"', value=value)
    elif value is not None and value < 0:
        yield at.invalid(*steps, expected="must be at least 0", value=value)


def percent_at_most_100(at: Visit, value: Any, *steps: Step) -> Iterator[Fault]:
    """A percentage that must not be greater than "100%"."""
    if isinstance(value, str) and amount(value) > 100:
        yield at.invalid(*steps, expected="must not be greater than 100%", value=value)


def amount(value: Any) -> int:
    """The number in a number or a percentage; 0 where it is neither, or more than the API server can count."""
    if isinstance(value, str):
        digits = value[:-1].lstrip("0") if PERCENT.fullmatch(value) else ""
        return int(digits) if digits and len(digits) <= _DIGITS else 0
    return value or 0


def descending(at: Visit, path: str, *steps: Step) -> Iterator[Fault]:
    """A path inside a volume: relative, and without ".."."""
    if path.startswith("/"):
        yield at.invalid(*steps, expected="must be a relative path", value=path)
    yield from no_backsteps(at, path, *steps)


def no_backsteps(at: Visit, path: str, *steps: Step) -> Iterator[Fault]:
    """A path without ".." in it."""
    if ".." in path.split("/"):
        yield at.invalid(*steps, expected='must not contain ".."', value=path)


def unreserved(at: Visit, path: str, *steps: Step) -> Iterator[Fault]:
    """A path inside a volume that does not begin with "..", which the kubelet keeps for itself."""
    yield from descending(at, path, *steps)
    if path.startswith("..") and not path.startswith("../"):
        yield at.invalid(*steps, expected='must not begin with ".."', value=path)
