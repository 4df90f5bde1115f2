"""Whose meaning the keys have: plain Compose, Swarm mode, or Alibaba Cloud Container Service.

Rule: as the command line says; else aliyun by its labels and keys, swarm for version 3 with `deploy`,
else compose. The labels and keys are those of the platform's own manual: labels that begin with `aliyun.`, the service keys
`external`, `dns_options`, `memswap_reservation` and `kernel_memory`, and entries of `environment` that begin with
`constraint:` or `affinity:`, by which its scheduler was told where to start a container.
"""

from collections.abc import Iterator, Sequence

from translator.model.node import Mapping, Node, Scalar
from translator.model.node import Sequence as List
from translator.model.origin import Default, Derived, Located, Origin
from translator.model.project import Version
from translator.model.request import Request
from translator.model.stack import Dialect

_KEYS = ("external", "dns_options", "memswap_reservation", "kernel_memory")
_LABEL = ("aliyun.",)
_SCHEDULING = ("constraint:", "affinity:")


def dialect(request: Request, written: Sequence[Mapping], root: Mapping, version: Version) -> Located[Dialect]:
    """The dialect of a stack, with the reason.

    Args:
        written: the files as written, whose labels say it even where the service around them was refused.
        root: the tree that they became.
    """
    if request.dialect is not None:
        return Located(request.dialect, Default("--dialect"))
    for tree in (*written, root):
        reason = evidence(tree)
        if reason is not None:
            return Located(Dialect.ALIYUN, reason)
    if version is Version.V3:
        for service in _services(root):
            if "deploy" in service.entries:
                return Located(Dialect.SWARM, Derived("version 3 with deploy", (service.keys["deploy"].origin,)))
    return Located(Dialect.COMPOSE, Default("no key of Swarm mode or of Alibaba Cloud occurs"))


def evidence(root: Mapping) -> Derived | None:
    """What shows that a file was written for Alibaba Cloud Container Service, if anything does."""
    if found := _named(root.get("labels"), _LABEL):
        return Derived(f"the label {found[0]}", (found[1],))
    for service in _services(root):
        deploy = service.get("deploy")
        below = deploy.get("labels") if isinstance(deploy, Mapping) else None
        if found := _named(service.get("labels"), _LABEL) or _named(below, _LABEL):
            return Derived(f"the label {found[0]}", (found[1],))
        for key in _KEYS:
            if key in service.entries:
                return Derived(f"the key {key}", (service.keys[key].origin,))
        if found := _named(service.get("environment"), _SCHEDULING):
            return Derived(f"the entry {found[0]} of environment", (found[1],))
    return None


def _services(root: Mapping) -> Iterator[Mapping]:
    services = root.get("services")
    if isinstance(services, Mapping):
        for name in sorted(services.entries):
            service = services.entries[name]
            if isinstance(service, Mapping):
                yield service


def _named(node: Node | None, beginnings: tuple[str, ...]) -> tuple[str, Origin] | None:
    """The first name that begins so, of a mapping or of a list of NAME=VALUE."""
    if isinstance(node, Mapping):
        for key in node.keys.values():
            if key.text.startswith(beginnings):
                return key.text, key.origin
    elif isinstance(node, List):
        for item in node.items:
            if isinstance(item, Scalar) and item.text.startswith(beginnings):
                return item.text.partition("=")[0], item.origin
    return None
