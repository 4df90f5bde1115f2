"""A plan for programs: `schemas/plan.schema.json`. One step a line, all of it ASCII.

Secrets are masked where the plan was made; `masked` tells where a value is not the real one.
"""

import json
from collections import Counter
from typing import Any

from translator.model.cluster import Key
from translator.model.origin import Origin, place
from translator.model.plan import Action, Change, Plan, Step
from translator.report.summary import phrase

VERSION = 1

_encode = json.JSONEncoder(separators=(", ", ": "), default=str).encode


def document(plan: Plan) -> str:
    """The plan as one JSON object."""
    data = as_data(plan)
    steps = ",\n    ".join(map(_encode, data.pop("steps")))
    head = ",\n  ".join(f'"{name}": {_encode(value)}' for name, value in data.items())
    listed = f"[\n    {steps}\n  ]" if steps else "[]"
    return f'{{\n  {head},\n  "steps": {listed}\n}}\n'


def as_data(plan: Plan) -> dict[str, Any]:
    """The plan as data."""
    counts = Counter(step.action for step in plan.steps)
    where = plan.address
    return {
        "version": VERSION,
        "stack": plan.stack,
        "namespace": plan.namespace,
        "cluster": None if where is None else {"context": where.context, "server": where.server, "version": where.version},
        "changed": plan.changed,
        "summary": {action.value: counts[action] for action in Action},
        "steps": [_step(step) for step in plan.steps],
    }


def _step(step: Step) -> dict[str, Any]:
    recipe = step.recipe
    return {
        **_key(step.key),
        "service": step.service,
        "wave": step.wave,
        "action": step.action.value,
        "local": step.local,
        "protected": step.protected,
        "changes": [_change(change) for change in step.changes],
        "conflicts": [{"field": each.field, "manager": each.manager} for each in step.contests],
        "recreation": None if recipe is None else {"field": recipe.field, "way": recipe.way, "cost": recipe.cost},
        "risks": list(step.risks),
        "notes": list(step.notes),
        "adopted": list(step.adopted),
    }


def _key(key: Key) -> dict[str, Any]:
    return {"apiVersion": key.api_version, "kind": key.kind, "namespace": key.namespace, "name": key.name}


def _change(change: Change) -> dict[str, Any]:
    return {
        "field": change.field,
        "pointer": change.pointer,
        "sort": change.sort.value,
        "before": change.before,
        "after": change.after,
        "masked": change.masked,
        "restarts": change.restarts,
        "origin": _origin(change.origin),
    }


def _origin(origin: Origin | None) -> dict[str, Any] | None:
    if origin is None:
        return None
    where = place(origin)
    return {
        "file": where.file if where else None,
        "line": where.line if where else None,
        "column": where.column if where else None,
        "reason": phrase(origin),
    }
