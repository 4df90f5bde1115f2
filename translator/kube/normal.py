"""Normal form: an object as the API server writes it down.

Its types drop what is empty where a field may be left out, and write quantities in one way, so that two spellings of the same
are one object and a second write of it changes nothing. Which scalars keep an explicit zero is not in the published types: a
pointer does, a plain value does not; `_PLAIN` lists the plain ones that people write.
"""

from collections.abc import Mapping
from typing import Any

from translator.kube import quantity
from translator.kube.shapes import Form, Shape

_PLAIN = frozenset(
    {
        *("hostNetwork", "hostPID", "hostIPC", "stdin", "stdinOnce", "tty", "readOnly", "paused", "publishNotReadyAddresses"),
        *(
            "globalDefault",
            "unschedulable",
            "minReadySeconds",
            "initialDelaySeconds",
            "hostPort",
            "nodePort",
            "observedGeneration",
        ),
        *("healthCheckNodePort", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"),
    }
)
"""Numbers and booleans that are dropped at zero and false."""
_KEPT_EMPTY = frozenset(
    {
        *("storageClassName", "ingressClassName", "loadBalancerClass", "volumeAttributesClassName", "appProtocol", "apiGroup"),
        *("preemptionPolicy", "runtimeClassName", "fsGroupChangePolicy", "timeZone", "managedBy", "gmsaCredentialSpecName"),
    }
)
"""Texts that are kept although they are empty."""


def normal(value: Any, shape: Shape) -> Any:
    """A value in normal form: a new one, without nulls."""
    form = shape.inner
    if form is Form.SCALAR:
        return _quantity(value) if shape.format == "quantity" else value
    if form is Form.UNTYPED or value is None:
        return value
    if form in (Form.LIST_MAP, Form.SET):
        inner = shape.item
        if inner.inner is Form.SCALAR and inner.format != "quantity":
            return list(value)
        return [normal(each, inner) for each in value]
    if form is Form.MAP:
        inner = shape.field("")
        if inner.inner is Form.SCALAR and inner.format != "quantity":
            return dict(value)
        return {name: normal(each, inner) for name, each in value.items()}
    return _struct(value, shape)


def _struct(value: Mapping[str, Any], shape: Shape) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for name, each in value.items():
        inner = shape.field(name)
        if each or name in shape.required or not _dropped(name, each, inner):
            written[name] = normal(each, inner)
    return written


def _dropped(name: str, value: Any, shape: Shape) -> bool:
    """Whether an empty value is left out."""
    if isinstance(value, list):
        return True
    if isinstance(value, Mapping):
        return shape.inner is Form.MAP
    if isinstance(value, str):
        return name not in _KEPT_EMPTY and name != "type"
    return value is None or name in _PLAIN


def _quantity(value: Any) -> Any:
    return quantity.canonical(str(value)) or value


def aligned(value: Mapping[str, Any], before: Mapping[str, Any]) -> Mapping[str, Any]:
    """A changed object with the second spelling of a field brought in line with the first, where only that was changed."""
    spec, old = value.get("spec") or {}, before.get("spec") or {}
    if (
        value.get("kind") != "Service"
        or spec.get("clusterIPs") != old.get("clusterIPs")
        or spec.get("clusterIP") == old.get("clusterIP")
    ):
        return value
    aligned_spec = {name: each for name, each in spec.items() if name != "clusterIPs"}
    if spec.get("clusterIP"):
        aligned_spec["clusterIPs"] = [spec["clusterIP"]]
    return {**value, "spec": aligned_spec}
