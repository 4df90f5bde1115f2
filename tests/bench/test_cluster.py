"""The objects of the benchmark are what it says they are, and such as a cluster takes."""

from collections import Counter

from tests.bench.cluster import manifests
from translator import check
from translator.kube.versions import DEFAULT
from translator.model.manifest import Manifest
from translator.report.collector import Collector


def test_what_is_applied() -> None:
    bodies = manifests(40)
    assert Counter(body["kind"] for body in bodies) == {"ConfigMap": 16, "Secret": 4, "Service": 10, "Deployment": 10}
    assert len({(body["kind"], body["metadata"]["name"]) for body in bodies}) == 40
    findings = Collector()
    check.manifests([Manifest(body, {}) for body in bodies], (DEFAULT,), findings)
    assert [finding.code for finding in findings if finding.code.startswith("T5")] == []


def test_a_quarter_changes() -> None:
    changed = [old != new for old, new in zip(manifests(40), manifests(40, "shop/web:2"), strict=True)]
    assert sum(changed) == 10
