"""`ack` and `storage.bindings` of `translator.yaml`: what is Alibaba Cloud's alone.

Rule: `schemas/translator.schema.json`, which has been checked before; what it forbids is absent here.
"""

from collections.abc import Mapping as MappingOf

from translator.model.ack import Ack, AckFeatures, Binding, CronScale, PodNetwork
from translator.model.node import Mapping, Node, Scalar, Sequence
from translator.model.origin import Located, Source

_EMPTY = Mapping({}, {}, Source("", 1, 1))
_PARTS = ("bucket", "url", "path", "options", "secret", "server", "disk", "zone", "fs_type", "size")


def ack(node: Mapping) -> Ack:
    """The section `ack`."""
    services = _map(node, "services").entries
    return Ack(_features(node), {name: _features(one) for name, one in sorted(services.items()) if isinstance(one, Mapping)})


def bindings(node: Mapping) -> MappingOf[str, Binding]:
    """The section `storage.bindings`, sorted by name."""
    found = {}
    for name, one in sorted(node.entries.items()):
        kind = _text(one, "type") if isinstance(one, Mapping) else None
        if isinstance(one, Mapping) and kind is not None:
            found[name] = Binding(kind, **{part: _text(one, part) for part in _PARTS})
    return found


def _features(node: Mapping) -> AckFeatures:
    annotations = sorted(_map(node, "annotations").entries.items())
    return AckFeatures(
        _text(node, "virtual_nodes"),
        {name: Located(one.text, one.origin) for name, one in annotations if isinstance(one, Scalar)},
        _texts(node, "insecure_registries"),
        _texts(node, "plain_http_registries"),
        _text(node, "gpu_memory"),
        tuple(scale for one in _items(node, "cron_scaling") if (scale := _scale(one)) is not None),
        _network(_map(node, "network")),
    )


def _network(node: Mapping) -> PodNetwork | None:
    if not node.entries:
        return None
    return PodNetwork(_texts(node, "vswitches"), _texts(node, "security_groups"), _text(node, "fixed"))


def _scale(node: Node) -> CronScale | None:
    if not isinstance(node, Mapping):
        return None
    name, schedule, size = (_text(node, part) for part in ("name", "schedule", "size"))
    return None if name is None or schedule is None or size is None else CronScale(name, schedule, size, _text(node, "once"))


def _map(node: Mapping, key: str) -> Mapping:
    value = node.get(key)
    return value if isinstance(value, Mapping) else _EMPTY


def _text(node: Mapping, key: str) -> Located[str] | None:
    value = node.get(key)
    return Located(value.text, value.origin) if isinstance(value, Scalar) else None


def _items(node: Mapping, key: str) -> tuple[Node, ...]:
    value = node.get(key)
    return value.items if isinstance(value, Sequence) else ()


def _texts(node: Mapping, key: str) -> tuple[Located[str], ...]:
    return tuple(Located(item.text, item.origin) for item in _items(node, key) if isinstance(item, Scalar))
