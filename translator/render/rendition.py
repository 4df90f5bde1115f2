"""Rendition: all the objects of a stack, from decisions to manifests.

Kinds are found by folder: each module of `kinds/` gives the views of its kind. A template in the user's own folder that no
kind has adds objects (`additions.py`).
"""

import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from translator import assets
from translator.kube.kinds import WORKLOADS, order
from translator.model.destination import Destination
from translator.model.manifest import Manifest
from translator.model.settings import Settings
from translator.model.stack import Stack
from translator.render import additions, kinds
from translator.render.blueprint import Blueprint
from translator.render.engine import Engine
from translator.render.planning import plan
from translator.render.view import View
from translator.report.collector import Collector

_UNDECIDED = Settings()


class KindModule(Protocol):
    """What a module of `kinds/` gives."""

    def views(self, blueprint: Blueprint, findings: Collector) -> Iterator[View]:
        """A view of each object of the kind."""


@cache
def kind_modules() -> dict[str, KindModule]:
    """The modules of `kinds/` by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(kinds.__path__))
    return {name: cast(KindModule, import_module(f"{kinds.__name__}.{name}")) for name in names}


def rendition(stack: Stack, settings: Settings, destination: Destination, findings: Collector) -> tuple[Manifest, ...]:
    """The objects of a stack, sorted by the order of kinds, then by kind and name."""
    blueprint = plan(stack, settings, destination, findings)
    if settings != _UNDECIDED:
        from translator.render import unmatched  # many stacks have no configuration

        unmatched.say(stack, blueprint, findings)
    own = () if destination.templates is None else (destination.templates,)
    engine = Engine((*own, assets.templates()), findings)
    made = [engine.manifest(view) for view in _views(blueprint, findings)]
    return tuple(
        sorted(
            (_waiting(manifest, blueprint) for manifest in made if manifest is not None),
            key=lambda manifest: (order(manifest.kind), manifest.kind, manifest.name),
        )
    )


def _waiting(manifest: Manifest, blueprint: Blueprint) -> Manifest:
    """A workload of a higher wave with the services that it waits for, by whose Pods they are in."""
    workload = blueprint.workloads.get(manifest.service or "")
    if not manifest.wave or manifest.kind not in WORKLOADS or workload is None:
        return manifest
    waits = {wait.service.value for each in (workload, *workload.companions) for wait in each.waits}
    return replace(manifest, needs=frozenset(blueprint.workloads[name].pod for name in waits) - {manifest.service or ""})


def _views(blueprint: Blueprint, findings: Collector) -> Iterator[View]:
    for module in kind_modules().values():
        yield from module.views(blueprint, findings)
    yield from additions.views(blueprint, assets.templates())
