"""Garbage: the collector of cycles is held while a stack is converted or files are checked.

A run makes hundreds of thousands of objects, none of them in a cycle, that live to its end. Going through them again and again
was a third of the time of a run on a thousand services, and a fifth of that of a small one, which mostly imports.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 200_000
"""After so many new objects the collector looks; Python's own number is 700."""


@contextmanager
def of_a_process() -> Iterator[None]:
    """For a process that does one thing and ends: the collector looks seldom, and not at all at what the end of it frees."""
    gc.set_threshold(_SELDOM)
    try:
        yield
    finally:
        gc.freeze()


@contextmanager
def held() -> Iterator[None]:
    """Holds the collector, as a context or as a decorator. A verb that ends with it is decorated, so that what it made is gone
    when the collector may look again."""
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()
