"""Nearest: what the author of a wrong kind or field probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches

from translator.kube import schemas
from translator.kube.versions import SUPPORTED

_SURE = 0.8
"""How alike a group must be to one of Kubernetes' own to be a slip of the pen and not the group of an operator."""
_RESERVED = (".k8s.io", ".kubernetes.io")
"""Ends of groups that belong to Kubernetes and to what its community defines beside it, never with the names of its kinds."""
_EXPERIMENTAL = ".x-k8s.io"
"""The end of the groups of what the community tries out, which may have the names of kinds to come."""
_OPENSHIFT = {
    "Build": "build",
    "BuildConfig": "build",
    "DeploymentConfig": "apps",
    "ImageStream": "image",
    "ImageStreamTag": "image",
    "OAuthClient": "oauth",
    "Project": "project",
    "Route": "route",
    "SecurityContextConstraints": "security",
    "Template": "template",
}
"""Kinds of OpenShift, which were v1 once, and their groups since (https://docs.openshift.com, API reference)."""


def word(wrong: str, known: Iterable[str]) -> str | None:
    """The known word most like the wrong one; None where none is like it. Letter case does not count."""
    by_case = {name.lower(): name for name in sorted(known)}
    found = get_close_matches(wrong.lower(), by_case, 1, 0.7)
    return by_case[found[0]] if found else None


def kind(wrong: schemas.Kind, version: str) -> schemas.Kind | None:
    """The kind of a version that `wrong` probably means: the same name in the group's best API version, or a like name."""
    api_version, name = wrong
    if api_version == "v1" and name in _OPENSHIFT:
        return f"{_OPENSHIFT[name]}.openshift.io/v1", name
    known = schemas.kinds(version)
    meant = name if any(name == other for _, other in known) else word(name, {other for _, other in known})
    choices = [api for api, other in known if other == meant]
    if meant is None or not choices:
        return None
    group = api_version.rpartition("/")[0]
    same = [api for api in choices if api.rpartition("/")[0] == group]
    return max(same or choices, key=_stability), meant


def is_foreign(kind: schemas.Kind) -> bool:
    """Whether a kind belongs to an API group that is none of Kubernetes' own, so that the cluster itself must define it.

    A group without a dot cannot be an operator's, and one that is nearly Kubernetes' own, or ends as these do, with a kind of
    Kubernetes is a slip.
    """
    group, slash, _ = kind[0].rpartition("/")
    if not slash or "." not in group or group in schemas.groups():
        return False
    if group.endswith(_EXPERIMENTAL):
        return True
    own = any(kind[1] == name for version in SUPPORTED for _, name in schemas.kinds(version))
    return not (own and (f".{group}".endswith(_RESERVED) or get_close_matches(group, sorted(schemas.groups()), 1, _SURE)))


def _stability(api_version: str) -> tuple[bool, bool, str]:
    """Orders API versions of a kind: v2 over v1 over v2beta1 over v1alpha1."""
    version = api_version.rpartition("/")[2]
    return "alpha" not in version, "beta" not in version, version
