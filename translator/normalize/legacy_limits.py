"""Limits beside the service, as Compose version 2 writes them, joined with those below `deploy`, which win where both stand.

`cpu_quota` divided by `cpu_period` is what `cpus` says in one number; Docker takes one of the two ways alone.
"""

from dataclasses import replace
from typing import Any

from translator.model.deploy import Resources
from translator.model.origin import Derived, Located
from translator.model.values import NANO, Cpus
from translator.normalize.context import Context

KEYS = frozenset(("mem_limit", "mem_reservation", "cpus", "cpu_quota", "cpu_period"))
_PERIOD = 100_000
"""Microseconds: the kernel's own period, and Docker's."""


def join(fields: dict[str, Any], context: Context) -> None:
    """Moves the limits of a service, those that are written, to the fields `limits` and `reservations`."""
    _take(fields, "limits", "memory", fields.get("mem_limit"), "mem_limit", context)
    _take(fields, "reservations", "memory", fields.get("mem_reservation"), "mem_reservation", context)
    quota = _quota(fields, context)
    if fields.get("cpus") is not None:
        _take(fields, "limits", "cpus", fields["cpus"], "cpus", context)
    elif quota is not None:
        _take(fields, "limits", "cpus", quota, "cpu_quota", context)


def _take(fields: dict[str, Any], field: str, part: str, value: Located[Any] | None, key: str, context: Context) -> None:
    if value is None:
        return
    current: Resources = fields.get(field, Resources())
    if getattr(current, part) is None:
        fields[field] = replace(current, cpus=value) if part == "cpus" else replace(current, memory=value)
    else:
        winner = f"deploy.resources.{field}.{part}"
        context.findings.ignore("T293", f"{key} yields to {winner}, as in docker compose", value.origin, help=f"remove {key}")


def _quota(fields: dict[str, Any], context: Context) -> Located[Cpus] | None:
    """Processor time by quota and period; None where there is none, or where `cpus` says it already."""
    quota: Located[int] | None = fields.get("cpu_quota")
    period: Located[int] | None = fields.get("cpu_period")
    if fields.get("cpus") is not None:
        for key, value in (("cpu_quota", quota), ("cpu_period", period)):
            if value is not None:
                context.findings.refuse("T232", f"{key} and cpus bound the same thing", value.origin, help="keep cpus alone")
        return None
    if quota is None:
        if period is not None:
            context.findings.ignore("T202", "cpu_period bounds nothing without cpu_quota", period.origin, help="remove it")
        return None
    nano = quota.value * NANO // (_PERIOD if period is None else period.value)
    origins = (quota.origin,) if period is None else (quota.origin, period.origin)
    return Located(Cpus(max(1, nano)), Derived("cpu_quota divided by cpu_period", origins))
