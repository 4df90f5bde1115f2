"""Statuses: what an API server answers when it refuses, in its own form (`meta/v1.Status`).

Reasons, codes and messages are those of k8s.io/apimachinery `pkg/api/errors`.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from translator.kube.fault import Fault, Reason
from translator.sandbox.resources import Resource


class Refused(Exception):  # noqa: N818 (it is an answer)
    """A request that is refused, with the code and the Status that the client gets."""

    def __init__(self, code: int, message: str, reason: str = "", details: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.body: dict[str, Any] = {
            "kind": "Status",
            "apiVersion": "v1",
            "metadata": {},
            "status": "Failure",
            "message": message,
        }
        if reason:
            self.body["reason"] = reason
        if details:
            self.body["details"] = dict(details)
        self.body["code"] = code


def _details(name: str, group: str, kind: str) -> dict[str, Any]:
    return {key: value for key, value in (("name", name), ("group", group), ("kind", kind)) if value}


def about(resource: Resource, name: str) -> dict[str, Any]:
    """The details that name an object by its resource."""
    return _details(name, resource.group, resource.name)


def not_found(resource: Resource, name: str) -> Refused:
    """No such object."""
    return Refused(404, f'{resource.qualified} "{name}" not found', "NotFound", about(resource, name))


def exists(resource: Resource, name: str) -> Refused:
    """An object of this name is there already."""
    return Refused(409, f'{resource.qualified} "{name}" already exists', "AlreadyExists", about(resource, name))


def modified(resource: Resource, name: str) -> Refused:
    """The object is not the one that the client has seen."""
    changed = "the object has been modified; please apply your changes to the latest version and try again"
    return conflict(resource, name, changed)


def conflict(resource: Resource, name: str, why: str) -> Refused:
    """The object is not in the state that the request needs."""
    message = f'Operation cannot be fulfilled on {resource.qualified} "{name}": {why}'
    return Refused(409, message, "Conflict", about(resource, name))


_PRECONDITIONS = {"resourceVersion": ("ResourceVersion", "modified"), "uid": ("UID", "deleted and then recreated")}


def precondition(resource: Resource, name: str, field: str, wanted: str, found: str) -> Refused:
    """A precondition of a deletion that does not hold. The kind stands where others have the resource, as it does there."""
    short, since = _PRECONDITIONS[field]
    message = (
        f'Operation cannot be fulfilled on {resource.qualified_kind} "{name}": the {short} in the precondition ({wanted}) '
        f"does not match the {short} in record ({found}). The object might have been {since}"
    )
    return Refused(409, message, "Conflict", _details(name, resource.group, resource.kind))


def bad(message: str) -> Refused:
    """A request that cannot be understood."""
    return Refused(400, message, "BadRequest")


def forbidden(resource: Resource, name: str, why: str, causes: Iterable[Mapping[str, str]] = ()) -> Refused:
    """A request that is understood and not allowed."""
    named = f'{resource.qualified} "{name}"' if name else resource.qualified
    details = about(resource, name)
    found = [dict(cause) for cause in causes]
    if found:
        details["causes"] = found
    return Refused(403, f"{named} is forbidden: {why}", "Forbidden", details)


def invalid(resource: Resource, name: str, faults: Iterable[Fault]) -> Refused:
    """An object that breaks the rules, with a cause for each field."""
    causes = [{"reason": fault.reason.value, "message": sentence(fault), "field": fault.field} for fault in faults]
    return _invalid(name, resource.group, resource.kind, causes)


def invalid_options(kind: str, field: str, reason: Reason, message: str) -> Refused:
    """A parameter of the request that breaks the rules."""
    return _invalid("", "meta.k8s.io", kind, [{"reason": reason.value, "message": message, "field": field}])


def _invalid(name: str, group: str, kind: str, causes: list[dict[str, str]]) -> Refused:
    listed = [f"{cause['field']}: {cause['message']}" for cause in causes]
    text = listed[0] if len(listed) == 1 else f"[{', '.join(listed)}]"
    qualified = f"{kind}.{group}" if group else kind
    return Refused(
        422, f'{qualified} "{name}" is invalid: {text}', "Invalid", {**_details(name, group, kind), "causes": causes}
    )


_OPENINGS = {
    Reason.INVALID: "Invalid value",
    Reason.NOT_SUPPORTED: "Unsupported value",
    Reason.DUPLICATE: "Duplicate value",
    Reason.NOT_FOUND: "Not found",
    Reason.TOO_LONG: "Too long",
    Reason.TOO_MANY: "Too many",
    Reason.REQUIRED: "Required value",
    Reason.FORBIDDEN: "Forbidden",
}


def sentence(fault: Fault) -> str:
    """A fault in the form of the API server: what kind of fault, the value, what was expected."""
    opening = _OPENINGS[fault.reason]
    if fault.reason in (Reason.REQUIRED, Reason.FORBIDDEN, Reason.TOO_LONG, Reason.TOO_MANY) or fault.value is None:
        return f"{opening}: {fault.expected}" if fault.expected else opening
    value = json.dumps(fault.value, separators=(",", ":"), default=str)
    return f"{opening}: {value}" if fault.reason is Reason.DUPLICATE else f"{opening}: {value}: {fault.expected}"


def expired(message: str) -> Refused:
    """What the client refers to is no longer remembered."""
    return Refused(410, message, "Expired")
