"""Needs: what a Pod must find before it can be placed and started: a node that fits, its claims, ConfigMaps and Secrets."""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.sandbox.controllers.world import World
from translator.sandbox.store import Key

Object = Mapping[str, Any]

_PREEMPTION = "no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling."


def unplaced(pod: Object, world: World) -> str:
    """Why a Pod cannot be placed; empty where it can."""
    namespace = pod["metadata"]["namespace"]
    for name in claims(pod):
        claim = world.get(Key("", "persistentvolumeclaims", namespace, name))
        if claim is None:
            return f'0/1 nodes are available: persistentvolumeclaim "{name}" not found. not found'
        if claim.get("status", {}).get("phase") != "Bound":
            return "0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found"
    if not selects(pod["spec"], world):
        return f"0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. {_PREEMPTION}"
    return ""


def selects(spec: Object, world: World) -> bool:
    """Whether there is a node that a Pod asks for, by the labels that nodes have now."""
    nodes = world.cluster.store.table("", "nodes")
    return any(_selected(spec, entry.value["metadata"].get("labels") or {}) for entry in nodes)


def claims(pod: Object) -> list[str]:
    """The names of the claims that a Pod mounts."""
    volumes = pod["spec"].get("volumes", ())
    return [volume["persistentVolumeClaim"]["claimName"] for volume in volumes if volume.get("persistentVolumeClaim")]


def _selected(spec: Object, labels: Mapping[str, str]) -> bool:
    if any(labels.get(name) != each for name, each in (spec.get("nodeSelector") or {}).items()):
        return False
    affinity = (spec.get("affinity") or {}).get("nodeAffinity") or {}
    required = affinity.get("requiredDuringSchedulingIgnoredDuringExecution")
    terms = required.get("nodeSelectorTerms", ()) if required else ()
    return not terms or any(all(_holds(each, labels) for each in term.get("matchExpressions", ())) for term in terms)


def _holds(wanted: Object, labels: Mapping[str, str]) -> bool:
    key, values = wanted["key"], wanted.get("values", ())
    match wanted["operator"]:
        case "In":
            return labels.get(key) in values
        case "NotIn":
            return labels.get(key) not in values
        case "Exists":
            return key in labels
        case "DoesNotExist":
            return key not in labels
        case _:
            return False


def missing(pod: Object, world: World) -> tuple[str, str, str] | None:
    """What a Pod refers to and does not find: the reason of the wait, what is said, the reason of the event."""
    namespace = pod["metadata"]["namespace"]
    for volume, resource, name in _mounted(pod["spec"]):
        if world.get(Key("", resource, namespace, name)) is None:
            kind = "configmap" if resource == "configmaps" else "secret"
            return (
                "ContainerCreating",
                f'MountVolume.SetUp failed for volume "{volume}" : {kind} "{name}" not found',
                "FailedMount",
            )
    for container in pod["spec"]["containers"]:
        for resource, reference, key in _settings(container):
            found = world.get(Key("", resource, namespace, reference))
            kind = "configmap" if resource == "configmaps" else "secret"
            if found is None:
                return "CreateContainerConfigError", f'{kind} "{reference}" not found', "Failed"
            if key and key not in found.get("data", {}) and key not in found.get("binaryData", {}):
                where = "ConfigMap" if kind == "configmap" else "Secret"
                return "CreateContainerConfigError", f"couldn't find key {key} in {where} {namespace}/{reference}", "Failed"
    return None


def _mounted(spec: Object) -> Iterator[tuple[str, str, str]]:
    for volume in spec.get("volumes", ()):
        sources = [volume, *(volume.get("projected") or {}).get("sources", ())]
        for source in sources:
            settings, secret = source.get("configMap"), source.get("secret")
            if settings and not settings.get("optional"):
                yield volume["name"], "configmaps", settings["name"]
            if secret and not secret.get("optional"):
                yield volume["name"], "secrets", secret.get("secretName") or secret["name"]


def _settings(container: Object) -> Iterator[tuple[str, str, str]]:
    for variable in container.get("env", ()):
        source = variable.get("valueFrom") or {}
        for field, resource in (("configMapKeyRef", "configmaps"), ("secretKeyRef", "secrets")):
            reference = source.get(field)
            if reference and not reference.get("optional"):
                yield resource, reference["name"], reference["key"]
    for source in container.get("envFrom", ()):
        for field, resource in (("configMapRef", "configmaps"), ("secretRef", "secrets")):
            reference = source.get(field)
            if reference and not reference.get("optional"):
                yield resource, reference["name"], ""
