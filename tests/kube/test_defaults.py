"""What the API server fills in, held against what a real one stored."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from translator.kube import defaults

RECORDINGS = Path(__file__).resolve().parents[3] / "shared" / "apiserver" / "recordings"
FIXTURES = Path(__file__).parents[2] / "fixtures"
FILES = ("defaults-of-kinds", "service-defaults", "apply-create-noop-change")
# What admission, the cluster and the storage add is not the business of the defaults.
CLUSTER = {"clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "nodePort", "healthCheckNodePort"}


def _created() -> Iterator[Any]:
    for name in FILES if RECORDINGS.is_dir() else ():
        for number, step in enumerate(json.loads((RECORDINGS / f"{name}.json").read_bytes())["steps"]):
            if step["response"]["status"] == 201 and step["request"]["method"] == "PATCH":
                yield pytest.param(step["request"]["body"], step["response"]["body"], id=f"{name}-{number}")


def _written() -> list[Path]:
    """The manifests of the fixtures, empty ones aside."""
    found = [file for file in sorted(FIXTURES.glob("*/*/manifests.yml")) if file.stat().st_size]
    assert len(found) > 50
    return found


def _bare(value: Any) -> Any:
    """Without what only a cluster gives, and without parts that are empty, which are written or not as Go likes."""
    if isinstance(value, dict):
        inner = {key: _bare(each) for key, each in value.items() if key not in CLUSTER}
        return {key: each for key, each in inner.items() if each not in ({}, None, False)}
    return [_bare(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("sent", "stored"), list(_created()))
def test_the_stored_form(sent: dict[str, Any], stored: dict[str, Any]) -> None:
    ours = defaults.filled(sent, "1.36")
    for key in set(stored) - {"metadata", "status"}:
        assert _bare(ours[key]) == _bare(stored[key]), key


@pytest.mark.parametrize(
    ("image", "policy"),
    [
        ("web", "Always"),
        ("web:latest", "Always"),
        ("web:1", "IfNotPresent"),
        ("registry.example.com:5000/web", "Always"),
        ("registry.example.com:5000/web:1", "IfNotPresent"),
        ("web@sha256:" + "0" * 64, "IfNotPresent"),
        ("web:latest@sha256:" + "0" * 64, "Always"),
    ],
)
def test_the_pull_policy_follows_the_tag(image: str, policy: str) -> None:
    body = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "a"},
        "spec": {"containers": [{"name": "a", "image": image}]},
    }
    assert defaults.filled(body, "1.35")["spec"]["containers"][0]["imagePullPolicy"] == policy


def test_a_pod_asks_for_its_limits_and_a_template_does_not() -> None:
    spec = {"containers": [{"name": "a", "image": "a:1", "resources": {"limits": {"cpu": "1"}}}]}
    pod = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": spec}
    assert defaults.filled(pod, "1.35")["spec"]["containers"][0]["resources"]["requests"] == {"cpu": "1"}
    template = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "a"}, "spec": {"template": {"spec": spec}}}
    filled = defaults.filled(template, "1.35")["spec"]["template"]["spec"]["containers"][0]["resources"]
    assert "requests" not in filled


@pytest.mark.parametrize("case", _written(), ids=lambda file: f"{file.parent.parent.name}-{file.parent.name}")
def test_filling_twice_changes_nothing(case: Path) -> None:
    bodies = list(yaml.safe_load_all(case.read_text(encoding="utf-8")))
    assert bodies
    for body in bodies:
        once = defaults.filled(body, "1.36")
        assert defaults.filled(once, "1.36") == once
