"""Blueprint: every decision about a stack that more than one kind of object rests on, taken once before any view is built.

Names, ports, workloads, volumes and file objects refer to one another across objects (a Service selects the Pods of a
Deployment, which mounts a ConfigMap); each kind reads them here and none asks another kind.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from translator.model.ack import CronScale
from translator.model.connection import Dependency
from translator.model.destination import Destination
from translator.model.origin import Located
from translator.model.record import dataclass
from translator.model.service import Service
from translator.model.settings import Settings
from translator.model.stack import Stack
from translator.render.answers import Answer
from translator.render.autoscaling import Scaler
from translator.render.filemap import FileMap, FileReference
from translator.render.fronts import Fronts
from translator.render.isolation import Isolation
from translator.render.logkeys import Keys
from translator.render.mentions import Mention
from translator.render.naming import Names
from translator.render.routing import Routing
from translator.render.view import Pairs

if TYPE_CHECKING:
    from translator.render.volumes import VolumePlan


@dataclass(frozen=True, slots=True)
class KnownPort:
    """A container port at which a service is known to answer.

    `number` carries every cause; `protocol` is TCP, UDP or SCTP; `name` is unique among the ports of the service;
    `application` is `appProtocol`.
    """

    number: Located[int]
    protocol: Located[str]
    name: Located[str]
    application: Located[str] | None = None


@dataclass(frozen=True, slots=True)
class Workload:
    """The object that runs a service.

    `kind` is Deployment, StatefulSet, DaemonSet or Job; `name` its `metadata.name`; `replicas` None where the kind has none;
    `wave` its depth among the dependencies. `governor` is the name of the headless Service of a StatefulSet, which
    `kinds/service.py` writes: None for every other kind. `image` is what its container runs, `waits` are the dependencies that
    hold (those in a circle, and those on services that are not written, do not).
    """

    service: Service
    kind: Located[str]
    name: Located[str]
    replicas: Located[int] | None
    wave: int = 0
    governor: Located[str] | None = None
    image: Located[str] | None = None
    waits: tuple[Dependency, ...] = ()
    scaler: Scaler | None = None
    """What scales it; it owns the number of replicas then."""
    times: tuple[CronScale, ...] = ()
    """What scales it at times of the day, and owns the number in the same way."""
    inside: str | None = None
    """The service in whose Pod the container stands; None where it has Pods of its own."""
    companions: "tuple[Workload, ...]" = ()
    """What else stands in its Pods."""
    chosen: bool = False
    """Whether the configuration put it there, together with others."""

    @property
    def pod(self) -> str:
        """The service whose Pods the container stands in."""
        return self.inside or self.service.name.value


@dataclass(frozen=True, slots=True)
class Blueprint:
    """The decisions.

    `stack` holds the services that are written (one whose name collides is refused, and is not among them). `ports`,
    `workloads`, `pod_labels` and `lifted` have the name of a service as their key. A service without known ports has the
    empty tuple. `pod_labels` are all labels of a service's Pods: its selector, and the marks by which Services that several
    workloads share find them. `configs` and `secrets` map the key of a Compose config or secret to where it is held; a key
    is absent where it was refused. `lifted` is the Secret of the environment variables that the configuration lifts, keyed
    by the variable's name. `file_maps` are all objects made of files, those of `volumes` and `lifted` among them. `answers`
    are the names that services are called by inside the cluster, `mentions` where the stack does so, `routing` how they are
    reached by host and path.
    """

    stack: Stack
    settings: Settings
    destination: Destination
    names: Names
    ports: Mapping[str, tuple[KnownPort, ...]]
    workloads: Mapping[str, Workload]
    volumes: "VolumePlan"
    pod_labels: Mapping[str, Pairs]
    configs: Mapping[str, FileReference] = field(default_factory=dict)
    secrets: Mapping[str, FileReference] = field(default_factory=dict)
    lifted: Mapping[str, FileMap] = field(default_factory=dict)
    file_maps: tuple[FileMap, ...] = ()
    answers: tuple[Answer, ...] = ()
    mentions: tuple[Mention, ...] = ()
    routing: Routing = field(default_factory=Routing)
    fronts: Fronts = field(default_factory=Fronts)
    """The other Services: of load balancers, `.local` names, the custom proxy, and what is outside."""
    log_keys: Keys = field(default_factory=dict)
    isolation: Isolation = field(default_factory=Isolation)
    """The NetworkPolicies, where they are asked for."""
