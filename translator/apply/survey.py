"""Survey: how a stack stands at this moment, from its inventory and a look at what its workloads made.

One list for each kind, however many services there are, and no watch: `wait` follows what changes, this is a single look.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from translator.apply import absence, inventory
from translator.apply.inventory import Inventory
from translator.apply.records import Recorded
from translator.apply.wait import pods, standing
from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Standing, condition
from translator.model.cluster import Body, Cluster, Key, Refusal, key_of
from translator.model.status import ServiceStatus, StackStatus, Task
from translator.report.secrecy import masked

_AROUND = (("apps/v1", "ReplicaSet"), ("v1", "Pod"), ("v1", "PersistentVolumeClaim"), ("v1", "Event"))
_MODES = {
    "DaemonSet": "global",
    "Deployment": "replicated",
    "StatefulSet": "replicated",
    "Job": "replicated-job",
    "CronJob": "scheduled",
}
_NAME = "app.kubernetes.io/name"


def survey(cluster: Cluster, stack: Inventory) -> StackStatus:
    """How the stack of an inventory stands."""
    marked = inventory.marked(cluster, stack, stack.scope)
    members = tuple(filter(inventory.stays, marked))
    gone = tuple(absence.missing(cluster, stack, marked))
    spaces = sorted({stack.namespace, *stack.scope.namespaces})
    scene, unseen = _scene(cluster, spaces if any(body["kind"] in _MODES for body in members) else ())
    for body in members:
        scene.put(str(body["kind"]), body)
    ports = _ports(members)
    services = (
        *(_service(body, scene, ports) for body in members if body["kind"] in _MODES),
        *(_absent(each, cause, ports) for each, cause in gone if each.key.kind in _MODES),
    )
    others = (
        *((each.key, cause) for each, cause in gone if each.key.kind not in _MODES),
        *_unready(members, scene),
    )
    listed = tuple(sorted(services, key=lambda each: (each.name, each.key)))
    applied = stack.status.value
    return StackStatus(
        stack.stack, stack.namespace, stack.revision, applied, len(members), listed, tuple(sorted(others)), unseen
    )


def _unready(members: Iterable[Body], scene: Scene) -> Iterator[tuple[Key, str]]:
    """What is not ready beside the workloads, with the cause."""
    for body in members:
        if body["kind"] not in _MODES:
            found = standing(body, scene)
            if not found.ready and found.ready_after is None:
                yield key_of(body), _cause(found)


def _scene(cluster: Cluster, namespaces: Sequence[str]) -> tuple[Scene, tuple[str, ...]]:
    """What is round the members, and the kinds that we may not read."""
    scene = Scene()
    unseen: dict[str, None] = {}
    places: list[tuple[str, str, str | None]] = [(*kind, namespace) for kind in _AROUND for namespace in namespaces]
    if not places:
        return scene, ()
    places.append(("storage.k8s.io/v1", "StorageClass", None))
    with ThreadPoolExecutor(min(8, len(places)), "survey") as pool:
        for (_, kind, _), items in zip(places, pool.map(lambda place: _items(cluster, *place), places), strict=True):
            if items is None:
                unseen[kind] = None
            for body in items or ():
                if kind == "Event":
                    scene.hear(body)
                else:
                    scene.put(kind, body)
    return scene, tuple(unseen)


def _items(cluster: Cluster, api_version: str, kind: str, namespace: str | None) -> tuple[Body, ...] | None:
    try:
        return cluster.list(api_version, kind, namespace).items
    except Refusal as refusal:
        if refusal.denied:
            return None
        raise


def _service(body: Body, scene: Scene, ports: Mapping[tuple[str, str], tuple[str, ...]]) -> ServiceStatus:
    key = key_of(body)
    name = str((body["metadata"].get("labels") or {}).get(_NAME) or key.name)
    found = standing(body, scene)
    made = tuple(_pods(body, key.kind, scene))
    newest = {pod for pod, _ in found.pods} if found.pods else {_name(pod) for pod in made}
    done, wanted = (found.done or 0, found.total or 0) if key.kind != "CronJob" else _running(body)
    tasks = tuple(sorted((_task(pod, scene, newest) for pod in made), key=lambda task: task.name))
    image = ", ".join(dict.fromkeys(str(each.get("image")) for each in _containers(body)))
    return ServiceStatus(
        name,
        key,
        _MODES[key.kind],
        done,
        wanted,
        image,
        ports.get((key.namespace or "", name), ()),
        found.ready,
        "" if found.ready else _cause(found),
        tasks,
    )


def _absent(each: Recorded, cause: str, ports: Mapping[tuple[str, str], tuple[str, ...]]) -> ServiceStatus:
    """A service whose workload is not there."""
    key, spec = each.key, each.body.get("spec") or {}
    name = each.service or key.name
    wanted = {"Deployment": "replicas", "StatefulSet": "replicas", "Job": "completions"}.get(key.kind)
    number = int(spec.get(wanted, 1)) if wanted else 0
    image = ", ".join(dict.fromkeys(str(container.get("image")) for container in _containers(each.body)))
    found = ports.get((key.namespace or "", name), ())
    return ServiceStatus(name, key, _MODES[key.kind], 0, number, image, found, healthy=False, cause=cause)


def _cause(found: Standing) -> str:
    """Why it is not ready: in words of controllers and registries, which may hold the password of a URL."""
    return masked(found.troubles[0].cause if found.troubles else found.text)


def _running(body: Body) -> tuple[int, int]:
    """The Jobs of a CronJob that run now."""
    active = len((body.get("status") or {}).get("active") or ())
    return active, active


def _containers(body: Body) -> list[Mapping[str, Any]]:
    spec = body.get("spec") or {}
    spec = (spec.get("jobTemplate") or {}).get("spec") or spec
    return list(((spec.get("template") or {}).get("spec") or {}).get("containers") or ())


def _pods(body: Body, kind: str, scene: Scene) -> Iterator[Body]:
    yield from scene.owned(body, "Pod", kind)
    for between in ("ReplicaSet", "Job"):
        for owner in scene.owned(body, between, kind):
            yield from scene.owned(owner, "Pod", between)


def _name(pod: Body) -> str:
    return str(pod["metadata"]["name"])


def _task(pod: Body, scene: Scene, newest: set[str]) -> Task:
    status, spec = pod.get("status") or {}, pod.get("spec") or {}
    state, since = _state(pod)
    found = pods.troubles(pod, scene)
    image = ", ".join(str(each.get("image")) for each in spec.get("containers") or ())
    restarts = sum(int(each.get("restartCount") or 0) for each in status.get("containerStatuses") or ())
    name = _name(pod)
    error, node = masked(found[0].cause) if found else "", str(spec.get("nodeName") or "")
    return Task(name, image, node, state, since, error, name in newest, restarts)


def _state(pod: Body) -> tuple[str, str]:
    """The state of a Pod in a word, that of the container which is worst off, and since when."""
    status, metadata = pod.get("status") or {}, pod["metadata"]
    if metadata.get("deletionTimestamp"):
        return "Terminating", str(metadata["deletionTimestamp"])
    for each in (*(status.get("initContainerStatuses") or ()), *(status.get("containerStatuses") or ())):
        waiting = (each.get("state") or {}).get("waiting") or {}
        if waiting.get("reason"):
            return str(waiting["reason"]), ""
    phase = pods.phase(pod)
    if phase == "Running" and not pods.serves(pod):
        phase = "Not ready"
    since = condition(pod, "Ready").get("lastTransitionTime") or status.get("startTime")
    return phase, str(since or metadata.get("creationTimestamp") or "")


def _ports(members: Iterable[Body]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The ports of each service: those of nodes and load balancers as published, others as they are reached inside."""
    found: dict[tuple[str, str], list[str]] = {}
    for body in members:
        if body["kind"] == "Service":
            key = key_of(body)
            name = str((body["metadata"].get("labels") or {}).get(_NAME) or key.name)
            found.setdefault((key.namespace or "", name), []).extend(_published(body))
    return {place: tuple(dict.fromkeys(texts)) for place, texts in found.items()}


def _published(body: Body) -> Iterator[str]:
    spec = body.get("spec") or {}
    ingress = ((body.get("status") or {}).get("loadBalancer") or {}).get("ingress") or ()
    host = next((str(each.get("ip") or each.get("hostname")) for each in ingress), "*")
    for port in spec.get("ports") or ():
        inside = f"{port.get('port')}/{str(port.get('protocol') or 'TCP').lower()}"
        if spec.get("type") == "LoadBalancer":
            yield f"{host}:{port.get('port')}->{inside}"
        elif port.get("nodePort"):
            yield f"*:{port['nodePort']}->{inside}"
        else:
            yield inside
