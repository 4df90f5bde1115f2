"""A container does not say what it needs.

Without requests of processor time and memory the scheduler puts Pods on nodes that are full already, and they are the first to
be evicted; without a limit of memory one leak takes the node along. A limit counts as a request of the same size. A limit of
processor time is not asked for, since it slows a container down although the node idles. Set resources.requests.cpu,
resources.requests.memory and resources.limits.memory, from what the container uses under load.
"""

from collections.abc import Iterator

from translator.check.practice.fields import table
from translator.check.practice.subjects import Concern, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T601", "missing-resources", __doc__, Severity.WARNING),)


def check(pod: Pod) -> Iterator[Concern]:
    """The requests and limits of each container that runs; those of the whole Pod stand for all."""
    whole = table(pod.spec, "resources")
    for container in pod.containers:
        own = table(container.body, "resources")
        requested = {key for each in (own, whole) for name in ("requests", "limits") for key in table(each, name)}
        limited = {key for each in (own, whole) for key in table(each, "limits")}
        missing = [f"requests.{key}" for key in ("cpu", "memory") if key not in requested]
        if "memory" not in limited:
            missing.append("limits.memory")
        if missing:
            yield container.concern(
                "resources",
                message=f"has no resources.{', resources.'.join(missing)}",
                help="write what the container needs under load",
            )
