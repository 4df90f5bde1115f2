"""Services: inside the cluster, by TCP, to the port of the same number. Addresses are the cluster's to give."""

from typing import Any

from translator.kube.visit import Visit

_AFFINITY_SECONDS = 10800


def fill(value: dict[str, Any], at: Visit) -> None:  # noqa: ARG001
    """Fills in type, affinity, policies and ports."""
    if not value.get("sessionAffinity"):
        value["sessionAffinity"] = "None"
    if value["sessionAffinity"] == "None":
        value.pop("sessionAffinityConfig", None)
    elif value["sessionAffinity"] == "ClientIP":
        client = value.setdefault("sessionAffinityConfig", {}).setdefault("clientIP", {})
        client.setdefault("timeoutSeconds", _AFFINITY_SECONDS)
    if not value.get("type"):
        value["type"] = "ClusterIP"
    for port in value.get("ports") or ():
        if not port.get("protocol"):
            port["protocol"] = "TCP"
        if not port.get("targetPort"):
            port["targetPort"] = port.get("port", 0)
    _policies(value)


def _policies(value: dict[str, Any]) -> None:
    external = value["type"] in ("NodePort", "LoadBalancer") or (value["type"] == "ClusterIP" and value.get("externalIPs"))
    if external and not value.get("externalTrafficPolicy"):
        value["externalTrafficPolicy"] = "Cluster"
    if value["type"] != "ExternalName":
        value.setdefault("internalTrafficPolicy", "Cluster")
    if value["type"] == "LoadBalancer":
        value.setdefault("allocateLoadBalancerNodePorts", True)
    if value.get("clusterIP") and "clusterIPs" not in value:
        value["clusterIPs"] = [value["clusterIP"]]
