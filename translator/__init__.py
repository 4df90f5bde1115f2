"""Translator: Docker Swarm and Compose files in, checked Kubernetes manifests out, every line accounted for.

From Python, as on the command line::

    from pathlib import Path
    from translator import Request, convert, emit

    conversion = convert(Request(Path("shop"), files=("stack.yml",)))
    if not conversion.refused:
        print(emit(conversion.manifests))

`convert` never raises for what a file holds: `conversion.findings` says what is wrong, `conversion.entries` what became of each
value. What is imported from here stays; the rooms inside may change.

Clusters are for the command line: a run asks, shows, can be interrupted, and its exit code says how to go on. Programs call
`translator diff --format json` and `translator apply --format json`, whose output has schemas.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from translator.model.release import VERSION

if TYPE_CHECKING:
    from translator.model.finding import Finding, Severity, Verdict
    from translator.model.manifest import Manifest
    from translator.model.request import Request
    from translator.pipeline import Conversion, convert
    from translator.render import emit
    from translator.report.ledger import Entry

__version__ = VERSION

__all__ = ["Conversion", "Entry", "Finding", "Manifest", "Request", "Severity", "Verdict", "__version__", "convert", "emit"]

_HOMES = {
    "Conversion": "pipeline",
    "Entry": "report.ledger",
    "Finding": "model.finding",
    "Manifest": "model.manifest",
    "Request": "model.request",
    "Severity": "model.finding",
    "Verdict": "model.finding",
    "convert": "pipeline",
    "emit": "render",
}


def __getattr__(name: str) -> Any:
    """Imports what is asked for: `translator --help` needs none of it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
