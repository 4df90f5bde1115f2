"""The measure: for each case of the verdicts, what the API server said and what the offline check says of the same object."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translator.kube import server
from translator.kube.schema.fault import faults as schema_faults
from translator.kube.schema.fault import is_read

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "apiserver" / "verdicts"
VERSION = "1.36"
"""The version of the API server that gave the verdicts."""

Body = dict[str, Any]

_KEYS = re.compile(r"\[(?:[^\[\]\"]|\"[^\"]*\"|\[[^\]]*\])*\]")


@dataclass(frozen=True, slots=True)
class Case:
    """One case: the changed object, and the answer to it. `fields` are those that the API server named, if any."""

    file: str
    change: str
    body: Body
    refused: bool
    fields: frozenset[str]
    said: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case with what the offline check found: the codes and the fields."""

    case: Case
    found: tuple[tuple[str, str], ...]

    @property
    def agrees(self) -> bool:
        """Whether both refuse or both accept."""
        return self.case.refused == bool(self.found)

    @property
    def names(self) -> bool:
        """Whether a field that the API server named is named here too; True where it named none."""
        ours = {bare(field) for _, field in self.found}
        return not self.case.fields or bool(ours & {bare(field) for field in self.case.fields})


def outcome(case: Case) -> Outcome:
    """Checks the object of a case."""
    wrong = [fault for fault in schema_faults(case.body, VERSION) if not is_read(fault)]
    if wrong:
        return Outcome(case, tuple((fault.reason.value, _field(fault.pointer)) for fault in wrong))
    return Outcome(case, tuple((fault.code, fault.field) for fault in server.faults(case.body, VERSION)))


def cases(file: Path) -> Iterator[Case]:
    """The cases of a file of verdicts."""
    content = json.loads(file.read_bytes())
    base = json.dumps(content["base"])
    for case in content["cases"]:
        body = _changeable(base)
        changes = case["changes"] if case["op"] == "merge" else {case["path"]: case.get("value")}
        for pointer, value in changes.items():
            change(body, pointer, value, remove=case["op"] == "remove")
        told = json.dumps(changes)[:160] if case["op"] != "remove" else f"remove {case['path']}"
        yield Case(file.stem, told, body, case["status"] >= 300, frozenset(named(case)), case.get("message", ""))


def _changeable(base: str) -> Body:
    """The manifest that was changed, anew from its text, which is much quicker than a copy.

    Where it was recorded, a selector and the labels of its template were one mapping: the answers show that a change inside of
    one changed both ("template labels: has space" is refused as spec.selector).
    """
    body: Body = json.loads(base)
    spec = body.get("spec", {})
    if "selector" in spec and "template" in spec:
        labels = spec["template"]["metadata"]["labels"]
        if spec["selector"].get("matchLabels") == labels:
            spec["selector"]["matchLabels"] = labels
    return body


def change(body: Any, pointer: str, value: Any, *, remove: bool = False) -> None:
    """Sets or removes what stands at a JSON pointer; mappings on the way are made."""
    *way, last = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    for step in way:
        body = body[int(step)] if isinstance(body, list) else body.setdefault(step, {})
    if isinstance(body, list):
        if int(last) == len(body):
            body.append(None)
        body[int(last)] = value
        if remove:
            del body[int(last)]
    elif remove:
        body.pop(last, None)
    else:
        body[last] = value


def named(case: Mapping[str, Any]) -> Iterator[str]:
    """The fields that an answer names."""
    for cause in case.get("causes", ()):
        if cause.get("field"):
            yield cause["field"]
    if case["status"] == 500:
        yield from re.findall(r"(?:\): |\n\s+)\.(\S+?): ", case["message"])


def _field(pointer: str) -> str:
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    return "".join(f"[{step}]" if step.isdigit() else f".{step}" for step in steps).removeprefix(".")


def bare(field: str) -> str:
    """A field without positions, which a typed patch writes as keys, and without the item at the end."""
    return _KEYS.sub("[]", field).removesuffix("[]")
