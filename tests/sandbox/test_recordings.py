"""Recorded exchanges with a real API server, replayed step by step: the sandbox gives the same answers.

Field by field but for ids, times, addresses, and the sentences for people in refusals of values (their fields and reasons
count). All recordings were made one after the other against one server, so they are replayed so. `deletion` of what a test
left behind is part of them. Run again with other names throughout.
"""

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.sandbox.client import Client
from tests.sandbox.recordings import SHARED, comparable, recording, without_words
from translator.sandbox import serve
from translator.sandbox.users import User

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the recordings of the API server are not in this checkout")

_ORDER = (
    *("namespace-missing", "namespace-create", "apply-create-noop-change", "dry-run", "list-merge-keys", "conflict"),
    *(
        "give-up-ownership",
        "strict-unknown-field",
        "invalid-values",
        "immutable-fields",
        "service-defaults",
        "defaults-of-kinds",
    ),
    *("unknown-kind", "forbidden-unauthorized", "list-and-pages", "watch", "delete", "malformed"),
)
_RENAMED = {"recorded": "elsewhere", "translator": "somebody", "scaler": "hands", "hpa-script": "robot"}


def _texts(renamed: dict[str, str]) -> Iterator[tuple[str, Any]]:
    for name in _ORDER:
        text = json.dumps(recording(f"recordings/{name}.json"))
        for old, new in renamed.items():
            text = re.sub(rf"\b{old}\b", new, text)
        yield name, json.loads(text)


@pytest.mark.parametrize("renamed", [{}, _RENAMED], ids=["as recorded", "renamed"])
def test_recordings(renamed: dict[str, str]) -> None:
    differences = []
    with serve(version="1.36", script=None, tokens={"view": User("viewer")}) as running, ExitStack() as open_ones:
        clients = {who: open_ones.enter_context(Client(running, token)) for who, token in _TOKENS.items()}
        for name, found in _texts(renamed):
            for number, step in enumerate(found["steps"]):
                difference = _step(clients, step)
                if difference:
                    differences.append(f"{name} step {number}: {difference}")
    assert not differences, "\n".join(differences)


_TOKENS = {"Bearer <admin>": None, "Bearer <viewer>": "view", "Bearer <unknown>": "nobody", "": ""}


def _step(clients: dict[str, Client], step: Any) -> str:
    request, expected = step["request"], step["response"]
    headers = {name: value for name, value in request["headers"].items() if name != "Authorization"}
    headers["User-Agent"] = "Python-urllib/3.11"
    client = clients[request["headers"].get("Authorization", "")]
    reply = client.send(request["method"], request["path"], request["body"], headers)
    if reply.status != expected["status"]:
        return f"{reply.status}, not {expected['status']}: {reply.body}"
    kind = expected["headers"]["Content-Type"]
    if reply.headers["Content-Type"] != kind:
        return f"{reply.headers['Content-Type']}, not {kind}"
    got, wanted = (_same(each, step) for each in (reply.body, expected["body"]))
    return "" if got == wanted else f"\n  got      {json.dumps(got)}\n  expected {json.dumps(wanted)}"


def _same(body: Any, step: Any) -> Any:
    found = without_words(comparable(body))
    if step["request"]["path"].startswith("/api/v1/namespaces/") and "configmaps/watched" in step["request"]["path"]:
        found.pop("data", None)  # the recording shows the body that was sent last in both steps
    if isinstance(found, dict) and "precondition" in str(found.get("message", "")):
        found["message"] = re.sub(r"\([0-9]+\)", "(<revision>)", found["message"])
    return found
