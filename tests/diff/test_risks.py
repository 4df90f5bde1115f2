"""What a step could cost in data: said where it could, and not where it could not."""

from typing import Any

import pytest
import yaml

from translator.diff import risks
from translator.diff.comparison import differences
from translator.kube.lists import shape_of
from translator.model.plan import Recipe

VOLUMES = "{template: {spec: {volumes: [%s]}}}"
DELETIONS = [
    ("{kind: ConfigMap, data: {a: b}}", ""),
    ("{kind: Deployment, spec: %s}" % (VOLUMES % "{name: a, emptyDir: {}}"), ""),
    ("{kind: Namespace, metadata: {name: shop}}", "everything in the namespace"),
    ("{kind: PersistentVolumeClaim, spec: {volumeName: disk-7}}", "its volume (disk-7) is deleted with it"),
    ("{kind: PersistentVolumeClaim, spec: {}}", "the claim holds data"),
    ("{kind: PersistentVolume, spec: {claimRef: {name: data}}}", "the data of the claim data"),
    ("{kind: StatefulSet, spec: {volumeClaimTemplates: [{}]}}", "its claims stay"),
    ("{kind: StatefulSet, spec: {persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete}}}", "its claims are deleted"),
    ("{kind: Service, spec: {type: ClusterIP}}", ""),
    ("{kind: Service, spec: {type: LoadBalancer}, status: {loadBalancer: {ingress: [{ip: 1.2.3.4}]}}}", "its address 1.2.3.4"),
    ("{kind: DaemonSet, spec: %s}" % (VOLUMES % "{name: a, hostPath: {path: /srv/data}}"), "/srv/data stays on the nodes"),
    ("{kind: CronJob, spec: {jobTemplate: {spec: %s}}}" % (VOLUMES % "{name: a, hostPath: {path: /srv}}"), "/srv stays"),
    ("{kind: Lamp, spec: [not, a, mapping]}", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), DELETIONS, ids=range(len(DELETIONS)))
def test_a_deletion_says_what_goes(text: str, told: str) -> None:
    found = " ".join(risks.of_deletion(yaml.safe_load(text)))
    assert told in found
    assert bool(told) == bool(found)


def changed(before: str, after: str, recipe: Recipe | None = None) -> str:
    old, new = yaml.safe_load(before), yaml.safe_load(after)
    shape = shape_of(("apps/v1", old["kind"]), "1.35")
    return " ".join(risks.of_change(old, new, differences(old, new, shape), recipe))


def claiming(name: str) -> str:
    return "{kind: Deployment, spec: %s}" % (VOLUMES % f"{{name: a, persistentVolumeClaim: {{claimName: {name}}}}}")


def hosting(path: str) -> str:
    return "{kind: Deployment, spec: %s}" % (VOLUMES % f"{{name: a, hostPath: {{path: {path}}}}}")


RETAINED = "{kind: PersistentVolume, spec: {persistentVolumeReclaimPolicy: %s}}"
SCALED = "{kind: StatefulSet, spec: {replicas: %d, persistentVolumeClaimRetentionPolicy: {whenScaled: Delete}}}"
CHANGES: list[tuple[str, str, str]] = [
    ("{kind: Service, spec: {type: LoadBalancer}}", "{kind: Service, spec: {type: NodePort}}", "the load balancer goes"),
    ("{kind: Service, spec: {type: LoadBalancer}}", "{kind: Service, spec: {type: LoadBalancer, a: b}}", ""),
    (claiming("old"), claiming("new"), "the claim old"),
    (claiming("old"), claiming("old"), ""),
    (hosting("/a"), hosting("/b"), "/a stays on the nodes"),
    (RETAINED % "Retain", RETAINED % "Delete", "no longer kept"),
    (RETAINED % "Delete", RETAINED % "Retain", ""),
    (SCALED % 3, SCALED % 2, "claims of the Pods that go are deleted"),
    (SCALED % 2, SCALED % 3, ""),
]


@pytest.mark.parametrize(("before", "after", "told"), CHANGES, ids=range(len(CHANGES)))
def test_a_change_says_what_is_left_behind(before: str, after: str, told: str) -> None:
    found = changed(before, after)
    assert told in found
    assert bool(told) == bool(found)


DELETED = "{kind: StatefulSet, spec: {serviceName: %s, persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete}}}"


@pytest.mark.parametrize(("way", "told"), [("replace", "its claims are deleted with it"), ("orphan", "")])
def test_claims_go_with_a_set_that_is_replaced_and_stay_where_its_dependents_become_orphans(way: str, told: str) -> None:
    found = changed(DELETED % "a", DELETED % "b", Recipe("spec", way, ""))
    assert told in found
    assert bool(told) == bool(found)


def test_making_anew_says_what_becomes_of_claims_and_addresses() -> None:
    remade = Recipe("spec", "orphan", "")
    templates = "{kind: StatefulSet, spec: {volumeClaimTemplates: [%s]}}"
    data, more = "{metadata: {name: data}, spec: {a: 1}}", "{metadata: {name: more}}"
    assert "claims that exist stay as they are" in changed(templates % data, templates % data.replace("1", "2"), remade)
    assert "no longer see the data of the claims of" in changed(templates % f"{data}, {more}", templates % data, remade)
    balanced: Any = "{kind: Service, spec: {type: LoadBalancer, clusterIP: %s}}"
    assert "made anew, and with it its address" in changed(balanced % "1.1.1.1", balanced % "None", remade)
    assert changed(balanced % "1.1.1.1", balanced % "None", Recipe("spec", "refused", "")) == ""
