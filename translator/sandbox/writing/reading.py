"""Reading a body: from what a client sent to an object with the server's defaults, checked by the server's rules.

Server-side apply refuses what does not fit its type (HTTP 500, `conformance`); the other writes drop unknown fields, warn about
them, or refuse them, by `fieldValidation`, and refuse what cannot be decoded (HTTP 400).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from translator.kube import server
from translator.kube.fault import Fault
from translator.kube.normal import normal
from translator.kube.shapes import Form, Shape
from translator.sandbox import statuses
from translator.sandbox.writing import conformance


@dataclass(slots=True)
class Body:
    """An object that was read: with defaults and in normal form, and what the rules say of it."""

    value: dict[str, Any]
    faults: list[Fault]


def read(value: Mapping[str, Any], shape: Shape, version: str) -> Body:
    """Fills in defaults, judges, and brings to normal form an object that fits its type; `value` is left alone."""
    filled, faults = server.judged(value, version)
    return Body(normal(filled, shape), faults)


def typed(value: Mapping[str, Any], shape: Shape) -> None:
    """Raises Refused, as server-side apply does, for a body that does not fit its type."""
    found = conformance.faults(value, shape)
    if found:
        raise statuses.Refused(500, f"failed to create typed patch object ({_named(value)}): {conformance.message(found)}")


def decodable(value: Mapping[str, Any], shape: Shape) -> None:
    """Raises Refused, as server-side apply does, for a merged object that cannot be decoded."""
    fault = conformance.decoding_fault(value, shape)
    if fault:
        into = f"{value['apiVersion'] if '/' in value['apiVersion'] else '/' + value['apiVersion']}, Kind={value['kind']}"
        failed = f"failed to convert new object ({_named(value)}) to proper version"
        raise statuses.Refused(500, f"{failed}: unable to convert unstructured object to {into}: {fault}")


def _named(value: Mapping[str, Any]) -> str:
    metadata = value.get("metadata") or {}
    api_version = value.get("apiVersion", "")
    versioned = api_version if "/" in str(api_version) else f"/{api_version}"
    return f"{metadata.get('namespace') or ''}/{metadata.get('name') or ''}; {versioned}, Kind={value.get('kind', '')}"


def lenient(value: dict[str, Any], shape: Shape, validation: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A body without the fields that its type does not know, and warnings about them. Refused where it must be strict."""
    unknown: list[str] = []
    kept = _known(value, shape, "", unknown)
    kind, version = value.get("kind", ""), str(value.get("apiVersion", "")).rpartition("/")[2]
    cannot = f'{kind} in version "{version}" cannot be handled as a {kind}'
    if unknown and validation == "Strict":
        listed = ", ".join(f'unknown field "{path}"' for path in unknown)
        raise statuses.bad(f"{cannot}: strict decoding error: {listed}")
    found = [each for each in conformance.faults(kept, shape) if "duplicate entries" not in each]  # which are valid there
    fault = found[0] if found else conformance.decoding_fault(kept, shape)
    if fault:
        raise statuses.bad(f"{cannot}: json: cannot unmarshal: {fault}")
    warnings = tuple(f'unknown field "{path}"' for path in unknown) if validation == "Warn" else ()
    return kept, warnings


def _known(value: Any, shape: Shape, path: str, unknown: list[str]) -> Any:
    form = shape.inner
    if isinstance(value, Mapping) and form in (Form.STRUCT, Form.MAP):
        return dict(_fields(value, shape, path, unknown))
    if isinstance(value, list) and form in (Form.LIST_MAP, Form.SET):
        return [_known(each, shape.item, f"{path}[{index}]", unknown) for index, each in enumerate(value)]
    return value


def _fields(value: Mapping[str, Any], shape: Shape, path: str, unknown: list[str]) -> Iterator[tuple[str, Any]]:
    for name, each in value.items():
        here = f"{path}.{name}" if path else name
        if shape.inner is Form.STRUCT and not shape.declares(name):
            if shape.open:
                yield name, each
            else:
                unknown.append(here)
        else:
            yield name, _known(each, shape.field(name), here, unknown)
