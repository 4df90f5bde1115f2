"""No value of a secret is in a plan, whatever is printed of it: which key changed, and no more."""

import base64
import json
from dataclasses import replace

import pytest

from tests.diff.test_ownership import kept_by_kubectl
from tests.diff.test_verdicts import DEPLOYMENT
from tests.diff.world import World, line_of, manifest
from translator import diff
from translator.diff.disclosure import Disclosure
from translator.kube.lists import shape_of
from translator.model.origin import Derived, Source
from translator.model.plan import Action, Plan, Sort
from translator.report.collector import Collector
from translator.report.formats import plan_json, plan_markdown, plan_text, plan_unified
from translator.report.formats.text import Style

OLD, NEW = "hunter2-old", "hunter2-new"


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def secret(**values: str) -> str:
    return json.dumps(
        {
            "apiVersion": "v1",
            "kind": "Secret",
            "metadata": {"name": "keys", "annotations": {"note": values.get("a", "")}},
            "data": {key: encoded(value) for key, value in values.items()},
        }
    )


def every_output(plan: Plan) -> str:
    """All that is ever printed of a plan."""
    style = Style(colour=False)
    return "\n".join(
        (
            *plan_text.lines(plan, style, unchanged=True),
            plan_unified.unified(plan, style),
            plan_json.document(plan),
            plan_markdown.document(plan),
            repr(plan),
            str(plan.steps),
        )
    )


def leaks(text: str, *values: str) -> list[str]:
    return [value for value in values if value in text or encoded(value) in text]


def test_a_secret_tells_which_keys_change_and_no_value(world: World) -> None:
    world.apply(secret(a=OLD, b="same-as-before", c="gone-for-ever"))
    plan = world.plan(secret(a=NEW, b="same-as-before", d="all-new-value"))
    (step,) = plan.steps
    assert step.action is Action.UPDATE
    told = {change.field: (change.sort, change.masked) for change in step.changes}
    assert told == {
        "data.a": (Sort.CHANGED, True),
        "data.c": (Sort.REMOVED, True),
        "data.d": (Sort.ADDED, True),
        "metadata.annotations.note": (Sort.CHANGED, True),
    }
    assert leaks(every_output(plan), OLD, NEW, "same-as-before", "gone-for-ever", "all-new-value") == []


def test_a_value_that_was_written_as_text_names_its_line(world: World) -> None:
    text = '{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "keys"}, "stringData": {"a": "%s"}}'
    world.apply(text % OLD)
    step = world.step(text % NEW)
    assert [(each.field, each.sort, each.masked) for each in step.changes] == [("data.a", Sort.CHANGED, True)]
    assert step.changes[0].origin == Source("stack.yml", line_of(text, "/stringData/a", world), 1, ())


@pytest.mark.parametrize("made", ["created", "deleted", "remade", "in conflict", "adopted"])
def test_no_verdict_gives_a_secret_away(world: World, made: str) -> None:
    sealed = secret(a=OLD).replace('"kind"', '"immutable": true, "kind"')
    members = []
    texts = [secret(a=NEW)]
    if made == "deleted":
        members, texts = [world.apply(secret(a=OLD))], []
    elif made == "remade":
        world.apply(sealed)
        texts = [sealed.replace(encoded(OLD), encoded(NEW))]
    elif made == "in conflict":
        world.apply(secret(a=OLD), manager="somebody")
    elif made == "adopted":
        kept_by_kubectl(world, secret(a=OLD))
    plan = world.plan(*texts, members=members)
    (step,) = plan.steps
    actions = {"created": Action.CREATE, "deleted": Action.DELETE, "remade": Action.RECREATE, "in conflict": Action.CONFLICT}
    assert step.action is actions.get(made, Action.UPDATE)
    assert leaks(every_output(plan), OLD, NEW) == []


def test_what_the_server_quotes_is_left_out(world: World) -> None:
    findings = Collector()
    world.plan(secret(a=NEW).replace(encoded(NEW), f"not base 64 {NEW}"), findings=findings)
    assert [finding.code for finding in findings] == ["T722"]
    assert leaks(" ".join(map(str, findings)), NEW) == []


SECRETS = [
    ('[{name: DB_PASSWORD, value: "%s"}]', "by its name"),
    ('[{name: DATABASE_URL, value: "postgres://user:%s@db/shop"}]', "in a URL"),
    ('[{name: OPTIONS, value: "host=db password=%s"}]', "in a text"),
]


@pytest.mark.parametrize(("variables", "how"), SECRETS, ids=[row[1] for row in SECRETS])
def test_variables_that_hold_secrets_are_masked(world: World, variables: str, how: str) -> None:
    before, after = (DEPLOYMENT.replace('[{name: A, value: "1"}]', variables % value) for value in (OLD, NEW))
    world.apply(before)
    plan = world.plan(after)
    (change,) = plan.steps[0].changes
    assert (change.sort, change.masked, change.restarts) == (Sort.CHANGED, True, True)
    assert change.before != change.after, "it is told that they differ"
    assert leaks(every_output(plan), OLD, NEW) == []


def test_a_password_behind_an_option_is_masked(world: World) -> None:
    before, after = (
        DEPLOYMENT.replace("image: nginx:1.27", f'image: nginx:1.27, args: [serve, --admin-password, "{value}", --quiet]')
        .replace("- name: web\n          image", "- {name: web, image")
        .replace("--quiet]", "--quiet]}")
        .partition("          env")[0]
        for value in (OLD, NEW)
    )
    world.apply(before)
    plan = world.plan(after)
    assert plan.steps[0].action is Action.RESTART
    assert leaks(every_output(plan), OLD, NEW) == []


def test_a_variable_from_a_file_of_variables_is_masked(world: World) -> None:
    world.apply(DEPLOYMENT)
    asked = manifest(world.placed(DEPLOYMENT.replace('value: "1"', f"value: {NEW}")))
    at = "/spec/template/spec/containers/0/env/0/value"
    lines = (Source("stack.yml", 4, 1), Source("web.env", 1, 1))
    asked = replace(asked, origins={**asked.origins, at: Derived("env_file", lines)})
    step = diff.step(asked, world.cluster, kubernetes="1.35")
    (change,) = step.changes
    assert (change.masked, change.after) == (True, "*** (after)")
    assert leaks(every_output(Plan("shop", "x", None, (step,))), NEW) == []


def test_a_secret_that_only_begins_to_be_one_hides_the_old_value_too() -> None:
    kind = ("v1", "ConfigMap")
    before = {"kind": "ConfigMap", "data": {"API_TOKEN": OLD, "plain": "1"}}
    after = {"kind": "ConfigMap", "data": {"API_TOKEN": NEW, "plain": "2"}}
    shown = Disclosure("ConfigMap", shape_of(kind, "1.35"), None).both(before, after)
    assert shown == (
        {"data": {"API_TOKEN": "*** (before)", "plain": "1"}},
        {"data": {"API_TOKEN": "*** (after)", "plain": "2"}},
    )


def test_names_of_secrets_are_no_secrets() -> None:
    body = {"spec": {"secretName": "db-password", "env": [{"name": "A", "valueFrom": {"secretKeyRef": {"key": "password"}}}]}}
    assert Disclosure("Deployment", shape_of(("apps/v1", "Deployment"), "1.35"), None).one(body) == body
