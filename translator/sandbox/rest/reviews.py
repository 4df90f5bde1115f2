"""Reviews: questions about rights, answered and not stored.

`SelfSubjectAccessReview` (may I?), `SelfSubjectRulesReview` (what may I?), `SelfSubjectReview` (who am I?), and the two that
ask for others.
"""

from typing import Any

from translator.kube.lists import shape_of
from translator.kube.merge import managed
from translator.kube.merge import owners as merging
from translator.kube.merge.owners import Manager
from translator.model.cluster import Act
from translator.sandbox import users
from translator.sandbox.cluster import Cluster
from translator.sandbox.resources import Resource
from translator.sandbox.users import User
from translator.sandbox.writing.options import Options


def review(cluster: Cluster, resource: Resource, body: dict[str, Any], user: User, options: Options) -> dict[str, Any]:
    """The review with its answer."""
    spec = body.get("spec") or {}
    metadata = {**(body.get("metadata") or {}), **_managed(cluster, resource, spec, options)}
    found: dict[str, Any] = {"kind": resource.kind, "apiVersion": resource.api_version, "metadata": metadata}
    if resource.kind == "SelfSubjectReview":
        return {**found, "status": {"userInfo": {"username": user.name, "groups": list(user.groups)}}}
    if resource.kind == "SelfSubjectRulesReview":
        rules = [_rule(right) for right in user.rights]
        status = {"resourceRules": rules, "nonResourceRules": [], "incomplete": False}
        return {**found, "spec": spec, "status": status}
    return {**found, "spec": spec, "status": {"allowed": _allowed(spec, user)}}


def _allowed(spec: dict[str, Any], user: User) -> bool:
    wanted = spec.get("resourceAttributes")
    if not wanted:
        return user is not users.ANONYMOUS
    name = wanted.get("resource", "")
    below = wanted.get("subresource")
    where = (wanted.get("namespace", ""), wanted.get("name", ""))
    return user.may(Act(wanted.get("verb", ""), wanted.get("group", ""), f"{name}/{below}" if below else name, *where))


def _rule(right: users.Right) -> dict[str, list[str]]:
    return {"verbs": sorted(right.verbs), "apiGroups": sorted(right.groups), "resources": sorted(right.resources)}


def _managed(cluster: Cluster, resource: Resource, spec: dict[str, Any], options: Options) -> dict[str, Any]:
    """Reviews have managed fields too, although nobody keeps them."""
    manager = Manager(options.manager, "Update", resource.api_version)
    shape = shape_of((resource.api_version, resource.kind), cluster.version)
    value = {"apiVersion": resource.api_version, "kind": resource.kind, "spec": spec}
    owners = merging.update({"spec": {}}, value, {}, manager, shape).owners
    entries = managed.encode(managed.Managed(owners, {each: cluster.now() for each in owners}))
    return {"managedFields": entries} if entries else {}
