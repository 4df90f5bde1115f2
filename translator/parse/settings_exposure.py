"""`exposure` and `load_balancers` of `translator.yaml`: what is reachable from outside the cluster, and by which instances.

Rule: `schemas/translator.schema.json`, which has been checked before; what it forbids is absent here.
"""

from collections.abc import Mapping as MappingOf

from translator.model.node import Mapping, Node, Scalar, Sequence
from translator.model.origin import Located, Source
from translator.model.settings import Alb, Exposure, LoadBalancer, Release

_EMPTY = Mapping({}, {}, Source("", 1, 1))


def exposure(node: Mapping) -> Exposure:
    """The section `exposure`."""
    return Exposure(
        published=_text(node, "published"),
        services=_texts(node, "services"),
        ingress_class=_text(node, "ingress_class"),
        domain=_text(node, "domain"),
        tls=_texts(node, "tls"),
        address_type=_text(node, "address_type"),
        controller=_text(node, "controller"),
        local_names=_text(node, "local_names"),
        certificates=_texts(node, "certificates"),
        alb=_alb(_map(node, "alb")),
        releases=_releases(_map(node, "releases")),
    )


def load_balancers(node: Mapping) -> MappingOf[str, LoadBalancer]:
    """The section `load_balancers`, sorted by name."""
    found = {name: _load_balancer(value) for name, value in sorted(node.entries.items())}
    return {name: one for name, one in found.items() if one is not None}


def _load_balancer(node: Node) -> LoadBalancer | None:
    if isinstance(node, Scalar):
        return LoadBalancer(Located(node.text, node.origin))
    assert isinstance(node, Mapping)
    number = _text(node, "id")
    if number is None:
        return None
    return LoadBalancer(
        number,
        _text(node, "kind"),
        _text(node, "override"),
        _text(node, "certificate"),
        _text(node, "address_type"),
        _text(node, "zones"),
        _texts(node, "annotations"),
    )


def _alb(node: Mapping) -> Alb | None:
    name = _text(node, "name")
    if name is None:
        return None
    listed = node.get("vswitches")
    items = listed.items if isinstance(listed, Sequence) else ()
    switches = tuple(Located(item.text, item.origin) for item in items if isinstance(item, Scalar))
    return Alb(name, _text(node, "id"), _text(node, "address_type"), switches)


def _releases(node: Mapping) -> MappingOf[str, Release]:
    found = {}
    for name, value in sorted(node.entries.items()):
        assert isinstance(value, Mapping)
        replaces, weight = _text(value, "replaces"), _text(value, "weight")
        if replaces is not None and weight is not None:
            found[name] = Release(replaces, weight)
    return found


def _map(node: Mapping, key: str) -> Mapping:
    value = node.get(key)
    return value if isinstance(value, Mapping) else _EMPTY


def _text(node: Mapping, key: str) -> Located[str] | None:
    value = node.get(key)
    return Located(value.text, value.origin) if isinstance(value, Scalar) else None


def _texts(node: Mapping, key: str) -> MappingOf[str, Located[str]]:
    entries = sorted(_map(node, key).entries.items())
    return {name: Located(value.text, value.origin) for name, value in entries if isinstance(value, Scalar)}
