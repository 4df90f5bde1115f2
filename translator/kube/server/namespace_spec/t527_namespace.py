"""A finalizer of a Namespace is none of Kubernetes' own, and has no DNS name before it.

spec.finalizers holds what must be done before a Namespace is gone: kubernetes, or keys such as example.com/cleanup. The API
server adds kubernetes itself, so that manifests do without the field.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.names import LABEL_KEY
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T527", "bad-namespace-finalizer", __doc__),)

_OWN = ("kubernetes", "orphan", "foregroundDeletion")


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The finalizers of the content of a Namespace."""
    for index, name in enumerate(value.get("finalizers") or ()):
        if not LABEL_KEY.accepts(name) or ("/" not in name and name not in _OWN):
            yield at.invalid("finalizers", expected="must be keys such as example.com/cleanup", value=name, inner=(index,))
