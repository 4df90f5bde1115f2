"""A sign of life for whoever watches a terminal: only there, and only once a second has passed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

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


def _watch(doing: str, done: Event) -> None:
    if done.wait(_PATIENCE):
        return
    from rich.console import Console  # a tenth of a second, which nobody notices by now

    with Console(stderr=True).status(doing):
        done.wait()
