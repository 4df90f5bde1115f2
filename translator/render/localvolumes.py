"""Local volumes: what the options of Docker's driver `local` say, which mounts what `mount -t TYPE -o O DEVICE` would.

An NFS export is a PersistentVolume of that export; a share of Windows (cifs) one of the SMB CSI driver, with its credentials in
a Secret; a bind is a path of the node; tmpfs is memory of each Pod. A disk of a Docker host cannot come along. Sources: Docker,
`docker volume create`, driver specific options; nfs(5), mount.cifs(8); csi-driver-smb, driver parameters.
"""

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import field

from translator.kube import quantity
from translator.kube.names import SUBDOMAIN_LENGTH, dns_label
from translator.model.container import Label
from translator.model.origin import Default, Derived, Located, Origin
from translator.model.record import dataclass
from translator.model.settings import Settings
from translator.model.stack import Volume
from translator.render.backing import Backing, CsiSource, NfsSource, SecretReference
from translator.render.filemap import FileEntry, FileMap, credentials
from translator.render.naming import Names
from translator.render.pods.storage import EmptyDirectory, HostFolder
from translator.report.collector import Collector

LOCAL = ("local", "default", "")
"""The driver that Docker itself has, and the words that exports write for it."""
_OPTIONS = ("type", "o", "device")
_NFS = ("nfs", "nfs4")
_CIFS = ("cifs", "smb", "smb3")
_CREDENTIALS = {"username": "username", "user": "username", "password": "password", "pass": "password", "domain": "domain"}
_MANY = Located("ReadWriteMany", Default("a file server serves many nodes"))
_SIZE = Located("1Gi", Default("a claim must ask for a size, and a file server does not look at it"))
_SMB = "smb.csi.k8s.io"
_SOURCE = Located("source", Default("parameter of the SMB CSI driver"))
_SOMEWHERE = Located("default", Default("no namespace was named, and a PersistentVolume must name that of its Secret"))
_MEMORY_UNITS = {"k": 1024, "m": 1024**2, "g": 1024**3}


@dataclass(frozen=True, slots=True)
class LocalVolume:
    """What a volume is: exactly one of `backing` (with the Secret `keys` of its credentials), `host` and `memory`."""

    backing: Backing | None = None
    keys: FileMap | None = None
    host: HostFolder | None = None
    memory: EmptyDirectory | None = None


@dataclass(frozen=True, slots=True)
class _Options:
    """The options of a volume. `words` are those of `o`, in order, with `name=value` taken apart; `causes` are all leaves."""

    volume: Volume
    type: str
    device: Located[str] | None
    o: Located[str] | None = field(repr=False)  # may hold a password
    words: tuple[tuple[str, str], ...] = field(repr=False)
    causes: tuple[Origin, ...]

    @property
    def key(self) -> str:
        """The name of the volume in the stack."""
        return self.volume.key.value

    def origin(self, rule: str) -> Derived:
        """All of the options."""
        return Derived(rule, self.causes)

    def word(self, *names: str) -> str | None:
        """The value of the first of the words that is there."""
        return next((value for name, value in self.words if name in names), None)


def is_local(volume: Volume) -> bool:
    """Whether the options of a volume are those of Docker's own driver."""
    return bool(volume.driver_opts) and (volume.driver is None or volume.driver.value in LOCAL)


def local_volume(volume: Volume, settings: Settings, names: Names, findings: Collector) -> LocalVolume | None:
    """What a volume with options is; None where it can be a claim alone, with a finding for each option that is lost."""
    options = _options(volume, findings)
    if options is None:
        return None
    if options.type in _NFS:
        return _nfs(options, settings, names, findings)
    if options.type in _CIFS:
        return _cifs(options, settings, names, findings)
    if options.type == "tmpfs":
        return _memory(options, findings)
    if options.type in ("none", "bind", "") and any(name in ("bind", "rbind") for name, _ in options.words):
        return _host(options, findings)
    device = "" if options.device is None else f" of {options.device.value}"
    _refuse(
        options,
        f"mounts a file system{device} of type {options.type or 'none'}, which one Docker host has",
        "make a PersistentVolume of the type local on the node that has the disk now, and declare the volume as external; or "
        "copy the data into the claim",
        findings,
    )
    return None


def _options(volume: Volume, findings: Collector) -> _Options | None:
    """The options that mean something; None where none does. The others are refused one by one."""
    known = {option.key.value: option.value for option in volume.driver_opts if option.key.value in _OPTIONS}
    for option in volume.driver_opts:
        if option.key.value not in _OPTIONS:
            _refuse_option(volume, option, findings)
    if not known:
        return None
    o = known.get("o")
    words = tuple(_word(text) for text in ("" if o is None else o.value).split(",") if text.strip())
    driver = () if volume.driver is None else (volume.driver.origin,)
    causes = (*(known[name].origin for name in _OPTIONS if name in known), *driver)
    return _Options(volume, known["type"].value.lower() if "type" in known else "", known.get("device"), o, words, causes)


def _word(text: str) -> tuple[str, str]:
    name, _, value = text.strip().partition("=")
    return name, value


def _refuse_option(volume: Volume, option: Label, findings: Collector) -> None:
    findings.refuse(
        "T245",
        f"the option {option.key.value} of the volume {volume.key.value} is none that the driver local has: type, o, device",
        option.value.origin,
        help=f"remove it; the size of a claim is chosen in translator.yaml: volumes: {{{volume.key.value}: {{size: 10Gi}}}}",
    )


def _refuse(options: _Options, problem: str, remedy: str, findings: Collector) -> None:
    for option in options.volume.driver_opts:
        if option.key.value in _OPTIONS:
            findings.refuse("T245", f"the volume {options.key} {problem}", option.value.origin, help=remedy)


def _nfs(options: _Options, settings: Settings, names: Names, findings: Collector) -> LocalVolume | None:
    written = "" if options.device is None else options.device.value
    host, colon, path = written.rpartition(":")
    server = options.word("addr") or host
    path = path if colon else written
    if not server or not path.startswith("/"):
        problem = "is on NFS, but its options do not name a server and a path"
        _refuse(options, problem, 'write o: "addr=nfs.example.com,rw" and device: ":/exports/data"', findings)
        return None
    assert options.device is not None
    origin = options.origin("NFS by the driver local")
    mount = _mount_options(options, ("addr", "rw"))
    if options.type == "nfs4" and options.word("vers", "nfsvers") is None:
        mount = ("nfsvers=4", *mount)
    source = NfsSource(Located(server, origin), Located(path, options.device.origin))
    return LocalVolume(_backing(options, settings, names, _located(mount, origin), nfs=source))


def _cifs(options: _Options, settings: Settings, names: Names, findings: Collector) -> LocalVolume | None:
    share = "" if options.device is None else options.device.value.replace("\\", "/")
    if not share.startswith("//") or share.count("/") < 3:
        _refuse(options, "is a share of Windows, but its device does not name one", "write device: //SERVER/SHARE", findings)
        return None
    if options.word("credentials", "cred") is not None:
        _refuse(
            options,
            "reads its credentials from a file of the Docker host",
            "write username and password, from variables, into o; they become a Secret",
            findings,
        )
        return None
    origin = options.origin("a share by the driver local")
    found = {_CREDENTIALS[name]: value for name, value in options.words if name in _CREDENTIALS}
    held = origin if options.o is None else options.o.origin
    entries = [FileEntry(Located(key, held), Located(value.encode("utf-8", "replace"), held)) for key, value in found.items()]
    name = _name(options, names)
    keys = credentials(name, entries) if entries else None
    secret = None if keys is None else SecretReference(keys.name, names.namespace or _SOMEWHERE)
    driver = Located(_SMB, Derived("driver of shares", (origin,)))
    source = CsiSource(driver, name, ((_SOURCE, Located(share, origin)),), stage=secret)
    mount = tuple(word.replace("addr=", "ip=", 1) for word in _mount_options(options, ("rw", *_CREDENTIALS)))
    findings.approximate(
        "T236",
        f"the volume {options.key} is a share of Windows, which the SMB CSI driver mounts where it is installed",
        options.origin("type"),
        help=f"install the driver: kubectl get csidriver {_SMB} must find it",
    )
    return LocalVolume(_backing(options, settings, names, _located(mount, origin), csi=source), keys)


def _memory(options: _Options, findings: Collector) -> LocalVolume:
    size = options.word("size")
    bound = None
    if size:
        count = _bytes(size)
        bound = None if count is None else Located(quantity.size(count), options.origin("size of a volume in memory"))
    others = [name for name, _ in options.words if name not in ("size", "rw")]
    lost = f"; {', '.join(others)} cannot be chosen" if others else ""
    lost += f"; its size must be bytes or a number with k, m or g, not {size}" if size and bound is None else ""
    findings.approximate(
        "T237",
        f"the volume {options.key} is memory: each Pod has its own, empty at its start{lost}",
        options.origin("type"),
        help="use a claim if the data must outlive the Pod, or if several services share it",
    )
    return LocalVolume(memory=EmptyDirectory(Located("Memory", options.origin("tmpfs by the driver local")), bound))


def _bytes(text: str) -> int | None:
    """The size of a tmpfs: a number, with k, m or g."""
    digits, unit = (text[:-1], _MEMORY_UNITS.get(text[-1].lower())) if not text[-1].isdigit() else (text, 1)
    return int(digits) * unit if unit is not None and digits.isascii() and digits.isdigit() and int(digits) else None


def _host(options: _Options, findings: Collector) -> LocalVolume | None:
    device = options.device
    if device is None or not device.value:
        _refuse(options, "is a bind, but has no device to say of what", "write device: and an absolute path", findings)
        return None
    if not device.value.startswith("/"):
        for option in options.volume.driver_opts:
            findings.approximate(
                "T237",
                f"the volume {options.key} is a folder beside the stack file; its claim starts empty",
                option.value.origin,
                help="copy the data into the claim",
            )
        return None
    path = posixpath.normpath(device.value)
    if ".." in device.value.split("/"):
        _refuse(options, 'has a device with "..", which a path of a node must not have', "write the path without it", findings)
        return None
    findings.approximate(
        "T494",
        f"{path} is a path of the Docker host; the Pod sees the same path of whichever node it runs on",
        device.origin,
        help="see that each node has it, or keep the data in a claim: leave the driver_opts out",
    )
    # Docker refuses a bind whose device is not there.
    kind = Located("Directory", options.origin("bind by the driver local"))
    return LocalVolume(host=HostFolder(Located(path, device.origin), kind))


def _mount_options(options: _Options, without: Iterable[str]) -> tuple[str, ...]:
    left = frozenset(without)
    return tuple(f"{name}={value}" if value else name for name, value in options.words if name not in left)


def _located(words: Sequence[str], origin: Origin) -> tuple[Located[str], ...]:
    return tuple(Located(word, origin) for word in words)


def _name(options: _Options, names: Names) -> Located[str]:
    own = names.volumes[options.key]
    return Located(
        dns_label(f"{names.stack.value}-{own.value}", SUBDOMAIN_LENGTH),
        Derived("name of the PersistentVolume", (names.stack.origin, own.origin)),
    )


def _backing(
    options: _Options,
    settings: Settings,
    names: Names,
    mount: tuple[Located[str], ...],
    *,
    nfs: NfsSource | None = None,
    csi: CsiSource | None = None,
) -> Backing:
    policy = settings.volumes.get(options.key)
    size = (None if policy is None else policy.size) or settings.storage.size or _SIZE
    return Backing(_name(options, names), _MANY, size, csi=csi, nfs=nfs, mount_options=mount)
