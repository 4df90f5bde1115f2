"""Mounts of a service, in the short and in the long form."""

from collections.abc import Sequence
from dataclasses import replace

from translator.model.mount import Mount
from translator.model.node import Mapping, Node, Scalar
from translator.model.origin import Default, Located, Origin
from translator.model.project import Version
from translator.model.stack import Dialect
from translator.normalize.binds import host_path
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import Form, form, leave_out
from translator.normalize.grammar import image, mount, size
from translator.normalize.permissions import permissions
from translator.normalize.references import is_volume
from translator.normalize.scalars import refuse

_KINDS = ("volume", "bind", "tmpfs", "image")
_KEYS = ("type", "source", "target", "read_only", *_KINDS)
_OWN = {
    "volume": ("nocopy", "subpath"),
    "bind": ("propagation", "create_host_path", "recursive"),
    "tmpfs": ("size", "mode"),
    "image": ("subpath",),
}
_STICKY = 0o7777
_RECURSIVE = ("enabled", "disabled", "writable", "readonly")
_FOREIGN = {
    "npipe": ("is a named pipe of Windows, which no Pod on Linux can have", "let the programs talk over the network"),
    "cluster": (
        "is a CSI volume that Swarm manages, and the cluster has its own",
        "use a named volume, with the StorageClass of that driver in volumes.NAME.storage_class of translator.yaml",
    ),
}


def short_mount(node: Node, context: Context) -> Mount | None:
    """`[SOURCE:]TARGET[:OPTIONS]`; None, with a finding, where it cannot be had."""
    written = node.text if isinstance(node, Scalar) else ""
    if mount.is_windows(written):
        _refuse_windows(node, context)
        return None
    specification = mount.parse(written)
    unknown = [] if specification is None else [option for option in specification.options if option not in mount.OPTIONS]
    if specification is None or unknown:
        refuse(node, "an item of volumes", mount.EXPECTED, context, code="T267")
        return None
    origin, words = node.origin, specification.options
    _tell_hints(words, specification.source, origin, context)
    propagation = next((word for word in words if word in mount.PROPAGATIONS), None)
    source = specification.source
    found = Mount(
        Located("bind" if source and mount.is_path(source) else "volume", origin),
        Located(source, origin) if source else None,
        Located(specification.target, origin),
        origin,
        read_only=Located(True, origin) if "ro" in words or "readonly" in words else None,
        nocopy=Located(True, origin) if "nocopy" in words else None,
        propagation=Located(propagation, origin) if propagation else None,
    )
    return _usable(found, context)


def _tell_hints(words: Sequence[str], source: str | None, origin: Origin, context: Context) -> None:
    """Options that speak to the Docker host: those for SELinux must be heard by the nodes, where a path of them is mounted."""
    hints = [word for word in words if word in mount.HINTS]
    if "z" in hints or "Z" in hints:
        on_node = source is not None and source.startswith("/")
        context.findings.ignore(
            "T226",
            f"volumes has the option {', '.join(hints)}: Docker labels the files for SELinux, as the kubelet does for claims "
            "alone, and not for paths of the node",
            origin,
            help=f"on nodes with SELinux: chcon -Rt container_file_t {source}" if on_node else "",
        )
    elif hints:
        context.findings.ignore("T226", f"volumes has the option {', '.join(hints)}, a hint to the Docker host", origin)


def long_mount(node: Mapping, context: Context) -> Mount | None:
    """The map form; None, with a finding, where it cannot be had."""
    found = form(node, "volumes", _KEYS, context)
    kind = found.entries.get("type")
    if isinstance(kind, Scalar) and kind.text in _FOREIGN:
        why, remedy = _FOREIGN[kind.text]
        context.findings.refuse("T273", f"a mount of type {kind.text} {why}", whole(node), help=remedy)
        return None
    chosen = found.choice("type", _KINDS) if kind else Located("volume", Default("a mount without a type"))
    if "target" not in found.entries:
        context.findings.refuse("T267", "a mount must have a target", whole(node), help="write target: and an absolute path")
        return None
    target = found.parsed("target", lambda path: path if path.startswith("/") else None, "an absolute path", "T267")
    if chosen is None or target is None:
        leave_out(node, "the mount", context)
        return None
    foreign = {other for other in _KINDS if other != chosen.value} | ({"source"} if chosen.value == "tmpfs" else set())
    for key in sorted(foreign & found.entries.keys()):
        expected, remedy = f"absent from a {chosen.value} mount", f"remove it, or choose the type that has {key}"
        refuse(found.entries[key], f"volumes.{key}", expected, context, code="T267", help=remedy)
    source = found.text("source") if chosen.value != "tmpfs" else None
    if source is not None and mount.is_windows(source.value):
        _refuse_windows(node, context)
        return None
    made = Mount(chosen, None if chosen.value == "tmpfs" else source, target, whole(node), read_only=found.boolean("read_only"))
    return _usable(_with_own(made, found.entries.get(chosen.value), context), context)


def _with_own(found: Mount, node: Node | None, context: Context) -> Mount:
    """The mount with the options of its own kind."""
    kind = found.kind.value
    key = f"volumes.{kind}"
    own = Form(key, {}, context) if node is None else form(node, key, _OWN[kind], context)
    return replace(
        found,
        nocopy=own.boolean("nocopy"),
        subpath=own.text("subpath"),
        propagation=own.choice("propagation", mount.PROPAGATIONS),
        create_host_path=own.boolean("create_host_path"),
        recursive=own.choice("recursive", _RECURSIVE),
        size=own.parsed("size", size.parse, size.EXPECTED, "T255"),
        mode=permissions(own.entries["mode"], f"{key}.mode", context, largest=_STICKY) if "mode" in own.entries else None,
    )


def _usable(found: Mount, context: Context) -> Mount | None:
    """The mount, of a bind with what lies there; None, with a finding, where its source cannot be had."""
    kind, source, origin = found.kind.value, found.source, found.origin
    if kind == "bind":
        if source is None:
            context.findings.refuse("T267", "a bind mount must have a source", origin, help="write source: PATH")
            return None
        content = found.read_only is not None and found.read_only.value
        host = host_path(source, context, content=content, at=origin)
        return None if host is None else replace(found, host=host)
    if kind == "volume" and source is not None and not _is_volume_usable(source, origin, context):
        return None
    if kind == "image" and (source is None or image.parse(source.value) is None):
        context.findings.refuse("T267", "an image mount must have an image as its source", origin, help="write source: IMAGE")
        return None
    return found


def _is_volume_usable(source: Located[str], origin: Origin, context: Context) -> bool:
    """Whether a named volume may be used without being declared, or is declared."""
    if not mount.is_name(source.value):
        context.findings.refuse(
            "T267",
            "the source of a volume must be a name, or a path that begins with / or .",
            origin,
            help="write ./ before a path relative to the stack file",
        )
        return False
    if source.value in context.section("volumes") or context.project.version is Version.V1:
        return True
    return context.dialect is Dialect.ALIYUN or is_volume(source, context, origin)


def _refuse_windows(node: Node, context: Context) -> None:
    context.findings.refuse(
        "T269",
        "a mount has a Windows path, which Linux nodes do not have",
        whole(node),
        help="write a path of a Linux host; a volume whose name is one letter needs a longer name",
    )
