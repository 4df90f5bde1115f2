"""Watching: the changes of a kind as they happen, one JSON object a line.

The server is asked to end the watch in time (`timeoutSeconds`) and to send bookmarks, so that the next one can go on from a
version that is still remembered. A connection that breaks ends the watch as the server would.
"""

import json
from collections.abc import Iterator

from translator.apply.client import answers
from translator.apply.client.requests import Request
from translator.apply.client.transport import Transport
from translator.model.cluster import Event

_MARGIN = 15.0
"""Seconds beyond the end that was asked for, after which a silent connection counts as dead."""
_TYPES = ("ADDED", "MODIFIED", "DELETED", "BOOKMARK")


def events(transport: Transport, path: str, seconds: float, kind: tuple[str, str]) -> Iterator[Event]:
    """The events of a watch. `kind` is (apiVersion, kind), for objects that do not say theirs. Refusal where the server says
    so, be it before the first event or in the midst of them (410: list again)."""
    with transport.stream(Request("GET", path), seconds + _MARGIN) as lines:
        for line in lines:
            if not line.strip():
                continue
            try:
                event = json.loads(line)
                name, body = event["type"], event["object"]
            except (ValueError, RecursionError, KeyError, TypeError):
                return  # cut off in the midst of a line
            if name == "ERROR":
                raise answers.of_status(body, 500)
            if name in _TYPES:
                yield Event(name, body if "kind" in body else {"apiVersion": kind[0], "kind": kind[1], **body})
