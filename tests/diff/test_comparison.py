"""What differs between two forms: items by their keys, order where it counts, and the place that asked for it."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.diff.bare import bare
from translator.diff.comparison import Difference, differences
from translator.diff.disclosure import Disclosure
from translator.kube.lists import shape_of
from translator.kube.merge.typed import ABSENT
from translator.model.plan import Sort
from translator.report.fields import value_at

DEPLOYMENT = shape_of(("apps/v1", "Deployment"), "1.35")
INGRESS = shape_of(("networking.k8s.io/v1", "Ingress"), "1.35")
STATEFUL_SET = shape_of(("apps/v1", "StatefulSet"), "1.35")


def pod(**spec: Any) -> dict[str, Any]:
    return {"spec": {"template": {"spec": spec}}}


def container(**fields: Any) -> dict[str, Any]:
    return pod(containers=[{"name": "web", **fields}])


WEB = "spec.template.spec.containers[web]"
TABLE = [
    # before, after, what is told
    ({"a": 1}, {"a": 1}, []),
    ({"a": None}, {"a": {}}, [("a", "changed", None, {})]),
    ({"metadata": {"a.b/c": "1"}}, {"metadata": {}}, [('metadata["a.b/c"]', "removed", "1", ABSENT)]),
    (
        container(ports=[{"containerPort": 80, "protocol": "TCP"}]),
        container(ports=[{"containerPort": 80, "protocol": "UDP"}, {"containerPort": 80}]),
        [(f"{WEB}.ports[80/UDP]", "added", ABSENT, {"containerPort": 80, "protocol": "UDP"}),
         (f"{WEB}.ports[80/TCP].protocol", "removed", "TCP", ABSENT)],
    ),
    (container(env=[{"name": "A"}, {"name": "B"}]), container(env=[{"name": "B"}, {"name": "A"}]),
     [(f"{WEB}.env", "changed", ["A", "B"], ["B", "A"])]),
    (container(args=["a", "b"]), container(args=["b", "a"]), [(f"{WEB}.args", "changed", ["a", "b"], ["b", "a"])]),
    (
        container(args=["1", "2", "3", "4", "5"]),
        container(args=["1", "2", "new", "3", "4", "5"]),
        [(f"{WEB}.args[2]", "added", ABSENT, "new")],
    ),
    (
        container(args=["1", "2", "3", "4", "5"]),
        container(args=["1", "2", "3", "5"]),
        [(f"{WEB}.args[3]", "removed", "4", ABSENT)],
    ),
    (
        pod(tolerations=[{"key": "a"}, {"key": "b"}]),
        pod(tolerations=[{"key": "a"}, {"key": "c"}]),
        [("spec.template.spec.tolerations[1].key", "changed", "b", "c")],
    ),
    ({"metadata": {"finalizers": ["a", "b"]}}, {"metadata": {"finalizers": ["b", "a"]}}, []),
    ({"metadata": {"finalizers": ["a"]}}, {"metadata": {"finalizers": ["b"]}},
     [("metadata.finalizers[b]", "added", ABSENT, "b"), ("metadata.finalizers[a]", "removed", "a", ABSENT)]),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected"), TABLE, ids=range(len(TABLE)))
def test_what_differs_is_told_once_and_by_name(before: Any, after: Any, expected: list[Any]) -> None:
    found = differences(before, after, DEPLOYMENT)
    assert [(each.field, each.sort.value, each.before, each.after) for each in found] == expected


def test_named_items_of_an_atomic_list_are_told_by_name_and_their_order_too() -> None:
    def claims(**sizes: str) -> dict[str, Any]:
        return {"spec": {"volumeClaimTemplates": [{"metadata": {"name": name}, "spec": size} for name, size in sizes.items()]}}

    (size,) = differences(claims(a="1Gi", b="1Gi"), claims(a="1Gi", b="2Gi"), STATEFUL_SET)
    assert (size.field, size.before, size.after) == ("spec.volumeClaimTemplates[b].spec", "1Gi", "2Gi")
    (order,) = differences(claims(a="1Gi", b="1Gi"), claims(b="1Gi", a="1Gi"), STATEFUL_SET)
    assert (order.field, order.before, order.after) == ("spec.volumeClaimTemplates", ["a", "b"], ["b", "a"])


def test_the_pointer_leads_to_the_new_value_and_where_it_was_asked_for() -> None:
    before = container(env=[{"name": "A", "value": "1"}])
    after = pod(containers=[{"name": "mesh"}, {"name": "web", "env": [{"name": "A", "value": "2"}]}])
    sent = container(env=[{"name": "Z", "value": "0"}, {"name": "A", "value": "2"}])
    (mesh, changed) = differences(before, after, DEPLOYMENT, sent)
    assert (mesh.field, mesh.sent) == ("spec.template.spec.containers[mesh]", None)
    assert changed.pointer == "/spec/template/spec/containers/1/env/0/value"
    assert changed.sent == "/spec/template/spec/containers/0/env/1/value"


def test_what_the_server_owns_is_no_difference() -> None:
    live = {
        "kind": "Deployment",
        "metadata": {
            "name": "web",
            "uid": "1",
            "resourceVersion": "2",
            "generation": 3,
            "managedFields": [{}],
            "labels": {},
            "annotations": {
                "deployment.kubernetes.io/revision": "4",
                "kubectl.kubernetes.io/last-applied-configuration": "{}",
            },
        },
        "status": {"replicas": 1},
    }
    kept = copy.deepcopy(live)
    assert bare(live) == {"kind": "Deployment", "metadata": {"name": "web"}}
    assert live == kept, "it is not changed"


scalars = st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["", "a", "b", "token=x"])
names = st.sampled_from(
    ["spec", "template", "containers", "env", "ports", "args", "volumes", "metadata", "annotations", "data", "x"]
)
values: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.lists(st.dictionaries(st.sampled_from(["name", "containerPort", "value"]), inner, min_size=1), max_size=4)
        | st.dictionaries(names, inner, max_size=4)
    ),
    max_leaves=20,
)
objects = st.dictionaries(names, values, max_size=4)


@given(objects)
def test_nothing_differs_from_itself(value: Any) -> None:
    assert differences(value, copy.deepcopy(value), DEPLOYMENT) == ()


@given(objects, objects)
def test_hostile_objects_are_compared_and_what_differs_is_told(before: Any, after: Any) -> None:
    found = differences(before, after, DEPLOYMENT, after)
    for each in found:
        assert each.field
        assert each.before != each.after
        if each.sort is not Sort.REMOVED and not _order_alone(each):
            assert value_at(after, each.pointer) == each.after
    assert bool(found) == bool(differences(after, before, DEPLOYMENT))


def _order_alone(each: Difference) -> bool:
    """A list of names in another order is told by the names."""
    return isinstance(each.after, list) and all(isinstance(label, str) for label in each.after)


@given(objects, objects)
def test_hostile_objects_are_disclosed_and_a_difference_is_never_lost(before: Any, after: Any) -> None:
    shown = Disclosure("Deployment", DEPLOYMENT, None).both(before, after)
    assert bool(differences(*shown, DEPLOYMENT)) == bool(differences(before, after, DEPLOYMENT))
    assert "token=x" not in str(shown)
