"""Time: how long a trouble is borne, what an update's terms allow, and when a wait is over. The clock is a number."""

from typing import Any

import pytest

from translator.apply.wait.goal import Goal
from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Patience
from translator.apply.wait.terms import Terms, terms
from translator.apply.wait.vigil import Vigil, Watched
from translator.model.cluster import Key
from translator.model.manifest import Manifest
from translator.model.progress import State

FOREVER = float("inf")
MARK = "rollout.translator/update-"


def deployment(name: str, wanted: int = 1, serving: int = 0, *, generation: int = 1, updated: int | None = None) -> Any:
    here = wanted if updated is None else updated
    counts = {"replicas": here, "updatedReplicas": here, "readyReplicas": serving, "availableReplicas": serving}
    metadata = {"name": name, "namespace": "shop", "generation": generation}
    metadata["annotations"] = {"deployment.kubernetes.io/revision": "1"}
    return {
        "metadata": metadata,
        "spec": {"replicas": wanted},
        "status": {"observedGeneration": generation, **counts},
    }


def replica_set(owner: str) -> Any:
    metadata = {"name": f"{owner}-rs", "namespace": "shop", "annotations": {"deployment.kubernetes.io/revision": "1"}}
    return {"metadata": {**metadata, "ownerReferences": [{"kind": "Deployment", "name": owner, "controller": True}]}}


def pod(owner: str, number: int, *, restarts: int = 0, reason: str = "", ready: bool = False) -> Any:
    state: dict[str, Any] = {"waiting": {"reason": reason}} if reason else {"running": {}}
    status = {"name": "c", "image": "i:2", "state": state, "ready": ready, "restartCount": restarts}
    if restarts:
        status["lastState"] = {"terminated": {"exitCode": 1}}
    owners = [{"kind": "ReplicaSet", "name": f"{owner}-rs", "controller": True}]
    metadata = {"name": f"{owner}-{number}", "namespace": "shop", "ownerReferences": owners}
    conditions = [{"type": "Ready", "status": "True" if ready else "False"}]
    return {"metadata": metadata, "status": {"phase": "Running", "conditions": conditions, "containerStatuses": [status]}}


def goal(name: str, *, changed: bool = True, **marks: str) -> Goal:
    annotations = {MARK + key.replace("_", "-"): value for key, value in marks.items()}
    return Goal(
        Key("apps/v1", "Deployment", "shop", name), Manifest({"metadata": {"annotations": annotations}}, {}), changed=changed
    )


class Stage:
    """A vigil and its scene."""

    def __init__(self, *goals: Goal, patience: Patience | None = None) -> None:
        self.scene = Scene(patience)
        self.vigil = Vigil(goals, self.scene)

    def at(self, now: float, *bodies: tuple[str, Any]) -> float:
        for kind, body in bodies:
            self.scene.put(kind, body)
        return self.vigil.look(self.vigil.watched, now)

    def states(self) -> list[State | None]:
        return [each.verdict.state if each.verdict else None for each in self.vigil.watched]

    @property
    def first(self) -> Watched:
        return self.vigil.watched[0]


def made(name: str, *pods: Any, **fields: Any) -> list[tuple[str, Any]]:
    return [
        ("Deployment", deployment(name, max(len(pods), 1), **fields)),
        ("ReplicaSet", replica_set(name)),
        *(("Pod", each) for each in pods),
    ]


def test_a_trouble_is_borne_for_its_time_and_no_longer() -> None:
    stage = Stage(goal("web"), patience=Patience(pull=10.0))
    bad = made("web", pod("web", 1, reason="ImagePullBackOff"))
    assert stage.at(100.0, *bad) == 110.0
    assert stage.at(109.9) == 110.0
    assert stage.states() == [None]
    assert stage.at(110.0) == FOREVER
    assert stage.states() == [State.FAILED]


def test_a_trouble_that_passes_begins_anew() -> None:
    stage = Stage(goal("web"), patience=Patience(pull=10.0))
    stage.at(100.0, *made("web", pod("web", 1, reason="ImagePullBackOff")))
    assert stage.at(105.0, ("Pod", pod("web", 1))) == FOREVER
    assert stage.at(108.0, ("Pod", pod("web", 1, reason="ErrImagePull"))) == 118.0


def test_a_crash_is_not_the_end_while_another_workload_is_starting() -> None:
    stage = Stage(goal("web"), goal("db"), patience=Patience(restarts=3))
    crashing = pod("web", 1, reason="CrashLoopBackOff", restarts=3)
    starting = made("db", pod("db", 1, reason="ContainerCreating"))
    stage.at(0.0, *starting, *made("web", crashing))
    assert stage.states() == [None, None]
    stage.scene.put("Deployment", deployment("db", serving=1))
    assert stage.vigil.look(stage.vigil.watched[1:], 1.0) == 1.0  # so that those that it could have healed are looked at
    assert stage.states() == [None, State.READY]
    stage.at(1.0)
    assert stage.states() == [State.FAILED, State.READY]


def test_one_that_runs_and_is_not_ready_yet_may_be_what_is_missed() -> None:
    stage = Stage(goal("web"), goal("db"), patience=Patience(restarts=3))
    stage.at(0.0, *made("db", pod("db", 1)), *made("web", pod("web", 1, reason="CrashLoopBackOff", restarts=3)))
    assert stage.states() == [None, None]


def test_but_not_for_ever() -> None:
    stage = Stage(goal("web"), goal("db"), patience=Patience(restarts=3))
    starting = made("db", pod("db", 1, reason="ContainerCreating"))
    stage.at(0.0, *starting, *made("web", pod("web", 1, reason="CrashLoopBackOff", restarts=6)))
    assert stage.states() == [State.FAILED, None]


def test_two_that_crash_do_not_wait_for_each_other() -> None:
    stage = Stage(goal("web"), goal("api"), patience=Patience(restarts=3))
    for name in ("web", "api"):
        stage.at(0.0, *made(name, pod(name, 1, reason="CrashLoopBackOff", restarts=3)))
    stage.at(0.0)
    assert stage.states() == [State.FAILED, State.FAILED]


def test_what_waits_for_one_that_failed_is_not_waited_for_to_the_end() -> None:
    stage = Stage(goal("web", failure_action="rollback"), goal("db"), patience=Patience(pull=10.0, company=30.0))
    waiting = pod("web", 1, reason="PodInitializing")
    waiting["status"]["initContainerStatuses"] = [{"name": "wait-for-db", "state": {"running": {}}, "started": False}]
    stage.at(0.0, *made("db", pod("db", 1, reason="ErrImagePull")), *made("web", waiting, generation=2))
    assert stage.at(10.0) == 10.0
    assert stage.at(10.0) == 40.0
    assert stage.states() == [None, State.FAILED]
    stage.at(40.0)
    assert stage.states() == [State.LATE, State.FAILED]
    verdict = stage.first.verdict
    assert verdict is not None
    assert verdict.cause == "init container wait-for-db has not ended, and deployment/db failed"
    assert verdict.innocent  # so that nothing is rolled back because of it


def test_the_first_cause_stands_in_front() -> None:
    stage = Stage(goal("web"))
    stage.at(0.0, *made("web", pod("web", 1, reason="CreateContainerConfigError"), pod("web", 2)))
    stage.at(5.0, ("Pod", pod("web", 2, reason="ImagePullBackOff")))
    stage.vigil.give_up()
    assert stage.first.verdict is not None
    assert stage.first.verdict.state is State.LATE
    assert [trouble.pod for trouble in stage.first.verdict.troubles] == ["web-1", "web-2"]


def test_a_monitor_keeps_watching_after_an_update() -> None:
    stage = Stage(goal("web", monitor="20s"))
    fine = made("web", pod("web", 1, ready=True), serving=1, generation=2)
    stage.at(0.0, *made("web", pod("web", 1), generation=2))
    assert stage.at(10.0, *fine) == 30.0
    assert stage.at(29.0) == 30.0
    assert stage.states() == [None]
    stage.at(30.0)
    assert stage.states() == [State.READY]


@pytest.mark.parametrize(("ratio", "state"), [("0.4", State.FAILED), ("0.5", State.READY)])
def test_a_pod_that_fails_while_it_is_watched_counts_though_it_recovers(ratio: str, state: State) -> None:
    stage = Stage(goal("web", monitor="20s", max_failure_ratio=ratio))
    both = [pod("web", 1, ready=True), pod("web", 2, ready=True)]
    stage.at(0.0, *made("web", *both, updated=1, generation=2))
    stage.at(1.0, *made("web", *both, serving=2, generation=2))
    stage.at(5.0, *made("web", both[0], pod("web", 2, restarts=1), serving=1, generation=2))
    stage.at(8.0, *made("web", both[0], pod("web", 2, restarts=1, ready=True), serving=2, generation=2))
    stage.at(60.0)
    assert stage.states() == [state]


def test_what_pods_did_before_the_update_does_not_count() -> None:
    stage = Stage(goal("web", monitor="20s"))
    old = [pod("web", number, ready=True, restarts=7) for number in (1, 2)]
    stage.at(0.0, *made("web", *old, serving=2, generation=2))
    stage.at(20.0)
    assert stage.states() == [State.READY]


@pytest.mark.parametrize(("generation", "changed"), [(1, True), (2, False)])
def test_terms_are_for_updates_of_this_run_alone(generation: int, changed: bool) -> None:
    stage = Stage(goal("web", monitor="20s", changed=changed))
    stage.at(0.0, *made("web", pod("web", 1, restarts=1), generation=generation))
    assert stage.at(1.0, *made("web", pod("web", 1, ready=True, restarts=1), serving=1, generation=generation)) == FOREVER
    assert stage.states() == [State.READY]


@pytest.mark.parametrize(("ratio", "state"), [("0.3", State.READY), ("0.2", State.FAILED)])
def test_a_ratio_bears_pods_that_never_serve(ratio: str, state: State) -> None:
    stage = Stage(goal("web", max_failure_ratio=ratio), patience=Patience(pull=10.0))
    good = [pod("web", number, ready=True) for number in (1, 2, 3)]
    stage.at(0.0, *made("web", *good, pod("web", 4, reason="ImagePullBackOff"), serving=3, generation=2))
    stage.at(10.0)
    assert stage.first.terms.tolerated(4) == (1 if ratio == "0.3" else 0)
    assert stage.states() == [state]
    assert stage.first.verdict is not None
    if state is State.READY:
        assert stage.first.verdict.note.startswith("1 of 4 Pods fails, which max_failure_ratio allows: the image")


def test_what_is_deleted_meanwhile_has_failed() -> None:
    stage = Stage(goal("web"))
    place = ("Deployment", deployment("web"))
    stage.at(0.0, place)
    stage.scene.drop(stage.first.goal.place)
    stage.at(1.0)
    assert stage.states() == [State.FAILED]


@pytest.mark.parametrize(("uid", "gone"), [("1", False), ("2", True), (None, False)])
def test_a_successor_is_not_what_was_to_go(uid: str | None, gone: bool) -> None:
    stage = Stage(Goal(Key("apps/v1", "Deployment", "shop", "web"), gone=True, uid=uid))
    body = deployment("web")
    body["metadata"]["uid"] = "1"
    stage.at(0.0, ("Deployment", body))
    assert stage.states() == [State.READY if gone else None]


def test_what_holds_a_deletion_up_is_told() -> None:
    stage = Stage(Goal(Key("apps/v1", "Deployment", "shop", "web"), gone=True))
    body = deployment("web")
    body["metadata"]["finalizers"] = ["example.com/backup"]
    stage.at(0.0, ("Deployment", body))
    stage.vigil.give_up()
    assert stage.first.verdict is not None
    assert stage.first.verdict.cause == "is being deleted, held by example.com/backup"


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ({}, Terms()),
        ({"monitor": "20s", "max-failure-ratio": "0.1", "failure-action": "rollback"}, Terms(20.0, 0.1, "rollback")),
        ({"monitor": "0.5s"}, Terms(0.5)),
        ({"monitor": "1e+06s"}, Terms(1e6)),
        ({"monitor": "soon", "max-failure-ratio": "most", "failure-action": "shrug"}, Terms()),
        ({"max-failure-ratio": "7"}, Terms(None, 1.0)),
        ({"failure-action": "continue"}, Terms(action="continue")),
    ],
)
def test_terms_as_they_are_marked(marks: dict[str, str], expected: Terms) -> None:
    assert terms({"metadata": {"annotations": {MARK + key: value for key, value in marks.items()}}}) == expected
