"""Lists: whole, or page by page with `limit` and `continue`.

A continue token holds the revision of the first page and the place of the last object; pages show the objects as they are now,
and a token whose revision is no longer remembered has expired (410), as an API server says it.
"""

import base64
import binascii
import json
from collections.abc import Mapping

from translator.model.record import dataclass
from translator.sandbox import statuses
from translator.sandbox.cluster import Cluster
from translator.sandbox.resources import Resource
from translator.sandbox.rest.selection import chosen
from translator.sandbox.store import Compacted, Entry


@dataclass(frozen=True, slots=True)
class Page:
    """Objects in the order of namespace and name. `follows` is the token of the next page, `remaining` how many follow."""

    entries: tuple[Entry, ...]
    revision: int
    follows: str = ""
    remaining: int | None = None

    def metadata(self) -> dict[str, object]:
        """The metadata of the list."""
        found: dict[str, object] = {"resourceVersion": str(self.revision)}
        if self.follows:
            found["continue"] = self.follows
            if self.remaining is not None:
                found["remainingItemCount"] = self.remaining
        return found


def page(cluster: Cluster, resource: Resource, namespace: str, query: Mapping[str, str]) -> Page:
    """What a query asks for. Refused where it cannot be understood, or where its token has expired."""
    wanted = chosen(query, resource)
    limit = _limit(query.get("limit", ""))
    with cluster.store.lock:
        revision, after = _token(cluster, query.get("continue", ""))
        entries = cluster.store.table(resource.group, resource.name, namespace)
        revision = revision or cluster.store.revision
    if after is not None:
        entries = [entry for entry in entries if entry.key[2:] > after]
    if wanted is not None:
        entries = [entry for entry in entries if wanted(entry.value)]
    if not limit or len(entries) <= limit:
        return Page(tuple(entries), revision)
    follows = json.dumps([revision, *entries[limit - 1].key[2:]]).encode()
    remaining = len(entries) - limit if wanted is None else None
    return Page(tuple(entries[:limit]), revision, base64.urlsafe_b64encode(follows).decode(), remaining)


def _limit(text: str) -> int:
    try:
        return int(text or "0")
    except ValueError:
        raise statuses.bad(f'strconv.ParseInt: parsing "{text}": invalid syntax') from None


def _token(cluster: Cluster, text: str) -> tuple[int, tuple[str, str] | None]:
    if not text:
        return 0, None
    try:
        revision, namespace, name = json.loads(base64.urlsafe_b64decode(text.encode()))
        cluster.store.since(int(revision))
    except (binascii.Error, ValueError, TypeError):
        raise statuses.bad("continue key is not valid") from None
    except Compacted:
        raise statuses.expired(
            "The provided continue parameter is too old to display a consistent list result. You can start a new list without "
            "the continue parameter, or use the continue token in this response to retrieve the remainder of the results."
        ) from None
    return int(revision), (str(namespace), str(name))
