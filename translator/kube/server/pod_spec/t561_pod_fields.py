"""A field of a Pod has a value that is not one of its words, not a name, or out of range.

restartPolicy is Always, OnFailure or Never; dnsPolicy is ClusterFirst, ClusterFirstWithHostNet, Default or None. hostname
and subdomain are single DNS labels, serviceAccountName, priorityClassName, runtimeClassName and nodeName are names of
objects. activeDeadlineSeconds is at least 1.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import names
from translator.kube.fault import Fault
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T561", "bad-pod-field", __doc__),)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The plain fields of a Pod."""
    yield from limits.among(at, "restartPolicy", ("Always", "OnFailure", "Never"))
    yield from limits.among(at, "dnsPolicy", ("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"))
    yield from limits.among(at, "preemptionPolicy", ("PreemptLowerPriority", "Never"))
    for field in ("hostname", "subdomain"):
        yield from limits.optional(at, value.get(field), names.DNS_LABEL, field)
    for field in ("serviceAccountName", "priorityClassName", "nodeName"):
        yield from limits.optional(at, value.get(field), names.DNS_SUBDOMAIN, field)
    if value.get("runtimeClassName") is not None:
        yield from limits.text(at, value["runtimeClassName"], names.DNS_SUBDOMAIN, "runtimeClassName")
    yield from limits.between(at, value.get("activeDeadlineSeconds"), 1, limits.INT32, "activeDeadlineSeconds")
    for index, gate in enumerate(value.get("readinessGates") or ()):
        yield from limits.label_key(at, gate.get("conditionType", ""), "readinessGates", index, "conditionType")
    for index, gate in enumerate(value.get("schedulingGates") or ()):
        yield from limits.label_key(at, gate.get("name", ""), "schedulingGates", index)
    system = (value.get("os") or {}).get("name")
    if value.get("os") is not None and system not in ("linux", "windows"):
        if system:
            yield at.unsupported("os", "name", among=("linux", "windows"), value=system)
        else:
            yield at.required("os", "name")
