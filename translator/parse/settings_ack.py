"""`ack` and `storage.bindings` of `translator.yaml`: what is Alibaba Cloud's alone.

Rule: `schemas/translator.schema.json`, which has been checked before; what it forbids is absent here.
"""

from collections.abc import Mapping as MappingOf

from translator.model.ack import Ack, AckFeatures, Binding, CronScale, PodNetwork
from translator.model.node import Mapping, Node
from translator.parse.settings_values import items, listed, section, text, texts

_PARTS = ("bucket", "url", "path", "options", "secret", "server", "disk", "zone", "fs_type", "size")


def ack(node: Mapping) -> Ack:
    """The section `ack`."""
    services = section(node, "services").entries
    return Ack(_features(node), {name: _features(one) for name, one in sorted(services.items()) if isinstance(one, Mapping)})


def bindings(node: Mapping) -> MappingOf[str, Binding]:
    """The section `storage.bindings`, sorted by name."""
    found = {}
    for name, one in sorted(node.entries.items()):
        kind = text(one, "type") if isinstance(one, Mapping) else None
        if isinstance(one, Mapping) and kind is not None:
            found[name] = Binding(kind, **{part: text(one, part) for part in _PARTS})
    return found


def _features(node: Mapping) -> AckFeatures:
    return AckFeatures(
        text(node, "virtual_nodes"),
        texts(node, "annotations"),
        listed(node, "insecure_registries"),
        listed(node, "plain_http_registries"),
        text(node, "gpu_memory"),
        tuple(scale for one in items(node, "cron_scaling") if (scale := _scale(one)) is not None),
        _network(section(node, "network")),
    )


def _network(node: Mapping) -> PodNetwork | None:
    if not node.entries:
        return None
    return PodNetwork(listed(node, "vswitches"), listed(node, "security_groups"), text(node, "fixed"))


def _scale(node: Node) -> CronScale | None:
    if not isinstance(node, Mapping):
        return None
    name, schedule, size = (text(node, part) for part in ("name", "schedule", "size"))
    return None if name is None or schedule is None or size is None else CronScale(name, schedule, size, text(node, "once"))
