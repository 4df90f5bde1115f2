"""The type of a Service is unknown, or does not go with its other fields.

The type is ClusterIP, NodePort, LoadBalancer or ExternalName. Every type but ExternalName needs ports, unless the Service
is headless (clusterIP None), which no NodePort or LoadBalancer can be. ExternalName needs externalName, a DNS name, and has
no addresses. Fields for load balancers and traffic policies are allowed only where such traffic exists.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import addresses, names
from translator.kube.fault import Fault, Reason
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T582", "bad-service-type", __doc__),)

_TYPES = ("ClusterIP", "ExternalName", "LoadBalancer", "NodePort")
_POLICIES = ("Cluster", "Local")
_DISTRIBUTIONS = ("PreferClose", "PreferSameZone", "PreferSameNode")
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
    yield from limits.among(at, "trafficDistribution", _DISTRIBUTIONS)
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
        if addresses.network(each.strip()) is None:
            expected = "must be a range of addresses such as 10.0.0.0/8"
            yield at.fault(Reason.INVALID, (_RANGES, index), expected, each, named=f"{prefix}[{index}]")
    for field in ("loadBalancerClass", "allocateLoadBalancerNodePorts"):
        if value.get(field) is not None and kind != "LoadBalancer":
            yield at.forbidden(field, expected="must be left out unless the type is LoadBalancer")
    if kind == "LoadBalancer" and value.get("loadBalancerClass") is not None:
        yield from limits.label_key(at, value["loadBalancerClass"], "loadBalancerClass")
