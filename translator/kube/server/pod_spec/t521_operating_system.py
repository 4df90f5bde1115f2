"""A setting of a Pod does not go with the operating system that it names, or with being a process of a Windows host.

With os.name linux there are no windowsOptions; with windows there are none of the settings that only Linux has, such as
runAsUser, capabilities, sysctls and hostPID. A host process of Windows needs hostNetwork, and the Pod has no other containers.
Where os is not given, both kinds of settings are allowed.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault, Step
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T521", "unfit-for-operating-system", __doc__),)

_FIELDS = ("initContainers", "containers", "ephemeralContainers")
_OF_PODS = ("hostUsers", "hostPID", "hostIPC", "shareProcessNamespace")
_OF_CONTEXTS = ("appArmorProfile", "seLinuxOptions", "seccompProfile", "runAsUser", "runAsGroup")
_OF_POD_CONTEXTS = (
    *_OF_CONTEXTS,
    "fsGroup",
    "fsGroupChangePolicy",
    "sysctls",
    "supplementalGroups",
    "supplementalGroupsPolicy",
    "seLinuxChangePolicy",
)
_OF_CONTAINER_CONTEXTS = (
    *_OF_CONTEXTS,
    "capabilities",
    "readOnlyRootFilesystem",
    "privileged",
    "allowPrivilegeEscalation",
    "procMount",
)
_SET_WHEN_TRUE = ("hostPID", "hostIPC")


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The settings of the Pod and of its containers."""
    system = (value.get("os") or {}).get("name")
    contexts = list(_contexts(value))
    if system == "linux":
        for context, steps in contexts:
            if "windowsOptions" in context:
                yield at.forbidden(*steps, "windowsOptions", expected="must be left out for Linux")
    elif system == "windows":
        for field in _OF_PODS:
            if field in value and (value[field] or field not in _SET_WHEN_TRUE):
                yield at.forbidden(field, expected="must be left out for Windows")
        for context, steps in contexts:
            for field in _OF_POD_CONTEXTS if steps == ("securityContext",) else _OF_CONTAINER_CONTEXTS:
                if context.get(field) not in (None, []):
                    yield at.forbidden(*steps, field, expected="must be left out for Windows")
    if any("windowsOptions" in context for context, _ in contexts):
        yield from _host_processes(value, at)


def _contexts(value: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], tuple[Step, ...]]]:
    yield value.get("securityContext") or {}, ("securityContext",)
    for field in _FIELDS:
        for index, container in enumerate(value.get(field) or ()):
            yield container.get("securityContext") or {}, (field, index, "securityContext")


def _host_processes(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    of_pod, *others = ((_is_host(context), steps) for context, steps in _contexts(value))
    for chosen, steps in others:
        if chosen is not None and of_pod[0] is not None and chosen != of_pod[0]:
            where = (*steps, "windowsOptions", "hostProcess")
            yield at.invalid(*where, expected="must be that of the Pod where both are given", value=chosen)
    hosts = [of_pod[0] if chosen is None else chosen for chosen, _ in others]
    if any(hosts):
        if not all(hosts):
            yield at.invalid(expected="must have only host processes where it has one")
        if not value.get("hostNetwork"):
            yield at.invalid("hostNetwork", expected="must be true for host processes", value=False)


def _is_host(context: Mapping[str, Any]) -> bool | None:
    found: bool | None = (context.get("windowsOptions") or {}).get("hostProcess")
    return found
