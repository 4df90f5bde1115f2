"""A constraint that spreads Pods over the nodes is incomplete.

maxSkew is at least 1, topologyKey is the key of a label of nodes, whenUnsatisfiable is DoNotSchedule or ScheduleAnyway.
minDomains is at least 1 and goes with DoNotSchedule only.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T570", "bad-topology-spread", __doc__),)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """One constraint."""
    if (value.get("maxSkew") or 0) < 1:
        yield at.invalid("maxSkew", expected="must be at least 1", value=value.get("maxSkew", 0))
    if not value.get("topologyKey"):
        yield at.required("topologyKey")
    yield from limits.chosen(at, "whenUnsatisfiable", ("DoNotSchedule", "ScheduleAnyway"))
    domains = value.get("minDomains")
    if domains is not None:
        if domains < 1:
            yield at.invalid("minDomains", expected="must be at least 1", value=domains)
        if value.get("whenUnsatisfiable") != "DoNotSchedule":
            yield at.invalid("minDomains", expected="must be left out unless whenUnsatisfiable is DoNotSchedule", value=domains)
    for field in ("nodeAffinityPolicy", "nodeTaintsPolicy"):
        yield from limits.among(at, field, ("Ignore", "Honor"))
    for index, key in enumerate(value.get("matchLabelKeys") or ()):
        yield from limits.label_key(at, key, "matchLabelKeys", index)
        if not value.get("labelSelector"):
            yield at.forbidden("matchLabelKeys", expected="must be left out when labelSelector is not given")
            return
