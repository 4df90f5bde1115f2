"""Cause: joins the origins of several written values, where one field of the output rests on all of them."""

from typing import Any

from translator.model.origin import Derived, Located, Origin


def derived(rule: str, *values: Located[Any] | None) -> Derived:
    """The origin of what `rule` makes of `values`; those not written have no part in it, and no place counts twice."""
    origins: list[Origin] = []
    for value in values:
        if value is not None and value.origin not in origins:
            origins.append(value.origin)
    return Derived(rule, tuple(origins))


def carrying(value: Located[Any], rule: str, *others: Located[Any] | Origin | None) -> Located[Any]:
    """`value` unchanged, resting also on `others`, which say the same or have no field of their own.

    Those that were not written, and those from the same place as `value`, add nothing.
    """
    origins = [other.origin if isinstance(other, Located) else other for other in others if other is not None]
    distinct = [origin for origin in dict.fromkeys(origins) if origin != value.origin]
    return Located(value.value, Derived(rule, (value.origin, *distinct))) if distinct else value
