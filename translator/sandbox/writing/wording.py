"""Wording of conflicts: whose field a server-side apply would change, as the API server tells it.

Clients must read `details.causes`; the text is for people. Source: k8s.io/apimachinery `managedfields/internal/conflict.go`.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from translator.kube.merge import fieldset
from translator.kube.merge.owners import UNOWNED, Manager
from translator.kube.merge.typed import field_set
from translator.kube.shapes import Shape
from translator.sandbox.statuses import Refused

LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration"

Conflicts = Sequence[tuple[Manager, fieldset.Path]]


def refusal(conflicts: Conflicts, times: Mapping[Manager, str]) -> Refused:
    """The answer to an apply that would change fields of others."""
    ordered = sorted(conflicts, key=lambda each: (each[0].name, each[0].operation, fieldset.order(each[1])))
    causes = [
        {"reason": "FieldManagerConflict", "message": _owner(manager, times.get(manager, "")), "field": fieldset.text(path)}
        for manager, path in ordered
    ]
    count = f"{len(causes)} conflict{'' if len(causes) == 1 else 's'}"
    return Refused(409, f"Apply failed with {count}: {_listed(causes)}", "Conflict", {"causes": causes})


def _owner(manager: Manager, time: str) -> str:
    text = f'conflict with "{manager.name}"'
    if manager.subresource:
        text += f' with subresource "{manager.subresource}"'
    if manager.operation != "Update":
        return text
    return f"{text} using {manager.api_version}" + (f" at {time}" if time else "")


def _listed(causes: list[dict[str, str]]) -> str:
    """All fields of a manager below its name, or in one line where there is one conflict alone."""
    if len(causes) == 1:
        return f"{causes[0]['message']}: {causes[0]['field']}"
    fields: dict[str, list[str]] = {}
    for cause in causes:
        fields.setdefault(cause["message"], []).append(cause["field"])
    return "\n".join("\n- ".join([f"{owner.replace('conflict', 'conflicts', 1)}:", *each]) for owner, each in fields.items())


def of_last_applied(live: Mapping[str, Any], shape: Shape) -> fieldset.FieldSet:
    """The fields that client-side `kubectl apply` wrote last, by its annotation, where they still have that value."""
    text = live.get("metadata", {}).get("annotations", {}).get(LAST_APPLIED)
    try:
        said = json.loads(text) if text else {}
    except ValueError:
        return fieldset.EMPTY
    return field_set(said, shape) - UNOWNED if isinstance(said, dict) else fieldset.EMPTY
