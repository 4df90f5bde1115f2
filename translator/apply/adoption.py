"""Adoption: takes over what another program applied, before it is applied by us.

One JSON patch, bound to the version that the plan was made for: the fields of the taken managers become ours (`kube.merge`),
and the annotation of client-side apply goes, which would else tell an old state for ever, values of Secrets included. Objects
of a Helm release lose that mark too; they are only taken where that was asked for (`obstacles`).
"""

from collections.abc import Iterator
from typing import Any

from translator.kube.applyset import PART_OF
from translator.kube.merge import adoption, managed
from translator.model.cluster import Body, Cluster
from translator.model.manifest import pointer
from translator.model.plan import Step

_RELEASE_NAMESPACE = "meta.helm.sh/release-namespace"


def adopt(step: Step, cluster: Cluster) -> Body:
    """Moves the ownership; gives the object from which the step goes on. Refusal `locked` where it changed since the plan."""
    return cluster.patch(step.key, list(operations(step)))


def operations(step: Step) -> Iterator[dict[str, Any]]:
    """The JSON patch."""
    assert step.live is not None
    assert step.manifest is not None
    live, wanted, metadata = step.live, step.manifest.body, step.live["metadata"]
    # The API server holds the patch against this version, as it does a whole object.
    yield {"op": "replace", "path": pointer("metadata", "resourceVersion"), "value": metadata["resourceVersion"]}
    entries = managed.encode(adoption.adopted(live, step.adopted, wanted))
    yield {"op": "replace", "path": pointer("metadata", "managedFields"), "value": entries}
    annotations = metadata.get("annotations") or {}
    kept = (wanted["metadata"].get("annotations") or {}).get(adoption.KEPT_SELECTOR)
    if kept is not None and adoption.KEPT_SELECTOR not in annotations:
        # A run that ends behind this must know as well that the selector is not ours.
        if not annotations:
            yield {"op": "add", "path": pointer("metadata", "annotations"), "value": {}}
        yield {"op": "add", "path": pointer("metadata", "annotations", adoption.KEPT_SELECTOR), "value": kept}
    for name in (adoption.LAST_APPLIED, adoption.RELEASE, _RELEASE_NAMESPACE):
        if name in annotations:
            yield {"op": "remove", "path": pointer("metadata", "annotations", name)}


def other_owner(live: Body, identity: str) -> tuple[str, str] | None:
    """Whose the object is: `set` and an id, or `Helm release` and a name; None where it is of nobody else than `identity`."""
    metadata = live["metadata"]
    part_of = (metadata.get("labels") or {}).get(PART_OF)
    if part_of not in (None, identity):
        return "set", str(part_of)
    release = (metadata.get("annotations") or {}).get(adoption.RELEASE)
    return ("Helm release", str(release)) if release else None
