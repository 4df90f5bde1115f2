"""Ingress: the hosts and paths under which services are reached from outside.

One Ingress for each service with routes, named like it, and one for each group of services that share a route. Paths are
prefixes, as the old router took them. The class is that of the configuration, else the cluster's default.
"""

from collections.abc import Iterator
from typing import ClassVar

from translator.model.origin import Located
from translator.model.record import dataclass
from translator.render.blueprint import Blueprint
from translator.render.controllers import ALB, controller
from translator.render.routing import Certificate, Rule
from translator.render.view import Pairs
from translator.report.collector import Collector


@dataclass(frozen=True, slots=True)
class IngressView:
    """An Ingress. `class_name` None leaves it to the cluster's default class."""

    template: ClassVar[str] = "ingress.yaml.j2"
    service: str | None
    name: Located[str]
    namespace: Located[str] | None
    labels: Pairs
    class_name: Located[str] | None
    rules: tuple[Rule, ...]
    certificates: tuple[Certificate, ...]
    annotations: Pairs
    wave: int = 0


def views(blueprint: Blueprint, findings: Collector) -> Iterator[IngressView]:
    """A view of each Ingress, those of single services first."""
    ingresses = blueprint.routing.ingresses
    exposure = blueprint.settings.exposure
    class_name = exposure.ingress_class or (None if exposure.alb is None else exposure.alb.name)
    if ingresses and class_name is None:
        findings.add(
            "T437",
            "no Ingress class is given, so the default class of the cluster serves the routes",
            ingresses[0].rules[0].paths[0].path.origin,
            help="add to translator.yaml: exposure: {ingress_class: nginx}",
        )
    elif ingresses and class_name is not None and controller(exposure) == ALB:
        findings.add(
            "T400",
            "ALB calls the Pods behind the routes by their own addresses, as the network plugin Terway lets it",
            class_name.origin,
            help="where the cluster has Flannel, write exposure: {ingress_class: nginx}",
        )
    for ingress in ingresses:
        yield IngressView(
            ingress.service,
            ingress.name,
            blueprint.names.namespace,
            blueprint.names.labels(ingress.service),
            class_name,
            ingress.rules,
            ingress.certificates,
            ingress.annotations,
        )
