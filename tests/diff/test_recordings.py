"""What a real API server answered: its dry runs hold no noise, and its refusals are understood."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox.recordings import SHARED, recording
from translator.diff import recreation
from translator.diff.bare import bare
from translator.diff.comparison import differences
from translator.diff.prediction import merged, stored
from translator.kube.lists import shape_of
from translator.kube.shapes import Shape
from translator.model.cluster import Body, Cause, Refusal

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the recordings lie beside the project")


def steps(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = recording(f"recordings/{name}.json")["steps"] if SHARED.exists() else []
    return found


def refused() -> Iterator[tuple[Body, Body, dict[str, Any]]]:
    """The live object, what was sent, and the answer, of each change that was refused for an immutable field."""
    live: dict[str, Body] = {}
    for step in steps("immutable-fields"):
        path, answer = step["request"]["path"].partition("?")[0], step["response"]
        if answer["status"] in (200, 201):
            live[path] = answer["body"]
        elif answer["status"] == 422:
            yield live[path], step["request"]["body"], answer["body"]


def shape(body: Body) -> Shape:
    return shape_of((body["apiVersion"], body["kind"]), "1.36")


EXPECTED = {
    "Service": ("spec.clusterIP", "replace"),
    "StatefulSet": ("spec.volumeClaimTemplates", "orphan"),
    "PersistentVolumeClaim": ("spec.resources.requests.storage", "refused"),
    "Job": ("spec.template", "replace"),
    "ConfigMap": ("data", "replace"),
}


@pytest.mark.parametrize(("live", "sent", "answer"), list(refused()), ids=lambda each: each.get("kind"))
def test_what_the_server_refuses_to_change_has_its_recipe(live: Body, sent: Body, answer: dict[str, Any]) -> None:
    causes = [Cause(each["reason"], each["field"], each["message"]) for each in answer["details"]["causes"]]
    before, after = stored(live, shape(sent), "1.36"), merged(live, sent, shape(sent), "1.36")
    found = differences(bare(before), bare(after), shape(sent))
    recipe = recreation.recipe(Refusal(422, "Invalid", answer["message"], causes), before, after, found)
    field, way = EXPECTED[sent["kind"]]
    assert recipe is not None
    assert (recipe.field.startswith(field), recipe.way) == (True, way), recipe
    for reason, where in (("FieldValueRequired", "spec.else"), ("FieldValueInvalid", "spec.else")):
        other = Cause(reason, where, "must be else")
        refusal = Refusal(422, "Invalid", "", (*causes, other))
        assert recreation.recipe(refusal, before, after, found) is None, "it is refused for more than that"


def test_a_second_apply_and_a_dry_run_of_the_same_are_no_difference() -> None:
    created, again, *_ = steps("apply-create-noop-change")
    assert bare(created["response"]["body"]) == bare(again["response"]["body"])


def test_objects_as_they_are_stored_are_predicted_with_every_default() -> None:
    """But for what is allotted when an object is made: addresses, names of owners, finalizers."""
    kinds = set()
    for step in steps("defaults-of-kinds"):
        sent, answer = step["request"]["body"], step["response"]["body"]
        if not isinstance(sent, dict) or "kind" not in sent or step["response"]["status"] != 201:
            continue
        found = differences(bare(stored(sent, shape(sent), "1.36")), bare(answer), shape(sent))
        allotted = ("metadata", "spec.clusterIP", "spec.ipFamil", "spec.selector", "spec.finalizers", "spec.template.metadata")
        left = [each.field for each in found if not each.field.startswith(allotted)]
        assert left == [], sent["kind"]
        kinds.add(sent["kind"])
    assert len(kinds) >= 8
