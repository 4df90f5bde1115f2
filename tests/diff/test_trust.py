"""A plan can be trusted: what it expects is what applying it comes to, and then there is nothing left to do."""

from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.diff.world import World
from translator.diff.bare import bare
from translator.model.plan import Action

texts = st.sampled_from(["a", "b", "c"])
maps = st.dictionaries(texts, texts, max_size=3)
variables = st.lists(
    st.fixed_dictionaries({"name": texts, "value": texts}), max_size=3, unique_by=lambda each: str(each["name"])
)
managers = st.sampled_from(["kubectl-create", "translator"])
ports = st.lists(st.sampled_from([80, 443, 8080]), max_size=3, unique=True)


@st.composite
def containers(draw: st.DrawFn, name: str) -> dict[str, Any]:
    made: dict[str, Any] = {"name": name, "image": f"image:{draw(texts)}", "env": draw(variables)}
    made["ports"] = [{"containerPort": port, "protocol": "TCP"} for port in draw(ports)]
    if draw(st.booleans()):
        made["args"] = draw(st.lists(texts, max_size=6))
    if draw(st.booleans()):
        made["resources"] = {"limits": {"cpu": draw(st.sampled_from(["1", "1000m", "500m"]))}}
    if draw(st.booleans()):
        made["livenessProbe"] = {"tcpSocket": {"port": 80}, "periodSeconds": draw(st.integers(5, 7))}
    return made


@st.composite
def deployments(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(st.lists(texts, min_size=1, max_size=3, unique=True))
    spec: dict[str, Any] = {
        "selector": {"matchLabels": {"app": "web"}},
        "template": {
            "metadata": {"labels": {**draw(maps), "app": "web"}, "annotations": draw(maps)},
            "spec": {"containers": [draw(containers(name)) for name in names]},
        },
    }
    if draw(st.booleans()):
        spec["replicas"] = draw(st.integers(0, 3))
    if draw(st.booleans()):
        spec["strategy"] = {"type": draw(st.sampled_from(["Recreate", "RollingUpdate"]))}
    metadata = {"name": "web", "labels": draw(maps), "annotations": draw(maps)}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": metadata, "spec": spec}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=deployments(), after=deployments(), foreign=st.booleans(), manager=st.sampled_from(["kubectl-create", "translator"])
)
def test_what_a_plan_expects_is_what_it_comes_to(
    world: World, before: dict[str, Any], after: dict[str, Any], foreign: bool, manager: str
) -> None:
    first, second = yaml.safe_dump(before), yaml.safe_dump(after)
    world.cluster.delete(world.step_key(first))
    if manager == "translator":
        world.apply(first)
    else:
        world.create(first, manager)
    if foreign:
        text = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, labels: {theirs: x}}, spec: {minReadySeconds: 7}}"
        world.apply(text, manager="somebody", force=True)
    step = world.step(second)
    if step.action is Action.UNCHANGED:
        assert step.changes == ()
    elif step.changes == ():
        assert any("no value changes" in note for note in step.notes)
    live = world.taken_over(step) if step.adopted or step.cleared else world.carried_out(step)
    assert step.expected is not None
    assert bare(live) == bare(step.expected)
    assert world.step(second).action is Action.UNCHANGED


@pytest.mark.parametrize("kind", ["ConfigMap", "Secret"])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=maps, after=maps)
def test_data_is_expected_as_it_comes(world: World, kind: str, before: dict[str, str], after: dict[str, str]) -> None:
    field = "stringData" if kind == "Secret" else "data"
    body = {"apiVersion": "v1", "kind": kind, "metadata": {"name": "x"}}
    first, second = (yaml.safe_dump({**body, field: data}) for data in (before, after))
    world.cluster.delete(world.step_key(first))
    world.apply(first)
    step = world.step(second)
    assert step.expected is not None
    assert bare(world.carried_out(step)) == bare(step.expected)
