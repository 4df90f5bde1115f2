"""Reading an object as the API server does: what is null, what does not fit, and what it visits."""

from typing import Any

import pytest

from translator.kube import defaults, visit
from translator.kube.fault import Key, dotted


def _pod(**container: Any) -> dict[str, Any]:
    spec = {"containers": [{"name": "a", "image": "a:1", **container}]}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": spec}


def _container(body: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = defaults.filled(body, "1.35")["spec"]["containers"][0]
    return found


def test_a_field_that_is_null_is_absent() -> None:
    assert "command" not in _container(_pod(command=None))


def test_a_null_item_is_the_empty_value() -> None:
    assert _container(_pod(args=["a", None]))["args"] == ["a", ""]
    assert _container(_pod(envFrom=[None]))["envFrom"] == [{}]


def test_a_null_value_of_a_map_is_the_empty_value() -> None:
    assert _container(_pod(resources={"limits": {"cpu": None}}))["resources"]["limits"] == {"cpu": "0"}
    body = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {"a": None}}
    assert defaults.filled(body, "1.35")["data"] == {"a": ""}


@pytest.mark.parametrize(("written", "read"), [(2147483648, -2147483648), (4294967297, 1), (-2147483649, 2147483647), (5, 5)])
def test_a_number_is_cut_to_its_bits(written: int, read: int) -> None:
    assert _container(_pod(ports=[{"containerPort": written}]))["ports"][0]["containerPort"] == read


def test_a_number_of_64_bits_is_not() -> None:
    assert _container(_pod(securityContext={"runAsUser": 2147483648}))["securityContext"] == {"runAsUser": 2147483648}


def test_the_object_is_copied() -> None:
    secret = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a"}, "data": {"a": "YQ=="}, "stringData": {"b": "b"}}
    assert defaults.filled(secret, "1.35")["data"] == {"a": "YQ==", "b": "Yg=="}
    assert secret["data"] == {"a": "YQ=="}


def test_paths_are_those_of_the_server() -> None:
    assert dotted(("spec", "containers", 0, "resources", "limits", Key("cpu"))) == "spec.containers[0].resources.limits[cpu]"
    _, visits = visit.read(_pod(livenessProbe={"tcpSocket": {"port": 80}}), "1.35")
    places = {at.type.key: dotted(at.path) for at in visits}
    assert places["probe"] == "spec.containers[0].livenessProbe"
    assert places["object_meta"] == "metadata"


def test_what_lies_around_a_value_is_known() -> None:
    _, visits = visit.read(_pod(livenessProbe={"tcpSocket": {"port": 80}}), "1.35")
    probe = next(at for at in visits if at.type.key == "probe")
    pod = probe.above("pod_spec")
    assert probe.field == "livenessProbe"
    assert pod is not None
    assert pod.value["restartPolicy"] == "Always"


def test_of_a_kind_of_the_cluster_only_the_metadata_is_known() -> None:
    body = {"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "a"}, "spec": {"any": None}}
    whole, visits = visit.read(body, "1.35")
    assert [at.type.key for at in visits] == ["object_meta"]
    assert whole.body["spec"] == {"any": None}


def test_the_version_is_remembered_only_when_it_matters() -> None:
    whole, _ = visit.read(_pod(), "1.35")
    assert not whole.depends
    assert whole.minor == 35
    assert whole.depends
