"""Events of a run as lines for people and as NDJSON."""

import json
from typing import Any

import jsonschema
import pytest

from translator import assets
from translator.model.cluster import Key
from translator.model.progress import Progress, Stage
from translator.report.formats import progress_json, progress_text
from translator.report.formats.text import Style

WEB = Key("apps/v1", "Deployment", "shop", "web")
CAUSE = 'the image "web:2" of container web cannot be pulled: not found'
FAILED = Progress(Stage.FAILED, CAUSE, WEB, "web", 0, 2, ("in Pod web-1", "the last lines\x1b[2J"))


def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((assets.schemas() / "events.schema.json").read_text())
    return loaded


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("key", [WEB, Key("v1", "Namespace", None, "shop"), None])
def test_every_event_is_one_line_that_fits_the_schema(stage: Stage, key: Key | None) -> None:
    line = progress_json.line(Progress(stage, "so it is", key))
    assert line.endswith("\n")
    assert line.count("\n") == 1
    jsonschema.validate(json.loads(line), schema())


def test_the_plan_is_an_event_too() -> None:
    event = json.loads(progress_json.plan_line({"version": 1}))
    jsonschema.validate(event, schema())
    assert event["event"] == "plan"


def test_an_event_as_data() -> None:
    assert json.loads(progress_json.line(FAILED)) == {
        "version": 1,
        "event": "failed",
        "message": CAUSE,
        "object": {"apiVersion": "apps/v1", "kind": "Deployment", "namespace": "shop", "name": "web"},
        "service": "web",
        "done": 0,
        "total": 2,
        "details": ["in Pod web-1", "the last lines\x1b[2J"],
    }


@pytest.mark.parametrize(
    ("event", "lines"),
    [
        (Progress(Stage.CREATED, "created", WEB, "web"), ["created      deployment/web"]),
        (Progress(Stage.READY, "ready", WEB, "web", 3, 3), ["ready        deployment/web  3/3"]),
        (Progress(Stage.WAITING, "1 of 3 ready", WEB, "web", 1, 3), ["waiting      deployment/web  1 of 3 ready"]),
        (
            FAILED,
            [f"failed       deployment/web:  {CAUSE}", "             in Pod web-1", "             the last lines\\x1b[2J"],
        ),
        (Progress(Stage.WARNING, "an old API"), ["warning      an old API"]),
        (Progress(Stage.FINISHED, "all is ready", None, None, 40, 40), ["finished     all is ready (40 of 40 objects)"]),
        (Progress(Stage.FINISHED, "", None, None, 4, 4), ["finished     4 of 4 objects"]),
    ],
)
def test_an_event_in_words(event: Progress, lines: list[str]) -> None:
    assert list(progress_text.lines(event, Style())) == lines


def test_colour_is_for_the_stage_alone() -> None:
    (line, *_) = progress_text.lines(FAILED, Style(colour=True))
    assert line.startswith("\x1b[1;31mfailed\x1b[0m       deployment/web:")
