"""Every recorded exchange with a real API server that sends an object: the offline check says of it what the server said.

An object that was taken is clean, and so is what the server made of it. One that was refused for its content has a fault at the
field that the server named. One that was refused for what surrounded it (who asked, what was there before, the address of the
request) is clean, since it would be taken elsewhere.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.verdicts.measure import FOLDER, VERSION, Case, outcome
from tests.verdicts.measure import named as named_fields
from translator.kube import server
from translator.kube.schema import fault as schema
from translator.parse import manifests
from translator.report.collector import Collector

RECORDINGS = FOLDER.parent / "recordings"
FOR_CONTENT = ("invalid-values", "strict-unknown-field")
"""The scenarios whose refusals rest on the object alone."""
WITHOUT_OBJECTS = {"delete", "discovery", "list-and-pages", "watch-too-old"}
"""The scenarios that ask, watch and delete, and send no object."""

pytestmark = pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the answers of a real API server lie outside the repository")

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One exchange: what was sent, and the answer."""

    scenario: str
    body: Any
    status: int
    answer: Any


def _steps() -> Iterator[Any]:
    for file in sorted(RECORDINGS.glob("*.json")) if RECORDINGS.is_dir() else ():
        for number, each in enumerate(json.loads(file.read_bytes())["steps"]):
            if each["request"]["method"] == "PATCH":
                step = Step(file.stem, each["request"]["body"], each["response"]["status"], each["response"].get("body"))
                yield pytest.param(step, id=f"{file.stem}-{number}")


STEPS = list(_steps())


def _faults(body: Body) -> list[str]:
    wrong = [f"{fault.reason.value} {fault.pointer}" for fault in schema.faults(body, VERSION) if not schema.is_read(fault)]
    return wrong or [f"{fault.code} {fault.field}" for fault in server.faults(body, VERSION)]


def _is_part(body: Body) -> bool:
    """Whether an object lacks what others own of it: server-side apply takes parts of an object that is there already."""
    wrong = list(schema.faults(body, VERSION))
    return bool(wrong) and all(fault.reason is schema.Reason.MISSING for fault in wrong)


@pytest.mark.parametrize("step", [each for each in STEPS if each.values[0].status in (200, 201)])
def test_what_was_taken_is_clean(step: Step) -> None:
    assert _faults(step.body) == [] or (step.status == 200 and _is_part(step.body))
    if step.answer["kind"] != "Job":  # the selector that the server made of a Job may not be sent to it
        assert _faults(step.answer) == []


@pytest.mark.parametrize(
    "step", [each for each in STEPS if each.values[0].scenario in FOR_CONTENT and each.values[0].status in (422, 500)]
)
def test_what_was_refused_for_its_content_is_found_at_the_same_field(step: Step) -> None:
    causes = (step.answer.get("details") or {}).get("causes", ())
    named = frozenset(named_fields({"status": step.status, "message": step.answer["message"], "causes": causes}))
    assert named, "the answer names a field"
    found = outcome(Case(step.scenario, "", step.body, True, named, step.answer["message"]))
    assert found.agrees
    assert found.names


@pytest.mark.parametrize(
    "step",
    [
        each
        for each in STEPS
        if each.values[0].status not in (200, 201)
        and each.values[0].scenario not in (*FOR_CONTENT, "unknown-kind")
        and isinstance(each.values[0].body, dict)
    ],
)
def test_what_was_refused_for_what_surrounds_it_is_clean(step: Step) -> None:
    assert _faults(step.body) == []


@pytest.mark.parametrize("step", [each for each in STEPS if isinstance(each.values[0].body, str)])
def test_what_is_no_yaml_is_found(step: Step) -> None:
    assert step.status == 400
    findings = Collector()
    assert manifests.read(step.body.encode(), "web.yml", findings).broken
    assert [finding.code for finding in findings] == ["T107"]


@pytest.mark.parametrize("step", [each for each in STEPS if each.values[0].scenario == "unknown-kind"])
def test_a_kind_that_the_server_lacks_is_found(step: Step) -> None:
    wrong = [fault.reason for fault in schema.faults(step.body, VERSION)]
    # Alibaba Cloud's own kinds are known, although a plain server lacks them until they are installed. This one lacks its spec.
    known = "alibabacloud.com" in step.body["apiVersion"]
    assert wrong == [schema.Reason.MISSING if known else schema.Reason.UNKNOWN_KIND]


def test_every_scenario_is_looked_at() -> None:
    sending = {each.values[0].scenario for each in STEPS}
    assert sending | WITHOUT_OBJECTS == {file.stem for file in RECORDINGS.glob("*.json")}
    assert not sending & WITHOUT_OBJECTS
