"""What makes two entries of a list the same one when files are merged.

Rule (Compose Specification, "Unique resources"): volumes by target, secrets and configs by target, ports by address, target,
published port and protocol; docker compose adds devices by target, links by alias, and for other lists the entry itself.
"""

import posixpath
import re
from collections.abc import Callable

from translator.model.node import Mapping, Node, Scalar, Sequence

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_PORT = re.compile(r"(?:(?P<host>\[[^]]*\]|[^:]*):)??(?:(?P<published>[^:/]*):)?(?P<target>[^:/]+)(?:/(?P<protocol>\w+))?")

Key = tuple[str, ...]


def same(one: Node, other: Node) -> bool:
    """Whether two nodes say the same, wherever they stand."""
    if isinstance(one, Scalar):
        return isinstance(other, Scalar) and one.text == other.text and one.is_null == other.is_null
    if isinstance(one, Sequence):
        return isinstance(other, Sequence) and len(one.items) == len(other.items) and all(map(same, one.items, other.items))
    return (
        isinstance(other, Mapping)
        and one.entries.keys() == other.entries.keys()
        and all(same(node, other.entries[name]) for name, node in one.entries.items())
    )


def text(node: Node) -> Key | None:
    """An entry that is its own key."""
    return (node.text,) if isinstance(node, Scalar) else None


def whole(node: Node) -> Key | None:
    """An entry that is its own key: all that it says, whatever the order of its keys."""
    return (node.text,) if isinstance(node, Scalar) else ("", _spelt(node))


def _spelt(node: Node) -> str:
    if isinstance(node, Scalar):
        return repr(None if node.is_null else node.text)
    if isinstance(node, Sequence):
        return f"[{', '.join(map(_spelt, node.items))}]"
    return f"{{{', '.join(f'{name!r}: {_spelt(node.entries[name])}' for name in sorted(node.entries))}}}"


def name(node: Node) -> Key | None:
    """NAME=VALUE, or NAME alone."""
    return (node.text.partition("=")[0],) if isinstance(node, Scalar) else None


def host(node: Node) -> Key | None:
    """HOST:ADDRESS or HOST=ADDRESS."""
    return (re.split("[:=]", node.text, maxsplit=1)[0],) if isinstance(node, Scalar) else None


def mount(node: Node) -> Key | None:
    """The path in the container."""
    if isinstance(node, Mapping):
        target = _field(node, "target")
        return None if target is None else (_path(target[0]),)
    if not isinstance(node, Scalar):
        return None
    written = node.text
    if _DRIVE.match(written):
        written = written[2:]
    parts = written.split(":")
    return (_path(parts[1] if len(parts) > 1 else parts[0]),)


def device(node: Node) -> Key | None:
    """The path in the container, which is that of the host where only one is written."""
    return mount(node)


def granted(folder: str) -> Callable[[Node], Key | None]:
    """A config or a secret: the file that it becomes. A relative target lies in `folder`."""

    def key(node: Node) -> Key | None:
        target = (_field(node, "target") or _field(node, "source")) if isinstance(node, Mapping) else text(node)
        if target is None:
            return None
        return (target[0] if target[0].startswith("/") else f"{folder}/{target[0]}",)

    return key


def source(node: Node) -> Key | None:
    """A config or a secret: what it is called in the stack."""
    return _field(node, "source") if isinstance(node, Mapping) else text(node)


def throttled(node: Node) -> Key | None:
    """A device of `blkio_config`."""
    return _field(node, "path") if isinstance(node, Mapping) else None


def link(node: Node) -> Key | None:
    """The alias of a link."""
    return (node.text.rpartition(":")[2],) if isinstance(node, Scalar) else None


def env_file(node: Node) -> Key | None:
    """The path of an env file, in either form."""
    return _field(node, "path") if isinstance(node, Mapping) else text(node)


def env_path(node: Node) -> Key | None:
    """The same, for those who write `./x.env` and `x.env` for one file."""
    found = env_file(node)
    return None if found is None else (posixpath.normpath(found[0]),)


def subnet(node: Node) -> Key | None:
    """The subnet of an address pool."""
    return _field(node, "subnet") if isinstance(node, Mapping) else None


def port(node: Node) -> Key | None:
    """Address, published port, target and protocol of a port, the same for both forms."""
    if isinstance(node, Mapping):
        fields = (_field(node, "host_ip"), _field(node, "published"), _field(node, "target"), _field(node, "protocol"))
        if fields[2] is None:
            return None
        address, published, target, protocol = (field[0] if field else "" for field in fields)
    elif isinstance(node, Scalar) and (match := _PORT.fullmatch(node.text)):
        address, published, target, protocol = (part or "" for part in match.group("host", "published", "target", "protocol"))
    else:
        return None
    everywhere = address == "0.0.0.0"  # noqa: S104 (what the file says; nothing is bound here)
    return ("" if everywhere else address.strip("[]"), published, target, protocol.lower() or "tcp")


def _field(node: Mapping, field: str) -> Key | None:
    found = node.get(field)
    return (found.text,) if isinstance(found, Scalar) and not found.is_null else None


def _path(written: str) -> str:
    return written.rstrip("/") or "/"
