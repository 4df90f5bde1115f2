"""OpenAPI v3: the published types, for `kubectl explain` and for clients that ask what a verb takes.

`/openapi/v3` names a document for each group and version; a document holds the paths with their verbs and parameters, and the
schemas that they rest on.
"""

import json
from collections.abc import Mapping
from typing import Any

from translator.kube import schemas
from translator.sandbox.cluster import Cluster
from translator.sandbox.resources import Resource
from translator.sandbox.rest.discovery import grouped
from translator.sandbox.rest.exchange import Answer

_ROOT = "/openapi/v3"
_WRITES = ("dryRun", "fieldManager", "fieldValidation")
_PATCHES = ("json-patch+json", "merge-patch+json", "strategic-merge-patch+json", "apply-patch+yaml")


def answer(cluster: Cluster, path: str, prefix: str) -> Answer | None:
    """The answer to a request below `/openapi/v3`; None for a document that there is not. Links begin with `prefix`."""
    if path == _ROOT:
        return Answer(200, {"paths": {_name(group, number): _link(group, number, prefix) for group, number in _all(cluster)}})
    for group, number in _all(cluster):
        if path == f"{_ROOT}/{_name(group, number)}":
            return Answer(200, _document(cluster, grouped(cluster)[group][number]))
    return None


def _all(cluster: Cluster) -> list[tuple[str, str]]:
    return sorted((group, number) for group, versions in grouped(cluster).items() for number in versions)


def _name(group: str, number: str) -> str:
    return f"apis/{group}/{number}" if group else f"api/{number}"


def _link(group: str, number: str, prefix: str) -> dict[str, str]:
    return {"serverRelativeURL": f"{prefix}{_ROOT}/{_name(group, number)}"}


def _document(cluster: Cluster, resources: list[Resource]) -> dict[str, Any]:
    known = schemas.kinds(cluster.version)
    names = {each: known[(each.api_version, each.kind)] for each in resources if (each.api_version, each.kind) in known}
    texts = schemas.reachable(names.values(), cluster.version)
    types = {name: _type(text) for name, text in texts.items()}
    for resource, name in names.items():
        types[name]["x-kubernetes-group-version-kind"] = [_gvk(resource)]
    paths: dict[str, Any] = {}
    for resource in resources:
        if "patch" in resource.verbs:
            paths |= _paths(resource)
    title = {"title": "Kubernetes", "version": f"v{cluster.version}.0"}
    return {"openapi": "3.0.0", "info": title, "paths": paths, "components": {"schemas": types}}


def _type(text: str) -> dict[str, Any]:
    found = json.loads(text.replace('"#/$defs/', '"#/components/schemas/'))
    opened: dict[str, Any] = _opened(found)
    return opened


def _opened(schema: Any) -> Any:
    """A schema in OpenAPI's manner: one type each, null and further fields not spoken of."""
    if isinstance(schema, list):
        return [_opened(each) for each in schema]
    if not isinstance(schema, Mapping):
        return schema
    found = {name: _opened(each) for name, each in schema.items() if not (name == "additionalProperties" and each is False)}
    keys = found.get("x-kubernetes-list-map-keys")
    if keys:  # client-side apply merges by the first of them
        found |= {"x-kubernetes-patch-merge-key": keys[0], "x-kubernetes-patch-strategy": "merge"}
    kinds = found.get("type")
    if isinstance(kinds, list):
        kept = [kind for kind in kinds if kind != "null"]
        found["type"] = kept[0] if len(kept) == 1 else "string"
    return found


def _gvk(resource: Resource) -> dict[str, str]:
    return {"group": resource.group, "kind": resource.kind, "version": resource.version}


def _paths(resource: Resource) -> dict[str, Any]:
    base = f"/{_name(resource.group, resource.version)}"
    place = f"{base}/namespaces/{{namespace}}/{resource.name}" if resource.namespaced else f"{base}/{resource.name}"
    tail = {"x-kubernetes-group-version-kind": _gvk(resource), "responses": {"200": {"description": "OK"}}}
    one: dict[str, Any] = {
        "get": {"x-kubernetes-action": "get", **tail},
        "put": {"x-kubernetes-action": "put", **tail, "parameters": _parameters(*_WRITES)},
        "patch": {
            "x-kubernetes-action": "patch",
            **tail,
            "parameters": _parameters(*_WRITES, "force"),
            "requestBody": {"content": {f"application/{each}": {} for each in _PATCHES}},
        },
        "delete": {"x-kubernetes-action": "delete", **tail, "parameters": _parameters("dryRun", "propagationPolicy")},
    }
    many = {
        "get": {"x-kubernetes-action": "list", **tail},
        "post": {"x-kubernetes-action": "post", **tail, "parameters": _parameters(*_WRITES)},
    }
    return {place: many, f"{place}/{{name}}": one}


def _parameters(*names: str) -> list[dict[str, Any]]:
    return [{"name": name, "in": "query", "schema": {"type": "string", "uniqueItems": True}} for name in names]
