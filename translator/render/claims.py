"""Claims: how data that outlives its Pods is kept. One store, which is a named volume or a folder of the project, is one claim.

A claim of one Pod is ReadWriteOnce. Several Pods need ReadWriteMany, and not every cluster has a StorageClass for it, so the
configuration must name one; or it says that each replica has a volume of its own, which is what Swarm's local volumes were. A
global service has no number of Pods: its data stays on each node, at a path of the configuration.
"""

from enum import Enum

from translator.model.destination import Destination
from translator.model.mount import Mount
from translator.model.origin import Default, Derived, Located, Origin
from translator.model.record import dataclass
from translator.model.settings import Settings, VolumePolicy
from translator.render.backing import NO_CLASS, Backing
from translator.render.blueprint import Workload
from translator.render.cause import derived
from translator.render.filemap import FileMap
from translator.render.pods.storage import EmptyDirectory, HostFolder
from translator.render.replication import PER_REPLICA
from translator.render.view import Pairs
from translator.report.collector import Collector

ONE, MANY = "read-write-once", "read-write-many"
_DISK_LEAST = Located("20Gi", Default("the least size of a cloud disk"))
_SIZE = Located("1Gi", Default("no size was written"))
_CREATED = Default("the folder is made where it is missing, as Docker makes a volume")


class Fate(Enum):
    """What a mount becomes: a store, if it is a named volume or a `FOLDER` of data; else something that its Pod has alone."""

    VOLUME = "volume"
    ANONYMOUS = "anonymous volume"
    HOST = "path of the node"
    FOLDER = "folder of data"
    FILES = "files beside the stack file"
    IMAGE = "files of an image"


@dataclass(frozen=True, slots=True)
class Use:
    """One mount of a service that is written, and what becomes of it."""

    workload: Workload
    mount: Mount
    fate: Fate

    @property
    def service(self) -> str:
        """Name of the service."""
        return self.workload.service.name.value

    @property
    def pod(self) -> str:
        """Name of the service in whose Pods it is."""
        return self.workload.pod


@dataclass(frozen=True, slots=True)
class Store:
    """Data that outlives a Pod. `key` is what the configuration calls it by; `name` that of its claim; `mode` what the
    configuration says, or the stack itself; `external` is where it says that the claim exists already; `origin` where it is
    declared, None for a folder."""

    key: str
    name: Located[str]
    uses: tuple[Use, ...]
    policy: VolumePolicy
    mode: Located[str] | None = None
    external: Located[bool] | None = None
    annotations: Pairs = ()
    origin: Origin | None = None
    backing: Backing | None = None
    """The storage outside of the cluster that it lies on."""
    keys: FileMap | None = None
    """The Secret with the keys of that storage."""
    host: HostFolder | None = None
    """The path of the node that its options name."""
    memory: EmptyDirectory | None = None
    """Set where it is memory of each Pod."""
    size: Located[str] | None = None
    """How large the stack itself says that it is."""
    selected: Located[str] | None = None
    """The label by which the stack chooses a PersistentVolume (`io.kompose.service`)."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A PersistentVolumeClaim, or the template of one. `class_name` None leaves it to the cluster's default class."""

    name: Located[str]
    access: Located[str]
    class_name: Located[str] | None
    size: Located[str]
    annotations: Pairs = ()
    volume: Located[str] | None = None
    """The PersistentVolume that it is bound to."""
    selected: Located[str] | None = None
    """The value of the label `io.kompose.service` of the PersistentVolumes that will do."""


@dataclass(frozen=True, slots=True)
class Provision:
    """How a store is kept: by a claim (`claim` None where it exists already), by a claim `template` of the service of that
    name, on the `host`, or in `memory`."""

    name: Located[str]
    claim: Claim | None = None
    template: str | None = None
    host: HostFolder | None = None
    backing: Backing | None = None
    keys: FileMap | None = None
    memory: EmptyDirectory | None = None


def provision(store: Store, settings: Settings, destination: Destination, findings: Collector) -> Provision | None:
    """How `store` is kept; None where it cannot be, with a finding for each mount of it."""
    found = _provision(store, settings, destination, findings)
    if found is not None:
        _say_unsaid(store, found.claim, findings)
    return found


def _say_unsaid(store: Store, claim: Claim | None, findings: Collector) -> None:
    """What is said of a store, and its claim does not say, or it has none."""
    if claim is None:
        for name, value in store.annotations:
            message = f"the volume {store.key} has no claim that could bear its label {name.value}"
            findings.ignore("T462", message, value.origin)
    for part in (store.size, store.selected):
        if part is not None and (claim is None or part not in (claim.size, claim.selected)):
            message = f"the claim of the volume {store.key} does not rest on {part.value}"
            findings.ignore("T462", message, part.origin)


def _provision(store: Store, settings: Settings, destination: Destination, findings: Collector) -> Provision | None:
    mode = store.mode.value if store.mode is not None else None
    if mode == "host":
        return _host(store, findings)
    if store.external is not None and store.external.value:
        return _external(store, findings)
    if store.host is not None or store.memory is not None:
        return Provision(store.name, host=store.host, memory=store.memory)
    everywhere = [use for use in store.uses if use.workload.kind.value == "DaemonSet"]
    if store.backing is not None:
        return _bound(store, store.backing, findings)
    if mode == PER_REPLICA:
        return _template(store, settings, destination, everywhere, findings)
    if everywhere and mode != "shared":
        _refuse_global(store, everywhere[0], findings)
        return None
    pods = _pods(store)
    class_name = store.policy.storage_class or settings.storage.classes.get(MANY)
    if mode == "shared" or everywhere or (pods > 1 and mode is None and class_name is not None):
        why = store.mode.origin if store.mode is not None else Default(f"{pods} Pods mount it")
        access = Located("ReadWriteMany", Derived("several Pods on one volume", (why,)))
        return Provision(store.name, _claim(store, access, class_name, settings, destination, findings))
    if pods > 1:
        _refuse_shared(store, pods, findings)
        return None
    return Provision(store.name, _claim(store, _once(store), _single_class(store, settings), settings, destination, findings))


def _bound(store: Store, backing: Backing, findings: Collector) -> Provision | None:
    """A claim on storage that exists. What only one node can hold is not shared."""
    pods = _pods(store)
    if pods > 1 and backing.access.value == "ReadWriteOnce":
        _refuse(
            store,
            "T487",
            f"{pods} Pods mount {store.key}, which only one node at a time can hold",
            "let one container have it, or keep the data on NAS",
            findings,
        )
        return None
    claim = Claim(store.name, backing.access, NO_CLASS, backing.size, store.annotations, backing.name)
    return Provision(store.name, claim, backing=backing, keys=store.keys)


def _pods(store: Store) -> int:
    """How many Pods mount a store. A service scaled to none counts as one: it is to be scaled up again."""
    counts = {use.pod: use.workload.replicas for use in store.uses}
    return sum(max(1, count.value) if count is not None else 2 for count in counts.values())


_ONE_POD = Default("one Pod mounts it")


def _once(store: Store) -> Located[str]:
    why = _ONE_POD if store.mode is None else Derived("one Pod on the volume", (store.mode.origin,))
    return Located("ReadWriteOnce", why)


def _single_class(store: Store, settings: Settings) -> Located[str] | None:
    return store.policy.storage_class or settings.storage.classes.get(ONE)


def _claim(
    store: Store,
    access: Located[str],
    class_name: Located[str] | None,
    settings: Settings,
    destination: Destination,
    findings: Collector,
) -> Claim:
    size = _size(store, settings, destination, findings)
    return Claim(store.name, access, class_name, size, store.annotations, selected=store.selected)


def _size(store: Store, settings: Settings, destination: Destination, findings: Collector) -> Located[str]:
    written = store.policy.size or store.size or settings.storage.size
    if written is not None:
        return written
    default = _DISK_LEAST if destination.ack else _SIZE
    findings.add(
        "T492",
        f"nothing says how large {store.key} is, and a claim must ask for a size: {default.value} is written",
        store.name.origin,
        help=f"volumes: {{{store.key}: {{size: 10Gi}}}} in translator.yaml, or storage: {{size: 10Gi}} for all",
    )
    return default


def _host(store: Store, findings: Collector) -> Provision | None:
    path = store.policy.path
    assert store.mode is not None
    if path is None or not path.value.startswith("/") or ".." in path.value.split("/"):
        problem = f"the volume {store.key} is to lie on the nodes, but no absolute path says where"
        _refuse(store, "T488", problem, _on_nodes(store), findings)
        return None
    kind = Located("DirectoryOrCreate", Derived("mode host of the volume", (store.mode.origin, store.name.origin, _CREATED)))
    return Provision(store.name, host=HostFolder(path, kind))


def _on_nodes(store: Store) -> str:
    return (
        f"volumes: {{{store.key}: {{mode: host, path: /var/lib/{store.name.value}}}}} in translator.yaml keeps it on each node"
    )


def _external(store: Store, findings: Collector) -> Provision:
    assert store.external is not None
    name = store.name.value
    findings.add(
        "T491",
        f"the external volume {store.key} must exist as the PersistentVolumeClaim {name} before the stack is applied",
        store.external.origin,
        help=f"create it in the stack's namespace: kubectl get pvc {name} must find it",
    )
    return Provision(Located(name, derived("external volume", store.name, store.external)))


def _template(
    store: Store, settings: Settings, destination: Destination, everywhere: list[Use], findings: Collector
) -> Provision | None:
    if everywhere:
        _refuse_global(store, everywhere[0], findings)
        return None
    services = sorted({use.pod for use in store.uses})
    kinds = {use.workload.kind.value for use in store.uses}
    if len(services) == 1 and kinds == {"StatefulSet"}:
        claim = _claim(store, _once(store), _single_class(store, settings), settings, destination, findings)
        return Provision(store.name, claim, template=services[0])
    reason = f"{' and '.join(services)} mount it together" if len(services) > 1 else f"{services[0]} is a {kinds.pop()}"
    _refuse(
        store,
        "T487",
        f"the volume {store.key} is to be one for each replica, but {reason}",
        f"volumes: {{{store.key}: shared}} in translator.yaml, or a volume for each service",
        findings,
    )
    return None


def _refuse_shared(store: Store, pods: int, findings: Collector) -> None:
    _refuse(
        store,
        "T487",
        f"{pods} Pods mount {store.key}, and nothing says whether they share it",
        f"in translator.yaml, storage: {{classes: {{{MANY}: CLASS}}}} if they share its files, or "
        f"volumes: {{{store.key}: {PER_REPLICA}}} if each has its own",
        findings,
    )


def _refuse_global(store: Store, use: Use, findings: Collector) -> None:
    problem = f"{use.service} runs on every node and mounts {store.key}; a claim cannot be one for each node"
    _refuse(store, "T488", problem, _on_nodes(store), findings)


def _refuse(store: Store, code: str, problem: str, remedy: str, findings: Collector) -> None:
    """Refuses each mount of a store; what is said of the store itself has no effect then."""
    for use in store.uses:
        findings.refuse(code, problem, use.mount.origin, help=remedy)
    if store.origin is not None:
        findings.ignore("T462", f"no mount of the volume {store.key} is written, so it has no claim", store.origin)
