"""A binding refers to no role, or to a subject that cannot exist.

roleRef names a Role or a ClusterRole of the group rbac.authorization.k8s.io. A subject is a User, a Group or a
ServiceAccount, the last one with its namespace and a name that fits. A ClusterRoleBinding refers to ClusterRoles only.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from translator.kube import names
from translator.kube.fault import Fault
from translator.kube.server import limits
from translator.kube.visit import Visit
from translator.report.catalogue import documented

CODES = (documented("T599", "bad-role-binding", __doc__),)

_GROUP = "rbac.authorization.k8s.io"
_KINDS = ("ServiceAccount", "User", "Group")


def check(value: Mapping[str, Any], at: Visit) -> Iterator[Fault]:
    """The role and the subjects of a binding."""
    role = value.get("roleRef") or {}
    kinds = ("ClusterRole",) if at.type.key == "cluster_role_binding" else ("Role", "ClusterRole")
    group = role.get("apiGroup") or _GROUP
    if group != _GROUP:
        yield at.unsupported("roleRef", "apiGroup", among=(_GROUP,), value=group)
    if role.get("kind", "") not in kinds:
        yield at.unsupported("roleRef", "kind", among=kinds, value=role.get("kind", ""))
    yield from limits.needed(at, role.get("name"), names.PATH_SEGMENT, "roleRef", "name")
    for index, subject in enumerate(value.get("subjects") or ()):
        yield from _subject(subject, at, index)


def _subject(subject: Mapping[str, Any], at: Visit, index: int) -> Iterator[Fault]:
    kind, name, group = subject.get("kind", ""), subject.get("name"), subject.get("apiGroup") or ""
    if not name:
        yield at.required("subjects", index, "name")
    if kind not in _KINDS:
        yield at.unsupported("subjects", index, "kind", among=_KINDS, value=kind)
    elif kind == "ServiceAccount":
        yield from limits.optional(at, name, names.DNS_SUBDOMAIN, "subjects", index, "name")
        if group:
            yield at.unsupported("subjects", index, "apiGroup", among=("",), value=group)
        if not subject.get("namespace"):
            yield at.required("subjects", index, "namespace")
    elif group and group != _GROUP:
        yield at.unsupported("subjects", index, "apiGroup", among=(_GROUP,), value=group)
