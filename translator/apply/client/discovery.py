"""Discovery: which kinds the server serves, under which paths.

Aggregated discovery (apidiscovery.k8s.io/v2, Kubernetes 1.26 and newer) tells everything in two answers; a server that does not
know it answers in the old form, and is asked for each version of each group. A group whose own server is down is left out: what
it serves cannot be used now either.
"""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from translator.apply.client import answers
from translator.apply.client.requests import JSON, Request
from translator.apply.client.transport import Transport
from translator.model.cluster import Resource, Unreachable

_LIST = "APIGroupDiscoveryList"
_AGGREGATED = ",".join((*(f"{JSON};g=apidiscovery.k8s.io;v={version};as={_LIST}" for version in ("v2", "v2beta1")), JSON))

Answer = Mapping[str, Any]


def resources(transport: Transport) -> tuple[Resource, ...]:
    """All kinds, those of the core group first. Refusal where we may not ask, Unreachable where there is no answer."""
    core, groups = _get(transport, "/api", _AGGREGATED), _get(transport, "/apis", _AGGREGATED)
    try:
        if core.get("kind") == groups.get("kind") == _LIST:
            found = [resource for answer in (core, groups) for group in answer.get("items") or () for resource in _group(group)]
        else:
            found = list(_one_by_one(transport, core, groups))
    except (KeyError, TypeError, AttributeError):
        raise Unreachable("what answers is no API server: its discovery has another form") from None
    return tuple(found)


def _get(transport: Transport, path: str, accept: str = JSON) -> Answer:
    reply = transport.send(Request("GET", path, accept=accept, compressed=True))
    if not reply.good:
        raise answers.refusal(reply)
    return reply.body()


def _group(group: Answer) -> Iterator[Resource]:
    name = group.get("metadata", {}).get("name", "")
    for place, version in enumerate(group.get("versions") or ()):
        api_version = f"{name}/{version['version']}" if name else version["version"]
        for each in version.get("resources") or ():
            kind = (each.get("responseKind") or {}).get("kind", "")
            namespaced = each.get("scope") == "Namespaced"
            yield Resource(api_version, kind, each["resource"], namespaced, frozenset(each.get("verbs") or ()), place == 0)


def _one_by_one(transport: Transport, core: Answer, groups: Answer) -> Iterator[Resource]:
    """The old form: a list of groups, and a list of resources for each of their versions."""
    wanted = [(f"/api/{version}", version, True) for version in core.get("versions") or ()]
    for group in groups.get("groups") or ():
        first = (group.get("preferredVersion") or {}).get("groupVersion")
        names = [version["groupVersion"] for version in group.get("versions") or ()]
        wanted += [(f"/apis/{name}", name, name == first) for name in names]
    with ThreadPoolExecutor(8) as threads:
        replies = list(threads.map(lambda each: transport.send(Request("GET", each[0])), wanted))
    for (_, api_version, preferred), reply in zip(wanted, replies, strict=True):
        if reply.good:
            yield from _listed(reply.body().get("resources") or (), api_version, preferred)


def _listed(entries: Iterable[Answer], api_version: str, preferred: bool) -> Iterator[Resource]:
    for each in entries:
        if "/" not in each["name"]:
            verbs = frozenset(each.get("verbs") or ())
            yield Resource(api_version, each["kind"], each["name"], bool(each.get("namespaced")), verbs, preferred)
