"""150 recorded histories of several managers writing the same objects: the sandbox answers each step as the API server did.

Compared: the status, the stored object with its defaults, who owns which field, whether the resourceVersion moved, and for a
refusal its reason and the fields of its causes (and the words of conflicts). Run again with other names throughout.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox.client import Client, namespace
from tests.sandbox.recordings import SHARED, comparable, recording, without_words
from translator.sandbox import serve

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the recordings of the API server are not in this checkout")

_STEPS = 936


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    with serve(version="1.36", script=None) as running, Client(running) as client:
        yield client


@pytest.mark.parametrize(
    "renamed", [{}, {"histories": "elsewhere", "alpha": "delta", "beta": "kappa", "gamma": "omega", "h1-": "x-"}]
)
def test_histories(client: Client, renamed: dict[str, str]) -> None:
    text = json.dumps(recording("histories.json"))
    for name, other in renamed.items():
        text = re.sub(rf"\b{name}", other, text)
    namespace(client, renamed.get("histories", "histories"))
    steps = [step for history in json.loads(text) for step in _replayed(client, history)]
    assert len(steps) == _STEPS
    differences = [step for step in steps if step]
    assert not differences, "\n".join(differences[:5])


def _replayed(client: Client, history: Any) -> Iterator[str]:
    """For each step what differs; empty where nothing does."""
    revision = None
    for number, step in enumerate(history["steps"]):
        request = step["request"]
        reply = client.send("PATCH", request["path"], request["body"], {"Content-Type": request["content_type"]})
        where = f"{request['path']} step {number}"
        if reply.status != step["status"]:
            yield f"{where}: {reply.status}, not {step['status']}: {reply.body}"
        elif reply.status >= 400:
            yield _refused(where, reply.body, step["answer"])
        else:
            yield _differs(where, _object(reply.body), _object(step["answer"]))
            if "dryRun" not in request["path"]:
                now = reply.body["metadata"]["resourceVersion"]
                assert (now != revision) is step["resourceVersion_changed"], where
                revision = now


def _object(value: Any) -> Any:
    found = comparable({name: each for name, each in value.items() if name != "status"})
    if found["kind"] == "Service":
        for field in ("clusterIP", "clusterIPs"):
            found["spec"].pop(field, None)
    return found


def _refused(where: str, got: Any, expected: Any) -> str:
    kept = {name: each for name, each in got.items() if name in expected}
    shown, wanted = (json.loads(re.sub(r" at 20[0-9T:-]+Z", "", json.dumps(without_words(each)))) for each in (kept, expected))
    for each in (shown, wanted):
        each.get("details", {}).get("causes", []).sort(key=lambda cause: (cause["field"], cause.get("message", "")))
    return _differs(where, shown, wanted)


def _differs(where: str, got: Any, expected: Any) -> str:
    return "" if got == expected else f"{where}:\n  got      {json.dumps(got)}\n  expected {json.dumps(expected)}"
