"""A plan as text, as `diff -u`, as JSON and as Markdown: written down here from what each form promises."""

import json
from typing import Any

import jsonschema
import pytest

from translator import assets
from translator.model.cluster import Address, Key
from translator.model.manifest import Manifest
from translator.model.origin import Default, Derived, Source
from translator.model.plan import Action, Change, Contest, Plan, Recipe, Sort, Step
from translator.report.formats import plan_json, plan_markdown, plan_text, plan_unified
from translator.report.formats.text import Style

PLAIN = Style(colour=False, width=120)
WHERE = Address("staging", "https://10.0.0.1:6443", "default", "1.36")


def step(action: Action, kind: str, name: str, *, service: str | None = "web", **more: Any) -> Step:
    manifest = None if action is Action.DELETE else Manifest({"kind": kind}, {}, service)
    return Step(Key("v1", kind, more.pop("namespace", "shop"), name), action, manifest, **more)


IMAGE = Change(
    "spec.template.spec.containers[web].image",
    "/spec/template/spec/containers/0/image",
    Sort.CHANGED,
    "nginx:1.27",
    "nginx:1.28",
    Source("stack.yml", 4, 12, ("services", "web", "image")),
    restarts=True,
)
ADDED = Change("spec.x", "/spec/x", Sort.ADDED, None, {"a": [1, True]}, Derived("a rule", (Source("stack.yml", 5, 1),)))
REMOVED = Change("spec.y", "/spec/y", Sort.REMOVED, "so", None)
SECRET = Change("data.a", "/data/a", Sort.CHANGED, "*** (before)", "*** (after)", Default("a default"), masked=True)
LINES = Change("data.f", "/data/f", Sort.CHANGED, "same\nold\x1b[2J\n", "same\nnew\n")

WEB = step(
    Action.RESTART,
    "Deployment",
    "web",
    changes=(IMAGE, ADDED, REMOVED),
    risks=("data goes",),
    notes=("a note",),
    before={"kind": "Deployment", "spec": {"image": "nginx:1.27", "text": "one\ntwo\n"}},
    after={"kind": "Deployment", "spec": {"image": "nginx:1.28", "text": "one\n2\n"}},
)
PLAN = Plan(
    "shop",
    "shop",
    WHERE,
    (
        step(Action.CREATE, "ConfigMap", "new", service=None, local=True, after={"kind": "ConfigMap"}),
        step(Action.UPDATE, "Secret", "keys", changes=(SECRET, LINES)),
        step(Action.UNCHANGED, "Service", "web"),
        WEB,
        step(Action.RECREATE, "Job", "once", service="job", recipe=Recipe("spec.template", "replace", "it runs again")),
        step(Action.CONFLICT, "Ingress", "web", contests=(Contest(".spec.rules", "somebody"),)),
        step(Action.DELETE, "PersistentVolumeClaim", "data", protected=True, before={"kind": "PersistentVolumeClaim"}),
        step(Action.DELETE, "ConfigMap", "old", namespace="else"),
    ),
)

TEXT = """\
shop: namespace shop of staging (https://10.0.0.1:6443, Kubernetes 1.36)

job
  -/+ job/once: recreate
        cannot be changed: spec.template; it runs again

web
  ~   secret/keys: update in place
      ~ data.a: *** (before) -> *** (after)  <- a default
      ~ data.f:
        - old\\x1b[2J
        + new
  *   deployment/web: rolling restart
      ~ spec.template.spec.containers[web].image: nginx:1.27 -> nginx:1.28  <- stack.yml:4:12
      + spec.x: {"a": [1, true]}  <- a rule, stack.yml:5:1
      - spec.y: so
        data at risk: data goes
        note: a note
  !   ingress/web: conflict
        owned by somebody: .spec.rules

of the whole stack
  +   configmap/new: create
  -   persistentvolumeclaim/data: delete, only where it is named
  -   configmap/old in else: delete, only with --prune

%s
1 object worked out without the server: what they need comes with the same run
"""
TOTALS = (
    "8 objects: 1 to create, 1 to update in place, 1 to restart, 1 to recreate, 2 to delete with --prune "
    "(1 of them only where named), 1 in conflict, 1 unchanged"
)


def test_the_text_is_read_service_by_service() -> None:
    assert "".join(f"{line}\n" for line in plan_text.lines(PLAN, PLAIN)) == TEXT % TOTALS


def test_with_prune_deletions_will_be_done_but_for_what_must_be_named() -> None:
    text = "\n".join(plan_text.lines(PLAN, PLAIN, pruned=True))
    assert "configmap/old in else: delete\n" in text
    assert "persistentvolumeclaim/data: delete, only where it is named" in text
    assert "2 to delete (1 of them only where named), " in text


def test_what_stays_is_listed_on_request() -> None:
    assert "  =   service/web: unchanged" in "\n".join(plan_text.lines(PLAN, PLAIN, unchanged=True))


def test_colour_tells_how_grave_it_is() -> None:
    text = "\n".join(plan_text.lines(PLAN, Style(colour=True)))
    assert "\x1b[1;31m-/+\x1b[0m" in text
    assert "\x1b[32m+  \x1b[0m" in text
    assert "\x1b[2J" not in text, "what a cluster holds never reaches the terminal as it is"


def test_a_plan_without_a_cluster_says_so() -> None:
    plan = Plan("shop", "default", None, (step(Action.DELETE, "ConfigMap", "old"),))
    assert list(plan_text.lines(plan, PLAIN)) == [
        "shop: held against the manifests of a folder",
        "",
        "of the whole stack",
        "  -   configmap/old: delete",
        "",
        "1 object: 1 to delete",
    ]


UNIFIED = """\
diff v1.Deployment.shop.web: rolling restart (stack.yml:4:12, stack.yml:5:1)
--- live/v1.Deployment.shop.web
+++ merged/v1.Deployment.shop.web
@@ -1,6 +1,6 @@
 kind: Deployment
 spec:
-  image: nginx:1.27
+  image: nginx:1.28
   text: |
     one
-    two
+    2
"""


def test_the_unified_form_is_that_of_diff() -> None:
    plan = Plan("shop", "shop", WHERE, (WEB, step(Action.UNCHANGED, "Service", "web")))
    assert plan_unified.unified(plan, PLAIN) == UNIFIED


def test_what_comes_and_goes_is_held_against_nothing() -> None:
    text = plan_unified.unified(PLAN, PLAIN)
    assert "--- /dev/null\n+++ merged/v1.ConfigMap.shop.new\n" in text
    assert "--- live/v1.PersistentVolumeClaim.shop.data\n+++ /dev/null\n" in text


@pytest.mark.parametrize("plan", [PLAN, Plan("shop", "default", None, ())])
def test_json_fits_its_schema(plan: Plan) -> None:
    schema = json.loads((assets.schemas() / "plan.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(plan_json.document(plan)), schema)


def test_json_tells_the_line_of_each_change() -> None:
    data = json.loads(plan_json.document(PLAN))
    (web,) = (each for each in data["steps"] if each["kind"] == "Deployment")
    assert web["changes"][0] == {
        "field": "spec.template.spec.containers[web].image",
        "pointer": "/spec/template/spec/containers/0/image",
        "sort": "changed",
        "before": "nginx:1.27",
        "after": "nginx:1.28",
        "masked": False,
        "restarts": True,
        "origin": {"file": "stack.yml", "line": 4, "column": 12, "reason": "stack.yml:4:12"},
    }
    assert data["summary"]["delete"] == 2
    assert data["cluster"] == {"context": "staging", "server": "https://10.0.0.1:6443", "version": "1.36"}


def test_markdown_is_a_table_and_what_it_shows_is_text() -> None:
    hostile = step(Action.UPDATE, "ConfigMap", "a", service="<b>|*x*", changes=(LINES,))
    text = plan_markdown.document(Plan("shop", "shop", WHERE, (WEB, hostile)))
    lines = text.splitlines()
    assert lines[0] == "### shop: namespace shop of staging (https://10.0.0.1:6443, Kubernetes 1.36)"
    assert "| web | deployment/web | rolling restart | data at risk: data goes; a note |" in lines
    assert "| spec.template.spec.containers\\[web\\].image | nginx:1.27 -\\> nginx:1.28 | stack.yml:4:12 |" in lines
    assert "| \\<b\\>\\|\\*x\\* | configmap/a | update in place |  |" in lines
    assert text.count("<details>") == text.count("</details>") == 2


def test_markdown_without_changes_is_two_lines() -> None:
    plan = Plan("shop", "shop", WHERE, (step(Action.UNCHANGED, "Service", "web"),))
    assert plan_markdown.document(plan).splitlines()[2:] == ["1 object: 1 unchanged."]
