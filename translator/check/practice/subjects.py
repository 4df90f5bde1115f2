"""Subjects: what a rule of practice looks at: a set of objects, a Pod with its owner, a container; and its concern.

All lookups by kind are made once for a set.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from translator.check.practice.fields import Body, Step, labels, number, rows, table, text
from translator.kube import selectors
from translator.model.manifest import Manifest

_TEMPLATE = ("spec", "template")
_TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "Pod": (),
    "Deployment": _TEMPLATE,
    "ReplicaSet": _TEMPLATE,
    "ReplicationController": _TEMPLATE,
    "StatefulSet": _TEMPLATE,
    "DaemonSet": _TEMPLATE,
    "Job": _TEMPLATE,
    "CronJob": ("spec", "jobTemplate", "spec", "template"),
}
_COUNTED = ("Deployment", "ReplicaSet", "ReplicationController", "StatefulSet")
_OWN_GROUPS = ("", "apps", "batch", "extensions")


@dataclass(frozen=True, slots=True)
class Concern:
    """What is unwise in a field. `message` follows the name of the object; `help` says what to do."""

    manifest: Manifest
    path: tuple[Step, ...]
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class Container:
    """A container. `path` leads to it from the object; `prepares` tells init containers that end before the others start."""

    pod: "Pod"
    path: tuple[Step, ...]
    body: Body = field(repr=False)
    prepares: bool

    @property
    def name(self) -> str:
        """Its name; its place in the list where it has none."""
        return text(self.body, "name") or f"number {int(self.path[-1]) + 1}"

    def concern(self, *steps: Step, message: str, help: str) -> Concern:
        """A concern about a field of the container; the message goes on after its name."""
        return Concern(self.pod.manifest, self.path + steps, f"container {self.name} {message}", help)


@dataclass(frozen=True)
class Pod:
    """A Pod, or the template of one. `path` leads to its spec; `replicas` is None where the kind has no such number."""

    manifest: Manifest
    path: tuple[Step, ...]
    spec: Body = field(repr=False)
    metadata: Body = field(repr=False)
    replicas: int | None

    @property
    def kind(self) -> str:
        """The kind of the object."""
        return self.manifest.kind

    @property
    def runs_on(self) -> bool:
        """Whether it is meant to run until somebody stops it."""
        return self.kind not in ("Job", "CronJob") and (
            self.kind != "Pod" or text(self.spec, "restartPolicy") in ("", "Always")
        )

    @cached_property
    def namespace(self) -> str | None:
        """The namespace of the object; None where it leaves that to the one who applies."""
        return self.manifest.namespace

    @cached_property
    def labels(self) -> dict[str, str]:
        """The labels of the Pods."""
        return labels(self.metadata, "labels")

    @cached_property
    def ports(self) -> frozenset[tuple[str, str]]:
        """Name and protocol of the ports of its containers."""
        return frozenset(
            (text(port, "name"), text(port, "protocol") or "TCP")
            for container in self.every_container
            for _, port in rows(container.body, "ports")
        )

    @cached_property
    def containers(self) -> tuple[Container, ...]:
        """The containers that run side by side, sidecars among the init containers included."""
        return tuple(container for container in self.every_container if not container.prepares)

    @cached_property
    def every_container(self) -> tuple[Container, ...]:
        """All containers, those that prepare first."""
        return tuple(self._containers())

    def _containers(self) -> Iterator[Container]:
        for key in ("initContainers", "containers"):
            for index, body in rows(self.spec, key):
                prepares = key == "initContainers" and body.get("restartPolicy") != "Always"
                yield Container(self, (*self.path, key, index), body, prepares)

    def concern(self, *steps: Step, message: str, help: str) -> Concern:
        """A concern about a field of the Pod's spec."""
        return Concern(self.manifest, self.path + steps, message, help)


class ManifestSet:
    """The objects of a run that belong together, in the order in which they were read."""

    def __init__(self, manifests: Sequence[Manifest], platform: str = "kubernetes") -> None:
        self.manifests = tuple(manifests)
        self.platform = platform
        self._selected: dict[tuple[str | None, str], tuple[Pod, ...]] = {}  # thousands of objects may have one selector

    @cached_property
    def _by_kind(self) -> dict[str, list[Manifest]]:
        found: dict[str, list[Manifest]] = {}
        for manifest in self.manifests:
            found.setdefault(manifest.kind, []).append(manifest)
        return found

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], dict[str | None, Manifest]]:
        """By kind and name the first object of each namespace, in the order in which they were read."""
        found: dict[tuple[str, str], dict[str | None, Manifest]] = {}
        for manifest in self.manifests:
            found.setdefault((manifest.kind, manifest.name), {}).setdefault(manifest.namespace, manifest)
        return found

    @cached_property
    def pods(self) -> tuple[Pod, ...]:
        """Every Pod and every template of one."""
        return tuple(pod for manifest in self.manifests if (pod := _pod(manifest)) is not None)

    def of(self, *kinds: str) -> Iterator[Manifest]:
        """The objects of some kinds."""
        for kind in kinds:
            yield from self._by_kind.get(kind, ())

    def find(self, kind: str, name: str, near: Manifest) -> Manifest | None:
        """An object by name, in the namespace of another one. Where one of the two says none, they may end up together."""
        found = self._by_name.get((kind, name), {})
        return self.named(kind, name) if near.namespace is None else found.get(near.namespace) or found.get(None)

    def named(self, kind: str, name: str) -> Manifest | None:
        """The first object by name, in whatever namespace."""
        return next(iter(self._by_name.get((kind, name), {}).values()), None)

    def selected(self, selector: Body, near: Manifest) -> tuple[Pod, ...]:
        """The Pods that a label selector matches in the namespace of an object; none where it cannot be understood."""
        key = (near.namespace, repr(selector))
        found = self._selected.get(key)
        if found is None:
            found = self._selected[key] = tuple(self._select(selector, near)) if is_selector(selector) else ()
        return found

    def selects(self, selector: Body, near: Manifest) -> bool:
        """Whether a label selector matches any Pod in the namespace of an object."""
        return is_selector(selector) and any(self._select(selector, near))

    def _select(self, selector: Body, near: Manifest) -> Iterator[Pod]:
        here = near.namespace
        for pod in self._candidates(selector):
            if (here is None or pod.namespace is None or pod.namespace == here) and selectors.matches(selector, pod.labels):
                yield pod

    def _candidates(self, selector: Body) -> Sequence[Pod]:
        """The Pods with the rarest of the labels that a selector wants, so that not each pair is compared."""
        wanted = labels(selector, "matchLabels")
        return min((self._by_label.get(pair, []) for pair in wanted.items()), key=len) if wanted else self.pods

    @cached_property
    def _by_label(self) -> dict[tuple[str, str], list[Pod]]:
        found: dict[tuple[str, str], list[Pod]] = {}
        for pod in self.pods:
            for pair in pod.labels.items():
                found.setdefault(pair, []).append(pod)
        return found

    def owner(self, kind: str, name: str, near: Manifest) -> Pod | None:
        """The template of the workload with a kind and a name."""
        found = self.find(kind, name, near)
        return self._by_manifest.get(id(found)) if found else None

    @cached_property
    def _by_manifest(self) -> dict[int, Pod]:
        return {id(pod.manifest): pod for pod in self.pods}


def is_selector(selector: Body) -> bool:
    """Whether a label selector can be understood."""
    plain = labels(selector, "matchLabels")
    expressions = [row for _, row in rows(selector, "matchExpressions")]
    if plain != (selector.get("matchLabels") or {}) or expressions != _list(selector.get("matchExpressions")):
        return False
    typed = all(
        isinstance(row.get("key"), str) and all(isinstance(value, str) for value in _list(row.get("values")))
        for row in expressions
    )
    return typed and selectors.is_valid(selector)


def _list(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [None]


def _pod(manifest: Manifest) -> Pod | None:
    steps = _TEMPLATES.get(manifest.kind)
    if steps is None or manifest.api_version.rpartition("/")[0] not in _OWN_GROUPS:
        return None
    template = table(manifest.body, *steps)
    replicas = None
    if manifest.kind in _COUNTED:
        replicas = number(manifest.body, "spec", "replicas")
        replicas = 1 if replicas is None else replicas
    return Pod(manifest, (*steps, "spec"), table(template, "spec"), table(template, "metadata"), replicas)
