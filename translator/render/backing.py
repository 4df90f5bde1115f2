"""Backing: the storage outside of the cluster that a PersistentVolume names, for claims that are bound to it and not
provisioned.

Which volumes have one is decided elsewhere (`cloudvolumes.py` for Alibaba Cloud, `localvolumes.py` for file servers);
`kinds/persistentvolume.py` writes it.
"""

from translator.model.origin import Default, Located
from translator.model.record import dataclass
from translator.render.view import Pairs

RETAIN = Located("Retain", Default("the data is older than the claim, and outlives it"))
NO_CLASS = Located("", Default("bound to a volume that exists, and not provisioned by a class"))


@dataclass(frozen=True, slots=True)
class SecretReference:
    """A Secret, with its namespace, which a cluster-wide object must name."""

    name: Located[str]
    namespace: Located[str]


@dataclass(frozen=True, slots=True)
class CsiSource:
    """`csi`: the driver, what it calls the volume, its attributes, and the Secret that its mount needs."""

    driver: Located[str]
    handle: Located[str]
    attributes: Pairs = ()
    secret: SecretReference | None = None
    fs_type: Located[str] | None = None
    stage: SecretReference | None = None
    """The Secret that the driver needs once for a node, before it mounts the volume for a Pod."""


@dataclass(frozen=True, slots=True)
class FlexSource:
    """`flexVolume`: the driver, its options, and the Secret that it needs."""

    driver: Located[str]
    options: Pairs = ()
    secret: SecretReference | None = None
    fs_type: Located[str] | None = None


@dataclass(frozen=True, slots=True)
class NfsSource:
    """`nfs`: server and exported path."""

    server: Located[str]
    path: Located[str]


@dataclass(frozen=True, slots=True)
class Backing:
    """A PersistentVolume: exactly one of the sources is set.

    `access` is its access mode, `size` its capacity; `labels` those beside the usual ones; `zone` the label and the value of
    the nodes that reach it.
    """

    name: Located[str]
    access: Located[str]
    size: Located[str]
    csi: CsiSource | None = None
    flex: FlexSource | None = None
    nfs: NfsSource | None = None
    mount_options: tuple[Located[str], ...] = ()
    labels: Pairs = ()
    zone: tuple[Located[str], Located[str]] | None = None
