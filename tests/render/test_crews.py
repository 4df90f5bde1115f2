"""Several services in one Pod: by the configuration, and because a container shares with another."""

from pathlib import Path
from typing import Any

import pytest

from tests.render.written import Written, written
from translator.model.finding import Verdict
from translator.model.stack import Dialect

SHOP = """
    services:
      nginx:
        image: nginx:1.27
        ports: ["8080:80"]
        volumes: ["code:/var/www"]
        depends_on: [php, db]
        extra_hosts: ["a:10.0.0.1"]
        labels: {com.example.a: x}
      php:
        image: "php:8-fpm"
        expose: ["9000"]
        volumes: ["code:/var/www", "cache:/tmp/cache"]
        depends_on: [db]
        stop_grace_period: 30s
        labels: {com.example.b: y}
      db: {image: "postgres:16", expose: ["5432"]}
    volumes: {code: {}, cache: {}}
"""
ONE = "pods: {web: [nginx, php]}"


def shop(folder: Path, configuration: str = ONE) -> Written:
    """The shop, with nginx and php in one Pod."""
    return written(folder, SHOP, configuration=configuration)


def names(items: Any) -> list[str]:
    """The names of a list of named things."""
    return [item["name"] for item in items]


def test_one_workload_with_two_containers(tmp_path: Path) -> None:
    made = shop(tmp_path)
    assert [key for key in made.kinds() if key[0] == "Deployment"] == [("Deployment", "db"), ("Deployment", "web")]
    assert names(made.pod("web")["containers"]) == ["nginx", "php"]


def test_each_service_still_answers(tmp_path: Path) -> None:
    made = shop(tmp_path)
    labels = {"app.kubernetes.io/name": "web", "app.kubernetes.io/part-of": "shop"}
    assert made.spec("Deployment", "web")["selector"]["matchLabels"] == labels
    assert made.spec("Deployment", "web")["template"]["metadata"]["labels"] == labels
    for name, port in (("nginx", 80), ("php", 9000), ("nginx-published", 8080)):
        assert made.spec("Service", name)["selector"] == labels
        assert [one["port"] for one in made.spec("Service", name)["ports"]] == [port]
    assert made.body("Service", "php")["metadata"]["labels"]["app.kubernetes.io/name"] == "php"


def test_the_containers_find_each_other_in_the_pod(tmp_path: Path) -> None:
    assert shop(tmp_path).pod("web")["hostAliases"] == [
        {"ip": "10.0.0.1", "hostnames": ["a"]},
        {"ip": "127.0.0.1", "hostnames": ["nginx", "php"]},
    ]


def test_a_volume_of_the_pod_alone_is_an_empty_folder(tmp_path: Path) -> None:
    made = shop(tmp_path)
    volumes = {volume["name"]: volume for volume in made.pod("web")["volumes"]}
    assert volumes["code"] == {"name": "code", "emptyDir": {}}
    assert volumes["cache"]["persistentVolumeClaim"] == {"claimName": "cache"}
    assert ("PersistentVolumeClaim", "code") not in made.manifests
    mounts = [names(container["volumeMounts"]) for container in made.pod("web")["containers"]]
    assert mounts == [["code"], ["code", "cache"]]


def test_the_configuration_keeps_it_as_a_claim(tmp_path: Path) -> None:
    made = shop(tmp_path, f"{ONE}\nvolumes: {{code: claim}}")
    assert made.spec("PersistentVolumeClaim", "code")["accessModes"] == ["ReadWriteOnce"]
    assert made.spec("Deployment", "web")["strategy"] == {"type": "Recreate"}


def test_a_folder_is_filled_by_the_first_image_that_has_something(tmp_path: Path) -> None:
    made = shop(tmp_path, f"{ONE}\nvolumes: {{code: {{fill: image}}}}")
    fills = [one for one in made.pod("web")["initContainers"] if one["name"].startswith("fill-")]
    assert [(fill["name"], fill["image"]) for fill in fills] == [("fill-code", "nginx:1.27"), ("fill-code-2", "php:8-fpm")]


def test_start_order_inside_a_pod_is_said_and_that_of_others_kept(tmp_path: Path) -> None:
    made = shop(tmp_path)
    assert names(made.pod("web")["initContainers"]) == ["wait-for-db"]
    assert "nginx and php stand in one Pod and start together; neither waits for the other" in made.said("T449")
    assert made.manifests["Deployment", "web"].wave > made.manifests["Deployment", "db"].wave


def test_what_a_pod_has_once(tmp_path: Path) -> None:
    made = shop(tmp_path)
    assert made.pod("web")["terminationGracePeriodSeconds"] == 30
    annotations = made.spec("Deployment", "web")["template"]["metadata"]["annotations"]
    assert annotations == {"com.example.a": "x", "com.example.b": "y"}


@pytest.mark.parametrize(
    ("leader", "companion", "verdict"),
    [
        ("deploy: {replicas: 2}", "deploy: {replicas: 3}", Verdict.APPROXIMATED),
        ("restart: always", "restart: on-failure", Verdict.APPROXIMATED),
        ("hostname: a", "hostname: b", Verdict.APPROXIMATED),
        ("labels: {x: a}", "labels: {x: b}", Verdict.APPROXIMATED),
        ("deploy: {replicas: 2}", "deploy: {replicas: 2}", None),
        ("labels: {x: a}", "labels: {x: a}", None),
        ("restart: always", "restart: always", None),
    ],
)
def test_the_leader_decides(tmp_path: Path, leader: str, companion: str, verdict: Verdict | None) -> None:
    stack = f"""
        services:
          one: {{image: a, {leader}}}
          two: {{image: b, {companion}}}
    """
    made = written(tmp_path, stack, configuration="pods: {both: [one, two]}")
    assert made.verdict("T449") == ({verdict} if verdict else set())


@pytest.mark.parametrize("key", ["network_mode", "pid", "ipc"])
@pytest.mark.parametrize("peer", ["service:vpn", "container:tunnel"])
def test_a_container_that_shares_stands_in_the_pod(tmp_path: Path, key: str, peer: str) -> None:
    stack = f"""
        services:
          vpn: {{image: vpn, container_name: tunnel, ports: ["8080:8080"]}}
          client: {{image: client, {key}: "{peer}"}}
    """
    made = written(tmp_path, stack)
    assert [key for key in made.kinds() if key[0] == "Deployment"] == [("Deployment", "vpn")]
    pod = made.pod("vpn")
    assert names(pod["containers"]) == ["vpn", "client"]
    assert pod.get("shareProcessNamespace", False) is (key == "pid")


def test_a_chain_is_one_pod(tmp_path: Path) -> None:
    stack = """
        services:
          a: {image: a, network_mode: "service:b"}
          b: {image: b, network_mode: "service:c"}
          c: {image: c}
          d: {image: d, pid: "service:a"}
    """
    made = written(tmp_path, stack)
    assert sorted(names(made.pod("c")["containers"])) == ["a", "b", "c", "d"]
    assert names(made.pod("c")["containers"])[0] == "c"


@pytest.mark.parametrize(
    ("services", "pods"),
    [
        ("one: {image: a}\n          two: {image: b}", "{both: [one, nobody]}"),
        ("one: {image: a}\n          two: {image: b}", "{x: [one, two], y: [two, one]}"),
        ("one: {image: a, expose: [80]}\n          two: {image: b, ports: ['8080:80']}", "{both: [one, two]}"),
        ("one: {image: a}\n          two: {image: b, deploy: {mode: global}}", "{both: [one, two]}"),
        (
            "one: {image: a, deploy: {mode: global}}\n          two: {image: b, deploy: {mode: replicated}}",
            "{both: [one, two]}",
        ),
        ("one: {image: a, deploy: {mode: replicated-job}}\n          two: {image: b}", "{both: [one, two]}"),
        ("one: {image: a}\n          two: {image: b}\n          both: {image: c}", "{both: [one, two]}"),
        ("one: {image: a}\n          two: {build: .}", "{both: [one, two]}"),
        ("one: {image: a, network_mode: host}\n          two: {image: b}", "{both: [one, two]}"),
        ("one: {image: a}\n          two: {image: b, network_mode: none}", "{both: [one, two]}"),
    ],
)
def test_what_cannot_stand_together(tmp_path: Path, services: str, pods: str) -> None:
    stack = f"""
        services:
          {services}
    """
    made = written(tmp_path, stack, configuration=f"pods: {pods}")
    assert made.verdict("T235") == {Verdict.REFUSED}


def test_volumes_of_two_services_keep_apart(tmp_path: Path) -> None:
    stack = """
        services:
          one: {image: a, tmpfs: [/tmp], shm_size: 64m, secrets: [key]}
          two: {image: b, tmpfs: [/tmp], shm_size: 128m, secrets: [key]}
        secrets: {key: {file: ./key}}
    """
    made = written(tmp_path, stack, configuration="pods: {both: [one, two]}", files={"key": "k"})
    volumes = names(made.pod("both")["volumes"])
    assert sorted(volumes) == sorted({"tmpfs-tmp", "tmpfs-tmp-2", "shared-memory", "shared-memory-2", "secret-key"})
    used = [names(container["volumeMounts"]) for container in made.pod("both")["containers"]]
    assert used == [["tmpfs-tmp", "secret-key", "shared-memory"], ["tmpfs-tmp-2", "secret-key", "shared-memory-2"]]


def test_a_volume_for_each_replica_of_a_pod(tmp_path: Path) -> None:
    made = shop(tmp_path, f"{ONE}\nvolumes: {{code: per-replica}}")
    assert ("StatefulSet", "web") in made.manifests
    assert names(made.pod("web", "StatefulSet")["containers"]) == ["nginx", "php"]


def test_borrowed_volumes_are_shared_in_the_pod(tmp_path: Path) -> None:
    stack = """
        services:
          one: {image: a, volumes: ["data:/data"]}
          two: {image: b, volumes_from: ["one:ro"]}
        volumes: {data: {}}
    """
    made = written(tmp_path, stack, configuration="pods: {both: [one, two]}")
    assert made.pod("both")["volumes"] == [{"name": "data", "emptyDir": {}}]
    mount = made.pod("both")["containers"][1]["volumeMounts"]
    assert mount == [{"name": "data", "mountPath": "/data", "readOnly": True}]


def test_others_wait_for_a_companion(tmp_path: Path) -> None:
    stack = """
        services:
          one: {image: a, expose: [80]}
          two: {image: b, expose: [90]}
          three: {image: c, depends_on: [two]}
          four: {image: d, depends_on: [one], expose: [70]}
    """
    made = written(tmp_path, stack, configuration="pods: {both: [one, two]}")
    assert names(made.pod("three")["initContainers"]) == ["wait-for-two"]
    assert made.manifests["Deployment", "three"].wave > made.manifests["Deployment", "both"].wave


def test_a_circle_through_a_pod_is_refused(tmp_path: Path) -> None:
    stack = """
        services:
          one: {image: a, depends_on: [other]}
          two: {image: b}
          other: {image: c, depends_on: [two]}
    """
    made = written(tmp_path, stack, configuration="pods: {both: [one, two]}")
    assert made.verdict("T454") == {Verdict.REFUSED}


def test_a_companion_follows_a_leader_to_every_node(tmp_path: Path) -> None:
    stack = """
        services:
          one: {image: a, deploy: {mode: global}}
          two: {image: b, network_mode: "service:one"}
    """
    assert names(written(tmp_path, stack).pod("one", "DaemonSet")["containers"]) == ["one", "two"]


def test_features_of_the_platform_are_those_of_the_leader(tmp_path: Path) -> None:
    """A Pod has one set of annotations and one number, and what a companion asks for besides is told."""
    stack = """
        services:
          web: {image: "nginx:1.27", labels: {aliyun.monitoring.http: "http://container/metrics"}}
          php: {image: "php:8", labels: {aliyun.monitoring.http: "http://container:9000/metrics"}}
    """
    configuration = """
        monitoring: prometheus
        pods: {site: [web, php]}
        ack:
          annotations: {eci-security-group: sg-1}
          services: {php: {annotations: {pod-eni: true}, cron_scaling: [{name: night, schedule: "0 0 22 * * *", size: 1}]}}
    """
    made = written(tmp_path, stack, configuration=configuration, dialect=Dialect.ALIYUN, platform="ack")
    assert made.spec("Deployment", "site")["template"]["metadata"]["annotations"] == {
        "prometheus.io/scrape": "true",
        "prometheus.io/port": "80",
        "prometheus.io/path": "/metrics",
        "k8s.aliyun.com/eci-security-group": "sg-1",
    }
    assert not [key for key in made.kinds() if key[0] == "CronHorizontalPodAutoscaler"]
    assert [message.partition(" has")[0] for message in made.said("T199")] == [
        "ack.services.php.annotations",
        "ack.services.php.cron_scaling",
    ]
    assert made.verdict("T449") == {Verdict.APPROXIMATED}


def test_the_networks_of_all_members_are_those_of_the_pod(tmp_path: Path) -> None:
    stack = """
        services:
          web: {image: "nginx:1.27", networks: [front, back]}
          php: {image: "php:8", networks: [front]}
        networks: {front: {}, back: {}}
    """
    made = written(tmp_path, stack, configuration="pods: {site: [web, php]}\nnetworks: {policies: true}")
    labels = made.spec("Deployment", "site")["template"]["metadata"]["labels"]
    assert {key for key in labels if key.startswith("network.translator/")} == {
        "network.translator/front",
        "network.translator/back",
    }
    assert made.lines("Deployment", "site", "/spec/template/metadata/labels/network.translator~1front") == {3, 4, 5}
