"""Whose fields they are: objects that kubectl, kompose or Helm made, replicas that an autoscaler decides on."""

import json
from dataclasses import replace
from functools import partial

import pytest

from tests.diff.test_verdicts import DEPLOYMENT
from tests.diff.world import World, manifest
from translator import diff
from translator.apply.adoption import operations
from translator.kube.merge.adoption import LAST_APPLIED
from translator.model.cluster import Body
from translator.model.manifest import ONE_REPLICA
from translator.model.plan import Action, Sort

FOREIGN = """
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {io.kompose.service: web}}
spec:
  replicas: 2
  selector: {matchLabels: {io.kompose.service: web}}
  template:
    metadata: {labels: {io.kompose.service: web}}
    spec:
      containers:
        - name: web
          image: nginx:1.27
          env: [{name: A, value: "1"}, {name: OLD, value: "1"}]
          ports: [{containerPort: 80}]
"""


def kept_by_kubectl(world: World, text: str) -> Body:
    """An object as `kubectl apply` leaves it: updated, with the annotation of what was sent."""
    body = world.placed(text)
    body["metadata"]["annotations"] = {LAST_APPLIED: json.dumps(body)}
    return world.cluster.create(body, manager="kubectl-client-side-apply")


def test_what_kubectl_applied_is_taken_over_with_what_that_removes(world: World) -> None:
    kept_by_kubectl(world, FOREIGN)
    step = world.step(DEPLOYMENT)
    assert (step.action, step.adopted) == (Action.RESTART, ("kubectl-client-side-apply",))
    assert step.contests == ()
    assert {change.field: change.sort for change in step.changes} == {
        'metadata.labels["io.kompose.service"]': Sort.REMOVED,
        "metadata.labels.app": Sort.ADDED,
        "metadata.annotations": Sort.ADDED,
        "spec.template.metadata.labels.app": Sort.ADDED,
        "spec.template.spec.containers[web].env[OLD]": Sort.REMOVED,
    }
    assert any("taken over from kubectl-client-side-apply" in note for note in step.notes)


def test_another_order_of_variables_is_told_since_it_makes_new_pods(world: World) -> None:
    """An apply that changes nothing else leaves the order as it is; one that changes who owns the fields writes it."""
    text = FOREIGN.replace('{name: OLD, value: "1"}', '{name: B, value: "1"}')
    turned = text.replace('{name: A, value: "1"}, {name: B, value: "1"}', '{name: B, value: "1"}, {name: A, value: "1"}')
    kept_by_kubectl(world, text)
    step = world.step(turned)
    assert step.action is Action.RESTART
    (env,) = (change for change in step.changes if change.field.endswith(".env"))
    assert (env.before, env.after) == (["A", "B"], ["B", "A"])
    live = world.taken_over(step)
    assert [each["name"] for each in live["spec"]["template"]["spec"]["containers"][0]["env"]] == ["B", "A"]


def test_the_plan_of_an_adoption_is_what_it_comes_to(world: World) -> None:
    kept_by_kubectl(world, FOREIGN)
    step = world.step(DEPLOYMENT)
    world.taken_over(step)
    live = world.get(step)
    assert step.expected is not None
    assert live["spec"] == step.expected["spec"]
    assert live["metadata"]["labels"] == step.expected["metadata"]["labels"]
    again = world.step(DEPLOYMENT)
    assert (again.action, again.changes, again.adopted) == (Action.UNCHANGED, (), ())


def test_the_selector_of_an_adopted_workload_is_kept_and_nothing_is_made_anew(world: World) -> None:
    kept_by_kubectl(world, FOREIGN)
    step = world.step(DEPLOYMENT)
    assert step.manifest is not None
    assert step.manifest.body["spec"]["selector"] == {"matchLabels": {"io.kompose.service": "web"}}
    assert step.manifest.body["spec"]["template"]["metadata"]["labels"] == {"app": "web", "io.kompose.service": "web"}
    assert "keeps its selector (io.kompose.service=web)" in step.notes


def test_a_selector_that_contradicts_ours_is_not_kept(world: World) -> None:
    kept_by_kubectl(world, DEPLOYMENT.replace("app: web", "app: other"))
    step = world.step(DEPLOYMENT)
    assert step.action is Action.RECREATE
    assert step.recipe is not None
    assert (step.recipe.way, step.recipe.field) == ("orphan", "spec.selector.matchLabels.app")


@pytest.mark.parametrize("manager", ["helm", "kompose", "kubectl-create"])
def test_programs_of_the_same_purpose_are_taken_over(world: World, manager: str) -> None:
    world.create(DEPLOYMENT, manager)
    step = world.step(DEPLOYMENT.replace("1.27", "1.28"))
    assert (step.action, step.adopted) == (Action.RESTART, (manager,))


@pytest.mark.parametrize("manager", ["kubectl-edit", "kubectl-patch", "somebody"])
def test_point_changes_of_others_are_conflicts(world: World, manager: str) -> None:
    world.create(DEPLOYMENT, manager)
    step = world.step(DEPLOYMENT.replace("1.27", "1.28"))
    assert (step.action, step.adopted) == (Action.CONFLICT, ())
    assert [contest.manager for contest in step.contests] == [manager]


def test_a_helm_release_that_still_counts_it_is_told(world: World) -> None:
    body = world.placed(DEPLOYMENT)
    body["metadata"]["annotations"] = {"meta.helm.sh/release-name": "shop"}
    world.cluster.create(body, manager="helm")
    assert any("release shop" in note and "uninstall" in note for note in world.step(DEPLOYMENT).notes)


BARE = DEPLOYMENT.replace("  replicas: 2\n", "")


def test_replicas_that_only_we_own_stay_where_the_manifest_leaves_them_out(world: World) -> None:
    world.apply(DEPLOYMENT)
    step = world.step(BARE)
    assert step.action is Action.UNCHANGED
    assert step.manifest is not None
    assert step.manifest.body["spec"]["replicas"] == 2
    changed = world.step(BARE.replace("1.27", "1.28"))
    assert [change.field for change in changed.changes] == ["spec.template.spec.containers[web].image"]
    assert any("keeps its 2 replicas" in note for note in changed.notes)


def test_replicas_that_an_autoscaler_owns_are_left_to_it(world: World) -> None:
    world.apply(DEPLOYMENT)
    scaled = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 7}}"
    world.apply(scaled, manager="autoscaler", force=True)
    step = world.step(BARE)
    assert step.action is Action.UNCHANGED
    assert step.manifest is not None
    assert "replicas" not in step.manifest.body["spec"]
    conflict = world.step(DEPLOYMENT)
    assert conflict.action is Action.CONFLICT
    assert any("autoscaler" in note and "leave it out" in note for note in conflict.notes)


def test_a_number_of_replicas_that_nobody_asked_for_yields_to_another_owner(world: World) -> None:
    """A stack without `replicas` means one container; "leave it out of the stack" must be a way out of the conflict."""
    one = DEPLOYMENT.replace("replicas: 2", "replicas: 1")
    world.apply(one)
    world.apply(
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 7}}", manager="autoscaler", force=True
    )
    asked = manifest(world.placed(one.replace("1.27", "1.28")))
    nobody = replace(asked, origins={**asked.origins, "/spec/replicas": ONE_REPLICA})
    fresh = partial(diff.step, cluster=world.cluster, kubernetes="1.35")
    assert fresh(asked, force=lambda _: False).action is Action.CONFLICT
    step = fresh(nobody, force=lambda _: False)
    assert (step.action, [each.field for each in step.changes]) == (
        Action.RESTART,
        ["spec.template.spec.containers[web].image"],
    )
    assert "keeps its 7 replicas, on which autoscaler decides: the stack names no number" in step.notes
    assert world.carried_out(step)["spec"]["replicas"] == 7
    forced = fresh(nobody, force=lambda _: True)
    assert [(each.field, each.after) for each in forced.changes] == [("spec.replicas", 1)]


def test_a_manifest_that_was_sent_is_decided_on_afresh(world: World) -> None:
    from translator import diff

    world.apply(DEPLOYMENT)
    kept = world.step(BARE).manifest
    assert kept is not None
    scaled = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 7}}"
    world.apply(scaled, manager="autoscaler", force=True)
    again = diff.step(kept, world.cluster, kubernetes="1.35")
    assert again.action is Action.UNCHANGED


def test_what_the_server_filled_in_goes_where_it_stands_in_the_way(world: World) -> None:
    """The numbers of a rolling update belong to nobody, and a Deployment of type Recreate cannot have them."""
    world.apply(DEPLOYMENT)
    step = world.step(DEPLOYMENT.replace("replicas: 2", "replicas: 2\n  strategy: {type: Recreate}"))
    assert (step.action, step.cleared) == (Action.UPDATE, ("spec.strategy.rollingUpdate",))
    assert {change.field: change.sort for change in step.changes} == {
        "spec.strategy.type": Sort.CHANGED,
        "spec.strategy.rollingUpdate": Sort.REMOVED,
    }
    assert world.taken_over(step)["spec"]["strategy"] == {"type": "Recreate"}
    assert world.step(DEPLOYMENT.replace("replicas: 2", "replicas: 2\n  strategy: {type: Recreate}")).action is Action.UNCHANGED


def test_an_adoption_that_ends_half_way_goes_on_as_it_began(world: World) -> None:
    """The ownership was moved, and then the run was killed: the selector is still not ours to change."""
    kept_by_kubectl(world, FOREIGN)
    first = world.step(DEPLOYMENT)
    world.cluster.patch(first.key, list(operations(first)))
    again = world.step(DEPLOYMENT)
    assert (again.action, again.adopted) == (Action.RESTART, ())
    assert again.expected is not None
    assert first.expected is not None
    assert again.expected["spec"] == first.expected["spec"]


THEIR_SERVICE = """
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {io.kompose.service: web}, ports: [{name: http, port: 80, protocol: TCP}]}
"""
OUR_SERVICE = THEIR_SERVICE.replace("{io.kompose.service: web}", "{app: web}")


def test_a_service_goes_on_to_find_the_pods_that_run(world: World) -> None:
    kept_by_kubectl(world, FOREIGN)
    kept_by_kubectl(world, THEIR_SERVICE)
    for _ in range(2):
        front, behind = world.plan(OUR_SERVICE, DEPLOYMENT).steps
        assert front.expected is not None
        assert front.expected["spec"]["selector"] == {"io.kompose.service": "web"}
        for step in (front, behind):
            world.taken_over(step)
    assert {step.action for step in world.plan(OUR_SERVICE, DEPLOYMENT).steps} == {Action.UNCHANGED}


@pytest.mark.parametrize("beside", [None, DEPLOYMENT.replace("{name: web,", "{name: other,")])
def test_a_service_whose_pods_are_not_found_by_both_gets_our_selector(world: World, beside: str | None) -> None:
    kept_by_kubectl(world, THEIR_SERVICE)
    front = world.plan(OUR_SERVICE, *([beside] if beside else [])).steps[0]
    assert front.expected is not None
    assert front.expected["spec"]["selector"] == {"app": "web"}


def test_the_selector_of_a_service_of_our_own_is_changed(world: World) -> None:
    world.apply(THEIR_SERVICE)
    kept_by_kubectl(world, FOREIGN)
    front, _ = world.plan(OUR_SERVICE, DEPLOYMENT).steps
    assert front.expected is not None
    assert front.expected["spec"]["selector"] == {"app": "web"}
