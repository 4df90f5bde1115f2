"""Evidence: what is shown below the cause of a failure: other causes, events, the last lines of a log.

Logs are an application's own words and may hold anything; what is known to be secret is taken out of them, and what stands
beside a name that speaks of a secret.
"""

from collections.abc import Callable, Iterator

from translator.apply.wait.pods import last_words
from translator.apply.wait.scene import Place, Scene
from translator.apply.wait.standing import Trouble
from translator.apply.wait.vigil import Verdict, Watched
from translator.model.cluster import Cluster, Refusal, Unreachable
from translator.model.progress import Outcome, State
from translator.report.quotation import safe
from translator.report.secrecy import masked

_LINES = 10
_LOGS = 12
"""Of so many failures the logs are fetched; whoever has more of them reads the first ones first."""
_WIDTH = 500

Mask = Callable[[str], str]


class Witness:
    """Makes outcomes of verdicts, once each: a Pod that failed may be gone a moment later."""

    def __init__(self, cluster: Cluster, scene: Scene, mask: Mask) -> None:
        self._cluster = cluster
        self._scene = scene
        self._mask = mask
        self._logs = _LOGS

    def shown(self, text: str) -> str:
        """A text as it may be shown."""
        return self._mask(masked(safe(text)))[:_WIDTH]

    def outcome(self, each: Watched) -> Outcome:
        """The outcome of a goal that has its verdict."""
        if each.outcome is None:
            assert each.verdict is not None, "a goal without a verdict has no outcome"
            details, action = self._details(each, each.verdict), ""
            if each.verdict.state is not State.READY and each.updating and not each.verdict.innocent:
                action = each.terms.action
            cause = self.shown(each.verdict.cause)
            each.outcome = Outcome(each.goal.key, each.verdict.state, cause, tuple(map(self.shown, details)), action)
        return each.outcome

    def _details(self, each: Watched, verdict: Verdict) -> list[str]:
        if verdict.state is State.READY:
            return [verdict.note] if verdict.note else []
        lines = [*_others(verdict.troubles), *_events(each, verdict.troubles, self._scene)]
        trouble = next((one for one in verdict.troubles if one.container), None)
        if self._logs and trouble is not None:
            self._logs -= 1
            body = self._scene.get(Place("Pod", each.goal.place.namespace, trouble.pod))
            lines.extend(last_words(body or {}, trouble.container).splitlines()[-_LINES:])
            lines.extend(_log(each, trouble, self._cluster))
        return lines


def _others(troubles: tuple[Trouble, ...]) -> Iterator[str]:
    """How many Pods have the cause, and other causes."""
    if not troubles:
        return
    same = sorted({trouble.pod for trouble in troubles if trouble.cause == troubles[0].cause and trouble.pod})
    if same:
        yield f"in Pod {same[0]}" if len(same) == 1 else f"in {len(same)} Pods, such as {same[0]}"
    for cause in list(dict.fromkeys(trouble.cause for trouble in troubles[1:] if trouble.cause != troubles[0].cause))[:3]:
        yield f"also: {cause}"


def _events(each: Watched, troubles: tuple[Trouble, ...], scene: Scene) -> Iterator[str]:
    """The last warnings about the object and the Pod in trouble, unless the cause says it already."""
    place = each.goal.place
    about = [place, *(Place("Pod", place.namespace, trouble.pod) for trouble in troubles[:1] if trouble.pod)]
    said = " ".join(trouble.cause for trouble in troubles)
    for each_place in about:
        body = scene.get(each_place)
        events = scene.events(each_place.kind, body) if body is not None else ()
        messages = dict.fromkeys(str(event.get("message")) for event in events if event.get("type") == "Warning")
        fresh = [message for message in messages if message not in said]
        for message in fresh[-3:]:
            yield f"event: {message}"


def _log(each: Watched, trouble: Trouble, cluster: Cluster) -> Iterator[str]:
    """The last lines of the container that is in trouble, of the run before where it has begun again."""
    namespace = each.goal.key.namespace or "default"
    try:
        text = ""
        for previous in (True, False):
            try:
                text = cluster.log(namespace, trouble.pod, trouble.container, lines=_LINES, previous=previous)
            except Refusal as refusal:
                if refusal.denied:
                    raise
            if text.strip():
                break
    except (Refusal, Unreachable) as error:
        yield f"its log cannot be read: {error}"
        return
    if text.strip():
        yield f"the last lines of container {trouble.container}:"
        yield from (f"  {line}" for line in text.splitlines()[-_LINES:])
