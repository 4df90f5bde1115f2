"""A setting contradicts the network, the processes or the users of the node, which the Pod shares.

With hostNetwork a port of a container is a port of the node, so that hostPort, where it is given, must equal containerPort.
Sysctls of a namespace that the Pod shares with its node cannot be set. shareProcessNamespace and hostPID exclude each
other. A Pod with users of its own (hostUsers false) shares neither network, processes nor IPC with the node; this counts since
Kubernetes 1.33, since older API servers drop hostUsers unless it was enabled.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault, Reason, dotted
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T563", "host-namespace-conflict", __doc__),)

_USERS = 33
_SHARED_MEMORY = ("kernel.shm", "kernel.msg", "kernel.sem", "fs.mqueue.")


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """What does not go with the host's namespaces."""
    if value.get("hostNetwork"):
        yield from _ports(value.get("containers") or (), at, "containers")
    if value.get("hostUsers") is False and at.whole.minor >= _USERS:
        for field, named in (("hostNetwork", "hostNetwork"), ("hostPID", "HostPID"), ("hostIPC", "HostIPC")):
            if value.get(field):
                # The API server writes two of the three with a capital.
                expected = "must not be true when hostUsers is false"
                yield at.fault(Reason.FORBIDDEN, (field,), expected, named=dotted((*at.path, named)))
    if value.get("shareProcessNamespace") and value.get("hostPID"):
        named = ".".join(map(str, at.path)) + ".securityContext.shareProcessNamespace"
        expected = "must not be true together with hostPID"
        yield at.fault(Reason.INVALID, ("shareProcessNamespace",), expected, True, named=named)
    for index, sysctl in enumerate((value.get("securityContext") or {}).get("sysctls") or ()):
        name = sysctl.get("name", "").replace("/", ".")
        for shared, prefixes in (("hostNetwork", ("net.",)), ("hostIPC", _SHARED_MEMORY)):
            if value.get(shared) and name.startswith(prefixes):
                expected = f"must not be set with {shared}: it belongs to the node"
                yield at.invalid("securityContext", "sysctls", index, "name", expected=expected, value=name)


def _ports(containers: Any, at: Visit, field: str) -> Iterator[Fault]:
    for index, container in enumerate(containers):
        for position, port in enumerate(container.get("ports") or ()):
            host = port.get("hostPort") or 0
            if host and host != port.get("containerPort"):
                expected = "must equal containerPort when hostNetwork is true"
                yield at.invalid(field, index, "ports", position, "hostPort", expected=expected, value=host)
