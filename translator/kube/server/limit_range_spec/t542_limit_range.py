"""A LimitRange has a type that is unknown, or amounts in the wrong order.

The type is Container, Pod, PersistentVolumeClaim or a name with a DNS name before a slash. min is at most defaultRequest,
which is at most default, which is at most max, for each resource. maxLimitRequestRatio is between 1 and max divided by min.
What must not be shared, such as huge pages and devices, has the same default and defaultRequest. A Pod has no defaults, and a
claim needs min or max of storage.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import quantity, resources
from translator.kube.fault import Fault, Key
from translator.kube.names import LABEL_KEY
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T542", "bad-limit-range", __doc__),)

_TYPES = ("Pod", "Container", "PersistentVolumeClaim")
_AMOUNTS = ("min", "max", "default", "defaultRequest", "maxLimitRequestRatio")
# A field that must not exceed another one; the API server blames the first but for min, where it is the one above.
_ORDER = (
    ("min", "max", "min"),
    ("min", "defaultRequest", "defaultRequest"),
    ("defaultRequest", "max", "defaultRequest"),
    ("defaultRequest", "default", "defaultRequest"),
    ("min", "default", "default"),
    ("default", "max", "default"),
)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The items of a LimitRange."""
    seen: set[str] = set()
    for index, item in enumerate(value.get("limits") or ()):
        here, kind = ("limits", index), item.get("type") or ""
        expected = LABEL_KEY.fault(kind)
        if expected is None and "/" not in kind and kind not in _TYPES:
            expected = f"must be {', '.join(_TYPES)}, or have a DNS name and a slash before it"
        if expected is not None:
            yield at.invalid(*here, "type", expected=expected, value=kind)
        if kind in seen:
            yield at.duplicate(*here, "type", value=kind)
        seen.add(kind)
        yield from _names(item, kind, at, index)
        yield from _order(item, at, index)


def _names(item: Mapping[str, Any], kind: str, at: Visit, index: int) -> Iterator[Fault]:
    check_name = resources.fault_in_container if kind in ("Pod", "Container") else resources.fault
    for field in _AMOUNTS:
        if kind == "Pod" and field.startswith("default"):
            if item.get(field):
                yield at.forbidden("limits", index, field, expected="must be left out with the type Pod")
            continue
        for name in item.get(field) or {}:
            expected = check_name(name)
            if expected is not None:
                yield at.invalid("limits", index, field, Key(name), expected=expected)
    if kind == "PersistentVolumeClaim" and not any("storage" in (item.get(field) or {}) for field in ("min", "max")):
        yield at.required("limits", index, "limits", expected="must have min or max of storage")


def _order(item: Mapping[str, Any], at: Visit, index: int) -> Iterator[Fault]:
    amounts = {
        field: {name: quantity.parse(str(size)) or 0 for name, size in (item.get(field) or {}).items()} for field in _AMOUNTS
    }
    for low, high, blamed in _ORDER:
        for name, amount in amounts[low].items():
            if name in amounts[high] and amount > amounts[high][name]:
                expected = f"must be at least {low}" if blamed != low else f"must be at most {high}"
                yield at.invalid(
                    "limits",
                    index,
                    blamed,
                    Key(name),
                    expected=f"{expected}, which is {item[high if blamed == low else low][name]}",
                )
    yield from _ratios(amounts, at, index)
    for name, size in amounts["defaultRequest"].items():
        if not resources.is_overcommittable(name) and amounts["default"].get(name, size) != size:
            expected = f"must equal default, which is {item['default'][name]}, as for all that must not be shared"
            yield at.invalid("limits", index, "defaultRequest", Key(name), expected=expected)


def _ratios(amounts: Mapping[str, Mapping[str, int]], at: Visit, index: int) -> Iterator[Fault]:
    for name, ratio in amounts["maxLimitRequestRatio"].items():
        least, most = amounts["min"].get(name), amounts["max"].get(name)
        expected = None
        if ratio < quantity.NANO:
            expected = "must be at least 1"
        elif least and most is not None and ratio * least > most * quantity.NANO:
            expected = "must be at most max divided by min"
        if expected is not None:
            yield at.invalid("limits", index, "maxLimitRequestRatio", Key(name), expected=expected)
