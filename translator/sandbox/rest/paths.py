"""Paths: which object, list or subresource a path means.

`/api/v1/...` is the core group, `/apis/GROUP/VERSION/...` any other; below, `namespaces/NAMESPACE/` for what lives in one,
then the resource, a name, a subresource and what follows it.
"""

from translator.model.record import dataclass
from translator.sandbox.cluster import Cluster
from translator.sandbox.resources import Resource


@dataclass(frozen=True, slots=True)
class Place:
    """What a path means. `name` is empty for the whole collection, `rest` what follows a subresource."""

    resource: Resource
    namespace: str = ""
    name: str = ""
    subresource: str = ""
    rest: str = ""


def place(cluster: Cluster, path: str) -> Place | None:
    """The place of a path; None for one that is not served."""
    steps = path.strip("/").split("/")
    match steps:
        case ["api", version, *below]:
            group = ""
        case ["apis", group, version, *below]:
            pass
        case _:
            return None
    namespace = ""
    if len(below) > 2 and below[0] == "namespaces" and below[2] not in ("status", "finalize"):
        namespace, below = below[1], below[2:]
    if not below or any(not step for step in below[:2]):
        return None
    resource = cluster.resource(group, version, below[0])
    if resource is None or (namespace and not resource.namespaced):
        return None
    name, subresource, *rest = (*below[1:], "", "")[: max(2, len(below) - 1)]
    if subresource and not resource.has(subresource):
        return None
    if name and resource.namespaced and not namespace:
        return None
    return Place(resource, namespace, name, subresource, "/".join(rest))
