"""Execution: many steps at once, one group after the other, so that it can be stopped at any moment.

What is on its way when somebody interrupts is waited for, because its answer tells what was done; nothing new begins. The same
holds where the cluster stops answering. What was not begun has no deed.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

from translator.apply.result import Deed
from translator.model.cluster import Unreachable
from translator.model.plan import Step

Act = Callable[[Step, threading.Event], Deed]
"""Does a step; the event tells that the run ends, so that nothing that takes long is waited for."""


class Cut(Exception):  # noqa: N818 - it is what happened
    """The steps were cut short: the cluster did not answer (`unreachable`, and `str()` says how), or somebody interrupted."""

    def __init__(self, message: str, *, unreachable: bool) -> None:
        super().__init__(message)
        self.unreachable = unreachable


def carried_out(steps: Sequence[Step], act: Act, seen: Callable[[Deed], None], threads: int) -> tuple[Deed, ...]:
    """Does the steps at the same time; the deeds in the order of the steps.

    Args:
        act: does one; may be called from several threads.
        seen: is told of each deed as it is done, in the thread of the caller.

    Raises:
        Cut: not all were done.
    """
    if not steps:
        return ()
    stopped = threading.Event()
    finished: SimpleQueue[Future[Deed | None]] = SimpleQueue()
    done: dict[int, Deed] = {}

    def one(step: Step) -> Deed | None:
        return None if stopped.is_set() else act(step, stopped)

    def take(future: Future[Deed | None]) -> None:
        deed = future.result()
        if deed is not None:
            done[order[future]] = deed
            seen(deed)

    order: dict[Future[Deed | None], int] = {}
    with ThreadPoolExecutor(min(threads, len(steps)), "apply") as pool:
        try:
            for index, step in enumerate(steps):
                future = pool.submit(one, step)
                order[future] = index
                future.add_done_callback(finished.put)
            for _ in steps:
                take(finished.get())
        except (KeyboardInterrupt, Unreachable) as cause:
            stopped.set()
            pool.shutdown()
            for future, index in order.items():
                if index not in done and future.exception() is None:
                    take(future)
            raise Cut(str(cause), unreachable=isinstance(cause, Unreachable)) from cause
        finally:
            stopped.set()
    return tuple(done[index] for index in sorted(done))
