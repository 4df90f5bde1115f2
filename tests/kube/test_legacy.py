"""Objects from before Kubernetes 1.0 in the form of today."""

from typing import Any

import pytest

from translator.kube.legacy import converted

SERVICE = {
    "id": "frontend",
    "kind": "Service",
    "apiVersion": "v1beta1",
    "port": 8000,
    "containerPort": 80,
    "portalIP": "10.0.0.1",
    "publicIPs": ["192.0.2.1"],
    "selector": {"name": "frontend"},
    "labels": {"name": "frontend"},
}
CONTROLLER: Any = {
    "id": "web",
    "kind": "ReplicationController",
    "apiVersion": "v1beta1",
    "labels": {"app": "web"},
    "desiredState": {
        "replicas": 2,
        "replicaSelector": {"app": "web"},
        "podTemplate": {
            "desiredState": {
                "manifest": {
                    "version": "v1beta1",
                    "id": "web",
                    "containers": [
                        {"name": "web", "image": "a", "cpu": 100, "privileged": True, "ports": [{"containerPort": 80}]}
                    ],
                    "volumes": [{"name": "data", "source": {"hostDir": {"path": "/data"}}}],
                    "restartPolicy": {"always": {}},
                }
            },
            "labels": {"app": "web"},
        },
    },
}
CONTROLLER_POD: Any = CONTROLLER["desiredState"]["podTemplate"]["desiredState"]["manifest"]
POD = {
    "apiVersion": "v1beta3",
    "kind": "Pod",
    "metadata": {"name": "a"},
    "spec": {
        "containers": [{"name": "a", "image": "b", "privileged": False, "ports": [{"containerPort": 80, "protocol": "tcp"}]}]
    },
}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            SERVICE,
            {
                "apiVersion": "v1",
                "kind": "Service",
                "metadata": {"name": "frontend", "labels": {"name": "frontend"}},
                "spec": {
                    "ports": [{"port": 8000, "targetPort": 80}],
                    "selector": {"name": "frontend"},
                    "externalIPs": ["192.0.2.1"],
                },
            },
        ),
        (
            CONTROLLER,
            {
                "apiVersion": "v1",
                "kind": "ReplicationController",
                "metadata": {"name": "web", "labels": {"app": "web"}},
                "spec": {
                    "replicas": 2,
                    "selector": {"app": "web"},
                    "template": {
                        "metadata": {"labels": {"app": "web"}},
                        "spec": {
                            "containers": [
                                {
                                    "name": "web",
                                    "image": "a",
                                    "ports": [{"containerPort": 80}],
                                    "securityContext": {"privileged": True},
                                    "resources": {"limits": {"cpu": "100m"}},
                                }
                            ],
                            "volumes": [{"name": "data", "hostPath": {"path": "/data"}}],
                            "restartPolicy": "Always",
                        },
                    },
                },
            },
        ),
        (
            POD,
            {
                "apiVersion": "v1",
                "kind": "Pod",
                "metadata": {"name": "a"},
                "spec": {
                    "containers": [
                        {
                            "name": "a",
                            "image": "b",
                            "ports": [{"containerPort": 80, "protocol": "TCP"}],
                            "securityContext": {"privileged": False},
                        }
                    ]
                },
            },
        ),
        (
            {"id": "n", "kind": "Minion", "apiVersion": "v1beta1", "labels": {"a": "b"}},
            {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n", "labels": {"a": "b"}}},
        ),
        ({**SERVICE, "surprise": 1}, None),
        ({"id": "a", "kind": "Event", "apiVersion": "v1beta1"}, None),
    ],
)
def test_the_form_of_today(body: dict[str, Any], expected: dict[str, Any] | None) -> None:
    assert converted(body) == expected


@pytest.mark.parametrize("junk", [None, 3, "x", [1], {"a": 1}])
def test_junk_does_no_harm(junk: Any) -> None:
    for body in (SERVICE, CONTROLLER, POD):
        for key in body:
            if key not in ("apiVersion", "kind"):
                converted({**body, key: junk})
    for field in ("containers", "volumes", "restartPolicy"):
        state = {"manifest": {**CONTROLLER_POD, field: junk}}
        converted({"id": "a", "kind": "Pod", "apiVersion": "v1beta2", "desiredState": state})
    for field in CONTROLLER_POD["containers"][0]:
        converted({**POD, "spec": {"containers": [{**CONTROLLER_POD["containers"][0], field: junk}]}})
