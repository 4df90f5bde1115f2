"""The scene: what is known of the objects that are waited for and of what they made: ReplicaSets, Pods, claims, events.

Kept from lists and watches. It finds an object's dependents by their owner references, and, the other way, whom a change
concerns: a Pod's change its Deployment, a claim's change the Pods that mount it.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from translator.apply.wait.standing import Object, Patience

_KEPT = 12
"""So many events of an object are remembered, the last ones."""


class Place(NamedTuple):
    """Where an object is; `namespace` is empty for a kind that lives in none."""

    kind: str
    namespace: str
    name: str


class Scene:
    """What is known. One thread alone uses it."""

    def __init__(self, patience: Patience | None = None) -> None:
        self.patience = patience or Patience()
        self._objects: dict[Place, Object] = {}
        self._owned: dict[Place, dict[Place, None]] = defaultdict(dict)
        self._mounts: dict[Place, dict[Place, None]] = defaultdict(dict)
        self._events: dict[Place, deque[Object]] = {}
        self._old: set[tuple[str, str]] = set()

    def put(self, kind: str, body: Object) -> Place:
        """Takes in an object as it is now."""
        place = _place(kind, body)
        self.drop(place)
        self._objects[place] = body
        for owner in _owners(place, body):
            self._owned[owner][place] = None
        for claim in mounted(body) if kind == "Pod" else ():
            self._mounts[Place("PersistentVolumeClaim", place.namespace, claim)][place] = None
        return place

    def drop(self, place: Place) -> None:
        """Forgets an object."""
        before = self._objects.pop(place, None)
        if before is None:
            return
        for owner in _owners(place, before):
            self._owned[owner].pop(place, None)
        for claim in mounted(before) if place.kind == "Pod" else ():
            self._mounts[Place("PersistentVolumeClaim", place.namespace, claim)].pop(place, None)

    def hear(self, event: Object, *, old: bool = False) -> Place | None:
        """Takes in an event (a core/v1 Event); gives whom it is about. `old` ones were there before the waiting began: they
        count for Pods, each of which lives once, and for claims, but not for what has had other versions."""
        about = event.get("involvedObject") or {}
        place = Place(str(about.get("kind", "")), str(about.get("namespace") or ""), str(about.get("name", "")))
        if old and place.kind not in ("Pod", "PersistentVolumeClaim"):
            return None
        heard = self._events.setdefault(place, deque(maxlen=_KEPT))
        name = (event.get("metadata") or {}).get("name")
        for known in tuple(heard):
            if name and (known.get("metadata") or {}).get("name") == name:
                heard.remove(known)  # it happened once more, and is the newest now
        heard.append(event)
        return place

    def get(self, place: Place) -> Object | None:
        """An object."""
        return self._objects.get(place)

    def every(self, kind: str, namespace: str | None = None) -> Iterator[Object]:
        """The objects of a kind."""
        for place, body in list(self._objects.items()):
            if place.kind == kind and namespace in (None, place.namespace):
                yield body

    def replace(self, kind: str, namespace: str | None, items: Iterable[Object]) -> Iterator[Place]:
        """Takes in a whole list: what is not in it is gone. The places of what changed."""
        gone = {_place(kind, body) for body in self.every(kind, namespace)}
        for body in items:
            place = self.put(kind, body)
            gone.discard(place)
            yield place
        for place in sorted(gone):
            yield place
            self.drop(place)

    def owned(self, owner: Object, kind: str, own: str) -> tuple[Object, ...]:
        """The objects of a kind that an object of kind `own` controls, by name."""
        places = sorted(place for place in self._owned.get(_place(own, owner), ()) if place.kind == kind)
        uid = (owner.get("metadata") or {}).get("uid")
        found = (self._objects[place] for place in places)
        return tuple(body for body in found if uid is None or _controller(body) in (None, uid))

    def events(self, kind: str, body: Object) -> tuple[Object, ...]:
        """The events of an object, the newest last; those of a predecessor of the same name are left out."""
        uid = (body.get("metadata") or {}).get("uid")
        heard = self._events.get(_place(kind, body), ())
        return tuple(each for each in heard if uid is None or each["involvedObject"].get("uid") in (None, "", uid))

    def users(self, claim: Object) -> tuple[Object, ...]:
        """The Pods that mount a claim."""
        places = sorted(self._mounts.get(_place("PersistentVolumeClaim", claim), ()))
        return tuple(self._objects[place] for place in places)

    def concerned(self, place: Place) -> Iterator[Place]:
        """Whom a change at a place concerns: itself, and who owns or mounts it, all the way up."""
        pending, seen = [place], {place}
        while pending:
            here = pending.pop()
            yield here
            body = self._objects.get(here)
            above = [*(_owners(here, body) if body is not None else ()), *self._mounts.get(here, ())]
            fresh = [each for each in above if each not in seen]
            seen.update(fresh)
            pending.extend(fresh)


def mounted(pod: Object) -> list[str]:
    """The names of the claims that a Pod mounts."""
    volumes = (pod.get("spec") or {}).get("volumes") or ()
    return [each["persistentVolumeClaim"]["claimName"] for each in volumes if each.get("persistentVolumeClaim")]


def _place(kind: str, body: Object) -> Place:
    metadata = body.get("metadata") or {}
    return Place(kind, str(metadata.get("namespace") or ""), str(metadata.get("name", "")))


def _owners(place: Place, body: Object) -> list[Place]:
    references = (body.get("metadata") or {}).get("ownerReferences") or ()
    return [Place(str(each["kind"]), place.namespace, str(each["name"])) for each in references if each.get("controller")]


def _controller(body: Object) -> str | None:
    for each in (body.get("metadata") or {}).get("ownerReferences") or ():
        if each.get("controller"):
            uid: str | None = each.get("uid")
            return uid
    return None
