"""Rollouts that fail: what is told, what is not begun, and what goes back."""

import pytest

from tests.apply.scenes import STACK, Scene, config, deployment_of, scene, secret
from translator.apply import revisions
from translator.apply.inventory import Status
from translator.apply.options import Options
from translator.model.cluster import Key, Refusal
from translator.model.progress import Stage, State
from translator.sandbox.controllers.script import Fate, Rule, Script

LEAK = "the password is s3cret-value-of-the-stack"
SCRIPT = Script((Rule("*leaky*", Fate.CRASH, 1, LEAK + "\n"),), start=0.2, stop=0.1)
MARK = "rollout.translator/update-failure-action"


def web(image: str, action: str = "") -> str:
    """A Deployment whose updates go as `failure_action` says."""
    return deployment_of("web", image, annotations={MARK: action} if action else {"a": "b"})


def image(shop: Scene) -> str:
    """What the Deployment asks for."""
    found: str = shop.deployment("web")["spec"]["template"]["spec"]["containers"][0]["image"]
    return found


def test_a_failed_rollout_is_not_ready_and_later_waves_do_not_begin() -> None:
    with scene(SCRIPT, speed=40) as shop:
        result = shop.apply(config("a") + deployment_of("db", "library/crash:1") + deployment_of("web"), waves={"web": 1})
        assert not result.ready
        assert [str(key) for key in result.left] == ["deployment/web"]
        (outcome,) = [each for each in result.waited if str(each.key) == "deployment/db"]
        assert outcome.state is State.FAILED
        assert "exit code 1" in outcome.cause
        assert shop.deployment("web") is None
        assert shop.inventory().status is Status.FAILED
        assert shop.apply(config("a") + deployment_of("db") + deployment_of("web"), waves={"web": 1}).good
        assert [each.status for each in revisions.listed(shop.cluster, shop.inventory())] == [Status.FAILED, Status.GOOD]


def test_nothing_is_deleted_after_a_failure() -> None:
    with scene(SCRIPT, speed=40) as shop:
        shop.apply(STACK + config("old"))
        result = shop.apply(STACK.replace("nginx:1.27", "library/crash:1"), Options(prune=True, timeout=60))
        assert not result.ready
        assert shop.live("ConfigMap", "old") is not None


@pytest.mark.parametrize(
    ("action", "wanted", "ready"),
    [("rollback", "nginx:1.27", False), ("pause", "library/crash:1", False), ("continue", "library/crash:1", True)],
)
def test_an_update_that_fails_goes_as_update_config_says(action: str, wanted: str, ready: bool) -> None:
    with scene(SCRIPT, speed=40) as shop:
        assert shop.apply(web("nginx:1.27", action)).good
        result = shop.apply(web("library/crash:1", action))
        assert (image(shop), result.ready) == (wanted, ready)
        assert [str(key) for key in result.rolled_back] == (["deployment/web"] if action == "rollback" else [])
        if action == "rollback":
            assert shop.stages(Stage.ROLLED_BACK) == ["deployment/web"]
            assert shop.inventory().status is Status.FAILED
            assert shop.deployment("web")["status"]["readyReplicas"] == 1


def test_an_update_that_failed_and_went_on_is_no_good_revision() -> None:
    with scene(SCRIPT, speed=40) as shop:
        for each in ("nginx:1.27", "library/crash:1", "library/crash:2"):
            assert shop.apply(web(each, "continue")).ready
        kept = [each.status for each in revisions.listed(shop.cluster, shop.inventory())]
        assert kept == [Status.GOOD, Status.FAILED, Status.FAILED]
        shop.revert()
        assert image(shop) == "nginx:1.27"


def test_without_a_good_revision_there_is_nothing_to_go_back_to() -> None:
    with scene(SCRIPT, speed=40) as shop:
        shop.apply(web("nginx:1.27", "rollback"), Options(wait=False))
        shop.cluster.said.clear()
        result = shop.apply(web("library/crash:1", "rollback"))
        assert result.rolled_back == ()
        assert any("cannot go back" in event.message for event in shop.events if event.stage is Stage.WARNING)


def test_a_refusal_that_quotes_a_secret_is_masked() -> None:
    with scene(SCRIPT) as shop:

        def refuse(verb: str, key: Key) -> None:
            if str(key) == "deployment/web" and verb == "apply":
                raise Refusal(422, "Invalid", 'Invalid value: "s3cret-value": and DB_PASSWORD=hunter2')

        shop.cluster.before = refuse
        result = shop.apply(secret("password", "s3cret-value") + deployment_of("web"))
        assert [fault for _, fault in result.faults] == ['Invalid value: "***": and DB_PASSWORD=***']
        assert "s3cret" not in str(shop.events)
        assert "hunter2" not in str(shop.events)


def test_a_log_that_holds_a_secret_of_the_stack_is_masked() -> None:
    with scene(SCRIPT, speed=40) as shop:
        shop.apply(secret("password", LEAK.rpartition(" ")[2]) + deployment_of("web", "library/leaky:1"))
        told = str(shop.events)
        assert "the password is ***" in told
        assert "s3cret" not in told
        assert "s3cret" not in str([event.details for event in shop.events])
