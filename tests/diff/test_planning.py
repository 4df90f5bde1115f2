"""What comes with the same run, what the server refuses, what others do in the meantime."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.diff.test_verdicts import CONFIG, DEPLOYMENT, SERVICE
from tests.diff.world import World, line_of, manifest
from translator.diff.planning import judge
from translator.model.cluster import Applied, Body, Cluster, Key, Refusal
from translator.model.origin import Source
from translator.model.plan import Action
from translator.report.collector import Collector

DEFINITION = """
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: lamps.home.example, namespace: null}
spec:
  group: home.example
  scope: Namespaced
  names: {kind: Lamp, plural: lamps}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
"""
LAMP = "{apiVersion: home.example/v1, kind: Lamp, metadata: {name: desk}, spec: {bright: true}}"


class Meddled:
    """A cluster that does something before it answers a dry run."""

    def __init__(self, cluster: Cluster, meddle: Callable[[Body], None]) -> None:
        self._cluster = cluster
        self._meddle = meddle
        self.dry_runs = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cluster, name)

    def apply(self, body: Body, *, dry: bool = False, force: bool = False, manager: str = "translator") -> Applied:
        if dry:
            self.dry_runs += 1
            self._meddle(body)
        return self._cluster.apply(body, dry=dry, force=force, manager=manager)


def test_objects_of_a_namespace_that_comes_along_are_planned_here(world: World) -> None:
    new = "{apiVersion: v1, kind: Namespace, metadata: {name: brand-new, namespace: null}}"
    inside = DEPLOYMENT.replace("{name: web,", "{name: web, namespace: brand-new,")
    plan = world.plan(inside, new)
    assert [(step.key.kind, step.action, step.local) for step in plan.steps] == [
        ("Namespace", Action.CREATE, False),
        ("Deployment", Action.CREATE, True),
    ]
    expected = plan.steps[1].expected
    assert expected is not None
    assert expected["spec"]["template"]["spec"]["restartPolicy"] == "Always", "with the defaults of the server"


def test_a_namespace_that_comes_along_is_asked_about_once(world: World) -> None:
    new = "{apiVersion: v1, kind: Namespace, metadata: {name: not-yet, namespace: null}}"
    inside = [CONFIG.replace("{name: settings}", f"{{name: settings-{number}, namespace: not-yet}}") for number in range(5)]
    asked = Meddled(world.cluster, lambda _: None)
    manifests = [manifest(world.placed(text)) for text in (new, *inside)]
    deciding = judge(manifests, asked, "1.35", lambda _: False)
    steps = [deciding.step(each) for each in manifests[1:]]
    assert [(step.action, step.local) for step in steps] == [(Action.CREATE, True)] * 5
    assert asked.dry_runs == 1


def test_objects_of_a_kind_that_comes_along_are_planned_here(world: World) -> None:
    plan = world.plan(LAMP, DEFINITION)
    assert [(step.key.kind, step.action, step.local) for step in plan.steps] == [
        ("CustomResourceDefinition", Action.CREATE, False),
        ("Lamp", Action.CREATE, True),
    ]


def test_a_kind_that_is_not_served_is_told_with_what_is(world: World) -> None:
    findings = Collector()
    plan = world.plan("{apiVersion: policy/v1beta1, kind: PodDisruptionBudget, metadata: {name: a}}", LAMP, findings=findings)
    assert plan.steps == ()
    told = sorted((finding.code, finding.help) for finding in findings)
    assert told == [
        ("T720", "install what defines the kind, or apply its definition too"),
        ("T720", "it serves policy/v1"),
    ]


def test_a_namespace_that_is_not_there_is_told_at_its_line(world: World) -> None:
    findings = Collector()
    text = CONFIG.replace("{name: settings}", "{name: settings, namespace: nowhere}")
    world.plan(text, findings=findings)
    (finding,) = findings
    assert (finding.code, finding.source) == ("T721", Source("stack.yml", line_of(text, "/metadata/namespace", world), 1, ()))


def test_a_namespace_that_ends_is_no_question_of_rights(world: World) -> None:
    world.apply("{apiVersion: v1, kind: Namespace, metadata: {name: ending, namespace: null}}")
    held = "{apiVersion: v1, kind: ConfigMap, metadata: {name: held, namespace: ending, finalizers: [example.com/held]}}"
    world.apply(held)
    world.cluster.delete(Key("v1", "Namespace", None, "ending"))
    findings = Collector()
    world.plan(CONFIG.replace("{name: ", "{namespace: ending, name: "), findings=findings)
    assert [(each.code, each.help) for each in findings] == [
        ("T722", "wait until the namespace is gone, or name another with --namespace")
    ]


def test_every_object_that_the_server_refuses_is_told_at_its_line(world: World) -> None:
    findings = Collector()
    bad = SERVICE.replace("port: 80", "port: 99999")
    plan = world.plan(bad, DEPLOYMENT.replace("{app: web}}\n  template", "{app: else}}\n  template"), CONFIG, findings=findings)
    assert [step.key.kind for step in plan.steps] == ["ConfigMap"]
    places = {finding.target.pointer: finding.source for finding in findings if finding.target}
    assert {finding.code for finding in findings} == {"T722"}
    assert places["/spec/ports/0/port"] == Source("stack.yml", line_of(bad, "/spec/ports/0/port", world), 1, ())
    assert "/spec/template/metadata/labels" in places


def test_an_invalid_change_is_never_a_reason_to_make_anew(world: World) -> None:
    """Refused for a value, and for an immutable field too: only a person can tell what was meant."""
    world.apply(DEPLOYMENT)
    findings = Collector()
    broken = DEPLOYMENT.replace("app: web", "app: new").replace("containerPort: 80", "containerPort: 99999")
    plan = world.plan(broken, findings=findings)
    assert plan.steps == ()
    assert {finding.code for finding in findings} == {"T722"}


def test_writes_in_between_do_not_look_like_changes_of_ours(world: World) -> None:
    member = world.apply(CONFIG)
    states = iter(("x", "y"))

    def meddle(_body: Body) -> None:
        state = next(states, None)
        if state is not None:
            text = f"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: settings}}, data: {{other: {state}}}}}"
            world.apply(text, manager="somebody")

    meddled = Meddled(world.cluster, meddle)
    (step,) = world.plan(CONFIG, members=[member], cluster=meddled).steps
    assert (step.action, meddled.dry_runs) == (Action.UNCHANGED, 3)
    assert step.version == world.get(step)["metadata"]["resourceVersion"]


def test_an_object_that_goes_in_between_is_created(world: World) -> None:
    member = world.apply(CONFIG)
    went = iter((True,))

    def meddle(_body: Body) -> None:
        if next(went, False):
            world.cluster.delete(world.step_key(CONFIG))

    (step,) = world.plan(CONFIG, members=[member], cluster=Meddled(world.cluster, meddle)).steps
    assert step.action is Action.CREATE


def test_an_object_that_never_rests_is_compared_without_a_lock(world: World) -> None:
    member = world.apply(CONFIG)
    numbers = iter(range(100))

    def meddle(_body: Body) -> None:
        text = f"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: settings, labels: {{n: n{next(numbers)}}}}}}}"
        world.apply(text, manager="somebody", force=True)

    changed = CONFIG.replace('"1"', '"3"')
    (step,) = world.plan(changed, members=[member], cluster=Meddled(world.cluster, meddle)).steps
    assert step.action is Action.UPDATE
    assert "data.a" in {change.field for change in step.changes}


@pytest.mark.parametrize(("before", "action"), [(None, Action.CREATE), ("1.26", Action.RESTART), ("1.27", Action.UNCHANGED)])
def test_a_webhook_without_dry_runs_is_planned_here(world: World, before: str | None, action: Action) -> None:
    if before:
        world.apply(DEPLOYMENT.replace("1.27", before))

    def meddle(_body: Body) -> None:
        raise Refusal(400, "BadRequest", 'admission webhook "a.example" does not support dry run')

    (step,) = world.plan(DEPLOYMENT, cluster=Meddled(world.cluster, meddle)).steps
    assert (step.action, step.local) == (action, True)


def test_an_object_that_is_being_deleted_is_told(world: World) -> None:
    held = CONFIG.replace("{name: settings}", "{name: settings, finalizers: [home.example/keep]}")
    member = world.apply(held)
    world.cluster.delete(world.step_key(held))
    step = world.step(held)
    assert step.action is Action.UPDATE
    assert step.notes == ("is being deleted already, and held by home.example/keep: what is applied now goes with it",)
    world.cluster.patch(step.key, [{"op": "remove", "path": "/metadata/finalizers"}])
    assert world.step(held, members=[member]).action is Action.CREATE


def test_the_order_is_that_in_which_it_is_done(world: World) -> None:
    plan = world.plan(DEPLOYMENT, CONFIG, SERVICE)
    assert [step.key.kind for step in plan.steps] == ["ConfigMap", "Service", "Deployment"]


QUOTA = "{apiVersion: v1, kind: ResourceQuota, metadata: {name: few}, spec: {hard: {services: '%d'}}}"
COUNTED = "{apiVersion: v1, kind: Service, metadata: {name: %s}, spec: {ports: [{port: 80}]}}"


def test_what_a_quota_forbids_that_the_same_run_makes_larger_is_planned_here(world: World) -> None:
    world.apply(QUOTA % 1)
    world.apply(COUNTED % "one")
    texts = (COUNTED % "one", COUNTED % "two")
    steps = {str(step.key): step for step in world.plan(QUOTA % 2, *texts).steps}
    assert (steps["service/two"].action, steps["service/two"].local) == (Action.CREATE, True)
    assert steps["service/two"].notes == ("the quota few forbids it as it is now, and is changed before: worked out here",)
    for kept in ((), (QUOTA % 1,)):
        findings = Collector()
        world.plan(*kept, *texts, findings=findings)
        (refused,) = list(findings)
        assert (refused.code, "exceeded quota: few" in refused.message) == ("T722", True)
        assert "make it larger" in (refused.help or "")
