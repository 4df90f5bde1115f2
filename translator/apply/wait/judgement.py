"""Judgement: how any object stands. What holds for all kinds first, then the rules of its kind, then those of kstatus.

The rules for kinds without a file in `kinds/` are those of kstatus (sigs.k8s.io/cli-utils `pkg/kstatus/status/generic.go`):
`observedGeneration`, the conditions Stalled, Reconciling and Ready; an object that has none of these is ready.
"""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Object, Phase, Standing, condition, failed, observed, ready


@cache
def _rules(group: str, kind: str) -> ModuleType | None:
    """The rules of a kind; None for one without any, or of the same name in another group."""
    name = f"translator.apply.wait.kinds.{kind.lower()}"
    if not kind.isalpha() or find_spec(name) is None:
        return None
    rules = import_module(name)
    return rules if group == rules.GROUP else None


def watched(group: str, kind: str) -> tuple[tuple[str, str], ...]:
    """The kinds that say more of an object of a kind, as (api version, kind)."""
    rules = _rules(group, kind)
    return () if rules is None else rules.WATCHED


def judge(group: str, kind: str, body: Object, scene: Scene) -> Standing:
    """How an object stands."""
    metadata = body.get("metadata") or {}
    if metadata.get("deletionTimestamp"):
        return Standing(Phase.MOVING, f"is being deleted{held(metadata)}", settled=False)
    rules = _rules(group, kind)
    if rules is not None:
        found: Standing = rules.judge(body, scene)
        return found
    return _other(body)


def held(metadata: Object) -> str:
    """What keeps an object that is being deleted, as the end of a sentence."""
    finalizers = metadata.get("finalizers") or ()
    return f", held by {', '.join(map(str, finalizers))}" if finalizers else ""


def _other(body: Object) -> Standing:
    stalled = condition(body, "Stalled")
    if stalled.get("status") == "True":
        return failed(str(stalled.get("message") or stalled.get("reason") or "it is stalled"))
    if (body.get("status") or {}).get("observedGeneration") is not None and not observed(body):
        return Standing(Phase.MOVING, "not yet taken up by its controller", settled=False)
    found = condition(body, "Ready")
    if condition(body, "Reconciling").get("status") == "True" or found.get("status") in ("False", "Unknown"):
        return Standing(Phase.MOVING, str(found.get("message") or found.get("reason") or "not ready"))
    return ready()
