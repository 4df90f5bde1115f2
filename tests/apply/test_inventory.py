"""The inventory: its names, what it tells, and where members may be."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.apply.scenes import NAMESPACE, Scene, config, deployment_of, manifests, named
from translator.apply import inventory, order
from translator.apply.inventory import Inventory, Leftover, Status
from translator.apply.options import Options
from translator.kube.applyset import Scope
from translator.kube.names import DNS_SUBDOMAIN
from translator.model.cluster import Key
from translator.model.plan import Action
from translator.report.collector import Collector


@given(st.text(min_size=1, max_size=300))
def test_every_stack_has_a_name_that_the_server_takes(stack: str) -> None:
    name = inventory.name(stack)
    assert DNS_SUBDOMAIN.accepts(name)
    assert DNS_SUBDOMAIN.accepts(f"{name}.v123.45"), "and so have its revisions"
    assert "." not in name, "so that no revision is called as another stack's inventory"


@pytest.mark.parametrize(("one", "other"), [("a_b", "a-b"), ("a_b", "a.b"), ("A", "a"), ("x" * 200, "x" * 201)])
def test_stacks_that_differ_have_other_names(one: str, other: str) -> None:
    assert inventory.name(one) != inventory.name(other)


def test_what_is_written_is_read(shop: Scene) -> None:
    written = Inventory(
        "a_b",
        NAMESPACE,
        Scope(frozenset({("", "ConfigMap"), ("apps", "Deployment")}), frozenset({"other"})),
        7,
        "abc",
        Status.FAILED,
        (Leftover("ReplicaSet", NAMESPACE, (("app", "web"), ("tier", "front"))),),
    )
    version = inventory.write(shop.cluster, written)
    assert inventory.read(shop.cluster, "a_b", NAMESPACE, Collector()) == replace(written, version=version)
    assert inventory.write(shop.cluster, written) == version, "the same once more changes nothing"
    assert inventory.stacks(shop.cluster, None) == (replace(written, version=version),)


@pytest.mark.parametrize("text", ["", "{}", "[1]", "[[1]]", '[["a", "b", 3]]', "[[", "null", '[["a"]]'])
def test_what_somebody_spoilt_counts_as_nothing(shop: Scene, text: str) -> None:
    shop.apply(config("a"))
    path = "/metadata/annotations/apply.translator~1leftovers"
    shop.cluster.patch(Key("v1", "Secret", NAMESPACE, "translator-shop"), [{"op": "add", "path": path, "value": text}])
    assert shop.inventory().leftovers == ()
    assert shop.inventory().revision == 1


def test_members_in_several_namespaces(shop: Scene) -> None:
    shop.cluster.cluster.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "other"}}, manager="admin")
    elsewhere = config("b").replace("name: b", "name: b\n  namespace: other")
    shop.apply(config("a") + elsewhere)
    assert shop.inventory().scope.namespaces == frozenset({"other"})
    assert shop.cluster.get(Key("v1", "ConfigMap", "other", "b")) is not None
    shop.apply(config("a"), Options(prune=True, timeout=60))
    assert shop.cluster.get(Key("v1", "ConfigMap", "other", "b")) is None
    assert shop.inventory().scope.namespaces == frozenset()


def test_a_namespace_on_what_has_none_is_left_out(shop: Scene) -> None:
    text = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: reader, namespace: shop}\nrules: []\n"
    prune = Options(prune=True, timeout=60)
    shop.apply(text, prune)
    again = shop.draft(shop.order(manifests(text)), prune)
    assert [(str(step.key), step.action) for step in again.plan.steps] == [("clusterrole/reader", Action.UNCHANGED)]


def test_an_inventory_that_was_lost_is_found_again(shop: Scene) -> None:
    shop.apply(config("a") + deployment_of("web"))
    shop.cluster.delete(Key("v1", "Secret", NAMESPACE, "translator-shop"))
    shop.apply(deployment_of("web") + config("b"), Options(prune=True, timeout=60))
    assert shop.names("v1", "ConfigMap") == ["b"]
    assert shop.inventory().revision == 2, "numbers go on"


def test_the_namespace_of_the_stack_goes_last_and_only_when_named(shop: Scene) -> None:
    text = config("a") + "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n"
    shop.apply(text)
    shop.delete(Options(prune=True, timeout=60))
    deletions = [key for verb, key in shop.cluster.said if verb == "delete"]
    assert deletions[0] == "configmap/a"
    assert "namespace/shop" not in deletions
    shop.apply(text)
    shop.cluster.said.clear()
    shop.delete(Options(prune=True, named=named("namespace/shop"), timeout=60))
    deletions = [key for verb, key in shop.cluster.said if verb == "delete"]
    assert deletions[0] == "configmap/a"
    assert deletions[-2:] == ["namespace/shop", "lease/translator-shop"] or deletions[-1] == "namespace/shop"


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Namespace", "CustomResourceDefinition"),
        ("CustomResourceDefinition", "ResourceQuota"),
        ("ServiceAccount", "RoleBinding"),
        ("Role", "RoleBinding"),
        ("PersistentVolumeClaim", "ConfigMap"),
        ("Secret", "Service"),
        ("Service", "Deployment"),
        ("StatefulSet", "Ingress"),
        ("Deployment", "HorizontalPodAutoscaler"),
        ("Job", "Widget"),
        ("PodNetworking", "Deployment"),
        ("AlbConfig", "Ingress"),
        ("AliyunLogConfig", "Deployment"),
        ("Deployment", "CronHorizontalPodAutoscaler"),
    ],
)
def test_what_comes_before_what(earlier: str, later: str) -> None:
    assert order.turn(earlier) < order.turn(later)


def test_waves_order_workloads_alone() -> None:
    assert order.turn("Deployment", 1) < order.turn("DaemonSet", 2)
    assert order.turn("Service", 3) == order.turn("Service")
