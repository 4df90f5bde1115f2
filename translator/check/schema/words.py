"""Words: a fault as a person reads it, with what to do.

A value is quoted only where a number, a quantity or a name of a kind was expected, for what stands in place of text
may be a password; and never inside the data of Secrets and ConfigMaps and the environment of containers.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from translator.kube import removals, schemas
from translator.kube.schema import nearest
from translator.kube.schema.fault import Fault, Reason
from translator.kube.versions import SUPPORTED
from translator.model.manifest import title
from translator.model.record import dataclass

_LONGEST = 40  # characters of a quoted value, and of a name in a path
_CONFIDENTIAL = re.compile(r"/(?:data|stringData|binaryData)(?:/.*)?|.*/env/\d+/value")
_PLAIN = re.compile(r"[A-Za-z_$][-A-Za-z0-9_$]*")

_TYPES = {
    ("array",): "a list",
    ("boolean",): "true or false",
    ("integer",): "a whole number",
    ("number",): "a number",
    ("object",): "a mapping",
    ("string",): "text",
    ("integer", "string"): "a whole number or text",
    ("number", "string"): "a quantity such as 250m, 1.5 or 64Mi",
}
_FORMATS = {
    "quantity": _TYPES["number", "string"],
    "byte": "base64",
    "date-time": "a time such as 2024-05-01T12:00:00Z",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A finding's code, message and help."""

    code: str
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A fault, the object that has it, and the versions for which it holds among those that were asked for."""

    fault: Fault
    kind: schemas.Kind
    name: str
    present: tuple[str, ...]
    asked: tuple[str, ...]

    @property
    def field(self) -> str:
        """The object and the field: "Deployment/web: spec.replicas"."""
        return f"{title(self.kind[1], self.name)}: {dotted(self.fault.pointer)}"

    @property
    def where(self) -> str:
        """The words "in Kubernetes 1.25 to 1.27" where not every version has the fault, otherwise nothing."""
        return "" if self.present == self.asked else f" in Kubernetes {spans(self.present)}"

    @property
    def read(self) -> str:
        """What was read, as much of it as may be shown."""
        text_expected = self.fault.reason is Reason.TYPE and self.fault.expected == ("string",)
        return shown(self.fault.value, hidden=text_expected or confidential(self.fault.pointer))


def say(occurrence: Occurrence) -> Said:
    """The finding for a fault."""
    return _SENTENCES[occurrence.fault.reason](occurrence)


def _unknown_kind(this: Occurrence) -> Said:
    api_version, kind = this.kind
    if this.kind in removals.REMOVALS:
        return _removed(this, removals.REMOVALS[this.kind])
    if api_version in removals.LEGACY:
        remedy = f"write apiVersion: v1, and what `translator explain T512` tells for {api_version}"
        return Said("T512", f"{kind}/{this.name}: {api_version} is from before Kubernetes 1.0", remedy)
    refused = f"Kubernetes {spans(this.present)} has no kind {shown(kind)} in {shown(api_version)}"
    elsewhere = schemas.versions_of(this.kind)
    meant = nearest.kind(this.kind, this.present[-1])
    if elsewhere and (meant is None or meant[1] != kind):
        remedy = f"Kubernetes has it in {spans(elsewhere)}: choose one of these with --kubernetes, or leave the object out"
    elif meant is not None:
        remedy = f"write apiVersion: {meant[0]}, kind: {meant[1]}"
    else:
        remedy = "correct apiVersion and kind, or leave the object out"
    return Said("T501", f"{kind}/{this.name}: {refused}", remedy)


def _removed(this: Occurrence, row: removals.Removal) -> Said:
    api_version, kind = this.kind
    message = f"{kind}/{this.name}: {api_version} was removed in Kubernetes {row.removed}"
    return Said("T510", message, f"write apiVersion: {row.replacement}" if row.replacement else "leave the object out")


def _foreign_kind(this: Occurrence) -> Said:
    return Said(
        "T502",
        f"{this.kind[1]}/{this.name}: {this.kind[0]} is no API of Kubernetes itself, so only the metadata was checked",
        "make sure that the cluster has a CustomResourceDefinition of this kind",
    )


def _unknown_field(this: Occurrence) -> Said:
    fault = this.fault
    field = _last(fault.pointer)
    latest = this.present[-1]
    elsewhere = schemas.versions_with(fault.definition, field)
    meant = nearest.word(field, schemas.fields(fault.definition, latest))
    if elsewhere:
        remedy = f"Kubernetes has it in {spans(elsewhere)}: choose one of these with --kubernetes, or remove the field"
    elif meant is not None:
        remedy = f"write {meant}"
    else:
        remedy = "remove it, or move it to the object that it belongs to"
    owner = fault.definition.rpartition(".")[2]
    return Said("T503", f"{this.field} is not a field of {owner} in Kubernetes {spans(this.present)}", remedy)


def _missing(this: Occurrence) -> Said:
    return Said("T504", f"{this.field} is missing{this.where}", f"add {_last(this.fault.pointer)}; the API server requires it")


def _type(this: Occurrence) -> Said:
    fault = this.fault
    wanted = _TYPES.get(fault.expected, " or ".join(fault.expected))
    if fault.expected == ("string",) and isinstance(fault.value, bool | int | float):
        remedy = "write the value in quotes"
    elif fault.value is None:
        remedy = "give a value; null means that there is none"
    else:
        remedy = f"write {wanted}"
    return Said("T505", f"{this.field} must be {wanted}, not {this.read}{this.where}", remedy)


def _format(this: Occurrence) -> Said:
    form = this.fault.expected[0]
    wanted = _FORMATS.get(form, form)
    if form == "byte":
        remedy = "encode the value with base64, or use stringData in a Secret"
        return Said("T506", f"{this.field} must be {wanted}{this.where}", remedy)
    return Said("T506", f"{this.field} must be {wanted}, not {this.read}{this.where}", f"write {wanted}")


def _range(this: Occurrence) -> Said:
    low, high = this.fault.expected
    message = f"{this.field} must be from {low} to {high}, not {this.read}{this.where}"
    if this.fault.definition == schemas.INT_OR_STRING:
        return Said("T506", message, "write a number in this range")
    return Said("T507", message, "write a number in this range; the API server takes this one and keeps another")


def _repeated(this: Occurrence) -> Said:
    earlier, *keys = this.fault.expected
    items, later = dotted(this.fault.pointer.rpartition("/")[0]), _last(this.fault.pointer)
    said = ", ".join(f"{key} {shown(this.fault.value[key])}" for key in keys if key in this.fault.value) if keys else this.read
    return Said(
        "T508",
        f"{this.kind[1]}/{this.name}: {items}[{later}] repeats {items}[{earlier}] ({said}){this.where}",
        "remove one of the two, or give it another " + (" or ".join(keys) or "value"),
    )


def _not_json(this: Occurrence) -> Said:
    part = "a key" if this.fault.expected == ("key",) else "a value"
    kind = "text with half of a character" if isinstance(this.fault.value, str) else type(this.fault.value).__name__
    return Said("T509", f"{this.field} has {part} that JSON cannot hold ({kind})", "write it in quotes, as text")


_SENTENCES: dict[Reason, Callable[[Occurrence], Said]] = {
    Reason.UNKNOWN_KIND: _unknown_kind,
    Reason.FOREIGN_KIND: _foreign_kind,
    Reason.UNKNOWN_FIELD: _unknown_field,
    Reason.MISSING: _missing,
    Reason.TYPE: _type,
    Reason.FORMAT: _format,
    Reason.RANGE: _range,
    Reason.REPEATED: _repeated,
    Reason.NOT_JSON: _not_json,
}


def dotted(pointer: str) -> str:
    """A JSON pointer as people write it: `spec.containers[0].image`, `metadata.labels["a.b/c"]`; "the object" for the whole."""
    text = ""
    for step in map(_cut, _steps(pointer)):
        if step.isdigit():
            text += f"[{step}]"
        elif _PLAIN.fullmatch(step):
            text += f".{step}" if text else step
        else:
            text += f"[{json.dumps(step, ensure_ascii=False)}]"
    return text or "the object"


def confidential(pointer: str) -> bool:
    """Whether a field may hold a password: the data of Secrets and ConfigMaps, a variable of a container."""
    return _CONFIDENTIAL.fullmatch(pointer) is not None


def shown(value: Any, *, hidden: bool = False) -> str:
    """A value for a message: short text in quotes, a number, or what kind of value it is; only its kind where it is hidden."""
    if value is None:
        return "null"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    if hidden:
        return "true or false" if isinstance(value, bool) else "text" if isinstance(value, str) else "a number"
    if isinstance(value, str):
        return json.dumps(_cut(value), ensure_ascii=False)
    return json.dumps(value)


def spans(versions: tuple[str, ...]) -> str:
    """Versions as people say them: "1.25", "1.25 to 1.27", "1.25, 1.27 to 1.30". `versions` are supported, oldest first."""
    runs: list[list[str]] = []
    for version in versions:
        if runs and SUPPORTED.index(version) == SUPPORTED.index(runs[-1][-1]) + 1:
            runs[-1].append(version)
        else:
            runs.append([version])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


def _steps(pointer: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."


def _last(pointer: str) -> str:
    return _steps(pointer)[-1]
