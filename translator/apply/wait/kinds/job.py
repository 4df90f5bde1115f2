"""Jobs: ready when complete (kstatus would take one that runs for ready, but what follows it relies on its work being done).

Its own controller counts failures and says when there were too many (`backoffLimit`), so a Pod that fails is told, but is not
the end. A Job that is suspended stays so because it was written so.
"""

from translator.apply.wait import pods
from translator.apply.wait.creation import from_events
from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Object, Phase, Standing, Trouble, condition, number, ready

GROUP = "batch"
WATCHED = (("v1", "Pod"), ("v1", "PersistentVolumeClaim"), ("v1", "Event"))


def judge(body: Object, scene: Scene) -> Standing:
    """How a Job stands."""
    spec, status = body.get("spec") or {}, body.get("status") or {}
    total, done = number(spec, "completions", 1), number(status, "succeeded")
    if condition(body, "Complete").get("status") == "True":
        return ready(done, total)
    if spec.get("suspend"):
        return ready(done, total, note="it is suspended")
    made = scene.owned(body, "Pod", "Job")
    found = [trouble for pod in made for trouble in pods.troubles(pod, scene, counted=False)]
    found.extend(from_events("Job", body, scene))
    for kind in ("Failed", "FailureTarget"):
        over = condition(body, kind)
        if over.get("status") == "True":
            found.insert(0, _over(over, found))
            break
    failures = number(status, "failed")
    again = f", {failures} failed" if failures else ""
    return Standing(Phase.MOVING, f"{done} of {total} complete{again}", done, total, tuple(found))


def _over(over: Object, found: list[Trouble]) -> Trouble:
    """A Job that has failed, and the failure of its Pods that made it so."""
    first = next((each for each in found if each.container), None)
    why = str(over.get("message") or over.get("reason") or "it failed")
    if first is None:
        return Trouble(why, 0.0)
    return Trouble(f"{first.cause} ({why})", 0.0, False, first.pod, first.container)
