"""Practice: what the API server takes, but people with experience would not write. Warnings and notes, never errors.

A rule is one file `t6NN_<slug>.py`, whose name is its code, with its manual page as its docstring, `CODES` with the row of the
catalogue, and `check`, which yields concerns. Its folder says what it looks at:

- `pods`: one Pod or template of one, `check(pod)`;
- `kinds`: one object of the kind in KIND, of any kind where that is empty, `check(manifest)`;
- `across`: a whole set, `check(objects)`. Such rules run on closed sets alone: of a bare list of files nobody knows what is
  missing.

A rule with BY_NAME speaks only where somebody names it. Its cases stand in `fixtures/rules/CODE-SLUG`. A rule is imported when
there is something for it to look at.
"""

import pkgutil
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from translator.check import placement
from translator.check.practice.subjects import Concern, ManifestSet
from translator.model.manifest import Manifest, pointer
from translator.report.collector import Collector

Rule = tuple[str, Any]
"""A code and the module of its rule."""


Named = Callable[[str], bool]
"""Whether somebody asked for the rule with a code by its name."""


def findings(
    manifests: Sequence[Manifest], findings: Collector, *, closed: bool, platform: str = "kubernetes", named: Named
) -> None:
    """Tells what is unwise in some manifests.

    Args:
        findings: gets one finding for each concern, at the line that caused it.
        closed: whether the manifests are all there is, so that what is missing among them is missing altogether.
        platform: kubernetes or ack; some rules hold on ACK alone.
        named: which rules somebody asked for by name; some are told only then.
    """
    for code, concern in concerns(ManifestSet(manifests, platform), closed=closed, named=named):
        at = pointer(*concern.path)
        manifest = concern.manifest
        if manifest.veiled and manifest.hides(at):
            continue
        message = f"{manifest.kind}/{manifest.name}: {concern.message}"
        findings.add(code, message, placement.origin(manifest, at), help=concern.help, target=manifest.target(at))


def concerns(objects: ManifestSet, *, closed: bool, named: Named = lambda code: True) -> Iterator[tuple[str, Concern]]:  # noqa: ARG005
    """Each concern with the code of its rule."""
    for code, rule in rules("pods") if objects.pods else ():
        if objects.platform == "ack" or not getattr(rule, "ON_ACK", False):
            for pod in objects.pods:
                yield from _told(code, rule.check, pod)
    for code, rule in rules("kinds"):
        for manifest in objects.of(rule.KIND) if rule.KIND else objects.manifests:
            yield from _told(code, rule.check, manifest)
    for code, rule in rules("across") if closed and objects.manifests else ():
        if named(code) or not getattr(rule, "BY_NAME", False):
            yield from _told(code, rule.check, objects)


def _told(code: str, check: Callable[[Any], Iterator[Concern]], subject: Any) -> Iterator[tuple[str, Concern]]:
    for concern in check(subject):
        yield code, concern


@cache
def rules(folder: str) -> tuple[Rule, ...]:
    """The rules of a folder, in the order of their codes."""
    names = sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent / folder)]))
    return tuple((name[:4].upper(), import_module(f"{__name__}.{folder}.{name}")) for name in names)
