"""The hooks under the real pre-commit: the definitions, and an installation from a git repository as users have it.

Fetching the dependencies takes half a minute, so that a quick run lends those of the tests to the installation, which needs no
network then; `make soak` fetches them.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())

GOOD = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"
BAD = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: Big}\n"
STACK = "services:\n  web:\n    image: nginx:1.27\n    no_such_key: 1\n"
NO_NETWORK = (
    "Could not find a version",
    "No matching distribution",
    "ConnectionError",
    "Temporary failure",
    "ReadTimeoutError",
)
LENT: Mapping[str, str] = {
    "PIP_NO_DEPS": "1",
    "PIP_NO_BUILD_ISOLATION": "0",  # "no" to the isolation: of an option that negates, pip takes the value of what it negates
    "PYTHONPATH": sysconfig.get_path("purelib"),
}
FETCHED = os.environ.get("HYPOTHESIS_PROFILE") == "soak"


def environment(home: Path) -> Mapping[str, str]:
    """That of the process, with a cache of pre-commit and a git configuration of the test's own, and a home if it has none."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    author = {f"GIT_{who}_{what}": "test@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    path = os.pathsep.join((str(Path(sys.executable).parent), kept.get("PATH", "")))
    return {"HOME": str(home), **kept, **author, "GIT_CONFIG_GLOBAL": os.devnull, "PRE_COMMIT_HOME": str(home), "PATH": path}


def run(folder: Path, *command: str, lent: Mapping[str, str] = {}) -> subprocess.CompletedProcess[str]:
    env = {**environment(folder.parent / "cache"), **lent}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def repository(folder: Path, files: Mapping[str, str]) -> Path:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_text(content)
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "test")):
        assert run(folder, "git", *command).returncode == 0
    return folder


@pytest.mark.parametrize(
    ("hook", "expected"),
    [
        ("translator-validate", {"bad.yml", "bad.json", "stack.yml"}),
        ("translator-validate-stack", {"stack.yml"}),
    ],
)
def test_what_a_hook_finds(tmp_path: Path, hook: str, expected: set[str]) -> None:
    (definition,) = [each for each in HOOKS if each["id"] == hook]
    local = {
        **definition,
        "language": "system",
        "entry": definition["entry"].replace("translator", f"{sys.executable} -m translator", 1),
    }
    config = {"repos": [{"repo": "local", "hooks": [local]}]}
    json = '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "Big"}}'
    files = {"good.yml": GOOD, "bad.yml": BAD, "bad.json": json, "stack.yml": STACK, "values.yaml": "a: 1\n", "bad.txt": BAD}
    project = repository(tmp_path / "project", {**files, ".pre-commit-config.yaml": yaml.safe_dump(config)})
    done = run(project, sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose")
    assert done.returncode == 1, done.stdout + done.stderr
    assert {line.split(":")[0] for line in done.stdout.splitlines() if ": error T" in line} == expected


def test_the_hook_installs_from_a_repository(tmp_path: Path) -> None:
    source = tmp_path / "translator"
    skipped = shutil.ignore_patterns("__pycache__", "*.pyc")
    source.mkdir()
    for name in ("translator", "schemas", "templates"):
        shutil.copytree(ROOT / name, source / name, ignore=skipped)
    for name in ("pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, source / name)
    for command in (("init", "-q"), ("add", "-A", "-f"), ("commit", "-qm", "test")):
        assert run(source, "git", *command).returncode == 0
    project = repository(tmp_path / "project", {"good.yml": GOOD, "bad.yml": BAD})
    options = ("--all-files", "--verbose")
    lent = {} if FETCHED else LENT
    done = run(project, sys.executable, "-m", "pre_commit", "try-repo", str(source), "translator-validate", *options, lent=lent)
    said = done.stdout + done.stderr
    if any(sign in said for sign in NO_NETWORK):
        pytest.skip("the dependencies of the hook cannot be fetched: no package index is reachable")
    assert done.returncode == 1, said
    assert "bad.yml:3:18: error T550 bad-object-name" in said
    assert "good.yml:" not in said
