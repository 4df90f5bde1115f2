"""The security context of a container is out of range, unknown, or contradicts itself.

Users and groups are numbers from 0 to 2147483647. A privileged container, or one with the capability CAP_SYS_ADMIN, cannot
have allowPrivilegeEscalation false. procMount Unmasked needs a user namespace: hostUsers false in the Pod.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T578", "bad-security-context", __doc__),)

_UNMASKED_NEEDS_USERS = 33


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The security context of a container."""
    for field in ("runAsUser", "runAsGroup"):
        yield from limits.between(at, value.get(field), 0, limits.INT32, field)
    yield from limits.among(at, "procMount", ("Default", "Unmasked"))
    pod = at.above("pod_spec") if value.get("procMount") == "Unmasked" else None
    if pod is not None and pod.value.get("hostUsers") is not False and at.whole.minor >= _UNMASKED_NEEDS_USERS:
        yield at.invalid("procMount", expected="must not be Unmasked unless hostUsers of the Pod is false", value="Unmasked")
    if value.get("allowPrivilegeEscalation") is False:
        if value.get("privileged"):
            yield at.invalid(expected="must not be privileged with allowPrivilegeEscalation false")
        if "CAP_SYS_ADMIN" in ((value.get("capabilities") or {}).get("add") or ()):
            yield at.invalid(expected="must not add CAP_SYS_ADMIN with allowPrivilegeEscalation false")
