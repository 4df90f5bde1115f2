"""The verbs apply, rollback, history and delete, as they are typed."""

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.cli.conftest import Run, Translator

ROOT = Path(__file__).parent.parent.parent
HERE = ("--cluster", "sandbox:cluster")
APPLY = ("apply", "-f", "stack.yml", "-p", "shop", "-n", "shop", *HERE)
SECRET = "correct-horse-battery"
STACK = """\
services:
  web:
    image: nginx:1.27
    expose: ["80"]
    secrets: [password]
  db:
    image: postgres:16
    volumes: ["data:/var/lib/postgresql/data"]
secrets:
  password: {file: password.txt}
volumes:
  data:
"""


@pytest.fixture
def shop(project: Path) -> Path:
    """A folder with a stack."""
    (project / "stack.yml").write_text(STACK)
    (project / "password.txt").write_text(SECRET)
    return project


def change(shop: Path, before: str, after: str) -> None:
    """Changes the stack."""
    path = shop / "stack.yml"
    path.write_text(path.read_text().replace(before, after))


def test_from_nothing_to_a_change_back_and_to_nothing(shop: Path, translator: Translator) -> None:
    runs = [translator(*APPLY, "--yes")]
    assert runs[-1].code == 0, runs[-1].err
    assert "deployment/web: create" in runs[-1].out
    assert "finished" in runs[-1].err
    runs.append(translator(*APPLY, "--yes"))
    assert (runs[-1].code, "Nothing to change; revision 1." in runs[-1].err) == (0, True)
    change(shop, "nginx:1.27", "nginx:1.28")
    runs.append(translator(*APPLY, "--dry-run"))
    assert (runs[-1].code, "1 to restart" in runs[-1].out) == (1, True)
    runs.append(translator(*APPLY, "--yes"))
    assert runs[-1].code == 0
    runs.append(translator("history", "shop", *HERE))
    assert [line.split()[:2] for line in runs[-1].out.splitlines()] == [["REVISION", "STATUS"], ["1", "good"], ["2*", "good"]]
    assert "stack.yml" in runs[-1].out
    runs.append(translator("rollback", "shop", *HERE, "--yes"))
    assert runs[-1].code == 0
    assert "nginx:1.27" in runs[-1].out
    runs.append(translator("history", "shop", *HERE, "--format", "json"))
    said = json.loads(runs[-1].out)
    jsonschema.validate(said, json.loads((ROOT / "schemas" / "history.schema.json").read_text()))
    last = said["revisions"][-1]
    assert (last["number"], last["current"], last["reverts"]) == (3, True, 1)
    runs.append(translator("delete", "shop", *HERE, "--yes", "--delete", "pvc/date"))
    assert runs[-1].code == 0
    assert "warning T754 named-in-vain: an option names pvc/date, which is not in the plan" in runs[-1].err
    assert "persistentvolumeclaim/data: delete, only where it is named" in runs[-1].out
    runs.append(translator("delete", "shop", *HERE, "--yes", "--delete", "pvc/data"))
    assert runs[-1].code == 0
    runs.append(translator("history", "shop", *HERE))
    assert (runs[-1].code, "T770" in runs[-1].err) == (1, True)
    assert not any(SECRET in run.out + run.err for run in runs)


def test_every_event_fits_the_schema(shop: Path, translator: Translator) -> None:
    run = translator(*APPLY, "--yes", "--format", "json")
    lines = [json.loads(line) for line in run.out.splitlines()]
    assert [line["event"] for line in lines][:1] == ["plan"]
    assert lines[-1]["event"] == "finished"
    events = json.loads((ROOT / "schemas" / "events.schema.json").read_text())
    for line in lines:
        jsonschema.validate(line, events)
    assert SECRET not in run.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("apply", "-f", "stack.yml", "--yes"), "--yes needs the cluster named"),
        (("rollback", "shop", "--yes"), "--yes needs the cluster named"),
        (("delete", "shop", "--yes"), "--yes needs the cluster named"),
        (("apply", "-f", "stack.yml", *HERE), "there is no terminal to ask on"),
        (("apply", "-f", "stack.yml", *HERE, "--yes", "--timeout", "soon"), "must be a time such as 90s"),
        (("apply", "-f", "stack.yml", *HERE, "--yes", "--delete", "data"), "must be KIND/NAME"),
        (("apply", "-m", "stack.yml", "-f", "stack.yml", *HERE, "--yes"), "one of them"),
    ],
)
def test_wrong_usage(shop: Path, translator: Translator, arguments: tuple[str, ...], said: str) -> None:
    run = translator(*arguments)
    assert run.code == 2
    assert said in run.err


def test_what_is_refused_contacts_nobody(shop: Path, translator: Translator) -> None:
    change(shop, "image: nginx:1.27", "image: nginx:1.27\n    imagee: x")
    run = translator(*APPLY, "--yes")
    assert run.code == 8
    assert not (shop / "cluster").exists()


@pytest.mark.parametrize("verb", ["apply", "rollback", "history", "delete"])
def test_each_has_help_with_examples(translator: Translator, verb: str) -> None:
    run = translator(verb, "--help")
    assert run.code == 0
    assert "Examples:" in run.out
    assert "Exit codes:" in run.out


def test_obstacles_end_with_their_codes(shop: Path, translator: Translator) -> None:
    translator(*APPLY, "--yes", "--no-wait")
    (shop / "job.yml").write_text(JOB)
    apply = ("apply", "-m", "job.yml", "-p", "work", "-n", "shop", *HERE, "--yes", "--no-wait")
    assert translator(*apply).code == 0
    (shop / "job.yml").write_text(JOB.replace("done:1", "done:2"))
    run = translator(*apply)
    assert (run.code, "T748" in run.err, "job.yml:" in run.err) == (1, True, True)
    assert translator(*apply, "--allow-recreate", "job/migrate").code == 0
    (shop / "front.yml").write_text("apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n")
    run = translator("apply", "-m", "front.yml", "-p", "front", "-n", "shop", *HERE, "--yes")
    assert (run.code, "service/web belongs to the stack shop" in run.err) == (5, True)
    run = translator("rollback", "shop", "--to", "9", *HERE, "--yes")
    assert (run.code, "T751" in run.err) == (1, True)


JOB = """\
apiVersion: batch/v1
kind: Job
metadata: {name: migrate}
spec:
  template:
    spec: {restartPolicy: Never, containers: [{name: main, image: "library/done:1"}]}
"""


def test_what_does_not_become_ready_in_time(shop: Path, translator: Translator) -> None:
    change(shop, "nginx:1.27", "library/never:1")
    run = translator(*APPLY, "--yes", "--timeout", "1s")
    assert run.code == 6
    assert "Not everything is ready." in run.err
    assert translator(*APPLY, "--yes", "--no-wait").code == 0


def test_a_person_is_asked(shop: Path) -> None:
    answers = {"n\n": 0, "y\n": 0}
    seen = {answer: asked(shop, answer) for answer in answers}
    assert {answer: run.code for answer, run in seen.items()} == answers
    assert "Apply this to sandbox:cluster? [y/N]" in seen["n\n"].out
    assert "Nothing was changed." in seen["n\n"].out
    assert "created      deployment/web" in seen["y\n"].out


def asked(folder: Path, answer: str) -> Run:
    """Runs on a terminal, where somebody answers."""
    mine, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "translator", *APPLY, "--no-wait"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "TERM": "dumb", "HOME": str(folder)},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        said = b""
        while chunk := _read(mine):
            said += chunk
            if b"[y/N]" in said and answer:
                os.write(mine, answer.encode())
                answer = ""
        os.close(mine)
    return Run(process.returncode, said.decode().replace("\r\n", "\n"), "")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # the other side of a terminal is closed
        return b""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_tells_what_is_left(shop: Path, translator: Translator, number: signal.Signals) -> None:
    change(shop, "postgres:16", "library/never:1")
    change(shop, "image: nginx", "depends_on: [db]\n    image: nginx")
    with subprocess.Popen(
        [sys.executable, "-m", "translator", *APPLY, "--yes"],
        cwd=shop,
        env={"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        said = ""
        while "waiting      deployment/db" not in said:
            said += (line := process.stderr.readline())
            assert line, said
        process.send_signal(number)
        said += process.stderr.read()
    assert process.returncode == 130
    assert "Interrupted. 1 left: deployment/web." in said
    change(shop, "library/never:1", "postgres:16")
    assert translator(*APPLY, "--yes", "--no-wait").code == 0
