"""The node: one machine on which Pods are placed and pretend to run, one step at a time.

A step looks at where a Pod is and takes it on: placed by the scheduler's rules, its volumes and settings there, its containers
started, ready or failing by the script, stopped when it is deleted. Statuses are those that a kubelet writes.
"""

from collections.abc import Mapping
from typing import Any

from translator.sandbox.controllers import containers, needs, pods
from translator.sandbox.controllers.world import World, deleting, key_of
from translator.sandbox.store import Key

Object = Mapping[str, Any]

NAME = "sandbox-1"
_ADDRESS = "192.168.0.10"
_RETRY = 1.0


def prepare(world: World) -> None:
    """Makes the node."""
    key = Key("", "nodes", "", NAME)
    if world.get(key) is not None:
        return
    labels = {"kubernetes.io/hostname": NAME, **world.script.node_labels}
    version = f"v{world.cluster.version}.0"
    amounts = {"cpu": "64", "memory": "256Gi", "pods": "10k"}
    ready = {"type": "Ready", "status": "True", "reason": "KubeletReady", "message": "", "lastTransitionTime": world.now()}
    addresses = [{"type": "InternalIP", "address": _ADDRESS}, {"type": "Hostname", "address": NAME}]
    status = {
        "capacity": amounts,
        "allocatable": amounts,
        "conditions": [ready],
        "addresses": addresses,
        "nodeInfo": {"kubeletVersion": version},
    }
    metadata = {"name": NAME, "uid": world.cluster.uid(), "creationTimestamp": world.now(), "labels": labels}
    world.cluster.store.put(key, {"kind": "Node", "apiVersion": "v1", "metadata": metadata, "spec": {}, "status": status})


def reconcile(value: Object, world: World) -> None:
    """Takes a Pod one step on."""
    key = key_of(value, "pods")
    if deleting(value):
        _stop(key, value, world)
    elif not value["spec"].get("nodeName"):
        _place(key, value, world)
    elif pods.phase(value) in ("Succeeded", "Failed"):
        return
    elif "containerStatuses" not in value.get("status", {}):
        _begin(key, value, world)
    else:
        _go_on(key, value, world)


def _stop(key: Key, value: Object, world: World) -> None:
    """Ends a Pod: its time to stop runs out, then nothing but finalizers keeps it."""
    metadata = dict(value["metadata"])
    grace = metadata.get("deletionGracePeriodSeconds", 0)
    if grace:
        began = pods.timestamp(metadata["deletionTimestamp"]) - grace
        left = began + min(world.script.stop, grace) - world.cluster.clock()
        if left > 0:
            world.later(left, value, "pods")
            return
        metadata |= {"deletionGracePeriodSeconds": 0, "deletionTimestamp": world.now()}
        world.put(key, {**value, "metadata": metadata})
        return
    if not metadata.get("finalizers"):
        world.remove(key, value)


def _place(key: Key, value: Object, world: World) -> None:
    """The scheduler: puts a Pod on the node, or says why it cannot."""
    why = needs.unplaced(value, world)
    if why:
        fresh = {"type": "PodScheduled", "status": "False", "lastProbeTime": None, "lastTransitionTime": world.now()}
        old = pods.condition(value, "PodScheduled")
        if old is None or old.get("message") != why:
            failed = {
                **fresh,
                "observedGeneration": value["metadata"].get("generation", 1),
                "reason": "Unschedulable",
                "message": why,
            }
            world.status(key, {**value["status"], "conditions": [failed]})
            world.event(value, "FailedScheduling", why, "default-scheduler", warning=True)
        world.later(_RETRY, value, "pods")
        return
    placed = {"type": "PodScheduled", "status": "True", "lastProbeTime": None, "lastTransitionTime": world.now()}
    status = {**value["status"], "conditions": [placed]}
    world.put(key, {**value, "spec": {**value["spec"], "nodeName": NAME}, "status": status})
    metadata = value["metadata"]
    message = f"Successfully assigned {metadata['namespace']}/{metadata['name']} to {NAME}"
    world.event(value, "Scheduled", message, "default-scheduler")


def _begin(key: Key, value: Object, world: World) -> None:
    """The kubelet has seen the Pod: its containers are being made."""
    made = [containers.waiting(each, "ContainerCreating") for each in value["spec"]["containers"]]
    status = {
        "phase": "Pending",
        "conditions": containers.conditions("ContainersNotReady", world.now()),
        "hostIP": _ADDRESS,
        "startTime": world.now(),
        "containerStatuses": made,
        "qosClass": value["status"].get("qosClass", "BestEffort"),
    }
    world.status(key, status)
    world.later(world.script.start, value, "pods")


def _go_on(key: Key, value: Object, world: World) -> None:
    """The containers, each time that they had time for a step."""
    if world.waits(key):
        return
    status = dict(value["status"])
    missing = needs.missing(value, world)
    if missing is not None:
        containers.wait_for(key, value, missing, world)
        world.later(_RETRY, value, "pods")
        return
    status["podIP"] = status.get("podIP") or world.address()
    status["podIPs"] = [{"ip": status["podIP"]}]
    rules = [world.script.rule(each["image"]) for each in value["spec"]["containers"]]
    pairs = zip(value["spec"]["containers"], status["containerStatuses"], rules, strict=True)
    stepped = [containers.step(each, old, rule, value, world) for each, old, rule in pairs]
    status["containerStatuses"] = stepped
    containers.settle(status, rules, value, world)
    if stepped != value["status"]["containerStatuses"]:
        world.status(key, status)
        world.later(world.script.start, value, "pods")
