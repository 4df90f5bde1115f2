"""What stacks of one folder know of each other: the names, volumes and files that one gives and another takes.

Docker keeps networks, volumes, configs and secrets under one name for a whole engine or swarm; a stack gives them the name
`STACK_KEY`, unless `name` says another. Namespaces of a cluster are closed to each other: what crosses them is looked up here.
"""

from collections.abc import Container, Mapping
from dataclasses import field

from translator.model.origin import Located
from translator.model.record import dataclass
from translator.model.stack import FileObject, Volume


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another stack of the folder: what it has, by the name that the whole swarm knows.

    `networks` are those that its services join, with the names under which these answer there; `provided` are the networks
    that it makes itself; `services` are the Services of its services by each name that a container of them had.
    """

    stack: str
    file: str
    namespace: str
    networks: Mapping[str, tuple[str, ...]]
    provided: frozenset[str]
    services: Mapping[str, str]
    volumes: Mapping[str, Volume] = field(repr=False)
    configs: Mapping[str, FileObject] = field(repr=False)
    secrets: Mapping[str, FileObject] = field(repr=False)
    wanted: frozenset[tuple[str, str]] = frozenset()
    """What it takes from elsewhere: (network, volume, config, secret or service, name)."""

    def provides(self, kind: str) -> Container[str]:
        """The names of what it makes of a kind: network, volume, config, secret or service."""
        return {
            "network": self.provided,
            "volume": self.volumes,
            "config": self.configs,
            "secret": self.secrets,
            "service": self.services,
        }[kind]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The other stacks of a folder, sorted by name, and the namespace of the stack itself; None where it stands alone."""

    namespace: Located[str] | None = None
    neighbours: tuple[Neighbour, ...] = ()
    own_configuration: bool = True
    """Whether its configuration is that of no other stack."""


ALONE = Neighbourhood()
