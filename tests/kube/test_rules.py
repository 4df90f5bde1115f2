"""Each rule of the API server on objects with one fault, and on objects without.

`fixtures/rules/CODE-SLUG/` has `catches.yml`, in which every document has this fault and no other, and `passes.yml`, in which
none has any. A version in the name of a file (`catches-1.35.yml`) says for which the documents are meant.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from translator.kube import server, visit
from translator.kube.schema import fault as schema
from translator.kube.versions import DEFAULT
from translator.report.catalogue import lookup

FOLDER = Path(__file__).parents[2] / "fixtures" / "rules"
CODES = sorted(name[:4].upper() for names in visit.modules("server").values() for name in names)


def _documents(prefix: str) -> Iterator[Any]:
    for file in sorted(FOLDER.glob(f"T5*/{prefix}*.yml")):
        version = file.stem.partition("-")[2] or DEFAULT
        for number, body in enumerate(yaml.safe_load_all(file.read_text(encoding="utf-8"))):
            yield pytest.param(file.parent.name[:4], body, version, id=f"{file.parent.name}-{file.stem}-{number}")


CATCHES, PASSES = list(_documents("catches")), list(_documents("passes"))


def _unfit(body: dict[str, Any], version: str) -> list[schema.Fault]:
    return [fault for fault in schema.faults(body, version) if fault.reason is not schema.Reason.FOREIGN_KIND]


@pytest.mark.parametrize(("code", "body", "version"), CATCHES)
def test_a_fault_is_found_and_nothing_else(code: str, body: dict[str, Any], version: str) -> None:
    assert _unfit(body, version) == [], "the schema should take it"
    assert {fault.code for fault in server.faults(body, version)} == {code}


@pytest.mark.parametrize(("code", "body", "version"), PASSES)
def test_what_is_right_passes(code: str, body: dict[str, Any], version: str) -> None:
    assert _unfit(body, version) == []
    assert server.faults(body, version) == []


def test_every_rule_is_shown_from_both_sides() -> None:
    for cases in (CATCHES, PASSES):
        assert sorted({case.values[0] for case in cases}) == CODES
        assert len(cases) >= 150


@pytest.mark.parametrize("folder", sorted(FOLDER.iterdir()), ids=lambda folder: folder.name)
def test_a_folder_is_named_by_its_rule(folder: Path) -> None:
    code, _, slug = folder.name.partition("-")
    assert lookup(code).slug == slug


@pytest.mark.parametrize("code", CODES)
def test_the_page_of_a_rule_tells_enough(code: str) -> None:
    row = lookup(code)
    assert row.code == code
    assert row.summary.endswith(".")
    assert len(row.page) > 80


def test_a_fault_is_the_same_whatever_the_order_of_the_keys() -> None:
    for case in CATCHES:
        _, body, version = case.values
        assert set(server.faults(_turned(body), version)) == set(server.faults(body, version))


def _turned(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _turned(value[key]) for key in reversed(value)}
    return [_turned(item) for item in value] if isinstance(value, list) else value


def test_the_object_is_left_as_it_was() -> None:
    for case in [*CATCHES, *PASSES]:
        _, body, version = case.values
        before = yaml.safe_dump(body)
        server.faults(body, version)
        assert yaml.safe_dump(body) == before
