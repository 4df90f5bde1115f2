"""Order: which objects are applied together, and what comes before what.

Groups come one after the other, the objects of a group at the same time. The order follows `kube.kinds`; workloads make a group
for each wave of `depends_on`. Deletions go backwards, after everything else.
"""

from collections.abc import Iterable
from enum import IntEnum

from translator.kube.kinds import KINDS, WORKLOADS
from translator.model.plan import Action, Step


class Group(IntEnum):
    """What is applied together, in its order."""

    NAMESPACES = 0
    DEFINITIONS = 1
    GROUND = 2
    """Quotas, classes, accounts, roles: what is looked at when other objects come in."""
    BINDINGS = 3
    STORAGE = 4
    CONFIGURATION = 5
    SERVICES = 6
    WORKLOADS = 7
    ROUTES = 8
    """Autoscalers, Ingresses and whatever is not known."""


_GROUPS = {
    Group.NAMESPACES: ("Namespace",),
    Group.DEFINITIONS: ("CustomResourceDefinition",),
    Group.GROUND: ("PriorityClass", "StorageClass", "ResourceQuota", "NetworkPolicy", "ServiceAccount", "ClusterRole", "Role"),
    Group.BINDINGS: ("ClusterRoleBinding", "RoleBinding"),
    Group.STORAGE: ("PersistentVolume", "PersistentVolumeClaim"),
    Group.CONFIGURATION: ("Secret", "ConfigMap"),
    Group.SERVICES: ("Service", "EndpointSlice", "PodDisruptionBudget"),
    Group.WORKLOADS: WORKLOADS,
    Group.ROUTES: ("HorizontalPodAutoscaler", "Ingress"),
}


def _of_kinds() -> dict[str, Group]:
    """The group of each kind; one that stands in `kube.kinds` alone belongs to the group of the kind before it there."""
    groups = {kind: group for group, kinds in _GROUPS.items() for kind in kinds}
    last = Group.NAMESPACES
    for kind in KINDS:
        last = groups.setdefault(kind, last)
    return groups


_OF_KIND = _of_kinds()

Turn = tuple[int, int]
"""The turn of an object: its group, and its wave where it is a workload."""


def turn(kind: str, wave: int = 0) -> Turn:
    """The turn of an object. A kind that is not in the table comes last, after everything that it could rest on."""
    group = _OF_KIND.get(kind, Group.ROUTES)
    return (group, wave if group is Group.WORKLOADS else 0)


def turns(steps: Iterable[Step]) -> tuple[tuple[Turn, tuple[Step, ...]], ...]:
    """The steps that create or change, by turn."""
    return _grouped((step for step in steps if step.action not in (Action.UNCHANGED, Action.DELETE)), backwards=False)


def ends(steps: Iterable[Step]) -> tuple[tuple[Turn, tuple[Step, ...]], ...]:
    """The deletions by turn, backwards: what refers to something goes before it."""
    return _grouped((step for step in steps if step.action is Action.DELETE), backwards=True)


def _grouped(steps: Iterable[Step], *, backwards: bool) -> tuple[tuple[Turn, tuple[Step, ...]], ...]:
    groups: dict[Turn, list[Step]] = {}
    for step in steps:
        groups.setdefault(turn(step.key.kind, step.wave), []).append(step)
    return tuple((at, tuple(groups[at])) for at in sorted(groups, reverse=backwards))
