"""`exposure` and `load_balancers` of `translator.yaml`: what is reachable from outside the cluster, and by which instances.

Rule: `schemas/translator.schema.json`, which has been checked before; what it forbids is absent here.
"""

from collections.abc import Mapping as MappingOf

from translator.model.node import Mapping, Node, Scalar
from translator.model.origin import Located
from translator.model.settings import Alb, Exposure, LoadBalancer, Release
from translator.parse.settings_values import listed, section, text, texts


def exposure(node: Mapping) -> Exposure:
    """The section `exposure`."""
    return Exposure(
        published=text(node, "published"),
        services=texts(node, "services"),
        ingress_class=text(node, "ingress_class"),
        domain=text(node, "domain"),
        tls=texts(node, "tls"),
        address_type=text(node, "address_type"),
        controller=text(node, "controller"),
        local_names=text(node, "local_names"),
        certificates=texts(node, "certificates"),
        alb=_alb(section(node, "alb")),
        releases=_releases(section(node, "releases")),
    )


def load_balancers(node: Mapping) -> MappingOf[str, LoadBalancer]:
    """The section `load_balancers`, sorted by name."""
    found = {name: _load_balancer(value) for name, value in sorted(node.entries.items())}
    return {name: one for name, one in found.items() if one is not None}


def _load_balancer(node: Node) -> LoadBalancer | None:
    if isinstance(node, Scalar):
        return LoadBalancer(Located(node.text, node.origin))
    assert isinstance(node, Mapping)
    number = text(node, "id")
    if number is None:
        return None
    return LoadBalancer(
        number,
        text(node, "kind"),
        text(node, "override"),
        text(node, "certificate"),
        text(node, "address_type"),
        text(node, "zones"),
        texts(node, "annotations"),
    )


def _alb(node: Mapping) -> Alb | None:
    name = text(node, "name")
    if name is None:
        return None
    return Alb(name, text(node, "id"), text(node, "address_type"), listed(node, "vswitches"))


def _releases(node: Mapping) -> MappingOf[str, Release]:
    found = {}
    for name, value in sorted(node.entries.items()):
        assert isinstance(value, Mapping)
        replaces, weight = text(value, "replaces"), text(value, "weight")
        if replaces is not None and weight is not None:
            found[name] = Release(replaces, weight)
    return found
