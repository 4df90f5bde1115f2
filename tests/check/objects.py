"""Small valid objects to put faults into, and a way to change one."""

from copy import deepcopy
from typing import Any

Body = dict[str, Any]

DEPLOYMENT: Body = {
    "apiVersion": "apps/v1",
    "kind": "Deployment",
    "metadata": {"name": "web", "labels": {"app": "web"}},
    "spec": {
        "replicas": 2,
        "selector": {"matchLabels": {"app": "web"}},
        "strategy": {"rollingUpdate": {"maxSurge": "25%", "maxUnavailable": 0}},
        "template": {
            "metadata": {"labels": {"app": "web"}},
            "spec": {
                "containers": [
                    {
                        "name": "web",
                        "image": "nginx:1.25",
                        "args": ["-v"],
                        "env": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}],
                        "ports": [{"containerPort": 80}, {"containerPort": 53, "protocol": "UDP"}],
                        "resources": {"limits": {"cpu": "500m", "memory": "64Mi"}},
                        "volumeMounts": [{"name": "data", "mountPath": "/data"}],
                    }
                ],
                "volumes": [{"name": "data", "emptyDir": {}}],
            },
        },
    },
}
SERVICE: Body = {
    "apiVersion": "v1",
    "kind": "Service",
    "metadata": {"name": "web"},
    "spec": {"selector": {"app": "web"}, "ports": [{"name": "http", "port": 80, "targetPort": "http", "protocol": "TCP"}]},
}
CONFIG_MAP: Body = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "web"}, "data": {"a": "b"}}
SECRET: Body = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "web"}, "data": {"a": "Yg=="}}
CLAIM: Body = {
    "apiVersion": "v1",
    "kind": "PersistentVolumeClaim",
    "metadata": {"name": "data"},
    "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}},
}
STATEFUL_SET: Body = {
    "apiVersion": "apps/v1",
    "kind": "StatefulSet",
    "metadata": {"name": "db"},
    "spec": {
        "selector": {"matchLabels": {"app": "web"}},
        "template": DEPLOYMENT["spec"]["template"],
        "volumeClaimTemplates": [{"metadata": {"name": "data"}, "spec": CLAIM["spec"]}],
    },
}
JOB: Body = {
    "apiVersion": "batch/v1",
    "kind": "Job",
    "metadata": {"name": "migrate"},
    "spec": {"template": {"spec": {"restartPolicy": "Never", "containers": [{"name": "c", "image": "busybox"}]}}},
}
INGRESS: Body = {
    "apiVersion": "networking.k8s.io/v1",
    "kind": "Ingress",
    "metadata": {"name": "web"},
    "spec": {
        "rules": [
            {
                "host": "example.com",
                "http": {
                    "paths": [
                        {"path": "/", "pathType": "Prefix", "backend": {"service": {"name": "web", "port": {"number": 80}}}},
                    ]
                },
            }
        ]
    },
}
VALID: tuple[Body, ...] = (DEPLOYMENT, SERVICE, CONFIG_MAP, SECRET, CLAIM, STATEFUL_SET, JOB, INGRESS)

REMOVED = object()
"""As a value: take the field away."""


def changed(body: Body, pointer: str, value: Any) -> Body:
    """A copy of `body` with the field at `pointer` set to `value`, appended where the last step is one past a list."""
    copy = deepcopy(body)
    *way, last = (step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
    place: Any = copy
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if isinstance(place, list):
        place[int(last) : int(last) + 1] = [] if value is REMOVED else [value]
    elif value is REMOVED:
        del place[last]
    else:
        place[last] = value
    return copy
