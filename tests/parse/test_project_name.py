"""The name of a project: the order of its sources, and its letters (Compose Specification, `name`; docker compose)."""

from pathlib import Path

import pytest

from tests.parse.stacks import accounted, project, said
from translator.model.origin import Default, Source
from translator.parse.project_name import normalized

F = ("stack.yml",)
WEB = "services: {web: {image: 'a:${COMPOSE_PROJECT_NAME}'}}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Shop", "shop"), ("my.shop", "myshop"), ("_-a", "a"), ("a_b-c1", "a_b-c1"), ("商店", ""), ("...", ""), ("1a", "1a")],
)
def test_the_nearest_valid_name(text: str, expected: str) -> None:
    assert normalized(text) == expected


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({"project_name": "flag", "environment": {"COMPOSE_PROJECT_NAME": "variable"}}, "flag"),
        ({"environment": {"COMPOSE_PROJECT_NAME": "variable"}}, "variable"),
        ({"environment": {"N": "file"}}, "file-name"),
    ],
)
def test_the_order_of_the_sources(tmp_path: Path, request_: dict[str, object], expected: str) -> None:
    found, findings = project(tmp_path, {"stack.yml": "name: ${N-x}-name\n" + WEB}, files=F, **request_)
    assert found.name.value == expected
    web = found.root.entries["services"].entries["web"]  # type: ignore[union-attr]
    assert web.entries["image"].text == f"a:{expected}"  # type: ignore[union-attr]
    assert accounted(found, findings) == []
    assert [code for code, _ in said(findings)] == ([] if expected == "file-name" else ["T140"])


def test_the_folder_names_the_project_when_nobody_else_does(tmp_path: Path) -> None:
    found, findings = project(tmp_path / "My.Shop", {"stack.yml": WEB}, files=F)
    assert (found.name.value, found.name.origin) == ("myshop", Default("name of the project folder"))
    assert said(findings) == []


def test_the_last_file_with_a_name_counts(tmp_path: Path) -> None:
    files = {"a.yml": "name: one\n" + WEB, "b.yml": "name: two\n" + WEB, "c.yml": WEB}
    found, findings = project(tmp_path, files, files=("a.yml", "b.yml", "c.yml"))
    assert found.name.value == "two"
    assert isinstance(found.name.origin, Source)
    assert str(found.name.origin) == "b.yml:1:7"
    assert ("T140", "a.yml:1:7") in said(findings)


def test_a_name_of_the_dotenv_file_is_where_the_name_comes_from(tmp_path: Path) -> None:
    found, findings = project(tmp_path, {"stack.yml": WEB, ".env": "COMPOSE_PROJECT_NAME=shop\n"}, files=F)
    assert str(found.name.origin) == ".env:1:1"
    assert said(findings) == []
    assert accounted(found, findings) == []


@pytest.mark.parametrize("name", ["Shop", "-a", "_a", "a b", "a.b", "ä"])
def test_names_that_somebody_chose_must_be_valid(tmp_path: Path, name: str) -> None:
    found, findings = project(tmp_path, {"stack.yml": f"name: '{name}'\n" + WEB}, files=F)
    assert said(findings) == [("T122", "stack.yml:1:7")]
    assert normalized(found.name.value) == found.name.value != ""
    assert accounted(found, findings) == []
    _, findings = project(tmp_path, {"stack.yml": WEB}, files=F, project_name=name)
    assert said(findings) == [("T122", "")]
    assert findings.fatal


def test_a_folder_without_a_usable_name(tmp_path: Path) -> None:
    found, findings = project(tmp_path / "商店", {"stack.yml": WEB}, files=F)
    assert said(findings) == [("T122", "")]
    assert found.name.value == "project"


def test_an_empty_name_is_none(tmp_path: Path) -> None:
    found, findings = project(tmp_path / "shop", {"stack.yml": "name:\n" + WEB}, files=F)
    assert found.name.value == "shop"
    assert accounted(found, findings) == []
