"""Seconds and memory of each stage of the pipeline, by size of the stack, and the cold start of one small file.

    python -m tests.bench.pipeline [--all] [--imports] [--runs N] [SIZE ...]

Each measurement is the best of several runs, each in a process of its own. The memory of a stage is the greatest that the
process had held up to its end. The ratio compares the whole run with PyYAML (with libyaml, where there is one) reading the same
file and writing the same objects, and with `docker compose config`, which renders nothing, where it is installed.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.bench.stacks import stack

SIZES = (1, 10, 100, 1_000)
LARGEST = 10_000
STAGES = ("import", "parse", "normalize", "render", "check", "emit", "account")
ROOT = Path(__file__).resolve().parents[2]

Report = dict[str, Any]


def main() -> None:
    """Prints the tables that the command line asks for."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        _stages(Path(folder), arguments.sizes, arguments.runs)
        _cold_start(Path(folder), arguments.runs)
        if arguments.imports:
            _imports(Path(folder))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pipeline", description="Benchmarks of the pipeline.")
    parser.add_argument("sizes", metavar="SIZE", nargs="*", type=int, help="numbers of services")
    parser.add_argument("--all", action="store_true", help=f"{LARGEST} services too")
    parser.add_argument("--imports", action="store_true", help="what the cold start spends on imports")
    parser.add_argument("--runs", type=int, default=3, help="runs of which the best counts")
    arguments = parser.parse_args()
    arguments.sizes = arguments.sizes or [*SIZES, *([LARGEST] if arguments.all else [])]
    return arguments


def _stages(folder: Path, sizes: Sequence[int], runs: int) -> None:
    print("seconds (MiB) by stage\n")
    print(f"{'services':>8} {'objects':>8}", *(f"{stage:>13}" for stage in STAGES), f"{'total':>7}", " against", sep=" ")
    for size in sizes:
        file = _written(folder, size)
        ours = _best(lambda file=file: _reported("translator", file), runs)  # type: ignore[misc]
        total = _total(ours)
        cells = (f"{ours[stage][0]:6.3f} ({ours[stage][1]:4.0f})" for stage in STAGES)
        print(f"{size:8} {ours['objects']:8}", *cells, f"{total:7.3f}", f" {_ratios(file, total, runs)}", sep=" ")


def _written(folder: Path, size: int) -> Path:
    file = folder / str(size) / "stack.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(stack(size), encoding="utf-8")
    return file


def _reported(tool: str, file: Path) -> Report:
    command = [sys.executable, "-m", "tests.bench.stages", tool, str(file)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    report: Report = json.loads(done.stdout)
    return report


def _best(run: Callable[[], Report], runs: int) -> Report:
    return min((run() for _ in range(runs)), key=_total)


def _total(report: Report) -> float:
    return sum(float(report[stage][0]) for stage in STAGES if stage in report)


def _ratios(file: Path, total: float, runs: int) -> str:
    said = [f"PyYAML {total / _total(_best(lambda: _reported('pyyaml', file), runs)):.2f}"]
    compose = _compose()
    if compose:
        said.append(f"docker compose config {total / _timed([*compose, '-f', str(file), 'config'], runs):.2f}")
    return ", ".join(said)


def _compose() -> list[str]:
    if shutil.which("docker-compose"):
        return ["docker-compose"]
    docker = shutil.which("docker")
    known = docker and subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode == 0
    return ["docker", "compose"] if known else []


def _timed(command: Sequence[str], runs: int) -> float:
    return min(_seconds(command) for _ in range(runs))


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
    return time.perf_counter() - start


def _convert(folder: Path) -> list[str]:
    return ["-m", "translator", "convert", "-f", str(_written(folder, 1)), "-o", "-"]


def _cold_start(folder: Path, runs: int) -> None:
    command = [sys.executable, *_convert(folder)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    ours, bare = _timed(command, runs + 2), _timed([sys.executable, "-c", "pass"], runs + 2)
    print(f"\ncold start, one service: {ours:.3f} s (Python alone {bare:.3f} s), exit {done.returncode}")


def _imports(folder: Path) -> None:
    command = [sys.executable, "-X", "importtime", *_convert(folder)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    rows = [
        line.removeprefix("import time:").split("|") for line in done.stderr.splitlines() if line.startswith("import time:")
    ]
    modules = [(int(own), int(whole), name.strip()) for own, whole, name in rows[1:]]
    spent = sum(own for own, _, _ in modules) / 1000
    print(f"\n{len(modules)} modules, {spent:.0f} ms with the clock on; the dearest by their own time:")
    for own, whole, name in sorted(modules, reverse=True)[:30]:
        print(f"{own / 1000:8.2f} ms  {whole / 1000:8.2f} ms with what it imports  {name}")


if __name__ == "__main__":
    main()
