"""`translator convert DIR`: a folder of stacks, what they share, what is written, and what is said of it."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.cli.conftest import Run, Translator
from tests.corpus.test_corpus import CORPUS
from translator import assets
from translator.cli import main

PROXY = """\
name: proxy
services:
  router:
    image: nginx:1.27
    expose: ["80"]
    networks: {public: {aliases: [gate]}}
networks:
  public: {name: public}
configs:
  banner: {content: hello}
volumes:
  certs: {name: certs}
"""
SHOP = """\
services:
  web:
    image: nginx:1.27
    expose: ["8080"]
    networks: [public]
networks:
  public: {external: true}
"""
BLOG = """\
services:
  web:
    image: nginx:1.27
    expose: ["8081"]
    networks: [edge]
    no_such_key: 1
networks:
  edge: {external: true, name: public}
"""


def written(**files: str) -> None:
    for name, content in files.items():
        path = Path("stacks") / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / f"{path.name}.yml").write_text(content)


def objects(folder: str) -> Mapping[tuple[str, str], Any]:
    bodies = [yaml.safe_load(path.read_text()) for path in Path(folder).glob("*.yaml")]
    return {(body["kind"], body["metadata"]["name"]): body for body in bodies}


@pytest.fixture
def folder(project: Path) -> Path:
    written(proxy__compose=PROXY, shop__compose=SHOP, blog__compose=BLOG)
    return Path("stacks")


def test_each_stack_has_a_namespace_and_a_folder_of_its_own(translator: Translator, folder: Path) -> None:
    (folder / "blog" / "compose.yml").write_text(BLOG.replace("    no_such_key: 1\n", ""))
    run = translator("convert", "stacks", "-o", "out")
    assert (run.code, run.out) == (0, "")
    assert sorted(os.listdir("out")) == ["blog", "proxy", "shop"]
    for name in ("blog", "proxy", "shop"):
        made = objects(f"out/{name}")
        assert made["Namespace", name]["metadata"]["labels"] == {"app.kubernetes.io/managed-by": "translator"}
        assert {body["metadata"].get("namespace") for (kind, _), body in made.items() if kind != "Namespace"} == {name}
    assert run.err.endswith("3 of 3 stacks written in out\n")
    again = translator("convert", "stacks", "-o", "out")
    assert (again.code, again.err) == (0, run.err)


def test_names_of_neighbours_on_a_shared_network_answer(translator: Translator, folder: Path) -> None:
    run = translator("convert", "stacks", "-o", "out", "--partial", "-v")
    shop = objects("out/shop")
    assert shop["Service", "router"]["spec"] == {
        "type": "ExternalName",
        "externalName": "router.proxy.svc.cluster.local",
    }
    assert shop["Service", "gate"]["spec"]["externalName"] == "gate.proxy.svc.cluster.local"
    assert shop["Service", "web"]["spec"]["type"] == "ClusterIP"  # its own, not that of the blog
    assert "warning T243 name-of-neighbour-taken: on a network that several stacks join, web means" in run.err
    assert ("Service", "web") not in objects("out/proxy")  # two stacks have one, so it means neither
    assert "note T240 network-of-neighbours: network public is shared with blog, proxy" in run.err
    assert "shared:\n  network public, made by proxy: blog, proxy, shop\n" in run.err


def test_strict_writes_no_approximation_unless_a_part_is_enough(translator: Translator) -> None:
    written(shop__compose=SHOP.replace("networks: [public]", "restart: on-failure").partition("networks:")[0])
    run = translator("convert", "stacks", "-o", "out", "--strict")
    assert (run.code, "nothing was written: --strict" in run.err) == (1, True)
    assert not Path("out").exists()
    run = translator("convert", "stacks", "-o", "out", "--strict", "--partial")
    assert (run.code, run.err.endswith("1 of 1 stack written in out\n")) == (1, True)
    assert ("Deployment", "web") in objects("out/shop")


def test_a_refused_stack_is_not_written_and_the_others_are(translator: Translator, folder: Path) -> None:
    run = translator("convert", "stacks", "-o", "out", "--report", "report.json")
    assert run.code == 1
    assert sorted(os.listdir("out")) == ["proxy", "shop"]
    assert "  T180 stacks/blog/compose.yml:6:5: services.web knows no key no_such_key\n" in run.err
    report = json.loads(Path("report.json").read_text())
    jsonschema.validate(report, json.loads((assets.schemas() / "report.schema.json").read_text()))
    assert {one["stack"]: (one["written"], one["refused"]) for one in report["stacks"]} == {
        "blog": (False, {"T180": 1}),
        "proxy": (True, {}),
        "shop": (True, {}),
    }
    assert report["shared"] == [{"kind": "network", "name": "public", "provider": "proxy", "users": ["blog", "proxy", "shop"]}]
    assert report["summary"]["values"] == sum(one["summary"]["values"] for one in report["stacks"])
    assert {entry["source"]["file"] for entry in report["entries"]} == {
        f"stacks/{name}/compose.yml" for name in ("blog", "proxy", "shop")
    }


USER = """\
services:
  web:
    image: nginx:1.27
    configs: [banner]
    secrets: [key]
    volumes: ["data:/data"]
configs:
  banner: {external: true, name: proxy_banner}
secrets:
  key: {external: true}
volumes:
  data: {external: true, name: certs}
"""
MAKER = """\
services:
  web:
    image: nginx:1.27
    configs: [banner]
    secrets: [key]
    volumes: ["certs:/certs"]
configs:
  banner: {content: hello}
secrets:
  key: {file: key.txt, name: key}
volumes:
  certs: {name: certs}
"""


def test_configs_and_secrets_of_a_neighbour_are_written_here_too(translator: Translator, project: Path) -> None:
    written(proxy__compose=MAKER, shop__compose=USER)
    Path("stacks/proxy/key.txt").write_text("the hidden key")
    run = translator("convert", "stacks", "-o", "out", "--partial", "-v")
    shop, proxy = objects("out/shop"), objects("out/proxy")
    (banner,) = (body["data"] for (kind, _), body in shop.items() if kind == "ConfigMap")
    assert banner == {"banner": "hello"}
    (one,) = (body["data"] for (kind, _), body in shop.items() if kind == "Secret")
    (other,) = (body["data"] for (kind, _), body in proxy.items() if kind == "Secret")
    assert one == other
    assert "the hidden key" not in run.err
    assert "note T242 file-of-neighbour: the external config proxy_banner is that of the stack proxy" in run.err
    # A claim is of one namespace.
    assert "error T241 volume-of-neighbour: volume data is the volume certs of the stack proxy" in run.err


def test_a_volume_of_a_neighbour_in_the_same_namespace_is_its_claim(translator: Translator, project: Path) -> None:
    maker = MAKER.replace("  web:\n", "  store:\n").replace("certs: {name: certs}", "certs:")
    written(proxy__compose=maker, shop__compose=USER.replace("name: certs", "name: proxy_certs"))
    Path("stacks/proxy/key.txt").write_text("the hidden key")
    Path("stacks/translator.yaml").write_text("target: {namespace: common}\n")
    run = translator("convert", "stacks", "-o", "out")
    assert run.code == 0, run.err
    (volume,) = (
        one["persistentVolumeClaim"]
        for one in objects("out/shop")["Deployment", "web"]["spec"]["template"]["spec"]["volumes"]
        if "persistentVolumeClaim" in one
    )
    assert volume == {"claimName": "certs"}
    assert ("PersistentVolumeClaim", "certs") in objects("out/proxy")
    assert not [name for kind, name in objects("out/shop") if kind == "PersistentVolumeClaim"]


def test_two_stacks_of_one_namespace_that_write_the_same_object(translator: Translator, folder: Path) -> None:
    Path("stacks/translator.yaml").write_text("target: {namespace: common}\n")
    run = translator("convert", "stacks", "-o", "out", "--partial")
    assert run.code == 1
    assert "error T178 same-object: blog and shop both write the Deployment web in the namespace common" in run.err
    assert sorted(os.listdir("out")) == ["blog", "proxy"]


@pytest.mark.parametrize(("place", "told"), [("stacks", False), ("stacks/shop", True)])
def test_a_configuration_of_one_stack_has_no_entry_without_effect(
    translator: Translator, folder: Path, place: str, told: bool
) -> None:
    """One that several stacks share is for all of them together."""
    Path(place, "translator.yaml").write_text("workloads: {router: deployment}\n")
    run = translator("convert", "stacks", "-o", "out", "--partial", "-v")
    assert ("warning T199 unmatched-setting: workloads.router" in run.err) is told


def test_an_external_link_to_a_container_of_a_neighbour(translator: Translator, project: Path) -> None:
    plain = "services:\n  db:\n    image: redis:7\n    expose: ['6379']\n"
    linking = "version: '2'\nservices:\n  app:\n    image: redis:7\n    external_links: ['store_db_1:cache']\n"
    written(store__compose=plain, app__compose=linking)
    run = translator("convert", "stacks", "-o", "out")
    assert run.code == 0, run.err
    assert objects("out/app")["Service", "cache"]["spec"]["externalName"] == "db.store.svc.cluster.local"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["stacks", "-f", "a.yml"], "-f is for one stack"),
        (["stacks", "-p", "x"], "-p is for one stack"),
        (["stack.yml"], "stack.yml is a file: name it with -f stack.yml"),
        (["nowhere"], "does not exist"),
    ],
)
def test_wrong_usage(translator: Translator, folder: Path, arguments: list[str], said: str) -> None:
    run = translator("convert", *arguments)
    assert run.code == 2
    assert said in run.err


def test_an_empty_folder(translator: Translator, project: Path) -> None:
    Path("stacks").mkdir()
    run = translator("convert", "stacks", "-o", "out")
    assert run.code == 1
    assert "error T175 no-stack-in-folder: there is no stack file below stacks" in run.err


def test_two_stacks_of_one_name(translator: Translator, project: Path) -> None:
    written(a__compose=f"name: same\n{SHOP}", b__compose=f"name: same\n{SHOP}")
    run = translator("convert", "stacks", "-o", "out")
    assert run.code == 1
    assert "T177 same-stack-name: stacks/b/compose.yml and stacks/a/compose.yml are both called same" in run.err
    assert os.listdir("out") == ["same"]


def test_what_another_stack_includes_is_part_of_it(translator: Translator, project: Path) -> None:
    written(a__compose=f"include: [parts.yml]\n{SHOP}", a__parts="services:\n  db:\n    image: redis:7\n")
    run = translator("convert", "stacks", "-o", "out")
    assert run.code == 0, run.err
    assert "T176 not-a-stack-of-its-own: stacks/a/parts.yml is part of stacks/a/compose.yml, which names it" in run.err
    assert os.listdir("out") == ["a"]
    assert ("Deployment", "db") in objects("out/a")


def test_a_stack_that_is_gone(translator: Translator, folder: Path) -> None:
    translator("convert", "stacks", "-o", "out", "--partial")
    (folder / "shop" / "compose.yml").unlink()
    run = translator("convert", "stacks", "-o", "out", "--partial")
    assert "warning T179 output-of-no-stack: out/shop holds the manifests of a stack that is not there any more" in run.err
    assert (Path("out") / "shop").is_dir()


def test_a_stream(translator: Translator, folder: Path) -> None:
    run = translator("convert", "stacks", "--partial")
    names = [body["metadata"]["name"] for body in yaml.safe_load_all(run.out) if body["kind"] == "Namespace"]
    assert names == ["blog", "proxy", "shop"]


def test_variables_that_name_one_stack_name_none(translator: Translator, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPOSE_PROJECT_NAME", "all")
    monkeypatch.setenv("COMPOSE_FILE", "nowhere.yml")
    translator("convert", "stacks", "-o", "out", "--partial")
    assert sorted(os.listdir("out")) == ["blog", "proxy", "shop"]


def test_what_is_gone_from_the_stacks_of_the_public(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    if not CORPUS.is_dir():
        pytest.skip("the public stack files are not beside this checkout")
    code = main(["convert", str(CORPUS), "-o", str(tmp_path / "out"), "--partial", "--report", str(tmp_path / "r.json")])
    said = Run(code, *capfd.readouterr())
    assert code == 1
    report = json.loads((tmp_path / "r.json").read_text())
    files = sorted(path.name for path in CORPUS.glob("[0-9]*.yml"))
    assert [one["files"] for one in report["stacks"]] == [[name] for name in files]
    assert "piggymetrics" in said.err
    faulty = {one["stack"] for one in report["stacks"] if not one["written"]}
    assert any(name.startswith("088") for name in faulty)
    assert len(faulty) < len(files) // 2


def test_policies_let_the_stacks_in_that_share_a_network(translator: Translator, folder: Path) -> None:
    (folder / "translator.yaml").write_text("networks: {policies: true}\n")
    translator("convert", "stacks", "-o", "out", "--partial")
    (rule,) = objects("out/shop")["NetworkPolicy", "network-public"]["spec"]["ingress"]
    assert rule["from"][1] == {
        "namespaceSelector": {
            "matchExpressions": [{"key": "kubernetes.io/metadata.name", "operator": "In", "values": ["blog", "proxy"]}]
        }
    }
