"""`include`: stacks brought in whole. Expected values follow the Compose Specification's page on `include`."""

from pathlib import Path

import pytest

from tests.parse.stacks import accounted, plain, project, said, services

F = ("stack.yml",)


def test_an_included_stack_becomes_part_of_this_one_with_its_paths_moved(tmp_path: Path) -> None:
    files = {
        "stack.yml": "include: [infra/stack.yml]\nservices: {web: {image: w, depends_on: [db]}}\nvolumes: {own: {}}\n",
        "infra/stack.yml": """
name: infra
services:
  db:
    image: d
    build: .
    volumes: ['./data:/data', 'store:/store']
    configs: [conf]
volumes:
  store: {driver_opts: {type: none, o: bind, device: ./disk}}
configs:
  conf: {file: ./conf.ini}
secrets:
  key: {file: ../key.pem}
""",
    }
    found, findings = project(tmp_path, files, files=F)
    root = plain(found.root)
    assert root["services"]["db"] == {
        "image": "d",
        "build": "infra",
        "volumes": ["./infra/data:/data", "store:/store"],
        "configs": ["conf"],
    }
    assert root["services"]["web"]["depends_on"] == ["db"]
    assert root["volumes"] == {"own": {}, "store": {"driver_opts": {"type": "none", "o": "bind", "device": "infra/disk"}}}
    assert root["configs"] == {"conf": {"file": "infra/conf.ini"}}
    assert root["secrets"] == {"key": {"file": "key.pem"}}
    assert "include" not in root
    assert said(findings) == [("T140", "infra/stack.yml:2:7")]
    assert accounted(found, findings) == []


def test_the_long_form_merges_files_and_sets_folder_and_variables(tmp_path: Path) -> None:
    files = {
        "stack.yml": """
include:
  - path: [sub/a.yml, sub/b.yml]
    project_directory: other
    env_file: [one.env, two.env]
services: {}
""",
        "sub/a.yml": "services: {web: {image: 'a:${TAG}-${ONE}-${MINE}', volumes: ['./x:/x']}}",
        "sub/b.yml": "services: {web: {tty: true, labels: {p: '${PROJECT:-none}'}}}",
        "one.env": "TAG=1\nONE=1\nMINE=included\n",
        "two.env": "TAG=2\nUNUSED=1\n",
        "other/.env": "PROJECT=no\n",
        ".env": "MINE=project\n",
    }
    found, findings = project(tmp_path, files, files=F)
    assert services(found)["web"] == {
        "image": "a:2-1-project",
        "volumes": ["./other/x:/x"],
        "tty": "true",
        "labels": {"p": "none"},
    }
    assert accounted(found, findings) == []
    assert ("T157", "two.env:2:1") in said(findings)


def test_the_dotenv_file_of_the_included_folder_gives_its_variables(tmp_path: Path) -> None:
    files = {
        "stack.yml": "include: [sub/a.yml]\nservices: {one: {image: 'x:${TAG:-none}'}}",
        "sub/a.yml": "services: {two: {image: 'x:${TAG}'}}",
        "sub/.env": "TAG=5\n",
    }
    found, findings = project(tmp_path, files, files=F)
    assert services(found) == {"one": {"image": "x:none"}, "two": {"image": "x:5"}}
    assert [file.name for file in found.files] == ["stack.yml", "sub/a.yml", "sub/.env"]
    assert found.files[2].text is None
    assert accounted(found, findings) == []


def test_includes_nest_and_their_paths_count_from_their_own_file(tmp_path: Path) -> None:
    files = {
        "stack.yml": "include: [a/a.yml]\nservices: {}\n",
        "a/a.yml": "include: [b/b.yml]\nservices: {a: {image: a, build: .}}",
        "a/b/b.yml": "services: {b: {image: b, build: ../x}}",
    }
    found, findings = project(tmp_path, files, files=F)
    assert services(found) == {"a": {"image": "a", "build": "a"}, "b": {"image": "b", "build": "a/x"}}
    assert accounted(found, findings) == []


def test_a_later_file_may_override_what_an_earlier_one_includes(tmp_path: Path) -> None:
    files = {
        "a.yml": "include: [sub/i.yml]\nservices: {}\n",
        "b.yml": "services: {db: {image: other}}",
        "sub/i.yml": "services: {db: {image: d, tty: true}}",
    }
    found, findings = project(tmp_path, files, files=("a.yml", "b.yml"))
    assert services(found) == {"db": {"image": "other", "tty": "true"}}
    assert accounted(found, findings) == []


def test_two_different_definitions_are_a_conflict_and_equal_ones_are_not(tmp_path: Path) -> None:
    files = {
        "stack.yml": "include: [i.yml]\nservices:\n  web: {image: a}\nvolumes:\n  same: {driver: x}\n",
        "i.yml": "services:\n  web: {image: b}\nvolumes:\n  same: {driver: x}\n",
    }
    found, findings = project(tmp_path, files, files=F)
    assert services(found) == {"web": {"image": "a"}}
    assert said(findings) == [("T132", "i.yml:2:3"), ("T125", "i.yml:4:3")]
    assert accounted(found, findings) == []


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("include: [no.yml]\n", "T101", "stack.yml:1:11"),
        ("include: [../up.yml]\n", "T103", "stack.yml:1:11"),
        ("include: ['https://github.com/a/b.git']\n", "T133", "stack.yml:1:11"),
        ("include: ['oci://x.y/z']\n", "T133", "stack.yml:1:11"),
        ("include: i.yml\n", "T129", "stack.yml:1:1"),
        ("include: [[i.yml]]\n", "T129", "stack.yml:1:11"),
        ("include: [{file: i.yml}]\n", "T129", "stack.yml:1:11"),
        ("include: [{path: {a: b}}]\n", "T129", "stack.yml:1:11"),
        ("include: [{path: i.yml, project_directory: ../..}]\n", "T103", "stack.yml:1:44"),
        ('include: ["a\\0b"]\n', "T101", "stack.yml:1:11"),
        ('include: ["/a\\0/b"]\n', "T101", "stack.yml:1:11"),
        ('include: [{path: i.yml, project_directory: "/a\\0/b"}]\n', "T103", "stack.yml:1:44"),
        ('include: [{path: i.yml, env_file: "a\\0"}]\n', "T163", "stack.yml:1:35"),
        ("include: [{path: i.yml, env_file: no.env}]\n", "T164", "stack.yml:1:35"),
        ("include: [stack.yml]\n", "T131", "stack.yml:1:11"),
        ("include: [loop.yml]\n", "T131", "loop.yml:1:11"),
        ("include: [broken.yml]\n", "T101", "stack.yml:1:11"),
        ("include: [flat.yml]\n", "T121", "flat.yml:1:1"),
        ("include: [label.yml]\n", "T142", "label.yml:1:1"),
    ],
)
def test_faults_are_refused_and_the_rest_goes_on(tmp_path: Path, text: str, code: str, where: str) -> None:
    files = {
        "stack.yml": text + "services: {web: {image: a}}\n",
        "i.yml": "services: {i: {image: i}}",
        "loop.yml": "include: [loop.yml]\nservices: {l: {image: l}}\n",
        "broken.yml": "services: [\n",
        "flat.yml": "f: {image: f}\n",
        "label.yml": "labels: {a: b}\nservices: {x: {image: x}}\n",
        "../up.yml": "services: {}",
    }
    found, findings = project(tmp_path / "project", files, files=F)
    assert (code, where) in said(findings)
    assert services(found)["web"] == {"image": "a"}
    assert accounted(found, findings) == []


def test_another_folder_can_be_allowed(tmp_path: Path) -> None:
    files = {"stack.yml": "include: [../up/i.yml]\nservices: {}\n", "../up/i.yml": "services: {i: {image: i, build: .}}"}
    found, findings = project(tmp_path / "project", files, files=F, allowed=(tmp_path / "up",))
    assert services(found) == {"i": {"image": "i", "build": "../up"}}
    assert [file.name for file in found.files] == ["stack.yml", "../up/i.yml"]
    assert said(findings) == []


def test_a_link_that_leaves_the_project_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("services: {s: {image: s}}")
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "in.yml").symlink_to(tmp_path / "secret.yml")
    found, findings = project(tmp_path / "project", {"stack.yml": "include: [in.yml]\nservices: {a: {image: a}}\n"}, files=F)
    assert ("T103", "stack.yml:1:11") in said(findings)
    assert services(found) == {"a": {"image": "a"}}


def test_a_fan_of_includes_ends(tmp_path: Path) -> None:
    """Each file includes the next one twice: two to the power of forty readings, if nobody counted."""
    files = {f"f{n}.yml": f"include: [f{n + 1}.yml, ./f{n + 1}.yml]\nservices: {{}}\n" for n in range(40)}
    files["f40.yml"] = "services: {last: {image: x}}\n"
    files["stack.yml"] = "include: [f0.yml]\nservices: {}\n"
    _, findings = project(tmp_path, files, files=F)
    assert "T139" in {code for code, _ in said(findings)}


def test_a_long_row_of_includes_ends(tmp_path: Path) -> None:
    files = {f"f{n}.yml": f"include: [f{n + 1}.yml]\nservices: {{}}\n" for n in range(80)}
    files["f80.yml"] = "services: {last: {image: x}}\n"
    _, findings = project(tmp_path, files, files=("f0.yml",))
    assert "T139" in {code for code, _ in said(findings)}
