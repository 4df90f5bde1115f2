"""Render: a stack becomes manifests.

Takes  a Stack, Settings, a Destination.    Gives  Manifests with the origin of every field, and YAML text.
Knows  Kubernetes kinds, names, templates.    Not    how a stack was written, schemas, clusters.
New    kind -> one file in `kinds/` and one template; a decision that several kinds rest on -> a field of `blueprint.py`.

Decisions come first (`planning.py`), then views (`kinds/`), then templates lay the views out by structure (`engine.py`).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translator.model.destination import Destination
    from translator.model.manifest import Manifest
    from translator.model.settings import Settings
    from translator.model.stack import Stack
    from translator.report.collector import Collector


def manifests(
    stack: "Stack", settings: "Settings", destination: "Destination", findings: "Collector"
) -> "tuple[Manifest, ...]":
    """The objects of a stack, in the order of `kube.kinds` and by name, with findings for what they cannot say."""
    from translator.render.rendition import rendition  # Jinja2 takes longer to import than a small stack to render

    return rendition(stack, settings, destination, findings)


def emit(manifests: "Iterable[Manifest]") -> str:
    """The objects as one YAML stream; the empty text where there are none."""
    from translator.render.stream import stream

    return stream(manifests)
