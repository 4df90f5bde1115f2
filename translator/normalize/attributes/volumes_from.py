"""`volumes_from`: the container mounts what another service mounts.

Maps to  the same `volumes` and `volumeMounts` as those of the other service; its own mounts win at the same path.
Grammar  a list of `SERVICE[:ro|rw]` or `container:NAME[:ro|rw]`.
Differs  two Pods share a volume only where its class allows it, or in one Pod (`pods` of the configuration); an anonymous
         volume cannot be shared at all.
Source   Compose file version 2 reference, volumes_from; Compose Specification, services, volumes_from.
"""

from translator.model.mount import Borrowing
from translator.model.node import Node
from translator.model.origin import Located
from translator.normalize.context import Context
from translator.normalize.forms import words
from translator.normalize.namespaces import peer
from translator.normalize.references import is_service

FIELD = "volumes_from"


def read(node: Node, context: Context) -> tuple[Borrowing, ...]:
    """Whose mounts, in the written order."""
    found = (_borrowing(word, context) for word in words(node, "volumes_from", context))
    return tuple(one for one in found if one is not None)


def _borrowing(word: Located[str], context: Context) -> Borrowing | None:
    foreign, _, rest = word.value.partition(":") if word.value.startswith("container:") else ("", "", word.value)
    name, _, mode = rest.partition(":")
    if mode not in ("", "ro", "rw") or not name:
        context.findings.refuse(
            "T250",
            f"an item of volumes_from of {context.service} must be SERVICE, SERVICE:ro or SERVICE:rw",
            word.origin,
            help="write the name of a service",
        )
        return None
    read_only = Located(True, word.origin) if mode == "ro" else None
    if not foreign:
        known = is_service(Located(name, word.origin), "volumes_from", context)
        return Borrowing(name, read_only, word.origin) if known else None
    service = peer(name, context)
    if service is None or service == context.service:
        context.findings.refuse(
            "T233",
            f"volumes_from of {context.service} borrows from the container {name}, which no service of the stack is",
            word.origin,
            help="name a service of this stack",
        )
        return None
    return Borrowing(service, read_only, word.origin)
