"""An annotation has a key that is none, or the annotations are too long.

The keys follow the rules of label keys, except that capitals are allowed before the slash too; the values may be any text.
All keys and values of an object together may have 262144 bytes. Put larger data into a ConfigMap.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault, Reason
from translator.kube.names import ANNOTATION_KEY
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T552", "bad-annotation", __doc__),)

LONGEST = 256 * 1024
"""Bytes of all keys and values together."""


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The annotations of the object, and of the Pods that it makes."""
    found = value.get("annotations")
    if not found or at.parent is None:
        return
    of_template = at.parent.type.key == "pod_template_spec"
    if at.parent.parent is not None and not of_template:
        return
    named = ".".join(map(str, at.path[:-1])) + ".annotations" if of_template else ""
    size = 0
    for key, text in found.items():
        size += len(key.encode()) + len(text.encode())
        expected = ANNOTATION_KEY.fault(key)
        if expected is not None:
            expected = f"has the key {key!r}, which {expected}"
            yield at.fault(Reason.INVALID, ("annotations",), expected, inner=(key,), named=named)
    if size > LONGEST:
        yield at.fault(Reason.TOO_LONG, ("annotations",), f"must have at most {LONGEST} bytes, not {size}", named=named)
