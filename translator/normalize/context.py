"""What a grammar may know beyond the value that it reads: the project round it, and where to complain."""

from collections.abc import Mapping as MappingOf
from dataclasses import field
from types import MappingProxyType

from translator.model.container import Label
from translator.model.neighbour import ALONE, Neighbourhood
from translator.model.node import Mapping, Node
from translator.model.project import Project
from translator.model.record import dataclass
from translator.model.settings import Settings
from translator.model.stack import Dialect
from translator.normalize.disk import Disk
from translator.report.collector import Collector

_NOTHING: MappingOf[str, Node] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Context:
    """One service at a time. `service` is its name as text, empty outside of services; `dialect` decides whose meaning a key
    has; `disk` remembers the files that binds led to."""

    project: Project
    settings: Settings
    findings: Collector
    service: str
    dialect: Dialect
    disk: Disk = field(default_factory=Disk)
    neighbourhood: Neighbourhood = ALONE
    shared: tuple[Label, ...] = ()
    """Labels of the whole application, which hold for each service."""

    def section(self, name: str) -> MappingOf[str, Node]:
        """What stands below a key of the top level (`volumes`, `networks` ...); empty where it is absent."""
        node = self.project.root.get(name)
        return node.entries if isinstance(node, Mapping) else _NOTHING
