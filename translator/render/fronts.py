"""Fronts: Services that lead to Pods by more than a name: a load balancer, a `.local` name, a TCP port of a proxy.

They are decided before any view is built, since the Pods of several services behind one front bear its mark.
"""

from translator.model.origin import Located
from translator.model.record import dataclass
from translator.render.view import Pairs


@dataclass(frozen=True, slots=True)
class FrontPort:
    """`number` of the front leads to `target` of the Pods: a number, or the name of a port. `protocol` is TCP or UDP."""

    name: Located[str]
    number: Located[int]
    target: Located[int] | Located[str]
    protocol: Located[str]


@dataclass(frozen=True, slots=True)
class Front:
    """A Service for the Pods of `services`, sorted. `type` is ClusterIP or LoadBalancer, `class_name` that of the latter;
    `affinity` is None, or ClientIP where a client stays with a Pod."""

    name: Located[str]
    services: tuple[str, ...]
    type: Located[str]
    ports: tuple[FrontPort, ...]
    annotations: Pairs = ()
    class_name: Located[str] | None = None
    affinity: Located[str] | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """A Service of type ExternalName: `name` in `namespace` (None for that of the stack) is another name for `target`."""

    name: Located[str]
    namespace: Located[str] | None
    target: Located[str]
    service: str | None = None
    ports: tuple[FrontPort, ...] = ()


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A Service that leads to an address outside, through an EndpointSlice. `family` is IPv4 or IPv6."""

    name: Located[str]
    service: str
    address: Located[str]
    family: Located[str]
    ports: tuple[FrontPort, ...]


@dataclass(frozen=True, slots=True)
class Fronts:
    """All of them."""

    fronts: tuple[Front, ...] = ()
    aliases: tuple[Alias, ...] = ()
    endpoints: tuple[Endpoint, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Every name of a Service that is taken by them."""
        named = (one.name for group in (self.fronts, self.aliases, self.endpoints) for one in group)
        return frozenset(name.value for name in named)
