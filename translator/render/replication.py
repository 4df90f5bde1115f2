"""Replication: services whose every replica has a volume of its own.

Swarm keeps a local volume on each node, so the replicas of a service on several nodes never shared it. Where that was meant,
the configuration says `volumes: {NAME: {mode: per-replica}}`, or the stack itself names the volume by `{{.Task.Slot}}`. The
answer of Kubernetes is a StatefulSet with claim templates; it serves one service, since the claims belong to its Pods.
"""

from collections.abc import Mapping

from translator.model.mount import Mount
from translator.model.origin import Derived, Located
from translator.model.service import Service
from translator.model.settings import Settings
from translator.model.stack import Stack, Volume
from translator.render.pods.placeholders import SLOT, placeholders

PER_REPLICA = "per-replica"


def users(stack: Stack) -> Mapping[str, tuple[tuple[Service, Mount], ...]]:
    """Volume key -> the mounts of it, in the order of the services."""
    found: dict[str, list[tuple[Service, Mount]]] = {}
    for service in stack.services:
        for mount in service.mounts:
            if mount.kind.value == "volume" and mount.source is not None:
                found.setdefault(mount.source.value, []).append((service, mount))
    return {key: tuple(rows) for key, rows in found.items()}


def mode(volume: Volume, settings: Settings) -> Located[str] | None:
    """What the configuration, or the volume's own name, says of how a volume is shared: a word of `volumes.NAME.mode`."""
    policy = settings.volumes.get(volume.key.value)
    if policy is not None and policy.mode is not None:
        return policy.mode
    if volume.name is not None and SLOT in placeholders(volume.name.value):
        return Located(PER_REPLICA, Derived("the volume's name differs by task", (volume.name.origin,)))
    return None


def per_replica(stack: Stack, settings: Settings, leaders: Mapping[str, str]) -> Mapping[str, Located[str]]:
    """Service -> why each of its replicas has a volume of its own. Global services, and volumes of several services, have
    none; services of one Pod count as the one that leads it."""
    result: dict[str, Located[str]] = {}
    mounts = users(stack)
    for volume in stack.volumes:
        decided = mode(volume, settings)
        if decided is None or decided.value != PER_REPLICA:
            continue
        services = {
            leaders.get(service.name.value, service.name.value): service for service, _ in mounts.get(volume.key.value, ())
        }
        if len(services) == 1:
            name, service = services.popitem()
            if service.mode is None or service.mode.value != "global":
                result.setdefault(name, decided)
    return result
