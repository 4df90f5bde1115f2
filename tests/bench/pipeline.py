"""Seconds and memory of each stage of the pipeline, by size of the stack, and the cold start of one small file.

    python -m tests.bench.pipeline [--all] [--imports] [--runs N] [SIZE ...]

Each measurement is the best of several runs, each in a process of its own, with bytecode cached as after an installation. The
memory of a stage is the greatest that the process had held up to its end. The ratio compares the whole run with PyYAML (with
libyaml, where there is one) reading the same file and writing the same objects, and with `docker compose config`, which renders
nothing, where it is installed.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.stacks import stack

SIZES = (1, 10, 100, 1_000)
LARGEST = 10_000
STAGES = ("import", "parse", "normalize", "render", "check", "emit", "account")
ROOT = Path(__file__).resolve().parents[2]

Report = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bench:
    """Where stacks and bytecode are written, and how often each measurement is made."""

    folder: Path
    runs: int

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment of a measured process."""
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return kept | {"PYTHONPYCACHEPREFIX": str(self.folder / "bytecode")}

    def stack(self, size: int) -> Path:
        """A stack file of that many services."""
        file = self.folder / str(size) / "stack.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(stack(size), encoding="utf-8")
        return file

    def run(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        """Runs a command at the top of the checkout."""
        return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, env=self.environment)

    def best(self, tool: str, file: Path) -> Report:
        """The stages of a tool, of the run that took the least time altogether."""
        return min((self._stages(tool, file) for _ in range(self.runs)), key=_total)

    def _stages(self, tool: str, file: Path) -> Report:
        done = self.run([sys.executable, "-m", "tests.bench.stages", tool, str(file)])
        if done.returncode:
            raise SystemExit(done.stderr)
        report: Report = json.loads(done.stdout)
        return report

    def seconds(self, command: Sequence[str]) -> float:
        """The least time that a command took."""
        return min(self._seconds(command) for _ in range(self.runs))

    def _seconds(self, command: Sequence[str]) -> float:
        start = time.perf_counter()
        self.run(command)
        return time.perf_counter() - start


def main() -> None:
    """Prints the tables that the command line asks for."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), arguments.runs)
        bench.run([sys.executable, *_convert(bench)])  # fills the cache of bytecode
        _stages(bench, arguments.sizes)
        _cold_start(bench)
        if arguments.imports:
            _imports(bench)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pipeline", description="Benchmarks of the pipeline.")
    parser.add_argument("sizes", metavar="SIZE", nargs="*", type=int, help="numbers of services")
    parser.add_argument("--all", action="store_true", help=f"{LARGEST} services too")
    parser.add_argument("--imports", action="store_true", help="what the cold start spends on imports")
    parser.add_argument("--runs", type=int, default=3, help="runs of which the best counts")
    arguments = parser.parse_args()
    arguments.sizes = arguments.sizes or [*SIZES, *([LARGEST] if arguments.all else [])]
    return arguments


def _stages(bench: Bench, sizes: Sequence[int]) -> None:
    print("seconds (MiB) by stage; the ratio to other tools is of the totals\n")
    print(f"{'services':>8} {'objects':>8}", *(f"{stage:>13}" for stage in STAGES), f"{'total':>7}", "  ratio to")
    for size in sizes:
        file = bench.stack(size)
        ours = bench.best("translator", file)
        cells = (f"{ours[stage][0]:6.3f} ({ours[stage][1]:4.0f})" for stage in STAGES)
        print(f"{size:8} {ours['objects']:8}", *cells, f"{_total(ours):7.3f}", f"  {_ratios(bench, file, _total(ours))}")


def _total(report: Report) -> float:
    return sum(float(report[stage][0]) for stage in STAGES if stage in report)


def _ratios(bench: Bench, file: Path, total: float) -> str:
    said = [f"PyYAML {total / _total(bench.best('pyyaml', file)):.2f}"]
    compose = _compose()
    if compose:
        said.append(f"docker compose config {total / bench.seconds([*compose, '-f', str(file), 'config']):.2f}")
    return ", ".join(said)


def _compose() -> list[str]:
    if shutil.which("docker-compose"):
        return ["docker-compose"]
    docker = shutil.which("docker")
    known = docker and subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode == 0
    return ["docker", "compose"] if known else []


def _convert(bench: Bench) -> list[str]:
    return ["-m", "translator", "convert", "-f", str(bench.stack(1)), "-o", "-"]


def _cold_start(bench: Bench) -> None:
    command = [sys.executable, *_convert(bench)]
    bare = bench.seconds([sys.executable, "-c", "pass"])
    ours, code = bench.seconds(command), bench.run(command).returncode
    print(f"\ncold start, one service: {ours:.3f} s (Python alone {bare:.3f} s), exit {code}")


def _imports(bench: Bench) -> None:
    done = bench.run([sys.executable, "-X", "importtime", *_convert(bench)])
    lines = [line.removeprefix("import time:") for line in done.stderr.splitlines() if line.startswith("import time:")]
    rows = [line.split("|") for line in lines[1:]]
    modules = [(int(own), int(whole), name.strip()) for own, whole, name in rows]
    spent = sum(own for own, _, _ in modules) / 1000
    print(f"\n{len(modules)} modules, {spent:.0f} ms with the clock on; the dearest by their own time:")
    for own, whole, name in sorted(modules, reverse=True)[:30]:
        print(f"{own / 1000:8.2f} ms  {whole / 1000:8.2f} ms with what it imports  {name}")


if __name__ == "__main__":
    main()
