"""A field of a Pod has a value that is not one of its words, not a name, or out of range.

restartPolicy is Always, OnFailure or Never; dnsPolicy is ClusterFirst, ClusterFirstWithHostNet, Default or None. hostname
and subdomain are single DNS labels, hostnameOverride is a DNS name of up to 64 characters; serviceAccountName,
priorityClassName, runtimeClassName and nodeName are names of objects. activeDeadlineSeconds is at least 1. A Pod that waits for
a scheduling gate has no node yet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from translator.kube import names, quantity, resources
from translator.kube.fault import Fault, Key, Reason, dotted
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T561", "bad-pod-field", __doc__),)

_HOSTNAME_OVERRIDE, _LONGEST_HOSTNAME = 35, 64


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
            # The API server names the field above.
            found = at.unsupported("os", "name", among=("linux", "windows"), value=system)
            yield replace(found, named=dotted((*at.path, "os")))
        else:
            yield at.required("os", "name")
    for name, amount in (value.get("overhead") or {}).items():
        expected = resources.fault_in_container(name)
        if expected is not None:
            yield at.invalid("overhead", "limits", Key(name), expected=expected)
        if (quantity.parse(str(amount)) or 0) < 0:
            yield at.invalid("overhead", "limits", Key(name), expected="must be at least 0", value=amount)
    if value.get("nodeName") and value.get("schedulingGates") and at.whole.kind == "Pod":
        yield at.forbidden("nodeName", expected="must be left out as long as there are schedulingGates")
    if value.get("hostnameOverride") is not None and at.whole.minor >= _HOSTNAME_OVERRIDE:
        yield from _override(value, at)


def _override(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    name = value["hostnameOverride"]
    yield from limits.text(at, name, names.DNS_SUBDOMAIN, "hostnameOverride")
    if len(name) > _LONGEST_HOSTNAME:
        expected = f"must have at most {_LONGEST_HOSTNAME} characters, not {len(name)}"
        yield at.fault(Reason.TOO_LONG, ("hostnameOverride",), expected)
    for field in ("setHostnameAsFQDN", "hostNetwork"):
        if value.get(field):
            yield at.forbidden("hostnameOverride", expected=f"must be left out when {field} is true")
