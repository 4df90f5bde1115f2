"""A Service selects no Pods.

No Pod template of the set has all the labels of the selector, so that connections to the Service are refused. Often a label was
renamed in one place, or the indentation puts it below something else. A Service without a selector, for endpoints that somebody
else writes, and an ExternalName pass.
"""

from collections.abc import Iterator

from translator.check.practice.fields import labels, table, text
from translator.check.practice.subjects import Concern, ManifestSet
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T619", "service-without-pods", __doc__, Severity.WARNING),)


def check(objects: ManifestSet) -> Iterator[Concern]:
    """The selectors of the Services."""
    for service in objects.of("Service"):
        spec = table(service.body, "spec")
        selector = labels(spec, "selector")
        if not selector or text(spec, "type") == "ExternalName" or service.api_version != "v1":
            continue
        if not objects.selects({"matchLabels": selector}, service):
            wanted = ", ".join(f"{key}={value}" for key, value in selector.items())
            help = "correct the selector, or the labels of the Pod template"
            yield Concern(service, ("spec", "selector"), f"no Pod of the set has the labels {wanted}", help)
