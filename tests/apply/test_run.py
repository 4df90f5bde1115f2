"""Applying: what is done, in which order, and that nothing is done twice."""

import signal
from collections.abc import Callable

import pytest

from tests.apply.scenes import CRD, NAMESPACE, STACK, Scene, config, deployment_of, manifests, named, scene
from translator.apply.inventory import Status
from translator.apply.options import Options
from translator.kube.applyset import GROUP_KINDS, ID, PART_OF, TOOLING, identity
from translator.model.cluster import Key, Refusal, Unreachable
from translator.model.plan import Action
from translator.model.progress import Stage

EVERY_GROUP = (
    """\
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: way}
spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
---
"""
    + deployment_of("web")
    + """\
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, protocol: TCP}]}
---
"""
    + config("settings")
    + """\
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reads}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reads}
subjects: [{kind: ServiceAccount, name: web, namespace: shop}]
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: web}
---
apiVersion: v1
kind: Namespace
metadata: {name: other}
---
"""
    + CRD
)


def test_what_is_applied_is_there_ready_and_recorded(shop: Scene) -> None:
    result = shop.apply(STACK)
    assert {str(key) for key in result.done} == {"configmap/settings", "deployment/db", "deployment/web"}
    assert (result.left, result.faults, result.ready, result.revision) == ((), (), True, 1)
    assert shop.deployment("web")["status"]["readyReplicas"] == 1
    assert shop.inventory().status is Status.GOOD


def test_the_inventory_is_an_applyset_that_kubectl_reads(shop: Scene) -> None:
    shop.apply(STACK)
    parent = shop.live("Secret", "translator-shop")
    # KEP-3659: the id is made of the parent's name, namespace, kind and group.
    wanted = identity("translator-shop", NAMESPACE)
    assert parent["metadata"]["labels"][ID] == wanted
    assert parent["metadata"]["annotations"][GROUP_KINDS] == "ConfigMap,Deployment.apps"
    assert parent["metadata"]["annotations"][TOOLING].startswith("translator/v")
    for body in (shop.live("ConfigMap", "settings"), shop.deployment("db"), shop.deployment("web")):
        assert body["metadata"]["labels"][PART_OF] == wanted


def test_a_second_apply_sends_no_write(shop: Scene) -> None:
    shop.apply(STACK)
    shop.cluster.said.clear()
    assert shop.apply(STACK).done == ()
    assert shop.cluster.written == []


def test_groups_come_in_their_order(shop: Scene) -> None:
    shop.apply(EVERY_GROUP)
    applied = [key for verb, key in shop.cluster.said if verb == "apply" and not key.startswith("secret/translator")]
    assert applied == [
        "namespace/other",
        "customresourcedefinition/widgets.example.com",
        "serviceaccount/web",
        "rolebinding/reads",
        "persistentvolumeclaim/data",
        "configmap/settings",
        "service/web",
        "deployment/web",
        *sorted(("ingress/way", "widget/small"), key=applied.index),
    ]


def test_a_wave_begins_when_the_one_before_is_ready(shop: Scene) -> None:
    shop.apply(STACK, waves={"web": 1})
    told = [(event.stage, str(event.key)) for event in shop.events]
    assert told.index((Stage.READY, "deployment/db")) < told.index((Stage.CREATED, "deployment/web"))


def test_without_waiting_waves_follow_at_once_and_the_next_run_waits(shop: Scene) -> None:
    shop.apply(STACK, Options(wait=False), waves={"web": 1})
    assert shop.stages(Stage.READY, Stage.WAITING) == []
    assert shop.inventory().status is Status.APPLIED
    shop.cluster.said.clear()
    shop.apply(STACK, Options(wait=False), waves={"web": 1})
    assert shop.cluster.written == []
    shop.apply(STACK, waves={"web": 1})
    assert shop.inventory().status is Status.GOOD
    assert shop.inventory().revision == 1


def test_the_namespace_of_the_stack_is_made_and_is_no_member() -> None:
    with scene(namespace=False) as made:
        made.apply(STACK)
        assert made.stages(Stage.CREATED)[0] == "namespace/shop"
        assert PART_OF not in made.live("Namespace", "shop")["metadata"].get("labels", {})
        made.cluster.said.clear()
        made.apply(STACK)
        assert made.cluster.written == []


def test_a_status_that_moves_the_version_is_no_obstacle(shop: Scene) -> None:
    shop.apply(STACK)
    order = shop.order(manifests(STACK.replace("nginx:1.27", "nginx:1.28")))
    draft = shop.draft(order)
    touch(shop, "web", [{"op": "add", "path": "/metadata/annotations/other", "value": "x"}])
    result = shop.carry_out(order, draft)
    assert [str(key) for key in result.done] == ["deployment/web"]
    assert image(shop, "web") == "nginx:1.28"


def test_what_is_not_what_was_approved_is_left(shop: Scene) -> None:
    shop.apply(STACK)
    order = shop.order(manifests(STACK.replace("nginx:1.27", "nginx:1.28")))
    draft = shop.draft(order)
    touch(shop, "web", [{"op": "add", "path": "/spec/replicas", "value": 3}])
    touch(shop, "web", [{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value": "nginx:evil"}])
    result = shop.carry_out(order, draft)
    assert [str(step.key) for step in result.differing] == ["deployment/web"]
    assert result.contested
    assert [str(key) for key in result.left] == ["deployment/web"]
    assert image(shop, "web") == "nginx:evil"
    assert shop.inventory().status is Status.UNFINISHED


def test_what_was_done_meanwhile_is_done(shop: Scene) -> None:
    shop.apply(STACK)
    order = shop.order(manifests(STACK.replace("nginx:1.27", "nginx:1.28")))
    draft = shop.draft(order)
    first = draft.plan.steps
    live = shop.deployment("web")
    (step,) = [step for step in first if step.action is not Action.UNCHANGED]
    assert step.manifest is not None
    shop.cluster.cluster.apply(step.manifest.body)
    assert shop.carry_out(order, draft).good
    assert shop.deployment("web")["metadata"]["generation"] == live["metadata"]["generation"] + 1


def test_after_a_refusal_nothing_that_follows_is_sent(shop: Scene) -> None:
    shop.cluster.before = refusing("configmap/settings")
    result = shop.apply(STACK)
    assert [str(key) for key, _ in result.faults if key] == ["configmap/settings"]
    assert {str(key) for key in result.left} == {"configmap/settings", "deployment/db", "deployment/web"}
    assert shop.deployment("web") is None
    assert shop.inventory().status is Status.UNFINISHED
    shop.cluster.before = None
    assert shop.apply(STACK).good
    assert (shop.inventory().status, shop.inventory().revision) == (Status.GOOD, 1)


def test_of_one_group_the_others_go_on(shop: Scene) -> None:
    shop.cluster.before = refusing("deployment/db")
    result = shop.apply(STACK)
    assert {str(key) for key in result.done} == {"configmap/settings", "deployment/web"}
    assert [str(key) for key in result.left] == ["deployment/db"]


def test_a_cluster_that_stops_answering(shop: Scene) -> None:
    def broken(verb: str, key: Key) -> None:
        if str(key) == "deployment/db":
            raise Unreachable("no answer in time")

    shop.cluster.before = broken
    result = shop.apply(STACK)
    assert result.unreachable
    assert (None, "no answer in time") in result.faults
    shop.cluster.before = None
    assert shop.apply(STACK).good


@pytest.mark.parametrize(
    "place", ["secret/translator-shop.v1", "secret/translator-shop", "configmap/settings", "deployment/db"]
)
def test_an_interruption_ends_well_and_running_again_goes_on(shop: Scene, place: str) -> None:
    def interrupted(verb: str, key: Key) -> None:
        if str(key) == place:
            shop.cluster.before = None
            signal.raise_signal(signal.SIGINT)

    shop.cluster.before = interrupted
    result = shop.apply(STACK)
    assert result.interrupted
    assert "holderIdentity" not in shop.live("Lease", "translator-shop", "coordination.k8s.io/v1")["spec"]
    done = set(result.done)
    again = shop.apply(STACK)
    assert (again.good, again.revision) == (True, 1)
    assert done.isdisjoint(again.done), "nothing is done twice"
    assert shop.inventory().status is Status.GOOD
    shop.cluster.said.clear()
    shop.apply(STACK)
    assert shop.cluster.written == []


def test_definitions_are_served_before_their_objects_come(shop: Scene) -> None:
    assert shop.apply(CRD).left == ()
    assert shop.live("Widget", "small", "example.com/v1")["spec"] == {"size": 1}
    assert PART_OF in shop.live("Widget", "small", "example.com/v1")["metadata"]["labels"]


def test_one_field_of_another_manager_can_be_forced(shop: Scene) -> None:
    shop.apply(STACK)
    touch(shop, "web", [{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value": "nginx:hand"}])
    found = shop.hindrances(STACK)
    assert list(found) == ["T744"]
    assert "deployment/web" in found["T744"]
    assert "hand" in found["T744"]
    assert shop.apply(STACK, Options(force=named("deployment/web"), timeout=60)).good
    assert image(shop, "web") == "nginx:1.27"


def refusing(name: str) -> Callable[[str, Key], None]:
    """The cluster refuses to write one object, as a webhook would."""

    def refuse(verb: str, key: Key) -> None:
        if str(key) == name:
            raise Refusal(400, "BadRequest", "admission webhook denied the request")

    return refuse


def touch(shop: Scene, name: str, operations: list[dict[str, object]]) -> None:
    """Somebody else changes a Deployment by hand."""
    shop.cluster.cluster.patch(Key("apps/v1", "Deployment", NAMESPACE, name), operations, manager="hand")


def image(shop: Scene, name: str) -> str:
    """The image of a Deployment's container."""
    found: str = shop.deployment(name)["spec"]["template"]["spec"]["containers"][0]["image"]
    return found
