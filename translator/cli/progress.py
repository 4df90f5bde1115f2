"""A sign of life for whoever watches a terminal: only there, and only once a second has passed."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic

_PATIENCE = 1.0


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """Shows `doing` while the body runs."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    done = Event()
    watcher = Thread(target=_watch, args=(doing, done), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


@contextmanager
def counted(doing: str, total: int) -> Iterator[Callable[[], None]]:
    """Shows how many of `total` are done; the body calls what it is given after each.

    No thread is started: the work is done by other processes, which are made as copies of this one.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield _nothing
        return
    began, shown = monotonic(), False
    done = 0

    def advance() -> None:
        nonlocal done, shown
        done += 1
        if monotonic() - began >= _PATIENCE:
            shown = True
            print(f"\r{doing}: {done} of {total}", end="", file=sys.stderr, flush=True)

    try:
        yield advance
    finally:
        if shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _nothing() -> None:
    return None


def _watch(doing: str, done: Event) -> None:
    if done.wait(_PATIENCE):
        return
    from rich.console import Console  # a tenth of a second, which nobody notices by now

    with Console(stderr=True).status(doing):
        done.wait()
