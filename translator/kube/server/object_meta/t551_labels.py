"""A label of an object or of a Pod template is not one that the API server takes.

A key has up to 63 letters, digits, hyphens, underscores and dots, after an optional DNS name and a slash; a value has the
same characters, begins and ends with a letter or a digit, and may be empty. Blanks, slashes, colons and @ belong into
annotations. Some labels of Namespaces set the Pod Security level and must be privileged, baseline or restricted.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault, Key
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T551", "bad-label", __doc__),)

_SECURITY = re.compile(r"pod-security\.kubernetes\.io/(?:enforce|audit|warn)(-version)?")
_LEVELS = ("privileged", "baseline", "restricted")
_VERSION = re.compile(r"latest|v1\.(?:0|[1-9][0-9]*)")


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The labels of the object, and of the Pods that it makes."""
    found = value.get("labels")
    if not found or at.parent is None:
        return
    if at.parent.parent is None:
        yield from limits.labels(at, found, "labels")
        if at.whole.kind == "Namespace":
            yield from _security(found, at)
    elif at.parent.type.key == "pod_template_spec":
        # The API server leaves out "metadata" when it names these.
        yield from limits.labels(at, found, "labels", named=".".join(map(str, at.path[:-1])) + ".labels")


def _security(labels: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    for key, level in labels.items():
        match = _SECURITY.fullmatch(key)
        if match and match[1]:
            if not _VERSION.fullmatch(level):
                yield at.invalid("labels", Key(key), expected='must be "latest" or a version such as v1.35', value=level)
        elif match and level not in _LEVELS:
            yield at.invalid("labels", Key(key), expected="must be privileged, baseline or restricted", value=level)
