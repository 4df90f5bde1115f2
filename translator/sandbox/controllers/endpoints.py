"""Endpoints: where a Service is answered: the addresses of the Pods that it selects, in one EndpointSlice.

Source: k8s.io/kubernetes `pkg/controller/endpointslice`. A Service without a selector has none; one whose Pods are not there
yet has an empty one.
"""

from collections.abc import Mapping
from typing import Any

from translator.sandbox.controllers import pods
from translator.sandbox.controllers.world import World, deleting, key_of, reference

Object = Mapping[str, Any]

_GROUP = "discovery.k8s.io"
_SERVICE = "kubernetes.io/service-name"
_MANAGER = "endpointslice.kubernetes.io/managed-by"


def reconcile(value: Object, world: World) -> None:
    """Writes the slice of a Service."""
    selector = value["spec"].get("selector")
    if not selector or deleting(value) or value["spec"].get("type") == "ExternalName":
        return
    selected = [pod for pod in world.labelled(value["metadata"]["namespace"], selector) if pod.get("status", {}).get("podIP")]
    content: dict[str, Any] = {
        "addressType": "IPv4",
        "endpoints": [_endpoint(pod) for pod in selected],
        "ports": _ports(value, selected),
    }
    slices = world.owned(value, "endpointslices")
    if slices:
        key = key_of(slices[0], "endpointslices", _GROUP)
        world.put(key, {**slices[0], **content})
        return
    name = f"{value['metadata']['name']}-{world.cluster.suffix()}"
    labels = {_SERVICE: value["metadata"]["name"], _MANAGER: "endpointslice-controller.k8s.io"}
    metadata = {
        "name": name,
        "namespace": value["metadata"]["namespace"],
        "labels": labels,
        "ownerReferences": [reference(value)],
    }
    world.create("endpointslices", {"metadata": metadata, **content}, _GROUP)


def _endpoint(pod: Object) -> dict[str, Any]:
    ready, leaving = pods.ready(pod), deleting(pod)
    metadata = pod["metadata"]
    target = {"kind": "Pod", "namespace": metadata["namespace"], "name": metadata["name"], "uid": metadata["uid"]}
    state = {"ready": ready and not leaving, "serving": ready, "terminating": leaving}
    return {
        "addresses": [pod["status"]["podIP"]],
        "conditions": state,
        "targetRef": target,
        "nodeName": pod["spec"]["nodeName"],
    }


def _ports(value: Object, selected: list[Object]) -> list[dict[str, Any]]:
    """The ports behind those of the Service; one that goes by a name is looked up in the first Pod that has it."""
    found = []
    for port in value["spec"].get("ports", ()):
        target = port.get("targetPort", port["port"])
        number = target if isinstance(target, int) else _named(target, selected)
        if number is not None:
            found.append({"name": port.get("name", ""), "port": number, "protocol": port.get("protocol", "TCP")})
    return found


def _named(name: str, selected: list[Object]) -> int | None:
    for pod in selected:
        for container in pod["spec"]["containers"]:
            for port in container.get("ports", ()):
                if port.get("name") == name:
                    return int(port["containerPort"])
    return None
