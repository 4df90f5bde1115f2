"""A namespace of a sandbox, and short ways to ask for plans of it."""

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import yaml

from translator import diff
from translator.apply.adoption import operations
from translator.model.cluster import Body, Cluster, Key, key_of
from translator.model.manifest import Manifest, pointer
from translator.model.origin import Source
from translator.model.plan import Plan, Step
from translator.report.collector import Collector


class World:
    """A namespace of its own, for one test."""

    def __init__(self, cluster: Cluster, namespace: str) -> None:
        self.cluster = cluster
        self.namespace = namespace

    def __repr__(self) -> str:
        return f"World({self.namespace})"

    def placed(self, text: str) -> dict[str, Any]:
        """An object in this namespace."""
        body: dict[str, Any] = yaml.safe_load(text)
        if body["metadata"].setdefault("namespace", self.namespace) is None:  # of no namespace
            del body["metadata"]["namespace"]
        return body

    def apply(self, text: str, manager: str = "translator", *, force: bool = False) -> Body:
        """Server-side apply."""
        return self.cluster.apply(self.placed(text), manager=manager, force=force).body

    def create(self, text: str, manager: str) -> Body:
        """A plain create, as client-side programs do it."""
        return self.cluster.create(self.placed(text), manager=manager)

    def get(self, step: Step) -> Body:
        found = self.cluster.get(step.key)
        assert found is not None
        return found

    def plan(
        self,
        *texts: str,
        members: Sequence[Body] = (),
        force: Callable[[Key], bool] = lambda _: False,
        findings: Collector | None = None,
        cluster: Cluster | None = None,
    ) -> Plan:
        """The plan for some objects; without findings none may be made."""
        told = Collector() if findings is None else findings
        made = diff.plan(
            [manifest(self.placed(text)) for text in texts],
            cluster or self.cluster,
            stack="shop",
            namespace=self.namespace,
            members=members,
            kubernetes="1.35",
            force=force,
            findings=told,
        )
        assert findings is not None or not list(told), list(told)
        return made

    def step(self, text: str, **more: Any) -> Step:
        """The one step of a plan for one object."""
        (step,) = self.plan(text, **more).steps
        return step

    def step_key(self, text: str) -> Key:
        return key_of(self.placed(text))

    def taken_over(self, step: Step) -> Body:
        """As applying a step does it: the ownership moves, the annotation goes, and the manifest is applied."""
        self.cluster.patch(step.key, list(operations(step)))
        return self.carried_out(step)

    def carried_out(self, step: Step) -> Body:
        """What applying the manifest of a step makes of the object."""
        assert step.manifest is not None
        return self.cluster.apply(step.manifest.body, force=True).body


def manifest(body: Mapping[str, Any], file: str = "stack.yml") -> Manifest:
    """A manifest each leaf of which stands on a line of its own, in the order of the object."""
    origins = {at: Source(file, number, 1, ()) for number, at in enumerate(leaves(body, ()), start=1)}
    return Manifest(copy.deepcopy(dict(body)), origins, service="web")


def leaves(value: Any, steps: tuple[str | int, ...]) -> list[str]:
    if isinstance(value, Mapping) and value:
        return [leaf for name, each in value.items() for leaf in leaves(each, (*steps, name))]
    if isinstance(value, list) and value:
        return [leaf for index, each in enumerate(value) for leaf in leaves(each, (*steps, index))]
    return [pointer(*steps)]


def line_of(text: str, at: str, world: World) -> int:
    """The line on which `manifest` puts a leaf."""
    return leaves(world.placed(text), ()).index(at) + 1
