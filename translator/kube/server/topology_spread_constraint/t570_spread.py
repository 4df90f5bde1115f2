"""A constraint that spreads Pods over the nodes is incomplete.

maxSkew is at least 1, topologyKey is the key of a label of nodes, whenUnsatisfiable is DoNotSchedule or ScheduleAnyway.
minDomains is at least 1 and goes with DoNotSchedule only. A key of matchLabelKeys must not stand in the labelSelector
too; since Kubernetes 1.34, which merges the two when a Pod is made, this counts for Pods and no longer for templates.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from translator.kube.fault import Fault
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T570", "bad-topology-spread", __doc__),)

_MERGED = 34


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
    if value.get("matchLabelKeys"):
        yield from _keys(value["matchLabelKeys"], value.get("labelSelector"), at)


def _keys(keys: Sequence[str], selector: Mapping[str, Any] | None, at: Visit) -> Iterator[Fault]:
    if selector is None:
        yield at.forbidden("matchLabelKeys", expected="must be left out when labelSelector is not given")
    asked = {*((selector or {}).get("matchLabels") or ())}
    asked |= {each.get("key") for each in (selector or {}).get("matchExpressions") or ()}
    for index, key in enumerate(keys):
        yield from limits.label_key(at, key, "matchLabelKeys", index)
        if key in asked and (at.whole.kind == "Pod" or at.whole.minor < _MERGED):
            yield at.invalid("matchLabelKeys", index, expected="must not be a key of labelSelector too", value=key)
