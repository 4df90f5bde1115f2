"""A plan: what applying would do to a cluster, object by object, before anything is done.

`diff` makes it, `apply` carries out exactly it, `report` prints it. Values of Secrets never enter a `Change`: they are masked
where it is made.
"""

from dataclasses import field
from enum import Enum

from translator.model.cluster import Address, Body, Key
from translator.model.manifest import Manifest
from translator.model.origin import Origin
from translator.model.record import dataclass


class Action(Enum):
    """What becomes of an object. `rank` orders them for the reader, the gravest last."""

    UNCHANGED = "unchanged"
    CREATE = "create"
    UPDATE = "update in place"
    RESTART = "rolling restart"
    RECREATE = "recreate"
    DELETE = "delete"
    CONFLICT = "conflict"

    @property
    def rank(self) -> int:
        """From 0 for what changes nothing."""
        return tuple(Action).index(self)


class Sort(Enum):
    """How a field changes."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One field that changes.

    `field` is its path for people, list items by their keys: `spec.template.spec.containers[web].image`. `pointer` is the
    JSON pointer in the object as it will be (as it was, where removed). `before` and `after` are JSON values, or a mask where
    they are secret; None where there is none. `origin` is where the new value came from (None where it was removed or where
    nothing of ours asks for it). `restarts` tells that new Pods are made because of it.
    """

    field: str
    pointer: str
    sort: Sort
    before: object = None
    after: object = None
    origin: Origin | None = None
    masked: bool = False
    restarts: bool = False


@dataclass(frozen=True, slots=True)
class Contest:
    """A field that another manager owns with another value. `field` as the API server writes it."""

    field: str
    manager: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """Why an object cannot be changed in place and how it is made anew. `field` is the immutable field; `way` is one of
    `orphan` (deleted without its Pods, which the new one adopts), `replace` (deleted with all it made, then made again) and
    `refused` (only a person can: a claim with data). `cost` says what that costs, in a sentence."""

    field: str
    way: str
    cost: str


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one object.

    `manifest` is exactly what is sent (None for a deletion). `live` is the object as it was read, `expected` what the server
    said it would become (or what was worked out here, `local`, where the server cannot know: its namespace or its kind comes
    with the same run). `version` and `uid` are those of `live`: the step holds for that state alone. `adopted` names the
    program (kubectl, helm ...) whose client-side ownership is taken over first. `risks` are sentences on data that could be
    lost or exposed. `notes` say what else a reader should know.
    """

    key: Key
    action: Action
    manifest: Manifest | None = None
    live: Body | None = field(default=None, repr=False)
    expected: Body | None = field(default=None, repr=False)
    changes: tuple[Change, ...] = ()
    contests: tuple[Contest, ...] = ()
    recipe: Recipe | None = None
    risks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    adopted: tuple[str, ...] = ()
    local: bool = False
    protected: bool = False
    """A deletion that is done only where it is named: claims, volumes, namespaces, definitions of kinds."""
    cleared: tuple[str, ...] = ()
    """Fields that the server filled in and that stand in the way of the change: they become ours first, so that they go."""
    before: Body | None = field(default=None, repr=False)
    """The object as it is, as it may be shown: without what the server owns, secrets masked. None where nothing changes."""
    after: Body | None = field(default=None, repr=False)
    """The object as it will be, as it may be shown."""

    @property
    def service(self) -> str | None:
        """The Compose service that the object serves; of one that is deleted, as its label tells."""
        if self.manifest is not None:
            return self.manifest.service
        labels = (self.live or {}).get("metadata", {}).get("labels") or {}
        name = labels.get("app.kubernetes.io/name")
        return None if name is None else str(name)

    @property
    def wave(self) -> int:
        """The wave of its workload."""
        return self.manifest.wave if self.manifest else 0

    @property
    def version(self) -> str | None:
        """The resourceVersion that the step is bound to."""
        return None if self.live is None else str(self.live["metadata"]["resourceVersion"])

    @property
    def uid(self) -> str | None:
        """The uid of the object as it was read."""
        return None if self.live is None else str(self.live["metadata"]["uid"])


@dataclass(frozen=True, slots=True)
class Plan:
    """All steps, in the order in which they are done: creations and changes first, deletions last and backwards.

    `stack` names what is applied, `address` the cluster (None for a comparison with a folder), `namespace` where the stack's
    objects and its inventory live.
    """

    stack: str
    namespace: str
    address: Address | None
    steps: tuple[Step, ...]

    @property
    def changed(self) -> bool:
        """Whether there is anything to do."""
        return any(step.action is not Action.UNCHANGED for step in self.steps)
