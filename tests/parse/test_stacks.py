"""Which files below a folder are stacks, what they are called, and which belong together."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from translator.parse.stacks import StackFiles, stacks
from translator.report.collector import Collector

STACK = "services:\n  web:\n    image: nginx\n"
OVERRIDE = "services:\n  web:\n    environment:\n      A: b\n"


def found(folder: Path, files: Mapping[str, str], shown: str = "") -> tuple[tuple[StackFiles, ...], Collector]:
    findings = Collector()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return stacks(folder, shown, findings), findings


@pytest.mark.parametrize(
    ("content", "is_stack"),
    [
        (STACK, True),
        ("web:\n  image: nginx\ndb:\n  build: .\n", True),  # the first version: services at the top
        ("services:\n  web:\n    extends: other\n", True),
        ("services:\n  _defaults:\n    autowire: true\n    image: [\n", True),  # broken, but would be one
        ("web:\nimage: nginx\nrestart: always\n", True),  # keys one step too far left
        ("apiVersion: v1\nkind: Service\nservices:\n  web:\n    image: nginx\n", False),
        ("services:\n  _defaults:\n    autowire: true\n", False),  # the container of a PHP framework
        ("services: [docker]\nimage: python\nscript: [make]\n", False),  # a CI pipeline
        ("image:\n  repository: nginx\n  tag: '1'\n", False),  # values of a chart
        ("app:\n  image: nginx\n  replicas: 2\n  autoscaling: {enabled: true}\n", False),  # these too
        ("test:\n  image: python\n  script: [make]\n", False),  # a job of CI
        ("web:\n  image: nginx\n  prots: ['80:80']\n", True),  # a slip
        ("web:\n  image: nginx\n  restart: always\n  x-note: a\n  colour: red\n", True),  # one that nobody knows
        ("- image: nginx\n", False),
        ("", False),
        ("a: [\n", False),
    ],
)
def test_a_file_without_a_standard_name_is_told_by_its_content(tmp_path: Path, content: str, is_stack: bool) -> None:
    assert bool(found(tmp_path, {"some.yml": content})[0]) is is_stack


def test_a_hostile_file_takes_no_longer_than_its_length(tmp_path: Path) -> None:
    assert found(tmp_path, {"some.yml": "services:\n" + "  x\n" * 200_000 + "a: [\nimage: "})[0] == ()


def test_a_standard_name_is_a_stack_whatever_it_holds(tmp_path: Path) -> None:
    ((stack,), _) = found(tmp_path, {"shop/compose.yaml": "broken: [\n"})
    assert stack == StackFiles(("shop/compose.yaml",), "shop", True)


def test_an_override_belongs_to_its_base(tmp_path: Path) -> None:
    files = {
        "a/docker-compose.yml": STACK,
        "a/docker-compose.override.yml": OVERRIDE,
        "b/web.yml": STACK,
        "b/web.override.yaml": STACK,
    }
    made, findings = found(tmp_path, files, "all")
    assert [stack.files for stack in made] == [
        ("all/a/docker-compose.yml", "all/a/docker-compose.override.yml"),
        ("all/b/web.yml", "all/b/web.override.yaml"),
    ]
    assert len(findings) == 0


def test_a_variant_is_told_and_left_to_its_authors(tmp_path: Path) -> None:
    files = {"docker-compose.yml": STACK, "docker-compose.prod.yml": STACK, "compose.yaml": STACK}
    made, findings = found(tmp_path, files)
    assert [stack.files for stack in made] == [("compose.yaml",), ("docker-compose.prod.yml",)]
    assert [(finding.code, finding.message) for finding in findings] == [
        ("T176", "docker-compose.yml lies beside compose.yaml and is not converted with it"),
    ]
    (tmp_path / "compose.yaml").unlink()
    made, findings = found(tmp_path, {})
    assert [stack.files for stack in made] == [("docker-compose.yml",)]
    assert [finding.message for finding in findings] == [
        "docker-compose.prod.yml lies beside docker-compose.yml and is not converted with it"
    ]


def test_a_folder_can_name_its_files(tmp_path: Path) -> None:
    files = {
        "a/.env": "TAG=1\nCOMPOSE_FILE=base.yml:./prod.yml\n",
        "a/base.yml": STACK,
        "a/prod.yml": OVERRIDE,
        "a/docker-compose.yml": STACK,
        "a/other.yml": STACK,
        "b/.env": "COMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=docker-compose.yml,../common/c.yml\n",
        "b/docker-compose.yml": STACK,
        "b/docker-compose.override.yml": OVERRIDE,
        "c/.env": "TAG=2\n",
        "c/docker-compose.yml": STACK,
    }
    made, findings = found(tmp_path, files, "all")
    assert [(stack.files, stack.stem) for stack in made] == [
        (("all/a/base.yml", "all/a/prod.yml"), "a"),
        (("all/a/other.yml",), "other"),
        (("all/b/docker-compose.yml", "all/common/c.yml"), "b"),
        (("all/c/docker-compose.yml",), "c"),
    ]
    assert [finding.message for finding in findings] == [
        "all/a/docker-compose.yml lies beside all/a/base.yml and is not converted with it",
        "all/b/docker-compose.override.yml lies beside all/b/docker-compose.yml and is not converted with it",
    ]


@pytest.mark.parametrize("content", ["COMPOSE_FILE=\n", "COMPOSE_FILE='\n", "COMPOSE_FILE=-\n", "COMPOSE_FILE=/etc/x.yml\n"])
def test_a_name_that_leads_nowhere_names_nothing(tmp_path: Path, content: str) -> None:
    made, _ = found(tmp_path, {".env": content, "compose.yaml": STACK})
    assert [stack.files for stack in made] == [("compose.yaml",)]


def test_what_is_no_input(tmp_path: Path) -> None:
    files = {
        ".git/compose.yaml": STACK,
        "node_modules/compose.yaml": STACK,
        "out/.translator.json": "{}",
        "out/web/compose.yaml": STACK,
        "notes.txt": STACK,
    }
    assert found(tmp_path, files)[0] == ()


def test_names(tmp_path: Path) -> None:
    files = {
        "alpha/deploy/compose.yaml": STACK,
        "beta/deploy/compose.yaml": STACK,
        "Gamma Ray/stack.yml": STACK,
        "delta/shop.yml": STACK,
        "compose.yaml": STACK,
    }
    made, _ = found(tmp_path / "top", files)
    assert {stack.files[0]: stack.stem for stack in made} == {
        "alpha/deploy/compose.yaml": "alpha-deploy",
        "beta/deploy/compose.yaml": "beta-deploy",
        "Gamma Ray/stack.yml": "gammaray",
        "delta/shop.yml": "shop",
        "compose.yaml": "top",
    }


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "compose.yaml").write_text(STACK)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path / "outside")
    (folder / "loop").symlink_to(folder)
    assert found(folder, {})[0] == ()
