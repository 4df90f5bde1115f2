"""A Pod shares namespaces, devices or ports with its node.

A privileged container, hostNetwork, hostPID, hostIPC and hostUsers undo the isolation of containers, each in its way; a
hostPort lets one Pod a node run. The finding lists all that a workload shares. Agents of a node need some of it; accept the
finding for them with a reason, and leave it out everywhere else. Windows HostProcess containers count as well.
"""

from collections.abc import Iterator

from translator.check.practice.fields import Step, rows, table
from translator.check.practice.subjects import Concern, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T610", "shares-with-host", __doc__, Severity.WARNING),)


def check(pod: Pod) -> Iterator[Concern]:
    """All that the Pod shares, in one concern at the first of it."""
    shared: dict[str, tuple[Step, ...]] = {}
    for field in ("hostNetwork", "hostPID", "hostIPC"):
        if pod.spec.get(field) is True:
            shared[field] = (*pod.path, field)
    for container in pod.every_container:
        if table(container.body, "securityContext").get("privileged") is True:
            shared[f"privileged container {container.name}"] = (*container.path, "securityContext", "privileged")
        if table(container.body, "securityContext", "windowsOptions").get("hostProcess") is True:
            at = ("securityContext", "windowsOptions", "hostProcess")
            shared[f"HostProcess container {container.name}"] = (*container.path, *at)
        for index, port in rows(container.body, "ports"):
            if isinstance(port.get("hostPort"), int) and port["hostPort"] and "hostNetwork" not in shared:
                shared[f"hostPort {port['hostPort']}"] = (*container.path, "ports", index, "hostPort")
    if shared:
        help = "leave out what the Pod can do without"
        yield Concern(pod.manifest, next(iter(shared.values())), f"shares with its node: {', '.join(shared)}", help)
