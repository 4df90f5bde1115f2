"""Labels of a volume: annotations of its claim, and what Kompose reads there, which is the claim's own."""

from pathlib import Path
from typing import Any

import pytest

from tests.render.written import Written, service, written
from translator.model.finding import Verdict


def made(folder: Path, definition: str, configuration: str = "") -> Written:
    text = service("volumes: ['data:/data:nocopy']") + f"volumes: {{data: {definition}}}\n"
    return written(folder, text, configuration=configuration)


def claim(found: Written) -> Any:
    return found.spec("PersistentVolumeClaim", "data")


@pytest.mark.parametrize("size", ["5Gi", "100Mi", "1G", "1.5Gi"])
def test_a_size_is_that_of_the_claim(tmp_path: Path, size: str) -> None:
    found = made(tmp_path, f"{{labels: {{kompose.volume.size: {size}}}}}")
    assert claim(found)["resources"]["requests"]["storage"] in (size, "1536Mi")
    assert "annotations" not in found.body("PersistentVolumeClaim", "data")["metadata"]
    assert found.codes() == []


def test_a_selector_chooses_the_storage(tmp_path: Path) -> None:
    found = made(tmp_path, "{labels: [kompose.volume.selector=fast, owner=team]}")
    assert claim(found)["selector"] == {"matchLabels": {"io.kompose.service": "fast"}}
    assert found.body("PersistentVolumeClaim", "data")["metadata"]["annotations"] == {"owner": "team"}


def test_both_hold_for_each_replica_too(tmp_path: Path) -> None:
    labels = "{labels: {kompose.volume.size: 5Gi, kompose.volume.selector: fast}}"
    (template,) = made(tmp_path, labels, "volumes: {data: per-replica}").spec("StatefulSet", "web")["volumeClaimTemplates"]
    assert template["spec"]["resources"] == {"requests": {"storage": "5Gi"}}
    assert template["spec"]["selector"] == {"matchLabels": {"io.kompose.service": "fast"}}


def test_the_configuration_wins(tmp_path: Path) -> None:
    found = made(tmp_path, "{labels: {kompose.volume.size: 5Gi}}", "volumes: {data: {size: 7Gi}}")
    assert claim(found)["resources"]["requests"]["storage"] == "7Gi"
    assert found.verdict("T462") == {Verdict.IGNORED}


@pytest.mark.parametrize("label", ["size: lots", "size: '-1Gi'", "size: '0'", "size: ''", "selector: a b"])
def test_what_no_claim_can_say_is_refused(tmp_path: Path, label: str) -> None:
    found = made(tmp_path, f"{{labels: {{kompose.volume.{label}}}}}")
    assert found.verdict("T255") == {Verdict.REFUSED}
    assert "selector" not in claim(found)


@pytest.mark.parametrize("options", ["{type: tmpfs, device: tmpfs}", "{type: none, o: bind, device: /srv/data}"])
def test_what_has_no_claim_has_no_labels_either(tmp_path: Path, options: str) -> None:
    found = made(tmp_path, f"{{driver_opts: {options}, labels: {{owner: team, kompose.volume.size: 5Gi}}}}")
    assert len(found.said("T462")) == 2
    assert found.verdict("T462") == {Verdict.IGNORED}
