"""`translator validate` on what other programs put together or encrypt: kustomizations, and files of SOPS."""

from pathlib import Path

import pytest

from tests.cli.conftest import Translator

DEPLOYMENT = """apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: registry.example.com/web:1, envFrom: [{configMapRef: {name: made}}]}]}
"""
PART = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 2}\n"
ENCRYPTED = "ENC[AES256_GCM,data:YQ==,iv:YQ==,tag:YQ==,type:str]"


@pytest.fixture(autouse=True)
def _without_stack(project: Path) -> None:
    (project / "stack.yml").rename(project / "stack.txt")


def write(project: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text)


def told(translator: Translator, *arguments: str) -> list[str]:
    run = translator("validate", "-v", *arguments)
    return [" ".join(line.split(": ")[:2]) for line in run.out.splitlines() if not line.startswith(" ")]


def test_a_part_that_a_kustomization_does_not_list_is_a_patch(translator: Translator, project: Path) -> None:
    write(project, {"k/kustomization.yaml": "resources: [web.yml]\n", "k/part.yml": PART, "k/web.yml": PART})
    assert told(translator, "k/part.yml") == ["k/part.yml:1:1 note T149 checked-as-patch"]
    assert told(translator, "k/web.yml", "--select", "T5") == [
        "k/web.yml:4:1 error T504 missing-field",
        "k/web.yml:4:1 error T504 missing-field",
    ]


def test_without_a_kustomization_a_part_is_no_patch(translator: Translator, project: Path) -> None:
    write(project, {"k/part.yml": PART})
    assert "T149" not in str(told(translator, "k/part.yml"))
    assert "T504" in str(told(translator, "k/part.yml"))


def test_what_a_kustomization_makes_is_there(translator: Translator, project: Path) -> None:
    write(project, {"k/web.yml": DEPLOYMENT})
    assert "T620" in str(told(translator, "k", "--select", "T620"))
    write(project, {"k/kustomization.yaml": "resources: [web.yml]\nconfigMapGenerator: [{name: made, literals: [A=b]}]\n"})
    assert "T620" not in str(told(translator, "k", "--select", "T620"))


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"k/kustomization.yaml": "resources: [web.yml, 'https://example.com/more.yml']\n"}, "takes objects from elsewhere"),
        ({"k/kustomization.yaml": "resources: [web.yml]\nhelmCharts: [{name: a}]\n"}, "takes objects from elsewhere"),
        ({"k/kustomization.yaml": "resources: [web.yml, ../base]\n", "base/a.yml": PART}, "takes objects from elsewhere"),
        (
            {"k/a/kustomization.yaml": "resources: [../web.yml]\n", "k/b/kustomization.yaml": "resources: [../web.yml]\n"},
            "has 2 kustomizations, each of which is a set",
        ),
    ],
)
def test_a_set_that_is_not_whole_is_not_compared(
    translator: Translator, project: Path, files: dict[str, str], why: str
) -> None:
    write(project, {"k/web.yml": DEPLOYMENT, **files})
    run = translator("validate", "-v", "k", "--select", "T620")
    assert why in run.out
    assert "T620" not in run.out


def test_a_base_and_one_overlay_are_one_set(translator: Translator, project: Path) -> None:
    files = {
        "k/base/kustomization.yaml": "resources: [web.yml]\n",
        "k/base/web.yml": DEPLOYMENT,
        "k/prod/kustomization.yaml": "resources: [../base]\npatches: [{path: part.yml}]\n",
        "k/prod/part.yml": PART,
    }
    write(project, files)
    said = told(translator, "k", "--select", "T620")
    column = DEPLOYMENT.splitlines()[7].index("made") + 1
    assert f"k/base/web.yml:8:{column} warning T620 dangling-reference" in said
    assert "k/prod/part.yml:1:1 note T149 checked-as-patch" in said


def test_nothing_is_said_of_encrypted_values(translator: Translator, project: Path) -> None:
    head = "apiVersion: v1\nkind: Secret\ntype: kubernetes.io/dockerconfigjson\nmetadata: {name: a}\n"
    text = f"{head}data:\n  .dockerconfigjson: {ENCRYPTED}\nsops: {{mac: a, version: 3.7.0}}\n"
    write(project, {"s.yml": text})
    assert told(translator, "s.yml") == ["s.yml:1:1 note T148 encrypted-values"]
    write(project, {"s.yml": text.replace("{name: a}", "{name: A}")})
    assert "s.yml:4:18 error T550 bad-object-name" in told(translator, "s.yml")


def test_classes_of_ingresses_are_looked_for_where_somebody_asks(translator: Translator, project: Path) -> None:
    backend = "defaultBackend: {service: {name: web, port: {number: 80}}}"
    head = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\n"
    write(project, {"k/web.yml": f"{head}spec: {{ingressClassName: nginx, {backend}}}\n"})
    assert "T642" not in str(told(translator, "k"))
    assert "T642" not in str(told(translator, "k", "--select", "T6"))
    for name in ("T642", "dangling-ingress-class"):
        assert "k/web.yml:4:26 warning T642 dangling-ingress-class" in told(translator, "k", "--select", "T6", "--select", name)
