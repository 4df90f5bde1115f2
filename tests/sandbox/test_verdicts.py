"""8,800 verdicts of a real API server: the sandbox accepts and refuses the same objects, with the same status.

The rules are those of the offline check (`tests/verdicts` measures them); here they are asked over the path of a real request,
in dry runs: what does not fit its type is HTTP 500, what breaks a rule 422. A request takes ten milliseconds, so that a
quick run asks every eighth, and `make soak` all.
"""

import json
import os
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from tests.verdicts.measure import FOLDER, cases
from translator.sandbox import users
from translator.sandbox.cluster import Cluster, opened
from translator.sandbox.rest.exchange import Answer, Request
from translator.sandbox.rest.router import Router

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the verdicts of the API server are not in this checkout")

_AGREEMENT = 0.995
_ONLY_WHEN_IT_COUNTS = '{"/spec/ports/0/nodePort": -1}'
"""A dry run of the API server does not look at the range of node ports."""

_STEP = 1 if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else 8


class _Server:
    """A sandbox without sockets."""

    def __init__(self) -> None:
        self.cluster: Cluster = opened("1.36", None)
        self._router = Router(self.cluster, {"token": users.ADMIN}, lambda pod, query: "")
        self.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "verdicts"}}, {})

    def apply(self, body: Mapping[str, Any], query: Mapping[str, str]) -> Answer:
        """Server-side apply."""
        resource = self.cluster.resource_of_kind(body["apiVersion"], body["kind"])
        assert resource is not None
        metadata = body["metadata"]
        root = "/apis/" if resource.group else "/api/"
        home = f"/namespaces/{metadata.get('namespace', 'verdicts')}" if resource.namespaced else ""
        path = f"{root}{resource.api_version}{home}/{resource.name}/{metadata['name']}"
        headers = {"authorization": "Bearer token", "content-type": "application/apply-patch+yaml"}
        asked = {"fieldManager": "translator", "fieldValidation": "Strict", **query}
        return self._router.respond(Request("PATCH", path, asked, headers, json.dumps(body).encode()))


@pytest.fixture(scope="module")
def server() -> _Server:
    return _Server()


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.json")) if FOLDER.is_dir() else [], ids=lambda file: file.stem)
def test_the_same_status(server: _Server, file: Path) -> None:
    expected = [case["status"] for case in json.loads(file.read_bytes())["cases"]]
    differing, total = [], 0
    for case, status in islice(zip(cases(file), expected, strict=True), 0, None, _STEP):
        if not isinstance(case.body.get("metadata"), dict) or not isinstance(case.body["metadata"].get("name"), str):
            continue  # it has no path
        total += 1
        answer = server.apply(case.body, {"dryRun": "All"})
        if answer.code != status and case.change != _ONLY_WHEN_IT_COUNTS:
            differing.append(f"{case.change}: {answer.code}, not {status}: {case.said}")
    assert len(differing) <= (1 - _AGREEMENT) * total, "\n".join(differing)
