"""ApplySets: how the members of an applied set of objects are told from everything else (KEP-3659, as kubectl 1.37 does it).

A set has a parent, here a Secret named after the stack in the stack's namespace. The parent carries the set's id as a label
and, as annotations, the tool that owns it, the kinds of its members and the namespaces beside its own. Each member carries the
id as a label. So kubectl and others see the same set. The label and annotation names are those of the code and the
documentation, `applyset.kubernetes.io/*`, not those of the proposal's text.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from translator.model.record import dataclass

ID = "applyset.kubernetes.io/id"
PART_OF = "applyset.kubernetes.io/part-of"
TOOLING = "applyset.kubernetes.io/tooling"
GROUP_KINDS = "applyset.kubernetes.io/contains-group-kinds"
NAMESPACES = "applyset.kubernetes.io/additional-namespaces"
TOOL = "translator"


def identity(name: str, namespace: str, kind: str = "Secret", group: str = "") -> str:
    """The id of the set whose parent is this object: `applyset-HASH-v1`."""
    digest = hashlib.sha256(f"{name}.{namespace}.{kind}.{group}".encode()).digest()
    return f"applyset-{base64.urlsafe_b64encode(digest).decode().rstrip('=')}-v1"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where members may be: `kinds` as (group, kind), `namespaces` beside the parent's own."""

    kinds: frozenset[tuple[str, str]] = frozenset()
    namespaces: frozenset[str] = frozenset()

    def joined(self, other: "Scope") -> "Scope":
        """Both together: what is written before objects are touched, so that an interrupted run loses track of none."""
        return Scope(self.kinds | other.kinds, self.namespaces | other.namespaces)


def annotations(scope: Scope, version: str) -> dict[str, str]:
    """The annotations of a parent. `version` is that of the tool."""
    return {
        TOOLING: f"{TOOL}/v{version}",
        GROUP_KINDS: ",".join(sorted(f"{kind}.{group}" if group else kind for group, kind in scope.kinds)),
        NAMESPACES: ",".join(sorted(scope.namespaces)),
    }


def scope(written: Mapping[str, Any]) -> Scope:
    """The scope that the annotations of a parent tell; what cannot be read counts as nothing."""
    kinds = (each.strip().partition(".") for each in str(written.get(GROUP_KINDS) or "").split(","))
    namespaces = (each.strip() for each in str(written.get(NAMESPACES) or "").split(","))
    return Scope(frozenset((group, kind) for kind, _, group in kinds if kind), frozenset(each for each in namespaces if each))


def reach(members: Iterable[tuple[str, str, str | None]], own: str) -> Scope:
    """The scope of members given as (group, kind, namespace), for a parent in the namespace `own`."""
    found = tuple(members)
    return Scope(
        frozenset((group, kind) for group, kind, _ in found),
        frozenset(namespace for _, _, namespace in found if namespace is not None and namespace != own),
    )
