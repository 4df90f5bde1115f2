"""`translator diff`: what is said, what is compared, and how it ends."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
import yaml

from tests.cli.conftest import STACK, Translator
from translator import assets
from translator.cli.cluster import Where, opened
from translator.cli.terminal import Terminal
from translator.model.cluster import Cluster
from translator.sandbox import serve

SANDBOX = ("--cluster", "sandbox:cluster")


@pytest.fixture
def in_sandbox(project: Path) -> Callable[[Callable[[Cluster], None]], None]:
    """Does something in the sandbox of the project."""

    def do(work: Callable[[Cluster], None]) -> None:
        with opened(Where("sandbox:cluster"), Terminal()) as cluster:
            work(cluster)

    return do


def applied(translator: Translator) -> None:
    done = translator("apply", "-f", "stack.yml", *SANDBOX, "--yes", "--no-wait")
    assert done.code == 0, done.err


def test_what_is_not_there_is_created_and_what_is_there_does_not_differ(translator: Translator) -> None:
    first = translator("diff", "-f", "stack.yml", *SANDBOX)
    assert first.code == 1, first.err
    heading, *rest = first.out.splitlines()
    assert heading.startswith("shop: namespace default of sandbox:cluster (http://127.0.0.1:")
    assert "  +   deployment/web: create" in rest
    applied(translator)
    again = translator("diff", "-f", "stack.yml", *SANDBOX)
    assert (again.code, again.out.splitlines()[1:]) == (0, ["", "2 objects: 2 unchanged"]), again.err


def test_each_form_names_the_line(translator: Translator, project: Path) -> None:
    applied(translator)
    (project / "stack.yml").write_text(STACK.replace("1.27", "1.28"))
    text = translator("diff", "-f", "stack.yml", *SANDBOX)
    assert text.code == 1
    assert "  *   deployment/web: rolling restart" in text.out
    assert "image: nginx:1.27 -> nginx:1.28  <- stack.yml:3:12" in text.out
    unified = translator("diff", "-f", "stack.yml", *SANDBOX, "--format", "unified").out
    assert "diff apps.v1.Deployment.default.web: rolling restart (stack.yml:3:12)\n" in unified
    assert "-        image: nginx:1.27\n+        image: nginx:1.28\n" in unified
    data = json.loads(translator("diff", "-f", "stack.yml", *SANDBOX, "--format", "json").out)
    jsonschema.validate(data, json.loads((assets.schemas() / "plan.schema.json").read_text()))
    (change,) = (change for step in data["steps"] for change in step["changes"])
    assert (change["origin"]["file"], change["origin"]["line"]) == ("stack.yml", 3)
    assert "stack.yml:3:12" in translator("diff", "-f", "stack.yml", *SANDBOX, "--format", "markdown").out


def test_nothing_is_written(translator: Translator, in_sandbox: Callable[[Callable[[Cluster], None]], None]) -> None:
    translator("diff", "-f", "stack.yml", *SANDBOX, "-n", "brand-new")

    def look(cluster: Cluster) -> None:
        kinds = ("Namespace", "Service", "ConfigMap", "Secret")
        names = {each["metadata"]["name"] for kind in kinds for each in cluster.list("v1", kind).items}
        assert names & {"brand-new", "web", "translator-shop"} == set()

    in_sandbox(look)


def test_deletions_are_told_with_what_they_take(translator: Translator, project: Path) -> None:
    applied(translator)
    (project / "stack.yml").write_text(STACK.replace("  web:", "  other:"))
    plain = translator("diff", "-f", "stack.yml", *SANDBOX).out
    assert "  -   deployment/web: delete, only with --prune" in plain
    assert "  -   deployment/web: delete\n" in translator("diff", "-f", "stack.yml", *SANDBOX, "--prune").out


def test_a_conflict_ends_with_five_and_names_the_owner(
    translator: Translator, in_sandbox: Callable[[Callable[[Cluster], None]], None]
) -> None:
    applied(translator)

    def meddle(cluster: Cluster) -> None:
        image = {"name": "web", "image": "nginx:edge"}
        body = {
            "apiVersion": "apps/v1",
            "kind": "Deployment",
            "metadata": {"name": "web", "namespace": "default"},
            "spec": {"template": {"spec": {"containers": [image]}}},
        }
        cluster.apply(body, manager="somebody", force=True)

    in_sandbox(meddle)
    done = translator("diff", "-f", "stack.yml", *SANDBOX)
    assert done.code == 5
    assert 'owned by somebody: .spec.template.spec.containers[name="web"].image' in done.out
    forced = translator("diff", "-f", "stack.yml", *SANDBOX, "--force-conflicts", "deployment/web")
    assert forced.code == 1
    assert "  *   deployment/web: rolling restart" in forced.out


@pytest.mark.parametrize("stack", ["services: {web: {image: a, privileged: what}}", "services: [", "services: {web: {}}"])
def test_refused_input_contacts_nothing(translator: Translator, project: Path, stack: str) -> None:
    (project / "stack.yml").write_text(stack)
    done = translator("diff", "-f", "stack.yml", "--kubeconfig", "nowhere", "--cluster", "x")
    assert (done.code, done.out) == (8, "")
    assert "nothing was compared" in done.err
    assert "error T" in done.err


def test_without_a_cluster_it_ends_with_four(translator: Translator) -> None:
    done = translator("diff", "-f", "stack.yml", "--kubeconfig", "nowhere")
    assert (done.code, done.out) == (4, "")


def test_the_version_of_the_cluster_is_converted_for(translator: Translator, project: Path) -> None:
    with serve(None, version="1.33", script=None) as running:
        (project / "config").write_text(running.kubeconfig())
        done = translator("diff", "-f", "stack.yml", "--kubeconfig", "config", "-v")
        assert done.code == 1
        assert "T723" in done.err
        assert "the cluster runs Kubernetes 1.33, so the manifests are for 1.33" in done.err
        chosen = translator("diff", "-f", "stack.yml", "--kubeconfig", "config", "-v", "--kubernetes", "1.35")
        assert "T723" not in chosen.err


def test_what_the_cluster_refuses_is_told_at_its_line(translator: Translator, project: Path) -> None:
    (project / "m.yml").write_text("apiVersion: home.example/v1\nkind: Lamp\nmetadata: {name: desk}\n")
    done = translator("diff", "-m", "m.yml", "-p", "shop", *SANDBOX)
    assert (done.code, done.out) == (4, "")
    assert "m.yml:1:13: error T720 unserved-kind: Lamp desk: the server does not serve Lamp of home.example/v1" in done.err


def test_manifests_are_compared_as_a_stack_is(translator: Translator, project: Path) -> None:
    applied(translator)
    assert translator("convert", "-f", "stack.yml", "-o", "manifests").code == 0
    same = translator("diff", "-m", "manifests", *SANDBOX)
    assert (same.code, same.out.splitlines()[-1]) == (0, "2 objects: 2 unchanged"), same.err
    path = project / "manifests" / "deployment-web.yaml"
    files = {each.name: each for each in (project / "manifests").iterdir()}
    path = next(each for name, each in files.items() if "deployment" in name)
    path.write_text(path.read_text().replace("1.27", "1.28"))
    changed = translator("diff", "-m", "manifests", *SANDBOX)
    assert changed.code == 1
    line = next(number for number, text in enumerate(path.read_text().splitlines(), 1) if "image:" in text)
    assert f"<- manifests/{path.name}:{line}:" in changed.out
    assert changed.out.splitlines()[2] == "web", "by its label it is known whose it is"


BARE = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"
USAGE = [
    (("-m", "m.yml", "-f", "stack.yml"), "one of them"),
    (("-m", "m.yml", "--cluster", "sandbox:cluster"), "name it with -p"),
    (("-f", "stack.yml", "--against", "m.yml", "--cluster", "x"), "choose one"),
]


@pytest.mark.parametrize(("arguments", "said"), USAGE, ids=range(len(USAGE)))
def test_wrong_usage(translator: Translator, project: Path, arguments: tuple[str, ...], said: str) -> None:
    (project / "m.yml").write_text(BARE)
    done = translator("diff", *arguments)
    assert done.code == 2
    assert said in done.err


UNFIT = [
    ("empty", {}, "T724"),
    ("m.yml", {"m.yml": "services: {web: {image: a}}"}, "T725"),
    (
        "m.yml",
        {"m.yml": f"{BARE}data: {{a: 'ENC[AES256_GCM,data:x]'}}\nsops: {{mac: 'ENC[a]', version: 3.9.0}}\n"},
        "T725",
    ),
]


@pytest.mark.parametrize(("path", "files", "code"), UNFIT, ids=range(len(UNFIT)))
def test_what_cannot_be_applied_is_refused(
    translator: Translator, project: Path, path: str, files: dict[str, str], code: str
) -> None:
    (project / "empty").mkdir()
    for name, text in files.items():
        (project / name).write_text(text)
    done = translator("diff", "-m", path, "-p", "shop", *SANDBOX)
    assert done.code == 8
    assert f"error {code}" in done.err


def test_a_folder_of_manifests_needs_no_cluster(translator: Translator, project: Path) -> None:
    assert translator("convert", "-f", "stack.yml", "-o", "old").code == 0
    same = translator("diff", "-f", "stack.yml", "--against", "old")
    assert (same.code, same.out.splitlines()[-1]) == (0, "2 objects: 2 unchanged"), same.err
    extra = project / "old" / "extra.yml"
    extra.write_text(BARE)
    service = next(each for each in (project / "old").iterdir() if "service" in each.name)
    body = yaml.safe_load(service.read_text())
    body["spec"]["clusterIP"] = "None"
    service.write_text(yaml.safe_dump({**body, "spec": {**body["spec"], "type": "ClusterIP", "sessionAffinity": "None"}}))
    (project / "stack.yml").write_text(STACK.replace("1.27", "1.28"))
    done = translator("diff", "-f", "stack.yml", "--against", "old")
    assert done.code == 1
    assert done.out.splitlines()[0] == "shop: held against the manifests of a folder"
    assert "image: nginx:1.27 -> nginx:1.28  <- stack.yml:3:12" in done.out
    assert "  -   configmap/a: delete\n" in done.out
    assert "- spec.clusterIP: None" in done.out
    assert "sessionAffinity" not in done.out, "a default that one side writes out is no difference"


def test_a_namespace_on_one_side_alone_is_the_default_one(translator: Translator, project: Path) -> None:
    assert translator("convert", "-f", "stack.yml", "-n", "shop", "-o", "old").code == 0
    done = translator("diff", "-f", "stack.yml", "--against", "old", "-n", "shop")
    assert (done.code, done.out.splitlines()[-1]) == (0, "2 objects: 2 unchanged"), done.out


def test_a_value_of_a_secret_is_never_said(translator: Translator, project: Path) -> None:
    stack = STACK + "    secrets: [key]\nsecrets: {key: {file: key.txt}}\n"
    (project / "stack.yml").write_text(stack.replace("GREETING: hello", "DB_PASSWORD: hunter2-old"))
    (project / "key.txt").write_text("first-key-value")
    applied(translator)
    (project / "stack.yml").write_text(stack.replace("GREETING: hello", "DB_PASSWORD: hunter2-new"))
    (project / "key.txt").write_text("second-key-value")
    for form in ("text", "unified", "json", "markdown"):
        done = translator("diff", "-f", "stack.yml", *SANDBOX, "--format", form, "-v")
        assert done.code == 1
        for value in ("hunter2", "first-key", "second-key", "c2Vjb25k", "Zmlyc3"):
            assert value not in done.out + done.err, form


def test_an_object_of_another_stack_is_a_conflict_unless_it_is_taken_over(translator: Translator) -> None:
    """What apply refuses, diff must not tell as done."""
    applied(translator)
    other = ("-f", "stack.yml", "-p", "other", *SANDBOX)
    held = translator("diff", *other)
    assert held.code == 5
    assert "error T745 object-of-another-owner: deployment/web belongs to the stack shop" in held.err
    assert "  *   deployment/web: " in held.out or "  -/+ deployment/web: " in held.out
    assert translator("apply", *other, "--dry-run").code == 5, "as the run itself would end"
    taken = translator("diff", *other, "--take-over")
    assert (taken.code, "T745" in taken.err) == (1, False)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("T742", 8),  # the input is at fault, not the cluster
        ("T740", 5),
    ],
)
def test_why_there_is_no_plan_is_what_it_ends_with(
    translator: Translator, project: Path, in_sandbox: Callable[[Callable[[Cluster], None]], None], told: str, code: int
) -> None:
    body = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}
    (project / "m").mkdir()
    (project / "m" / "all.yml").write_text(yaml.safe_dump_all([body] * (2 if told == "T742" else 1)))
    if told == "T740":
        annotations = {"applyset.kubernetes.io/tooling": "kubectl/v1"}
        metadata = {"name": "translator-shop", "namespace": "default", "annotations": annotations}

        def foreign(cluster: Cluster) -> None:
            cluster.apply({"apiVersion": "v1", "kind": "Secret", "metadata": metadata})

        in_sandbox(foreign)
    for verb in (["diff"], ["apply", "--dry-run"], ["apply", "--yes"]):
        run = translator(*verb, "-m", "m", "-p", "shop", "-n", "default", *SANDBOX)
        assert (run.code, told in run.err) == (code, True), run.err
