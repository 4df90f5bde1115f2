"""`update_config` through the whole of apply: watched for `monitor`, and `failure_action` done where an update fails."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from translator import assets
from translator.apply import course
from translator.cli import main
from translator.sandbox import serve

_STACK = """\
services:
  web:
    image: shop/{image}:1
    expose: ["80"]
    deploy: {{replicas: 2, update_config: {{monitor: 0.5s, failure_action: {action}, order: start-first}}}}
  after:
    image: shop/after:1
    depends_on: [web]
    environment: {{FOR: {image}}}
"""

Apply = Callable[..., tuple[int, str]]
Status = Callable[[], str]


@pytest.fixture
def config(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "kubeconfig"
    with serve(speed=20.0) as running:
        file.write_text(running.kubeconfig())
        yield file


@pytest.fixture
def apply(config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Apply:
    def run(image: str, action: str, *options: str) -> tuple[int, str]:
        stack = tmp_path / "stack.yml"
        stack.write_text(_STACK.format(image=image, action=action))
        code = main(["apply", "-f", str(stack), "-p", "shop", "-n", "shop", "--kubeconfig", str(config), "--yes", *options])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def images(config: Path, capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    main(["status", "shop", "--kubeconfig", str(config)])
    return [line.split()[:4:3] for line in capsys.readouterr().out.splitlines()[2:4]]


def test_an_update_is_watched_once_and_goes_back_if_it_fails(
    apply: Apply, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = apply("one", "rollback")
    assert (code, "watched for a while" in said) == (0, False)  # nothing is updated yet
    code, said = apply("two", "rollback")
    assert (code, said.count("deployment/web  ready, and watched for a while")) == (0, 1)
    code, said = apply("crash", "rollback")
    assert code == 6
    assert "max_failure_ratio is 0)" in said
    assert "rolled back  deployment/web" in said
    assert images(config, capsys) == [["after", "shop/after:1"], ["web", "shop/two:1"]]


def test_events_for_programs(apply: Apply, config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    apply("one", "pause")
    stack = tmp_path / "stack.yml"
    stack.write_text(_STACK.format(image="crash", action="pause"))
    where = ["-p", "shop", "-n", "shop", "--kubeconfig", str(config), "--yes", "--format", "json"]
    assert main(["apply", "-f", str(stack), *where]) == 6
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for line in lines:
        jsonschema.validate(line, schema("events.schema.json"))
    jsonschema.validate(lines[0]["plan"], schema("plan.schema.json"))
    (failed,) = [line for line in lines if line["event"] == "failed"]
    assert (failed["object"]["name"], failed["service"]) == ("web", "web")
    assert failed["message"].startswith("container web ends with exit code 1")
    assert "  fatal: cannot go on" in failed["details"]
    assert lines[-1]["event"] == "finished"


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((assets.schemas() / name).read_text())
    return loaded


@pytest.mark.parametrize(("action", "code", "begun"), [("continue", 0, True), ("pause", 6, False)])
def test_what_comes_after_an_update_that_failed(apply: Apply, action: str, code: int, begun: bool) -> None:
    apply("one", action)
    ended, said = apply("crash", action)
    assert ended == code, said
    assert ("applied      deployment/after" in said) is begun


@pytest.mark.parametrize(("action", "code"), [("continue", 0), ("pause", 6)])
def test_the_terms_of_an_update_that_failed_still_hold_when_it_is_run_again(apply: Apply, action: str, code: int) -> None:
    apply("one", action)
    first, _ = apply("crash", action)
    again, said = apply("crash", action)
    assert (first, again) == (code, code), said
    assert "failed       deployment/web" in said, "it is told each time"


def test_an_update_that_was_not_waited_for_goes_back_when_it_is(apply: Apply) -> None:
    apply("one", "rollback")
    assert apply("crash", "rollback", "--no-wait")[0] == 0
    code, said = apply("crash", "rollback")
    assert (code, "rolled back  deployment/web" in said) == (6, True), said
    assert "Rolled back: deployment/web." in said


def test_an_update_that_was_cut_short_goes_back_when_the_next_run_sees_it_fail(
    apply: Apply, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    apply("one", "rollback")
    with monkeypatch.context() as during:
        during.setattr(course, "until", interrupted)
        assert apply("crash", "rollback")[0] == 130
    code, said = apply("crash", "rollback")
    assert code == 6, said
    assert "rolled back  deployment/web" in said
