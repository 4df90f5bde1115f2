"""Plans of whole stacks: `fixtures/plans/CASE/`, a folder whose `plan.txt` is what is asserted.

In a case: `before.yml`, a stack that was applied; `kubectl.yml`, objects that `kubectl apply` made; `others.yml`, fields that
an autoscaler then wrote; and `after.yml`, the stack that is planned. All but the last may be missing.
"""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from tests.diff.test_ownership import kept_by_kubectl
from tests.diff.world import World
from translator import deployment
from translator.apply import inventory
from translator.apply.draft import Draft
from translator.kube.kinds import order
from translator.model.manifest import Manifest
from translator.model.request import Request
from translator.pipeline import convert
from translator.report.collector import Collector
from translator.report.formats import plan_text
from translator.report.formats.text import Style

ROOT = Path(__file__).parents[2] / "fixtures" / "plans"
CASES = sorted(path.parent for path in ROOT.glob("*/after.yml"))


def stack(path: Path) -> tuple[Manifest, ...]:
    conversion = convert(Request(path.parent, files=(path.name,)))
    assert not conversion.refused, list(conversion.findings)
    return conversion.manifests


def drafted(world: World, manifests: tuple[Manifest, ...]) -> Draft:
    findings = Collector()
    draft = deployment.plan(deployment.Order("shop", world.namespace, manifests, "1.35"), world.cluster, findings)
    assert draft is not None, list(findings)
    return draft


def apply(world: World, case: Path) -> None:
    """Stacks by us, with the inventory that makes their objects members; the rest by those who own it."""
    if (case / "before.yml").exists():
        draft = drafted(world, stack(case / "before.yml"))
        for manifest in sorted(draft.manifests, key=lambda each: order(each.kind)):
            world.cluster.apply(manifest.body)
        scope = inventory.reach([step.key for step in draft.plan.steps], world.namespace)
        inventory.write(world.cluster, replace(draft.inventory, scope=scope))
    for name in ("kubectl.yml", "others.yml"):
        documents = yaml.safe_load_all((case / name).read_text()) if (case / name).exists() else ()
        for body in documents:
            if name == "kubectl.yml":
                kept_by_kubectl(world, yaml.safe_dump(body))
            else:
                world.apply(yaml.safe_dump(body), manager="autoscaler", force=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_plan_of_a_case(case: Path, alone: World, request: pytest.FixtureRequest) -> None:
    apply(alone, case)
    plan = drafted(alone, stack(case / "after.yml")).plan
    assert plan.address is not None
    text = "".join(f"{line}\n" for line in plan_text.lines(plan, Style(), unchanged=True))
    told = text.replace(plan.address.server, "http://sandbox").replace(alone.namespace, "default")
    if request.config.getoption("--update"):
        (case / "plan.txt").write_text(told, encoding="utf-8")
    assert told == (case / "plan.txt").read_text(encoding="utf-8")
