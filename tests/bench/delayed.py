"""An embedded cluster that takes its time, as an API server with a disk does. Started by `tests.bench.cluster`.

python -m tests.bench.delayed KUBECONFIG WRITE READ

WRITE is how long an answer to a write takes at least, READ one to a read or a dry run, both in milliseconds. Requests that come
at the same time wait at the same time: a real server writes them to its disk together.
"""

import signal
import sys
import threading
import time
from pathlib import Path

from translator.sandbox import serve, serving
from translator.sandbox.rest.exchange import Answer, Request
from translator.sandbox.rest.router import Router

_WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def delayed(write: float, read: float) -> type[Router]:
    """A router whose answers take so many seconds at least."""

    class Delayed(Router):
        def respond(self, request: Request) -> Answer:
            began = time.perf_counter()
            answer = super().respond(request)
            stored = request.method in _WRITES and "dryRun" not in request.query
            time.sleep(max((write if stored else read) - (time.perf_counter() - began), 0.0))
            return answer

    return Delayed


def main(arguments: list[str]) -> None:
    """Serves until it is told to end."""
    kubeconfig, write, read = arguments
    serving.Router = delayed(float(write) / 1000, float(read) / 1000)  # type: ignore[attr-defined]
    over = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: over.set())
    with serve(None) as running:
        Path(f"{kubeconfig}.part").write_text(running.kubeconfig())
        Path(f"{kubeconfig}.part").rename(kubeconfig)
        over.wait()


if __name__ == "__main__":
    main(sys.argv[1:])
