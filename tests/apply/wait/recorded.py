"""Recorded rollouts of real controllers (`../shared/apiserver/rollouts`), played to a vigil event by event."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox.recordings import SHARED
from translator.apply.wait.goal import Goal
from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Patience
from translator.apply.wait.vigil import Verdict, Vigil
from translator.model.cluster import Key
from translator.model.manifest import Manifest
from translator.model.record import dataclass

VERSIONS = {
    "DaemonSet": "apps/v1",
    "Deployment": "apps/v1",
    "Job": "batch/v1",
    "PersistentVolumeClaim": "v1",
    "Service": "v1",
    "StatefulSet": "apps/v1",
}


@dataclass(frozen=True, slots=True)
class Played:
    """What became of a wait: when (seconds of the recording, after its step) and how; None while it went on to the end."""

    after: float
    verdict: Verdict | None
    texts: tuple[str, ...]


def rollout(name: str) -> Any:
    """A recording; the test is skipped where there is none."""
    file = SHARED / "rollouts" / f"{name}.json"
    if not file.exists():
        pytest.skip("the recordings are not here")
    return json.loads(file.read_text(encoding="utf-8"))["events"]


def play(name: str, step: int = 0, *, patience: Patience | None = None, annotations: dict[str, str] | None = None) -> Played:
    """Waits for what the step that counts `step` applied, from its time until the next step."""
    events = rollout(name)
    steps = [index for index, event in enumerate(events) if "step" in event and event["step"].startswith("apply")]
    begin = steps[step]
    later = [index for index, event in enumerate(events) if "step" in event and index > begin]
    end = later[0] if later else len(events)
    kind, applied, body = re.match(r"apply (\w+)/(\S+): (.*)", events[begin]["step"]).groups()  # type: ignore[union-attr]
    manifest = json.loads(body)
    manifest["metadata"]["annotations"] = annotations or {}
    scene = Scene(patience)
    for event in events[:begin]:
        _see(scene, event)
    goal = Goal(Key(VERSIONS[kind], kind, None, applied), Manifest(manifest, {}))
    vigil = Vigil([goal], scene)
    (watched,) = vigil.watched
    texts: list[str] = []
    began = events[begin]["t"]
    for now in _moments(vigil, scene, events[begin + 1 : end], began, texts):
        if watched.verdict is not None:
            return Played(now - began, watched.verdict, tuple(texts))
    return Played(events[end - 1]["t"] - began, None, tuple(texts))


def _moments(vigil: Vigil, scene: Scene, events: list[Any], began: float, texts: list[str]) -> Iterator[float]:
    """The times at which the vigil looks: at each event, and when it said that it would look again."""
    again, now = float("inf"), began
    for event in events:
        while again <= event["t"]:
            now, again = again, vigil.look(vigil.watched, again)
            yield now
        _see(scene, event)
        now = event["t"]
        if scene.get(vigil.watched[0].goal.place) is None:
            continue
        again = vigil.look(vigil.watched, now)
        standing = vigil.watched[0].standing
        if standing is not None and (not texts or texts[-1] != standing.text):
            texts.append(standing.text)
        yield now
    while again < float("inf") and vigil.open:
        now, again = again, vigil.look(vigil.watched, again)
        yield now


def _see(scene: Scene, event: Any) -> None:
    if "step" in event:
        return
    body = event["object"]
    if event["kind"] == "Event":
        about = {**body["involvedObject"], "namespace": "", "uid": ""}
        scene.hear({**body, "involvedObject": about})
    elif event["type"] == "DELETED":
        scene.drop(scene.put(event["kind"], body))
    else:
        scene.put(event["kind"], body)
