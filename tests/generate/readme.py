"""Fills the generated parts of the README: `python -m tests.generate.readme`. A test proves that they are current.

A part stands between `<!-- generated: NAME -->` and `<!-- end -->`.
"""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from translator.kube import versions
from translator.model.finding import Severity, Verdict
from translator.normalize import labels, support
from translator.report.catalogue import codes
from translator.report.formats.text import plural

ROOT = Path(__file__).parent.parent.parent
README = ROOT / "README.md"

_PART = re.compile(r"(<!-- generated: (?P<name>[a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_ROOMS = {
    "1": "reading files, YAML, variables, the configuration, the output folder",
    "2": "Compose keys and their values",
    "3": "labels of Alibaba Cloud Container Service",
    "4": "names, Services, volumes, Pods and other decisions about the output",
    "5": "schemas of the API server",
}


def filled(text: str) -> str:
    """The README with every generated part as it must be now. KeyError for a part that nothing generates."""
    return _PART.sub(lambda part: f"{part[1]}{_PARTS[part['name']]()}\n{part[3]}", text)


def _codes() -> str:
    rows = list(codes())
    lines = ["| codes | about | errors | warnings | notes |", "|---|---|---:|---:|---:|"]
    for hundred in sorted({row.code[1] for row in rows}):
        counts = Counter(row.severity for row in rows if row.code[1] == hundred)
        figures = " | ".join(str(counts[severity]) for severity in Severity)
        lines.append(f"| T{hundred}xx | {_ROOMS[hundred]} | {figures} |")
    return "\n".join(lines)


def _keys() -> str:
    lines = ["| | mapped | ignored, with the reason | refused, with the way out |", "|---|---:|---:|---:|"]
    for title, scope in (("keys of a service", support.SERVICE), ("other keys", support.STACK)):
        counts = Counter(row.verdict for row in support.rows(scope).values())
        assert not counts[Verdict.APPROXIMATED]
        lines.append(f"| {title} | {counts[Verdict.MAPPED]} | {counts[Verdict.IGNORED]} | {counts[Verdict.REFUSED]} |")
    mapped, known = len(labels.mapped()), len(labels.names())
    lines.append(f"| `aliyun.*` labels | {mapped} | | {known - mapped} |")
    return "\n".join(lines)


def _mapped() -> str:
    keys = [key for key, row in support.rows(support.SERVICE).items() if row.verdict is Verdict.MAPPED]
    return (
        f"Mapped below a service: {', '.join(f'`{key}`' for key in keys)}.\n\n"
        f"Mapped labels: {', '.join(f'`{label}`' for label in labels.mapped())}."
    )


def _versions() -> str:
    return f"Kubernetes {versions.OLDEST} to {versions.NEWEST}, {versions.DEFAULT} unless told otherwise."


def _demo() -> str:
    shop = "fixtures/stacks/shop/stack.yml"
    commands = (
        f"translator convert -f {shop} -o build/shop",
        f"translator explain deployment/storefront spec.replicas -f {shop}",
    )
    return "```console\n" + "\n".join(f"$ {command}\n{_output(command)}" for command in commands) + "```"


def _output(command: str) -> str:
    # Only what is said is shown; the folder that the reader is told to write stays unwritten here.
    words = [word for word in command.split() if word not in ("-o", "build/shop")]
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG")}
    done = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, env=clean, capture_output=True, text=True, check=True)
    return done.stderr if words[1] == "convert" else done.stdout


_PARTS: dict[str, Callable[[], str]] = {
    "codes": _codes,
    "demo": _demo,
    "keys": _keys,
    "mapped": _mapped,
    "versions": _versions,
}


if __name__ == "__main__":
    before = README.read_text(encoding="utf-8")
    README.write_text(filled(before), encoding="utf-8")
    print(f"{plural(len(_PART.findall(before)), 'part')} written")
