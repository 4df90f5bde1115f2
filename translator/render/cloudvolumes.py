"""Cloud volumes: volumes of Container Service on OSS, NAS and cloud disks, and the PersistentVolumes that name the same
storage.

A stack file says what a volume is by `driver` and `driver_opts`, or leaves it to the console; then `storage.bindings` of the
configuration says it. The names of the options are documented for OSS (bucket, url, ak_id, ak_secret, other_opts,
no_stat_cache) and disks (disk_id); for NAS those of a mount target are taken: server and path. Keys of OSS are in a Secret. The
form is that of the CSI drivers, or, by `storage.driver: flexvolume`, of the older plugin. Source: Container Service user guide,
data volumes, help page 50117; ACK user guide, static volumes.
"""

from collections.abc import Mapping
from dataclasses import fields, replace

from translator.kube.names import SUBDOMAIN_LENGTH, dns_label
from translator.model.ack import Binding
from translator.model.container import Label
from translator.model.origin import Default, Derived, Located, Origin
from translator.model.record import dataclass
from translator.model.settings import Settings
from translator.model.stack import Volume
from translator.render.backing import Backing, CsiSource, FlexSource, SecretReference
from translator.render.filemap import FileEntry, FileMap, credentials
from translator.render.naming import Names
from translator.render.view import Pairs
from translator.report.collector import Collector

DRIVERS = {"ossfs": "oss", "oss": "oss", "nas": "nas", "disk": "disk", "cloud_disk": "disk", "clouddisk": "disk"}
_OPTIONS = {
    "oss": {"bucket": "bucket", "url": "url", "path": "path", "other_opts": "options"},
    "nas": {"server": "server", "path": "path", "options": "options"},
    "disk": {"disk_id": "disk", "zone": "zone", "fs_type": "fs_type"},
}
_KEYS = {"ak_id": "akId", "ak_secret": "akSecret"}
_NEEDED = {"oss": ("bucket", "url"), "nas": ("server",), "disk": ("disk",)}
_PLUGINS = {"oss": "ossplugin", "nas": "nasplugin", "disk": "diskplugin"}
_ZONES = {"csi": "topology.diskplugin.csi.alibabacloud.com/zone", "flexvolume": "topology.kubernetes.io/zone"}
_SIZES = {
    "oss": Located("5Gi", Default("a claim must ask for a size, and a bucket has none")),
    "nas": Located("5Gi", Default("a claim must ask for a size, and a file system has none")),
    "disk": Located("20Gi", Default("the least size of a cloud disk")),
}
_UNCACHED, _SHARED = "-o max_stat_cache_size=0", "-o allow_other"
_TRUTH = {"true": True, "false": False}
_ALLOWED = Located(
    f"{_UNCACHED} {_SHARED}", Default("files that others change are seen at once, and every user of the container reads them")
)
_ROOT = Located("/", Default("the whole of it"))
_MOUNT = tuple(
    Located(option, Default("ACK user guide, options of a NAS mount")) for option in ("nolock,tcp,noresvport", "vers=3")
)
_ONE = Located("ReadWriteOnce", Default("a disk serves one node at a time"))
_MANY = Located("ReadWriteMany", Default("many nodes mount it together"))
_SOMEWHERE = Located("default", Default("no namespace was named, and a PersistentVolume must name that of its Secret"))
_KEY_LABEL = Located("alicloud-pvname", Default("label of ACK by which a volume is found"))


@dataclass(frozen=True, slots=True)
class CloudVolume:
    """The storage of a volume, and the Secret of its keys, None where there is none or where it exists."""

    backing: Backing
    type: str
    keys: FileMap | None = None


def kind(volume: Volume, settings: Settings) -> str | None:
    """The word oss, nas or disk where a volume lies on such storage; None for any other."""
    bound = settings.storage.bindings.get(volume.key.value)
    if bound is not None:
        return bound.type.value
    return None if volume.driver is None else DRIVERS.get(volume.driver.value)


def cloud_volume(volume: Volume, settings: Settings, names: Names, findings: Collector) -> CloudVolume | None:
    """The storage of a volume that has a `kind`; None where nothing says which it is, with a finding."""
    type_ = kind(volume, settings)
    assert type_ is not None
    key = volume.key.value
    binding, keys = _said(volume, type_, settings.storage.bindings.get(key), findings)
    missing = [part for part in _NEEDED[type_] if getattr(binding, part) is None]
    if missing:
        _refuse(volume, type_, missing, findings)
        return None
    flex = settings.storage.driver is not None and settings.storage.driver.value == "flexvolume"
    name = Located(
        dns_label(f"{names.stack.value}-{names.volumes[key].value}", SUBDOMAIN_LENGTH),
        Derived("name of the cloud volume", (names.stack.origin, names.volumes[key].origin, binding.type.origin)),
    )
    if flex and binding.disk is not None:
        # The plugin finds a disk by the name of its object. The claim carries the volume's own name.
        name = Located(binding.disk.value, Derived("a disk's volume is called by its id", (binding.disk.origin, name.origin)))
    made = None if not keys else credentials(name, keys, f"alicloud/{type_}" if flex else "Opaque")
    secret = binding.secret if made is None else made.name
    reference = None if secret is None else SecretReference(secret, names.namespace or _SOMEWHERE)
    size = binding.size or settings.storage.size or _SIZES[type_]
    backing = Backing(name, _ONE if type_ == "disk" else _MANY, size, labels=((_KEY_LABEL, name),))
    backing = (_flex if flex else _csi)(backing, binding, reference, settings.storage.driver)
    findings.approximate(
        "T381",
        f"the volume {key} is bound to the same storage in the PersistentVolume {name.value}",
        volume.origin,
        help=_advice(type_, reference, names),
    )
    return CloudVolume(backing, type_, made)


def _advice(type_: str, secret: SecretReference | None, names: Names) -> str:
    if type_ == "disk":
        return "unmount the disk in the old cluster before the stack is applied"
    if secret is not None and names.namespace is None:
        return (
            "name the namespace in translator.yaml, target: {namespace: NAME}: the PersistentVolume must say where its Secret "
            f"is, and says {secret.namespace.value}"
        )
    return "see that the nodes of the new cluster reach it"


def _said(volume: Volume, type_: str, bound: Binding | None, findings: Collector) -> tuple[Binding, tuple[FileEntry, ...]]:
    """What the configuration and the options say together, the configuration first, and the keys of OSS."""
    driver = volume.driver
    rule = Located(type_, Derived("storage of the volume", _origins(bound, driver)))
    found: dict[str, Located[str]] = {}
    keys: list[FileEntry] = []
    cache: Located[str] | None = None
    for option in volume.driver_opts:
        name = option.key.value
        if type_ == "oss" and name in _KEYS:
            keys.append(_entry(_KEYS[name], option))
        elif type_ == "oss" and name == "no_stat_cache" and option.value.value.lower() in _TRUTH:
            cache = option.value
        elif name in _OPTIONS[type_] and option.value.value:
            found[_OPTIONS[type_][name]] = option.value
        else:
            findings.refuse(
                "T382",
                f"the option {name} of the volume {volume.key.value} is none that is documented for {type_}",
                option.value.origin,
                help=f"remove it, and say what it means by a key of storage.bindings.{volume.key.value} in translator.yaml: "
                f"{', '.join(sorted(_OPTIONS[type_].values()))}",
            )
    own = {} if bound is None else {f.name: getattr(bound, f.name) for f in fields(bound) if f.name != "type"}
    for part, value in found.items():
        if own.get(part) is not None:
            findings.ignore("T462", f"storage.bindings gives the {part} of {volume.key.value}", value.origin)
    parts = found | {part: value for part, value in own.items() if value is not None}
    if cache is not None:
        parts["options"] = _cached(cache, parts.get("options"))
    if keys and bound is not None and bound.secret is not None:
        for entry in keys:
            findings.ignore("T462", f"storage.bindings names the Secret of {volume.key.value}", entry.content.origin)
        keys = []
    return Binding(rule, **parts), tuple(keys)


def _cached(off: Located[str], options: Located[str] | None) -> Located[str]:
    """The options of ossfs with what `no_stat_cache` says, which goes without saying where they name the cache."""
    written = _SHARED if options is None else options.value
    origin = Derived("no_stat_cache", (off.origin,) if options is None else (off.origin, options.origin))
    uncached = _TRUTH[off.value.lower()] and "max_stat_cache_size" not in written
    return Located(f"{_UNCACHED} {written}" if uncached else written, origin)


def _origins(bound: Binding | None, driver: Located[str] | None) -> tuple[Origin, ...]:
    return tuple(value.origin for value in (None if bound is None else bound.type, driver) if value is not None)


def _entry(key: str, option: Label) -> FileEntry:
    origin = Derived("key of OSS", (option.value.origin,))
    return FileEntry(Located(key, origin), Located(option.value.value.encode("utf-8", "replace"), origin))


def _csi(backing: Backing, binding: Binding, secret: SecretReference | None, _: Located[str] | None) -> Backing:
    driver = Located(
        f"{_PLUGINS[binding.type.value]}.csi.alibabacloud.com", Derived("driver of the storage", (binding.type.origin,))
    )
    if binding.type.value == "disk":
        assert binding.disk is not None
        source = CsiSource(driver, binding.disk, fs_type=binding.fs_type)
        return replace(backing, csi=source, zone=_zone(binding, "csi"))
    attributes = _attributes(binding)
    if binding.type.value == "nas":
        options = _MOUNT if binding.options is None else (binding.options,)
        attributes = tuple(pair for pair in attributes if pair[0].value != "options")
        return replace(backing, csi=CsiSource(driver, backing.name, attributes), mount_options=options)
    return replace(backing, csi=CsiSource(driver, backing.name, attributes, secret))


def _flex(backing: Backing, binding: Binding, secret: SecretReference | None, form: Located[str] | None) -> Backing:
    written = () if form is None else (form.origin,)
    driver = Located(f"alicloud/{binding.type.value}", Derived("driver of the storage", (binding.type.origin, *written)))
    if binding.type.value == "disk":
        assert binding.disk is not None
        options = ((_named("volumeId"), binding.disk),)
        return replace(backing, flex=FlexSource(driver, options, None, binding.fs_type), zone=_zone(binding, "flexvolume"))
    return replace(backing, flex=FlexSource(driver, _attributes(binding), secret))


def _attributes(binding: Binding) -> Pairs:
    """What tells the driver where the data is."""
    if binding.type.value == "nas":
        assert binding.server is not None
        host, colon, folder = binding.server.value.partition(":")
        path = binding.path or (Located(folder, binding.server.origin) if colon and folder else _ROOT)
        rows: Mapping[str, Located[str] | None] = {
            "server": Located(host, binding.server.origin),
            "path": path,
            "options": binding.options,
        }
    else:
        rows = {
            "bucket": binding.bucket,
            "url": binding.url,
            "otherOpts": binding.options or _ALLOWED,
            "path": binding.path or _ROOT,
        }
    return tuple((_named(name), value) for name, value in rows.items() if value is not None)


def _named(name: str) -> Located[str]:
    return Located(name, Default("attribute of the driver"))


def _zone(binding: Binding, form: str) -> tuple[Located[str], Located[str]] | None:
    if binding.zone is None:
        return None
    return Located(_ZONES[form], Derived("zone of the disk", (binding.zone.origin,))), binding.zone


def _refuse(volume: Volume, type_: str, missing: list[str], findings: Collector) -> None:
    key = volume.key.value
    example = {
        "oss": "bucket: BUCKET, url: oss-cn-hangzhou-internal.aliyuncs.com",
        "nas": "server: x.cn-hangzhou.nas.aliyuncs.com, path: /",
        "disk": "disk: d-bp1example, zone: cn-hangzhou-b",
    }[type_]
    findings.refuse(
        "T382",
        f"nothing says the {' and the '.join(missing)} of the volume {key}, which lies on {type_}",
        volume.origin,
        help=f"add to translator.yaml: storage: {{bindings: {{{key}: {{type: {type_}, {example}}}}}}}",
    )
