"""Interruption: whoever ends a run ends it well: SIGTERM and a closed terminal count as Ctrl-C does.

The first one lets what is on its way arrive, so that it can be told what was done. Who has no patience for that says it again:
then the process ends at once, and the next run finds out.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from translator.cli import exits

Handler = Callable[[int, FrameType | None], None]


def endings() -> tuple[signal.Signals, ...]:
    """The signals that end a run: Ctrl-C, SIGTERM, a closed terminal. Not those that whoever started the process wants to be
    ignored (nohup), and none outside the main thread, where signals never come."""
    if threading.current_thread() is not threading.main_thread():
        return ()
    known = (signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else []))
    return tuple(each for each in known if signal.getsignal(each) is not signal.SIG_IGN)


@contextmanager
def handled(handler: Handler, signals: tuple[signal.Signals, ...]) -> Iterator[None]:
    """The signals come to `handler` while the block runs."""
    before = {each: signal.signal(each, handler) for each in signals}
    try:
        yield
    finally:
        for each, handler_before in before.items():
            signal.signal(each, handler_before)


@contextmanager
def interruptible() -> Iterator[None]:
    """Raises KeyboardInterrupt in the block for the first signal that ends a run; the next one ends the process."""
    told = False

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        nonlocal told
        if told:
            os.write(2, b"ended at once\n")
            os._exit(exits.INTERRUPTED)
        told = True
        raise KeyboardInterrupt

    with handled(interrupt, endings()):
        yield


@contextmanager
def hurrying(hurry: Callable[[], None]) -> Iterator[None]:
    """Calls `hurry` when the block is interrupted, before it learns of it: other threads must not go on being patient.

    In a thread of its own, since the one that is interrupted may hold any lock.
    """
    before = {each: found for each in endings() if callable(found := signal.getsignal(each))}

    def interrupt(number: int, frame: FrameType | None) -> None:
        threading.Thread(target=hurry, daemon=True).start()
        before[signal.Signals(number)](number, frame)

    with handled(interrupt, tuple(before)):
        yield
