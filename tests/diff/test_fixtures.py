"""Every fixture that gives manifests: planned, applied and planned again, there is nothing left to do."""

import os
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.diff.world import World
from translator import deployment
from translator.kube.kinds import order
from translator.model.manifest import Manifest
from translator.model.plan import Action
from translator.model.request import Request
from translator.pipeline import convert
from translator.report.collector import Collector

ROOT = Path(__file__).parents[2] / "fixtures"
CASES = sorted(path.parent for path in ROOT.glob("*/*/manifests.yml"))


def converted(case: Path) -> tuple[Manifest, ...]:
    arguments = case / "case.yml"
    given: dict[str, Any] = yaml.safe_load(arguments.read_text()) if arguments.exists() else {}
    options = given.get("arguments", [])
    request = Request(
        directory=case,
        files=("stack.yml", *(("override.yml",) if (case / "override.yml").exists() else ())),
        environment={name: str(value) for name, value in given.get("environment", {}).items()},
        platform=options[options.index("--platform") + 1] if "--platform" in options else None,
        dialect=None,
        profiles=tuple(value for name, value in pairwise(options) if name == "--profile"),
    )
    configuration = case / "translator.yaml"
    return convert(request, configuration if configuration.exists() else None).manifests


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.relative_to(ROOT)))
def test_what_was_applied_does_not_change(case: Path, alone: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world = alone
    monkeypatch.chdir(case)
    for name in list(os.environ):
        monkeypatch.delenv(name)
    manifests = tuple(each for each in converted(case) if world.cluster.resource(each.api_version, each.kind))
    namespaces = {each.namespace for each in manifests if each.namespace}
    for name in namespaces:
        world.cluster.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}}, manager="setup")
    wanted = deployment.Order("shop", min(namespaces, default=world.namespace), manifests, "1.35")
    findings = Collector()
    first = deployment.plan(wanted, world.cluster, findings)
    assert first is not None, list(findings)
    assert {step.action for step in first.plan.steps} <= {Action.CREATE, Action.UNCHANGED, Action.UPDATE}
    for manifest in sorted(first.manifests, key=lambda each: order(each.kind)):
        world.cluster.apply(manifest.body)
    again = deployment.plan(wanted, world.cluster, findings)
    assert again is not None, list(findings)
    left = [step for step in again.plan.steps if step.action is not Action.UNCHANGED]
    assert [(str(step.key), step.action, [change.field for change in step.changes]) for step in left] == []
