"""An Ingress asks for a class that is nowhere in the set.

Classes of Ingresses come with a controller, which most often is installed from elsewhere, so that this is told only where the
rule is chosen by its name: --select T642, or validate.select in translator.yaml. No controller takes an Ingress of a class that
does not exist. Looked at are ingressClassName and the older annotation kubernetes.io/ingress.class.
"""

from collections.abc import Iterator

from translator.check.practice.fields import text
from translator.check.practice.subjects import Concern, ManifestSet
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T642", "dangling-ingress-class", __doc__, Severity.WARNING),)
BY_NAME = True

_PLACES = (("spec", "ingressClassName"), ("metadata", "annotations", "kubernetes.io/ingress.class"))


def check(objects: ManifestSet) -> Iterator[Concern]:
    """The classes of the Ingresses."""
    known = {each.name for each in objects.of("IngressClass")}
    for ingress in objects.of("Ingress"):
        for at in _PLACES:
            name = text(ingress.body, *at)
            if name and name not in known:
                message = f"asks for the class {name}, which no IngressClass of the set has"
                yield Concern(ingress, at, message, "add the IngressClass, or correct the name")
