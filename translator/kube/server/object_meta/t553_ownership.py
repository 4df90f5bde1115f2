"""An owner or a finalizer of an object is not complete.

An owner reference needs apiVersion, kind, name and uid, and only one owner may be the controller. A finalizer is a key such
as example.com/cleanup: without a DNS name before the slash only those of Kubernetes itself are allowed. Manifests that
people write rarely need either.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube.fault import Fault
from translator.kube.names import LABEL_KEY
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T553", "bad-ownership", __doc__),)

_OWN = {"orphan", "foregroundDeletion", "kubernetes"}


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The owner references and finalizers of the object itself."""
    if at.parent is None or at.parent.parent is not None:
        return
    controllers = 0
    for index, owner in enumerate(value.get("ownerReferences") or ()):
        for field in ("apiVersion", "kind", "name", "uid"):
            if not owner.get(field):
                yield at.invalid("ownerReferences", index, field, expected="must not be empty")
        controllers += bool(owner.get("controller"))
        if owner.get("controller") and controllers > 1:
            yield at.invalid("ownerReferences", expected="must have only one controller", inner=(index, "controller"))
    for index, finalizer in enumerate(value.get("finalizers") or ()):
        if not LABEL_KEY.accepts(finalizer) or ("/" not in finalizer and finalizer not in _OWN):
            yield at.invalid("finalizers", expected="must be keys such as example.com/cleanup", value=finalizer, inner=(index,))
