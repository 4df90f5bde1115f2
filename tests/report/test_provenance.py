"""Fields are found as people write them, and told with the whole chain of what caused them."""

from typing import Any

import pytest

from translator.model.finding import Verdict
from translator.model.manifest import Manifest
from translator.model.origin import Default, Derived, Source
from translator.model.project import SourceFile
from translator.report.fields import find, readable, value_at
from translator.report.ledger import Entry
from translator.report.lines import entries_at
from translator.report.provenance import as_data, chain, leaves, one_line, shown
from translator.report.quotation import Quotations

BODY: dict[str, Any] = {
    "apiVersion": "apps/v1",
    "kind": "Deployment",
    "metadata": {"name": "web", "labels": {"app.kubernetes.io/name": "web", "app": "w"}},
    "spec": {
        "replicas": 3,
        "template": {
            "spec": {
                "containers": [
                    {"name": "web", "image": "nginx", "args": ["a", "b"], "ports": [{"containerPort": 80}]},
                    {"name": "log", "image": "fluent"},
                ],
                "volumes": [],
            }
        },
    },
}
POD = "/spec/template/spec"


@pytest.mark.parametrize(
    ("text", "pointers"),
    [
        ("spec.replicas", ("/spec/replicas",)),
        ("/spec/replicas", ("/spec/replicas",)),
        (".spec.replicas", ("/spec/replicas",)),
        ("replicas", ("/spec/replicas",)),
        ("spec", ("/spec",)),
        ("", ("",)),
        ("metadata.labels.app.kubernetes.io/name", ("/metadata/labels/app.kubernetes.io~1name",)),
        ('metadata.labels["app.kubernetes.io/name"]', ("/metadata/labels/app.kubernetes.io~1name",)),
        ("metadata.labels[app]", ("/metadata/labels/app",)),
        ("/metadata/labels/app.kubernetes.io~1name", ("/metadata/labels/app.kubernetes.io~1name",)),
        ("spec.template.spec.containers[1].image", (f"{POD}/containers/1/image",)),
        ("spec.template.spec.containers[log].image", (f"{POD}/containers/1/image",)),
        ("spec.template.spec.containers.log.image", (f"{POD}/containers/1/image",)),
        ("containers[web].ports[80].containerPort", (f"{POD}/containers/0/ports/0/containerPort",)),
        ("containers[web].args[1]", (f"{POD}/containers/0/args/1",)),
        ("image", (f"{POD}/containers/0/image", f"{POD}/containers/1/image")),
        ("spec.nothing", ()),
        ("spec.replicas.more", ()),
        ("/spec/nothing", ()),
        ("/spec/template/spec/containers/7", ()),
        ("containers[nobody].image", ()),
        ("[", ()),
        ("spec.replicas[", ()),
    ],
)
def test_find(text: str, pointers: tuple[str, ...]) -> None:
    assert find(BODY, text) == pointers


@pytest.mark.parametrize(
    ("pointer", "text"),
    [
        ("/spec/replicas", "spec.replicas"),
        (f"{POD}/containers/1/image", "spec.template.spec.containers[log].image"),
        (f"{POD}/containers/0/args/1", "spec.template.spec.containers[web].args[1]"),
        ("/metadata/labels/app.kubernetes.io~1name", 'metadata.labels["app.kubernetes.io/name"]'),
    ],
)
def test_readable_is_what_find_takes(pointer: str, text: str) -> None:
    assert readable(BODY, pointer) == text
    assert find(BODY, text) == (pointer,)


def test_value_at() -> None:
    assert value_at(BODY, "/spec/replicas") == 3
    assert value_at(BODY, "") == BODY


LINE = Source("stack.yml", 2, 21, ("services", "web", "labels", "aliyun.scale"))
SCALED = Derived("aliyun.scale", (LINE, Derived("interpolation", (Source(".env", 1, 1, ("N",)), Default("no reason")))))
MANIFEST = Manifest(
    BODY, {"/spec/replicas": SCALED, f"{POD}/volumes": Default("none"), "/kind": Default("one Pod")}, service="web"
)
QUOTATIONS = Quotations([SourceFile("stack.yml", "services:\n      aliyun.scale: three\n", ()), SourceFile(".env", None, ())])


def test_every_link_of_the_chain_has_a_line() -> None:
    assert list(chain(SCALED, QUOTATIONS)) == [
        "  rule: aliyun.scale",
        "    stack.yml:2:21  services.web.labels.aliyun.scale",
        "        2 |       aliyun.scale: three",
        "    rule: interpolation",
        "      .env:1:1  N",
        "      default: no reason",
    ]


def test_one_line() -> None:
    assert one_line(MANIFEST, "/spec/replicas") == "spec.replicas: 3  <- aliyun.scale, stack.yml:2:21"
    assert one_line(MANIFEST, f"{POD}/volumes") == "spec.template.spec.volumes: []  <- none"
    long = Manifest({**BODY, "spec": {"text": "x" * 5_000}}, {"/spec/text": LINE})
    assert len(one_line(long, "/spec/text")) < 160
    assert leaves(MANIFEST, "/spec") == ("/spec/replicas", f"{POD}/volumes")
    assert leaves(MANIFEST, "/spec/replicas") == ("/spec/replicas",)


def test_as_data() -> None:
    assert as_data(MANIFEST, "/spec/replicas")["origin"] == {
        "rule": "aliyun.scale",
        "parents": [
            {"file": "stack.yml", "line": 2, "column": 21, "path": ["services", "web", "labels", "aliyun.scale"]},
            {
                "rule": "interpolation",
                "parents": [{"file": ".env", "line": 1, "column": 1, "path": ["N"]}, {"default": "no reason"}],
            },
        ],
    }


def test_a_secret_is_not_shown() -> None:
    body = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "db"}, "data": {"db": "aHVudGVyMg=="}}
    secret = Manifest(body, {"/data/db": LINE})
    assert shown(secret, "/data/db") == "(secret, not shown)"
    assert as_data(secret, "/data/db")["value"] is None
    assert "aHVudGVyMg" not in one_line(secret, "/data/db")


STACK = """\
# the shop
services:
  web:
    image: nginx
    ports:
    - 80:80
    - 443:443
    command: >-
      serve
      --all
  db:
    image: postgres
""".splitlines()


def entry(line: int, *path: str | int) -> Entry:
    return Entry(Source("stack.yml", line, 1, path), Verdict.MAPPED)


ENTRIES = tuple(
    entry(line, *path)
    for line, path in [
        (4, ("services", "web", "image")),
        (6, ("services", "web", "ports", 0)),
        (7, ("services", "web", "ports", 1)),
        (8, ("services", "web", "command")),
        (12, ("services", "db", "image")),
    ]
)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (4, [4]),
        (6, [6]),
        (5, [6, 7]),
        (3, [4, 6, 7, 8]),
        (2, [4, 6, 7, 8, 12]),
        (9, [8]),
        (10, [8]),
        (1, []),
        (13, []),
        (0, []),
    ],
)
def test_what_stands_on_a_line(line: int, found: list[int]) -> None:
    assert [each.source.line for each in entries_at(ENTRIES, "stack.yml", line, STACK)] == found
    assert entries_at(ENTRIES, "other.yml", line, STACK) == ()
