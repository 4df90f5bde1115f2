"""What cannot be changed in place: only when allowed, by the recipe of its kind, and resumable."""

import time
from dataclasses import replace

import pytest

from tests.apply.scenes import CLAIM, Scene, config, deployment_of, everything, manifests, named
from translator.apply.options import Options
from translator.model.cluster import Key
from translator.model.plan import Action
from translator.model.progress import Stage

ALLOWED = Options(recreate=everything, timeout=60)
SET = deployment_of("db", kind="StatefulSet", serviceName="db")
OTHER_SET = deployment_of("db", kind="StatefulSet", serviceName="other")
SELECTED = deployment_of("web", labels={"app": "web", "tier": "front"})
JOB = """\
apiVersion: batch/v1
kind: Job
metadata: {name: migrate}
spec:
  template:
    metadata: {labels: {app: migrate}}
    spec: {restartPolicy: Never, containers: [{name: main, image: "library/done:1"}]}
---
"""


def uids(shop: Scene, api_version: str, kind: str) -> set[str]:
    """The identities of all objects of a kind."""
    return {body["metadata"]["uid"] for body in shop.cluster.list(api_version, kind, "shop").items}


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        (SET, OTHER_SET, "statefulset/db"),
        (deployment_of("web"), SELECTED, "deployment/web"),
        (JOB, JOB.replace(":1", ":2"), "job/migrate"),
    ],
)
def test_nothing_is_made_anew_unless_it_is_allowed(shop: Scene, before: str, after: str, name: str) -> None:
    shop.apply(before)
    assert list(shop.hindrances(after)) == ["T748"]
    assert list(shop.hindrances(after, Options(recreate=named("deployment/other")))) == ["T748"]
    assert shop.hindrances(after, Options(recreate=named(name))) == {}


def test_a_stateful_set_is_made_anew_under_its_pods(shop: Scene) -> None:
    shop.apply(SET)
    pods, old = uids(shop, "v1", "Pod"), uids(shop, "apps/v1", "StatefulSet")
    assert shop.apply(OTHER_SET, ALLOWED).good
    assert uids(shop, "apps/v1", "StatefulSet").isdisjoint(old)
    assert uids(shop, "v1", "Pod") == pods
    assert shop.stages(Stage.RECREATED) == ["statefulset/db"]


def test_a_selector_changes_while_the_old_pods_serve(shop: Scene) -> None:
    shop.apply(deployment_of("web"))
    old = uids(shop, "apps/v1", "ReplicaSet")
    assert shop.apply(SELECTED, ALLOWED).good
    told = [(event.stage, str(event.key)) for event in shop.events if event.key]
    (removed,) = [at for at, (stage, key) in enumerate(told) if stage is Stage.DELETED and key.startswith("replicaset/")]
    assert told.index((Stage.READY, "deployment/web"), told.index((Stage.RECREATED, "deployment/web"))) < removed
    assert uids(shop, "apps/v1", "ReplicaSet").isdisjoint(old)
    end = time.monotonic() + 60
    while len(uids(shop, "v1", "Pod")) > 1 and time.monotonic() < end:
        time.sleep(0.05)  # the garbage collector removes the Pods of the old one when it comes to it
    assert len(uids(shop, "v1", "Pod")) == 1
    assert shop.inventory().leftovers == ()


def test_a_run_that_is_killed_between_leaves_nothing_behind(shop: Scene) -> None:
    shop.apply(deployment_of("web"))

    def killed(verb: str, key: Key) -> None:
        if verb == "apply" and str(key) == "deployment/web":
            shop.cluster.before = None
            raise KeyboardInterrupt

    shop.cluster.before = killed
    assert shop.apply(SELECTED, ALLOWED).interrupted
    assert shop.deployment("web") is None
    assert shop.apply(SELECTED).good, "to create it needs no permission any more"
    assert len(shop.names("apps/v1", "ReplicaSet")) == 1
    assert shop.inventory().leftovers == ()


def test_a_stranger_that_matches_the_old_selector_stays(shop: Scene) -> None:
    shop.apply(deployment_of("web"))
    pod = {"containers": [{"name": "main", "image": "nginx"}]}
    template = {"metadata": {"labels": {"app": "web"}}, "spec": pod}
    spec = {"replicas": 0, "selector": {"matchLabels": {"app": "web"}}, "template": template}
    metadata = {"name": "hand", "namespace": "shop", "labels": {"app": "web"}}
    body = {"apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": metadata, "spec": spec}
    shop.cluster.cluster.apply(body, manager="hand")
    shop.apply(SELECTED, ALLOWED)
    assert "hand" in shop.names("apps/v1", "ReplicaSet")


def test_a_job_goes_with_its_pods_before_the_new_one_comes(shop: Scene) -> None:
    shop.apply(JOB)
    pods = uids(shop, "v1", "Pod")
    assert shop.apply(JOB.replace(":1", ":2"), ALLOWED).good
    assert uids(shop, "v1", "Pod").isdisjoint(pods)


def test_the_old_one_is_put_back_when_the_new_one_is_refused(shop: Scene) -> None:
    shop.apply(SET)
    pods = uids(shop, "v1", "Pod")
    order = shop.order(manifests(OTHER_SET))
    draft = shop.draft(order, ALLOWED)
    (step,) = [step for step in draft.plan.steps if step.action is Action.RECREATE]
    (bad,) = manifests(OTHER_SET.replace("name: main", "name: Not_A_Name"))
    spoilt = replace(bad, body={**bad.body, "metadata": {**bad.body["metadata"], "namespace": "shop"}})
    plan = replace(draft.plan, steps=(replace(step, manifest=spoilt),))
    result = shop.carry_out(order, replace(draft, plan=plan), ALLOWED)
    assert "the old one was put back" in result.faults[0][1]
    assert shop.live("StatefulSet", "db", "apps/v1")["spec"]["serviceName"] == "db"
    assert uids(shop, "v1", "Pod") == pods


def test_a_claim_is_never_made_anew(shop: Scene) -> None:
    shop.apply(CLAIM)
    assert list(shop.hindrances(CLAIM.replace("ReadWriteOnce", "ReadWriteMany"), ALLOWED)) == ["T749"]


def test_a_stateful_set_that_takes_its_claims_along_is_not_replaced(shop: Scene) -> None:
    policy = "spec:\n  persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete, whenScaled: Retain}\n"
    text = SET.replace("spec:\n", policy, 1)
    shop.apply(text)
    assert list(shop.hindrances(text.replace("app: db", "app: db2"), ALLOWED)) == ["T749"]


def test_a_rename_creates_first_and_deletes_after(shop: Scene) -> None:
    shop.apply(deployment_of("web") + config("a"))
    shop.apply(deployment_of("www") + config("a"), Options(prune=True, timeout=60))
    told = [(event.stage, str(event.key)) for event in shop.events]
    assert told.index((Stage.READY, "deployment/www")) < told.index((Stage.DELETED, "deployment/web"))


def test_a_job_that_ran_and_was_removed_does_not_run_again(shop: Scene) -> None:
    passing = JOB.replace("spec:\n  template", "spec:\n  ttlSecondsAfterFinished: 600\n  template", 1)
    shop.apply(passing + config("a", "1"))
    shop.cluster.delete(Key("batch/v1", "Job", "shop", "migrate"))
    shop.cluster.said.clear()
    shop.apply(passing + config("a", "1"))
    assert shop.cluster.written == []
    assert [str(key) for key in shop.apply(passing + config("a", "2")).done] == ["configmap/a"]
    assert [str(key) for key in shop.apply(passing.replace("done:1", "done:2") + config("a", "2")).done] == ["job/migrate"]
    shop.cluster.delete(Key("batch/v1", "Job", "shop", "migrate"))
    assert [str(key) for key in shop.revert(2).done] == ["job/migrate"], "what is gone back to runs"


def test_a_job_that_somebody_deleted_is_made_again(shop: Scene) -> None:
    shop.apply(JOB)
    shop.cluster.delete(Key("batch/v1", "Job", "shop", "migrate"))
    assert [str(key) for key in shop.apply(JOB).done] == ["job/migrate"]
