"""IngressClass: leads the Ingresses of a stack to the ALB instance that the configuration describes."""

from collections.abc import Iterator
from typing import ClassVar

from translator.model.origin import Located
from translator.model.record import dataclass
from translator.render.blueprint import Blueprint
from translator.render.controllers import ALB, controller
from translator.render.view import Pairs
from translator.report.collector import Collector


@dataclass(frozen=True, slots=True)
class IngressClassView:
    """An IngressClass. `config` is the name of the AlbConfig."""

    template: ClassVar[str] = "ingressclass.yaml.j2"
    service: str | None
    name: Located[str]
    labels: Pairs
    config: Located[str]
    wave: int = 0


def views(blueprint: Blueprint, _: Collector) -> Iterator[IngressClassView]:
    """The view of the class, where the configuration describes an instance and there are routes for it."""
    exposure = blueprint.settings.exposure
    alb = exposure.alb
    if alb is not None and controller(exposure) == ALB and blueprint.routing.ingresses:
        yield IngressClassView(None, exposure.ingress_class or alb.name, blueprint.names.labels(None), alb.name)
