"""Objects from before Kubernetes 1.0 (v1beta1, v1beta2, v1beta3 without a group), written as objects of today.

Source: the conversion functions of those versions (`pkg/api/v1beta1/conversion.go` of Kubernetes 1.0) and "Converting from
v1beta1 to v1beta3" of its documentation. `portalIP` is dropped, since the address belonged to the old cluster, and so are
`currentState` and what the server wrote itself.
"""

from collections.abc import Mapping
from typing import Any

KINDS = {"Minion": "Node"}
_META = ("labels", "annotations", "namespace")
_SERVERS = frozenset(("currentState", "status", "creationTimestamp", "resourceVersion", "selfLink", "uid", "portalIP"))
_PULL = {"PullAlways": "Always", "PullIfNotPresent": "IfNotPresent", "PullNever": "Never"}
_RESTART = {"always": "Always", "onFailure": "OnFailure", "never": "Never"}
_SERVICE = frozenset(
    ("port", "containerPort", "protocol", "selector", "publicIPs", "createExternalLoadBalancer", "sessionAffinity")
)
_KNOWN = frozenset(("id", "kind", "apiVersion", "desiredState", *_META, *_SERVERS))


def converted(body: Mapping[str, Any]) -> dict[str, Any] | None:
    """The object of today, a new one; None where the old one has parts that this table does not know."""
    kind = str(body.get("kind"))
    head = {"apiVersion": "v1", "kind": KINDS.get(kind, kind)}
    if body.get("apiVersion") == "v1beta3":
        rest = {key: value for key, value in body.items() if key not in ("apiVersion", "kind", "status")}
        return {**head, **rest, **({"spec": _spec(kind, _map(rest["spec"]))} if isinstance(rest.get("spec"), dict) else {})}
    known = _KNOWN | _SERVICE if kind == "Service" else _KNOWN
    if kind not in ("Pod", "Service", "ReplicationController", "Minion") or not known.issuperset(body):
        return None
    meta = {"name": body.get("id"), **{key: body[key] for key in _META if key in body}}
    state = _map(body.get("desiredState"))
    if kind == "Service":
        return {**head, "metadata": meta, "spec": _service(body)}
    if kind == "Minion":
        return {**head, "metadata": meta}
    return {**head, "metadata": meta, "spec": _pod(_map(state.get("manifest"))) if kind == "Pod" else _controller(state)}


def _spec(kind: str, spec: Mapping[str, Any]) -> dict[str, Any]:
    """The spec of a v1beta3 object, whose form is nearly that of today."""
    if kind == "Service":
        kept = {key: value for key, value in spec.items() if key not in ("portalIP", "publicIPs", "createExternalLoadBalancer")}
        return {**kept, **_outside(spec)}
    if kind == "ReplicationController" and isinstance(_map(spec.get("template")).get("spec"), dict):
        template = _map(spec["template"])
        return {**spec, "template": {**template, "spec": _pod(_map(template["spec"]))}}
    return _pod(spec) if kind == "Pod" else dict(spec)


def _service(body: Mapping[str, Any]) -> dict[str, Any]:
    port = {"port": body.get("port"), "targetPort": body.get("containerPort"), "protocol": _upper(body.get("protocol"))}
    spec: dict[str, Any] = {"ports": [{key: value for key, value in port.items() if value is not None}]}
    spec |= {key: body[key] for key in ("selector", "sessionAffinity") if key in body}
    return spec | _outside(body)


def _outside(body: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "LoadBalancer"} if body.get("createExternalLoadBalancer") else {}
    return found | ({"externalIPs": body["publicIPs"]} if body.get("publicIPs") else {})


def _controller(state: Mapping[str, Any]) -> dict[str, Any]:
    template = _map(state.get("podTemplate"))
    manifest = _map(_map(template.get("desiredState")).get("manifest"))
    pod = {"metadata": {"labels": template.get("labels")}, "spec": _pod(manifest)}
    return {"replicas": state.get("replicas"), "selector": state.get("replicaSelector"), "template": pod}


def _pod(manifest: Mapping[str, Any]) -> dict[str, Any]:
    spec = {key: value for key, value in manifest.items() if key not in ("version", "id", "uuid")}
    spec["containers"] = [_container(_map(each)) for each in _list(manifest.get("containers"))]
    if "volumes" in manifest:
        spec["volumes"] = [_volume(_map(each)) for each in _list(manifest["volumes"])]
    policy = manifest.get("restartPolicy")
    if isinstance(policy, dict):
        spec["restartPolicy"] = next((_RESTART[key] for key in policy if key in _RESTART), "Always")
    return spec


def _container(old: Mapping[str, Any]) -> dict[str, Any]:
    new = {key: value for key, value in old.items() if key not in ("privileged", "cpu", "memory")}
    if "privileged" in old:
        new["securityContext"] = {**_map(old.get("securityContext")), "privileged": old["privileged"]}
    amounts = {"cpu": f"{old['cpu']}m"} if old.get("cpu") else {}
    amounts |= {"memory": str(old["memory"])} if old.get("memory") else {}
    if amounts:
        new["resources"] = {"limits": amounts}
    if "ports" in old:
        new["ports"] = [{**_map(each), **_protocol(_map(each))} for each in _list(old["ports"])]
    if "imagePullPolicy" in old:
        new["imagePullPolicy"] = _PULL.get(str(old["imagePullPolicy"]), old["imagePullPolicy"])
    return new


def _volume(old: Mapping[str, Any]) -> dict[str, Any]:
    source = _map(old.get("source"))
    if not source:
        return dict(old)
    renamed = {"hostPath" if key == "hostDir" else key: {} if value is None else value for key, value in source.items()}
    return {"name": old.get("name"), **renamed}


def _protocol(port: Mapping[str, Any]) -> dict[str, Any]:
    return {"protocol": _upper(port["protocol"])} if "protocol" in port else {}


def _upper(value: Any) -> Any:
    return value.upper() if isinstance(value, str) else value


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
