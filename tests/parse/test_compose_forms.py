"""What the schemas of each generation take: the forms that real files have, and no key that nobody wrote down."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.parse.written import codes, tree, variables
from translator import assets
from translator.model.node import STR, Mapping, Scalar
from translator.model.project import Version
from translator.parse.compose_schema import check
from translator.parse.interpolation import interpolate
from translator.parse.yaml import compose
from translator.report.collector import Collector

V1, V2, V3, SPEC = Version.V1, Version.V2, Version.V3, Version.SPECIFICATION
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"

SERVICES = [
    (
        V1,
        """
        image: a
        build: .
        dockerfile: Other
        net: host
        log_driver: syslog
        log_opt: {max-size: 10m, max-file: 3}
        volumes: [/a, 'b:/c:ro']
        volume_driver: nfs
        mem_limit: 64M
        extends: {service: x, file: y.yml}
        """,
    ),
    (
        V2,
        """
        build: {context: ., dockerfile: D, args: [A=1], cache_from: [b], target: c, shm_size: 1g, extra_hosts: ['d:1.2.3.4']}
        depends_on: {db: {condition: service_healthy}, mq: {condition: service_started}}
        networks: {a: , b: {aliases: [c], ipv4_address: 10.0.0.1, priority: 5}}
        logging: {driver: syslog, options: {a: 1, b: , c: true}}
        mem_limit: 512m
        cpus: 0.5
        cpu_shares: 73
        ulimits: {nproc: 65535, nofile: {soft: 1, hard: 2}}
        platform: linux
        volumes: ['a:/b', {type: bind, source: a, target: b, bind: {propagation: shared}}]
        ports: [80, '8080:80', 22:22, 5000-5010:5000-5010/udp, '127.0.0.1:80:80']
        blkio_config: {weight: 300, device_read_bps: [{path: /dev/sda, rate: 12mb}]}
        healthcheck: {test: curl -f x, interval: 1m30s, retries: 3, start_period: 40s}
        """,
    ),
    (
        V3,
        """
        deploy:
          mode: replicated
          replicas: 2
          endpoint_mode: vip
          labels: {a: b}
          placement: {constraints: [node.role == manager], preferences: [{spread: node.labels.zone}], max_replicas_per_node: 1}
          resources:
            limits: {cpus: '0.5', memory: 64M}
            reservations: {generic_resources: [{discrete_resource_spec: {kind: gpu, value: 2}}]}
          restart_policy: {condition: on-failure, delay: 5s, max_attempts: 3, window: 120s}
          update_config: {parallelism: 2, delay: 10s, order: start-first, failure_action: rollback, max_failure_ratio: 0.1}
          rollback_config: {order: stop-first}
        configs: [a, {source: b, target: /c, uid: '0', gid: 0, mode: 0444}]
        secrets: [a, {source: b}]
        ports: [{target: 80, published: 8080, protocol: tcp, mode: host}]
        credential_spec: {file: a}
        healthcheck: {test: [CMD, a], disable: true}
        init: true
        stop_grace_period: 1m
        """,
    ),
    (
        SPEC,
        """
        image: a
        annotations: [a=b]
        build: {dockerfile_inline: FROM a, ssh: [default], secrets: [{source: b}], platforms: [linux/amd64], no_cache: true}
        command:
        depends_on: {a: {condition: service_completed_successfully, required: false, restart: true}}
        deploy: {resources: {reservations: {devices: [{capabilities: [gpu], count: all}]}, limits: {pids: 5}}}
        develop: {watch: [{path: a, action: sync+exec, target: b, exec: {command: c}, ignore: [d]}]}
        devices: ['/dev/a:/dev/b', {source: /dev/c, target: /dev/d, permissions: rw}]
        entrypoint: []
        env_file: [a, {path: b, required: false, format: raw}]
        extends: {service: a, file: b}
        extra_hosts: {a: 1.2.3.4, b: ['::1', 1.2.3.5]}
        gpus: [{capabilities: [gpu], count: 1}]
        healthcheck: {start_interval: 1s}
        label_file: a
        models: {a: , b: {model_var: c}}
        networks: {a: {interface_name: eth1, gw_priority: 1, driver_opts: {b: 1}}}
        ports: [{target: 80, name: web, app_protocol: http, host_ip: 127.0.0.1, published: 8080-8090}]
        post_start: [{command: a, user: root}]
        pre_start: [{image: a, command: [b]}]
        pre_stop: [{command: [a]}]
        profiles: [a]
        provider: {type: a, options: {b: [c], d: e}}
        pull_policy: always
        sysctls: {net.core.somaxconn: 1024}
        tmpfs: /a
        use_api_socket: true
        volumes: [{type: image, source: a, image: {subpath: c}}, {type: tmpfs, target: d, tmpfs: {size: 1g, mode: 01777}}]
        x-mine: [1, {a: b}]
        """,
    ),
    (SPEC, "gpus: all\nmodels: [a]\ndeploy:\ndevelop:\npid: host\nlabels: [a=b, c]\nnetworks:\nscale: 2"),
    # the keys that Alibaba Cloud's platform added
    (
        V1,
        """
        external: {host: a.b, ports: [3306]}
        dns_options: [use-vc]
        oom-kill-disable: true
        memswap_reservation: 0
        Hostname: a
        """,
    ),
    (
        V2,
        "kernel_memory: 0\nname: a\nnet: host\nnetwork: host\ndetach: true\noom_kill_disable: false\noom-kill-disable: 'true'",
    ),
    # any single value is a text, since Docker takes its text
    (
        SPEC,
        "image: 5\nuser: 1000\nhostname: true\nrestart: no\ncommand: [1, 2.5, true, a]\nlabels: {a: 1, b: true, c: 1.0, d: }",
    ),
    (SPEC, "environment: {A: 1, B: true, C: , D: 1.0}\nexpose: [80, '90', 3000-3005]\nstop_grace_period: 10\ncap_add: [ALL]"),
    (SPEC, "environment: [A=1, 2, true]\nvolumes: [2024-01-01]\ndns: 8.8.8.8\nshm_size: 64M\nmem_limit: 1.5g\nentrypoint: 7"),
    # numbers and booleans may be texts, since Docker casts what variables give
    (SPEC, "tty: 'true'\nprivileged: 'no'\ndeploy: {replicas: '3', resources: {limits: {cpus: 0.5, pids: '10'}}}\nscale: '2'"),
    (SPEC, "ports: [{target: '80', published: '8080'}]\nhealthcheck: {retries: '5', disable: 'FALSE'}\ninit: 'on'"),
]


@pytest.mark.parametrize(("version", "text"), SERVICES)
def test_services(version: Version, text: str) -> None:
    lines = [line for line in text.split("\n") if line.strip()]
    margin = min(len(line) - len(line.lstrip()) for line in lines)
    root = tree("services:\n  web:\n" + "".join(f"    {line[margin:]}\n" for line in lines))
    findings = Collector()
    assert check(root, version, findings) is root, list(findings)
    assert not list(findings)


@pytest.mark.parametrize(
    ("version", "text"),
    [
        (V2, "version: '2'\nservices: {}\nnetworks: {a: {driver: overlay, ipam: {config: [{subnet: 10.0.0.0/8}]}}}\n"),
        (
            V2,
            "version: 2\nlabels: {aliyun.project_type: batch}\nvolumes: {b: , c: {external: true}, d: {driver_opts: {e: 1}}}\n",
        ),
        (V3, "version: 3.8\nservices:\nnetworks:\nvolumes:\nx-a: 1\n"),
        (V3, "configs: {a: {file: b}}\nsecrets: {c: {external: {name: d}}, e: {external: 'true', name: f}}\n"),
        (SPEC, "name: a\ninclude: [a, {path: [b, c], env_file: d}]\nmodels: {a: {model: b, context_size: 5}}\n"),
        (SPEC, "configs: {a: {content: b}, c: {environment: D}}\nsecrets: {e: {environment: F}}\nvolumes: {g: {name: h}}\n"),
    ],
)
def test_files(version: Version, text: str) -> None:
    findings = Collector()
    check(tree(text), version, findings)
    assert not list(findings)


_TREES = ("properties", "patternProperties", "$defs", "x-platform")
_KEYWORDS = {
    *("$schema", "$ref", "type", "expects", "since", "additionalProperties", "items", "required", "enum", "pattern", "minimum"),
    *_TREES,
}


def _keywords(part: Any) -> set[str]:
    if not isinstance(part, dict):
        return set()
    found = set(part)
    for key, value in part.items():
        for inner in value.values() if key in _TREES else (value,) if key in ("additionalProperties", "items") else ():
            found |= _keywords(inner)
    return found


@pytest.mark.parametrize("name", ["v1", "v2", "v3", "specification"])
def test_a_schema_holds_keys_and_types_and_nothing_else(name: str) -> None:
    document = json.loads((assets.schemas() / "compose" / f"{name}.json").read_text())
    assert _keywords(document) <= _KEYWORDS


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real stack files lies beside the checkout")
def test_real_files_have_no_unknown_keys_and_no_wrong_types() -> None:
    paths = sorted(CORPUS.glob("*.yml"))
    assert paths
    for path in paths:
        findings = Collector()
        root = compose(path.read_bytes(), path.name, findings)
        assert isinstance(root, Mapping)
        written = root.get("version")
        if isinstance(written, Scalar):
            version = {"2": V2, "3": V3}[written.text[0]]
        else:
            version = SPEC if "services" in root.entries else V1
        if version is V1:
            root = Mapping({"services": root}, {"services": Scalar("services", STR, root.origin)}, root.origin)
        values = dict.fromkeys(re.findall(r"\$\{?(\w+)", path.read_text()), "x")
        check(interpolate(root, variables(**values), keys=True, findings=findings), version, findings)
        expected = {"T180", "T182"} if path.name.startswith("088") else set()
        assert set(codes(findings)) == expected, path.name
