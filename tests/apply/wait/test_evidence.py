"""What is shown below a cause, and what is not."""

from typing import Any

import pytest

from translator.apply.wait.evidence import Witness
from translator.apply.wait.goal import Goal
from translator.apply.wait.scene import Scene
from translator.apply.wait.standing import Trouble
from translator.apply.wait.vigil import Verdict, Watched
from translator.model.cluster import Key, Refusal
from translator.model.progress import Outcome, State

WEB = Key("apps/v1", "Deployment", "shop", "web")
CRASH = Trouble("container c ends with exit code 1", 0.0, False, "web-1", "c")


class Logs:
    """A cluster that has logs: of the run that is over, and of the present one."""

    def __init__(self, before: str | Exception = "", now: str = "") -> None:
        self.texts: dict[bool, Any] = {True: before, False: now}
        self.asked: list[tuple[str, str, str, bool]] = []

    def log(self, namespace: str, pod: str, container: str, *, lines: int, previous: bool) -> str:
        self.asked.append((namespace, pod, container, previous))
        if isinstance(self.texts[previous], Exception):
            raise self.texts[previous]
        return str(self.texts[previous])


def outcome(logs: Logs, *troubles: Trouble, scene: Scene | None = None) -> Outcome:
    watched = Watched(Goal(WEB))
    watched.verdict = Verdict(State.FAILED, troubles[0].cause, troubles)
    witness = Witness(logs, scene or Scene(), lambda text: text.replace("hunter2", "***"))  # type: ignore[arg-type]
    return witness.outcome(watched)


def test_the_log_of_the_run_that_ended_comes_first() -> None:
    logs = Logs("a\nb\n", "c\n")
    assert outcome(logs, CRASH).details == ("in Pod web-1", "the last lines of container c:", "  a", "  b")
    assert logs.asked == [("shop", "web-1", "c", True)]


@pytest.mark.parametrize("before", ["", Refusal(400, "BadRequest", "previous terminated container not found")])
def test_or_else_that_of_the_present_one(before: str | Exception) -> None:
    assert outcome(Logs(before, "c\n"), CRASH).details[-1] == "  c"


def test_a_log_that_may_not_be_read_is_said() -> None:
    logs = Logs(Refusal(403, "Forbidden", "pods/log is forbidden"))
    assert outcome(logs, CRASH).details == ("in Pod web-1", "its log cannot be read: pods/log is forbidden")


def test_known_secrets_and_passwords_are_masked_everywhere() -> None:
    pulls = Trouble("the image cannot be pulled: Get https://user:geheim@registry/v2/: hunter2", 0.0, False, "web-1", "c")
    found = outcome(Logs("hunter2\n\x1b[2J TOKEN=geheim\n"), pulls)
    assert found.cause == "the image cannot be pulled: Get https://user:***@registry/v2/: ***"
    assert found.details[-2:] == ("  ***", "  \\x1b[2J TOKEN=***")


def test_last_words_are_details_and_no_part_of_the_cause() -> None:
    scene = Scene()
    ended = {"terminated": {"exitCode": 2, "message": "password hunter2 is wrong\n"}}
    status = {"name": "c", "state": {}, "lastState": ended}
    metadata = {"name": "web-1", "namespace": "shop"}
    scene.put("Pod", {"metadata": metadata, "status": {"containerStatuses": [status]}})
    found = outcome(Logs(), CRASH, scene=scene)
    assert found.details == ("in Pod web-1", "password *** is wrong")


def test_other_causes_and_how_many_have_the_first() -> None:
    troubles = [CRASH, Trouble(CRASH.cause, 0.0, False, "web-2", "c"), Trouble("no node takes the Pod", 30.0, False, "web-3")]
    assert outcome(Logs(), *troubles).details == ("in 2 Pods, such as web-1", "also: no node takes the Pod")


def test_a_long_line_is_cut() -> None:
    assert len(outcome(Logs("x" * 5_000), CRASH).details[-1]) == 500
