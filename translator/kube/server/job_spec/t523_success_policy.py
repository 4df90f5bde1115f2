"""The policy by which an indexed Job succeeds early has no rule, or one that cannot be met.

successPolicy goes with the completion mode Indexed and has 1 to 20 rules. Each has succeededIndexes, such as 0,2-4 in rising
order below completions, or succeededCount, which is at most completions and the number of those indexes, or both.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault, Reason, Step
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T523", "bad-success-policy", __doc__),)

_MOST_RULES, _LONGEST = 20, 64 * 1024
_SINCE, _DIGITS = 31, 10


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The success policy of a Job."""
    policy = value.get("successPolicy")
    if policy is None or at.whole.minor < _SINCE:
        return
    if value.get("completionMode") != "Indexed":
        yield at.invalid("successPolicy", expected="must be left out unless the completion mode is Indexed")
        return
    rules, here = policy.get("rules") or (), ("successPolicy", "rules")
    if not rules:
        yield at.required(*here, expected="must have at least one rule")
    if len(rules) > _MOST_RULES:
        yield at.fault(Reason.TOO_MANY, here, f"must have at most {_MOST_RULES} rules, not {len(rules)}")
    for index, rule in enumerate(rules):
        yield from _rule(rule, value.get("completions") or 0, at, *here, index)


def _rule(rule: Mapping[str, Any], completions: int, at: Visit, *steps: Step) -> Iterator[Fault]:
    count, indexes = rule.get("succeededCount"), rule.get("succeededIndexes")
    if count is None and indexes is None:
        yield at.required(*steps, expected="must have succeededCount or succeededIndexes")
    total = None
    if indexes is not None:
        total = _total(indexes, completions)
        if len(indexes) > _LONGEST:
            yield at.fault(Reason.TOO_LONG, (*steps, "succeededIndexes"), f"must have at most {_LONGEST} bytes")
        elif total is None:
            expected = f"must be indexes below {completions} in rising order, such as 0,2-4"
            yield at.invalid(*steps, "succeededIndexes", expected=expected, value=indexes)
    if count is not None:
        most = completions if total is None else min(completions, total)
        if not 0 <= count <= most:
            yield at.invalid(*steps, "succeededCount", expected=f"must be between 0 and {most}", value=count)


def _total(text: str, completions: int) -> int | None:
    """How many indexes a list such as 0,2-4 has; None where it is none."""
    total, last = 0, -1
    for part in text.split(",") if text else ():
        first, dash, end = part.partition("-")
        low = _index(first)
        high = _index(end) if dash else low
        if low is None or high is None or not last < low <= high < completions or (dash and low == high):
            return None
        total, last = total + high - low + 1, high
    return total


def _index(text: str) -> int | None:
    digits = text.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()) or len(digits.lstrip("0")) > _DIGITS:
        return None
    return int(digits.lstrip("0") or "0")
