"""A sample of the faults, drawn with a seed: each fault, each signal, and each kind of request at least once.

`make faults` tries all of them.
"""

import random
import signal
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from tests.faults.cases import SCENARIOS, SIGNALS, Ground, Trouble, name, prepared, tried
from tests.faults.proxy import Asked, Fault, never
from tests.faults.site import SECRETS, Site, site
from translator.apply.client import transport
from translator.cli import exits

SEED = 20_251


@pytest.fixture(scope="module")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Ground]:
    folder = tmp_path_factory.mktemp("grounds")
    return {scenario: prepared(scenario, folder) for scenario in SCENARIOS}


def _by_sort(requests: Sequence[Asked]) -> dict[str, list[Asked]]:
    found: dict[str, list[Asked]] = defaultdict(list)
    for asked in sorted(requests, key=str):
        found[asked.sort].append(asked)
    return found


def _sample(grounds: Mapping[str, Ground], scenario: str) -> Iterator[tuple[Asked, Fault]]:
    """Every kind of request in one of the scenarios, those that both have in turn; the faults in turn."""
    chance = random.Random(SEED)
    sorts = {each: _by_sort(ground.requests) for each, ground in grounds.items()}
    faults = chance.sample(list(Fault), len(Fault))
    for number, sort in enumerate(sorted(set().union(*sorts.values()))):
        having = [each for each in SCENARIOS if sort in sorts[each]]
        if having[number % len(having)] == scenario:
            yield chance.choice(sorts[scenario][sort]), faults[number % len(faults)]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_faults(grounds: Mapping[str, Ground], scenario: str) -> None:
    verdicts = [tried(grounds[scenario], *case) for case in _sample(grounds, scenario)]
    assert [f"{name(each.trouble)} at {each.asked}: {fault}" for each in verdicts for fault in each.faults] == []
    assert sum(each.met for each in verdicts) > len(verdicts) / 2


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("trouble", SIGNALS, ids=name)
def test_kills(grounds: Mapping[str, Ground], scenario: str, trouble: Trouble) -> None:
    """Killed at a write, where there is something to leave half done."""
    ground = grounds[scenario]
    writes = sorted((asked for asked in ground.requests if asked.method == "PATCH" and not asked.dry), key=str)
    verdict = tried(ground, random.Random(f"{SEED} {name(trouble)}").choice(writes), trouble)
    assert verdict.met
    assert verdict.faults == ()


def test_the_forty_objects(grounds: Mapping[str, Ground]) -> None:
    ground = grounds["create"]
    assert len(ground.members) == 40
    assert set(ground.effects.values()) == {1}


def test_no_secret_is_told_whatever_happens(grounds: Mapping[str, Ground], tmp_path: Path) -> None:
    with site(tmp_path, grounds["create"].state) as found:
        found.proxy.choose = lambda asked: Fault.CONFLICT if "/secrets/" in asked.path and asked.occurrence > 1 else None
        _, said = found.apply("stack.yml")
        assert not any(value in said for value in SECRETS.values())


def test_a_case_can_be_bad(grounds: Mapping[str, Ground], monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that asks only once does not get over a fault, and the case says so."""
    monkeypatch.setattr(transport, "ATTEMPTS", 1)
    ground = grounds["create"]
    (asked,) = (each for each in ground.requests if str(each) == "PATCH /api/v1/namespaces/default/services/api (dry run) #1")
    verdict = tried(ground, asked, Fault.AWAY)
    assert verdict.met
    assert any(fault.startswith("exit code") for fault in verdict.faults)


@pytest.mark.parametrize(("one", "other"), [("stack.yml", "changed.yml"), ("changed.yml", "changed.yml")])
def test_two_at_once(grounds: Mapping[str, Ground], tmp_path: Path, one: str, other: str) -> None:
    """Two runs that begin together: the stack ends as one of them asked for, whole, and each says how it ended.

    Where they went one after the other, what a rollback to the first one needs is still there.
    """
    ends = []
    for number, files in enumerate(((one,), (other,), (one, other), (other, one))):
        (tmp_path / str(number)).mkdir()
        with site(tmp_path / str(number), grounds["change"].state) as alone:
            assert [alone.apply(file)[0] for file in files] == [exits.FINE] * len(files)
            ends.append(alone.members())
    (tmp_path / "both").mkdir()
    with site(tmp_path / "both", grounds["change"].state) as found:
        processes = [found.started(file) for file in (one, other)]
        said = [process.communicate(timeout=300)[0] for process in processes]
        codes = [process.returncode for process in processes]
        assert set(codes) <= {exits.FINE, exits.FINDINGS, exits.CONFLICT}, said
        assert exits.FINE in codes
        assert _whole(found) in ends
        assert found.holder() is None


def test_who_interrupts_does_not_wait_for_patience(grounds: Mapping[str, Ground], tmp_path: Path) -> None:
    """The server asks for a minute of patience, for each write."""
    with site(tmp_path, grounds["create"].state) as found:

        def choose(asked: Asked) -> Fault | None:
            return Fault.BUSY if asked.method == "PATCH" and not asked.dry and "services" in asked.path else None

        found.proxy.choose, found.proxy.pause = choose, 60
        process = found.started("stack.yml")
        while not found.proxy.done:
            assert process.poll() is None, process.communicate()
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=50)
        assert process.returncode == exits.INTERRUPTED, said
        found.proxy.choose = never
        assert found.apply("stack.yml")[0] == exits.FINE


def _whole(found: Site) -> Mapping[str, object]:
    found.proxy.choose = never
    return found.members()
