"""Conformance: whether a body fits its type, in the words of the API server.

Server-side apply makes a typed value of the body first, and what does not fit ends the request with HTTP 500 and no reason:
unknown fields, wrong types, list items without or with the same keys. Messages and order are those of structured-merge-diff
(typed/validate); the other writes drop unknown fields, or refuse them by `fieldValidation`.
"""

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import quantity
from translator.kube.merge.fieldset import Path, text
from translator.kube.merge.typed import step_of
from translator.kube.shapes import Form, Shape

_HALF = 1 << 31


def faults(value: Any, shape: Shape) -> list[str]:
    """What is wrong with a body, each with its path: `.spec.replica: field not declared in schema`."""
    return [f"{text(path)}: {message}" if path else message for path, message in _faults(value, shape, ())]


def message(found: list[str]) -> str:
    """Faults as one text."""
    return found[0] if len(found) == 1 else "errors:\n" + "".join(f"  {each}\n" for each in found)


def decoding_fault(value: Any, shape: Shape) -> str:
    """What a body that fits its type cannot be read as: no whole number, no quantity, no base64; empty where it can be read."""
    form = shape.inner
    if value is None or form is Form.UNTYPED:
        return ""
    if form is Form.SCALAR:
        return _unreadable(value, shape)
    if form in (Form.LIST_MAP, Form.SET):
        pairs = ((each, shape.item) for each in value)
    else:
        pairs = ((each, shape.field(name)) for name, each in value.items())
    return next((fault for each, inner in pairs if (fault := decoding_fault(each, inner))), "")


def _unreadable(value: Any, shape: Shape) -> str:
    if shape.format == "int-or-string":
        return _no_int_or_string(value)
    if shape.whole and isinstance(value, float) and not value.is_integer():
        return f"cannot convert float64 to {shape.format or 'int64'}"
    if shape.format == "quantity" and quantity.parse(str(value)) is None:
        return "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
    if shape.format == "byte":
        try:
            base64.b64decode(value.replace("\n", "").replace("\r", ""), validate=True)
        except (binascii.Error, ValueError):
            return "error decoding from json: illegal base64 data"
    return ""


def _no_int_or_string(value: Any) -> str:
    number = isinstance(value, int) and not isinstance(value, bool)
    if isinstance(value, str) or (number and -_HALF <= value < _HALF):
        return ""
    names = {bool: "bool", dict: "object", list: "array"}
    return f"json: cannot unmarshal {names.get(type(value)) or f'number {value}'} into Go value of type int32"


def _faults(value: Any, shape: Shape, path: Path) -> Iterator[tuple[Path, str]]:
    if value is None or shape.form is Form.UNTYPED:
        return
    form = shape.inner
    if form is Form.SCALAR and shape.format != "int-or-string":  # which is read as it comes
        fault = _scalar(value, shape.scalar)
        if fault:
            yield path, fault
    elif form is Form.SCALAR:
        return
    elif form in (Form.LIST_MAP, Form.SET):
        yield from _list(value, shape, form, path)
    elif not isinstance(value, Mapping):
        yield path, f"expected map, got {_shown(value)}"
    else:
        for name, each in value.items():
            here = (*path, "f:" + name)
            if form is Form.STRUCT and not shape.declares(name):
                if not shape.open:
                    yield here, "field not declared in schema"
                continue
            yield from _faults(each, shape.field(name), here)


def _list(value: Any, shape: Shape, form: Form, path: Path) -> Iterator[tuple[Path, str]]:
    if not isinstance(value, list):
        yield path, f"expected list, got {_shown(value)}"
        return
    if shape.form is Form.ATOMIC:
        for index, item in enumerate(value):
            yield from _faults(item, shape.item, (*path, f"i:{index}"))
        return
    seen: set[str] = set()
    for index, item in enumerate(value):
        fault = _unkeyed(item, form)
        if fault:
            yield path, f"element {index}: {fault}"
            continue
        step = step_of(item, shape)
        if step in seen:
            yield path, f"duplicate entries for key {text((step,))}"
        seen.add(step)
        yield from _faults(item, shape.item, (*path, step))


def _unkeyed(item: Any, form: Form) -> str:
    """Why an item cannot be told from others; empty where it can."""
    if form is Form.SET:
        return "associative list without keys has an element that's an explicit null" if item is None else ""
    if item is None:
        return "associative list with keys may not have a null element"
    if not isinstance(item, Mapping):
        return "associative list with keys may not have non-map elements"
    return ""  # an item without its keys is told apart as one with none; validation refuses it where that matters


def _scalar(value: Any, kinds: frozenset[str]) -> str:
    """Why a scalar is none of these kinds; empty where it is one."""
    if "any" in kinds:
        return "" if not isinstance(value, list | dict) else f"expected any scalar, got {_shown(value)}"
    if "number" in kinds and not (isinstance(value, int | float) and not isinstance(value, bool)):
        return f"expected numeric (int or float), got {_go(value)}"
    if "string" in kinds and not isinstance(value, str):
        return f"expected string, got &value.valueUnstructured{{Value:{_literal(value)}}}"
    if "boolean" in kinds and not isinstance(value, bool):
        return f"expected boolean, got {_shown(value)}"
    return ""


def _go(value: Any) -> str:
    """The name of the type of a value in Go."""
    names = {
        bool: "bool",
        int: "int64",
        float: "float64",
        str: "string",
        list: "[]interface {}",
        dict: "map[string]interface {}",
    }
    return names.get(type(value), "interface {}")


def _literal(value: Any) -> str:
    if isinstance(value, dict):
        inside = ", ".join(f"{json.dumps(key)}:{_literal(each)}" for key, each in sorted(value.items()))
        return f"map[string]interface {{}}{{{inside}}}"
    if isinstance(value, list):
        return f"[]interface {{}}{{{', '.join(_literal(each) for each in value)}}}"
    return json.dumps(value)


def _shown(value: Any) -> str:
    return f"&{{{_plain(value)}}}"


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return "map[" + " ".join(f"{key}:{_plain(each)}" for key, each in sorted(value.items())) + "]"
    if isinstance(value, list):
        return "[" + " ".join(_plain(each) for each in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
