"""`translator validate`: what is read, what is told, and the exit code."""

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from tests.cli.conftest import Translator
from tests.cli.test_convert import schema

GOOD = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"
BAD = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: Big}\n"


@pytest.fixture(autouse=True)
def _without_stack(project: Path) -> None:
    (project / "stack.yml").rename(project / "stack.txt")


def write(project: Path, **files: str) -> None:
    for name, text in files.items():
        (project / f"{name}.yml").write_text(text)


def test_a_manifest_without_fault(translator: Translator, project: Path) -> None:
    write(project, good=GOOD)
    run = translator("validate", "good.yml", "--select", "T5")
    assert (run.code, run.out) == (0, "")
    assert run.err == "1 object in 1 file; 0 errors, 0 warnings, 0 notes\n"


def test_a_fault_stands_at_its_line(translator: Translator, project: Path) -> None:
    write(project, bad=f"{GOOD}---\n{BAD}")
    run = translator("validate", "bad.yml", "--select", "T5")
    assert run.code == 1
    assert run.out.startswith("bad.yml:7:18: error T550 bad-object-name: ConfigMap/Big: metadata.name must be")
    assert run.out.splitlines()[1:3] == ["    7 | metadata: {name: Big}", "      |                  ^"]


def test_versions(translator: Translator, project: Path) -> None:
    write(project, hpa="apiVersion: autoscaling/v2beta2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec:\n"
          "  maxReplicas: 2\n  scaleTargetRef: {kind: Deployment, name: a, apiVersion: apps/v1}\n")  # fmt: skip
    assert "warning T511 deprecated-api" in translator("validate", "--kubernetes", "1.25", "hpa.yml").out
    run = translator("validate", "--kubernetes", "1.25..1.27", "hpa.yml")
    assert "hpa.yml:1:13: error T510 removed-api" in run.out
    assert "write apiVersion: autoscaling/v2\n" in run.out
    (project / "translator.yaml").write_text('target: {kubernetes: "1.25"}\n')
    assert translator("validate", "hpa.yml").code == 0


def test_legacy_objects(translator: Translator, project: Path) -> None:
    write(project, old="id: web\nkind: Service\napiVersion: v1beta1\nport: 80\nselector: {app: web}\n")
    run = translator("validate", "old.yml")
    assert "old.yml:3:13: error T512 legacy-api" in run.out
    assert '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "spec": {"ports": [{"port": 80}]' in run.out
    run = translator("validate", "old.yml", "--fix", "--select", "T5")
    assert (run.code, run.err.splitlines()[0]) == (0, "old.yml: 1 fixed")
    assert "kind: Service\nmetadata:\n  name: web\n" in (project / "old.yml").read_text()


def test_a_folder(translator: Translator, project: Path) -> None:
    below = project / "k8s"
    (below / ".hidden").mkdir(parents=True)
    (below / ".hidden" / "bad.yml").write_text(BAD)
    (below / "bad.yaml").write_text(BAD)
    (below / "bad.json").write_text('{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "Big"}}')
    (below / "bad.txt").write_text(BAD)
    (below / "values.yml").write_text("replicas: 3\n")
    (below / "loop").symlink_to(below)
    (below / "self.yml").symlink_to(below / "self.yml")
    run = translator("validate", "k8s", "-v", "--select", "T5")
    assert run.code == 1
    found = [line.split(": ")[:2] for line in run.out.splitlines() if not line.startswith(" ")]
    assert found == [
        ["error T101 missing-file", "k8s/self.yml cannot be read"],
        ["k8s/bad.json:1:64", "error T550 bad-object-name"],
        ["k8s/bad.yaml:3:18", "error T550 bad-object-name"],
        ["k8s/loop:1:1", "note T145 not-checked"],
        ["k8s/values.yml:1:1", "note T145 not-checked"],
    ]
    assert "1 without anything to check" in run.err


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for root")
def test_an_unreadable_file(translator: Translator, project: Path) -> None:
    write(project, closed=GOOD)
    (project / "closed.yml").chmod(0)
    assert "error T101 missing-file: closed.yml cannot be read" in translator("validate", "closed.yml").out


def test_what_is_not_there(translator: Translator) -> None:
    run = translator("validate", "no.yml")
    assert (run.code, run.out.splitlines()[0]) == (1, "error T101 missing-file: no.yml does not exist")
    assert translator("validate").code == 2


def test_a_stack_is_told_at_its_lines(translator: Translator, project: Path) -> None:
    text = "services:\n  web:\n    image: nginx:1.27\n    no_such_key: 1\n"
    write(project, shop=text, good=GOOD)
    run = translator("validate", "shop.yml", "good.yml", "--select", "T1")
    assert run.code == 1
    assert run.out.startswith("shop.yml:4:5: error T180 unknown-key")
    write(project, good=BAD)
    assert "good.yml" not in translator("validate", "--stacks", "shop.yml", "good.yml").out


def test_an_override_is_read_with_its_stack_once(translator: Translator, project: Path) -> None:
    write(project, compose="services:\n  web:\n    image: nginx:1.27\n")
    (project / "compose.override.yml").write_text("services:\n  web:\n    image: nginx:1.28\n    no_such_key: 1\n")
    run = translator("validate", "compose.yml", "compose.override.yml", "--format", "json")
    found = json.loads(run.out)["findings"]
    assert [finding["file"] for finding in found if finding["severity"] == "error"] == ["compose.override.yml"]


def test_select_and_ignore(translator: Translator, project: Path) -> None:
    write(project, bad=f"{BAD}dta: {{}}\n", other=BAD)
    assert "T503" in translator("validate", "bad.yml", "--select", "T503").out
    assert translator("validate", "bad.yml", "--select", "T511").code == 0
    assert "T503" not in (run := translator("validate", "bad.yml", "--ignore", "unknown-field")).out
    assert "T550" in run.out, "a fault of type hides no other fault, and so its being ignored does neither"
    assert translator("validate", "bad.yml", "--ignore", "unknown-field", "--ignore", "T550").code == 0
    assert translator("validate", "other.yml", "--ignore", "T5").code == 0
    assert translator("validate", "other.yml", "--ignore", "nonsense").code == 2


def test_a_comment_accepts_with_a_reason(translator: Translator, project: Path) -> None:
    here = BAD.replace("\n", "  # translator: ignore T550 a test of names\n").replace("Version: v1 ", "Version: v1")
    above = BAD.replace("metadata", "# translator: ignore bad-object-name, T503 a test of names\nmetadata")
    write(project, here=here, above=above, none=BAD.replace("}\n", "} # translator: ignore T550\n"))
    for name in ("here.yml", "above.yml"):
        run = translator("validate", name, "-v")
        assert run.code == 0
        assert "note T550" in run.out
        assert "accepted: a test of names" in run.out
    run = translator("validate", "none.yml")
    assert run.code == 1
    assert "none.yml:3:23: warning T147 bad-ignore-comment" in run.out


def test_the_configuration_accepts_with_a_reason(translator: Translator, project: Path) -> None:
    write(project, bad=BAD)
    (project / "translator.yaml").write_text("validate:\n  ignore:\n    T550: our cluster takes them\n")
    run = translator("validate", "bad.yml", "-v")
    assert (run.code, "accepted: our cluster takes them" in run.out) == (0, True)
    (project / "translator.yaml").write_text("validate:\n  select: [T9]\n")
    assert "translator.yaml:2:12: error T172" in translator("validate", "bad.yml").out


def test_a_set_of_the_configuration(translator: Translator, project: Path) -> None:
    (project / "k8s").mkdir()
    (project / "k8s" / "bad.yml").write_text(BAD)
    (project / "translator.yaml").write_text("validate: {sets: {shop: [k8s]}}\n")
    assert "k8s/bad.yml:3:18: error T550" in translator("validate", "set:shop").out
    assert "no set other" in translator("validate", "set:other").out


def test_patches_of_a_kustomization(translator: Translator, project: Path) -> None:
    (project / "kustomization.yaml").write_text("resources: [a.yml]\npatches:\n- path: patch.yml\n")
    spec = "{template: {spec: {containers: [{$patch: delete, name: old}], volumes: null, hostNetwrok: true}}}"
    write(project, patch=f"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: a}}\nspec: {spec}\n")
    run = translator("validate", "patch.yml", "-v", "--select", "T5")
    lines = [line for line in run.out.splitlines() if not line.startswith(" ")]
    assert [line.split(": ")[1] for line in lines] == ["note T149 checked-as-patch", "error T503 unknown-field"]
    assert run.code == 1


def test_a_patch_some_folders_below_its_kustomization(translator: Translator, project: Path) -> None:
    (project / "kustomization.yaml").write_text("patches:\n- path: patches/web/count.yml\n")
    (project / "patches" / "web").mkdir(parents=True)
    patch = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: 3}\n"
    (project / "patches" / "web" / "count.yml").write_text(patch)
    run = translator("validate", "patches/web/count.yml", "-v", "--select", "T5")
    assert (run.code, "T149 checked-as-patch" in run.out) == (0, True)


def test_secrets_are_not_quoted(translator: Translator, project: Path) -> None:
    write(project, s="apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n  key: hunter2!\n")
    run = translator("validate", "s.yml")
    assert (run.code, "hunter2" in run.out) == (1, False)


def test_json(translator: Translator, project: Path) -> None:
    write(project, bad=BAD)
    found = json.loads(translator("validate", "bad.yml", "--select", "T5", "--format", "json").out)
    jsonschema.validate(found, schema("validate.schema.json"))
    (finding,) = found["findings"]
    assert (finding["line"], finding["column"], finding["pointer"]) == (3, 18, "/metadata/name")


def test_the_formats_of_ci_systems(translator: Translator, project: Path) -> None:
    write(project, bad=BAD)
    github = translator("validate", "bad.yml", "--select", "T5", "--format", "github").out
    assert github.startswith("::error file=bad.yml,line=3,col=18,title=T550 bad-object-name::ConfigMap/Big: metadata.name")
    (issue,) = json.loads(translator("validate", "bad.yml", "--select", "T5", "--format", "gitlab").out)
    assert issue["location"] == {"path": "bad.yml", "lines": {"begin": 3}}
    assert (issue["severity"], issue["check_name"]) == ("major", "T550-bad-object-name")
    suites = ElementTree.fromstring(translator("validate", "bad.yml", "--select", "T5", "--format", "junit").out)
    assert (suites.get("tests"), suites.get("failures")) == ("1", "1")
    assert suites.find("testsuite/testcase/failure") is not None
    (run,) = json.loads(translator("validate", "bad.yml", "--select", "T5", "--format", "sarif").out)["runs"]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "bad.yml"}, "region": {"startLine": 3, "startColumn": 18}}
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "T550"


def test_definitions_of_custom_kinds(translator: Translator, project: Path) -> None:
    schema = "{openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: integer}}}}}}"
    definition = (
        "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: shops.example.com}\n"
        "spec:\n  group: example.com\n  scope: Namespaced\n  names: {kind: Shop, plural: shops}\n"
        f"  versions: [{{name: v1, served: true, storage: true, schema: {schema}}}]\n"
    )
    write(project, shop="apiVersion: example.com/v1\nkind: Shop\nmetadata: {name: a}\nspec: {size: big}\n")
    run = translator("validate", "shop.yml")
    assert (run.code, "warning T502" in run.out) == (0, True)
    (project / "crds").mkdir()
    (project / "crds" / "shop.yaml").write_text(definition)
    run = translator("validate", "shop.yml", "--crd", "crds")
    assert (run.code, "T502" in run.out) == (1, False)
    assert "shop.yml:4:14: error T513 bad-custom-object: Shop/a: spec.size must be a whole number" in run.out


FAULTY = """\
# kept
apiVersion: "apps/v1beta2"   # kept too
kind: Deployment
metadata:
  name: a
  labels: {tier: 1, on: yes}
spec:
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec:
      containers:
      - {name: a, image: b:1}
---
apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  containers:
  - name: a
    image: b:1
    ports: [{containerPort: 80, protocol: tcp}]
    env:
    - {name: A, value: "x"}
"""


def test_certain_cures_are_written(translator: Translator, project: Path) -> None:
    text = FAULTY.replace("{tier: 1, on: yes}", '{tier: "1"}')
    write(project, old=text)
    run = translator("validate", "old.yml", "--fix", "--select", "T5")
    assert (run.code, run.out) == (0, "")
    assert run.err.startswith("old.yml: 2 fixed\n")
    cured = text.replace("apps/v1beta2", "apps/v1").replace("protocol: tcp", "protocol: TCP")
    assert (project / "old.yml").read_text() == cured


def test_numbers_and_words_get_quotes(translator: Translator, project: Path) -> None:
    text = FAULTY.replace("apps/v1beta2", "apps/v1").replace('"x"', "0x10")
    write(project, old=text)
    assert translator("validate", "old.yml", "--fix").err.startswith("old.yml: 4 fixed\n"), "types first, then the rules"
    quoted = text.replace("tier: 1, on: yes", 'tier: "1", on: "yes"').replace("0x10", '"0x10"')
    assert (project / "old.yml").read_text() == quoted.replace("tcp", "TCP")


def test_a_fault_that_has_no_cure_does_not_keep_the_others(translator: Translator, project: Path) -> None:
    text = FAULTY.replace("apps/v1beta2", "apps/v1").replace("{tier: 1, on: yes}", '{tier: "1"}') + "    tty: maybe\n"
    write(project, old=text)
    assert translator("validate", "old.yml", "--fix", "--select", "T5").code == 1
    assert (project / "old.yml").read_text() == text.replace("tcp", "TCP")


def test_what_is_not_certain_stays(translator: Translator, project: Path) -> None:
    ingress = "apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: a}\nspec: {backend: {serviceName: a}}\n"
    accepted = BAD.replace("Big}", "a, labels: {a: 1}} # translator: ignore T505 the generator quotes it")
    anchored = BAD.replace("Big}", "a, labels: {a: &one 1, b: *one}}")
    sops = BAD.replace("Big}", "a, labels: {a: 1}}\nsops: {mac: x}")
    write(project, a=ingress, b=accepted, c=anchored, d=sops, e=BAD)
    translator("validate", ".", "--fix")
    assert [(project / f"{name}.yml").read_text() for name in "abcde"] == [ingress, accepted, anchored, sops, BAD]
