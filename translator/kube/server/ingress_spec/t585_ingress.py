"""An Ingress has no rule, or a host, a path or a backend that it cannot have.

It needs rules or a defaultBackend. A host is a DNS name, with "*." before it at most; no IP address and no port. A path of
type Prefix or Exact begins with a slash and has no "//", "/./" or "/../". A backend names a Service with exactly one of
port name and port number, or a resource. The annotation kubernetes.io/ingress.class, where there is one beside
ingressClassName, says the same; before 1.27 the two could not stand together.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import addresses, names
from translator.kube.fault import Fault, Key, Reason, Step
from translator.kube.ports import PORT_NAME
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T585", "bad-ingress", __doc__),)

_TYPES = ("Exact", "ImplementationSpecific", "Prefix")
_SEQUENCES = ("//", "/./", "/../", "%2f", "%2F")
_ENDINGS = ("/..", "/.")
_RELAXED_SERVICES = range(36, 1000)
_CLASS = "kubernetes.io/ingress.class"
_SAME_CLASS_SINCE = 27


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Rules, default backend, certificates and class."""
    rules = value.get("rules") or ()
    if not rules and "defaultBackend" not in value:
        yield at.invalid(expected="must have rules or defaultBackend")
    if "defaultBackend" in value:
        yield from _backend(value["defaultBackend"], at, "defaultBackend")
    for index, rule in enumerate(rules):
        yield from _host(rule.get("host") or "", at, "rules", index, "host")
        if "http" in rule:
            yield from _paths(rule["http"], at, "rules", index, "http", "paths")
    for index, tls in enumerate(value.get("tls") or ()):
        for position, host in enumerate(tls.get("hosts") or ()):
            grammar = names.WILDCARD_HOST if "*" in host else names.DNS_SUBDOMAIN
            yield from limits.text(at, host, grammar, "tls", index, "hosts", position)
        yield from limits.optional(at, tls.get("secretName"), names.DNS_SUBDOMAIN, "tls", index, "secretName")
    if value.get("ingressClassName") is not None:
        yield from _class(value["ingressClassName"], at)


def _class(name: str, at: Visit) -> Iterator[Fault]:
    yield from limits.text(at, name, names.DNS_SUBDOMAIN, "ingressClassName")
    noted = ((at.whole.body.get("metadata") or {}).get("annotations") or {}).get(_CLASS)
    if noted is None:
        return
    expected = None
    if noted != name:
        expected = f"must be left out, or the same as ingressClassName, which is {name}"
    elif at.whole.minor < _SAME_CLASS_SINCE:
        expected = "must be left out beside ingressClassName"
    if expected is not None:
        named = f"annotations.{_CLASS}"
        yield Fault(("metadata", "annotations", Key(_CLASS)), Reason.INVALID, expected, named=named, value=noted)


def _host(host: str, at: Visit, *steps: Step) -> Iterator[Fault]:
    if addresses.loose(host) is not None:
        yield at.invalid(*steps, expected="must be a DNS name, not an IP address", value=host)
    elif host:
        yield from limits.text(at, host, names.WILDCARD_HOST if "*" in host else names.DNS_SUBDOMAIN, *steps)


def _paths(http: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    paths = http.get("paths") or ()
    if not paths:
        yield at.required(*steps, expected="must have at least one path")
    for index, each in enumerate(paths):
        here = (*steps, index)
        kind, path = each.get("pathType"), each.get("path") or ""
        if kind is None:
            yield at.required(*here, "pathType")
            continue
        if kind not in _TYPES:
            yield at.unsupported(*here, "pathType", among=_TYPES, value=kind)
        elif not path.startswith("/") and (path or kind != "ImplementationSpecific"):
            yield at.invalid(*here, "path", expected="must begin with a slash", value=path)
        elif kind != "ImplementationSpecific":
            found = [part for part in _SEQUENCES if part in path] + [part for part in _ENDINGS if path.endswith(part)]
            for part in found:
                yield at.invalid(*here, "path", expected=f'must not contain "{part}"', value=path)
        yield from _backend(each.get("backend") or {}, at, *here, "backend")


def _backend(backend: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    service, resource = backend.get("service"), backend.get("resource")
    if service is None:
        if resource is None:
            yield at.invalid(*steps, expected="must have a service or a resource")
        else:
            for field in ("kind", "name"):
                yield from limits.needed(at, resource.get(field), names.PATH_SEGMENT, *steps, "resource", field)
            yield from limits.optional(at, resource.get("apiGroup"), names.DNS_SUBDOMAIN, *steps, "resource", "apiGroup")
        return
    if resource is not None:
        yield at.invalid(*steps, expected="must have only one of service and resource")
        return
    called, here = service.get("name"), (*steps, "service", "name")
    if not called:
        yield at.required(*here)
    else:
        yield from limits.versioned(at, called, names.DNS_1035_LABEL, names.DNS_LABEL, _RELAXED_SERVICES, *here)
    port = service.get("port") or {}
    name, number = port.get("name"), port.get("number")
    if name and number:
        yield at.invalid(*steps, expected="must have only one of port name and port number")
    elif name:
        yield from limits.text(at, name, PORT_NAME, *steps, "service", "port", "name")
    elif number:
        yield from limits.port_number(at, number, *steps, "service", "port", "number")
    else:
        yield at.required(*steps, expected="must have the name or the number of a port of the Service")
