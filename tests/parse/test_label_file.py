"""`label_file`: later files win over earlier ones, the service's own labels over all."""

from pathlib import Path

import pytest

from translator.model.finding import Verdict
from translator.model.node import Mapping, Scalar, Sequence
from translator.model.origin import sources
from translator.model.request import Request
from translator.model.settings import Settings
from translator.parse import read
from translator.report.collector import Collector


def labels(folder: Path, service: str, **files: str) -> tuple[Mapping | Sequence | None, Collector]:
    (folder / "stack.yml").write_text(f"services: {{web: {service}}}\n")
    for name, text in files.items():
        (folder / name).write_text(text)
    findings = Collector()
    project = read(Request(folder, ("stack.yml",)), Settings(), findings)
    assert project is not None
    web = project.root.entries["services"].entries["web"]  # type: ignore[union-attr]  # maps, as written above
    assert isinstance(web, Mapping)
    assert "label_file" not in web.entries
    found = web.get("labels")
    assert found is None or isinstance(found, Mapping | Sequence)
    return found, findings


def texts(node: Mapping | Sequence | None) -> dict[str, str]:
    assert isinstance(node, Mapping)
    return {name: value.text for name, value in node.entries.items() if isinstance(value, Scalar)}


def test_precedence(tmp_path: Path) -> None:
    found, findings = labels(
        tmp_path,
        "{image: x, label_file: [one, two], labels: {c: own}}",
        one='a=1\nb="two words"\nc=3\n',
        two="a=4\nd=${b}!\n",
    )
    assert texts(found) == {"a": "4", "b": "two words", "c": "own", "d": "two words!"}
    assert [(f.code, f.verdict, str(f.source)) for f in findings] == [
        ("T239", Verdict.IGNORED, "one:1:1"),
        ("T239", Verdict.IGNORED, "one:3:1"),
    ]
    assert isinstance(found, Mapping)
    assert [source.file for source in sources(found.entries["a"].origin)] == ["two", "stack.yml"]


def test_labels_in_list_form_stay_a_list(tmp_path: Path) -> None:
    found, findings = labels(tmp_path, "{image: x, label_file: one, labels: [a=own]}", one="a=1\nb=2\n")
    assert isinstance(found, Sequence)
    assert [item.text for item in found.items if isinstance(item, Scalar)] == ["b=2", "a=own"]
    assert [finding.code for finding in findings] == ["T239"]


@pytest.mark.parametrize(
    ("service", "code"),
    [
        ("{image: x, label_file: none}", "T164"),
        ("{image: x, label_file: ../up}", "T165"),
        ("{image: x, label_file: empty}", "T167"),
    ],
)
def test_files_that_give_nothing(tmp_path: Path, service: str, code: str) -> None:
    found, findings = labels(tmp_path, service, empty="# nothing\n")
    assert found is None
    assert code in {finding.code for finding in findings}
