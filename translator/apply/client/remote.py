"""The cluster over HTTP: each question of the protocol as a request, each answer as plain data.

Every request may have been sent twice (`transport`). What that means for a write that was refused the second time stands in
`doubt`: whether it was us.
"""

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Literal

from translator.apply.client import answers, discovery, doubt, watching
from translator.apply.client.access import Access, shown
from translator.apply.client.requests import APPLY, JSON_PATCH, Reply, Request, encoded, place, query
from translator.apply.client.transport import Pause, Transport
from translator.model.cluster import (
    AT_ONCE,
    MANAGER,
    Act,
    Address,
    Applied,
    Body,
    Event,
    Key,
    Listing,
    Refusal,
    Resource,
    key_of,
)

_PAGE = "500"
_LOG_BYTES = "65536"
_REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"

Propagation = Literal["Background", "Foreground", "Orphan"]


@contextmanager
def opened(access: Access, namespace: str | None, timeout: float, pause: Pause | None = None) -> Iterator["Remote"]:
    """The cluster, whose version has been asked for: it is there. Its connections end with the block. `pause` takes the time
    between two attempts in place of a clock."""
    transport = Transport(access, timeout, pause)
    try:
        reply = transport.send(Request("GET", "/version"))
        said = _good(reply).body()
        version = ".".join(re.sub(r"\D.*", "", str(said.get(part, ""))) for part in ("major", "minor"))
        yield Remote(transport, Address(access.context, shown(access.url), namespace or access.namespace, version))
    finally:
        transport.close()


class Remote:
    """A cluster. See `translator.model.cluster.Cluster`, which tells what each method does."""

    def __init__(self, transport: Transport, address: Address) -> None:
        self._transport = transport
        self._address = address
        self._lock = threading.Lock()
        self._kinds: dict[tuple[str, str], Resource] | None = None

    def hurry(self) -> None:
        """Sends nothing twice from now on, because somebody waits for the end."""
        self._transport.hurry()

    @property
    def address(self) -> Address:
        return self._address

    def resource(self, api_version: str, kind: str) -> Resource | None:
        return self._served().get((api_version, kind))

    def resources(self) -> Sequence[Resource]:
        return tuple(self._served().values())

    def forget(self) -> None:
        with self._lock:
            self._kinds = None

    def _served(self) -> Mapping[tuple[str, str], Resource]:
        with self._lock:
            if self._kinds is None:
                self._kinds = {}
                for each in discovery.resources(self._transport):
                    self._kinds.setdefault((each.api_version, each.kind), each)
            return self._kinds

    def _resource(self, api_version: str, kind: str) -> Resource:
        found = self.resource(api_version, kind)
        if found is None:
            raise Refusal(404, "NotFound", f"the server does not serve {kind} of {api_version}")
        return found

    def _path(self, key: Key, parameters: Mapping[str, str] | None = None, *, name: bool = True, below: str = "") -> str:
        resource = self._resource(key.api_version, key.kind)
        where = place(resource, key.namespace or self._address.namespace, key.name if name else "", below)
        return where + query(parameters) if parameters else where

    def get(self, key: Key) -> Body | None:
        if self.resource(key.api_version, key.kind) is None:
            return None
        reply = self._transport.send(Request("GET", self._path(key), secret=_secret(key)))
        return None if reply.status == 404 else _good(reply, secret=_secret(key)).body()

    def list(self, api_version: str, kind: str, namespace: str | None = None, *, labels: str = "", fields: str = "") -> Listing:
        where = place(self._resource(api_version, kind), namespace)
        parameters = {"labelSelector": labels, "fieldSelector": fields}
        try:
            return self._pages(where, {**parameters, "limit": _PAGE}, api_version, kind)
        except Refusal as refusal:
            if not refusal.gone:
                raise
            return self._pages(where, parameters, api_version, kind)  # the pages took too long: all at once

    def _pages(self, where: str, parameters: Mapping[str, str], api_version: str, kind: str) -> Listing:
        items: list[Body] = []
        kinds = {"apiVersion": api_version, "kind": kind}
        follows = ""
        while True:
            path = where + query({**parameters, "continue": follows})
            page = _good(self._transport.send(Request("GET", path, compressed=True))).body()
            # Built-in kinds leave these two out of the items of a list.
            items += [each if "kind" in each else {**kinds, **each} for each in page.get("items") or ()]
            metadata = page.get("metadata") or {}
            follows = metadata.get("continue") or ""
            if not follows:
                return Listing(tuple(items), str(metadata.get("resourceVersion") or ""))

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
        parameters = {
            "watch": "1",
            "resourceVersion": since,
            "allowWatchBookmarks": "true",
            "timeoutSeconds": str(max(1, int(seconds))),
            "labelSelector": labels,
            "fieldSelector": fields,
        }
        path = place(self._resource(api_version, kind), namespace) + query(parameters)
        return watching.events(self._transport, path, seconds, (api_version, kind))

    def apply(self, body: Body, *, dry: bool = False, force: bool = False, manager: str = MANAGER) -> Applied:
        key = key_of(body)
        parameters = {
            "fieldManager": manager,
            "fieldValidation": "Strict",
            "force": "true" if force else "",
            "dryRun": _dry(dry),
        }
        path = self._path(key, parameters)
        reply = self._transport.send(Request("PATCH", path, encoded(body), APPLY, secret=_secret(key)))
        if reply.status == 409 and reply.doubtful and not dry:
            done = doubt.applied(self, body, force=force, manager=manager)
            if done is not None:
                return Applied(done, created=False)
        return Applied(_good(reply, secret=_secret(key)).body(), reply.status == 201)

    def create(self, body: Body, *, manager: str = MANAGER) -> Body:
        key = key_of(body)
        path = self._path(key, {"fieldManager": manager, "fieldValidation": "Strict"}, name=False)
        reply = self._transport.send(Request("POST", path, encoded(body), secret=_secret(key)))
        return self._unless_done(reply, body)

    def replace(self, body: Body, *, manager: str = MANAGER) -> Body:
        key = key_of(body)
        path = self._path(key, {"fieldManager": manager, "fieldValidation": "Strict"})
        reply = self._transport.send(Request("PUT", path, encoded(body), secret=_secret(key)))
        return self._unless_done(reply, body)

    def _unless_done(self, reply: Reply, body: Body) -> Body:
        """What was answered, or, where we may have been refused because of ourselves, what is there."""
        key = key_of(body)
        if reply.status == 409 and reply.doubtful:
            live = self.get(key)
            if live is not None and doubt.holds(live, body):
                return live
        return _good(reply, secret=_secret(key)).body()

    def patch(self, key: Key, operations: Sequence[Mapping[str, Any]], *, manager: str = MANAGER) -> Body:
        path = self._path(key, {"fieldManager": manager})
        reply = self._transport.send(Request("PATCH", path, encoded(list(operations)), JSON_PATCH, secret=_secret(key)))
        if reply.doubtful and reply.status in (409, 422):
            # Its tests may fail because it was carried out: whoever asked looks again, as after any lost race.
            raise Refusal(409, "Conflict", f"{key} changed, by this very request perhaps")
        return _good(reply, secret=_secret(key)).body()

    def delete(
        self,
        key: Key,
        *,
        uid: str | None = None,
        version: str | None = None,
        propagation: Propagation = "Background",
        dry: bool = False,
    ) -> bool:
        if self.resource(key.api_version, key.kind) is None:
            return False
        conditions = {name: value for name, value in (("uid", uid), ("resourceVersion", version)) if value is not None}
        options: dict[str, Any] = {"kind": "DeleteOptions", "apiVersion": "v1", "propagationPolicy": propagation}
        if conditions:
            options["preconditions"] = conditions
        if dry:
            options["dryRun"] = ["All"]  # in the body: with one, the server does not look at the query
        reply = self._transport.send(Request("DELETE", self._path(key), encoded(options), secret=_secret(key)))
        if reply.status == 404:
            return reply.doubtful
        if reply.status == 409 and reply.doubtful and uid and doubt.deleted(self.get(key), uid):
            return True
        _good(reply, secret=_secret(key))
        return True

    def log(self, namespace: str, pod: str, container: str, *, lines: int = 10, previous: bool = False) -> str:
        parameters = {"container": container, "tailLines": str(lines), "limitBytes": _LOG_BYTES}
        path = self._path(Key("v1", "Pod", namespace, pod), {**parameters, "previous": "true" if previous else ""}, below="log")
        reply = self._transport.send(Request("GET", path, accept="*/*"))
        return reply.data.decode("utf-8", "replace") if reply.good else ""

    def allowed(self, acts: Sequence[Act]) -> Sequence[bool]:
        asked = list(dict.fromkeys(acts))
        with ThreadPoolExecutor(AT_ONCE) as threads:
            answered = dict(zip(asked, threads.map(self._may, asked), strict=True))
        return [answered[act] for act in acts]

    def _may(self, act: Act) -> bool:
        resource, _, below = act.resource.partition("/")
        attributes = {"verb": act.verb, "group": act.group, "resource": resource, "subresource": below}
        attributes |= {"namespace": act.namespace, "name": act.name}
        spec = {"resourceAttributes": {name: value for name, value in attributes.items() if value}}
        body = {"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview", "spec": spec}
        answer = _good(self._transport.send(Request("POST", _REVIEWS, encoded(body)))).body()
        return bool((answer.get("status") or {}).get("allowed"))

    def warnings(self) -> Sequence[str]:
        return self._transport.warnings()


def _good(reply: Reply, *, secret: bool = False) -> Reply:
    if not reply.good:
        raise answers.refusal(reply, secret=secret)
    return reply


def _secret(key: Key) -> bool:
    return key.kind == "Secret"


def _dry(dry: bool) -> str:
    return "All" if dry else ""
