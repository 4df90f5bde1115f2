"""What keeps a controller from making Pods: a quota, a webhook, a service account that is missing.

ReplicaSets tell it in a condition, the other controllers in events alone.
"""

import re
from collections.abc import Iterator

from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Object, Trouble

_SUBJECT = re.compile(
    r"^(?:\(combined from similar events\): )?(?:Error creating: )?"
    r"(?:create Pod \S+ in StatefulSet \S+ failed error: )?"
    r'(?:pods "[^"]*" is forbidden: )?'
)
"""What stands before the reason proper; the names of Pods in it would make each message another one."""


def from_condition(failure: Object, scene: Scene, *, room: bool = False) -> Iterator[Trouble]:
    """The trouble that the condition ReplicaFailure tells. `room` tells that older Pods are ending, which may end it."""
    if failure.get("status") == "True":
        yield _trouble(str(failure.get("message") or failure.get("reason") or ""), scene, room=room)


def from_events(kind: str, body: Object, scene: Scene) -> Iterator[Trouble]:
    """The trouble that the newest event about Pods tells."""
    room = any(ending(pod) for pod in scene.owned(body, "Pod", kind))
    about = [event for event in scene.events(kind, body) if event.get("reason") in ("FailedCreate", "SuccessfulCreate")]
    if about and about[-1]["reason"] == "FailedCreate":
        yield _trouble(str(about[-1].get("message")), scene, room=room)


def ending(pod: Object) -> bool:
    """Whether a Pod is on its way out."""
    return bool((pod.get("metadata") or {}).get("deletionTimestamp"))


def _trouble(message: str, scene: Scene, *, room: bool) -> Trouble:
    return Trouble(f"Pods cannot be made: {_SUBJECT.sub('', message)}", None if room else scene.patience.creation)
