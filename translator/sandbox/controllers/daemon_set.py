"""DaemonSets: one Pod on the node (`pkg/controller/daemon`)."""

from collections.abc import Mapping
from typing import Any

from translator.sandbox.controllers import needs, pods
from translator.sandbox.controllers.world import World, deleting, key_of
from translator.sandbox.statuses import Refused

Object = Mapping[str, Any]

_SOURCE = "daemonset-controller"
_REVISION = "controller-revision-hash"
_GENERATION = "pod-template-generation"


def reconcile(value: Object, world: World) -> None:
    """Makes or replaces the Pod, and writes the status."""
    key = key_of(value, "daemonsets", "apps")
    if pods.adopt(value, "pods", world):
        return
    newest = pods.fingerprint(value["spec"]["template"])
    mine = world.owned(value, "pods")
    wanted = needs.selects(value["spec"]["template"]["spec"], world)
    if not deleting(value):
        _move(value, mine, newest, world, wanted=wanted)
    found = world.get(key)
    if found is not None:
        world.status(key, _status(found, world.owned(value, "pods"), newest, world, wanted=wanted))


def _move(value: Object, mine: list[Object], newest: str, world: World, *, wanted: bool) -> None:
    rolls = value["spec"]["updateStrategy"]["type"] == "RollingUpdate"
    for pod in mine:
        outdated = rolls and pod["metadata"]["labels"].get(_REVISION) != newest
        over = pods.phase(pod) in ("Failed", "Succeeded")
        if not deleting(pod) and (outdated or over or not wanted):
            world.delete(key_of(pod, "pods"))
            world.event(value, "SuccessfulDelete", f"Deleted pod: {pod['metadata']['name']}", _SOURCE)
    if wanted and not mine:
        name = f"{value['metadata']['name']}-{world.cluster.suffix()}"
        generation = value["metadata"].get("annotations", {}).get("deprecated.daemonset.template.generation", "1")
        try:
            world.create("pods", pods.from_template(value, name, {_REVISION: newest, _GENERATION: generation}))
        except Refused as refused:
            world.event(value, "FailedCreate", f"Error creating: {refused}", _SOURCE, warning=True)
            world.later(1.0, value, "daemonsets", "apps")
            return
        world.event(value, "SuccessfulCreate", f"Created pod: {name}", _SOURCE)


def _status(value: Object, mine: list[Object], newest: str, world: World, *, wanted: bool) -> Mapping[str, Any]:
    seconds = value["spec"].get("minReadySeconds", 0)
    number = int(wanted)
    ready = sum(1 for pod in mine if pods.ready(pod)) if wanted else 0
    available = sum(1 for pod in mine if pods.available(pod, seconds, world)) if wanted else 0
    status = {
        "currentNumberScheduled": min(len(mine), number),
        "numberMisscheduled": 0 if wanted else len(mine),
        "desiredNumberScheduled": number,
        "numberReady": ready,
        "observedGeneration": value["metadata"]["generation"],
        "updatedNumberScheduled": sum(1 for pod in mine if pod["metadata"]["labels"].get(_REVISION) == newest),
        "numberAvailable": available,
        "numberUnavailable": number - available,
    }
    always = ("currentNumberScheduled", "numberMisscheduled", "desiredNumberScheduled", "numberReady")
    return pods.without_zeros(status, *always)
