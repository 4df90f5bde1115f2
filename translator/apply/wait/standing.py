"""How an object stands: ready, on its way or failed, with what troubles it on the way.

The rules by which a kind stands are in `kinds/`, one file each. They are pure: an object, and the scene round it (its Pods,
events, claims, as far as they are known). Whether a trouble is final is a question of time, which `vigil` answers.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from translator.model.record import dataclass

Object = Mapping[str, Any]


class Phase(Enum):
    """Where an object is on its way."""

    READY = "ready"
    MOVING = "on its way"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a trouble may last before nothing good is expected of it any more, in seconds; `restarts` counts.

    `pull`: an image that the registry does not have, or does not give us; a push may still be on its way, and the kubelet tries
    again after 10 s. `registry`: a registry that does not answer. `settings`: a Secret, ConfigMap or key that is missing;
    everything of ours was applied before. `place`: no node takes the Pod. `creation`: a quota or a webhook forbids Pods; old
    ones that end may make room. `claim`: nobody makes the volume. `balancer`: how long a load balancer may be without an
    address, and without anybody at work on one. `company`: what waits in an init container for others, when one of them has
    failed. `restarts`: crashes of one container, which are some 30 s by the kubelet's
    back-off; twice as many while other workloads are still starting, since it may be one of them that is missed.
    """

    pull: float = 10.0
    registry: float = 60.0
    settings: float = 15.0
    place: float = 30.0
    creation: float = 20.0
    claim: float = 30.0
    balancer: float = 30.0
    company: float = 30.0
    restarts: int = 3


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that keeps an object from becoming ready.

    `cause` is a sentence for people, the same for each Pod that has it. `limit` is for how many seconds it is borne; None for
    what may always pass. `heals` tells that another workload of the run may end it by becoming ready, `waits` that nothing
    else will. `pod` and `container` tell whose log and events say more.
    """

    cause: str
    limit: float | None = None
    heals: bool = False
    pod: str = ""
    container: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How an object stands.

    `text` is what it waits for, in a few words. `done` of `total` are Pods that serve (completions, for a Job). `settled` tells
    that nothing more is being changed: all Pods are of the newest version. `note` is something to say of an object that is
    ready all the same. `ready_after`: to be taken for ready after so many seconds of standing like this, with `note`. `pods`
    are the names of the Pods of the newest version, each with how often it failed.
    """

    phase: Phase
    text: str = ""
    done: int | None = None
    total: int | None = None
    troubles: tuple[Trouble, ...] = ()
    note: str = ""
    ready_after: float | None = None
    settled: bool = True
    pods: tuple[tuple[str, int], ...] = ()

    @property
    def ready(self) -> bool:
        """Whether it is ready."""
        return self.phase is Phase.READY


def ready(
    done: int | None = None, total: int | None = None, *, note: str = "", pods: tuple[tuple[str, int], ...] = ()
) -> Standing:
    """An object that is ready."""
    return Standing(Phase.READY, "", done, total, (), note, None, True, pods)


def failed(cause: str) -> Standing:
    """An object that nothing but a change can make ready."""
    return Standing(Phase.MOVING, cause, troubles=(Trouble(cause, 0.0),))


def condition(body: Object, kind: str) -> Object:
    """A condition of an object's status; empty where there is none."""
    for each in (body.get("status") or {}).get("conditions") or ():
        if each.get("type") == kind:
            found: Object = each
            return found
    return {}


def observed(body: Object) -> bool:
    """Whether the controller has seen the newest form of the object."""
    generation = (body.get("metadata") or {}).get("generation")
    seen = (body.get("status") or {}).get("observedGeneration")
    return seen is not None and (generation is None or seen >= generation)


def number(fields: Object, name: str, default: int = 0) -> int:
    """A count, which the API leaves out where it is zero."""
    value = fields.get(name)
    return value if isinstance(value, int) else default
