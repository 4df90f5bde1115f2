"""Lifecycle: API versions that still are served, but are deprecated. Those that are gone are no kinds any more (`objects`)."""

from collections.abc import Sequence

from translator.check import placement
from translator.kube.removals import deprecated
from translator.model.manifest import Manifest
from translator.report.collector import Collector


def check(manifests: Sequence[Manifest], versions: tuple[str, ...], findings: Collector) -> None:
    """A warning for each object of a kind that one of the versions deprecates."""
    for manifest in manifests:
        kind = (manifest.api_version, manifest.kind)
        since = next((row for version in versions if (row := deprecated(kind, version))), None)
        if since is None:
            continue
        end = f" and removed in {since.removed}" if since.removed else ""
        message = f"{manifest.kind}/{manifest.name}: {kind[0]} is deprecated since Kubernetes {since.deprecated}{end}"
        help = f"write apiVersion: {since.replacement}" if since.replacement else "do without the object"
        at = placement.origin(manifest, "/apiVersion")
        findings.add("T511", message, at, help=help, target=manifest.target("/apiVersion"))
