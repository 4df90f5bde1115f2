"""Networks as NetworkPolicies, where the configuration asks for them."""

from pathlib import Path
from typing import Any

import pytest

from tests.render.written import Written, written
from translator.model.finding import Verdict

POLICIES = "networks: {policies: true}"
STACK = """\
services:
  gate:
    image: nginx:1.27
    ports: ["80:8080", "127.0.0.1:9000:9000", "53:53/udp"]
    networks: [front]
  app:
    image: nginx:1.27
    networks: [front, back]
  db:
    image: nginx:1.27
    networks: [back]
networks:
  front: {driver: bridge}
  back: {internal: true}
"""


def policies(made: Written) -> dict[str, Any]:
    return {name: manifest.body["spec"] for (kind, name), manifest in made.manifests.items() if kind == "NetworkPolicy"}


def marks(made: Written, service: str) -> set[str]:
    labels = made.spec("Deployment", service)["template"]["metadata"]["labels"]
    return {key for key in labels if key.startswith("network.translator/")}


def member(network: str) -> dict[str, Any]:
    return {"matchLabels": {f"network.translator/{network}": "true", "app.kubernetes.io/part-of": "shop"}}


def own(service: str) -> dict[str, Any]:
    return {"matchLabels": {"app.kubernetes.io/name": service, "app.kubernetes.io/part-of": "shop"}}


def test_members_of_a_network_let_one_another_in(tmp_path: Path) -> None:
    made = written(tmp_path, STACK, configuration=POLICIES)
    assert marks(made, "gate") == {"network.translator/front"}
    assert marks(made, "app") == {"network.translator/front", "network.translator/back"}
    for network in ("front", "back"):
        assert policies(made)[f"network-{network}"] == {
            "podSelector": member(network),
            "policyTypes": ["Ingress"],
            "ingress": [{"from": [{"podSelector": member(network)}]}],
        }


def test_everybody_reaches_published_ports(tmp_path: Path) -> None:
    made = written(tmp_path, STACK, configuration=POLICIES)
    assert policies(made)["gate-published"] == {
        "podSelector": own("gate"),
        "policyTypes": ["Ingress"],
        "ingress": [{"ports": [{"port": 53, "protocol": "UDP"}, {"port": 8080, "protocol": "TCP"}]}],
    }


def test_services_of_internal_networks_alone_reach_nothing_outside(tmp_path: Path) -> None:
    made = written(tmp_path, STACK, configuration=POLICIES)
    assert policies(made)["db-internal"] == {
        "podSelector": own("db"),
        "policyTypes": ["Egress"],
        "egress": [
            {"to": [{"podSelector": member("back")}]},
            {"ports": [{"port": 53, "protocol": "UDP"}, {"port": 53, "protocol": "TCP"}]},
        ],
    }
    # A container of two networks reaches the world through the one that is not internal.
    assert sorted(policies(made)) == ["db-internal", "gate-published", "network-back", "network-front"]


def test_a_pod_of_several_services_reaches_what_one_of_them_does(tmp_path: Path) -> None:
    made = written(tmp_path, STACK, configuration=f"{POLICIES}\npods: {{site: [gate, db]}}")
    assert "db-internal" not in policies(made)
    (name,) = [name for kind, name in made.kinds() if kind == "Deployment" and name != "app"]
    assert marks(made, name) == {"network.translator/front", "network.translator/back"}


def test_nothing_is_lost_then(tmp_path: Path) -> None:
    made = written(tmp_path, STACK, configuration=POLICIES)
    assert {finding.code for finding in made.findings} >= {"T244"}
    assert {finding.code for finding in made.findings} & {"T220", "T298"} == set()


def test_the_default_network_and_selectors_of_workloads(tmp_path: Path) -> None:
    made = written(tmp_path, "services: {web: {image: nginx, expose: [80]}}", configuration=POLICIES)
    assert list(policies(made)) == ["network-default"]
    assert made.spec("Deployment", "web")["selector"] == own("web")


def test_names_that_are_no_labels(tmp_path: Path) -> None:
    text = "services: {web: {image: nginx, networks: [a_b, a-b]}}\nnetworks: {a_b: {}, a-b: {}}"
    made = written(tmp_path, text, configuration=POLICIES)
    assert len(marks(made, "web")) == 2
    assert len(policies(made)) == 2


def test_an_external_network_is_open_to_every_namespace(tmp_path: Path) -> None:
    text = "services: {web: {image: nginx, networks: [outer]}}\nnetworks: {outer: {external: true}}"
    made = written(tmp_path, text, configuration=POLICIES)
    assert policies(made)["network-outer"]["ingress"] == [
        {"from": [{"podSelector": member("outer")}, {"namespaceSelector": {}}]}
    ]
    assert made.verdict("T295") == {Verdict.APPROXIMATED}


@pytest.mark.parametrize("configuration", ["", "networks: {policies: false}"])
def test_without_a_wish_there_are_none(tmp_path: Path, configuration: str) -> None:
    made = written(tmp_path, STACK, configuration=configuration)
    assert policies(made) == {}
    assert marks(made, "app") == set()
    assert made.verdict("T298") == {Verdict.APPROXIMATED}
    assert made.said("T220") == ["network back is internal, and Pods reach the world outside of the cluster all the same"]
