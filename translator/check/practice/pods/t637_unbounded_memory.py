"""A volume in memory has no size limit.

What is written to an emptyDir with the medium Memory counts as memory of the containers that write it. Without a sizeLimit it
may grow up to all the memory of the node, and the Pod is killed as it reaches its limit. Set emptyDir.sizeLimit, and count it
in the limit of memory.
"""

from collections.abc import Iterator

from translator.check.practice.fields import rows, table, text
from translator.check.practice.subjects import Concern, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T637", "unbounded-memory", __doc__, Severity.WARNING),)


def check(pod: Pod) -> Iterator[Concern]:
    """The emptyDir volumes in memory."""
    for index, volume in rows(pod.spec, "volumes"):
        source = table(volume, "emptyDir")
        if source.get("medium") == "Memory" and not source.get("sizeLimit"):
            message = f"the volume {text(volume, 'name')} in memory has no sizeLimit"
            yield pod.concern("volumes", index, "emptyDir", message=message, help="set emptyDir.sizeLimit")
