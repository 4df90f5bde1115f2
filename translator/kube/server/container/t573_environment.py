"""A variable of a container has no usable name, or its source is missing or one too many.

A name is letters, digits, hyphens, underscores and dots without a digit first; since Kubernetes 1.32 it is any printable
ASCII text without "=". A variable has a value or exactly one source: a key of a ConfigMap or a Secret, a field of the Pod,
a resource of a container or, since Kubernetes 1.35, a key of a file in an emptyDir. An item of envFrom names one ConfigMap or
one Secret.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import names
from translator.kube.fault import Fault, Reason, Step
from translator.kube.server import limits, references
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T573", "bad-environment", __doc__),)

_RELAXED = range(32, 1000)
_FILES = 35
_SOURCES = ("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef")


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """env and envFrom of a container."""
    for index, variable in enumerate(value.get("env") or ()):
        name = variable.get("name")
        if not name:
            yield at.required("env", index, "name")
        elif not names.ENVIRONMENT_NAME.accepts(name):
            yield from _name(name, at, "env", index, "name")
        if "valueFrom" in variable:
            yield from _source(variable, at, index)
    for index, source in enumerate(value.get("envFrom") or ()):
        if source.get("prefix"):
            yield from _name(source["prefix"], at, "envFrom", index, "prefix")
        found = [field for field in ("configMapRef", "secretRef") if field in source]
        for field in found:
            # The API server allows a hyphen at the end here, as if the name were a prefix.
            name = names.masked(source[field].get("name") or "")
            yield from limits.needed(at, name, names.DNS_SUBDOMAIN, "envFrom", index, field, "name")
        if len(found) != 1:
            # The API server names the list here, and not the item.
            yield at.invalid("envFrom", expected="must name exactly one of configMapRef and secretRef", inner=(index,))


def _name(name: str, at: Visit, *steps: Step) -> Iterator[Fault]:
    yield from limits.versioned(at, name, names.ENVIRONMENT_NAME, names.RELAXED_ENVIRONMENT_NAME, _RELAXED, *steps)


def _source(variable: Mapping[str, Any], at: Visit, index: int) -> Iterator[Fault]:
    here, source = ("env", index, "valueFrom"), variable["valueFrom"]
    found = [field for field in _SOURCES if field in source and (field != "fileKeyRef" or at.whole.minor >= _FILES)]
    for field in found:
        if field == "fieldRef":
            yield from references.pod_field(at, source[field], references.ENVIRONMENT_FIELDS, *here, field)
        elif field == "resourceFieldRef":
            yield from references.resource_field(at, source[field], *here, field)
        elif field == "fileKeyRef":
            yield from _file(source[field], at, *here, field)
        else:
            yield from limits.text(at, source[field].get("name", ""), names.DNS_SUBDOMAIN, *here, field, "name")
            yield from limits.needed(at, source[field].get("key"), names.DATA_KEY, *here, field, "key")
    if not found:
        yield at.invalid(*here, expected=f"must have one of {', '.join(_SOURCES)}")
    elif variable.get("value"):
        yield at.invalid(*here, expected="must be left out when there is a value")
    elif len(found) > 1:
        yield at.invalid(*here, expected=f"must have only one source, not {' and '.join(found)}")


def _file(reference: Mapping[str, Any], at: Visit, *steps: Step) -> Iterator[Fault]:
    """A key of a file; the volume that holds the file is an emptyDir."""
    pod = at.above("pod_spec")
    volumes = {each.get("name"): each for each in (pod.value.get("volumes") if pod else None) or ()}
    key, path, name = reference.get("key"), reference.get("path") or "", reference.get("volumeName")
    if not name:
        yield at.required(*steps, "volumeName")
    elif name not in volumes:
        yield at.fault(Reason.NOT_FOUND, (*steps, "volumeName"), "must be the name of a volume of the Pod", name)
    elif "emptyDir" not in volumes[name]:
        yield at.invalid(*steps, "volumeName", expected="must be the name of an emptyDir", value=name)
    if not path:
        yield at.required(*steps, "path")
    else:
        yield from limits.unreserved(at, path, *steps, "path")
    yield from limits.needed(at, key, names.RELAXED_ENVIRONMENT_NAME, *steps, "key")
