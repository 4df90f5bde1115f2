"""Seconds and memory of applying and diffing many objects, beside `kubectl` in the same run, on the same cluster.

python -m tests.bench.cluster [--objects N] [--kubeconfig FILE] [--rounds N]

Without a kubeconfig an embedded cluster is served by a process of its own, twice: once as fast as it can, where its share of
the processor limits every tool alike, and once with answers that take as long as those of the API server on which kubectl was
measured (38 ms an object for apply, 7.5 ms for diff, which asks twice). Workloads have no replicas: what is measured is the
client. Each tool has a namespace of its own; apply makes one where there is none, and then works the plan out without asking,
so that is measured apart from applying to a namespace that is there. All are deleted in the end.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KUBECTL = Path(sys.executable).parent / "kubectl"
STACK = "bench"
OURS, THERE, THEIRS = "bench-translator", "bench-there", "bench-kubectl"
START = 30.0
PACES = (("as fast as it can", 0.0, 0.0), ("writes take 35 ms, reads and dry runs 1 ms", 35.0, 1.0))
"""How long the embedded cluster takes to answer."""


@dataclass(frozen=True)
class Measured:
    """What a command took."""

    seconds: float
    memory: float
    """The greatest resident set in MiB."""
    code: int


def manifests(count: int, image: str = "shop/web:1") -> list[dict[str, Any]]:
    """So many objects: of each twenty 8 ConfigMaps, 2 Secrets, 5 Services and 5 Deployments without replicas."""
    kinds = ["ConfigMap"] * 8 + ["Secret"] * 2 + ["Service"] * 5 + ["Deployment"] * 5
    return [_body(kinds[number % len(kinds)], f"{STACK}-{number:04}", image) for number in range(count)]


def _body(kind: str, name: str, image: str) -> dict[str, Any]:
    labels = {"app.kubernetes.io/name": name, "app.kubernetes.io/part-of": STACK}
    version = "apps/v1" if kind == "Deployment" else "v1"
    head = {"apiVersion": version, "kind": kind, "metadata": {"name": name, "labels": labels}}
    if kind == "ConfigMap":
        return {**head, "data": {f"key-{index}": f"value {index} of {name}" for index in range(10)}}
    if kind == "Secret":
        return {**head, "type": "Opaque", "stringData": {"password": f"{name}-secret"}}
    if kind == "Service":
        return {**head, "spec": {"selector": labels, "ports": [{"name": "http", "port": 80, "protocol": "TCP"}]}}
    variables = [{"name": f"VARIABLE_{index}", "value": str(index)} for index in range(10)]
    probe = {"httpGet": {"path": "/", "port": 8080}}
    port = {"containerPort": 8080, "protocol": "TCP"}
    container = {"name": "web", "image": image, "env": variables, "ports": [port], "readinessProbe": probe}
    template = {"metadata": {"labels": labels}, "spec": {"containers": [container]}}
    return {**head, "spec": {"replicas": 0, "selector": {"matchLabels": labels}, "template": template}}


def run(command: Sequence[str | Path], environment: dict[str, str], accepted: Sequence[int] = (0,)) -> Measured:
    """Runs a command, its output thrown away; ends all where its exit code is not one of those accepted."""
    started = time.perf_counter()
    with open(os.devnull, "w") as nowhere:
        process = subprocess.Popen(list(map(str, command)), stdout=nowhere, stderr=subprocess.PIPE, env=environment)
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accepted:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{said.decode()[-2000:]}")
    return Measured(time.perf_counter() - started, usage.ru_maxrss / 1024, process.returncode)


@contextmanager
def embedded(folder: Path, write: float, read: float) -> Iterator[Path]:
    """The kubeconfig of an embedded cluster in another process."""
    written = folder / "kubeconfig"
    command = [sys.executable, "-m", "tests.bench.delayed", str(written), str(write), str(read)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + START
        while not written.exists():
            if server.poll() is not None or time.monotonic() > end:
                raise SystemExit("the sandbox does not start")
            time.sleep(0.05)
        yield written
    finally:
        server.terminate()
        server.wait()


class Bench:
    """The tools, on one cluster."""

    def __init__(self, config: Path, folder: Path, count: int) -> None:
        self._config = config
        self._environment = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self._before, self._after = folder / "before", folder / "after"
        self._there, self._all = folder / "there.yaml", folder / "namespaces.yaml"
        for file, names in ((self._there, (THERE, THEIRS)), (self._all, (THERE, THEIRS, OURS))):
            spaces = [{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}} for name in names]
            file.write_text("".join(f"---\n{json.dumps(body)}\n" for body in spaces))
        for place, image in ((self._before, "shop/web:1"), (self._after, "shop/web:2")):
            place.mkdir()
            text = "".join(f"---\n{json.dumps(body)}\n" for body in manifests(count, image))
            (place / "all.yaml").write_text(text)

    def translator(self, verb: str, *options: str, changed: bool = False, namespace: str = OURS) -> Measured:
        """A verb of the translator."""
        where: list[str | Path] = ["-m", self._after if changed else self._before, "-p", STACK, "-n", namespace]
        ours: list[str | Path] = [sys.executable, "-m", "translator", verb, *where, "--kubeconfig", self._config, *options]
        return run(ours, self._environment, (0, 1) if verb == "diff" else (0,))

    def kubectl(self, verb: str, *options: str, changed: bool = False) -> Measured:
        """A verb of kubectl."""
        where: list[str | Path] = ["-f", self._after if changed else self._before, "-n", THEIRS, "--server-side"]
        theirs: list[str | Path] = [KUBECTL, "--kubeconfig", self._config, verb, *where, *options]
        return run(theirs, self._environment, (0, 1) if verb == "diff" else (0,))

    def begin(self) -> None:
        """Makes the namespaces that are to be there."""
        run([KUBECTL, "--kubeconfig", self._config, "apply", "-f", self._there], self._environment)

    def end(self) -> None:
        """Removes all of them."""
        run([KUBECTL, "--kubeconfig", self._config, "delete", "--ignore-not-found", "-f", self._all], self._environment)

    def rows(self, rounds: int) -> Iterator[tuple[str, Measured, Measured]]:
        """What was measured: ours and kubectl's."""
        theirs = self.kubectl("apply")
        yield "create", self.translator("apply", "--yes", "--no-wait"), theirs
        yield "create, namespace is there", self.translator("apply", "--yes", "--no-wait", namespace=THERE), theirs
        yield "apply again, no change", *self._median(rounds, ("apply", "--yes", "--no-wait"), "apply")
        yield "diff, no change", *self._median(rounds, ("diff",), "diff")
        yield "diff, a quarter changed", *self._median(rounds, ("diff",), "diff", changed=True)
        yield (
            "apply, a quarter changed",
            self.translator("apply", "--yes", "--no-wait", changed=True),
            self.kubectl("apply", changed=True),
        )

    def _median(self, rounds: int, ours: Sequence[str], theirs: str, *, changed: bool = False) -> tuple[Measured, Measured]:
        return (
            _middle([self.translator(*ours, changed=changed) for _ in range(rounds)]),
            _middle([self.kubectl(theirs, changed=changed) for _ in range(rounds)]),
        )


def _middle(found: Sequence[Measured]) -> Measured:
    seconds = statistics.median_low([each.seconds for each in found])
    return next(each for each in found if each.seconds == seconds)


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--objects", type=int, default=1_000)
    options.add_argument("--kubeconfig", type=Path)
    options.add_argument("--rounds", type=int, default=3, help="what changes nothing is done so often; the median counts")
    given = options.parse_args()
    if given.kubeconfig is not None:
        with tempfile.TemporaryDirectory() as folder:
            measure(f"the cluster of {given.kubeconfig}", given.kubeconfig, Path(folder), given.objects, given.rounds)
        return
    for pace, write, read in PACES:
        with tempfile.TemporaryDirectory() as folder, embedded(Path(folder), write, read) as config:
            measure(f"the embedded cluster, {pace}", config, Path(folder), given.objects, given.rounds)


def measure(what: str, config: Path, folder: Path, count: int, rounds: int) -> None:
    """Prints the table of one cluster."""
    bench = Bench(config, folder, count)
    bench.begin()
    print(f"{count:,} objects; {what}")
    print(f"{'':<28}{'translator':>20}{'kubectl':>20}{'ratio':>9}")
    for did, ours, theirs in bench.rows(rounds):
        print(f"{did:<28}{_shown(ours):>20}{_shown(theirs):>20}{theirs.seconds / ours.seconds:>8.1f}x", flush=True)
    bench.end()


def _shown(measured: Measured) -> str:
    return f"{measured.seconds:.2f} s {measured.memory:>5.0f} MiB"


if __name__ == "__main__":
    main()
