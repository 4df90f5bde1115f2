"""Pods as controllers see and make them: from a template, with a name and an owner; ready, available, over."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from translator.kube import selectors
from translator.sandbox.controllers.world import World, deleting, owners, reference

Object = Mapping[str, Any]
_ALPHABET = "bcdfghjklmnpqrstvwxz2456789"


def fingerprint(value: Any) -> str:
    """Ten characters that stand for a value, of letters and digits that make no words."""
    number = int.from_bytes(hashlib.sha256(json.dumps(value, sort_keys=True).encode()).digest()[:8], "big")
    text = ""
    for _ in range(10):
        number, rest = divmod(number, len(_ALPHABET))
        text += _ALPHABET[rest]
    return text


def from_template(owner: Object, name: str, labels: Mapping[str, str]) -> dict[str, Any]:
    """A Pod of an owner's template."""
    made = owner["spec"]["template"]
    metadata = made.get("metadata") or {}
    found = {"name": name, "namespace": owner["metadata"]["namespace"], "labels": {**metadata.get("labels", {}), **labels}}
    if metadata.get("annotations"):
        found["annotations"] = dict(metadata["annotations"])
    found["ownerReferences"] = [reference(owner)]
    return {"metadata": found, "spec": dict(made["spec"])}


def active(pod: Object) -> bool:
    """Whether a Pod counts: it is neither over nor on its way out."""
    return not deleting(pod) and phase(pod) not in ("Succeeded", "Failed")


def phase(pod: Object) -> str:
    """The phase of a Pod."""
    return str(pod.get("status", {}).get("phase", "Pending"))


def condition(value: Object, kind: str) -> Mapping[str, Any] | None:
    """A condition of an object's status."""
    return next((each for each in value.get("status", {}).get("conditions", ()) if each["type"] == kind), None)


def ready(pod: Object) -> bool:
    """Whether a Pod is ready."""
    found = condition(pod, "Ready")
    return found is not None and found["status"] == "True"


def available(pod: Object, seconds: int, world: World) -> bool:
    """Whether a Pod has been ready for so many seconds; if that is to come, its controller looks again then."""
    found = condition(pod, "Ready")
    if found is None or found["status"] != "True":
        return False
    return seconds == 0 or world.cluster.clock() - timestamp(found["lastTransitionTime"]) >= seconds


def timestamp(text: str) -> float:
    """A time of the API in seconds since the epoch."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def adopt(owner: Object, resource: str, world: World) -> bool:
    """Takes over objects that the owner's selector matches and that nobody controls: whether there were any.

    They count when the owner is looked at next, which their change brings about.
    """
    if deleting(owner):
        return False
    adopted = False
    for key, value in world.orphans(resource, owner["metadata"]["namespace"]):
        if not deleting(value) and selectors.matches(owner["spec"].get("selector"), value["metadata"].get("labels") or {}):
            metadata = {**value["metadata"], "ownerReferences": [*owners(value), reference(owner)]}
            world.put(key, {**value, "metadata": metadata})
            adopted = True
    return adopted


def without_zeros(status: Mapping[str, Any], *kept: str) -> dict[str, Any]:
    """A status less its zeros, which the API leaves out, but for those that it always shows."""
    return {name: each for name, each in status.items() if each or name in kept}
