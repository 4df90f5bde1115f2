"""What any other converter does with a key is done here too: no key that one of them handles is refused or ignored.

The keys are those that a peer marks as working in the survey of kompose, Compose Bridge, compose-on-kubernetes, move2kube and
katenary. Left out, since a decision of this project stands against them: the socket of Docker as a hostPath, which hands the
node to a container of a cluster that has no Docker; isolation between networks, which is written on request (see the tests
of networks). What says how a file is read (`version`, `include`) is followed, and has no part of its own in the output.
"""

from pathlib import Path

import pytest

from translator import pipeline
from translator.model.finding import Verdict
from translator.model.request import Request
from translator.model.stack import Dialect

SERVICE = [
    ("image", "nginx:1.27"),
    ("command", "[serve, --all]"),
    ("command", "serve --all"),
    ("entrypoint", "[/init]"),
    ("working_dir", "/srv"),
    ("environment", "{A: b}"),
    ("environment", "[A=b, GIVEN]"),
    ("env_file", "[one.env]"),
    ("ports", "['8080:80']"),
    ("ports", "['53:53/udp']"),
    ("ports", "['8000-8002:8000-8002']"),
    ("ports", "[{target: 80, published: 8080, protocol: tcp}]"),
    ("expose", "['80']"),
    ("volumes", "['data:/data']"),
    ("volumes", "['./folder:/etc/app:ro']"),
    ("volumes", "['./one.conf:/etc/one.conf:ro']"),
    ("volumes", "['/var/log:/logs']"),
    ("volumes", "[/anonymous]"),
    ("volumes", "[{type: volume, source: data, target: /data, read_only: true}]"),
    ("volumes", "[{type: tmpfs, target: /scratch, tmpfs: {size: 64m}}]"),
    ("tmpfs", "[/run]"),
    ("configs", "[site]"),
    ("configs", "[{source: site, target: /etc/site, mode: 0440}]"),
    ("secrets", "[key]"),
    ("secrets", "[{source: key, target: key, mode: 0400}]"),
    ("healthcheck", "{test: [CMD, 'true'], interval: 10s, timeout: 5s, retries: 3, start_period: 20s}"),
    ("healthcheck", "{test: curl localhost}"),
    ("restart", "always"),
    ("restart", "unless-stopped"),
    ("labels", "{a: b}"),
    ("container_name", "web-1"),
    ("hostname", "box"),
    ("hostname", "box.example.com"),
    ("domainname", "example.com"),
    ("domainname", "internal"),
    ("user", "'1000:1000'"),
    ("group_add", "['44']"),
    ("privileged", "true"),
    ("read_only", "true"),
    ("cap_add", "[NET_ADMIN]"),
    ("cap_drop", "[ALL]"),
    ("ipc", "host"),
    ("pid", "host"),
    ("stdin_open", "true"),
    ("tty", "true"),
    ("stop_grace_period", "30s"),
    ("mem_limit", "64m"),
    ("dns", "[10.0.0.1]"),
    ("dns_search", "[example.com]"),
    ("dns_opt", "['ndots:2']"),
    ("extra_hosts", "['db.example.com:10.0.0.2']"),
    ("network_mode", "host"),
    ("scale", "2"),
    ("annotations", "{a.b/c: d}"),
    ("deploy", "{mode: replicated, replicas: 2}"),
    ("deploy", "{mode: global}"),
    ("deploy", "{labels: {a: b}}"),
    ("deploy", "{endpoint_mode: vip}"),
    ("deploy", "{resources: {limits: {cpus: '0.5', memory: 64M}, reservations: {cpus: '0.25', memory: 32M}}}"),
    ("deploy", "{restart_policy: {condition: any}}"),
    ("deploy", "{update_config: {parallelism: 2, order: start-first}}"),
    ("deploy", "{placement: {constraints: [node.labels.disk == ssd, node.platform.os == linux, node.hostname == n1]}}"),
    ("deploy", "{placement: {preferences: [{spread: node.labels.zone}]}}"),
]


@pytest.mark.parametrize(("key", "value"), SERVICE, ids=[f"{key}: {value}" for key, value in SERVICE])
def test_a_key_that_a_peer_handles_is_handled_here(tmp_path: Path, key: str, value: str) -> None:
    image = "" if key == "image" else "    image: nginx:1.27\n"
    text = (
        f"services:\n  web:\n{image}    {key}: {value}\n"
        "volumes: {data: {}}\nnetworks: {front: {}}\nconfigs: {site: {file: one.conf}}\nsecrets: {key: {file: one.conf}}\n"
    )
    if key not in ("configs", "secrets", "networks", "volumes"):
        text = f"services:\n  web:\n{image}    {key}: {value}\n"
    refused, left = verdicts(tmp_path, text, ("services", "web", key))
    assert refused == []
    assert left == []


TOP = [
    ("name", "name: shop\nservices: {web: {image: x}}"),
    ("version", "version: '3.8'\nservices: {web: {image: x}}"),
    ("volumes", "services: {web: {image: x, volumes: ['data:/d']}}\nvolumes: {data: {name: kept, labels: {a: b}}}"),
    ("volumes", "services: {web: {image: x, volumes: ['data:/d']}}\nvolumes: {data: {external: true}}"),
    ("volumes", "services: {web: {image: x, volumes: ['data:/d']}}\nvolumes: {data: {labels: [kompose.volume.size=5Gi]}}"),
    ("volumes", "services: {web: {image: x, volumes: ['data:/d']}}\nvolumes: {data: {labels: {kompose.volume.selector: a}}}"),
    ("configs", "services: {web: {image: x, configs: [c]}}\nconfigs: {c: {environment: GIVEN}}"),
    ("configs", "services: {web: {image: x, configs: [c]}}\nconfigs: {c: {content: text}}"),
    ("configs", "services: {web: {image: x, configs: [c]}}\nconfigs: {c: {external: true}}"),
    ("secrets", "services: {web: {image: x, secrets: [c]}}\nsecrets: {c: {environment: GIVEN}}"),
    ("secrets", "services: {web: {image: x, secrets: [c]}}\nsecrets: {c: {external: true, name: other}}"),
    ("models", "services: {web: {image: x, models: [llm]}}\nmodels: {llm: {model: ai/smollm2}}"),
    ("include", "include: [part.yml]\nservices: {web: {image: x}}"),
    ("x-common", "x-common: &c {image: x}\nservices: {web: {<<: *c}}"),
]


@pytest.mark.parametrize(("key", "text"), TOP, ids=[f"{key} {number}" for number, (key, _) in enumerate(TOP)])
def test_a_section_that_a_peer_handles_is_handled_here(tmp_path: Path, key: str, text: str) -> None:
    refused, left = verdicts(tmp_path, text, (key,))
    assert refused == []
    assert left == [] or key in ("version", "include")


def verdicts(folder: Path, text: str, below: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """What is refused, and what is ignored of the leaves below a key."""
    (folder / "stack.yml").write_text(text + "\n")
    (folder / "part.yml").write_text("services: {other: {image: y}}\n")
    (folder / "one.env").write_text("A=1\n")
    (folder / "one.conf").write_text("a = 1\n")
    (folder / "folder").mkdir()
    (folder / "folder" / "a.ini").write_text("a = 1\n")
    made = pipeline.convert(Request(folder, ("stack.yml",), dialect=Dialect.SWARM, environment={"GIVEN": "v"}), None)
    told = [entry for entry in made.entries if entry.source.path[: len(below)] == below]
    refused = [f"{entry.code} {entry.message}" for entry in told if entry.verdict is Verdict.REFUSED]
    return refused, [f"{entry.code} {entry.message}" for entry in told if entry.verdict is Verdict.IGNORED]
