"""The security context of a Pod is out of range or unknown.

Users and groups are numbers from 0 to 2147483647. fsGroupChangePolicy is Always or OnRootMismatch,
supplementalGroupsPolicy Merge or Strict, seLinuxChangePolicy MountOption or Recursive. Sysctls have names such
as net.core.somaxconn, each once.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.names import Grammar
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T564", "bad-pod-security-context", __doc__),)

_SEGMENT = r"[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?"
_SYSCTL = Grammar(
    re.compile(rf"(?:{_SEGMENT}[./])*{_SEGMENT}"),
    253,
    "lower-case words of letters, digits, hyphens and underscores, joined by dots or slashes",
)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The security context of a Pod."""
    for field in ("fsGroup", "runAsUser", "runAsGroup"):
        yield from limits.between(at, value.get(field), 0, limits.INT32, field)
    for index, group in enumerate(value.get("supplementalGroups") or ()):
        yield from limits.between(at, group, 0, limits.INT32, "supplementalGroups", index)
    yield from limits.among(at, "fsGroupChangePolicy", ("Always", "OnRootMismatch"))
    yield from limits.among(at, "supplementalGroupsPolicy", ("Merge", "Strict"))
    yield from limits.among(at, "seLinuxChangePolicy", ("MountOption", "Recursive"))
    seen: set[str] = set()
    for index, sysctl in enumerate(value.get("sysctls") or ()):
        name = sysctl.get("name", "")
        yield from limits.needed(at, name, _SYSCTL, "sysctls", index, "name")
        if name and name in seen:
            yield at.duplicate("sysctls", index, "name", value=name)
        seen.add(name)
