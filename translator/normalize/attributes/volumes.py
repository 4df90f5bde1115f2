"""`volumes`: what is mounted into the container: named volumes, folders and files of the host, file systems in memory.

Maps to  a claim for a named volume, a ConfigMap, Secret, claim or `hostPath` for a bind, an `emptyDir` for the others.
Grammar  `[SOURCE:]TARGET[:OPTIONS]`, or a map with `type`, `source`, `target`, `read_only` and the options of its type.
Differs  a claim begins empty where Docker fills a volume from the image; a path of a host is another one on every node.
Source   Compose Specification, services, volumes.
"""

from translator.model.mount import Mount
from translator.model.node import Mapping, Node
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import items
from translator.normalize.grammar import mount
from translator.normalize.mounts import long_mount, short_mount

FIELD = "mounts"


def read(node: Node, context: Context) -> tuple[Mount, ...]:
    """The mounts in the written order; a second one at the same place is refused."""
    kept: dict[str, Mount] = {}
    for item in items(node, "volumes", context):
        found = long_mount(item, context) if isinstance(item, Mapping) else short_mount(item, context)
        if found is None:
            continue
        first = kept.setdefault(mount.place(found.target.value), found)
        if first is not found:
            context.findings.refuse(
                "T268",
                f"volumes mounts two things at {found.target.value}",
                whole(item),
                help="remove one of them",
            )
    return tuple(kept.values())
