"""Bodies: what a client sent, as plain data.

JSON, or YAML for server-side apply (of which JSON is a part, and the quicker one to read). A date stays text and a number keeps
its kind, as where YAML is turned into JSON before it is read.
"""

import json
from typing import Any

import yaml

from translator.sandbox import statuses
from translator.sandbox.rest.exchange import Request

APPLY = "application/apply-patch+yaml"
_JSON = frozenset({"", "application/json", "*/*"})
_YAML = frozenset({APPLY, "application/yaml", "text/yaml"})
_PATCHES = frozenset({"application/json-patch+json", "application/merge-patch+json", "application/strategic-merge-patch+json"})

_UNKNOWN = "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml"


class _Loader(yaml.CSafeLoader):
    """YAML as the API server reads it: without dates."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read(request: Request) -> Any:
    """The body. Refused where it cannot be read, or is of a media type that is not known here."""
    kind = request.media_type
    if kind not in _JSON and kind not in _YAML and kind not in _PATCHES:
        raise statuses.Refused(415, _UNKNOWN, "UnsupportedMediaType")
    if kind in _YAML and not request.body.lstrip().startswith((b"{", b"[")):
        return _yaml(request.body)
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError) as error:
        if kind in _YAML:
            return _yaml(request.body)
        raise statuses.bad(f"couldn't get version/kind; json parse error: {error}") from None


def _yaml(text: bytes) -> Any:
    try:
        return yaml.load(text, _Loader)  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as error:
        raise statuses.bad(
            f"error decoding YAML: error converting YAML to JSON: yaml: {_where(error)}{error.problem}"
        ) from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise statuses.bad("error decoding YAML: error converting YAML to JSON: yaml: invalid text") from None


def _where(error: yaml.MarkedYAMLError) -> str:
    """The line of an error as the API server's parser counts: from 0, but from 1 where the text is no YAML token at all."""
    marks = [mark.line for mark in (error.context_mark, error.problem_mark) if mark is not None and mark.line]
    line = (marks[0] if marks else 0) + isinstance(error, yaml.scanner.ScannerError)
    return f"line {line}: " if line else ""


def mapping(request: Request) -> dict[str, Any]:
    """A body that must be an object. Refused otherwise."""
    found = read(request)
    if not isinstance(found, dict):
        raise statuses.bad("the object provided is unrecognized (must be an object)")
    return found
