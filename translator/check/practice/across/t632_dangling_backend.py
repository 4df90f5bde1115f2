"""A route of an Ingress leads to a Service or port that is not there.

Requests for such a route are answered 503. Looked at is whether the set has the Service in the namespace of the Ingress, and
whether the Service has the port, by its name or its number. Services without selector and ExternalNames count as any other.
"""

from collections.abc import Iterator

from translator.check.practice.fields import Body, Step, number, rows, table, text
from translator.check.practice.subjects import Concern, ManifestSet
from translator.model.finding import Severity
from translator.model.manifest import Manifest
from translator.report.catalogue import documented

CODES = (documented("T632", "dangling-backend", __doc__, Severity.WARNING),)

_BY_ANNOTATION = "use-annotation"
"""The port of a backend that stands for an action in the annotations (AWS and ALB controllers)."""


def check(objects: ManifestSet) -> Iterator[Concern]:
    """The backends of the Ingresses."""
    for ingress in objects.of("Ingress"):
        for at, backend in _backends(ingress):
            name = text(backend, "name")
            port = text(backend, "port", "name") or number(backend, "port", "number")
            if not name or port == _BY_ANNOTATION:
                continue
            service = objects.find("Service", name, ingress)
            if service is None:
                message = f"routes to Service/{name}, which is nowhere in the set"
                yield Concern(ingress, (*at, "name"), message, "add the Service, or correct the name")
            elif port and not any(
                port in (text(row, "name"), number(row, "port")) for _, row in rows(service.body, "spec", "ports")
            ):
                message = f"routes to port {port}, which Service/{name} does not have"
                yield Concern(ingress, (*at, "port"), message, "write a port of the Service, not one of the container")


def _backends(ingress: Manifest) -> Iterator[tuple[tuple[Step, ...], Body]]:
    spec = table(ingress.body, "spec")
    if table(spec, "defaultBackend", "service"):
        yield ("spec", "defaultBackend", "service"), table(spec, "defaultBackend", "service")
    for rule_index, rule in rows(spec, "rules"):
        for index, path in rows(rule, "http", "paths"):
            at = ("spec", "rules", rule_index, "http", "paths", index, "backend", "service")
            yield at, table(path, "backend", "service")
