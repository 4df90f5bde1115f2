"""Prediction: what the server would make of an object, worked out here where it cannot be asked.

It cannot for an object whose namespace or kind comes with the same run, for a change that it refuses because the object has to
be made anew, and for what follows once another program's ownership is taken over: dry runs do not build on one another. The
merge, the defaults and the normal form are the API server's own rules (`translator.kube`).
"""

from typing import Any

from translator.kube import server
from translator.kube.defaults import filled
from translator.kube.merge import owners as merging
from translator.kube.merge.adoption import adopted
from translator.kube.merge.adoption import owners as managed_of
from translator.kube.merge.managed import without
from translator.kube.merge.owners import Manager
from translator.kube.merge.typed import compare
from translator.kube.merge.typed import without as less
from translator.kube.normal import aligned, normal
from translator.kube.shapes import Shape
from translator.model.cluster import MANAGER, Body


def stored(body: Body, shape: Shape, version: str) -> dict[str, Any]:
    """An object as the server stores it: with defaults, in normal form."""
    written: dict[str, Any] = normal(filled(body, version), shape)
    return written


def merged(live: Body, body: Body, shape: Shape, version: str) -> dict[str, Any]:
    """What an apply with force, after adoption, would leave of a live object."""
    return stored(aligned(_applied(live, body, shape).value, live), shape, version)


def is_cleared(live: Body, body: Body, shape: Shape, version: str) -> bool:
    """Whether an apply is refused for what is left of other managers, or of the server's defaults, and is not any more once
    that is taken over and so goes."""
    applied = merging.apply(without(live), body, managed_of(live).owners, _manager(body), shape, force=True)
    as_it_is = stored(aligned(applied.value, live), shape, version)
    return bool(server.faults(as_it_is, version)) and not server.faults(merged(live, body, shape, version), version)


def following(answer: Body, live: Body, body: Body, shape: Shape, version: str) -> dict[str, Any]:
    """What the server answered to a dry run, less what goes because the fields of other managers become ours."""
    bare, shown = without(live), without(answer)
    gone = compare(bare, _applied(live, body, shape).value, shape).removed - compare(bare, shown, shape).removed
    return stored(less(shown, gone, shape), shape, version) if gone else shown


def _applied(live: Body, body: Body, shape: Shape) -> merging.Outcome:
    return merging.apply(without(live), body, adopted(live, wanted=body).owners, _manager(body), shape, force=True)


def _manager(body: Body) -> Manager:
    return Manager(MANAGER, "Apply", str(body.get("apiVersion", "")))
