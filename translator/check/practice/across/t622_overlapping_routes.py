"""Two Ingresses have the same host and path.

Only one of them gets the requests, as a rule the older one; which one it is shows nowhere, and ingress-nginx refuses the later
one by its webhook. Keep one, or make the later one a canary (`nginx.ingress.kubernetes.io/canary: "true"`), which is meant to
overlap.
"""

from collections.abc import Iterator

from translator.check.practice.fields import labels, rows, text
from translator.check.practice.subjects import Concern, ManifestSet
from translator.model.finding import Severity
from translator.model.manifest import Manifest
from translator.report.catalogue import documented

CODES = (documented("T622", "overlapping-routes", __doc__, Severity.WARNING),)


def check(objects: ManifestSet) -> Iterator[Concern]:
    """The routes of all Ingresses of one class; namespaces do not keep them apart."""
    first: dict[tuple[str, str, str, str], Manifest] = {}
    for ingress in objects.of("Ingress"):
        annotations = labels(ingress.body, "metadata", "annotations")
        if any(key.endswith("/canary") and value == "true" for key, value in annotations.items()):
            continue
        kind = text(ingress.body, "spec", "ingressClassName") or annotations.get("kubernetes.io/ingress.class", "")
        for number, rule in rows(ingress.body, "spec", "rules"):
            for index, path in rows(rule, "http", "paths"):
                route = (kind, text(rule, "host"), text(path, "path") or "/", text(path, "pathType"))
                other = first.setdefault(route, ingress)
                if (other.name, other.namespace) == (ingress.name, ingress.namespace):
                    continue
                at = ("spec", "rules", number, "http", "paths", index)
                message = f"{route[1] or 'every host'}{route[2]} is a route of Ingress/{other.name} already"
                yield Concern(ingress, (*at, "path"), message, "keep one of the two, or make this one a canary")
