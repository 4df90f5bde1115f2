"""A claim for a device is not complete, or a container asks for one that the Pod does not have.

Each item of resourceClaims has a name, a DNS label, and names either a ResourceClaim or a ResourceClaimTemplate. The claims in
the resources of a container are names of that list, perhaps with one request of the claim.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import names
from translator.kube.fault import Fault, Reason, Step
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T520", "bad-resource-claim", __doc__),)

_SINCE = 34
"""Since when there are claims (DynamicResourceAllocation, on by default); before, the API server drops them."""
_SOURCES = ("resourceClaimName", "resourceClaimTemplateName")


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The claims of a Pod, and those that its containers use."""
    claims = value.get("resourceClaims") or ()
    known = {claim.get("name") for claim in claims if claim.get("name")}
    for index, claim in enumerate(claims if claims and at.whole.minor >= _SINCE else ()):
        yield from _claim(claim, at, "resourceClaims", index)
    for field in ("containers", "initContainers"):
        for index, container in enumerate(value.get(field) or ()):
            used = (container.get("resources") or {}).get("claims")
            if used and at.whole.minor >= _SINCE:
                yield from _used(used, known, at, field, index, "resources", "claims")


def _claim(claim: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    yield from limits.needed(at, claim.get("name"), names.DNS_LABEL, *steps, "name")
    given = [field for field in _SOURCES if claim.get(field) is not None]
    if len(given) != 1:
        which = "only one" if given else "one"
        yield at.invalid(*steps, expected=f"must have {which} of {' and '.join(_SOURCES)}")
    for field in given:
        yield from limits.text(at, claim[field], names.DNS_SUBDOMAIN, *steps, field)


def _used(used: Any, known: set[Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    for index, claim in enumerate(used):
        name = claim.get("name") or ""
        if not name:
            yield at.required(*steps, index, expected="must have the name of a claim of the Pod")
            continue
        yield from limits.optional(at, claim.get("request"), names.DNS_LABEL, *steps, index, "request")
        if name not in known:
            yield at.fault(Reason.NOT_FOUND, (*steps, index), "must be the name of a claim in spec.resourceClaims", name)
