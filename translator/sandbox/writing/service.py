"""Services: their cluster addresses and node ports, given out once and kept from one write to the next.

Source: k8s.io/kubernetes `pkg/registry/core/service/storage/alloc.go`.
"""

from collections.abc import Mapping
from typing import Any

from translator.kube.fault import Fault, Reason
from translator.sandbox.cluster import Cluster

Object = dict[str, Any]

_RANGE = "10.96.0.0/16"


def complete(value: Object, cluster: Cluster, before: Mapping[str, Any]) -> list[Fault]:
    """Addresses and node ports, kept from the Service as it was."""
    spec, old = value["spec"], before.get("spec", {})
    if spec.get("type") == "ExternalName":
        for field in ("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy"):
            spec.pop(field, None)
        return []
    if not spec.get("clusterIP"):
        spec["clusterIP"] = old.get("clusterIP") or cluster.addresses.address()
    if spec["clusterIP"] != old.get("clusterIP") or not spec.get("clusterIPs"):
        spec["clusterIPs"] = [spec["clusterIP"]]
    spec.setdefault("ipFamilies", ["IPv4"])
    spec.setdefault("ipFamilyPolicy", "SingleStack")
    faults = _taken(spec, old, cluster)
    _node_ports(spec, old, cluster)
    return faults


def _taken(spec: Mapping[str, Any], old: Mapping[str, Any], cluster: Cluster) -> list[Fault]:
    address, mine = spec["clusterIP"], {each.get("nodePort") for each in old.get("ports", ())}
    faults = []
    if address != "None" and address != old.get("clusterIP") and cluster.addresses.taken(address):
        expected = f"failed to allocate IP {address}: provided IP is already allocated"
        faults.append(Fault(("spec", "clusterIPs"), Reason.INVALID, expected, value=[address]))
    if address not in ("None", old.get("clusterIP")) and not address.startswith(_RANGE[:6]):
        where = f"the provided IP ({address}) is not in the valid range. The range of valid IPs is {_RANGE}"
        expected = f"failed to allocate IP {address}: {where}"
        faults.append(Fault(("spec", "clusterIPs"), Reason.INVALID, expected, value=[address]))
    for index, port in enumerate(spec.get("ports", ())):
        number = port.get("nodePort")
        if number and number not in mine and cluster.addresses.taken(number):
            faults.append(
                Fault(("spec", "ports", index, "nodePort"), Reason.INVALID, "provided port is already allocated", value=number)
            )
    return faults


def _node_ports(spec: Object, old: Mapping[str, Any], cluster: Cluster) -> None:
    wanted = spec.get("type") == "NodePort" or (
        spec.get("type") == "LoadBalancer" and spec.get("allocateLoadBalancerNodePorts", True)
    )
    had = {(port.get("protocol", "TCP"), port["port"]): port.get("nodePort") for port in old.get("ports", ())}
    for port in spec.get("ports", ()):
        if not wanted:
            if spec.get("type", "ClusterIP") == "ClusterIP":
                port.pop("nodePort", None)
        elif not port.get("nodePort"):
            number = had.get((port.get("protocol", "TCP"), port["port"])) or cluster.addresses.port()
            if number is not None:
                port["nodePort"] = number
    if (
        spec.get("type") == "LoadBalancer"
        and spec.get("externalTrafficPolicy") == "Local"
        and not spec.get("healthCheckNodePort")
    ):
        spec["healthCheckNodePort"] = old.get("healthCheckNodePort") or cluster.addresses.port()
