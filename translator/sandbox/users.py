"""Users: who asks, by bearer token, and what they may do.

No RBAC: a user has rights as data. Without a token a client is `system:anonymous`, who may ask for the version and the health
only; a token that nobody has is refused (401).
"""

from collections.abc import Mapping
from dataclasses import field

from translator.model.cluster import Act
from translator.model.record import dataclass
from translator.sandbox.statuses import Refused

ANY = frozenset({"*"})
_PUBLIC = ("/version", "/healthz", "/livez", "/readyz")


@dataclass(frozen=True, slots=True)
class Right:
    """Verbs on resources (`deployments`, `deployments/scale`) of groups in namespaces; `*` stands for all."""

    verbs: frozenset[str] = ANY
    groups: frozenset[str] = ANY
    resources: frozenset[str] = ANY
    namespaces: frozenset[str] = ANY

    def covers(self, wanted: Act) -> bool:
        """Whether the right is enough for an act."""
        pairs = (
            (self.verbs, wanted.verb),
            (self.groups, wanted.group),
            (self.resources, wanted.resource),
            (self.namespaces, wanted.namespace),
        )
        return all("*" in have or want in have for have, want in pairs)


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with rights; an administrator has all."""

    name: str
    rights: tuple[Right, ...] = ()
    groups: tuple[str, ...] = field(default=("system:authenticated",))

    def may(self, act: Act) -> bool:
        """Whether the user may do it."""
        return any(right.covers(act) for right in self.rights)


ADMIN = User("admin", (Right(),), ("system:masters", "system:authenticated"))
ANONYMOUS = User("system:anonymous", groups=("system:unauthenticated",))


def of(authorization: str, tokens: Mapping[str, User]) -> User:
    """The user of an Authorization header. Refused (401) for a token that nobody has."""
    scheme, _, token = authorization.partition(" ")
    if not authorization or scheme.lower() != "bearer":
        return ANONYMOUS
    found = tokens.get(token.strip())
    if found is None:
        raise Refused(401, "Unauthorized", "Unauthorized")
    return found


def admitted(user: User, method: str, path: str) -> None:
    """Raises Refused where somebody without a name asks for more than is public, outside the resources."""
    if user is ANONYMOUS and path not in _PUBLIC:
        message = f'forbidden: User "{user.name}" cannot {method.lower()} path "{path}"'
        raise Refused(403, message, "Forbidden", {})


def authorize(user: User, act: Act) -> None:
    """Raises Refused (403) where the user may not do it, in the words of an API server."""
    if user.may(act):
        return
    base = act.resource.partition("/")[0]
    qualified = f"{base}.{act.group}" if act.group else base
    named = f'{qualified} "{act.name}"' if act.name else qualified
    where = f' in the namespace "{act.namespace}"' if act.namespace else " at the cluster scope"
    why = f'User "{user.name}" cannot {act.verb} resource "{act.resource}" in API group "{act.group}"{where}'
    details = {key: value for key, value in (("name", act.name), ("group", act.group), ("kind", base)) if value}
    raise Refused(403, f"{named} is forbidden: {why}", "Forbidden", details)
