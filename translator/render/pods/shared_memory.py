"""Shared memory: `/dev/shm`, which has 64 MiB in a Pod as in Docker, unless a volume in memory is mounted there.

The volume's bound is `shm_size`; what is written there counts towards the container's memory limit, as in Docker.
"""

from collections.abc import Collection

from translator.kube.quantity import size
from translator.model.origin import Default, Derived, Located
from translator.model.service import Service
from translator.render.pods.storage import EmptyDirectory, PodVolume, VolumeMount
from translator.report.collector import Collector

PATH = "/dev/shm"  # noqa: S108  # the path in the container, not one that is used here
_NAME = Located("shared-memory", Default("the volume behind /dev/shm"))
_PATH = Located(PATH, Default("where programs find shared memory"))


def shared_memory(service: Service, taken: Collection[str], findings: Collector) -> tuple[PodVolume, VolumeMount] | None:
    """The volume and the mount for `shm_size`; None where it is not written, or has no effect.

    Args:
        taken: the paths at which something is mounted already.
    """
    wanted = service.shm_size
    if wanted is None:
        return None
    host = service.ipc is not None and service.ipc.scope.value == "host"
    if host or PATH in taken:
        reason = "the shared memory is that of its node" if host else f"something else is mounted at {PATH}"
        findings.ignore("T462", f"shm_size of {service.name.value} has no effect: {reason}", wanted.origin)
        return None
    medium = Located("Memory", Derived("shm_size", (wanted.origin,)))
    bound = Located(size(wanted.value.count), wanted.origin)
    return PodVolume(_NAME, empty=EmptyDirectory(medium, bound)), VolumeMount(_NAME, _PATH)
