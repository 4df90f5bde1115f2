"""`translator explain`, in all its forms."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import STACK, Translator


@pytest.mark.parametrize(
    ("what", "begins", "contains"),
    [
        ("T191", "T191 output-edited (error)\n\nA file in the output folder was edited", ".translator.json"),
        ("t191", "T191 output-edited (error)", "--force"),
        ("output-edited", "T191 output-edited (error)", "--force"),
        ("aliyun.scale", "aliyun.scale\n", "Maps to"),
        ("aliyun.routing.port_80", "aliyun.routing.port_{", "Grammar"),
        ("ports", "services.*.ports (mapped)", ""),
        ("deploy.replicas", "services.*.deploy.replicas (mapped)", ""),
        ("services.web.ports", "services.*.ports (mapped)", ""),
        ("services.web.ports[0]", "services.*.ports (mapped)", ""),
        ("services.web.environment.GREETING", "services.*.environment (mapped)", ""),
        ("deployment", "deployment (kind)", ""),
        ("Deployments", "deployments (kind)", ""),
        ("deploy", "", "(kind)"),
        ("pvc", "pvc (kind)", ""),
        ("PersistentVolumeClaim", "persistentvolumeclaim (kind)", ""),
    ],
)
def test_pages(translator: Translator, what: str, begins: str, contains: str) -> None:
    run = translator("explain", what)
    assert run.code == 0, run.err
    assert run.out.startswith(begins)
    assert contains in run.out
    assert len(run.out.splitlines()) > 2, "a page says more than its title"


@pytest.mark.parametrize(
    ("what", "near"),
    [
        ("T1911", "T191"),
        ("aliyun.scal", "aliyun.scale"),
        ("portz", "ports"),
        ("deploymint", "deployment"),
        ("output-edit", "output-edited"),
    ],
)
def test_what_is_unknown_names_the_nearest(translator: Translator, what: str, near: str) -> None:
    run = translator("explain", what)
    assert (run.code, run.out) == (2, "")
    assert near in run.err


def test_what_resembles_nothing(translator: Translator) -> None:
    run = translator("explain", "qqqqqqqqq")
    assert run.code == 2
    assert "translator explain alone says what there is" in run.err


def test_alone_it_says_what_there_is(translator: Translator) -> None:
    run = translator("explain")
    assert run.code == 0
    assert "deployment" in run.out


def test_a_page_for_programs(translator: Translator) -> None:
    document = json.loads(translator("explain", "T191", "--format", "json").out)
    assert document["version"] == 1
    assert document["pages"][0].startswith("T191 output-edited")


@pytest.mark.parametrize(
    "field", ["spec.template.spec.containers[web].image", "/spec/template/spec/containers/0/image", "containers[0].image"]
)
def test_where_a_field_came_from(translator: Translator, field: str) -> None:
    run = translator("explain", "deployment/web", field, "-f", "stack.yml")
    assert run.code == 0, run.err
    assert run.out.splitlines()[0] == 'deployment/web  spec.template.spec.containers[web].image: "nginx:1.27"'
    assert "stack.yml:3:12  services.web.image" in run.out
    assert "    3 |     image: nginx:1.27" in run.out


def test_a_default_says_why(translator: Translator) -> None:
    run = translator("explain", "deployment/web", "spec.replicas", "-f", "stack.yml")
    assert run.code == 0
    assert run.out.startswith("deployment/web  spec.replicas: 1\n")
    assert "default: " in run.out


def test_all_fields_of_an_object(translator: Translator) -> None:
    run = translator("explain", "deploy/web", "-f", "stack.yml")
    assert run.code == 0
    assert "spec.replicas: 1  <- " in run.out
    document = json.loads(translator("explain", "deploy/web", "-f", "stack.yml", "--format", "json").out)
    assert document["object"] == {"kind": "Deployment", "name": "web", "service": "web"}
    fields = {field["pointer"]: field for field in document["fields"]}
    assert fields["/spec/template/spec/containers/0/image"]["origin"]["line"] == 3


def test_the_standard_file_is_found(translator: Translator, project: Path) -> None:
    (project / "compose.yml").write_text(STACK)
    assert "compose.yml:3:12" in translator("explain", "deployment/web", "containers[web].image").out


@pytest.mark.parametrize("line", ["stack.yml:3", "./stack.yml:3", "stack.yml:3:12"])
def test_what_became_of_a_line(translator: Translator, line: str) -> None:
    run = translator("explain", line)
    assert run.code == 0, run.err
    assert run.out.splitlines() == [
        "stack.yml:3:12  services.web.image",
        "      3 |     image: nginx:1.27",
        "  mapped",
        '    deployment/web  spec.template.spec.containers[web].image: "nginx:1.27"',
    ]


def test_a_line_that_opens_a_block(translator: Translator) -> None:
    out = translator("explain", "stack.yml:5").out
    assert "services.web.environment.GREETING" in out
    assert "services.web.image" not in out


def test_a_refused_line(translator: Translator, project: Path) -> None:
    (project / "stack.yml").write_text(STACK + "    no_such_key: 1\n")
    run = translator("explain", "stack.yml:7")
    assert run.code == 0
    assert "  refused (T" in run.out
    assert "    help: " in run.out
    document = json.loads(translator("explain", "stack.yml:7", "--format", "json").out)
    assert [entry["verdict"] for entry in document["entries"]] == ["refused"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("deployment/wep", "-f", "stack.yml"), "it gives deployment/web"),
        (("ingress/web", "-f", "stack.yml"), "the stack gives no ingress/web"),
        (("deployment/web", "spec.replikas", "-f", "stack.yml"), "is it spec.replicas"),
        (("deployment/web", "name", "-f", "stack.yml"), "write one of"),
        (("stack.yml:99",), "no value stands at line 99"),
        (("other.yml:1", "-f", "stack.yml"), "other.yml is no file of this stack, which consists of stack.yml"),
    ],
)
def test_what_is_not_there(translator: Translator, arguments: tuple[str, ...], says: str) -> None:
    run = translator("explain", *arguments)
    assert (run.code, run.out) == (2, "")
    assert says in run.err


def test_a_broken_file_is_told(translator: Translator, project: Path) -> None:
    (project / "stack.yml").write_text("services: [\n")
    run = translator("explain", "deployment/web", "-f", "stack.yml")
    assert (run.code, run.out) == (1, "")
    assert "error T1" in run.err


def test_no_form_shows_a_secret(translator: Translator, project: Path) -> None:
    (project / "stack.yml").write_text(STACK + "    secrets: [db]\nsecrets:\n  db:\n    file: db.txt\n")
    (project / "db.txt").write_text("hunter2hunter2")
    listed = translator("explain", "secret/nothing", "-f", "stack.yml").err
    name = next(word.strip(",") for word in listed.split() if word.startswith("secret/db"))
    for arguments in ((name,), (name, "data"), (name, "--format", "json"), ("stack.yml:10",)):
        run = translator("explain", *arguments, "-f", "stack.yml")
        assert run.code == 0, run.err
        assert "hunter2" not in run.out
        assert "aHVudGVyMmh1bnRlcjI" not in run.out
    assert "(secret, not shown)" in translator("explain", name, "-f", "stack.yml").out
