"""Top-level `volumes`: storage that outlives containers.

A volume that no service mounts is left out, as docker compose leaves it out. A file of version 1 has no such section and
declares a volume by its use; Alibaba Cloud kept volumes in its console, and templates use them undeclared too.
"""

from collections.abc import Sequence

from translator.model.mount import Mount
from translator.model.node import Node
from translator.model.origin import Derived, Located
from translator.model.service import Service
from translator.model.stack import Dialect, Volume
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import labels
from translator.normalize.sections.definition import definition, external

_KEYS = ("name", "external", "driver", "driver_opts", "labels")


def volumes(services: Sequence[Service], context: Context) -> tuple[Volume, ...]:
    """The volumes that `services` use, sorted by key."""
    used: dict[str, Mount] = {}
    for service in services:
        for mount in service.mounts:
            if mount.kind.value == "volume" and mount.source is not None:
                used.setdefault(mount.source.value, mount)
    declared = context.section("volumes")
    for key in sorted(declared):
        if key not in used:
            context.findings.ignore("T296", f"volume {key} is used by no service", whole(declared[key]))
    return tuple(
        _declared(key, declared[key], context) if key in declared else _undeclared(key, mount, context)
        for key, mount in sorted(used.items())
    )


def _declared(key: str, node: Node, context: Context) -> Volume:
    found = definition(node, "volumes", _KEYS, context)
    outside, name = external(found)
    options = found.entries.get("driver_opts")
    written = () if options is None else labels(options, "volumes.driver_opts", context)
    tags = found.entries.get("labels")
    return Volume(
        Located(key, node.origin),
        name,
        outside,
        found.text("driver"),
        tuple(sorted(written, key=lambda option: option.key.value)),
        () if tags is None else labels(tags, "volumes.labels", context),
        node.origin,
    )


def _undeclared(key: str, mount: Mount, context: Context) -> Volume:
    origin = Derived("a volume is declared by its use", (mount.origin,))
    if context.dialect is Dialect.ALIYUN and key not in context.settings.storage.bindings:
        context.findings.approximate(
            "T281",
            f"volume {key} is declared nowhere: if it was made in the console of Container Service, its content stays there",
            mount.origin,
            help=f"copy the content into the claim {key}, or declare the volume as external and make that claim yourself",
        )
    return Volume(Located(key, origin), None, None, None, (), (), origin)
