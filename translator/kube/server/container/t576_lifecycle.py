"""A hook of a container has no handler, or the container may have no hooks or probes at all.

postStart and preStop run a command, ask by HTTP or sleep: exactly one of them, and no longer than
terminationGracePeriodSeconds. An init container runs to its end, so it has neither hooks nor probes, unless its
restartPolicy is Always (a sidecar).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.server import handlers
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T576", "bad-lifecycle", __doc__),)

_FIELDS = ("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The hooks of a container, and whether it may have hooks and probes."""
    if at.field == "ephemeralContainers":
        for field in (*_FIELDS, "ports", "resources"):
            if value.get(field):
                yield at.forbidden(field, expected="must be left out of an ephemeral container")
        return
    if at.field == "initContainers" and value.get("restartPolicy") != "Always":
        for field in _FIELDS:
            if field in value:
                yield at.forbidden(field, expected="must be left out of an init container without restartPolicy Always")
        return
    hooks = value.get("lifecycle") or {}
    for hook in ("postStart", "preStop"):
        if hook in hooks:
            yield from handlers.check(hooks[hook], at, handlers.OF_HOOKS, "lifecycle", hook)
