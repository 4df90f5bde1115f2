"""DaemonSets: ready when every node that is to have a Pod has one of the newest template, and it is available.

The rules are those of `kubectl rollout status` and kstatus. That no node is to have one is ready too, and said.
"""

from translator.apply.wait import pods
from translator.apply.wait.creation import from_events
from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Object, Phase, Standing, number, observed, ready

GROUP = "apps"
WATCHED = (("v1", "Pod"), ("v1", "PersistentVolumeClaim"), ("v1", "Event"))

_GENERATION = "pod-template-generation"
_TEMPLATE = "deprecated.daemonset.template.generation"


def judge(body: Object, scene: Scene) -> Standing:
    """How a DaemonSet stands."""
    spec, status = body.get("spec") or {}, body.get("status") or {}
    if not observed(body):
        return Standing(Phase.MOVING, "not yet taken up by its controller", settled=False)
    wanted, updated = number(status, "desiredNumberScheduled"), number(status, "updatedNumberScheduled")
    manual = (spec.get("updateStrategy") or {}).get("type") == "OnDelete"
    serving = number(status, "numberAvailable")
    made = scene.owned(body, "Pod", "DaemonSet")
    newest = [pod for pod in made if manual or _is_newest(pod, made, body)]
    counted = tuple((str(pod["metadata"]["name"]), pods.failures(pod)) for pod in newest)
    settled = manual or updated >= wanted
    if settled and serving >= wanted and number(status, "numberReady") >= wanted:
        note = "no node is to have a Pod of it" if wanted == 0 else ""
        return ready(serving, wanted, note=note, pods=counted)
    text = f"{min(serving, wanted)} of {wanted} ready" if settled else f"{updated} of {wanted} updated"
    found = [trouble for pod in newest for trouble in pods.troubles(pod, scene)]
    found.extend(from_events("DaemonSet", body, scene))
    return Standing(Phase.MOVING, text, min(serving, updated, wanted), wanted, tuple(found), settled=settled, pods=counted)


def _is_newest(pod: Object, made: tuple[Object, ...], body: Object) -> bool:
    """Whether a Pod is of the newest template, which its controller counts."""
    newest = str(((body.get("metadata") or {}).get("annotations") or {}).get(_TEMPLATE, ""))
    return _generation(pod) >= (int(newest) if newest.isdecimal() else max(map(_generation, made)))


def _generation(pod: Object) -> int:
    text = str(((pod.get("metadata") or {}).get("labels") or {}).get(_GENERATION, ""))
    return int(text) if text.isdecimal() else 0
