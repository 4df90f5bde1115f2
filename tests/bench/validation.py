"""Validation, next to the package `kubernetes-validate` in the same run: a cold start, manifests a second, and a large set.

    python -m tests.bench.validation [--runs N] [--size N]

The cold start is the whole command on five ordinary files, the best of several runs, with bytecode cached as after an
installation. Manifests a second are those of schema and server rules once all is loaded. The large set is one file, with the
rules of practice across objects: it shows that nothing grows faster than the set, and how much memory it takes.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import kubernetes_validate
import yaml

from tests.bench.pipeline import ROOT, Bench
from tests.check.objects import VALID, Body
from translator import check
from translator.kube.versions import DEFAULT, SUPPORTED
from translator.model.manifest import Manifest
from translator.report.collector import Collector

ROUNDS = 2_000
SLOW_ROUNDS = 5
ORDINARY = 5
OBJECTS_OF_A_SERVICE = 4
OTHER = "kubernetes-validate"


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.validation", description="Benchmarks of validation.")
    parser.add_argument("--runs", type=int, default=5, help="runs of which the best counts")
    parser.add_argument("--size", type=int, default=10_000, help="objects of the large set")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), arguments.runs)
        _cold_start(bench)
        _throughput()
        _large(bench, arguments.size)


def _cold_start(bench: Bench) -> None:
    files = [str(_written(bench.folder / f"{number}.yml", body)) for number, body in enumerate(VALID[:ORDINARY])]
    ours = [sys.executable, "-m", "translator", "validate", *files]
    bench.run(ours)  # fills the cache of bytecode
    said = f"cold start, {ORDINARY} files: {bench.seconds(ours):.3f} s (Python alone {_bare(bench):.3f} s"
    other = shutil.which(OTHER, path=str(Path(sys.executable).parent)) or shutil.which(OTHER)
    print(said + (f", {OTHER} {bench.seconds([other, *files]):.3f} s)" if other else ")"))


def _bare(bench: Bench) -> float:
    return bench.seconds([sys.executable, "-c", "pass"])


def _written(file: Path, body: Body) -> Path:
    file.write_text(yaml.safe_dump(body), encoding="utf-8")
    return file


def _throughput() -> None:
    manifests = [Manifest(body, {}) for body in VALID]
    start = time.perf_counter()
    check.manifests(manifests, (DEFAULT,), Collector())
    print(f"\nfirst {len(VALID)} kinds, nothing loaded yet: {(time.perf_counter() - start) * 1000:.0f} ms")
    print("manifests a second, schema and server rules:")
    ours = _rate(lambda: check.manifests(manifests * ROUNDS, (DEFAULT,), Collector()), ROUNDS)
    check.manifests(manifests, SUPPORTED, Collector())
    all_versions = _rate(lambda: check.manifests(manifests * ROUNDS, SUPPORTED, Collector()), ROUNDS)
    other = _rate(lambda: _other(VALID), SLOW_ROUNDS)
    print(f"{ours:9,.0f}  one version ({DEFAULT})\n{all_versions:9,.0f}  {len(SUPPORTED)} versions at once")
    print(f"{other:9,.0f}  {OTHER} --strict, schema alone; ratio {ours / other:,.0f}")


def _other(bodies: Sequence[Body]) -> None:
    for _ in range(SLOW_ROUNDS):
        for body in bodies:
            kubernetes_validate.validate(body, DEFAULT, strict=True)


def _rate(work: Callable[[], None], rounds: int) -> float:
    start = time.perf_counter()
    work()
    return rounds * len(VALID) / (time.perf_counter() - start)


def _large(bench: Bench, size: int) -> None:
    folder = bench.folder / "large"
    stack = bench.stack(size // OBJECTS_OF_A_SERVICE)
    bench.run([sys.executable, "-m", "translator", "convert", "-q", "-f", str(stack), "-o", str(folder)])
    manifests = sorted(folder.glob("*.yaml"))
    everything = bench.folder / "set" / "all.yml"
    everything.parent.mkdir()
    everything.write_text("---\n".join(file.read_text(encoding="utf-8") for file in manifests), encoding="utf-8")
    start = time.perf_counter()
    found, memory = _validated(bench, everything.parent)
    seconds = time.perf_counter() - start
    print(f"\n{len(manifests):,} objects in one file: {seconds:.1f} s, at most {memory:.0f} MiB, {found:,} findings")


def _validated(bench: Bench, folder: Path) -> tuple[int, float]:
    """How many findings a folder has, and the greatest memory of the process that found them."""
    command = [sys.executable, "-m", "translator", "validate", "--format", "json", str(folder)]
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.DEVNULL, env=bench.environment)
        _, _, usage = os.wait4(process.pid, 0)
        output.seek(0)
        return len(json.load(output)["findings"]), usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
