"""Deletion: removes a member of the set, this very object and no other.

Bound to uid and version. Where it changed meanwhile it is looked at again: it goes if it still is the same object and still a
member, else it stays. Dependents follow (Background); a Job would leave its Pods behind if nothing were said.
"""

from translator.apply.result import Deed
from translator.kube.applyset import PART_OF
from translator.model.cluster import Cluster, Refusal
from translator.model.plan import Step
from translator.model.progress import Stage

_ATTEMPTS = 8


def delete(step: Step, cluster: Cluster, identity: str) -> Deed:
    """Deletes the object of a step. A refusal is the deed's fault; Unreachable is raised."""
    version = step.version
    for _ in range(_ATTEMPTS):
        try:
            cluster.delete(step.key, uid=step.uid, version=version)
            return Deed(step, Stage.DELETED)
        except Refusal as refusal:
            if refusal.status != 409:
                return Deed(step, fault=str(refusal))
        live = cluster.get(step.key)
        if live is None or live["metadata"]["uid"] != step.uid:
            return Deed(step, Stage.DELETED)  # it went, and what is there now is another
        if (live["metadata"].get("labels") or {}).get(PART_OF) != identity:
            return Deed(step, Stage.KEPT)
        version = str(live["metadata"]["resourceVersion"])
    return Deed(step, fault=f"it changed each of {_ATTEMPTS} times that it was to be deleted")
