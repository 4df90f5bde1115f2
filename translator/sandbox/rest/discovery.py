"""Discovery: what a client asks first: the version, and which resources there are, in the old form and in the aggregated one.

The aggregated form (apidiscovery.k8s.io/v2) is one answer for all groups; the old one is a list of groups and a list of
resources for each of their versions.
"""

from collections.abc import Iterable
from typing import Any

from translator.sandbox.cluster import Cluster
from translator.sandbox.resources import Resource, Subresource
from translator.sandbox.rest.exchange import Answer, Request

_AGGREGATED = "application/json;g=apidiscovery.k8s.io;v={};as=APIGroupDiscoveryList"


def version(cluster: Cluster) -> dict[str, str]:
    """The version, without anything that belongs to a machine or a moment."""
    major, minor = cluster.version.split(".")
    before = str(int(minor) - 1)
    return {
        "major": major,
        "minor": minor,
        "emulationMajor": major,
        "emulationMinor": minor,
        "minCompatibilityMajor": major,
        "minCompatibilityMinor": before,
        "gitVersion": f"v{cluster.version}.0",
        **dict.fromkeys(("gitCommit", "gitTreeState", "goVersion", "compiler", "platform"), ""),
        "buildDate": "1970-01-01T00:00:00Z",
    }


def answer(cluster: Cluster, request: Request) -> Answer | None:
    """The answer to a request for discovery; None for a path that has none."""
    match request.path.strip("/").split("/"):
        case ["api"]:
            return _aggregated(cluster, request, core=True) or Answer(200, {"kind": "APIVersions", "versions": ["v1"]})
        case ["apis"]:
            return _aggregated(cluster, request, core=False) or Answer(200, _groups(cluster))
        case ["api", number]:
            return _listed(cluster, "", number)
        case ["apis", group]:
            return _group_answer(cluster, group)
        case ["apis", group, number]:
            return _listed(cluster, group, number)
        case _:
            return None


def _aggregated(cluster: Cluster, request: Request, *, core: bool) -> Answer | None:
    """The aggregated form, if the client takes it before the old one."""
    for part in request.accept.split(","):
        words = part.strip().split(";")
        if "as=APIGroupDiscoveryList" in words and words[0] == "application/json":
            number = "v2" if "v=v2" in words else "v2beta1"
            value = {"kind": "APIGroupDiscoveryList", "apiVersion": f"apidiscovery.k8s.io/{number}", "metadata": {}}
            items = [_discovered(group, versions) for group, versions in grouped(cluster).items() if (group == "") is core]
            return Answer(200, {**value, "items": items}, media_type=_AGGREGATED.format(number))
        if words[0] in ("application/json", "*/*"):
            return None
    return None


def grouped(cluster: Cluster) -> dict[str, dict[str, list[Resource]]]:
    """The resources by group and version, each in the order of discovery."""
    found: dict[str, dict[str, list[Resource]]] = {}
    for resource in cluster.resources():
        found.setdefault(resource.group, {}).setdefault(resource.version, []).append(resource)
    return found


def _discovered(group: str, versions: dict[str, list[Resource]]) -> dict[str, Any]:
    listed = [
        {
            "version": number,
            "resources": [_resource(each) for each in sorted(resources, key=lambda each: each.name)],
            "freshness": "Current",
        }
        for number, resources in versions.items()
    ]
    return {"metadata": {"name": group} if group else {}, "versions": listed}


def _resource(resource: Resource) -> dict[str, Any]:
    found: dict[str, Any] = {
        "resource": resource.name,
        "responseKind": _kind("", "", resource.kind),
        "scope": "Namespaced" if resource.namespaced else "Cluster",
        "singularResource": resource.singular,
        "verbs": list(resource.verbs),
    }
    if resource.short:
        found["shortNames"] = list(resource.short)
    if resource.categories:
        found["categories"] = list(resource.categories)
    if resource.subresources:
        found["subresources"] = [_subresource(each) for each in resource.subresources]
    return found


def _kind(group: str, number: str, kind: str) -> dict[str, str]:
    """The kind of an answer; one of the resource's own group says nothing of it."""
    return {"group": group, "version": number, "kind": kind}


def _subresource(each: Subresource) -> dict[str, Any]:
    return {"subresource": each.name, "responseKind": _kind(each.group, each.version, each.kind), "verbs": list(each.verbs)}


def _groups(cluster: Cluster) -> dict[str, Any]:
    groups = [_group(name, versions) for name, versions in grouped(cluster).items() if name]
    return {"kind": "APIGroupList", "apiVersion": "v1", "groups": groups}


def _group(name: str, versions: Iterable[str]) -> dict[str, Any]:
    listed = [{"groupVersion": f"{name}/{number}", "version": number} for number in versions]
    return {"name": name, "versions": listed, "preferredVersion": listed[0]}


def _group_answer(cluster: Cluster, name: str) -> Answer | None:
    versions = grouped(cluster).get(name) if name else None
    return None if versions is None else Answer(200, {"kind": "APIGroup", "apiVersion": "v1", **_group(name, versions)})


def _listed(cluster: Cluster, group: str, number: str) -> Answer | None:
    resources = grouped(cluster).get(group, {}).get(number)
    if resources is None:
        return None
    head: dict[str, Any] = {"kind": "APIResourceList"}
    if group:
        head["apiVersion"] = "v1"
    entries = [entry for each in sorted(resources, key=lambda each: each.name) for entry in _old(each)]
    return Answer(200, {**head, "groupVersion": resources[0].api_version, "resources": entries})


def _old(resource: Resource) -> Iterable[dict[str, Any]]:
    shared = {"namespaced": resource.namespaced}
    entry: dict[str, Any] = {"name": resource.name, "singularName": resource.singular, **shared, "kind": resource.kind}
    entry["verbs"] = list(resource.verbs)
    if resource.short:
        entry["shortNames"] = list(resource.short)
    if resource.categories:
        entry["categories"] = list(resource.categories)
    yield entry
    for each in resource.subresources:
        below: dict[str, Any] = {"name": f"{resource.name}/{each.name}", "singularName": "", **shared}
        if each.version:
            below |= {"group": each.group, "version": each.version}
        yield {**below, "kind": each.kind, "verbs": list(each.verbs)}
