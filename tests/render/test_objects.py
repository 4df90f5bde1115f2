"""ConfigMaps, Secrets and Ingresses as they are written, and the order of everything."""

from base64 import b64decode
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.render.stacks import at, codes, destination, environment, here, network, paths, port, rendered, route, service, stack
from translator import check, render
from translator.kube import versions
from translator.kube.kinds import order
from translator.model.mount import HostFile, HostPath, Mount
from translator.model.origin import Default
from translator.model.settings import Exposure, Settings
from translator.model.stack import FileObject
from translator.report.collector import Collector


def file_object(key: str, content: bytes) -> FileObject:
    return FileObject(here(key, "x", key), None, None, here(content, "x", key, "file"), at("x", key))


@pytest.mark.parametrize(
    ("content", "field", "written"),
    [
        (b"a: 1\n", "data", "a: 1\n"),
        ("é 漢\0".encode(), "data", "é 漢\0"),
        (b"", "data", ""),
        (b"\xff\xfe", "binaryData", "//4="),
    ],
)
def test_a_config_map_keeps_text_as_text(content: bytes, field: str, written: str) -> None:
    found, _ = rendered(stack(service("web"), configs=(file_object("app.conf", content),)))
    ((_, name),) = [key for key in found if key[0] == "ConfigMap"]
    manifest = found["ConfigMap", name]
    assert manifest.body == {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {
            "name": name,
            "labels": {"app.kubernetes.io/part-of": "shop", "app.kubernetes.io/managed-by": "translator"},
        },
        "immutable": True,
        field: {"app.conf": written},
    }
    assert paths(manifest, f"/{field}/app.conf") >= {("x", "app.conf", "file")}
    assert manifest.origins["/immutable"] == Default("template configmap.yaml.j2, line 9")


def test_a_secret_is_the_one_place_of_its_value() -> None:
    found, findings = rendered(stack(service("web"), secrets=(file_object("db_password", b"hunter2"),)))
    ((_, name),) = [key for key in found if key[0] == "Secret"]
    manifest = found["Secret", name]
    assert (manifest.body["type"], manifest.body["immutable"]) == ("Opaque", True)
    assert b64decode(manifest.body["data"]["db_password"]) == b"hunter2"
    for text in ("hunter2", manifest.body["data"]["db_password"]):
        assert text not in repr(manifest)
        assert text not in repr(list(findings))
        assert text not in render.emit(other for other in found.values() if other is not manifest)


def test_lifted_variables_are_in_a_secret_alone() -> None:
    settings = Settings(secrets=(here("*_PASSWORD"),))
    found, _ = rendered(stack(service("db", environment=environment("db", DB_PASSWORD="hunter2", USER="x"))), settings)
    ((_, name),) = [key for key in found if key[0] == "Secret"]
    assert b64decode(found["Secret", name].body["data"]["DB_PASSWORD"]) == b"hunter2"
    container = found["Deployment", "db"].body["spec"]["template"]["spec"]["containers"][0]
    assert container["env"] == [
        {"name": "DB_PASSWORD", "valueFrom": {"secretKeyRef": {"name": name, "key": "DB_PASSWORD"}}},
        {"name": "USER", "value": "x"},
    ]


def test_an_ingress() -> None:
    exposure = Exposure(
        ingress_class=here("nginx", "exposure", "ingress_class"), tls=MappingProxyType({"www.example.com": here("cert", "tls")})
    )
    web = service("web", routes=(route(80, "www.example.com", "/shop", "https"), route(80, "a.example.com")))
    found, findings = rendered(stack(web), Settings(exposure=exposure))
    manifest = found["Ingress", "web"]
    backend = {"service": {"name": "web", "port": {"number": 80}}}
    assert manifest.body["spec"] == {
        "ingressClassName": "nginx",
        "tls": [{"hosts": ["www.example.com"], "secretName": "cert"}],
        "rules": [
            {"host": "a.example.com", "http": {"paths": [{"path": "/", "pathType": "Prefix", "backend": backend}]}},
            {"host": "www.example.com", "http": {"paths": [{"path": "/shop", "pathType": "Prefix", "backend": backend}]}},
        ],
    }
    assert manifest.body["apiVersion"] == "networking.k8s.io/v1"
    assert manifest.service == "web"
    assert paths(manifest, "/spec/rules/1/host") == {("labels", "aliyun.routing.port_80")}
    assert "T437" not in codes(findings)


def test_services_that_share_a_route_are_found_by_a_port_name() -> None:
    """Corpus 067: the Ingress leads to one Service, whose target port is a name that each container gives its own port."""
    tools = [service(f"tool{number}", routes=(route(10086 + number, "tool.example.com"),)) for number in range(2)]
    found, _ = rendered(stack(*tools))
    ((_, name),) = [key for key in found if key[0] == "Ingress"]
    shared = found["Service", name].body["spec"]
    (entry,) = shared["ports"]
    assert found["Ingress", name].body["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"] == {
        "name": name,
        "port": {"number": entry["port"]},
    }
    for number in range(2):
        pod = found["Deployment", f"tool{number}"].body["spec"]["template"]
        assert shared["selector"].items() <= pod["metadata"]["labels"].items()
        ports = pod["spec"]["containers"][0]["ports"]
        assert [(p["name"], p["containerPort"]) for p in ports] == [(entry["targetPort"], 10086 + number)]


def test_a_missing_ingress_class_is_told_once() -> None:
    found, findings = rendered(stack(*(service(name, routes=(route(80, f"{name}.example.com"),)) for name in "ab")))
    assert codes(findings).count("T437") == 1
    assert "ingressClassName" not in found["Ingress", "a"].body["spec"]


def test_objects_come_in_the_order_of_their_kinds_and_by_name() -> None:
    web = service("web", ports=(port(80, 80),), routes=(route(80, "a.b"),))
    found, _ = rendered(stack(web, service("app"), configs=(file_object("c", b"c"),), secrets=(file_object("s", b"s"),)))
    keys = list(found)
    assert keys == sorted(keys, key=lambda key: (order(key[0]), key[1]))
    assert {key[0] for key in keys} == {"Secret", "ConfigMap", "Service", "Deployment", "Ingress"}


def test_templates_of_the_user_override_and_add(tmp_path: Path) -> None:
    (tmp_path / "service.yaml.j2").write_text(
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ view.name }}\n  mine: true\n"
    )
    (tmp_path / "budget.yaml.j2").write_text(
        '{% if view.service == "web" %}\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: {{ view.name }}\n'
        "  labels: {{ mapping(view.labels) }}\nspec:\n  minAvailable: 1\n  selector:\n"
        "    matchLabels: {{ mapping(view.selector) }}\n{% endif %}\n"
    )
    (tmp_path / "_part.yaml.j2").write_text("not: used\n")
    found, findings = rendered(stack(service("web"), service("app")), None, destination(templates=tmp_path))
    assert found["Service", "web"].body["metadata"] == {"name": "web", "mine": True}
    budget = found["PodDisruptionBudget", "web"]
    assert budget.body["spec"]["selector"] == {
        "matchLabels": found["Deployment", "web"].body["spec"]["selector"]["matchLabels"]
    }
    assert budget.origins["/spec/minAvailable"] == Default("template budget.yaml.j2, line 8")
    assert ("PodDisruptionBudget", "app") not in found
    assert "T403" not in codes(findings)


def test_a_folder_of_templates_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    found, _ = rendered(stack(service("web")), None, destination(templates=tmp_path / "none"))
    assert ("Deployment", "web") in found


def test_every_leaf_of_every_object_has_an_origin() -> None:
    web = service("web", ports=(port(80, 80),), routes=(route(80, "a.b"),), environment=environment(A="b"))
    found, _ = rendered(stack(web, configs=(file_object("c", b"c"),), secrets=(file_object("s", b"s"),)))
    for manifest in found.values():
        assert list(manifest.origins) == list(_leaves(manifest.body, ""))


def _leaves(value: object, pointer: str) -> list[str]:
    if isinstance(value, dict) and value:
        return [
            leaf
            for key, item in value.items()
            for leaf in _leaves(item, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
        ]
    if isinstance(value, list) and value:
        return [leaf for index, item in enumerate(value) for leaf in _leaves(item, f"{pointer}/{index}")]
    return [pointer]


def test_a_file_that_is_a_config_and_is_mounted_too_is_one_object() -> None:
    host = HostPath("file", (HostFile("", b"x", 0o644),))
    origin = at("volumes", 0)
    mount = Mount(here("bind"), here("./app.conf"), here("/app.conf"), origin, read_only=here(True), host=host)
    found, _ = rendered(stack(service("web", mounts=(mount,)), configs=(file_object("app.conf", b"x"),)))
    assert [kind for kind, _ in found].count("ConfigMap") == 1
    assert next(m for m in found.values() if m.kind == "ConfigMap").service is None


@pytest.mark.parametrize("version", [versions.OLDEST, versions.NEWEST])
def test_every_object_is_valid(version: str) -> None:
    exposure = Exposure(tls=MappingProxyType({"*.example.com": here("cert")}), published=here("load-balancer"))
    web = service(
        "web",
        ports=(port(80, 80, "p", 0, name="http", app_protocol="http"), port(53, 53, "p", 1, protocol="udp")),
        routes=(route(80, "a.example.com", "/x", "https"), route(80, "shared.example.com")),
        networks=(network("front", "api"),),
        environment=environment(PASSWORD="x", PEERS="tasks.web"),
    )
    app = service("app", expose=(), routes=(route(81, "shared.example.com"),), networks=(network("front", "api"),))
    found, _ = rendered(
        stack(web, app, configs=(file_object("c", b"c"), file_object("b", b"\xff")), secrets=(file_object("s", b"s"),)),
        Settings(exposure=exposure, secrets=(here("PASS*"),)),
        destination("ack", namespace="prod"),
    )
    findings = Collector()
    check.manifests(tuple(found.values()), (version,), findings)
    assert list(findings) == []
    assert len([key for key in found if key[0] == "Service"]) == 6


def test_emit_can_be_called_again_and_again() -> None:
    found, _ = rendered(stack(service("web")))
    assert render.emit(found.values()) == render.emit(found.values())
    assert render.emit([]) == ""
