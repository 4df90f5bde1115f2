"""Labels: those of Docker that the configuration wants as labels, by which objects are selected, and not as annotations.

Docker's labels are free text; a label of Kubernetes has a short value of few characters, and is for selecting. So they become
annotations unless `labels` in the configuration names them by a pattern. The labels by which a workload finds its Pods are not
to be had: they cannot change once applied.
"""

from collections.abc import Sequence
from fnmatch import fnmatchcase

from translator.kube.names import LABEL_KEY, LABEL_VALUE
from translator.model.container import Label
from translator.model.origin import Derived, Located
from translator.render.view import Pairs
from translator.report.collector import Collector

Globs = Sequence[Located[str]]
_OWN = ("app.kubernetes.io/name", "app.kubernetes.io/part-of", "app.kubernetes.io/managed-by")
_MARKS = (".translator/", "apps.kubernetes.io/", "batch.kubernetes.io/", "pod-template-hash", "controller-revision-hash")


def divided(labels: tuple[Label, ...], globs: Globs) -> tuple[tuple[Label, ...], tuple[Label, ...]]:
    """The labels that are wanted as labels, and those that are annotations."""
    if not globs or not labels:
        return (), labels
    wanted = tuple(label for label in labels if _glob(label, globs) is not None)
    return wanted, tuple(label for label in labels if label not in wanted)


def chosen(labels: tuple[Label, ...], globs: Globs, findings: Collector) -> Pairs:
    """The labels of an object or of Pods that the configuration wants, sorted; those that none can have are refused."""
    pairs = []
    for label in sorted(divided(labels, globs)[0], key=lambda label: label.key.value):
        glob = _glob(label, globs)
        assert glob is not None
        fault = _fault(label)
        if fault is None:
            origin = Derived("labels of the configuration", (label.value.origin, glob.origin))
            pairs.append((label.key, Located(label.value.value, origin)))
        else:
            findings.refuse(
                "T484",
                f"the label {label.key.value} cannot be a label of Kubernetes: {fault}",
                label.value.origin,
                help="leave it an annotation: let no pattern of labels in translator.yaml fit it",
            )
    return tuple(pairs)


def _glob(label: Label, globs: Globs) -> Located[str] | None:
    return next((glob for glob in globs if fnmatchcase(label.key.value, glob.value)), None)


def _fault(label: Label) -> str | None:
    key = label.key.value
    if key in _OWN or any(mark in key for mark in _MARKS):
        return "it is one by which Pods are found"
    fault = LABEL_KEY.fault(key)
    if fault is not None:
        return f"its key {fault}"
    fault = LABEL_VALUE.fault(label.value.value)
    return None if fault is None else f"its value {fault}"
