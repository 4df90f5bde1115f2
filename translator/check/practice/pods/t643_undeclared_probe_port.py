"""A probe asks a port by a number that its container does not list.

The list of ports is information for people and for Services, and the kubelet asks whatever the probe says. But where a
container lists its ports and a probe asks another one, it is often a slip of the pen, which shows only when
the Pod never becomes ready. List the port too, by a name that says what it is for, or correct the number.
"""

from collections.abc import Iterator

from translator.check.practice.fields import number, rows
from translator.check.practice.subjects import Concern, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T643", "undeclared-probe-port", __doc__, Severity.NOTE),)

_PROBES = ("readinessProbe", "livenessProbe", "startupProbe")


def check(pod: Pod) -> Iterator[Concern]:
    """The ports that probes ask by number, of containers that list some."""
    for container in pod.every_container:
        listed = {number(port, "containerPort") for _, port in rows(container.body, "ports")}
        asked: set[int] = set()
        for probe in _PROBES if listed else ():
            for handler in ("httpGet", "tcpSocket", "grpc"):
                port = number(container.body, probe, handler, "port")
                if port and port not in listed and port not in asked:
                    asked.add(port)
                    message = f"lists its ports without {port}, which its {probe} asks"
                    help = "list the port, or correct the number"
                    yield container.concern(probe, handler, "port", message=message, help=help)
