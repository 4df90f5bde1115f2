"""How stacks stand, for programs (`schemas/status.schema.json`)."""

import json
from collections.abc import Iterable
from typing import Any

from translator.model.cluster import Key
from translator.model.status import ServiceStatus, StackStatus, Task

VERSION = 1


def stack(status: StackStatus) -> str:
    """One stack with its services and their tasks."""
    told = {
        "version": VERSION,
        **_named(status),
        "ready": status.healthy,
        "objects": status.objects,
        "services": [_service(each) for each in status.services],
        "others": [{"object": _key(key), "cause": cause} for key, cause in status.others],
    }
    return json.dumps(told, indent=2) + "\n"


def stacks(found: Iterable[StackStatus]) -> str:
    """Every stack, by its inventory alone."""
    return json.dumps({"version": VERSION, "stacks": [_named(each) for each in found]}, indent=2) + "\n"


def _named(status: StackStatus) -> dict[str, Any]:
    return {
        "stack": status.name,
        "namespace": status.namespace,
        "revision": status.revision,
        "applied": status.applied,
    }


def _service(service: ServiceStatus) -> dict[str, Any]:
    return {
        "name": service.name,
        "object": _key(service.key),
        "mode": service.mode,
        "ready": service.healthy,
        "replicas": {"ready": service.ready, "wanted": service.wanted},
        "image": service.image,
        "ports": list(service.ports),
        "cause": service.cause,
        "tasks": [_task(each) for each in service.tasks],
    }


def _task(task: Task) -> dict[str, Any]:
    return {
        "name": task.name,
        "image": task.image,
        "node": task.node,
        "state": task.state,
        "since": task.since or None,
        "error": task.error,
        "current": task.current,
        "restarts": task.restarts,
    }


def _key(key: Key) -> dict[str, str | None]:
    return {"apiVersion": key.api_version, "kind": key.kind, "namespace": key.namespace, "name": key.name}
