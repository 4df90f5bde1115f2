"""Which files are read, under which names, and what is the project folder: the rules of docker compose."""

from pathlib import Path

import pytest

from tests.parse.stacks import accounted, plain, project, reading, said, services, write


def stack(image: str) -> str:
    return f"services: {{web: {{image: {image}}}}}\n"


@pytest.mark.parametrize(
    ("present", "read", "warned"),
    [
        (["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"], ["compose.yaml"], 1),
        (["compose.yml", "docker-compose.yml"], ["compose.yml"], 1),
        (["docker-compose.yaml", "docker-compose.yml"], ["docker-compose.yml"], 1),
        (["docker-compose.yaml"], ["docker-compose.yaml"], 0),
        (["compose.yaml", "compose.override.yaml"], ["compose.yaml", "compose.override.yaml"], 0),
        (["docker-compose.yml", "docker-compose.override.yml"], ["docker-compose.yml", "docker-compose.override.yml"], 0),
        (
            ["compose.yaml", "compose.override.yml", "compose.override.yaml"],
            ["compose.yaml", "compose.override.yml"],
            1,
        ),
    ],
)
def test_standard_names(tmp_path: Path, present: list[str], read: list[str], warned: int) -> None:
    found, findings = project(tmp_path, {name: stack(name) for name in present})
    assert [file.name for file in found.files] == read
    assert [code for code, _ in said(findings)].count("T123") == warned
    assert services(found)["web"]["image"] == read[-1]
    assert accounted(found, findings) == []


def test_the_nearest_folder_above_counts(tmp_path: Path) -> None:
    write(tmp_path, {"compose.yaml": stack("far"), "a/compose.yaml": stack("near"), "a/.env": "X=1\n"})
    below = tmp_path / "a" / "b" / "c"
    below.mkdir(parents=True)
    found, _ = project(below, {})
    assert services(found)["web"]["image"] == "near"
    assert [file.name for file in found.files] == ["../../compose.yaml", "../../.env"]
    assert found.directory == (tmp_path / "a").resolve()
    assert found.name.value == "a"


def test_no_file_at_all(tmp_path: Path) -> None:
    found, findings = reading(tmp_path, {})
    assert found is None
    assert said(findings) == [("T102", "")]
    assert findings.fatal


def test_files_merge_in_order_and_keep_the_names_as_given(tmp_path: Path) -> None:
    files = {"deploy/a.yml": stack("a"), "b.yml": stack("b"), "deploy/.env": "TAG=1\n"}
    found, _ = project(tmp_path, files, files=("deploy/a.yml", "./b.yml"))
    assert services(found) == {"web": {"image": "b"}}
    assert [file.name for file in found.files] == ["deploy/a.yml", "b.yml", "deploy/.env"]
    assert found.directory == (tmp_path / "deploy").resolve()


def test_absolute_names_are_shown_relative(tmp_path: Path) -> None:
    write(tmp_path, {"x/a.yml": stack("a")})
    absolute = str(tmp_path / "x" / "a.yml")
    inside, _ = project(tmp_path, {}, files=(absolute,))
    assert [file.name for file in inside.files] == ["x/a.yml"]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    outside, _ = project(elsewhere, {}, files=(absolute,))
    assert [file.name for file in outside.files] == ["a.yml"]
    assert outside.directory == (tmp_path / "x").resolve()


def test_a_file_named_on_the_command_line_may_lie_anywhere_and_may_be_a_link(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "up/real.yml": "services: {web: {image: a, extends: {file: base.yml, service: b}}}",
            "p/base.yml": "services: {b: {tty: true}}",
        },
    )
    (tmp_path / "p" / "stack.yml").symlink_to(tmp_path / "up" / "real.yml")
    found, findings = project(tmp_path / "p", {}, files=("stack.yml",))
    assert services(found)["web"] == {"image": "a", "tty": "true"}
    assert found.directory == (tmp_path / "p").resolve()
    assert said(findings) == []
    found, _ = project(tmp_path / "p", {}, files=("../up/real.yml",))
    assert [file.name for file in found.files] == ["../up/real.yml"]


def test_standard_input(tmp_path: Path) -> None:
    found, _ = project(tmp_path, {"a.env": "K=1\n"}, files=("-",), stdin=b"services: {web: {image: a, env_file: a.env}}\n")
    assert services(found)["web"] == {"image": "a", "environment": {"K": "1"}}
    assert [file.name for file in found.files] == ["-", "a.env"]
    assert found.directory == tmp_path.resolve()


def test_standard_input_over_a_file(tmp_path: Path) -> None:
    found, _ = project(tmp_path, {"a.yml": stack("a")}, files=("a.yml", "-"), stdin=b"services: {web: {tty: true}}\n")
    assert services(found)["web"] == {"image": "a", "tty": "true"}


@pytest.mark.parametrize("stdin", [None, b"", b"# nothing\n"])
def test_standard_input_without_a_stack(tmp_path: Path, stdin: bytes | None) -> None:
    _, findings = reading(tmp_path, {}, files=("-",), stdin=stdin)
    assert said(findings) == [("T110", "-:1:1")]


def test_compose_file_of_the_environment_and_of_the_dotenv_file(tmp_path: Path) -> None:
    write(tmp_path, {"a.yml": stack("a"), "b.yml": "services: {web: {tty: true}}", "compose.yaml": stack("no")})
    found, _ = project(tmp_path, {}, environment={"COMPOSE_FILE": "a.yml:b.yml"})
    assert services(found)["web"] == {"image": "a", "tty": "true"}
    found, _ = project(tmp_path, {}, environment={"COMPOSE_FILE": "a.yml;b.yml", "COMPOSE_PATH_SEPARATOR": ";"})
    assert services(found)["web"] == {"image": "a", "tty": "true"}
    found, findings = project(tmp_path, {".env": "COMPOSE_FILE=b.yml,a.yml\nCOMPOSE_PATH_SEPARATOR=,\n"})
    assert services(found)["web"] == {"image": "a", "tty": "true"}
    assert accounted(found, findings) == []
    assert said(findings) == []
    found, _ = project(tmp_path, {}, files=("b.yml",), environment={"COMPOSE_FILE": "a.yml"})
    assert services(found)["web"] == {"tty": "true"}


@pytest.mark.parametrize(
    ("name", "message"),
    [("no.yml", "no.yml does not exist"), ("folder", "folder is no file"), ("loop.yml", "loop.yml"), ("a\0b", "")],
)
def test_files_that_cannot_be_read_are_faults(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop.yml").symlink_to(tmp_path / "loop.yml")
    found, findings = reading(tmp_path, {}, files=(name,))
    assert found is None
    (finding,) = findings
    assert (finding.code, finding.verdict) == ("T101", None)
    assert finding.message.startswith(message)
    assert str(tmp_path) not in finding.message


def test_all_faults_of_all_files_are_told_in_one_run(tmp_path: Path) -> None:
    files = {"a.yml": "services: {web: {image: a}}\n", "b.yml": "services: [\n", "c.yml": "a: 1\na: 2\n"}
    found, findings = project(tmp_path, files, files=("a.yml", "b.yml", "c.yml", "d.yml"))
    assert {code for code, _ in said(findings)} >= {"T107", "T112", "T101"}
    assert services(found)["web"] == {"image": "a"}
    assert [file.name for file in found.files] == ["a.yml", "b.yml", "c.yml"]
    assert findings.fatal


def test_a_broken_file_is_kept_for_quoting(tmp_path: Path) -> None:
    found, findings = project(tmp_path, {"compose.yaml": "services:\n\tweb: {}\n"})
    assert said(findings) == [("T108", "compose.yaml:2:1")]
    assert found.files[0].text == "services:\n\tweb: {}\n"
    assert found.files[0].leaves == ()
    assert plain(found.root) == {}
