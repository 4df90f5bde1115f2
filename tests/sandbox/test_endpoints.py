"""Endpoints: a Service knows the Pods that answer for it, and only as long as they do."""

import time
from collections.abc import Callable
from typing import Any

from tests.sandbox.client import Client
from translator.sandbox import serve

_SLICES = "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io/service-name%3Dweb"
_WEB = "/apis/apps/v1/namespaces/default/deployments/web"


def _until(find: Callable[[], Any], expected: Any) -> None:
    end = time.monotonic() + 60
    while (found := find()) != expected:
        assert time.monotonic() < end, found
        time.sleep(0.01)


def test_a_service_follows_its_pods() -> None:
    ports = [{"name": "http", "containerPort": 8080}]
    template = {
        "metadata": {"labels": {"app": "web", "tier": "a"}},
        "spec": {"containers": [{"name": "c", "image": "i:1", "ports": ports}]},
    }
    spec: dict[str, Any] = {"replicas": 2, "selector": {"matchLabels": {"app": "web"}}, "template": template}
    service = {"selector": {"app": "web", "tier": "a"}, "ports": [{"name": "http", "port": 80, "targetPort": "http"}]}
    with serve(speed=20.0) as running, Client(running) as client:

        def ready() -> list[int]:
            slices = client.get(_SLICES).body["items"]
            return [sum(each["conditions"]["ready"] for each in found.get("endpoints") or ()) for found in slices]

        body = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "spec": service}
        client.apply("/api/v1/namespaces/default/services/web", body)
        _until(ready, [0])
        client.apply(_WEB, {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": spec})
        _until(ready, [2])
        assert client.get(_SLICES).body["items"][0]["ports"] == [{"name": "http", "port": 8080, "protocol": "TCP"}]
        spec["replicas"] = 1
        client.apply(_WEB, {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": spec})
        _until(ready, [1])
        client.send("DELETE", "/api/v1/namespaces/default/services/web")
        _until(ready, [])
