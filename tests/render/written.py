"""Stacks as files: the text of a stack through the whole pipeline, so that a test reads as a user's stack and its output.

Every conversion is also held to the promises that no single test asks for: each leaf has a verdict, and what is written passes
the strict check of the Kubernetes version.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

from translator import pipeline
from translator.model.finding import Finding, Verdict
from translator.model.manifest import Manifest
from translator.model.origin import sources
from translator.model.request import Request
from translator.model.stack import Dialect


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a stack."""

    manifests: Mapping[tuple[str, str], Manifest]
    findings: tuple[Finding, ...]

    def kinds(self) -> list[tuple[str, str]]:
        """Kind and name of what was written, Services aside."""
        return sorted(key for key in self.manifests if key[0] != "Service")

    def body(self, kind: str, name: str) -> Any:
        """An object."""
        return self.manifests[kind, name].body

    def spec(self, kind: str, name: str) -> Any:
        """Its `spec`."""
        return self.body(kind, name)["spec"]

    def pod(self, name: str = "web", kind: str = "Deployment") -> Any:
        """The `spec` of its Pods."""
        return self.spec(kind, name)["template"]["spec"]

    def container(self, name: str = "web", kind: str = "Deployment") -> Any:
        """The container of its Pods."""
        return self.pod(name, kind)["containers"][0]

    def codes(self, *without: str) -> list[str]:
        """The codes of this part that were found, each once, sorted: what stands in Pods and volumes."""
        return sorted({f.code for f in self.findings if "T450" <= f.code <= "T498" and f.code not in without})

    def verdict(self, code: str) -> set[Verdict | None]:
        """The verdicts given with a code."""
        return {finding.verdict for finding in self.findings if finding.code == code}

    def said(self, code: str) -> list[str]:
        """The messages of a code."""
        return [finding.message for finding in self.findings if finding.code == code]

    def lines(self, kind: str, name: str, pointer: str) -> set[int]:
        """The lines of the stack file that a field rests on."""
        return {source.line for source in sources(self.manifests[kind, name].origins[pointer])}


def written(
    folder: Path,
    text: str,
    *,
    configuration: str = "",
    files: Mapping[str, str | bytes] | None = None,
    dialect: Dialect = Dialect.SWARM,
    platform: str = "kubernetes",
    kubernetes: str = "1.35",
) -> Written:
    """Converts the stack file `text` that lies in `folder` beside `files`."""
    (folder / "stack.yml").write_text(dedent(text), encoding="utf-8")
    for name, content in (files or {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        path.chmod(0o644)
    settings = None
    if configuration:
        settings = folder / "translator.yaml"
        settings.write_text(dedent(configuration), encoding="utf-8")
    request = Request(folder, ("stack.yml",), project_name="shop", dialect=dialect, platform=platform, kubernetes=kubernetes)
    made = pipeline.convert(request, settings)
    assert made.stack is not None, [finding.message for finding in made.findings]
    lost = [entry.source.path for entry in made.entries if entry.code == "T299"]
    assert lost == [], "values without a verdict"
    broken = [finding.message for finding in made.findings if finding.code.startswith("T5") or finding.code == "T403"]
    assert broken == [], "objects that the API server would refuse"
    return Written({(manifest.kind, manifest.name): manifest for manifest in made.manifests}, made.findings)


def service(text: str, *, name: str = "web", image: str = "nginx:1.27") -> str:
    """A stack of one service with an image and the keys in `text`, as a current Compose file."""
    body = "\n".join(f"    {line}" for line in dedent(text).strip().splitlines())
    return f"services:\n  {name}:\n    image: {image}\n{body}\n"
