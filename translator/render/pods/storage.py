"""Storage: the volumes of a Pod and where its containers mount them, as the templates lay them out."""

from translator.model.origin import Located
from translator.model.record import dataclass


@dataclass(frozen=True, slots=True)
class EmptyDirectory:
    """A folder that lives as long as the Pod; `medium` Memory keeps it in memory, `size` bounds it. `shared` tells that all
    containers of the Pod mean the same one by its name."""

    medium: Located[str] | None = None
    size: Located[str] | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True)
class HostFolder:
    """A path of the node. `type` is what must be found there; None leaves it unchecked."""

    path: Located[str]
    type: Located[str] | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A key of a ConfigMap or Secret, the path at which it appears below the mount, and its permission bits."""

    key: Located[str]
    path: Located[str]
    mode: Located[int] | None = None


@dataclass(frozen=True, slots=True)
class FileSource:
    """A ConfigMap or Secret as files; no items means all its keys. `mode` is for items that have none."""

    name: Located[str]
    mode: Located[int] | None = None
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class ImageSource:
    """The files of an image, read-only."""

    reference: Located[str]


@dataclass(frozen=True, slots=True)
class PodVolume:
    """A volume of a Pod: exactly one of the fields behind the name is set. `name` is a DNS label, unique in the Pod."""

    name: Located[str]
    claim: Located[str] | None = None
    empty: EmptyDirectory | None = None
    host: HostFolder | None = None
    config_map: FileSource | None = None
    secret: FileSource | None = None
    image: ImageSource | None = None


@dataclass(frozen=True, slots=True)
class VolumeMount:
    """Where a container sees a volume. `name` is that of the volume; `sub_path` the file or folder of it that is mounted."""

    name: Located[str]
    path: Located[str]
    sub_path: Located[str] | None = None
    read_only: Located[bool] | None = None
    propagation: Located[str] | None = None
    recursive: Located[str] | None = None
    """`recursiveReadOnly`: whether mounts below are read-only too."""
