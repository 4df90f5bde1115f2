"""Real rollouts, recorded: what ends well is never called otherwise, what fails is known early and for the right reason."""

import pytest

from tests.apply.wait.recorded import play
from translator.apply.wait.standing import Patience
from translator.model.progress import State

_HASTY = Patience(pull=1.0, place=5.0, creation=5.0)
"""The recordings are of a few seconds; `progressDeadlineSeconds` of 5 to 8 must not be what tells of the failure."""


@pytest.mark.parametrize(
    ("name", "step", "after"),
    [
        ("deployment-create", 0, 1.15),
        ("deployment-update", 0, 1.13),
        ("deployment-update", 1, 2.18),
        ("deployment-update", 2, 0.07),  # to no replicas at all
        ("deployment-bad-image", 0, 1.12),
        ("statefulset-claims", 0, 2.17),
        ("statefulset-claims", 1, 2.54),
        ("statefulset-orphan-recreate", 0, 2.11),
        ("statefulset-orphan-recreate", 1, 0.03),  # whose Pods were there before
        ("daemonset", 0, 1.04),
        ("daemonset", 1, 1.30),
        ("job-complete", 0, 3.12),
        ("claims", 0, 0.02),
    ],
)
def test_what_becomes_ready(name: str, step: int, after: float) -> None:
    played = play(name, step)
    assert played.verdict is not None
    assert (played.verdict.state, played.verdict.note) == (State.READY, "")
    assert played.after == pytest.approx(after, abs=0.02)


@pytest.mark.parametrize(
    ("name", "step", "before", "cause"),
    [
        ("deployment-bad-image", 1, 2.2, 'the image "missing:1" of container c cannot be pulled: not found'),
        ("deployment-crash", 0, 3.2, "container c ends with exit code 1, 3 restarts"),
        (
            "deployment-unschedulable",
            0,
            5.2,
            "no node takes the Pod: 0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector",
        ),
        (
            "deployment-quota",
            1,
            5.2,
            "Pods cannot be made: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1",
        ),
        ("deployment-never-ready", 0, 7.0, "container c runs and is not ready"),  # known by progressDeadlineSeconds alone
        ("job-failed", 0, 14.9, "container c ends with exit code 3 (Job has reached the specified backoff limit)"),
    ],
)
def test_what_fails(name: str, step: int, before: float, cause: str) -> None:
    played = play(name, step, patience=_HASTY)
    assert played.verdict is not None
    assert (played.verdict.state, played.verdict.cause) == (State.FAILED, cause)
    assert played.after <= before


def test_the_pod_in_trouble_is_one_of_the_new_version() -> None:
    played = play("deployment-bad-image", 1, patience=_HASTY)
    assert played.verdict is not None
    assert {trouble.pod.rpartition("-")[0] for trouble in played.verdict.troubles} == {"web-b7fb9bc6d"}


def test_an_image_may_still_be_pushed() -> None:
    played = play("deployment-bad-image", 1, patience=Patience(pull=6.0))
    assert played.verdict is not None
    assert played.after >= 7.0  # the first attempt failed 1.1 s after the step


@pytest.mark.parametrize(
    ("step", "after", "state", "text"),
    [
        (1, 0.01, State.READY, "it is bound when the first Pod uses it, which is normal for its storage class"),
        (2, 30.04, State.FAILED, 'claim lost gets no volume: storageclass.storage.k8s.io "nowhere" not found'),
    ],
)
def test_claims_that_are_not_bound(step: int, after: float, state: State, text: str) -> None:
    played = play("claims", step)
    assert played.verdict is not None
    assert (played.verdict.state, played.verdict.note or played.verdict.cause) == (state, text)
    assert played.after == pytest.approx(after, abs=0.05)


def test_a_load_balancer_without_anybody_who_makes_it() -> None:
    played = play("loadbalancer-pending")
    assert played.verdict is not None
    assert played.verdict.state is State.READY
    assert "nothing in the cluster seems to give one" in played.verdict.note
    assert played.after == pytest.approx(30.0, abs=0.05)


def test_progress_in_words() -> None:
    assert play("deployment-update", 1).texts == (
        "not yet taken up by its controller",
        "0 of 2 updated",
        "1 of 2 updated",
        "1 of the old version ending",
        "",
    )


@pytest.mark.parametrize(
    ("marks", "state"),
    [
        ({}, State.READY),
        ({"rollout.translator/update-monitor": "5s"}, State.READY),
        ({"rollout.translator/update-monitor": "0.5s", "rollout.translator/update-max-failure-ratio": "0.5"}, State.READY),
    ],
)
def test_terms_that_an_update_keeps(marks: dict[str, str], state: State) -> None:
    played = play("deployment-update", 1, annotations=marks)
    assert played.verdict is not None
    assert played.verdict.state is state


def test_a_monitor_watches_on_after_an_update_alone() -> None:
    marks = {"rollout.translator/update-monitor": "2s"}
    assert play("deployment-update", 1, annotations=marks).after == pytest.approx(2.18 + 2, abs=0.02)
    assert play("deployment-create", 0, annotations=marks).after == pytest.approx(1.15, abs=0.02)
