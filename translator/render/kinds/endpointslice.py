"""EndpointSlice: the address outside the cluster to which a Service without a selector leads."""

from collections.abc import Iterator
from typing import ClassVar

from translator.model.origin import Default, Located
from translator.model.record import dataclass
from translator.render.blueprint import Blueprint
from translator.render.fronts import FrontPort
from translator.render.view import Pairs
from translator.report.collector import Collector

_SERVICE = Located("kubernetes.io/service-name", Default("the Service whose endpoints these are"))


@dataclass(frozen=True, slots=True)
class EndpointSliceView:
    """An EndpointSlice of one address."""

    template: ClassVar[str] = "endpointslice.yaml.j2"
    service: str | None
    name: Located[str]
    namespace: Located[str] | None
    labels: Pairs
    family: Located[str]
    address: Located[str]
    ports: tuple[FrontPort, ...]
    wave: int = 0


def views(blueprint: Blueprint, _: Collector) -> Iterator[EndpointSliceView]:
    """A view for each outside service that is an address, named like its Service."""
    for endpoint in blueprint.fronts.endpoints:
        yield EndpointSliceView(
            endpoint.service,
            endpoint.name,
            blueprint.names.namespace,
            (*blueprint.names.labels(endpoint.service), (_SERVICE, endpoint.name)),
            endpoint.family,
            endpoint.address,
            endpoint.ports,
        )
