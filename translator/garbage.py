"""Garbage: the collector of cycles is held while a stack is converted or files are checked.

A run makes hundreds of thousands of objects, none of them in a cycle, that live to its end. Going through them again and again
was a third of the time of a run on a thousand services.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
