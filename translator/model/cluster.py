"""The cluster as the rooms see it: what may be asked of it, what it answers, and how it refuses.

The protocol is here because `diff` and `apply` both speak to a cluster and neither knows the other; the implementation over
HTTP is `translator.apply.client`. Bodies are plain data as the API server's JSON has them. Every method raises `Refusal` for an
answer that is an error, and `Unreachable` where there was none. Calls may come from several threads at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, Protocol

from translator.model.record import dataclass

Body = Mapping[str, Any]

MANAGER = "translator"
"""The field manager of everything that the translator applies."""


AT_ONCE = 32
"""Requests that are sent at the same time: with more, a server of two cores is no faster, and others wait for us."""


class Key(NamedTuple):
    """Which object. `namespace` is None for a kind that lives in none."""

    api_version: str
    kind: str
    namespace: str | None
    name: str

    @property
    def group(self) -> str:
        """The API group; empty for the core group."""
        return self.api_version.rpartition("/")[0]

    @property
    def same(self) -> tuple[str, str, str | None, str]:
        """What makes two keys the same object: the version of the API does not."""
        return (self.group, self.kind, self.namespace, self.name)

    def __str__(self) -> str:
        return f"{self.kind.lower()}/{self.name}"


class Resource(NamedTuple):
    """A kind that the API server serves, as discovery tells it."""

    api_version: str
    kind: str
    plural: str
    namespaced: bool
    verbs: frozenset[str]
    preferred: bool
    """Whether this is the version of its group that the server prefers."""


class Act(NamedTuple):
    """What one would like to do: `verb` on `resource` (its plural, or `plural/subresource`). An empty `namespace` is none."""

    verb: str
    group: str
    resource: str
    namespace: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the cluster is, for the first line of a plan. `context` is "sandbox:DIR" for an embedded one; `namespace` that of
    the context, "default" where it names none; `version` the minor version that the server tells, such as "1.36"."""

    context: str
    server: str
    namespace: str
    version: str


class Listing(NamedTuple):
    """The items of a list (each with apiVersion and kind), whole over all pages, and the version to watch from."""

    items: tuple[Body, ...]
    resource_version: str

    def __repr__(self) -> str:
        return f"Listing({len(self.items)} items, resource_version={self.resource_version!r})"


class Event(NamedTuple):
    """A line of a watch. A bookmark carries only a resourceVersion."""

    type: Literal["ADDED", "MODIFIED", "DELETED", "BOOKMARK"]
    object: Body

    def __repr__(self) -> str:
        return f"Event({self.type}, {key_of(self.object)})"


class Applied(NamedTuple):
    """What the server made of an applied object; `created` tells that it had not been there."""

    body: Body
    created: bool

    def __repr__(self) -> str:
        return f"Applied({key_of(self.body)}, created={self.created})"


class Cause(NamedTuple):
    """One cause of a refusal: `reason` such as FieldManagerConflict or FieldValueInvalid, `field` as the server writes it."""

    reason: str
    field: str
    message: str


class Unreachable(Exception):  # noqa: N818 - it is no error of the program
    """No answer: no connection, none in time, broken, no configuration, or no credentials could be had. The message is for
    the user and holds no secret; `code` is that of the finding, `help` what to do."""

    def __init__(self, message: str, *, code: str = "T700", help: str = ""):
        super().__init__(message)
        self.code = code
        self.help = help


class Refusal(Exception):  # noqa: N818 - it is an answer
    """An answer that is an error. `str()` is the server's own message, without values of Secrets."""

    def __init__(
        self, status: int, reason: str, message: str, causes: Sequence[Cause] = (), *, retry_after: float | None = None
    ):
        super().__init__(message)
        self.status = status
        self.reason = reason
        self.causes = tuple(causes)
        self.retry_after = retry_after

    @property
    def missing(self) -> bool:
        """The object is not there, or its namespace, or its kind."""
        return self.status == 404

    @property
    def denied(self) -> bool:
        """Who we are may not do this (403), or is nobody (401)."""
        return self.status in (401, 403)

    @property
    def contests(self) -> tuple[Cause, ...]:
        """The fields that other managers own, where that is what the refusal is about."""
        return tuple(cause for cause in self.causes if cause.reason == "FieldManagerConflict")

    @property
    def locked(self) -> bool:
        """The object changed since the version that was sent: a conflict that no field manager causes."""
        return self.status == 409 and self.reason == "Conflict" and not self.contests

    @property
    def gone(self) -> bool:
        """The version to go on from is too old: list again."""
        return self.status == 410

    @property
    def invalid(self) -> bool:
        """The content is refused."""
        return self.status == 422


class Cluster(Protocol):
    """What a cluster can be asked. Methods that write take nothing for granted: they say what they expect to find."""

    @property
    def address(self) -> Address:
        """Where it is."""

    def resource(self, api_version: str, kind: str) -> Resource | None:
        """The kind as the server serves it; None where it does not, or not under this version. Discovery is asked once, and
        once more after `forget`."""

    def resources(self) -> Sequence[Resource]:
        """Every kind that the server serves."""

    def forget(self) -> None:
        """Discovery is asked again at the next need: a CustomResourceDefinition was applied."""

    def get(self, key: Key) -> Body | None:
        """The object; None where it is not there."""

    def list(self, api_version: str, kind: str, namespace: str | None = None, *, labels: str = "", fields: str = "") -> Listing:
        """All objects of a kind, in one namespace or in all (None), by selectors."""

    def watch(
        self,
        api_version: str,
        kind: str,
        namespace: str | None,
        since: str,
        *,
        labels: str = "",
        fields: str = "",
        seconds: float = 300.0,
    ) -> Iterator[Event]:
        """What happens from a version on; ends when `seconds` are over or the server ends it. Refusal `gone`: list again."""

    def apply(self, body: Body, *, dry: bool = False, force: bool = False, manager: str = MANAGER) -> Applied:
        """Server-side apply with strict field validation. A `metadata.resourceVersion` in the body is a lock."""

    def create(self, body: Body, *, manager: str = MANAGER) -> Body:
        """POST: refused (409 AlreadyExists) where it is there. For Leases, whose point that is; all else is applied."""

    def replace(self, body: Body, *, manager: str = MANAGER) -> Body:
        """PUT, bound to the resourceVersion in the body."""

    def patch(self, key: Key, operations: Sequence[Mapping[str, Any]], *, manager: str = MANAGER) -> Body:
        """A JSON patch (RFC 6902)."""

    def delete(
        self,
        key: Key,
        *,
        uid: str | None = None,
        version: str | None = None,
        propagation: Literal["Background", "Foreground", "Orphan"] = "Background",
        dry: bool = False,
    ) -> bool:
        """Deletes this very object (by uid and resourceVersion where given); False where it was not there. The policy is always
        sent: without one a Job would leave its Pods."""

    def log(self, namespace: str, pod: str, container: str, *, lines: int = 10, previous: bool = False) -> str:
        """The last lines of a container's log; empty where there is none."""

    def allowed(self, acts: Sequence[Act]) -> Sequence[bool]:
        """Whether we may, by SelfSubjectAccessReview, one answer for each act."""

    def warnings(self) -> Sequence[str]:
        """What the server warned of since the last call, each text once in the life of this object."""


def key_of(body: Body) -> Key:
    """The key of an object."""
    metadata = body.get("metadata") or {}
    return Key(
        str(body.get("apiVersion", "")), str(body.get("kind", "")), metadata.get("namespace"), str(metadata.get("name", ""))
    )
