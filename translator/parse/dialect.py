"""Whose meaning the keys have: plain Compose, Swarm mode, or Alibaba Cloud Container Service.

Rule (DESIGN, section 3): as the command line says; else aliyun by its labels and keys, swarm for version 3 with `deploy`,
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
    for name, origin in _names(root.get("labels")):
        if name.startswith("aliyun."):
            return Derived(f"the label {name}", (origin,))
    for service in _services(root):
        deploy = service.get("deploy")
        below = deploy.get("labels") if isinstance(deploy, Mapping) else None
        for labels in (service.get("labels"), below):
            for name, origin in _names(labels):
                if name.startswith("aliyun."):
                    return Derived(f"the label {name}", (origin,))
        for key in _KEYS:
            if key in service.entries:
                return Derived(f"the key {key}", (service.keys[key].origin,))
        for name, origin in _names(service.get("environment")):
            if name.startswith(_SCHEDULING):
                return Derived(f"the entry {name} of environment", (origin,))
    return None


def _services(root: Mapping) -> Iterator[Mapping]:
    services = root.get("services")
    if isinstance(services, Mapping):
        for name in sorted(services.entries):
            service = services.entries[name]
            if isinstance(service, Mapping):
                yield service


def _names(node: Node | None) -> Iterator[tuple[str, Origin]]:
    """The names of a mapping, or of a list of NAME=VALUE."""
    if isinstance(node, Mapping):
        for key in node.keys.values():
            yield key.text, key.origin
    elif isinstance(node, List):
        for item in node.items:
            if isinstance(item, Scalar):
                yield item.text.partition("=")[0], item.origin
