"""A container that runs on has no probe.

Without a readinessProbe a Pod gets requests as soon as its process exists, so that every rollout loses some; without a
livenessProbe a process that hangs stays as it is. A readinessProbe is asked for where the container declares ports. Let the
livenessProbe test the process itself, never what it depends on.
"""

from collections.abc import Iterator

from translator.check.practice.fields import rows
from translator.check.practice.subjects import Concern, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T602", "missing-probe", __doc__, Severity.WARNING),)


def check(pod: Pod) -> Iterator[Concern]:
    """The probes of the containers of Pods that are meant to run on."""
    for container in pod.containers if pod.runs_on else ():
        wanted = ["livenessProbe"]
        if any(rows(container.body, "ports")):
            wanted.insert(0, "readinessProbe")
        missing = [probe for probe in wanted if not container.body.get(probe)]
        if missing:
            yield container.concern(
                message=f"has no {' and no '.join(missing)}", help="add a probe: httpGet, tcpSocket, grpc or exec"
            )
