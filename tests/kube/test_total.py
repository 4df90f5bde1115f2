"""Whatever fits the schema, the rules have an answer: they never fail, and never change what they look at."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.kube import server, visit
from translator.kube.schema import fault as schema
from translator.kube.versions import SUPPORTED

FOLDER = Path(__file__).parents[2] / "fixtures" / "rules"
BODIES = [
    body
    for file in sorted(FOLDER.glob("*/passes.yml"))
    for body in yaml.safe_load_all(file.read_text(encoding="utf-8"))
    if body["kind"] != "Widget"
]
CODES = {name[:4].upper() for names in visit.modules("server").values() for name in names}
TEXTS = (
    "",
    "a",
    "é",
    "-",
    "a,b",
    "1-",
    "10.0.0.0/8",
    "::1",
    "1Gi",
    "-1",
    "50%",
    "*",
    "..",
    "/",
    "@every x",
    "metadata.labels['']",
    "0" * 5000,  # more digits than Python reads
    "0" * 5000 + "%",
    "9" * 5000 + "%",
    "0" * 5000 + " * * * *",
)
VALUES: tuple[Any, ...] = (*TEXTS, None, 0, 1, -1, 1 << 31, 1.5, True, [], {}, [None], [{}], {"a": None}, {"": ""}, ["a", "a"])


def _places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from _places(item, (*path, key))


def _changed(body: Any, path: tuple[str | int, ...], value: Any, remove: bool) -> None:
    for step in path[:-1]:
        body = body[step]
    if remove:
        del body[path[-1]]
    else:
        body[path[-1]] = copy.deepcopy(value)


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_any_change_has_an_answer(data: st.DataObject) -> None:
    body = copy.deepcopy(data.draw(st.sampled_from(BODIES)))
    for _ in range(data.draw(st.integers(1, 2))):
        places = list(_places(body))
        if places:
            value, remove = data.draw(st.sampled_from(VALUES)), data.draw(st.booleans())
            _changed(body, data.draw(st.sampled_from(places)), value, remove)
    version = data.draw(st.sampled_from(SUPPORTED))
    if any(not schema.is_read(fault) for fault in schema.faults(body, version)):
        return
    before = copy.deepcopy(body)
    found = server.faults(body, version)
    assert {fault.code for fault in found} <= CODES
    assert body == before
    assert server.faults(body, version) == found
