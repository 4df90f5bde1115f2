"""Fills the generated parts of the README: `python -m tests.generate.readme`. A test proves that they are current.

A part stands between `<!-- generated: NAME -->` and `<!-- end -->`.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from translator.kube import versions
from translator.model.finding import Severity, Verdict
from translator.normalize import known_labels, labels, support
from translator.report.catalogue import codes
from translator.report.formats.text import plural

ROOT = Path(__file__).parent.parent.parent
README = ROOT / "README.md"

_PART = re.compile(r"(<!-- generated: (?P<name>[a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_SCOPES = (("keys of a service", support.SERVICE), ("other keys", support.STACK))
_VERDICTS = {
    Verdict.MAPPED: "mapped",
    Verdict.APPROXIMATED: "approximated, with what differs",
    Verdict.IGNORED: "ignored, with the reason",
    Verdict.REFUSED: "refused, with the way out",
}
_ROOMS = {
    "1": "reading files, YAML, variables, the configuration, the output folder",
    "2": "Compose keys and their values",
    "3": "labels of Alibaba Cloud Container Service",
    "4": "names, Services, volumes, Pods and other decisions about the output",
    "5": "what the API server refuses: schemas and its own rules",
    "6": "good practice",
    "7": "diff and apply",
}


_LAYERS = (
    ("schema", "T501", "T519", "the published types of each version, API versions that are gone, definitions of custom kinds"),
    ("server", "T520", "T599", "what the API server refuses beyond the types"),
    ("practice", "T601", "T699", "what it takes and people regret: warnings"),
)
"""The layers of `validate`: first and last code, and what each is about."""


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


def _rules() -> str:
    lines = ["| layer | codes | what it knows | rules |", "|---|---|---|---:|"]
    for layer, first, last, about in _LAYERS:
        count = sum(first <= row.code <= last for row in codes())
        lines.append(f"| {layer} | {first} to {last} | {about} | {count} |")
    return "\n".join(lines)


def _keys() -> str:
    lines = ["| | " + " | ".join(_VERDICTS.values()) + " |", "|---" + "|---:" * len(_VERDICTS) + "|"]
    for title, scope in _SCOPES:
        counts = Counter(row.verdict for row in support.rows(scope).values())
        lines.append(f"| {title} | " + " | ".join(str(counts[verdict]) for verdict in _VERDICTS) + " |")
    known = Counter(Verdict.REFUSED if row.refused else Verdict.IGNORED for row in known_labels.rows())
    counts = known | Counter({Verdict.MAPPED: len(labels.mapped())})
    lines.append("| `aliyun.*` labels | " + " | ".join(str(counts[verdict]) for verdict in _VERDICTS) + " |")
    return "\n".join(lines)


def _labels() -> str:
    """Every label with what becomes of it: the first sentence of its page below "Maps to", or the code that refuses it."""
    lines = ["<details><summary>Every label</summary>", "", "| label | | becomes |", "|---|---|---|"]
    rows = {row.key: row for row in known_labels.rows()}
    for key in labels.names():
        if key in rows:
            lines.append(f"| `{key}` | {'refused' if rows[key].refused else 'ignored'} ({rows[key].code}) | |")
        else:
            page = labels.page(key) or ""
            target = " ".join(page.partition("Maps to\n")[2].partition("Grammar\n")[0].split())
            sentence = re.split(r"\.(?: |$)", target, maxsplit=1)[0]
            lines.append(f"| `{key}` | mapped | {sentence.replace('|', '&#124;')} |")
    return "\n".join([*lines, "", "</details>"])


def _mapped() -> str:
    """The support table: every key of every version by its verdict, refused and approximated ones with their code."""
    lines = ["<details><summary>Every key</summary>", ""]
    for title, scope in _SCOPES:
        for verdict, heading in _VERDICTS.items():
            rows = {key: row for key, row in support.rows(scope).items() if row.verdict is verdict}
            codes = {key: f" ({row.code})" if row.code else "" for key, row in rows.items()}
            lines += [f"{title.capitalize()}, {heading}: {', '.join(f'`{key}`{codes[key]}' for key in rows)}.", ""]
    return "\n".join([*lines, "</details>"])


def _versions() -> str:
    return f"Kubernetes {versions.OLDEST} to {versions.NEWEST}, {versions.DEFAULT} unless told otherwise."


def _demo() -> str:
    shop = "fixtures/stacks/shop/stack.yml"
    commands = (
        f"translator convert -f {shop} -o build/shop",
        f"translator explain deployment/gateway containers.gateway.image -f {shop}",
    )
    return "```console\n" + "\n".join(f"$ {command}\n{_output(command)}" for command in commands) + "```"


def _output(command: str) -> str:
    # The folder that the reader is told to write is not written here.
    with tempfile.TemporaryDirectory() as elsewhere:
        words = [word.replace("build/shop", f"{elsewhere}/shop") for word in command.split()]
        clean = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG")}
        done = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, env=clean, capture_output=True, text=True, check=True)
        return (done.stderr if words[1] == "convert" else done.stdout).replace(f"{elsewhere}/shop", "build/shop")


_PARTS: dict[str, Callable[[], str]] = {
    "codes": _codes,
    "rules": _rules,
    "demo": _demo,
    "keys": _keys,
    "labels": _labels,
    "mapped": _mapped,
    "versions": _versions,
}


if __name__ == "__main__":
    before = README.read_text(encoding="utf-8")
    README.write_text(filled(before), encoding="utf-8")
    print(f"{plural(len(_PART.findall(before)), 'part')} written")
