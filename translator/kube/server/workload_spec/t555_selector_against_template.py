"""The selector of a workload is missing, empty or does not match the labels of its own Pods.

A Deployment, StatefulSet, DaemonSet or ReplicaSet finds its Pods by the selector, so that the labels of the template must
match it. An empty selector would take every Pod of the namespace. The selector cannot be changed later: choose few and
stable labels, such as app.kubernetes.io/name, and repeat them in spec.template.metadata.labels.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import selectors
from translator.kube.fault import Fault
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T555", "selector-mismatch", __doc__),)


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The selector, and the labels of the template against it."""
    selector = value.get("selector")
    if selector is None:
        yield at.required("selector", expected="must be given")
    elif selectors.is_empty(selector):
        yield at.invalid("selector", expected="must have at least one label: an empty selector is not allowed here")
    elif not selectors.is_valid(selector):
        # The parts at fault are told one by one; the selector as a whole cannot be held against the labels.
        yield at.invalid("selector", expected="must be a valid label selector")
        return
    if selector is None or not selectors.is_empty(selector) or at.type.key == "daemon_set_spec":
        labels = ((value.get("template") or {}).get("metadata") or {}).get("labels") or {}
        if not selectors.matches(selector, labels):
            wanted = (selector or {}).get("matchLabels") or {}
            absent = [f"{key}: {text}" for key, text in wanted.items() if labels.get(key) != text]
            asked = f", which asks for {', '.join(absent)}" if absent else ""
            yield at.invalid("template", "metadata", "labels", expected=f"must match spec.selector{asked}", value=labels)
