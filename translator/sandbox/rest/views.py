"""Views: in which form a client wants objects: whole, as a table for people, or their metadata alone.

The client says so in `Accept` (`application/json;as=Table;v=v1;g=meta.k8s.io`); the first form that is known counts.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from translator.sandbox import statuses
from translator.sandbox.resources import Resource
from translator.sandbox.rest import tables
from translator.sandbox.rest.exchange import Answer, Request
from translator.sandbox.rest.listing import Page
from translator.sandbox.store import Entry, encoded

_META = "meta.k8s.io/v1"
_ANY = frozenset({"application/json", "application/*", "*/*"})


def form(request: Request) -> str:
    """The form: empty for whole objects, `Table` or `PartialObjectMetadata`. Refused (406) where none is known."""
    for part in request.accept.split(",") if request.accept else ("*/*",):
        kind, *parameters = (each.strip() for each in part.split(";"))
        wanted = dict(each.split("=", 1) for each in parameters if "=" in each)
        if kind not in _ANY:
            continue
        shape = wanted.get("as", "")
        if not shape:
            return ""
        if shape in ("Table", "PartialObjectMetadata", "PartialObjectMetadataList") and wanted.get("v") == "v1":
            return shape.removesuffix("List")
    message = "only the following media types are accepted: application/json"
    raise statuses.Refused(406, message, "NotAcceptable")


def one(value: Mapping[str, Any], resource: Resource, request: Request, now: float) -> Any:
    """An object in the form that the request wants."""
    match form(request):
        case "Table":
            return tables.table([value], resource, request.query.get("includeObject", "Metadata"), now, {})
        case "PartialObjectMetadata":
            return partial(value)
        case _:
            return value


def partial(value: Mapping[str, Any]) -> dict[str, Any]:
    """An object's metadata as an object of its own."""
    return {"kind": "PartialObjectMetadata", "apiVersion": _META, "metadata": value["metadata"]}


def many(page: Page, resource: Resource, request: Request, now: float) -> Answer:
    """A list in the form that the request wants."""
    metadata = page.metadata()
    match form(request):
        case "Table":
            values = [entry.value for entry in page.entries]
            found = tables.table(values, resource, request.query.get("includeObject", "Metadata"), now, metadata)
            return Answer(200, found)
        case "PartialObjectMetadata":
            items = [{"metadata": entry.value["metadata"]} for entry in page.entries]
            return Answer(200, {"kind": "PartialObjectMetadataList", "apiVersion": _META, "metadata": metadata, "items": items})
        case _:
            return Answer(200, data=_list(resource, metadata, page.entries))


def _list(resource: Resource, metadata: Mapping[str, Any], entries: Sequence[Entry]) -> bytes:
    """A list of whole objects, put together from their texts. Custom ones keep kind and version, as they do there."""
    head = encoded({"kind": f"{resource.kind}List", "apiVersion": resource.api_version, "metadata": metadata})
    return b'%b,"items":[%b]}' % (head[:-1], b",".join(entry.item for entry in entries))


def event(resource: Resource, request: Request, clock: Callable[[], float]) -> Callable[[Entry], bytes]:
    """How the objects of a watch are shown."""
    wanted = form(request)
    if wanted:
        return lambda entry: encoded(one(entry.value, resource, request, clock()))

    def whole(entry: Entry) -> bytes:
        if entry.value["apiVersion"] == resource.api_version:
            return entry.text
        return encoded({**entry.value, "apiVersion": resource.api_version})

    return whole
