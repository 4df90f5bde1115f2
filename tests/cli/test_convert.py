"""`translator convert`: what is written, what is said, and the exit code."""

import json
import os
import stat
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.cli.conftest import STACK, Translator
from translator import assets

REFUSED = STACK + "    no_such_key: 1\n"
BROKEN = "services:\n  web: [\n"
SECRET = STACK + "    secrets: [db]\nsecrets:\n  db:\n    file: db.txt\n"


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((assets.schemas() / name).read_text())
    return loaded


def kinds(text: str) -> list[str]:
    return sorted(document["kind"] for document in yaml.safe_load_all(text))


def test_a_stream_on_standard_output(translator: Translator) -> None:
    run = translator("convert", "-f", "stack.yml")
    assert run.code == 0
    assert kinds(run.out) == ["Deployment", "Service"]
    assert run.err.startswith("shop: read as compose (")
    assert "3 values in 1 file: 3 mapped, 0 approximated, 0 ignored, 0 refused" in run.err
    assert translator("convert", "-f", "stack.yml", "-o", "-").out == run.out


def test_standard_input(translator: Translator, monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    with open(project / "stack.yml") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        run = translator("convert", "-f", "-")
    assert run.code == 0
    assert kinds(run.out) == ["Deployment", "Service"]


def test_a_folder(translator: Translator, project: Path) -> None:
    run = translator("convert", "-f", "stack.yml", "-o", "out")
    assert (run.code, run.out) == (0, "")
    assert run.err.endswith("\n2 files in out\n")
    assert sorted(os.listdir("out")) == [".translator.json", "deployment-web.yaml", "service-web.yaml"]
    assert yaml.safe_load((project / "out" / "service-web.yaml").read_text())["metadata"]["name"] == "web"
    (project / "out" / "service-web.yaml").write_text("edited")
    run = translator("convert", "-f", "stack.yml", "-o", "out")
    assert run.code == 1
    assert "error T191 output-edited: out/service-web.yaml" in run.err
    assert run.err.endswith("\nout was left as it was\n")
    assert translator("convert", "-f", "stack.yml", "-o", "out", "--force").code == 0


def test_a_refusal_writes_the_report_alone(translator: Translator, project: Path) -> None:
    (project / "stack.yml").write_text(REFUSED)
    run = translator("convert", "-f", "stack.yml", "-o", "out", "--report", "report.json")
    assert (run.code, run.out) == (1, "")
    assert not (project / "out").exists()
    assert "nothing was written: parts of the stack are refused; --partial writes the rest" in run.err
    report = json.loads((project / "report.json").read_text())
    jsonschema.validate(report, schema("report.schema.json"))
    assert report["summary"]["verdicts"]["refused"] == 1
    (entry,) = [entry for entry in report["entries"] if entry["verdict"] == "refused"]
    assert entry["source"]["path"] == ["services", "web", "no_such_key"]
    assert entry["source"]["line"] == 7
    assert entry["remedy"]


def test_partial_writes_the_rest(translator: Translator, project: Path) -> None:
    (project / "stack.yml").write_text(REFUSED)
    run = translator("convert", "-f", "stack.yml", "--partial")
    assert run.code == 1
    assert kinds(run.out) == ["Deployment", "Service"]


@pytest.mark.parametrize("options", [(), ("--partial",)])
def test_a_broken_file_is_never_written_from(translator: Translator, project: Path, options: tuple[str, ...]) -> None:
    (project / "stack.yml").write_text(BROKEN)
    run = translator("convert", "-f", "stack.yml", "-o", "out", "--report", "report.json", *options)
    assert (run.code, run.out) == (1, "")
    assert not (project / "out").exists()
    report = json.loads((project / "report.json").read_text())
    jsonschema.validate(report, schema("report.schema.json"))
    assert [entry["verdict"] for entry in report["entries"]] == ["refused"]
    assert report["entries"][0]["source"]["file"] == "stack.yml"


def test_a_missing_file(translator: Translator) -> None:
    run = translator("convert", "-f", "nothing.yml", "--report", "report.json")
    assert run.code == 1
    assert "nothing.yml" in run.err
    assert json.loads(Path("report.json").read_text())["entries"]


def test_no_file_at_all(translator: Translator, project: Path) -> None:
    assert translator("convert").code == 1


def test_the_report_on_standard_output(translator: Translator) -> None:
    run = translator("convert", "-f", "stack.yml", "--report", "-")
    assert run.code == 0
    report = json.loads(run.out)
    jsonschema.validate(report, schema("report.schema.json"))
    assert {entry["verdict"] for entry in report["entries"]} == {"mapped"}
    assert all(entry["targets"] for entry in report["entries"])


def test_two_things_cannot_have_standard_output(translator: Translator) -> None:
    run = translator("convert", "-f", "stack.yml", "-o", "-", "--report", "-")
    assert (run.code, run.out) == (2, "")


def test_a_report_that_cannot_be_written(translator: Translator) -> None:
    run = translator("convert", "-f", "stack.yml", "--report", "no/such/report.json")
    assert run.code == 1
    assert "error T194 report-unwritable: no/such/report.json could not be written: No such file or directory" in run.err
    assert kinds(run.out) == ["Deployment", "Service"]
    assert "1 error" in run.err


def test_a_secret_appears_once(translator: Translator, project: Path) -> None:
    (project / "stack.yml").write_text(SECRET)
    (project / "db.txt").write_text("hunter2hunter2")
    run = translator("convert", "-f", "stack.yml", "--report", "report.json", "-v")
    assert run.code == 0
    assert "note T190 secret-in-stream: the stream holds the values of 1 Secret" in run.err
    assert "T190" in translator("convert", "-f", "stack.yml").err
    assert "hunter2" not in run.err + (project / "report.json").read_text() + run.out
    encoded = next(document["data"] for document in yaml.safe_load_all(run.out) if document["kind"] == "Secret")
    assert list(encoded.values()) == ["aHVudGVyMmh1bnRlcjI="]
    assert translator("convert", "-f", "stack.yml", "-o", "out").code == 0
    (file,) = (project / "out").glob("secret-*.yaml")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_strict_accepts_no_approximation(translator: Translator, project: Path) -> None:
    # on-failure restarts a container that fails; a Deployment restarts one that ends well, too.
    (project / "stack.yml").write_text(STACK + "    restart: on-failure\n")
    assert translator("convert", "-f", "stack.yml").code == 0
    run = translator("convert", "-f", "stack.yml", "--strict")
    assert (run.code, run.out) == (1, "")
    assert "nothing was written: --strict" in run.err
    run = translator("convert", "-f", "stack.yml", "--strict", "--partial")
    assert run.code == 1
    assert run.out
    (project / "translator.yaml").write_text(
        "accepted:\n- {code: any, path: services.web.restart, reason: it never ends well}\n"
    )
    run = translator("convert", "-f", "stack.yml", "--strict", "-v")
    assert run.code == 0, run.err
    assert "accepted: it never ends well" in run.err


@pytest.mark.parametrize(("threshold", "code"), [("error", 0), ("warning", 1), ("note", 1)])
def test_fail_on(translator: Translator, project: Path, threshold: str, code: int) -> None:
    (project / "stack.yml").write_text(STACK + "    restart: on-failure\n")
    run = translator("convert", "-f", "stack.yml", "--fail-on", threshold)
    assert run.code == code
    assert run.out, "the threshold decides on the exit code alone"


def test_json_on_standard_error(translator: Translator, project: Path) -> None:
    (project / "stack.yml").write_text(REFUSED)
    run = translator("convert", "-f", "stack.yml", "--format", "json")
    document = json.loads(run.err)
    jsonschema.validate(document, schema("validate.schema.json"))
    (error,) = [finding for finding in document["findings"] if finding["severity"] == "error"]
    assert (error["file"], error["line"], error["pointer"]) == ("stack.yml", 7, "/services/web/no_such_key")


def test_quiet_says_nothing_of_what_is_fine(translator: Translator) -> None:
    run = translator("convert", "-f", "stack.yml", "-q")
    assert (run.code, run.err) == (0, "")
    assert run.out


def test_colour(translator: Translator, project: Path) -> None:
    (project / "stack.yml").write_text(REFUSED)
    assert "\x1b[" not in translator("convert", "-f", "stack.yml").err
    assert "\x1b[1;31merror\x1b[0m" in translator("convert", "-f", "stack.yml", "--color", "always").err


def test_options_reach_the_output(translator: Translator) -> None:
    run = translator("convert", "-f", "stack.yml", "-n", "front", "-p", "other", "--kubernetes", "1.28..1.30")
    assert run.code == 0
    documents = list(yaml.safe_load_all(run.out))
    assert {document["metadata"]["namespace"] for document in documents} == {"front"}
    assert {document["metadata"]["labels"]["app.kubernetes.io/part-of"] for document in documents} == {"other"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--kubernetes", "1.99"),
        ("--namespace", "Not_A_Name"),
        ("--dialect", "podman"),
        ("--templates", "nowhere"),
        ("--allow-path", "nowhere"),
        ("--fail-on", "never"),
        ("stray",),
    ],
)
def test_wrong_usage(translator: Translator, arguments: tuple[str, ...]) -> None:
    run = translator("convert", "-f", "stack.yml", *arguments)
    assert (run.code, run.out) == (2, "")


def test_the_configuration_is_found_beside_the_stack_file(translator: Translator, project: Path) -> None:
    (project / "translator.yaml").write_text("target: {namespace: beside}\n")
    (project / "other.yaml").write_text("target: {namespace: chosen}\n")
    os.chdir("..")
    assert "namespace: beside" in translator("convert", "-f", "shop/stack.yml").out
    assert "namespace: chosen" in translator("convert", "-f", "shop/stack.yml", "--config", "shop/other.yaml").out


def test_variables_that_are_no_text_are_not_seen(
    translator: Translator, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "stack.yml").write_text(STACK.replace("hello", "${GREETING:-unset}"))
    monkeypatch.setenv("GREETING", os.fsdecode(b"\xff"))
    run = translator("convert", "-f", "stack.yml")
    assert run.code == 0
    assert "value: unset" in run.out
