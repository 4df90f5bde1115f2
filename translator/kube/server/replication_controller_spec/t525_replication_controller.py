"""A ReplicationController has no selector, no template, or Pods that it would not find.

The labels of the template are the selector where none is given, and must match it otherwise. Numbers are at least 0. A
Deployment does the same and can be rolled back: prefer one.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T525", "bad-replication-controller", __doc__),)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """Numbers, selector and template."""
    yield from limits.natural(at, "replicas", "minReadySeconds")
    template, selector = value.get("template"), value.get("selector") or {}
    labels = ((template or {}).get("metadata") or {}).get("labels") or {}
    if not selector and not labels:
        yield at.required("selector", expected="must have a label, or the template must")
    if template is None:
        yield at.required("template")
    elif any(labels.get(key) != text for key, text in selector.items()):
        yield at.invalid("template", "metadata", "labels", expected="must match spec.selector", value=labels)
