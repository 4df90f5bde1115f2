"""Cases: one request of an apply fails, or the apply is killed at it; then it is run again.

Each scenario is first run undisturbed, which tells its requests and how everything ends. A case is good where running again
ends the same, with every object written as often as then, nothing of strangers touched, nobody holding the stack, and where one
more run sends no write.
"""

import os
import signal
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults.proxy import Asked, Fault, never
from tests.faults.site import HASTY, PATIENT, Site, site
from translator.apply import holder
from translator.cli import exits

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
Trouble = Fault | signal.Signals

SCENARIOS = ("create", "change")
"""The stack is applied to a cluster that does not have it; or as it is later, to one that has it as it was."""

_RECOVERED = frozenset({exits.FINE})
_REFUSED = frozenset({exits.FINE, exits.UNREACHABLE, exits.CONFLICT, exits.PARTLY})
"""A 409 that nothing explains may be taken for another run, or another owner."""
_ENDED = {signal.SIGINT: exits.INTERRUPTED, signal.SIGTERM: exits.INTERRUPTED, signal.SIGKILL: -signal.SIGKILL}
_DEADLINE = 300.0


@dataclass(frozen=True)
class Ground:
    """A scenario: the state that it begins with, its requests, and how it ends."""

    scenario: str
    state: Path
    requests: tuple[Asked, ...]
    members: Mapping[str, Any]
    effects: Mapping[str, int]

    @property
    def file(self) -> str:
        """What is applied."""
        return "stack.yml" if self.scenario == "create" else "changed.yml"


@dataclass(frozen=True)
class Verdict:
    """How a case ended. `met` tells whether the request came at all; `faults` what is wrong, empty where nothing is."""

    scenario: str
    asked: Asked
    trouble: Trouble
    met: bool
    faults: tuple[str, ...]


def name(trouble: Trouble) -> str:
    """What a trouble is called in the table."""
    return trouble.value if isinstance(trouble, Fault) else trouble.name


@contextmanager
def _fresh(state: Path | None) -> Iterator[Site]:
    with tempfile.TemporaryDirectory(prefix="faults-") as folder, site(Path(folder), state) as found:
        yield found


def prepared(scenario: str, folder: Path) -> Ground:
    """Runs a scenario undisturbed. What it begins with is kept in `folder`."""
    place = folder / scenario
    place.mkdir(parents=True)
    with site(place) as found:
        if scenario == "change":
            _expect(found.apply("stack.yml"))
    with _fresh(place / "state") as found:
        ground = Ground(scenario, place / "state", (), {}, {})
        before = found.strangers()
        _expect(found.apply(ground.file))
        assert found.strangers() == before
        return Ground(scenario, ground.state, tuple(found.proxy.asked), found.members(), found.effects())


def _expect(ended: tuple[int, str]) -> None:
    assert ended[0] == exits.FINE, ended[1]


def tried(ground: Ground, asked: Asked, trouble: Trouble) -> Verdict:
    """Tries a case."""
    with _fresh(ground.state) as found:
        before = found.strangers()
        disturb = _failing if isinstance(trouble, Fault) else _killed
        code, said, allowed = disturb(found, ground.file, asked, trouble)
        met = bool(found.proxy.done)
        faults = [] if code in allowed or not met else [f"exit code {code}: {said[-400:]}"]
        found.proxy.choose, found.proxy.before = never, _nothing
        if code != exits.FINE:
            code, said = found.apply(ground.file)
            faults += [f"again: exit code {code}: {said[-400:]}"] if code != exits.FINE else []
        found.proxy.reset()
        code, said = found.apply(ground.file)
        faults += [f"once more: exit code {code}: {said[-400:]}"] if code != exits.FINE else []
        faults += [f"once more: {write}" for write in found.writes()]
        faults += _differences(ground, found, before)
    return Verdict(ground.scenario, asked, trouble, met, tuple(faults))


def _nothing(_asked: Asked) -> None:
    return


def _failing(found: Site, file: str, asked: Asked, trouble: Trouble) -> tuple[int, str, frozenset[int]]:
    """A run in which the request fails once."""
    assert isinstance(trouble, Fault)
    found.proxy.choose = lambda each: trouble if each == asked else None
    ended = found.apply(file, HASTY if trouble is Fault.SILENT else PATIENT)
    return *ended, _REFUSED if trouble is Fault.CONFLICT else _RECOVERED


def _killed(found: Site, file: str, asked: Asked, trouble: Trouble) -> tuple[int, str, frozenset[int]]:
    """A run in a process that gets a signal when the request arrives. With SIGKILL every other request is not carried out."""
    assert isinstance(trouble, signal.Signals)
    number: Future[int] = Future()

    def kill(each: Asked) -> None:
        if each == asked:
            os.kill(number.result(_DEADLINE), trouble)
            found.proxy.done.append((asked, Fault.CUT))
            if trouble is signal.SIGKILL and len(found.proxy.asked) % 2:
                raise ConnectionResetError

    found.proxy.before = kill
    process = found.started(file)
    number.set_result(process.pid)
    said, _ = process.communicate(timeout=_DEADLINE)
    # A signal that comes with the last requests finds nothing left to stop.
    return process.returncode, said, frozenset({_ENDED[trouble], exits.FINE})


def _differences(ground: Ground, found: Site, before: Mapping[str, bytes]) -> Iterator[str]:
    members, effects, strangers = found.members(), found.effects(), found.strangers()
    for each in sorted(ground.members.keys() | members.keys()):
        if ground.members.get(each) != members.get(each):
            yield f"{each} is not as it is undisturbed"
        elif ground.effects.get(each) != effects.get(each):
            yield f"{each} was written {effects.get(each)} times, undisturbed {ground.effects.get(each)}"
    for each in sorted(before.keys() | strangers.keys()):
        if before.get(each) != strangers.get(each):
            yield f"{each} of a stranger was touched"
    # Who was killed after the last write left nothing to do, so that nobody had a reason to take the Lease over.
    if (held := found.holder()) and not holder.is_gone(held):
        yield f"the stack is held by {held}"
