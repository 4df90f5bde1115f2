"""Inventory: which objects belong to a stack, kept in the cluster as an ApplySet (`kube.applyset`).

The parent is the Secret `translator-STACK` in the stack's namespace. It holds no values: labels and annotations tell the set's
id, where its members may be, which revision was applied last and how that ended. Written by server-side apply under a manager
of its own, always forced, as kubectl does (KEP-3659). Members are found by their label alone; objects with an owner are left
out, because controllers copy labels to what they make (EndpointSlices have those of their Service).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import field
from enum import Enum
from typing import Any

from translator.kube import applyset
from translator.kube.applyset import Scope
from translator.kube.names import DNS_LABEL, dns_label, hashed
from translator.model.cluster import AT_ONCE, Body, Cluster, Key
from translator.model.record import dataclass
from translator.model.release import VERSION
from translator.report.collector import Collector

MANAGER = "translator-applyset"
TYPE = "translator/inventory"
STACK = "apply.translator/stack"
REVISION = "apply.translator/revision"
DIGEST = "apply.translator/digest"
STATUS = "apply.translator/status"
LEFTOVERS = "apply.translator/leftovers"

_LONGEST = 180


class Status(Enum):
    """How applying a revision ended, as far as it ended."""

    UNFINISHED = "unfinished"
    APPLIED = "applied, not waited for"
    GOOD = "good"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Leftover:
    """What an object that was made anew left behind: things of `kind` without an owner that match `labels`. They go when the
    new one is ready."""

    kind: str
    namespace: str
    labels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Inventory:
    """What the parent tells. `version` is its resourceVersion, None where there is no parent yet."""

    stack: str
    namespace: str
    scope: Scope = field(default_factory=Scope)
    revision: int = 0
    digest: str = ""
    status: Status = Status.UNFINISHED
    leftovers: tuple[Leftover, ...] = ()
    version: str | None = None

    @property
    def key(self) -> Key:
        """The parent."""
        return Key("v1", "Secret", self.namespace, name(self.stack))

    @property
    def id(self) -> str:
        """The id of the set, which each member has as a label."""
        return identity(self.stack, self.namespace)


def name(stack: str) -> str:
    """The name of what is kept for a stack: its inventory, its Lease, the beginning of its revisions.

    A name that is no DNS label, or is long, ends in its hash, so that `a_b` and `a.b` stay apart.
    """
    plain = DNS_LABEL.pattern.fullmatch(stack) and len(stack) <= _LONGEST
    return f"translator-{stack}" if plain else f"translator-{dns_label(stack, _LONGEST)}-{hashed(stack)}"


def identity(stack: str, namespace: str) -> str:
    """The id of a stack's set."""
    return applyset.identity(name(stack), namespace)


def read(cluster: Cluster, stack: str, namespace: str, findings: Collector) -> Inventory:
    """The inventory of a stack, empty where there is none. One that another tool keeps is a finding (T740)."""
    empty = Inventory(stack, namespace)
    parent = cluster.get(empty.key)
    if parent is None:
        return empty
    metadata = parent["metadata"]
    annotations = metadata.get("annotations") or {}
    tool = str(annotations.get(applyset.TOOLING) or "").partition("/")[0]
    if tool != applyset.TOOL:
        findings.add(
            "T740",
            f"the Secret {empty.key.name} in {namespace} is not an inventory of the translator"
            + (f" but of {tool}" if tool else ""),
            help="give the stack another name with --project-name, or remove that Secret",
        )
        return empty
    return _told(parent)


def _told(parent: Body) -> Inventory:
    metadata = parent["metadata"]
    annotations: Mapping[str, Any] = metadata.get("annotations") or {}
    revision = str(annotations.get(REVISION) or "0")
    return Inventory(
        str(annotations.get(STACK) or ""),
        str(metadata["namespace"]),
        applyset.scope(annotations),
        int(revision) if revision.isdecimal() else 0,
        str(annotations.get(DIGEST) or ""),
        _status(annotations.get(STATUS)),
        _leftovers(str(annotations.get(LEFTOVERS) or "[]")),
        str(metadata["resourceVersion"]),
    )


def _status(text: object) -> Status:
    return next((status for status in Status if status.value == text), Status.UNFINISHED)


def _leftovers(text: str) -> tuple[Leftover, ...]:
    """What was written; what cannot be read counts as nothing, since somebody else wrote it."""
    try:
        rows = json.loads(text)
        return tuple(
            Leftover(str(row[0]), str(row[1]), tuple(sorted((str(key), str(value)) for key, value in dict(row[2]).items())))
            for row in rows
        )
    except (ValueError, TypeError, LookupError):
        return ()


def stacks(cluster: Cluster, namespace: str | None) -> tuple[Inventory, ...]:
    """Every stack that was applied to a namespace, or to any of them (None), by namespace and name."""
    found = cluster.list("v1", "Secret", namespace, labels=applyset.ID).items
    told = (_told(parent) for parent in found if parent.get("type") == TYPE)
    return tuple(sorted((each for each in told if each.stack), key=lambda each: (each.namespace, each.stack)))


def write(cluster: Cluster, inventory: Inventory) -> str:
    """Writes the parent; gives its new resourceVersion."""
    annotations = {
        **applyset.annotations(inventory.scope, VERSION),
        STACK: inventory.stack,
        REVISION: str(inventory.revision),
        DIGEST: inventory.digest,
        STATUS: inventory.status.value,
    }
    if inventory.leftovers:
        annotations[LEFTOVERS] = json.dumps([[each.kind, each.namespace, dict(each.labels)] for each in inventory.leftovers])
    body = {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {
            "name": inventory.key.name,
            "namespace": inventory.namespace,
            "labels": {applyset.ID: inventory.id, "app.kubernetes.io/managed-by": applyset.TOOL},
            "annotations": annotations,
        },
        "type": TYPE,
    }
    return str(cluster.apply(body, force=True, manager=MANAGER).body["metadata"]["resourceVersion"])


def stays(body: Body) -> bool:
    """Whether an object is not being deleted already."""
    return not body["metadata"].get("deletionTimestamp")


def marked(cluster: Cluster, inventory: Inventory, scope: Scope) -> tuple[Body, ...]:
    """The live objects of the set in a scope, those that wait for their end (`stays`) among them; those with an owner are left
    out."""
    places = tuple(_places(cluster, scope, inventory.namespace))
    if not places:
        return ()
    selector = f"{applyset.PART_OF}={inventory.id}"
    with ThreadPoolExecutor(min(AT_ONCE, len(places)), "members") as pool:
        lists = list(pool.map(lambda place: cluster.list(*place, labels=selector).items, places))
    return tuple(body for found in lists for body in found if not body["metadata"].get("ownerReferences"))


def _places(cluster: Cluster, scope: Scope, own: str) -> Iterable[tuple[str, str, str | None]]:
    """Where to look: API version, kind, namespace. A kind that the server serves no longer has no members."""
    served: dict[tuple[str, str], tuple[str, bool]] = {}
    for resource in cluster.resources():
        at = (resource.api_version.rpartition("/")[0], resource.kind)
        if at in scope.kinds and (resource.preferred or at not in served):
            served[at] = (resource.api_version, resource.namespaced)
    for (_, kind), (api_version, namespaced) in sorted(served.items()):
        for namespace in sorted({own, *scope.namespaces}) if namespaced else (None,):
            yield api_version, kind, namespace


def reach(keys: Sequence[Key], own: str) -> Scope:
    """The scope of objects, for a parent in the namespace `own`."""
    return applyset.reach(((key.group, key.kind, key.namespace) for key in keys), own)
