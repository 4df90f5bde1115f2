"""Bare: an object without what the server and its controllers write on it, which is never a difference.

Rule: `status`; the server's own metadata (uid, versions, times, managedFields); the annotation in which client-side apply keeps
what it sent, which may hold values of Secrets; and the marks that controllers count by. Empty labels and annotations are none.
"""

from collections.abc import Mapping
from typing import Any

from translator.kube.merge.adoption import LAST_APPLIED

Body = Mapping[str, Any]

_SERVERS = frozenset(
    {
        *("creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp", "generation", "managedFields"),
        *("resourceVersion", "selfLink", "uid"),
    }
)
_MARKS = frozenset(
    {
        LAST_APPLIED,
        "deployment.kubernetes.io/revision",
        "deprecated.daemonset.template.generation",
        "pv.kubernetes.io/bind-completed",
        "pv.kubernetes.io/bound-by-controller",
    }
)


def bare(body: Body) -> dict[str, Any]:
    """The object without them; what is left is shared with `body`, not copied."""
    left = {name: each for name, each in body.items() if name != "status"}
    metadata = body.get("metadata")
    if isinstance(metadata, Mapping):
        left["metadata"] = {name: each for name, each in metadata.items() if name not in _SERVERS}
        annotations = metadata.get("annotations")
        if isinstance(annotations, Mapping) and not _MARKS.isdisjoint(annotations):
            left["metadata"]["annotations"] = {name: each for name, each in annotations.items() if name not in _MARKS}
        for name in ("annotations", "labels"):
            if not left["metadata"].get(name, True):
                del left["metadata"][name]
    return left
