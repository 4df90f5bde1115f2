"""A workload does not wait for what it needs.

Kubernetes starts all workloads at once. A program that ends because its database does not answer yet is started again with
growing delays, up to five minutes. Let an init container wait for the Service, or let the program try again by itself, and
accept the finding. Dependencies are told by variables of the containers that hold the name of a Service of the set, alone
(`db`), with a port (`db:5432`) or within an address (`postgres://db/shop`). Any init container counts as waiting.
"""

import re
from collections.abc import Iterator

from translator.check.practice.fields import labels, rows, text
from translator.check.practice.subjects import Concern, ManifestSet, Pod
from translator.model.finding import Severity
from translator.model.manifest import Manifest
from translator.report.catalogue import documented

CODES = (documented("T608", "unawaited-dependency", __doc__, Severity.NOTE),)

_HOST = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://(?:[^/@\s]*@)?)?([a-z0-9][a-z0-9-]*)(?:\.[a-z0-9.-]+)?(?::\d+)?(?:[/?].*)?", re.IGNORECASE
)

_LONGEST = 1024
"""No address is longer."""


def check(objects: ManifestSet) -> Iterator[Concern]:
    """The variables of the workloads that prepare nothing, each Service once for a workload."""
    for pod in objects.pods:
        if any(container.prepares for container in pod.every_container):
            continue
        seen: set[str] = set()
        for container in pod.containers:
            for index, variable in rows(container.body, "env"):
                service = _service(text(variable, "value"), pod, objects)
                if service is not None and service.name not in seen:
                    seen.add(service.name)
                    message = f"does not wait for Service/{service.name}, which its variable {text(variable, 'name')} names"
                    help = "let an init container wait for it, or the program try again by itself"
                    yield container.concern("env", index, "value", message=message, help=help)


def _service(value: str, pod: Pod, objects: ManifestSet) -> Manifest | None:
    """The Service whose Pods a variable leads to, unless these are the Pod's own."""
    host = _HOST.fullmatch(value) if len(value) <= _LONGEST else None
    service = objects.find("Service", host[1], pod.manifest) if host else None
    selector = labels(service.body, "spec", "selector") if service else {}
    if not selector or selector.items() <= pod.labels.items():
        return None
    return service
