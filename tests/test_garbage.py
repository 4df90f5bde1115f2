"""The collector of cycles is as it was when a run is over, and so are its settings where the process is somebody else's."""

import gc
from collections.abc import Iterator

import pytest

from translator import garbage
from translator.cli import main


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    threshold = gc.get_threshold()
    gc.unfreeze()
    yield
    gc.set_threshold(*threshold)
    gc.unfreeze()
    gc.enable()


def test_a_run_holds_the_collector_and_lets_it_go() -> None:
    with garbage.held():
        assert not gc.isenabled()
        with garbage.held():
            assert not gc.isenabled()
        assert not gc.isenabled(), "the run around it goes on"
    assert gc.isenabled()


def test_a_run_that_fails_lets_it_go_too() -> None:
    with pytest.raises(ValueError, match="fails"), garbage.held():
        raise ValueError("fails")
    assert gc.isenabled()


def test_a_collector_that_somebody_stopped_stays_so() -> None:
    gc.disable()
    with garbage.held():
        pass
    assert not gc.isenabled()


def test_a_process_of_our_own_looks_seldom_and_not_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["translator", "--version"])
    assert main() == 0
    assert gc.get_threshold()[0] >= 100_000
    assert gc.get_freeze_count() > 0


def test_a_process_of_somebody_else_is_left_as_it_is() -> None:
    before = gc.get_threshold()
    assert main(["--version"]) == 0
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
