"""A request or a limit of a container is negative, greater than its limit, or of something that is no resource.

A request must not exceed the limit of the same resource. Devices such as nvidia.com/gpu and huge pages come in whole
numbers with request and limit the same, and need a limit. Names without a DNS name and a slash are cpu, memory,
ephemeral-storage and hugepages-SIZE.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import quantity, resources
from translator.kube.fault import Fault, Key
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T574", "bad-resources", __doc__),)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Requests and limits of a container."""
    if at.field != "resources" or at.parent is None or at.parent.type.key.endswith("_claim_spec"):
        return
    limits, requests = value.get("limits") or {}, value.get("requests") or {}
    for field, amounts in (("limits", limits), ("requests", requests)):
        for name, amount in amounts.items():
            yield from _amount(at, name, amount, field)
    for name, amount in requests.items():
        limit = limits.get(name)
        if limit is None:
            if not resources.is_overcommittable(name):
                yield at.required("limits", expected=f"must have {name}, which cannot be requested without a limit")
        else:
            yield from _order(at, name, amount, limit)
    named = {*limits, *requests}
    if any(resources.is_huge_pages(name) for name in named) and not named & {"cpu", "memory"}:
        yield at.forbidden(expected="must have cpu or memory beside huge pages")


def _amount(at: Visit, name: str, amount: Any, field: str) -> Iterator[Fault]:
    key, nano = Key(name), quantity.parse(str(amount)) or 0
    expected = resources.fault_in_container(name)
    if expected is not None:
        yield at.invalid(field, key, expected=expected)
    if nano < 0:
        yield at.invalid(field, key, expected="must be at least 0", value=amount)
    if resources.is_counted(name) and nano % quantity.NANO:
        yield at.invalid(field, key, expected="must be a whole number", value=amount)


def _order(at: Visit, name: str, amount: Any, limit: Any) -> Iterator[Fault]:
    asked, allowed = quantity.parse(str(amount)) or 0, quantity.parse(str(limit)) or 0
    if asked == allowed:
        return
    word = "must equal" if not resources.is_overcommittable(name) else "must be at most"
    if asked > allowed or word == "must equal":
        expected = f"asks for {amount} of {name}, which {word} the limit of {limit}"
        yield at.invalid("requests", expected=expected, inner=(name,))
