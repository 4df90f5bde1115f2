"""Revisions: what is kept, what is not in them, and the way back."""

import base64
import gzip
from dataclasses import replace

import pytest

from tests.apply.scenes import CLAIM, NAMESPACE, STACK, Scene, config, deployment_of, manifests, named, secret
from translator import deployment
from translator.apply import records, revisions
from translator.apply.inventory import Status
from translator.apply.options import Options
from translator.apply.revisions import Author
from translator.model.cluster import Key
from translator.model.manifest import ONE_REPLICA, REPLICAS
from translator.model.progress import Stage
from translator.report.collector import Collector

PRUNED = Options(prune=True, timeout=60)
VALUE = "hunter2-the-password"


def sealed(version: int) -> str:
    """A stack with a Secret and a ConfigMap that are named by their content."""
    env = [{"name": "P", "valueFrom": {"secretKeyRef": {"name": f"password-{version}", "key": "key"}}}]
    return (
        secret(f"password-{version}", f"{VALUE}-{version}", immutable=True)
        + config(f"settings-{version}", str(version), immutable=True)
        + deployment_of("web", container={"env": env})
    )


def told(shop: Scene) -> list[tuple[int, Status]]:
    """Number and status of the kept revisions."""
    return [(each.number, each.status) for each in revisions.listed(shop.cluster, shop.inventory())]


def rolled_back(shop: Scene, number: int | None = None) -> list[str]:
    """The codes that a rollback meets with before anything is done."""
    findings = Collector()
    deployment.rollback(shop.inventory(), number, shop.cluster, Author("anna"), "1.35", findings)
    return [finding.code for finding in findings]


def test_a_revision_tells_when_by_whom_what_and_from_where(shop: Scene) -> None:
    shop.apply(STACK)
    shop.apply(STACK.replace("nginx:1.27", "nginx:1.28"))
    first, second = revisions.listed(shop.cluster, shop.inventory())
    assert (first.number, first.when, first.author) == (1, "2026-11-22T09:00:00+00:00", Author("anna@build", ("stack.yml",)))
    assert (first.counts, second.counts) == ({"create": 3}, {"rolling restart": 1})
    assert {str(each.key) for each in second.objects()} == {"configmap/settings", "deployment/db", "deployment/web"}


def test_ten_revisions_are_kept(shop: Scene) -> None:
    for number in range(1, 13):
        shop.apply(config("settings", str(number)))
    assert told(shop) == [(number, Status.GOOD) for number in range(3, 13)]


def test_the_last_good_one_is_kept_however_old() -> None:
    found = [_revision(1, Status.GOOD), *(_revision(number, Status.FAILED) for number in range(2, 14))]
    assert [each.number for each in revisions.spare(found)] == [2, 3]


def _revision(number: int, status: Status) -> revisions.Revision:
    return revisions.Revision(number, status, "", "", Author(""))


def test_no_value_of_a_secret_is_in_a_revision(shop: Scene) -> None:
    shop.apply(sealed(1))
    body = shop.live("Secret", "translator-shop.v1")
    text = gzip.decompress(base64.b64decode(body["data"]["objects"])).decode()
    assert "password-1" in text
    assert VALUE not in text
    assert base64.b64encode(VALUE.encode()).decode()[:20] not in text
    assert VALUE not in str(shop.events)


def test_a_large_revision_is_split_and_read_again(shop: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "PART", 300)
    shop.apply(STACK)
    names = [name for name in shop.names("v1", "Secret") if name.startswith("translator-shop.v1")]
    assert names[:2] == ["translator-shop.v1", "translator-shop.v1.2"]
    (revision,) = revisions.listed(shop.cluster, shop.inventory())
    assert len(revision.objects()) == 3
    shop.cluster.delete(Key("v1", "Secret", "shop", "translator-shop.v1.2"))
    assert rolled_back(shop, 1) == ["T751"]


@pytest.mark.parametrize("objects", ["", STACK, sealed(1)])
def test_what_is_packed_is_unpacked(objects: str) -> None:
    made = manifests(objects)
    parts = records.packed(made)
    assert parts == records.packed(made)
    assert [each.key for each in records.unpacked(parts)] == [
        Key(each.api_version, each.kind, None, each.name) for each in made
    ]


@pytest.mark.parametrize("parts", [(), (b"",), (b"no gzip",), (gzip.compress(b"[]"),), (gzip.compress(b"{"),)])
def test_what_is_not_ours_is_unreadable(parts: tuple[bytes, ...]) -> None:
    with pytest.raises(records.Unreadable):
        records.unpacked(parts)


def test_the_digest_knows_secret_values_and_no_order() -> None:
    one, other = manifests(secret("a", "1") + config("b")), manifests(config("b") + secret("a", "1"))
    assert records.digest(one) == records.digest(other)
    assert records.digest(one) != records.digest(manifests(secret("a", "2") + config("b")))


def test_a_rollback_restores_the_last_good_revision(shop: Scene) -> None:
    shop.apply(STACK)
    shop.apply(STACK.replace("nginx:1.27", "nginx:1.28") + config("new"))
    assert shop.revert().good
    assert shop.deployment("web")["spec"]["template"]["spec"]["containers"][0]["image"] == "nginx:1.27"
    assert shop.live("ConfigMap", "new") is None
    (last,) = revisions.listed(shop.cluster, shop.inventory())[-1:]
    assert (last.number, last.author.reverts) == (3, 1)


def test_a_rollback_back_and_forth(shop: Scene) -> None:
    shop.apply(STACK)
    shop.apply(STACK.replace("nginx:1.27", "nginx:1.28"))
    shop.revert()
    shop.revert(2)
    assert shop.deployment("web")["spec"]["template"]["spec"]["containers"][0]["image"] == "nginx:1.28"


def test_a_rollback_leaves_the_number_of_pods_to_an_autoscaler(shop: Scene) -> None:
    for image in ("nginx:1.27", "nginx:1.28"):
        (web,) = manifests(deployment_of("web", image))
        body = {**web.body, "spec": {**web.body["spec"], "replicas": 1}}
        order = shop.order([replace(web, body=body, origins={**web.origins, REPLICAS: ONE_REPLICA})])
        shop.carry_out(order, shop.draft(order))
    scaled = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": NAMESPACE}}
    shop.cluster.apply({**scaled, "spec": {"replicas": 3}}, force=True, manager="autoscaler")
    assert shop.revert().good
    spec = shop.deployment("web")["spec"]
    assert (spec["replicas"], spec["template"]["spec"]["containers"][0]["image"]) == (3, "nginx:1.27")


def test_sealed_objects_stay_as_long_as_a_revision_needs_them(shop: Scene) -> None:
    shop.apply(sealed(1))
    shop.apply(sealed(2), PRUNED)
    assert {"password-1", "password-2"} <= set(shop.names("v1", "Secret"))
    assert {"settings-1", "settings-2"} <= set(shop.names("v1", "ConfigMap"))
    shop.revert()
    assert shop.live("Secret", "password-1")["data"]["key"] == base64.b64encode(f"{VALUE}-1".encode()).decode()
    for number in range(3, 13):
        shop.apply(sealed(number), PRUNED)
    shop.apply(sealed(13), PRUNED)
    assert "password-1" not in shop.names("v1", "Secret"), "no kept revision refers to it any more"
    assert "password-4" in shop.names("v1", "Secret")


def test_a_secret_that_is_gone_is_told_before_anything_changes(shop: Scene) -> None:
    shop.apply(sealed(1))
    shop.apply(sealed(2))
    shop.cluster.delete(Key("v1", "Secret", "shop", "password-1"))
    before = shop.running.cluster.store.revision
    assert rolled_back(shop) == ["T752"]
    assert shop.running.cluster.store.revision == before


def test_a_secret_that_changed_keeps_its_values(shop: Scene) -> None:
    shop.apply(secret("plain", "one") + config("a", "1"))
    shop.apply(secret("plain", "two") + config("a", "2"))
    assert rolled_back(shop) == ["T753"]
    assert shop.revert().good
    assert shop.live("Secret", "plain")["data"]["key"] == base64.b64encode(b"two").decode()
    assert shop.live("ConfigMap", "a")["data"]["key"] == "1"


def test_a_revision_that_failed_is_gone_back_to_with_a_warning(shop: Scene) -> None:
    shop.apply(STACK)
    shop.apply(STACK.replace("nginx:1.27", "library/crash:1"))
    shop.apply(STACK.replace("nginx:1.27", "nginx:1.28"))
    assert told(shop) == [(1, Status.GOOD), (2, Status.FAILED), (3, Status.GOOD)]
    assert rolled_back(shop, 2) == ["T755"]
    assert rolled_back(shop, 1) == []


def test_there_may_be_nothing_to_go_back_to(shop: Scene) -> None:
    shop.apply(STACK)
    assert rolled_back(shop) == ["T751"]
    assert rolled_back(shop, 7) == ["T751"]


def test_no_rollback_leads_to_a_deletion(shop: Scene) -> None:
    shop.apply(STACK + CLAIM)
    shop.delete()
    shop.apply(STACK.replace("nginx:1.27", "nginx:1.28") + CLAIM)
    assert [each.counts for each in revisions.listed(shop.cluster, shop.inventory())][1:2] == [{"delete": 3}]
    order = deployment.rollback(shop.inventory(), None, shop.cluster, Author("anna"), "1.35", Collector())
    assert order is not None
    assert (order.author.reverts, len(order.manifests)) == (1, 4)
    assert rolled_back(shop, 2) == ["T751"], "not even where it is named: that is what delete is for"


def test_drift_is_corrected_without_a_new_revision(shop: Scene) -> None:
    shop.apply(STACK)
    shop.cluster.delete(Key("v1", "ConfigMap", "shop", "settings"))
    assert [str(key) for key in shop.apply(STACK).done] == ["configmap/settings"]
    assert told(shop) == [(1, Status.GOOD)]


def test_delete_leaves_nothing(shop: Scene) -> None:
    shop.apply(STACK + secret("password", VALUE, immutable=True))
    shop.apply(STACK)
    assert shop.delete().good
    left = {entry.key.resource for entry in shop.running.cluster.store.every() if entry.key.namespace == "shop"}
    assert left <= {"events", "pods", "replicasets"}, "what is owned goes with its owner, in time"
    assert sorted(shop.stages(Stage.DELETED)[-2:]) == ["configmap/settings", "secret/password"], "side by side"


def test_what_does_not_go_keeps_the_inventory(shop: Scene) -> None:
    shop.apply(config("a") + config("b"))
    body = {"apiVersion": "v1", "kind": "ConfigMap"}
    held = {**body, "metadata": {"name": "a", "namespace": "shop", "finalizers": ["example.com/held"]}}
    shop.cluster.cluster.apply(held, manager="hand")
    for _ in range(2):  # the second run finds nothing left to delete, and something that is not gone
        result = shop.delete(Options(prune=True, timeout=1))
        assert not result.ready
        assert [each.cause for each in result.waited if each.cause] == ["is being deleted, held by example.com/held"]
        assert shop.live("Secret", "translator-shop") is not None
    path = [{"op": "remove", "path": "/metadata/finalizers"}]
    shop.cluster.cluster.patch(Key("v1", "ConfigMap", "shop", "a"), path, manager="hand")
    assert shop.delete().good
    assert shop.live("Secret", "translator-shop") is None


def test_delete_keeps_claims_and_remembers_them(shop: Scene) -> None:
    shop.apply(STACK + CLAIM)
    assert shop.delete().left == ()
    assert shop.live("PersistentVolumeClaim", "data") is not None
    shop.cluster.said.clear()
    shop.delete()
    assert shop.cluster.written == []
    assert shop.revert(1).good, "the way back is still there"
    shop.delete(Options(prune=True, named=named("persistentvolumeclaim/data"), timeout=60))
    assert shop.live("PersistentVolumeClaim", "data") is None
    assert shop.live("Secret", "translator-shop") is None
