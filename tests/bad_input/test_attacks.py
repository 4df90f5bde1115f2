"""Input that was made to break the program, given at the command line: each ends with exit 1 and a finding, soon."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from translator.cli import main

WEB = "services:\n  web:\n    image: nginx\n"


def _written(text: str | bytes) -> Callable[[Path], object]:
    content = text if isinstance(text, bytes) else text.encode()
    return lambda folder: (folder / "stack.yml").write_bytes(content)


def _huge(folder: Path) -> None:
    with open(folder / "stack.yml", "wb") as stream:
        stream.write(WEB.encode())
        stream.truncate(100 << 20)  # sparse: it takes no room on the disk


def _link_out(folder: Path) -> None:
    (folder.parent / "outside.env").write_text("PASSWORD=hunter2\n")
    (folder / "in.env").symlink_to(folder.parent / "outside.env")
    _written(WEB + "    env_file: in.env\n")(folder)


def _loop_of_links(folder: Path) -> None:
    (folder / "a").symlink_to(folder / "b")
    (folder / "b").symlink_to(folder / "a")
    _written(WEB + "    env_file: a\n")(folder)


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    _written(WEB + "    env_file: pipe\n")(folder)


def _unreadable(folder: Path) -> None:
    (folder / "stack.yml").mkdir()


def _chain(folder: Path) -> None:
    for number in range(200):
        (folder / f"s{number}.yml").write_text(f"include: [s{number + 1}.yml]\n{WEB}")
    (folder / "stack.yml").write_text(f"include: [s0.yml]\n{WEB}")


_LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
_DEFAULTS = "${A:-" * 5_000 + "x" + "}" * 5_000

ATTACKS: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "a file of 100 MB": (_huge, {"T104"}),
    "a folder instead of a file": (_unreadable, {"T101"}),
    "no file": (lambda folder: None, {"T101"}),
    "nothing at all": (_written(""), {"T110"}),
    "billion laughs": (_written(_LAUGHS), {"T116"}),
    "an alias of itself": (_written("a: &a [*a]\n"), {"T115"}),
    "deep lists": (_written("[" * 200_000), {"T117"}),
    "deep mappings": (_written("{a: " * 200_000), {"T117"}),
    "deep blocks": (_written("- " * 200_000), {"T117"}),
    "deep defaults": (_written(WEB + f"    user: '{_DEFAULTS}'\n"), {"T151"}),
    "invalid UTF-8": (_written(b"services: {web: {image: \xff\xfe}}\n"), {"T105"}),
    "half a character": (_written(b"services: {web: {image: \xc3}}\n"), {"T105"}),
    "a NUL": (_written("services: {web: {image: 'a\0b'}}\n"), {"T106"}),
    "a tab": (_written("services:\n\tweb:\n\t\timage: a\n"), {"T108"}),
    "duplicate keys": (_written(WEB + "    image: httpd\n"), {"T112"}),
    "several documents": (_written(f"{WEB}---\n{WEB}"), {"T109"}),
    "a list at the top": (_written("- a\n"), {"T111"}),
    "a tag of Python": (_written("services: !!python/object/apply:os.system ['true']\n"), {"T118"}),
    "services that are a list": (_written("services: [web]\n"), set()),
    "a service that is a text": (_written("services: {web: nginx}\n"), {"T182"}),
    "a huge integer": (_written(WEB + f"    deploy: {{replicas: {'9' * 5_000}}}\n"), set()),
    "a port out of range": (_written(WEB + "    ports: ['70000:80']\n"), set()),
    "an enormous range of ports": (_written(WEB + "    ports: ['1-65535:1-65535', '1-99999999:1-99999999']\n"), set()),
    "two names that become one": (_written("services: {a_b: {image: x}, a-b: {image: x}}\n"), set()),
    "an unset required variable": (_written("services: {web: {image: '${IMAGE:?which one}'}}\n"), {"T153"}),
    "a variable without an end": (_written("services: {web: {image: '${IMAGE'}}\n"), {"T151"}),
    "a file that includes itself": (_written(f"include: [stack.yml]\n{WEB}"), {"T131"}),
    "a long chain of includes": (_chain, {"T139"}),
    "a service that extends itself": (_written(WEB + "    extends: web\n"), {"T128"}),
    "a file above the project": (_written(WEB + "    env_file: ../../../../etc/passwd\n"), {"T165"}),
    "an absolute file": (_written(WEB + "    env_file: /etc/passwd\n"), {"T165"}),
    "a file of the system": (_written(WEB + "    env_file: /proc/self/environ\n"), {"T165"}),
    "an endless file": (_written(WEB + "    env_file: /dev/zero\n"), {"T165"}),
    "a link that leads out": (_link_out, {"T165"}),
    "a loop of links": (_loop_of_links, set()),
    "a pipe": (_pipe, {"T163"}),
    "a stack file above the project": (_written(WEB + "    extends: {file: ../../x.yml, service: a}\n"), {"T103"}),
    "an included device": (_written(f"include: [/dev/zero]\n{WEB}"), {"T103"}),
    "a secret above the project": (_written(f"{WEB}    secrets: [s]\nsecrets: {{s: {{file: /etc/shadow}}}}\n"), set()),
}
"""What is written, and codes that have to be among the findings; other codes may be said as well."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, without the variables of the machine."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in list(os.environ):
        monkeypatch.delenv(name)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_ends_in_findings(name: str, project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write, expected = ATTACKS[name]
    write(project)
    code = main(("convert", "-f", "stack.yml", "-o", "out"))
    said = capfd.readouterr()
    assert code == 1, said.err[:2_000]
    assert "Traceback" not in said.err
    assert "hunter2" not in said.err + said.out
    assert "root:" not in said.err + said.out
    assert [each for each in expected if each not in said.err] == []
    assert len(said.err) < 20_000
    assert not (project / "out").exists()


_ODD = (WEB.replace("\n", "\r\n"), "\ufeff" + WEB, WEB.rstrip("\n"), "%YAML 1.1\n---\n" + WEB + "...\n")


@pytest.mark.parametrize("form", _ODD)
def test_what_only_looks_odd_is_read(form: str, project: Path) -> None:
    (project / "stack.yml").write_bytes(form.encode())
    assert main(("convert", "-f", "stack.yml", "-o", "out")) == 0
    assert (project / "out").is_dir()


@pytest.mark.parametrize("name", ["a file of 100 MB", "billion laughs", "deep mappings", "a pipe", "deep defaults"])
def test_a_process_survives_it(name: str, project: Path) -> None:
    """In a process of its own, where a crash of the C library or a full stack would show."""
    ATTACKS[name][0](project)
    command = [sys.executable, "-m", "translator", "convert", "-f", "stack.yml"]
    home = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, capture_output=True, cwd=project, env={"PYTHONPATH": str(home)}, timeout=300)
    assert done.returncode == 1
    assert done.stdout == b""
