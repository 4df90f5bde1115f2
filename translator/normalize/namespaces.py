"""Namespaces: the words by which `network_mode`, `net`, `pid`, `ipc` and `uts` say whom a container shares with.

`host` is the machine, `service:NAME` a service of the stack, `container:NAME` a container of the host: one of the stack where
a service has that name or that container_name. Source: Docker reference, `docker run --network`, `--pid`, `--ipc`, `--uts`;
Compose Specification.
"""

from translator.model.isolation import Sharing
from translator.model.node import Mapping, Node, Scalar
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.references import is_service
from translator.normalize.scalars import refuse, text

HOST, NONE, SERVICE = "host", "none", "service"


def sharing(node: Node, key: str, words: tuple[str, ...], default: tuple[str, ...], context: Context) -> Sharing | None:
    """Whom the container shares with; None, with a finding, where it has namespaces of its own, or names nobody.

    Args:
        words: what may be written beside service:NAME and container:NAME, if those may be.
        default: words for what every Pod has anyway.
    """
    written = text(node, key, context)
    if written is None:
        return None
    if written.value in default:
        context.findings.ignore("T202", f"{key} is {written.value}, which every Pod has of its own", written.origin)
        return None
    if written.value in words:
        return Sharing(written)
    kind, mark, name = written.value.partition(":")
    if mark and name and kind in ("service", "container") and "service:" in words:
        return _peer(kind, Located(name, written.origin), key, context)
    refuse(
        node, key, f"{', '.join(_shown(words))} or a word for what is the default ({', '.join(default)})", context, code="T253"
    )
    return None


def peer(name: str, context: Context) -> str | None:
    """The service of the stack that a container's name belongs to, by its container_name or its own name."""
    services = context.section("services")
    for service, node in services.items():
        given = node.get("container_name") if isinstance(node, Mapping) else None
        if isinstance(given, Scalar) and given.text == name:
            return service
    return name if name in services else None


def _peer(kind: str, name: Located[str], key: str, context: Context) -> Sharing | None:
    if kind == "service":
        return Sharing(Located(SERVICE, name.origin), name.value) if is_service(name, key, context) else None
    found = peer(name.value, context)
    if found is not None and found != context.service:
        return Sharing(Located(SERVICE, name.origin), found)
    context.findings.refuse(
        "T233",
        f"{key} of {context.service} is that of the container {name.value}, which no service of the stack is",
        name.origin,
        help="make it a service of this stack and write service:NAME",
    )
    return None


def _shown(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{word}NAME" if word.endswith(":") else word for word in words)
