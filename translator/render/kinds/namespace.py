"""Namespace: where the objects of a stack live.

Only the stacks of a folder have one written, since each gets a namespace of its own; elsewhere whoever applies a stack says
where. It bears no label of the stack, so that several stacks of one namespace write the same object. Fields:
https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/namespace-v1/
"""

from collections.abc import Iterator
from typing import ClassVar

from translator.model.origin import Located
from translator.model.record import dataclass
from translator.render.blueprint import Blueprint
from translator.render.naming import managed
from translator.render.view import Pairs
from translator.report.collector import Collector


@dataclass(frozen=True, slots=True)
class NamespaceView:
    """A Namespace."""

    template: ClassVar[str] = "namespace.yaml.j2"

    service: None
    wave: int
    name: Located[str]
    labels: Pairs


def views(blueprint: Blueprint, findings: Collector) -> Iterator[NamespaceView]:  # noqa: ARG001 - nothing to say of it
    """The namespace, where the stack has one of its own."""
    namespace = blueprint.names.namespace
    if blueprint.destination.own_namespace and namespace is not None:
        yield NamespaceView(None, 0, namespace, (managed(),))
