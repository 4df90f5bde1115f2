"""A probe asks a port by a name that its container does not have.

The API server does not look, and the kubelet cannot resolve the name: the probe fails every time, so that the Pod never becomes
ready or is started again and again. Name a port of the same container, or write its number.
"""

from collections.abc import Iterator

from translator.check.practice.fields import rows, text
from translator.check.practice.subjects import Concern, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T631", "unknown-probe-port", __doc__, Severity.WARNING),)

_PROBES = ("readinessProbe", "livenessProbe", "startupProbe")


def check(pod: Pod) -> Iterator[Concern]:
    """The named ports of the probes."""
    for container in pod.every_container:
        names = {text(port, "name") for _, port in rows(container.body, "ports")}
        for probe in _PROBES:
            for handler in ("httpGet", "tcpSocket"):
                port = text(container.body, probe, handler, "port")
                if port and not port.isdecimal() and port not in names:
                    message = f"has no port {port}, which its {probe} asks"
                    help = "name a port of this container, or write the number"
                    yield container.concern(probe, handler, "port", message=message, help=help)
