"""What troubles a claim: that nobody makes its volume. Waiting for a first consumer is none.

A class with `volumeBindingMode: WaitForFirstConsumer` binds a claim when the first Pod that uses it is placed, so a claim
without a Pod stays pending for ever, and a wait for it would never end. Events are those of the volume controller
(`pkg/controller/volume/persistentvolume`) and of external provisioners.
"""

from translator.apply.wait.scene import Place, Scene, mounted
from translator.apply.wait.standing import Object, Trouble

_LATE = ("WaitForFirstConsumer", "WaitForPodScheduled")
_BAD = ("ProvisioningFailed", "FailedBinding", "VolumeMismatch", "ProvisioningCleanupFailed")


def of(pod: Object, scene: Scene) -> tuple[Object, ...]:
    """The claims that a Pod mounts, as far as they are known."""
    namespace = str((pod.get("metadata") or {}).get("namespace") or "")
    found = (scene.get(Place("PersistentVolumeClaim", namespace, name)) for name in mounted(pod))
    return tuple(claim for claim in found if claim is not None)


def phase(claim: Object) -> str:
    """The phase of a claim."""
    return str((claim.get("status") or {}).get("phase", "Pending"))


def waits_for_pod(claim: Object, scene: Scene) -> bool:
    """Whether a claim is bound only when a Pod uses it."""
    name = (claim.get("spec") or {}).get("storageClassName")
    storage = scene.get(Place("StorageClass", "", str(name))) if name else None
    if storage is not None:
        return storage.get("volumeBindingMode") == "WaitForFirstConsumer"
    last = [event.get("reason") for event in scene.events("PersistentVolumeClaim", claim)][-1:]
    return bool(last) and last[0] in _LATE


def trouble(claim: Object, scene: Scene) -> Trouble | None:
    """What troubles a claim that is not bound; None where that is as it should be."""
    name = (claim.get("metadata") or {}).get("name")
    if phase(claim) == "Bound":
        return None
    if phase(claim) == "Lost":
        return Trouble(f"the volume of claim {name} is gone, and its data with it", 0.0)
    heard = [event for event in scene.events("PersistentVolumeClaim", claim) if event.get("reason") in _BAD]
    if heard:
        return Trouble(f"claim {name} gets no volume: {heard[-1].get('message')}", scene.patience.claim)
    return None
