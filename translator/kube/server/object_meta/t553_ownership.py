"""An owner or a finalizer of an object is not complete.

An owner reference needs apiVersion, kind, name and uid, and only one owner may be the controller; an Event owns nothing. A
finalizer is a key such as example.com/cleanup: without a DNS name before the slash only those of Kubernetes itself are allowed,
orphan and foregroundDeletion not both. Manifests that people write rarely need either.
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
    yield from _owners(value, at)
    finalizers = value.get("finalizers") or ()
    foreign = at.parent.type.name.startswith("foreign.")
    for index, finalizer in enumerate(finalizers):
        expected = f"must be keys such as example.com/cleanup, not {finalizer!r}"
        if not LABEL_KEY.accepts(finalizer):
            yield at.invalid("finalizers", expected=expected, inner=(index,))
        elif "/" not in finalizer and finalizer not in _OWN and not foreign:
            yield at.invalid("finalizers", index, expected="must be a key such as example.com/cleanup", value=finalizer)
    if {"orphan", "foregroundDeletion"} <= set(finalizers):
        yield at.invalid("finalizers", expected="must not have both orphan and foregroundDeletion")


def _owners(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    controllers = 0
    for index, owner in enumerate(value.get("ownerReferences") or ()):
        for field in ("apiVersion", "kind", "name", "uid"):
            if not owner.get(field):
                yield at.invalid("ownerReferences", index, field, expected="must not be empty")
        group, slash, version = (owner.get("apiVersion") or "v1").rpartition("/")
        if "/" in group or (slash and not version):
            expected = "must be a version such as v1 or apps/v1"
            yield at.invalid("ownerReferences", index, "apiVersion", expected=expected, value=owner["apiVersion"])
        if owner.get("apiVersion") == "v1" and owner.get("kind") == "Event":
            yield at.invalid("ownerReferences", expected="must not have an Event as owner", inner=(index,))
        controllers += bool(owner.get("controller"))
        if owner.get("controller") and controllers > 1:
            yield at.invalid("ownerReferences", expected="must have only one controller", inner=(index, "controller"))
