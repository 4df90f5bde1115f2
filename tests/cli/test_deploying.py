"""What a run comes to: its exit code, and the sentences at its end."""

import pytest

from translator.apply.result import Result
from translator.cli import deploying, outcome
from translator.model.cluster import Key
from translator.model.progress import Outcome, State

KEYS = tuple(Key("v1", "ConfigMap", "shop", f"c{number:02}") for number in range(12))
ONE = KEYS[:1]


@pytest.mark.parametrize(
    ("result", "code"),
    [
        (Result(), 0),
        (Result(done=ONE), 0),
        (Result(done=ONE, ready=False), 6),
        (Result(done=ONE, left=ONE, ready=False), 6),
        (Result(done=ONE, left=ONE, faults=((KEYS[1], "denied"),)), 7),
        (Result(left=ONE, faults=((KEYS[1], "denied"),)), 7),
        (Result(left=ONE, faults=((None, "denied"),)), 4),
        (Result(left=ONE, contested=True, faults=((None, "held"),)), 5),
        (Result(done=ONE, left=ONE, contested=True, faults=((KEYS[1], "changed"),)), 7),
        (Result(left=ONE, unreachable=True, faults=((None, "no answer"),)), 4),
        (Result(done=ONE, left=ONE, unreachable=True, faults=((None, "no answer"),)), 7),
        (Result(done=ONE, left=ONE, interrupted=True), 130),
    ],
)
def test_the_exit_code(result: Result, code: int) -> None:
    assert outcome.of_run(result) == code


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (Result(revision=3), "Nothing to change; revision 3."),
        (Result(), "Nothing to change."),
        (Result(done=ONE), ""),
        (
            Result(done=ONE, left=KEYS[:2], interrupted=True),
            "Interrupted. 2 left: configmap/c00, configmap/c01. Run the same command again to go on.",
        ),
        (Result(left=ONE, faults=((None, "no answer"),), unreachable=True), "No answer. 1 left: configmap/c00. Run the same"),
        (
            Result(done=ONE, ready=False, waited=(Outcome(KEYS[0], State.FAILED, "it crashes", action="pause"),)),
            "Not everything is ready.",
        ),
        (
            Result(done=ONE, waited=(Outcome(KEYS[0], State.FAILED, "it crashes", action="continue"),)),
            "Failed, and gone on as failure_action says: configmap/c00.",
        ),
        (Result(left=KEYS), "12 left: configmap/c00, configmap/c01, configmap/c02, configmap/c03, configmap/c04"),
        (Result(left=KEYS), "configmap/c09 and 2 more. Run the same command again to go on."),
    ],
)
def test_the_end_is_told(result: Result, said: str) -> None:
    assert said in " ".join(deploying._told(result))


def test_what_was_rolled_back_is_not_told_as_unready() -> None:
    failed = Outcome(KEYS[0], State.FAILED, "it crashes", action="rollback")
    result = Result(done=ONE, ready=False, waited=(failed,), rolled_back=ONE)
    assert list(deploying._told(result)) == ["Rolled back: configmap/c00."]
    both = Result(done=ONE, ready=False, waited=(failed, Outcome(KEYS[1], State.LATE, "it is late")), rolled_back=ONE)
    assert list(deploying._told(both)) == ["Rolled back: configmap/c00.", "Not everything is ready."]
