"""Selectors: which labels a label selector matches.

The meaning is that of `LabelSelectorAsSelector` (k8s.io/apimachinery `pkg/apis/meta/v1/helpers.go`): all requirements must
hold; no selector matches nothing, and one without requirements everything.
"""

from collections.abc import Mapping
from typing import Any

from translator.kube.names import LABEL_KEY, LABEL_VALUE

Labels = Mapping[str, str]


def is_empty(selector: Mapping[str, Any]) -> bool:
    """Whether a selector has no requirement."""
    return not selector.get("matchLabels") and not selector.get("matchExpressions")


def is_valid(selector: Mapping[str, Any]) -> bool:
    """Whether each requirement can be understood, so that it is known what the selector matches."""
    labels = selector.get("matchLabels") or {}
    return all(LABEL_KEY.accepts(key) and LABEL_VALUE.accepts(value) for key, value in labels.items()) and all(
        _is_valid(wanted) for wanted in selector.get("matchExpressions") or ()
    )


def _is_valid(wanted: Mapping[str, Any]) -> bool:
    values, operator = wanted.get("values") or (), wanted.get("operator")
    if not LABEL_KEY.accepts(wanted.get("key", "")) or not all(LABEL_VALUE.accepts(value) for value in values):
        return False
    return bool(values) if operator in ("In", "NotIn") else operator in ("Exists", "DoesNotExist") and not values


def matches(selector: Mapping[str, Any] | None, labels: Labels) -> bool:
    """Whether a selector, which must be valid, matches these labels."""
    if selector is None:
        return False
    wanted = selector.get("matchLabels") or {}
    return all(labels.get(key) == value for key, value in wanted.items()) and all(
        _matches(each, labels) for each in selector.get("matchExpressions") or ()
    )


def _matches(wanted: Mapping[str, Any], labels: Labels) -> bool:
    key, values = wanted["key"], wanted.get("values") or ()
    match wanted["operator"]:
        case "In":
            return key in labels and labels[key] in values
        case "NotIn":
            return labels.get(key) not in values
        case "Exists":
            return key in labels
        case _:
            return key not in labels
