"""Router: from a request to its answer: who asks, what for, may they, then the work.

Order of the checks as in an API server: the token (401), the path (404), the right (403), then the request itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from translator.model.cluster import Act
from translator.sandbox import statuses, users
from translator.sandbox.cluster import Cluster
from translator.sandbox.resources import Resource
from translator.sandbox.rest import bodies, discovery, listing, openapi, reviews, scale, views, watching
from translator.sandbox.rest.exchange import Answer, Request
from translator.sandbox.rest.paths import Place, place
from translator.sandbox.rest.selection import chosen
from translator.sandbox.users import User
from translator.sandbox.writing import deletion, operations, options, patches
from translator.sandbox.writing.options import Options
from translator.sandbox.writing.target import Target, Written

Logs = Callable[[Mapping[str, Any], Mapping[str, str]], str]

_VERBS = {"POST": "create", "PUT": "update", "PATCH": "patch"}
_OPTIONS = {"POST": "CreateOptions", "PUT": "UpdateOptions", "PATCH": "PatchOptions"}
_HEALTH = ("/healthz", "/livez", "/readyz")
_AS = "/as/"
_TEXT = "text/plain; charset=utf-8"
NOT_FOUND = Answer(404, data=b"404 page not found\n", media_type=_TEXT)


@dataclass(slots=True)
class Router:
    """Answers requests for a cluster. `logs` gives the log of a Pod by the parameters of the request."""

    cluster: Cluster
    tokens: Mapping[str, User]
    logs: Logs

    def respond(self, request: Request) -> Answer:
        """The answer to a request. A refusal is one too."""
        try:
            return self._respond(request)
        except statuses.Refused as refused:
            return Answer(refused.code, refused.body)

    def _respond(self, request: Request) -> Answer:
        request, authorization = _identified(request)
        user = users.of(authorization, self.tokens)
        found = place(self.cluster, request.path)
        if found is None:
            users.admitted(user, request.method, request.path)
            return self._general(request)
        verb = _verb(request, found)
        if verb is None or (verb == "connect" and not found.subresource):
            return Answer(
                405,
                statuses.Refused(
                    405, "the server does not allow this method on the requested resource", "MethodNotAllowed"
                ).body,
            )
        resource = f"{found.resource.name}/{found.subresource}" if found.subresource else found.resource.name
        reviewing = found.resource.kind.startswith("SelfSubject") and user is not users.ANONYMOUS
        if not reviewing:
            users.authorize(user, Act(verb, found.resource.group, resource, found.namespace, found.name))
        return self._served(request, found, verb, user)

    def _general(self, request: Request) -> Answer:
        if request.method not in ("GET", "HEAD"):
            return NOT_FOUND
        if request.path == "/version":
            return Answer(200, discovery.version(self.cluster))
        if request.path in _HEALTH:
            return Answer(200, data=b"ok", media_type=_TEXT)
        if request.path.startswith("/openapi/v3"):
            return openapi.answer(self.cluster, request.path, request.prefix) or NOT_FOUND
        return discovery.answer(self.cluster, request) or NOT_FOUND

    def _served(self, request: Request, found: Place, verb: str, user: User) -> Answer:
        match verb:
            case "get":
                return self._get(request, found)
            case "list":
                page = listing.page(self.cluster, found.resource, found.namespace, request.query)
                return views.many(page, found.resource, request, self.cluster.clock())
            case "watch":
                return self._watch(request, found)
            case "delete":
                return self._delete(request, found)
            case "deletecollection":
                return self._delete_many(request, found)
            case _:
                return self._write(request, found, user)

    def _get(self, request: Request, found: Place) -> Answer:
        target = _target(found)
        entry = self.cluster.store.get(target.key)
        if entry is None:
            raise statuses.not_found(found.resource, found.name)
        if found.subresource == "log":
            return Answer(200, data=self.logs(entry.value, request.query).encode(), media_type=_TEXT)
        if found.subresource == "scale":
            return Answer(200, scale.shown(entry.value))
        if not views.form(request) and entry.value["apiVersion"] == found.resource.api_version:
            return Answer(200, data=entry.text)
        return Answer(200, views.one(target.presented(entry.value), found.resource, request, self.cluster.clock()))

    def _watch(self, request: Request, found: Place) -> Answer:
        query = request.query
        if found.name:
            wanted = f"metadata.name={found.name}"
            query = {**query, "fieldSelector": f"{query['fieldSelector']},{wanted}" if query.get("fieldSelector") else wanted}
        shown = views.event(found.resource, request, self.cluster.clock)
        return Answer(200, stream=watching.watch(self.cluster, found.resource, found.namespace, query, shown))

    def _delete(self, request: Request, found: Place) -> Answer:
        body = bodies.read(request) if request.body else None
        last, gone = deletion.delete(self.cluster, _target(found), deletion.options(body, request.query))
        return Answer(200, _deleted(found.resource, last) if gone else last)

    def _delete_many(self, request: Request, found: Place) -> Answer:
        how = deletion.options(bodies.read(request) if request.body else None, request.query)
        wanted = chosen(request.query, found.resource)
        entries = self.cluster.store.table(found.resource.group, found.resource.name, found.namespace)
        items = []
        for entry in entries:
            if wanted is None or wanted(entry.value):
                target = Target(found.resource, entry.key.namespace, entry.key.name)
                items.append(deletion.delete(self.cluster, target, how)[0])
        metadata = {"resourceVersion": str(self.cluster.store.revision)}
        kind = {"kind": f"{found.resource.kind}List", "apiVersion": found.resource.api_version}
        return Answer(200, {**kind, "metadata": metadata, "items": items})

    def _write(self, request: Request, found: Place, user: User) -> Answer:
        applies = request.method == "PATCH" and request.media_type == bodies.APPLY
        body = bodies.read(request)
        said = options.read(request.query, _OPTIONS[request.method], request.agent, applies=applies)
        if found.resource.verbs == ("create",):
            if not isinstance(body, dict):
                raise statuses.bad("the object provided is unrecognized (must be an object)")
            return Answer(201, reviews.review(self.cluster, found.resource, body, user, said))
        if found.subresource in ("eviction", "binding", "token"):
            return self._small(request, found)
        if found.subresource == "scale":
            return self._scaled(request, found, body, said)
        written = self._written(request, found, body, said)
        value = views.one(written.value, found.resource, request, self.cluster.clock())
        return Answer(201 if written.created else 200, value, warnings=written.warnings)

    def _written(self, request: Request, found: Place, body: Any, said: Options) -> Written:
        target = _target(found)
        if request.method == "PATCH" and request.media_type != bodies.APPLY:
            return operations.patch(self.cluster, target, self._change(request, found.resource, body), said)
        if not isinstance(body, dict):
            raise statuses.bad("the object provided is unrecognized (must be an object)")
        if request.method == "POST":
            return operations.create(self.cluster, target, body, said)
        work = operations.apply if request.method == "PATCH" else operations.update
        return work(self.cluster, target, body, said)

    def _change(self, request: Request, resource: Resource, patch: Any) -> Callable[[dict[str, Any]], Any]:
        def change(value: dict[str, Any]) -> Any:
            try:
                match request.media_type:
                    case "application/json-patch+json":
                        return patches.json_patch(value, patch)
                    case "application/strategic-merge-patch+json" if not self.cluster.is_custom(resource):
                        return patches.strategic(value, patch, self.cluster.shape(resource))
                    case "application/merge-patch+json":
                        return patches.merge_patch(value, patch)
            except patches.BadPatch as error:
                raise statuses.Refused(
                    422, f"the server rejected our request due to an error in our request: {error}", "Invalid"
                ) from None
            raise statuses.Refused(415, "the body of the request was in an unknown format", "UnsupportedMediaType")

        return change

    def _scaled(self, request: Request, found: Place, body: Any, said: Options) -> Answer:
        """A write of the scale of an object: of its replicas and nothing else."""
        target = Target(found.resource, found.namespace, found.name, "scale")

        def change(value: dict[str, Any]) -> Any:
            wanted = patches.merge_patch(scale.shown(value), body) if request.method == "PATCH" else body
            return scale.laid_on(value, wanted, found.resource)

        written = operations.patch(self.cluster, target, change, said)
        return Answer(200, scale.shown(written.value))

    def _small(self, request: Request, found: Place) -> Answer:
        """Eviction of a Pod, which here is its deletion; the others have no use here."""
        if found.subresource != "eviction":
            raise statuses.Refused(405, "the server does not allow this method on the requested resource", "MethodNotAllowed")
        body = bodies.mapping(request)
        deletion.delete(self.cluster, _target(found), deletion.options(body.get("deleteOptions"), request.query))
        return Answer(201, {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Success", "code": 201})


def _identified(request: Request) -> tuple[Request, str]:
    """A request without the token in its path, and what it says of who asks.

    kubectl keeps tokens to itself where there is no TLS. So a token may also stand first in the path: `/as/TOKEN/api/v1`.
    """
    if not request.path.startswith(_AS):
        return request, request.headers.get("authorization", "")
    token, _, path = request.path[len(_AS) :].partition("/")
    return replace(request, path="/" + path, prefix=_AS + token), f"Bearer {token}"


def _verb(request: Request, found: Place) -> str | None:
    """The verb of a request, as rights speak of it; None for one that the resource does not have."""
    resource = found.resource
    allowed: tuple[str, ...] = resource.verbs
    if found.subresource:
        allowed = next(each.verbs for each in resource.subresources if each.name == found.subresource)
    verb = _VERBS.get(request.method)
    if request.method in ("GET", "HEAD"):
        watches = request.query.get("watch", "") in ("true", "1")
        verb = "watch" if watches and not found.subresource else "get" if found.name else "list"
    elif request.method == "DELETE":
        verb = "delete" if found.name else "deletecollection"
    if verb in ("update", "patch") and not found.name:
        return None
    if verb == "create" and (found.name and not found.subresource):
        return None
    return verb if verb in allowed else None


def _target(found: Place) -> Target:
    subresource = found.subresource if found.subresource in ("status", "finalize") else ""
    return Target(found.resource, found.namespace, found.name, subresource)


def _deleted(resource: Resource, last: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is said of an object that is gone: Pods and a few others are shown, of the rest it is only said."""
    if resource.kind in (
        "Pod",
        "Service",
        "ServiceAccount",
        "ResourceQuota",
        "PersistentVolumeClaim",
        "PersistentVolume",
        "PodTemplate",
    ):
        return last
    details = {**statuses.about(resource, last["metadata"]["name"]), "uid": last["metadata"]["uid"]}
    return {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Success", "details": details}
