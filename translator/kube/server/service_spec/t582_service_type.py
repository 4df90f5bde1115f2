"""The type of a Service is unknown, or does not go with its other fields.

The type is ClusterIP, NodePort, LoadBalancer or ExternalName. Every type but ExternalName needs ports, unless the Service
is headless (clusterIP None), which no NodePort or LoadBalancer can be. ExternalName needs externalName, a DNS name, and has
no addresses. Fields for load balancers and traffic policies are allowed only where such traffic exists. A load
balancer has no port 10250, which is the kubelet's. trafficDistribution is PreferClose, or since Kubernetes 1.34 PreferSameZone
or PreferSameNode too.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import names
from translator.kube.fault import Fault, Key, Reason
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T582", "bad-service-type", __doc__),)

_TYPES = ("ClusterIP", "ExternalName", "LoadBalancer", "NodePort")
_POLICIES = ("Cluster", "Local")
_DISTRIBUTIONS = ("PreferClose", "PreferSameZone", "PreferSameNode")
_SAME_ZONE = 34
_KUBELET = 10250
_MODE, _HINTS = "service.kubernetes.io/topology-mode", "service.kubernetes.io/topology-aware-hints"
_RANGES_ANNOTATION = "service.beta.kubernetes.io/load-balancer-source-ranges"
_RANGES = "loadBalancerSourceRanges"


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Type, and the fields that depend on it."""
    kind = value.get("type", "")
    headless = "None" in (value.get("clusterIPs") or ())
    yield from limits.chosen(at, "type", _TYPES)
    if not value.get("ports") and not headless and kind != "ExternalName":
        yield at.required("ports", expected="must have at least one port unless the Service is headless")
    if headless and kind in ("NodePort", "LoadBalancer"):
        yield at.invalid("clusterIPs", 0, expected=f"must not be None with the type {kind}", value="None")
    if kind == "ExternalName":
        yield from _external(value, at)
    yield from limits.labels(at, value.get("selector") or {}, "selector")
    yield from _traffic(value, at)
    yield from _balancer(value, at)


def _external(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    for field in ("clusterIPs", "ipFamilies", "ipFamilyPolicy"):
        if value.get(field):
            yield at.forbidden(field, expected="must be left out with the type ExternalName")
    name = (value.get("externalName") or "").removesuffix(".")
    yield from limits.needed(at, name, names.DNS_SUBDOMAIN, "externalName")


def _traffic(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    kind, policy = value.get("type"), value.get("externalTrafficPolicy")
    reachable = kind in ("NodePort", "LoadBalancer") or (kind == "ClusterIP" and bool(value.get("externalIPs")))
    if policy and not reachable:
        yield at.invalid(
            "externalTrafficPolicy", expected="must be left out: nothing reaches this Service from outside", value=policy
        )
    elif policy and policy not in _POLICIES:
        yield at.unsupported("externalTrafficPolicy", among=_POLICIES, value=policy)
    yield from limits.among(at, "internalTrafficPolicy", _POLICIES)
    if value.get("trafficDistribution") is not None and value["trafficDistribution"] != _DISTRIBUTIONS[0]:
        known = _DISTRIBUTIONS if at.whole.minor >= _SAME_ZONE else _DISTRIBUTIONS[:1]
        yield from limits.among(at, "trafficDistribution", known)
    health = value.get("healthCheckNodePort")
    if health:
        yield from limits.port_number(at, health, "healthCheckNodePort")
        if kind != "LoadBalancer" or policy != "Local":
            expected = "must be left out unless the type is LoadBalancer and externalTrafficPolicy is Local"
            yield at.invalid("healthCheckNodePort", expected=expected, value=health)


def _balancer(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    kind = value.get("type")
    ranges = value.get(_RANGES) or ()
    # The API server writes this field with a capital.
    prefix = "".join(f"{step}." for step in at.path) + "LoadBalancerSourceRanges"
    if ranges and kind != "LoadBalancer":
        expected = "must be left out unless the type is LoadBalancer"
        yield at.fault(Reason.FORBIDDEN, (_RANGES,), expected, named=prefix)
    for index, each in enumerate(ranges):
        yield from limits.address_range(at, each.strip(), _RANGES, index, named=f"{prefix}[{index}]")
    for index, port in enumerate(value.get("ports") or ()):
        if kind == "LoadBalancer" and port.get("port") == _KUBELET:
            expected = f"must not have the port {_KUBELET}, which is the kubelet's"
            yield at.invalid("ports", index, expected=expected, inner=("port",))
    yield from _annotations(value, at)
    for field in ("loadBalancerClass", "allocateLoadBalancerNodePorts"):
        if value.get(field) is not None and kind != "LoadBalancer":
            yield at.forbidden(field, expected="must be left out unless the type is LoadBalancer")
    if kind == "LoadBalancer" and value.get("loadBalancerClass") is not None:
        yield from limits.label_key(at, value["loadBalancerClass"], "loadBalancerClass")


def _annotations(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """What annotations say that fields say today."""
    annotations = (at.whole.body.get("metadata") or {}).get("annotations") or {}
    if _MODE in annotations and annotations.get(_HINTS, annotations[_MODE]) != annotations[_MODE]:
        yield Fault(("metadata", "annotations", Key(_MODE)), Reason.INVALID, f"must be that of {_HINTS}, or alone")
    text = annotations.get(_RANGES_ANNOTATION)
    if text is None or value.get(_RANGES):
        return
    where = ("metadata", "annotations", Key(_RANGES_ANNOTATION))
    if value.get("type") != "LoadBalancer":
        yield Fault(where, Reason.FORBIDDEN, "must be left out unless the type is LoadBalancer")
    for each in text.split(",") if text.strip() else ():
        for found in limits.address_range(at, each.strip()):
            yield Fault(where, found.reason, f"has {each.strip()!r}, which {found.expected}")
