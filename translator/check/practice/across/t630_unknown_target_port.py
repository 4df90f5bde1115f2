"""A Service names a port that none of its Pods has.

A targetPort that is a name is looked up in the ports of the containers. No Pod that the Service selects has a port of this name
and protocol, so that the Service has no endpoints for it. Correct the name, or write the number.
"""

from collections.abc import Iterator

from translator.check.practice.fields import labels, rows, text
from translator.check.practice.subjects import Concern, ManifestSet
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T630", "unknown-target-port", __doc__, Severity.WARNING),)


def check(objects: ManifestSet) -> Iterator[Concern]:
    """The named target ports of the Services that select any Pods."""
    for service in objects.of("Service"):
        named = [row for row in rows(service.body, "spec", "ports") if text(row[1], "targetPort")]
        selector = labels(service.body, "spec", "selector")
        if not named or not selector:
            continue
        pods = objects.selected({"matchLabels": selector}, service)
        for index, port in named if pods else ():
            name, protocol = text(port, "targetPort"), text(port, "protocol") or "TCP"
            if not any((name, protocol) in pod.ports for pod in pods):
                message = f"no container of its Pods has a {protocol} port named {name}"
                yield Concern(service, ("spec", "ports", index, "targetPort"), message, "correct the name, or write the number")
