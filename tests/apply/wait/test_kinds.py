"""How objects of each kind stand, by the status that their controllers write."""

from typing import Any

import pytest

from translator.apply.wait import standing
from translator.apply.wait.judgement import watched
from translator.apply.wait.scene import Scene

VERSIONS = {
    "CustomResourceDefinition": "apiextensions.k8s.io/v1",
    "DaemonSet": "apps/v1",
    "Deployment": "apps/v1",
    "Job": "batch/v1",
    "ReplicaSet": "apps/v1",
    "StatefulSet": "apps/v1",
}


def body(kind: str, spec: Any = None, status: Any = None, **metadata: Any) -> dict[str, Any]:
    named = {"name": "x", "namespace": "shop", "generation": 1, **metadata}
    return {
        "apiVersion": VERSIONS.get(kind, "v1"),
        "kind": kind,
        "metadata": named,
        "spec": spec or {},
        "status": {"observedGeneration": 1, **(status or {})},
    }


_SET = {"replicas": 2, "readyReplicas": 2, "updatedReplicas": 2, "currentRevision": "x-1", "updateRevision": "x-1"}
_SERVING = {"replicas": 2, "updatedReplicas": 2, "readyReplicas": 2, "availableReplicas": 2}
_DAEMON = {
    "desiredNumberScheduled": 3,
    "updatedNumberScheduled": 3,
    "numberAvailable": 3,
    "numberReady": 3,
    "currentNumberScheduled": 3,
}


def condition(kind: str, state: str = "True", **fields: Any) -> dict[str, Any]:
    return {"conditions": [{"type": kind, "status": state, **fields}]}


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (body("Deployment", {"replicas": 2}, _SERVING), ""),
        (body("Deployment", {"replicas": 2}, _SERVING, generation=2), "not yet taken up by its controller"),
        (body("Deployment", {"replicas": 2}, {**_SERVING, "replicas": 3}), "1 of the old version ending"),
        (body("Deployment", {"replicas": 2}, {**_SERVING, "replicas": 3, "updatedReplicas": 1}), "1 of 2 updated"),
        (body("Deployment", {"replicas": 2}, {**_SERVING, "availableReplicas": 1}), "1 of 2 ready"),
        (body("Deployment", {"replicas": 0}, {}), ""),
        (body("Deployment", {"replicas": 0}, {"replicas": 1}), "1 of the old version ending"),
        (body("StatefulSet", {"replicas": 2}, _SET), ""),
        (body("StatefulSet", {"replicas": 0}, {"replicas": 0}), ""),
        (body("StatefulSet", {"replicas": 2}, {**_SET, "readyReplicas": 1}), "1 of 2 ready"),
        (body("StatefulSet", {"replicas": 2}, {**_SET, "updatedReplicas": 1, "updateRevision": "x-2"}), "1 of 2 updated"),
        (body("StatefulSet", {"replicas": 1}, {**_SET, "updatedReplicas": 2}), "1 too many, ending"),
        (
            body(
                "StatefulSet",
                {"replicas": 2, "updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"partition": 1}}},
                {**_SET, "updatedReplicas": 1, "updateRevision": "x-2"},
            ),
            "",
        ),
        (
            body("StatefulSet", {"replicas": 2, "minReadySeconds": 9}, {**_SET, "availableReplicas": 1}),
            "1 of 2 ready",
        ),
        (body("DaemonSet", {}, _DAEMON), ""),
        (body("DaemonSet", {}, {**_DAEMON, "updatedNumberScheduled": 1}), "1 of 3 updated"),
        (body("DaemonSet", {}, {**_DAEMON, "numberAvailable": 2}), "2 of 3 ready"),
        (body("DaemonSet", {"updateStrategy": {"type": "OnDelete"}}, {**_DAEMON, "updatedNumberScheduled": 0}), ""),
        (body("Job", {"completions": 2}, {"succeeded": 1}), "1 of 2 complete"),
        (body("Job", {"completions": 2}, {"succeeded": 1, "failed": 1}), "1 of 2 complete, 1 failed"),
        (body("Job", {}, {"succeeded": 1, **condition("Complete")}), ""),
        (body("Job", {"suspend": True}, {}), ""),
        (body("ReplicaSet", {"replicas": 1}, {"replicas": 1, "availableReplicas": 1}), ""),
        (body("ReplicaSet", {"replicas": 1}, {"replicas": 1}), "0 of 1 ready"),
        (body("Pod", {}, {"phase": "Running", **condition("Ready")}), ""),
        (body("Pod", {}, {"phase": "Succeeded"}), ""),
        (body("Pod", {}, {"phase": "Pending"}), "not ready"),
        (body("PersistentVolumeClaim", {}, {"phase": "Bound"}), ""),
        (body("PersistentVolumeClaim", {}, {"phase": "Pending"}), "not bound"),
        (body("PersistentVolume", {}, {"phase": "Available"}), ""),
        (body("Service", {"type": "ClusterIP"}), ""),
        (body("Service", {"type": "LoadBalancer"}), "no address"),
        (body("Service", {"type": "LoadBalancer"}, {"loadBalancer": {"ingress": [{"ip": "203.0.113.7"}]}}), ""),
        (body("Namespace", {}, {"phase": "Active"}), ""),
        (body("Namespace", {}, {"phase": "Terminating"}), "is being deleted"),
        (body("CustomResourceDefinition", {}, condition("Established")), ""),
        (body("CustomResourceDefinition", {}, {}), "not yet served"),
        (body("ConfigMap"), ""),
        (body("Gadget", {}, condition("Ready")), ""),
        (body("Gadget", {}, condition("Ready", "False", message="mixing colours")), "mixing colours"),
        (body("Gadget", {}, condition("Reconciling")), "not ready"),
        (body("Gadget", {}, {}, generation=2), "not yet taken up by its controller"),
        (body("ConfigMap", deletionTimestamp="2026-01-01T00:00:00Z"), "is being deleted"),
        (
            body("ConfigMap", deletionTimestamp="2026-01-01T00:00:00Z", finalizers=["a.example.com/x", "b.example.com/y"]),
            "is being deleted, held by a.example.com/x, b.example.com/y",
        ),
    ],
)
def test_how_it_stands(found: Any, text: str) -> None:
    stands = standing(found)
    assert (stands.ready, stands.text, stands.troubles) == (not text, text, ())


@pytest.mark.parametrize(
    ("found", "cause"),
    [
        (
            body("Deployment", {"replicas": 1, "paused": True}, {"replicas": 1}),
            "its rollout is paused",
        ),
        (
            body("Deployment", {"replicas": 1}, condition("Progressing", "False", reason="ProgressDeadlineExceeded")),
            "it made no progress within progressDeadlineSeconds",
        ),
        (
            body("Job", {}, condition("Failed", reason="DeadlineExceeded", message="Job was active longer than specified")),
            "Job was active longer than specified",
        ),
        (body("PersistentVolumeClaim", {}, {"phase": "Lost"}), "the volume of claim x is gone, and its data with it"),
        (body("PersistentVolume", {}, {"phase": "Failed", "message": "no plugin"}), "its reclamation failed: no plugin"),
        (
            body("CustomResourceDefinition", {}, condition("NamesAccepted", "False", message='"gadgets" is taken')),
            'its names are not accepted: "gadgets" is taken',
        ),
        (body("Pod", {}, {"phase": "Failed", "reason": "Evicted"}), "the Pod was ended (Evicted)"),
        (body("Gadget", {}, condition("Stalled", message="no paint")), "no paint"),
    ],
)
def test_what_nothing_but_a_change_can_help(found: Any, cause: str) -> None:
    first = standing(found).troubles[0]
    assert (first.cause, first.limit) == (cause, 0.0)


@pytest.mark.parametrize(
    ("found", "note"),
    [
        (body("DaemonSet", {}, dict.fromkeys(_DAEMON, 0)), "no node is to have a Pod of it"),
        (
            body("StatefulSet", {"replicas": 2, "updateStrategy": {"type": "OnDelete"}}, {**_SET, "updatedReplicas": 0}),
            "updateStrategy is OnDelete: Pods take up the new version when they are deleted",
        ),
        (body("Job", {"suspend": True}), "it is suspended"),
    ],
)
def test_what_is_ready_and_worth_a_word(found: Any, note: str) -> None:
    stands = standing(found)
    assert (stands.ready, stands.note) == (True, note)


def pod(name: str, revision: str, **labels: str) -> dict[str, Any]:
    state = {"waiting": {"reason": "CrashLoopBackOff"}}
    status = {"name": "db", "state": state, "lastState": {"terminated": {"exitCode": 1}}, "restartCount": 5}
    owner = {"kind": "StatefulSet", "name": "x", "controller": True}
    metadata = {"name": name, "namespace": "shop", "labels": {"controller-revision-hash": revision}, "ownerReferences": [owner]}
    return {"metadata": metadata, "status": {"phase": "Running", "containerStatuses": [status]}}


@pytest.mark.parametrize(("policy", "blamed"), [("OrderedReady", True), ("Parallel", False)])
def test_a_pod_of_the_old_version_that_holds_an_update_up(policy: str, blamed: bool) -> None:
    scene = Scene()
    scene.put("Pod", pod("x-1", "x-old"))
    status = {**_SET, "readyReplicas": 1, "updatedReplicas": 0, "currentRevision": "x-old", "updateRevision": "x-new"}
    found = standing(body("StatefulSet", {"replicas": 2, "podManagementPolicy": policy}, status), scene)
    said = "Pod x-1 of the old version holds the update up: container db ends with exit code 1, 5 restarts; delete that Pod"
    assert [trouble.cause for trouble in found.troubles] == ([said] if blamed else [])


@pytest.mark.parametrize(
    ("reason", "message", "cause"),
    [
        (
            "FailedCreate",
            'create Pod x-0 in StatefulSet x failed error: pods "x-0" is forbidden: exceeded quota: q, requested: pods=1',
            ["Pods cannot be made: exceeded quota: q, requested: pods=1"],
        ),
        (
            "FailedCreate",
            'create Pod x-0 in StatefulSet x failed error: admission webhook "images.example.com" denied the request: unsigned',
            ['Pods cannot be made: admission webhook "images.example.com" denied the request: unsigned'],
        ),
        ("SuccessfulCreate", "create Pod x-0 in StatefulSet x successful", []),
    ],
)
def test_pods_that_cannot_be_made(reason: str, message: str, cause: list[str]) -> None:
    scene = Scene()
    about = {"kind": "StatefulSet", "namespace": "shop", "name": "x"}
    scene.hear({"type": "Warning", "reason": reason, "message": message, "involvedObject": about})
    found = standing(body("StatefulSet", {"replicas": 1}, {"replicas": 0}), scene)
    assert [trouble.cause for trouble in found.troubles] == cause


def test_a_load_balancer_that_somebody_works_on_is_waited_for() -> None:
    scene, about = Scene(), {"kind": "Service", "namespace": "shop", "name": "x"}
    service = body("Service", {"type": "LoadBalancer"})
    assert standing(service, scene).ready_after == scene.patience.balancer
    scene.hear({"type": "Normal", "reason": "EnsuringLoadBalancer", "message": "Ensuring", "involvedObject": about})
    assert (standing(service, scene).ready_after, standing(service, scene).text) == (None, "its load balancer is being made")
    scene.hear({"type": "Warning", "reason": "SyncLoadBalancerFailed", "message": "no quota", "involvedObject": about})
    assert [trouble.cause for trouble in standing(service, scene).troubles] == ["it gets no address: no quota"]


@pytest.mark.parametrize(("mode", "ready"), [("WaitForFirstConsumer", True), ("Immediate", False)])
def test_a_claim_that_waits_for_its_first_pod_is_as_it_should_be(mode: str, ready: bool) -> None:
    scene = Scene()
    scene.put("StorageClass", {"metadata": {"name": "disk"}, "volumeBindingMode": mode})
    claim = body("PersistentVolumeClaim", {"storageClassName": "disk"}, {"phase": "Pending"})
    assert standing(claim, scene).ready is ready


def test_a_kind_of_the_same_name_in_another_group_is_another_kind() -> None:
    knative = {
        "apiVersion": "serving.knative.dev/v1",
        "kind": "Service",
        "metadata": {"name": "x"},
        "spec": {"type": "LoadBalancer"},
    }
    assert standing(knative).ready
    assert watched("serving.knative.dev", "Service") == ()
    assert watched("apps", "Deployment")
