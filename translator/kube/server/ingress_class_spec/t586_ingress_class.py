"""An IngressClass names no controller, or parameters that are incomplete.

The controller is a DNS name and a path, such as k8s.io/ingress-nginx, of up to 250 characters. Parameters refer to an
object by kind and name; with the scope Namespace they need a namespace, with Cluster they have none.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import names
from translator.kube.fault import Fault, Reason
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T586", "bad-ingress-class", __doc__),)

_LONGEST = 250


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Controller and parameters."""
    controller = value.get("controller") or ""
    if not controller:
        yield at.required("controller")
    elif len(controller) > _LONGEST:
        yield at.fault(Reason.TOO_LONG, ("controller",), f"must have at most {_LONGEST} characters, not {len(controller)}")
    else:
        yield from limits.text(at, controller, names.PREFIXED_PATH, "controller")
    parameters = value.get("parameters")
    if parameters is not None:
        yield from _parameters(parameters, at)


def _parameters(parameters: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    if parameters.get("apiGroup") is not None:
        yield from limits.text(at, parameters["apiGroup"], names.DNS_SUBDOMAIN, "parameters", "apiGroup")
    for field in ("kind", "name"):
        yield from limits.needed(at, parameters.get(field), names.PATH_SEGMENT, "parameters", field)
    scope, namespace = parameters.get("scope"), parameters.get("namespace")
    if scope not in ("Cluster", "Namespace"):
        yield at.unsupported("parameters", "scope", among=("Cluster", "Namespace"), value=scope)
    elif scope == "Namespace":
        yield from limits.needed(at, namespace, names.DNS_LABEL, "parameters", "namespace")
    elif namespace is not None:
        yield at.forbidden("parameters", "namespace", expected="must be left out with the scope Cluster")
