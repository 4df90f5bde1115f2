"""Events for programs: NDJSON, one event a line as it happens (`schemas/events.schema.json`)."""

import json
from collections.abc import Mapping
from typing import Any

from translator.model.cluster import Key
from translator.model.progress import Progress

VERSION = 1

_encode = json.JSONEncoder(separators=(", ", ": ")).encode


def line(event: Progress) -> str:
    """An event as a line."""
    told = {
        "version": VERSION,
        "event": event.stage.value.replace(" ", "-"),
        "message": event.message,
        "object": _named(event.key),
        "service": event.service,
        "done": event.done,
        "total": event.total,
        "details": list(event.details),
    }
    return _encode(told) + "\n"


def plan_line(plan: Mapping[str, Any]) -> str:
    """The event that shows a plan before it is carried out; `plan` is what `schemas/plan.schema.json` describes."""
    return _encode({"version": VERSION, "event": "plan", "plan": plan}) + "\n"


def _named(key: Key | None) -> dict[str, str | None] | None:
    if key is None:
        return None
    return {"apiVersion": key.api_version, "kind": key.kind, "namespace": key.namespace, "name": key.name}
