"""Heads: what the views of all workloads begin with, whatever their kind.

A service that keeps running and one that ends differ in one thing here: annotations for a rollout stand at the former alone.
"""

from collections.abc import Iterator
from typing import NamedTuple

from translator.model.origin import Located
from translator.render.blueprint import Blueprint, Workload
from translator.render.pods.annotations import annotations, workload_annotations
from translator.render.pods.labels import chosen, divided
from translator.render.view import Pairs
from translator.report.collector import Collector


class Head(NamedTuple):
    """The first fields of a view, in their order: `JobView(*ending(...), ...)`."""

    service: str
    wave: int
    kind: Located[str]
    name: Located[str]
    namespace: Located[str] | None
    labels: Pairs
    annotations: Pairs


def of_kind(blueprint: Blueprint, kind: str) -> Iterator[Workload]:
    """The workloads of a kind. What stands in another one's Pods has none of its own."""
    for workload in blueprint.workloads.values():
        if workload.kind.value == kind and workload.inside is None:
            yield workload


def running(workload: Workload, blueprint: Blueprint, findings: Collector) -> Head:
    """The head of a workload that keeps running."""
    found = workload_annotations(workload.service, blueprint.settings.labels, findings)
    return _head(workload, blueprint, found, findings)


def ending(workload: Workload, blueprint: Blueprint, findings: Collector) -> Head:
    """The head of a workload that ends, which is never updated: what is said of that has no effect."""
    service, kind = workload.service, workload.kind.value
    for policy in (service.update_config, service.rollback_config):
        if policy is not None:
            findings.ignore("T462", f"{service.name.value} is a {kind}, which is never updated", policy.origin)
    found = annotations(divided(service.deploy_labels, blueprint.settings.labels)[1], findings)
    return _head(workload, blueprint, found, findings)


def _head(workload: Workload, blueprint: Blueprint, found: Pairs, findings: Collector) -> Head:
    name = workload.service.name.value
    labels = chosen(workload.service.deploy_labels, blueprint.settings.labels, findings)
    return Head(
        name,
        workload.wave,
        workload.kind,
        workload.name,
        blueprint.names.namespace,
        (*blueprint.names.running(name), *labels),
        found,
    )
