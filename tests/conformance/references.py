"""The two reference programs: where they are, and how they are asked for the model of a stack.

Neither contacts a daemon or the network. Both get an environment of their own, so that the variables of the machine have no
part in a model.
"""

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parents[2] / ".venv-reference"
LEGACY, CURRENT = HOME / "legacy", HOME / "current"
MISSING = f"the reference programs are not installed below {HOME.name}: make conformance installs them"

_PROGRAM = Path(__file__).with_name("legacy_program.py")


@dataclass(frozen=True, slots=True)
class Answer:
    """The model as plain data, or the reason for which the program refuses the stack."""

    model: Mapping[str, Any] | None
    error: str = ""


def installed() -> bool:
    """Whether both programs are there."""
    return (LEGACY / "compose").is_dir() and (CURRENT / "bin" / "docker-compose").exists()


def current(directory: Path, files: Sequence[str], environment: Mapping[str, str], profiles: Sequence[str] = ()) -> Answer:
    """What docker compose reads: merged, interpolated, paths absolute, env files read; nothing added for a daemon."""
    done = subprocess.run(
        [
            str(CURRENT / "bin" / "docker-compose"),
            *(part for name in files for part in ("-f", name)),
            *(part for name in profiles for part in ("--profile", name)),
            *("config", "--format", "json", "--no-normalize", "--no-consistency"),
        ],
        cwd=directory,
        env={"HOME": str(directory), "PATH": os.defpath, **environment},
        capture_output=True,
        text=True,
        timeout=300,
    )
    if done.returncode:
        return Answer(None, done.stderr.strip())
    return Answer(_undoubled(json.loads(done.stdout)))


def _undoubled(value: Any) -> Any:
    """The model is printed as a stack file, in which a dollar sign is doubled."""
    if isinstance(value, dict):
        return {name: _undoubled(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_undoubled(each) for each in value]
    return value.replace("$$", "$") if isinstance(value, str) else value


class Legacy:
    """docker-compose 1.29.2, kept running."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-S", str(_PROGRAM)],
            env={"PYTHONPATH": str(LEGACY), "PYTHONUTF8": "1", "PATH": os.defpath},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer()

    def ask(self, directory: Path, files: Sequence[str], environment: Mapping[str, str]) -> Answer:
        """What docker-compose 1.29.2 reads."""
        request = {"directory": str(directory), "files": list(files), "environment": dict(environment)}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = self._answer()
        return Answer(answer.get("model"), answer.get("error", ""))

    def close(self) -> None:
        """Ends the program."""
        self._process.communicate()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the reference program has ended"
        found = json.loads(line)
        assert isinstance(found, dict)
        return found


@cache
def legacy() -> Legacy:
    """The one process of this run, which ends with it."""
    program = Legacy()
    atexit.register(program.close)
    return program
