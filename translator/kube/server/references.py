"""References to the Pod itself: its fields and the resources of its containers, in variables and in volumes (downward API).

Source: `validateObjectFieldSelector` and `validateContainerResourceFieldSelector` of k8s.io/kubernetes
`pkg/apis/core/validation`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import quantity
from translator.kube.fault import Fault, Step
from translator.kube.names import ANNOTATION_KEY, LABEL_KEY
from translator.kube.visit import Visit

ENVIRONMENT_FIELDS = (
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
    "spec.nodeName",
    "spec.serviceAccountName",
    "status.hostIP",
    "status.hostIPs",
    "status.podIP",
    "status.podIPs",
)
VOLUME_FIELDS = ("metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid")
_KNOWN = {*ENVIRONMENT_FIELDS, *VOLUME_FIELDS, "spec.host", "spec.restartPolicy", "spec.schedulerName", "status.phase"}
_SUBSCRIPT = re.compile(r"([^\[\]]*)\['(.*)'\]")

_RESOURCES = tuple(f"{what}.{name}" for what in ("limits", "requests") for name in ("cpu", "memory", "ephemeral-storage"))
_HUGE_PAGES = ("limits.hugepages-", "requests.hugepages-")
_OF_CPU = ("1m", "1")
_UNITS = ("", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei")
_OF_BYTES = tuple(f"1{unit}" for unit in _UNITS)


def pod_field(at: Visit, reference: Mapping[str, Any], allowed: tuple[str, ...], *steps: Step) -> Iterator[Fault]:
    """A reference to a field of the Pod, one of those that are `allowed` at this place."""
    path = reference.get("fieldPath") or ""
    match = _SUBSCRIPT.fullmatch(path)
    if not path:
        yield at.required(*steps, "fieldPath")
    elif reference.get("apiVersion") != "v1":
        yield at.invalid(*steps, "fieldPath", expected="must be a field of apiVersion v1", value=path)
    elif match:
        grammar = {"metadata.annotations": ANNOTATION_KEY, "metadata.labels": LABEL_KEY}.get(match[1])
        if grammar is None:
            yield at.invalid(*steps, "fieldPath", expected="must not have a subscript", value=path)
        elif not grammar.accepts(match[2]):
            # The key of an annotation or a label; the API server names the reference and not the path.
            yield at.invalid(*steps, expected=f"must have a key that is {grammar.sentence}", value=path)
    elif path not in _KNOWN:
        yield at.invalid(*steps, "fieldPath", expected=f"must be a field such as {allowed[0]} or {allowed[-1]}", value=path)
    elif path.replace("spec.host", "spec.nodeName") not in allowed and path not in allowed:
        yield at.unsupported(*steps, "fieldPath", among=allowed, value=path)


def resource_field(at: Visit, reference: Mapping[str, Any], *steps: Step, volume: bool = False) -> Iterator[Fault]:
    """A reference to a request or a limit of a container; in a volume it names the container."""
    resource = reference.get("resource") or ""
    if volume and not reference.get("containerName"):
        yield at.required(*steps, "containerName")
    elif not resource:
        yield at.required(*steps, "resource")
    elif resource not in _RESOURCES and not resource.startswith(_HUGE_PAGES):
        yield at.unsupported(*steps, "resource", among=_RESOURCES, value=resource)
    divisor = quantity.canonical(str(reference.get("divisor", 0)))
    if divisor != "0" and divisor not in (_OF_CPU if resource.endswith(".cpu") else _OF_BYTES):
        expected = "must be 1m or 1" if resource.endswith(".cpu") else "must be 1 with or without a suffix such as k, M or Mi"
        yield at.invalid(*steps, "divisor", expected=expected, value=reference["divisor"])
