"""How processes of a Pod start and stop, their names and resolver, and what becomes of labels and log drivers."""

import json
import shlex
from pathlib import Path

import pytest

from tests.render.written import service, written
from translator.model.finding import Verdict


def test_a_single_hook_stands_as_it_is(tmp_path: Path) -> None:
    made = written(tmp_path, service("post_start: [{command: [touch, $$HOME]}]\npre_stop: [{command: nginx -s quit}]"))
    assert made.container()["lifecycle"] == {
        "postStart": {"exec": {"command": ["touch", "$HOME"]}},
        "preStop": {"exec": {"command": ["nginx", "-s", "quit"]}},
    }
    assert made.verdict("T246") == {Verdict.APPROXIMATED}


def test_several_hooks_become_a_line(tmp_path: Path) -> None:
    keys = "pre_stop: [{command: [a, 'b c']}, {command: d, working_dir: /srv, environment: {E: f g}}]"
    made = written(tmp_path, service(keys))
    expected = ["/bin/sh", "-c", "a 'b c' && (cd /srv && env 'E=f g' d)"]
    assert made.container()["lifecycle"] == {"preStop": {"exec": {"command": expected}}}


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ("stop_signal: SIGQUIT", "kill -s QUIT 1 && while kill -0 1 2>/dev/null; do sleep 1; done"),
        ("stop_signal: 37", "kill -37 1 && while kill -0 1 2>/dev/null; do sleep 1; done"),
        (
            "stop_signal: SIGINT\npre_stop: [{command: flush}]",
            "flush; kill -s INT 1 && while kill -0 1 2>/dev/null; do sleep 1; done",
        ),
    ],
)
def test_the_stop_signal_is_sent_by_a_hook(tmp_path: Path, keys: str, line: str) -> None:
    made = written(tmp_path, service(keys))
    assert made.container()["lifecycle"]["preStop"]["exec"]["command"] == ["/bin/sh", "-c", line]
    assert made.verdict("T247") == {Verdict.APPROXIMATED}


def test_steps_before_the_start_are_init_containers(tmp_path: Path) -> None:
    keys = (
        "working_dir: /app\nuser: '7'\nenvironment: {A: '1'}\n"
        "pre_start: [{command: [migrate, $$X]}, {image: 'alpine:3', command: [chown], user: '0', environment: {A: '2'}, "
        "per_replica: true}]"
    )
    made = written(tmp_path, service(keys))
    assert made.pod()["initContainers"] == [
        {
            "name": "web-pre-start-1",
            "image": "nginx:1.27",
            "args": ["migrate", "$X"],
            "workingDir": "/app",
            "env": [{"name": "A", "value": "1"}],
            "securityContext": {"runAsUser": 7},
        },
        {
            "name": "web-pre-start-2",
            "image": "alpine:3",
            "args": ["chown"],
            "env": [{"name": "A", "value": "2"}],
            "securityContext": {"runAsUser": 0},
        },
    ]
    assert len(made.said("T246")) == 1


@pytest.mark.parametrize(("written_policy", "policy"), [("always", "Always"), ("missing", "IfNotPresent"), ("never", "Never")])
def test_pull_policy(tmp_path: Path, written_policy: str, policy: str) -> None:
    assert written(tmp_path, service(f"pull_policy: {written_policy}")).container()["imagePullPolicy"] == policy


@pytest.mark.parametrize(
    ("keys", "kubernetes", "names", "found"),
    [
        ("hostname: db", "1.35", {"hostname": "db"}, []),
        ("hostname: db.example.com", "1.35", {"hostnameOverride": "db.example.com"}, []),
        ("hostname: db.example.com", "1.34", {"hostname": "db"}, ["T478"]),
        ("hostname: mail\ndomainname: example.com", "1.35", {"hostnameOverride": "mail.example.com"}, ["T478"]),
        ("domainname: example.com", "1.35", {"hostnameOverride": "web.example.com"}, ["T478"]),
        ("hostname: mail\ndomainname: internal", "1.34", {"hostname": "mail", "subdomain": "internal"}, ["T478"]),
        ("hostname: mail\ndomainname: example.com", "1.34", {"hostname": "mail"}, ["T476"]),
    ],
)
def test_names_of_a_pod(tmp_path: Path, keys: str, kubernetes: str, names: dict[str, str], found: list[str]) -> None:
    made = written(tmp_path, service(keys), kubernetes=kubernetes)
    fields = ("hostname", "subdomain", "hostnameOverride")
    assert {field: made.pod()[field] for field in fields if field in made.pod()} == names
    assert made.codes() == found


def test_the_resolver(tmp_path: Path) -> None:
    made = written(tmp_path, service("dns_search: [example.com]\ndns_opt: ['ndots:2', use-vc]"))
    expected = {"searches": ["example.com"], "options": [{"name": "ndots", "value": "2"}, {"name": "use-vc"}]}
    assert made.pod()["dnsConfig"] == expected
    assert made.codes() == []


def test_a_search_domain_that_an_old_version_does_not_take(tmp_path: Path) -> None:
    made = written(tmp_path, service("dns_search: [_a.example.com]"), kubernetes="1.30")
    assert "dnsConfig" not in made.pod()
    assert made.verdict("T476") == {Verdict.REFUSED}


def test_what_apply_is_to_heed(tmp_path: Path) -> None:
    keys = (
        "deploy: {update_config: {failure_action: rollback, monitor: 90s, max_failure_ratio: 0.25}, "
        "rollback_config: {parallelism: 0, delay: 500ms, order: stop-first, failure_action: pause}}"
    )
    made = written(tmp_path, service(keys))
    assert made.body("Deployment", "web")["metadata"]["annotations"] == {
        "rollout.translator/update-failure-action": "rollback",
        "rollout.translator/update-max-failure-ratio": "0.25",
        "rollout.translator/update-monitor": "90s",
        "rollout.translator/rollback-delay": "0.5s",
        "rollout.translator/rollback-failure-action": "pause",
        "rollout.translator/rollback-order": "stop-first",
        "rollout.translator/rollback-parallelism": "0",
    }
    assert made.verdict("T463") == {Verdict.APPROXIMATED}


def test_labels_and_annotations_of_pods(tmp_path: Path) -> None:
    keys = (
        "labels: {a: '1', b: '2', prometheus.io/scrape: 'true'}\nannotations: {b: '3'}\n"
        "deploy: {labels: {prometheus.io/port: '80', c: '4'}}"
    )
    made = written(tmp_path, service(keys))
    template = made.spec("Deployment", "web")["template"]["metadata"]["annotations"]
    assert template == {"prometheus.io/port": "80", "a": "1", "prometheus.io/scrape": "true", "b": "3"}
    assert made.body("Deployment", "web")["metadata"]["annotations"] == {"c": "4"}
    assert made.verdict("T207") == {Verdict.IGNORED}


def test_labels_that_the_configuration_wants_as_labels(tmp_path: Path) -> None:
    keys = "labels: {team: shop, long: 'a b', other: x, app.kubernetes.io/name: y}\ndeploy: {labels: {team: swarm}}"
    made = written(tmp_path, service(keys), configuration="labels: [team, long, 'app.*']")
    metadata = made.spec("Deployment", "web")["template"]["metadata"]
    assert metadata["labels"]["team"] == "shop"
    assert metadata["annotations"] == {"other": "x"}
    assert made.body("Deployment", "web")["metadata"]["labels"]["team"] == "swarm"
    assert made.said("T484") == [
        "the label app.kubernetes.io/name cannot be a label of Kubernetes: it is one by which Pods are found",
        'the label long cannot be a label of Kubernetes: its value must be letters, digits, "-", "_" and ".", with a letter or '
        "digit at both ends, or empty",
    ]


@pytest.mark.parametrize(
    ("key", "instead"),
    [
        ("kompose.service.type", "exposure: {services: {SERVICE: load-balancer}}"),
        ("kompose.service.expose", "an Ingress"),
        ("kompose.service.expose.tls-secret", "an Ingress"),
        ("kompose.volume.storage-class-name", "storage_class: CLASS"),
        ("kompose.hpa.replicas.max", "a HorizontalPodAutoscaler"),
        ("kompose.something.new", "the key of translator.yaml"),
    ],
)
def test_a_label_of_kompose_is_refused_with_what_says_the_same(tmp_path: Path, key: str, instead: str) -> None:
    (finding,) = (each for each in written(tmp_path, service(f"labels: {{{key}: x}}")).findings if each.code == "T483")
    assert finding.message == f"Kompose reads the label {key} when it converts a stack, and nothing else does"
    assert instead in finding.help


@pytest.mark.parametrize(
    "key",
    ["traefik.enable", "caddy", "com.df.notify", "com.docker.lb.hosts", "swarm.cronjob.enable", "ofelia.enabled", "diun.enable",
     "com.centurylinklabs.watchtower.enable", "prometheus-job", "kompose.service.type", "com.docker.stack.image"],
)  # fmt: skip
def test_a_label_of_another_program_is_refused(tmp_path: Path, key: str) -> None:
    made = written(tmp_path, service(f"labels: {{{key}: x}}"))
    assert made.verdict("T483") == {Verdict.REFUSED}
    assert "annotations" not in made.spec("Deployment", "web")["template"]["metadata"]


@pytest.mark.parametrize(
    ("driver", "code", "verdict"),
    [("json-file", "T203", Verdict.IGNORED), ("gelf", "T248", Verdict.APPROXIMATED), ("awslogs", "T248", Verdict.APPROXIMATED)],
)
def test_log_drivers(tmp_path: Path, driver: str, code: str, verdict: Verdict) -> None:
    assert written(tmp_path, service(f"logging: {{driver: {driver}, options: {{x: y}}}}")).verdict(code) == {verdict}


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ("{DB_PASSWORD: hunter2}", "DB_PASSWORD"),
        ("{API_KEY: abc, SECRET_TOKEN: x}", "API_KEY, SECRET_TOKEN"),
        ("{DATABASE_URL: 'postgres://u:hunter2@db/x'}", "DATABASE_URL"),
        ("{DB_PASSWORD_FILE: /run/secrets/p}", None),
        ("{ALLOW_EMPTY_PASSWORD: 'yes'}", None),
        ("{SSL_KEY: /etc/tls.key}", None),
        ("{TOKEN_TTL: 3600s, KEYBOARD: us, DB_URL: 'postgres://db/x'}", None),
    ],
)
def test_secrets_in_clear_text_are_offered_a_secret(tmp_path: Path, variables: str, named: str | None) -> None:
    made = written(tmp_path, service(f"environment: {variables}"))
    assert made.said("T249") == ([] if named is None else [f"web has in clear text what looks secret: {named}"])
    assert not any("hunter2" in finding.message + finding.help for finding in made.findings)


def test_a_lifted_variable_is_not_in_clear_text(tmp_path: Path) -> None:
    made = written(tmp_path, service("environment: {DB_PASSWORD: x}"), configuration="secrets: {environment: ['*PASSWORD*']}")
    assert made.said("T249") == []


def test_commands_in_help_texts_have_the_names_of_kubernetes(tmp_path: Path) -> None:
    made = written(tmp_path, service("ports: ['80:80', '127.0.0.1:90:90']", name="web_app"))
    helps = {finding.code: finding.help for finding in made.findings if finding.code in ("T425", "T427")}
    assert helps["T425"].startswith("kubectl port-forward service/web-app 90:90 ")
    assert helps["T427"].startswith("kubectl get service web-app-published ")


def test_models_are_variables(tmp_path: Path) -> None:
    text = (
        "services:\n  web: {image: x, models: [my-llm]}\n"
        "  api: {image: x, models: {my-llm: {endpoint_var: AI, model_var: NAME}}}\n"
        "models: {my-llm: {model: ai/smollm2, context_size: 1024}}\n"
    )
    made = written(tmp_path, text, configuration="models: {endpoint: 'http://vllm:8000/v1/'}")
    expected = [{"name": "MY_LLM_MODEL", "value": "ai/smollm2"}, {"name": "MY_LLM_URL", "value": "http://vllm:8000/v1/"}]
    assert made.container()["env"] == expected
    expected = [{"name": "AI", "value": "http://vllm:8000/v1/"}, {"name": "NAME", "value": "ai/smollm2"}]
    assert made.container("api")["env"] == expected
    assert made.verdict("T218") == {Verdict.APPROXIMATED}
    assert ("Deployment", "model-runner") not in made.manifests


def test_a_runner_serves_models_that_nothing_else_serves(tmp_path: Path) -> None:
    text = (
        service("models: [my-llm]\nuser: '1000'\nread_only: true")
        + "models: {my-llm: {model: ai/smollm2, context_size: 1024, runtime_flags: ['--temp', \"it's\"]}, spare: {model: x}}\n"
    )
    made = written(tmp_path, text)
    assert made.container()["env"][1] == {"name": "MY_LLM_URL", "value": "http://model-runner:12434/engines/v1/"}
    wait, asking = made.pod()["initContainers"]
    assert wait["command"][2] == "until nc -z -w 2 model-runner 12434; do sleep 2; done"
    said = shlex.split(asking["args"][2])
    assert said[said.index("--post-data") + 1] == '{"from": "ai/smollm2"}'
    configured = said[said.index("&&") :]
    expected = {"model": "ai/smollm2", "context-size": 1024, "runtime-flags": ["--temp", "it's"]}
    assert json.loads(configured[configured.index("--post-data") + 1]) == expected
    assert configured[-1] == "http://model-runner:12434/engines/_configure"
    runner = made.container("model-runner")
    assert runner["image"] == "docker/model-runner:latest"
    assert runner["volumeMounts"] == [{"name": "model-runner", "mountPath": "/models"}]
    assert made.pod("model-runner")["initContainers"][0]["securityContext"] == {"runAsUser": 0}
    assert made.spec("PersistentVolumeClaim", "model-runner")["resources"] == {"requests": {"storage": "20Gi"}}
    assert [port["port"] for port in made.spec("Service", "model-runner")["ports"]] == [12434]
    assert made.verdict("T227") == {Verdict.APPROXIMATED}
    assert made.said("T296") == ["model spare is called by no service"]


def test_the_configuration_chooses_the_runner(tmp_path: Path) -> None:
    configuration = """
        models: {image: "docker/model-runner:latest-cuda", gpus: 2}
        images: {helper: "example.com/tools:1"}
        volumes: {model-runner: {size: 50Gi}}
    """
    made = written(tmp_path, service("models: [m]") + "models: {m: {model: ai/x}}\n", configuration=configuration)
    runner = made.container("model-runner")
    assert runner["image"] == "docker/model-runner:latest-cuda"
    assert runner["resources"]["limits"] == {"nvidia.com/gpu": 2}
    assert {step["image"] for step in made.pod()["initContainers"]} == {"example.com/tools:1"}
    assert made.spec("PersistentVolumeClaim", "model-runner")["resources"] == {"requests": {"storage": "50Gi"}}


def test_a_service_of_that_name_is_the_runner(tmp_path: Path) -> None:
    text = service("models: [m]") + "  model-runner: {image: example.com/runner:1}\nmodels: {m: {model: ai/x}}\n"
    made = written(tmp_path, text)
    assert made.container("model-runner")["image"] == "example.com/runner:1"
    assert made.verdict("T218") == {Verdict.APPROXIMATED}
    assert "initContainers" not in made.pod()


def test_a_model_that_nobody_declares(tmp_path: Path) -> None:
    assert written(tmp_path, service("models: [other]")).verdict("T224") == {Verdict.REFUSED}


@pytest.mark.parametrize("shared", ["init: true", "pid: host"])
def test_no_signal_goes_to_a_process_1_of_others(tmp_path: Path, shared: str) -> None:
    made = written(tmp_path, service(f"stop_signal: SIGQUIT\n{shared}"))
    assert "lifecycle" not in made.container()
    assert made.verdict("T215") == {Verdict.REFUSED}
