"""A cluster to apply to: the embedded API server, reached as any other, with a stack of a few objects."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import yaml

from translator import deployment
from translator.apply import inventory
from translator.apply.client import attach
from translator.apply.draft import Draft
from translator.apply.inventory import Inventory
from translator.apply.options import Options
from translator.apply.result import Result
from translator.apply.revisions import Author
from translator.model.cluster import MANAGER, Applied, Body, Cluster, Key
from translator.model.manifest import Manifest
from translator.model.origin import Default
from translator.model.progress import Progress, Stage
from translator.report.collector import Collector
from translator.sandbox import Running, serve
from translator.sandbox.controllers.script import Script

NAMESPACE = "shop"
_BEGAN = datetime(2026, 11, 22, 8, 0, 0, tzinfo=UTC)
_QUICK = Script(start=0.2, stop=0.1)


def manifests(text: str, waves: Mapping[str, int] | None = None) -> tuple[Manifest, ...]:
    """The objects of a YAML stream; `waves` by name."""
    origin = {"/kind": Default("a test")}
    bodies = [body for body in yaml.safe_load_all(text) if body]
    return tuple(Manifest(body, origin, wave=(waves or {}).get(body["metadata"]["name"], 0)) for body in bodies)


def deployment_of(name: str, image: str = "nginx:1.27", **more: Any) -> str:
    """A Deployment; `annotations` of it, `labels` of its Pods, `env` of its container."""
    labels = more.get("labels") or {"app": name}
    body = {
        "apiVersion": "apps/v1",
        "kind": more.get("kind", "Deployment"),
        "metadata": {"name": name, "annotations": more.get("annotations") or {"a": "b"}},
        "spec": {
            "selector": {"matchLabels": labels},
            "template": {
                "metadata": {"labels": labels},
                "spec": {"containers": [{"name": "main", "image": image, **more.get("container", {})}]},
            },
        },
    }
    if body["kind"] == "StatefulSet":
        body["spec"]["serviceName"] = more.get("serviceName", name)
    return _written(body)


def config(name: str, value: str = "one", **more: Any) -> str:
    """A ConfigMap."""
    return _written({"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}, "data": {"key": value}, **more})


def secret(name: str, value: str, **more: Any) -> str:
    """A Secret."""
    return _written({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": name}, "stringData": {"key": value}, **more})


def _written(body: Body) -> str:
    return yaml.safe_dump(body) + "---\n"


CLAIM = """\
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
"""
CRD = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  names: {kind: Widget, plural: widgets, singular: widget, listKind: WidgetList}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: integer}}}}}}
---
apiVersion: example.com/v1
kind: Widget
metadata: {name: small}
spec: {size: 1}
---
"""
STACK = config("settings") + deployment_of("db", "postgres:16") + deployment_of("web")
WRITES = frozenset({"apply", "create", "replace", "patch", "delete"})

Hook = Callable[[str, Key], None]


class Observed:
    """A cluster whose requests are remembered, as verb and key; `before` is called ahead of each write."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.said: list[tuple[str, str]] = []
        self.before: Hook | None = None

    @property
    def written(self) -> list[tuple[str, str]]:
        """The writes."""
        return [each for each in self.said if each[0] in WRITES]

    def _say(self, verb: str, key: Key) -> None:
        if self.before is not None and verb in WRITES:
            self.before(verb, key)
        self.said.append((verb, str(key)))

    def get(self, key: Key) -> Body | None:
        self._say("get", key)
        return self.cluster.get(key)

    def apply(self, body: Body, *, dry: bool = False, force: bool = False, manager: str = MANAGER) -> Applied:
        metadata = body["metadata"]
        key = Key(body["apiVersion"], body["kind"], metadata.get("namespace"), metadata["name"])
        self._say("dry" if dry else "apply", key)
        return self.cluster.apply(body, dry=dry, force=force, manager=manager)

    def create(self, body: Body, *, manager: str = MANAGER) -> Body:
        self._say("create", Key(body["apiVersion"], body["kind"], None, body["metadata"]["name"]))
        return self.cluster.create(body, manager=manager)

    def replace(self, body: Body, *, manager: str = MANAGER) -> Body:
        self._say("replace", Key(body["apiVersion"], body["kind"], None, body["metadata"]["name"]))
        return self.cluster.replace(body, manager=manager)

    def patch(self, key: Key, operations: Sequence[Mapping[str, Any]], *, manager: str = MANAGER) -> Body:
        self._say("patch", key)
        return self.cluster.patch(key, operations, manager=manager)

    def delete(self, key: Key, **how: Any) -> bool:
        self._say("delete", key)
        return self.cluster.delete(key, **how)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.cluster, name)


@dataclass
class Scene:
    """A stack `shop` in a cluster of its own."""

    running: Running
    cluster: Any
    events: list[Progress] = field(default_factory=list)
    findings: Collector = field(default_factory=Collector)
    applied: int = 0

    def order(self, objects: Sequence[Manifest], stack: str = "shop", **more: Any) -> deployment.Order:
        """The order for objects."""
        return deployment.Order(stack, NAMESPACE, tuple(objects), "1.35", Author("anna@build", ("stack.yml",)), **more)

    def draft(self, order: deployment.Order, options: Options | None = None) -> Draft:
        """The plan for an order, which must be possible."""
        self.findings = Collector()
        draft = deployment.plan(order, self.cluster, self.findings, force=(options or Options()).force)
        assert draft is not None, list(self.findings)
        return draft

    def carry_out(self, order: deployment.Order, draft: Draft, options: Options | None = None) -> Result:
        """Carries out a plan that nothing hinders."""
        options = options or Options(timeout=60, patience=60)
        self.findings = Collector()
        hindered = deployment.hindered(draft, self.cluster, options, self.findings)
        assert not hindered, list(self.findings)
        self.applied += 1
        when = _BEGAN + timedelta(hours=self.applied)
        return deployment.apply(order, draft, self.cluster, options, self.events.append, now=lambda: when)

    def apply(self, text: str, options: Options | None = None, **more: Any) -> Result:
        """Plans and applies objects."""
        waves, stack = more.pop("waves", None), more.pop("stack", "shop")
        order = self.order(manifests(text, waves), stack)
        return self.carry_out(order, self.draft(order, options), options)

    def hindrances(self, text: str, options: Options | None = None, stack: str = "shop") -> dict[str, str]:
        """What stands in the way of applying objects: message by code."""
        order = self.order(manifests(text), stack)
        draft = self.draft(order, options)
        self.findings = Collector()
        deployment.hindered(draft, self.cluster, options or Options(), self.findings)
        return {finding.code: finding.message for finding in self.findings}

    def revert(self, number: int | None = None, options: Options | None = None) -> Result:
        """Rolls back."""
        self.findings = Collector()
        order = deployment.rollback(self.inventory(), number, self.cluster, Author("anna@build"), "1.35", self.findings)
        assert order is not None, list(self.findings)
        return self.carry_out(order, self.draft(order), options or Options(prune=True, timeout=60))

    def delete(self, options: Options | None = None) -> Result:
        """Deletes the stack."""
        order = self.order((), ended=True)
        return self.carry_out(order, self.draft(order), options or Options(prune=True, timeout=60))

    def inventory(self, stack: str = "shop") -> Inventory:
        """The inventory as it is kept."""
        return inventory.read(self.cluster, stack, NAMESPACE, Collector())

    def live(self, kind: str, name: str, api_version: str = "v1") -> Any:
        """An object as it is, or None."""
        namespace = None if kind in ("Namespace", "CustomResourceDefinition", "ClusterRole") else NAMESPACE
        return self.cluster.get(Key(api_version, kind, namespace, name))

    def deployment(self, name: str) -> Any:
        """A Deployment as it is, or None."""
        return self.live("Deployment", name, "apps/v1")

    def names(self, api_version: str, kind: str) -> list[str]:
        """The names of the objects of a kind."""
        return [body["metadata"]["name"] for body in self.cluster.list(api_version, kind, NAMESPACE).items]

    def stages(self, *stages: Stage) -> list[str]:
        """Which objects reached a stage, in the order of the events."""
        return [str(event.key) for event in self.events if event.stage in stages]


@contextmanager
def scene(script: Script = _QUICK, *, speed: float = 10.0, namespace: bool = True) -> Iterator[Scene]:
    """A scene; with the namespace in place."""
    with serve(None, script=script, speed=speed) as running, attach(running.url, running.token, context="test") as cluster:
        if namespace:
            cluster.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": NAMESPACE}}, manager="admin")
        yield Scene(running, Observed(cluster))


def timeless(body: Body) -> Any:
    """An object without what time alone changes."""
    metadata = {name: value for name, value in body["metadata"].items() if name not in ("resourceVersion", "managedFields")}
    return {**{name: value for name, value in body.items() if name != "status"}, "metadata": metadata}


def named(*names: str) -> Callable[[Key], bool]:
    """Whether an object is one of those, as `kind/name`."""
    return lambda key: str(key) in names


def everything(_key: Key) -> bool:
    """Every object."""
    return True


ALL = replace(Options(), recreate=everything, force=everything, seize=True)
