"""Whose an object is: what is adopted, what is refused, and what is never touched."""

import json

from tests.apply.scenes import CLAIM, CRD, NAMESPACE, STACK, Observed, Scene, config, deployment_of, manifests, named
from translator import deployment
from translator.apply.client import attach
from translator.apply.options import Options
from translator.kube.applyset import PART_OF
from translator.model.cluster import Key
from translator.model.progress import Stage
from translator.report.collector import Collector
from translator.sandbox import serve
from translator.sandbox.users import Right, User

LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration"


def by_kubectl(shop: Scene, text: str, manager: str = "kubectl-client-side-apply", **annotations: str) -> None:
    """What `kubectl apply` of an older kind makes: an update with the annotation of what was sent."""
    for manifest in manifests(text):
        body = manifest.body
        said = {LAST_APPLIED: json.dumps(body), **annotations} if manager.startswith("kubectl") else annotations
        metadata = {**body["metadata"], "namespace": NAMESPACE, "annotations": said}
        shop.cluster.cluster.create({**body, "metadata": metadata}, manager=manager)


def managers(body: dict[str, object]) -> set[tuple[str, str]]:
    """Who manages an object: names and operations, the status aside."""
    metadata = body["metadata"]
    assert isinstance(metadata, dict)
    return {(each["manager"], each["operation"]) for each in metadata["managedFields"] if not each.get("subresource")}


def test_objects_of_kubectl_are_adopted_and_keep_their_selector_and_pods(shop: Scene) -> None:
    by_kubectl(shop, deployment_of("web", container={"env": [{"name": "OLD", "value": "1"}]}))
    uid = shop.deployment("web")["metadata"]["uid"]
    assert shop.apply(deployment_of("web")).good
    live = shop.deployment("web")
    assert live["metadata"]["uid"] == uid
    assert "env" not in live["spec"]["template"]["spec"]["containers"][0], "what kubectl set and we do not goes"
    assert LAST_APPLIED not in live["metadata"]["annotations"]
    assert managers(live) == {("translator", "Apply")}
    shop.cluster.said.clear()
    shop.apply(deployment_of("web"))
    assert shop.cluster.written == []


def test_an_adoption_that_was_interrupted_goes_on(shop: Scene) -> None:
    by_kubectl(shop, deployment_of("web", container={"env": [{"name": "OLD", "value": "1"}]}))

    def broken(verb: str, key: Key) -> None:
        if verb == "apply" and str(key) == "deployment/web":
            shop.cluster.before = None
            raise KeyboardInterrupt

    shop.cluster.before = broken
    assert shop.apply(deployment_of("web")).interrupted
    assert shop.apply(deployment_of("web")).good
    assert managers(shop.deployment("web")) == {("translator", "Apply")}
    assert "env" not in shop.deployment("web")["spec"]["template"]["spec"]["containers"][0]


def test_what_belongs_to_a_helm_release_is_only_taken_over_when_asked(shop: Scene) -> None:
    by_kubectl(shop, deployment_of("web"), "helm", **{"meta.helm.sh/release-name": "front"})
    assert shop.hindrances(STACK)["T745"] == "deployment/web belongs to the Helm release front"
    assert shop.apply(STACK, Options(seize=True, timeout=60)).good
    assert "meta.helm.sh/release-name" not in shop.deployment("web")["metadata"]["annotations"]


def test_what_belongs_to_another_stack_is_told_by_its_name(shop: Scene) -> None:
    shop.apply(deployment_of("web"), stack="front")
    assert shop.hindrances(STACK)["T745"] == "deployment/web belongs to the stack front"
    shop.apply(STACK, Options(seize=True, timeout=60))
    assert shop.deployment("web")["metadata"]["labels"][PART_OF] == shop.inventory().id


def test_what_belongs_to_another_set_is_told_by_its_id(shop: Scene) -> None:
    metadata = {"name": "settings", "namespace": NAMESPACE, "labels": {PART_OF: "applyset-of-others-v1"}}
    shop.cluster.cluster.apply({"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata}, manager="kubectl-applyset")
    assert shop.hindrances(STACK)["T745"] == "configmap/settings belongs to the set applyset-of-others-v1"


def test_an_inventory_of_another_tool_stops_everything(shop: Scene) -> None:
    annotations = {"applyset.kubernetes.io/tooling": "kubectl/v1.37"}
    metadata = {"name": "translator-shop", "namespace": NAMESPACE, "annotations": annotations}
    shop.cluster.cluster.apply({"apiVersion": "v1", "kind": "Secret", "metadata": metadata}, manager="kubectl-applyset")
    findings = Collector()
    assert deployment.plan(shop.order(manifests(STACK)), shop.cluster, findings) is None
    assert [finding.code for finding in findings] == ["T740"]


def test_manifests_that_cannot_be_applied_as_they_are(shop: Scene) -> None:
    text = config("a") + config("a") + "apiVersion: v1\nkind: ConfigMap\nmetadata: {labels: {a: b}, name: ''}\n---\n"
    text += "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, labels: {applyset.kubernetes.io/part-of: other}}\n"
    findings = Collector()
    assert deployment.plan(shop.order(manifests(text)), shop.cluster, findings) is None
    assert sorted(finding.code for finding in findings) == ["T741", "T742", "T743"]


def test_only_members_are_pruned(shop: Scene) -> None:
    shop.apply(STACK + config("old"))
    labels = {"app.kubernetes.io/part-of": "shop", "app.kubernetes.io/managed-by": "translator"}
    foreign = {"name": "foreign", "namespace": NAMESPACE, "labels": labels}
    shop.cluster.cluster.apply({"apiVersion": "v1", "kind": "ConfigMap", "metadata": foreign}, manager="hand")
    owner = {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "name": "settings",
        "uid": shop.live("ConfigMap", "settings")["metadata"]["uid"],
    }
    owned = {"name": "owned", "namespace": NAMESPACE, "labels": {PART_OF: shop.inventory().id}, "ownerReferences": [owner]}
    shop.cluster.cluster.apply({"apiVersion": "v1", "kind": "ConfigMap", "metadata": owned}, manager="hand")
    shop.apply(STACK, Options(prune=True, timeout=60))
    assert shop.stages(Stage.DELETED) == ["configmap/old"]
    assert shop.names("v1", "ConfigMap") == ["foreign", "owned", "settings"]


def test_an_object_that_left_the_set_meanwhile_stays(shop: Scene) -> None:
    shop.apply(STACK + config("old"))
    order = shop.order(manifests(STACK))
    draft = shop.draft(order)
    path = "/metadata/labels/applyset.kubernetes.io~1part-of"
    shop.cluster.cluster.patch(Key("v1", "ConfigMap", NAMESPACE, "old"), [{"op": "remove", "path": path}], manager="hand")
    shop.carry_out(order, draft, Options(prune=True, timeout=60))
    assert shop.live("ConfigMap", "old") is not None
    assert shop.stages(Stage.KEPT) == ["configmap/old"]


def test_a_successor_is_not_deleted_by_mistake(shop: Scene) -> None:
    shop.apply(STACK + config("old"))
    order = shop.order(manifests(STACK))
    draft = shop.draft(order)
    key = Key("v1", "ConfigMap", NAMESPACE, "old")
    shop.cluster.cluster.delete(key)
    labels = {PART_OF: shop.inventory().id}
    metadata = {"name": "old", "namespace": NAMESPACE, "labels": labels}
    shop.cluster.cluster.apply({"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata}, manager="hand")
    shop.carry_out(order, draft, Options(prune=True, timeout=60))
    assert shop.live("ConfigMap", "old") is not None


def test_what_is_not_allowed_is_told_before_anything_is_written() -> None:
    reads = Right(verbs=frozenset({"get", "list", "watch"}))
    dry = Right(verbs=frozenset({"patch", "create"}), resources=frozenset({"configmaps"}))
    with (
        serve(None, tokens={"little": User("little", (reads, dry))}) as running,
        attach(running.url, "little", context="test") as cluster,
    ):
        shop = Scene(running, cluster)
        order = deployment.Order("shop", "default", manifests(config("settings")), "1.35")
        findings = Collector()
        draft = deployment.plan(order, cluster, findings)
        assert draft is not None, list(findings)
        before = running.cluster.store.revision
        assert deployment.hindered(draft, cluster, Options(), findings)
        assert [(finding.code, finding.message) for finding in findings] == [
            ("T750", "you may not create, update leases.coordination.k8s.io in the namespace default"),
            ("T750", "you may not create, patch, delete secrets in the namespace default"),
        ]
        assert running.cluster.store.revision == before
        assert shop.applied == 0


def test_deletions_are_capped(shop: Scene) -> None:
    shop.apply(STACK + "".join(config(f"old-{number}") for number in range(4)))
    found = shop.hindrances(STACK, Options(prune=True, deletions=3))
    assert list(found) == ["T747"]
    assert found["T747"].startswith("4 objects would be deleted, and no more than 3 may be")
    assert shop.hindrances(STACK, Options(prune=True, deletions=4)) == {}
    assert shop.hindrances(STACK, Options(deletions=0)) == {}


def test_an_empty_stack_is_a_mistake(shop: Scene) -> None:
    assert shop.hindrances("") == {}, "nothing was there, and nothing is asked for"
    shop.apply(STACK)
    assert "T746" in shop.hindrances("", Options(prune=True, deletions=100))


def test_a_definition_stays_unless_it_is_named(shop: Scene) -> None:
    shop.apply(STACK + CRD)
    shop.apply(STACK, Options(prune=True, timeout=60))
    assert shop.stages(Stage.DELETED) == ["widget/small"]
    name = "customresourcedefinition/widgets.example.com"
    shop.apply(STACK, Options(named=named(name), timeout=60))
    assert shop.stages(Stage.DELETED) == ["widget/small", name]


def test_claims_stay_unless_they_are_named(shop: Scene) -> None:
    shop.apply(STACK + CLAIM)
    shop.apply(STACK, Options(prune=True, timeout=60))
    assert shop.live("PersistentVolumeClaim", "data") is not None
    shop.apply(STACK, Options(named=named("persistentvolumeclaim/data"), timeout=60))
    assert shop.live("PersistentVolumeClaim", "data") is None


def test_what_recreations_leave_behind_needs_rights_too() -> None:
    everything_but = frozenset({"get", "list", "watch", "create", "patch", "update"})
    with serve(None, tokens={"little": User("little", (Right(verbs=everything_but),))}) as running:
        with attach(running.url, running.token, context="test") as admin:
            admin.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": NAMESPACE}})
            Scene(running, Observed(admin)).apply(deployment_of("web"), Options(wait=False))
        with attach(running.url, "little", context="test") as cluster:
            found = Scene(running, Observed(cluster))
            text = deployment_of("web", labels={"app": "web", "tier": "front"})
            order = found.order(manifests(text))
            draft = found.draft(order)
            findings = Collector()
            deployment.hindered(draft, cluster, Options(recreate=named("deployment/web")), findings)
            assert sorted(finding.message for finding in findings) == [
                "you may not delete deployments.apps in the namespace shop",
                "you may not delete replicasets.apps in the namespace shop",
                "you may not delete secrets in the namespace shop",
            ]
