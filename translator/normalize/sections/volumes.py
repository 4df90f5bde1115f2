"""Top-level `volumes`: storage that outlives containers.

A volume that no service mounts is left out, as docker compose leaves it out. A file of version 1 has no such section and
declares a volume by its use; Alibaba Cloud kept volumes in its console, and templates use them undeclared too.
"""

from collections.abc import Callable, Sequence

from translator.kube import quantity
from translator.kube.names import LABEL_VALUE
from translator.model.container import Label
from translator.model.mount import Mount
from translator.model.node import Node
from translator.model.origin import Derived, Located
from translator.model.service import Service
from translator.model.stack import Dialect, Volume
from translator.normalize.borrowing import LENT
from translator.normalize.complaint import shown
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import Form, labels
from translator.normalize.sections.definition import definition, external

_SIZE, _SELECTOR = "kompose.volume.size", "kompose.volume.selector"
_CHOSEN = (_SIZE, _SELECTOR)
"""What Kompose reads of a volume; it has a place in the claim."""
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
    if outside is not None and outside.value:
        found = _bare(key, found)
    options = found.entries.get("driver_opts")
    written = () if options is None else labels(options, "volumes.driver_opts", context)
    tags = found.entries.get("labels")
    said = () if tags is None else labels(tags, "volumes.labels", context)
    return Volume(
        Located(key, node.origin),
        node.origin,
        name=name,
        external=outside,
        driver=found.text("driver"),
        driver_opts=tuple(sorted(written, key=lambda option: option.key.value)),
        labels=tuple(label for label in said if label.key.value not in _CHOSEN),
        size=_chosen(said, _SIZE, _is_size, "a size such as 5Gi", context),
        selected=_chosen(said, _SELECTOR, LABEL_VALUE.accepts, "the value of a label", context),
    )


def _chosen(
    said: Sequence[Label], key: str, accepts: Callable[[str], bool], expected: str, context: Context
) -> Located[str] | None:
    """What a label of Kompose says of the claim; None where it says nothing, or with a finding where that cannot be."""
    label = next((label for label in reversed(said) if label.key.value == key), None)
    if label is None:
        return None
    if accepts(label.value.value):
        return Located(label.value.value, Derived("label of Kompose", (label.value.origin,)))
    message = f"{key} must be {expected}, not {shown(label.value.value, label.value)}"
    context.findings.refuse("T255", message, label.value.origin, help="correct it, or say it in volumes of translator.yaml")
    return None


def _is_size(text: str) -> bool:
    amount = quantity.parse(text)
    return amount is not None and amount > 0


def _bare(key: str, found: Form) -> Form:
    """An external volume, which has a name and nothing else: docker compose refuses what else is said of it."""
    for name in sorted(found.entries.keys() - {"external", "name"}):
        found.context.findings.refuse(
            "T232",
            f"volume {key} is external, and {name} belongs where it is made",
            whole(found.entries[name]),
            help=f"remove {name}, or external",
        )
    return Form(found.key, {}, found.context)


def _undeclared(key: str, mount: Mount, context: Context) -> Volume:
    origin = Derived("a volume is declared by its use", (mount.origin,))
    source = mount.source.origin if mount.source is not None else mount.origin
    written = not (isinstance(source, Derived) and source.rule == LENT)
    if written and context.dialect is Dialect.ALIYUN and key not in context.settings.storage.bindings:
        context.findings.approximate(
            "T281",
            f"volume {key} is declared nowhere: if it was made in the console of Container Service, its content stays there",
            mount.origin,
            help=f"copy the content into the claim {key}, or declare the volume as external and make that claim yourself",
        )
    return Volume(Located(key, origin), origin)
