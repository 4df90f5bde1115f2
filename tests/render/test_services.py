"""Services as they are written: for every name inside, for tasks, for shared names, and for published ports."""

from types import MappingProxyType
from typing import Any

import pytest

from tests.render.stacks import (
    at,
    codes,
    command,
    destination,
    environment,
    here,
    network,
    paths,
    port,
    rendered,
    route,
    said,
    service,
    stack,
)
from translator.model.finding import Verdict
from translator.model.manifest import Manifest
from translator.model.mount import Mount
from translator.model.settings import Exposure, Settings, VolumePolicy
from translator.model.stack import Volume

WEB = {"app.kubernetes.io/name": "web", "app.kubernetes.io/part-of": "shop"}


def spec(manifests: dict[tuple[str, str], Manifest], name: str) -> dict[str, Any]:
    return dict(manifests["Service", name].body["spec"])


def services(manifests: dict[tuple[str, str], Manifest]) -> set[str]:
    return {name for kind, name in manifests if kind == "Service"}


def test_the_name_answers_at_the_container_port() -> None:
    found, findings = rendered(stack(service("web", ports=(port(80, 8080, "ports", 0),))))
    manifest = found["Service", "web"]
    assert manifest.body == {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": "web", "labels": {**WEB, "app.kubernetes.io/managed-by": "translator"}},
        "spec": {
            "type": "ClusterIP",
            "selector": WEB,
            "ports": [{"name": "tcp-80", "port": 80, "targetPort": 80, "protocol": "TCP"}],
        },
    }
    assert manifest.service == "web"
    assert paths(manifest, "/metadata/name") == {("services", "web")}
    assert paths(manifest, "/spec/ports/0/port") == {("ports", 0)}
    assert found["Service", "web-published"].body["spec"] == {
        "type": "NodePort",
        "selector": WEB,
        "ports": [{"name": "tcp-8080", "port": 8080, "targetPort": 80, "protocol": "TCP"}],
    }
    assert "T427" in codes(findings)


def test_the_namespace_is_written_where_it_is_asked_for() -> None:
    found, _ = rendered(
        stack(service("web", ports=(port(80, 80),), routes=(route(80, "a.b"),))), None, destination(namespace="prod")
    )
    assert {manifest.namespace for manifest in found.values()} == {"prod"}


def test_a_service_without_a_known_port_is_headless() -> None:
    found, _ = rendered(stack(service("worker")))
    assert spec(found, "worker") == {
        "type": "ClusterIP",
        "clusterIP": "None",
        "selector": {"app.kubernetes.io/name": "worker", "app.kubernetes.io/part-of": "shop"},
    }


def test_dnsrr_is_headless_with_its_ports() -> None:
    found, _ = rendered(stack(service("web", ports=(port(80),), endpoint_mode=here("dnsrr", "endpoint_mode"))))
    assert spec(found, "web")["clusterIP"] == "None"
    assert len(spec(found, "web")["ports"]) == 1
    assert paths(found["Service", "web"], "/spec/clusterIP") == {("endpoint_mode",)}


def test_vip_reaches_the_type() -> None:
    found, _ = rendered(stack(service("web", ports=(port(80),), endpoint_mode=here("vip", "endpoint_mode"))))
    assert paths(found["Service", "web"], "/spec/type") == {("endpoint_mode",)}


def test_an_alias_is_a_service_of_the_same_pods() -> None:
    found, _ = rendered(stack(service("web", ports=(port(80),), networks=(network("default", "www"),))))
    assert spec(found, "www") == spec(found, "web")
    assert paths(found["Service", "www"], "/metadata/name") == {("networks", "default", "aliases", 0)}


def test_a_shared_alias_finds_the_pods_of_all_by_a_mark() -> None:
    one = service("one", expose=(), ports=(port(80, None, "ports", 1, name="http"),), networks=(network("front", "api"),))
    two = service("two", ports=(port(8080, None, "ports", 2, name="http"),), networks=(network("front", "api"),))
    found, _ = rendered(stack(one, two))
    selector = spec(found, "api")["selector"]
    assert selector == {"name.translator/api": "true", "app.kubernetes.io/part-of": "shop"}
    assert [(p["name"], p["port"]) for p in spec(found, "api")["ports"]] == [("tcp-80", 80), ("tcp-8080", 8080)]
    assert found["Service", "api"].service is None
    for name in ("one", "two"):
        template = found["Deployment", name].body["spec"]["template"]["metadata"]["labels"]
        assert selector.items() <= template.items()
        assert found["Deployment", name].body["spec"]["selector"]["matchLabels"] == spec(found, name)["selector"]
        assert "name.translator/api" not in spec(found, name)["selector"]


def test_every_selector_finds_pods() -> None:
    web = service("web", ports=(port(80, 80),), networks=(network("front", "x"),), routes=(route(80, "a.b"),))
    app = service("app", ports=(port(81, 81),), networks=(network("front", "x"),), routes=(route(81, "a.b"),))
    found, _ = rendered(stack(web, app))
    pods = [m.body["spec"]["template"]["metadata"]["labels"] for m in found.values() if m.kind == "Deployment"]
    for name in services(found):
        assert any(spec(found, name)["selector"].items() <= labels.items() for labels in pods), name


def test_tasks_are_a_headless_service_and_each_mention_is_told() -> None:
    users = service("app", environment=environment("app", PEERS="tasks.web:80"), command=command("run", "tasks.web"))
    found, findings = rendered(stack(service("web", ports=(port(80),)), users))
    assert spec(found, "tasks-web") == {"type": "ClusterIP", "clusterIP": "None", "selector": WEB}
    told = [finding for finding in findings if finding.code == "T429"]
    assert {finding.source.path for finding in told if finding.source} == {
        ("services", "app", "environment", "PEERS"),
        ("command", 1),
    }
    assert all(finding.verdict is Verdict.APPROXIMATED for finding in told)
    assert paths(found["Service", "tasks-web"], "/metadata/name") == {
        ("services", "app", "environment", "PEERS"),
        ("command", 1),
    }


def test_tasks_that_nobody_mentions_have_no_service() -> None:
    found, _ = rendered(stack(service("web", ports=(port(80),))))
    assert services(found) == {"web"}


@pytest.mark.parametrize(("platform", "annotated"), [("ack", True), ("kubernetes", False)])
def test_a_load_balancer_stays_in_the_private_network(platform: str, annotated: bool) -> None:
    exposure = Exposure(published=here("load-balancer", "exposure", "published"))
    found, findings = rendered(stack(service("web", ports=(port(80, 80),))), Settings(exposure=exposure), destination(platform))
    manifest = found["Service", "web-published"]
    assert manifest.body["spec"]["type"] == "LoadBalancer"
    annotations = {"service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type": "intranet"}
    assert manifest.body["metadata"].get("annotations") == (annotations if annotated else None)
    assert "T427" not in codes(findings)
    assert paths(manifest, "/spec/type") == {("exposure", "published")}


def test_a_load_balancer_is_on_the_internet_only_if_asked_for() -> None:
    exposure = Exposure(published=here("load-balancer"), address_type=here("internet"))
    found, _ = rendered(stack(service("web", ports=(port(80, 80),))), Settings(exposure=exposure), destination("ack"))
    assert list(found["Service", "web-published"].body["metadata"]["annotations"].values()) == ["internet"]


def test_a_published_name_that_is_taken_gives_way() -> None:
    found, _ = rendered(stack(service("web", ports=(port(80, 80),)), service("web-published", ports=(port(81),))))
    assert spec(found, "web-published")["ports"][0]["port"] == 81
    (other,) = services(found) - {"web", "web-published"}
    assert spec(found, other)["type"] == "NodePort"


VOLUME = Volume(here("data", "volumes", "data"), at("volumes", "data"))
MOUNT = Mount(here("volume"), here("data"), here("/data"), at("services", "web", "volumes", 0))
PER_REPLICA = Settings(volumes=MappingProxyType({"data": VolumePolicy(mode=here("per-replica"))}))


def test_replicas_with_volumes_of_their_own_have_a_governing_service() -> None:
    found, _ = rendered(stack(service("web", ports=(port(80),), mounts=(MOUNT,)), volumes=(VOLUME,)), PER_REPLICA)
    governor = found["StatefulSet", "web"].body["spec"]["serviceName"]
    assert spec(found, governor) == {
        "type": "ClusterIP",
        "clusterIP": "None",
        "publishNotReadyAddresses": True,
        "selector": WEB,
        "ports": [{"name": "tcp-80", "port": 80, "targetPort": 80, "protocol": "TCP"}],
    }


def test_a_governing_service_whose_name_is_taken_is_refused() -> None:
    _, findings = rendered(stack(service("web", mounts=(MOUNT,)), service("web-replicas"), volumes=(VOLUME,)), PER_REPLICA)
    assert [message for message in said(findings, "T402") if "web-replicas" in message]


def test_a_service_that_nothing_runs_has_no_objects() -> None:
    found, _ = rendered(stack(service("once", mode=here("global-job"), ports=(port(80, 80),))))
    assert found == {}
