"""The revisions of a stack, for programs (`schemas/history.schema.json`)."""

import json
from typing import Any

from translator.model.status import History, RevisionStatus

VERSION = 1


def revisions(history: History) -> str:
    """All that are kept, oldest first."""
    told = {
        "version": VERSION,
        "stack": history.stack,
        "namespace": history.namespace,
        "revisions": [_revision(each, each.number == history.current) for each in history.revisions],
    }
    return json.dumps(told, indent=2) + "\n"


def _revision(revision: RevisionStatus, current: bool) -> dict[str, Any]:
    return {
        "number": revision.number,
        "current": current,
        "status": revision.applied,
        "when": revision.when,
        "by": revision.author,
        "counts": dict(revision.counts),
        "files": list(revision.files),
        "reverts": revision.reverts or None,
    }
