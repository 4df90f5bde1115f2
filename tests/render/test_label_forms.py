"""Labels of Container Service say the same in every form: versions 1 to 3, as map and as list, below `labels` and below
`deploy.labels`, and whatever type YAML gives their values."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.render.written import written
from translator import render
from translator.model.stack import Dialect

LABELS: Mapping[str, object] = {
    "aliyun.scale": 3,
    "aliyun.rolling_updates": True,
    "aliyun.rolling_updates.parallelism": 2,
    "aliyun.latest_image": True,
    "aliyun.depends": "db",
    "aliyun.probe.url": "http://container/health",
    "aliyun.probe.timeout_seconds": 10,
    "aliyun.routing.port_80": "shop;http://www.example.com/a;https://shop.example.com",
    "aliyun.routing.session_sticky": True,
    "aliyun.lb.port_80": "tcp://slb:8080",
    "aliyun.log_store_access": "stdout",
    "aliyun.log_ttl_access": 30,
    "aliyun.log.timestamp": False,
    "aliyun.auto_scaling.max_cpu": 70,
    "aliyun.auto_scaling.max_instances": 5,
    "aliyun.gpu": 1,
}
CONFIGURATION = """
    exposure: {domain: apps.example.com, ingress_class: nginx, tls: {shop.example.com: shop-tls}}
    load_balancers: {slb: lb-1}
    resources: {cpu_request: 100m}
"""


def listed(labels: Mapping[str, object]) -> list[str]:
    """The list form; YAML writes truth in small letters."""
    return [f"{key}={str(value).lower() if isinstance(value, bool) else value}" for key, value in labels.items()]


def stack(version: str, form: str, place: str) -> str:
    """The stack in one form: its labels below `labels`, below `deploy`, or half in each."""
    parts: dict[str, dict[str, object]] = {"labels": dict(LABELS), "deploy": {}}
    if place == "deploy":
        parts = {"labels": {}, "deploy": dict(LABELS)}
    elif place == "both":
        items = list(LABELS.items())
        parts = {"labels": dict(items[::2]), "deploy": dict(items[1::2])}
    shaped: dict[str, Any] = {name: listed(part) if form == "list" else part for name, part in parts.items() if part}
    web: dict[str, Any] = {"image": "nginx:1.27", "ports": ["80:80"]}
    if "labels" in shaped:
        web["labels"] = shaped["labels"]
    if "deploy" in shaped:
        web["deploy"] = {"labels": shaped["deploy"]}
    services = {"web": web, "db": {"image": "mysql:8", "expose": ["3306"]}}
    return yaml.safe_dump(services if version == "1" else {"version": version, "services": services}, sort_keys=False)


@cache
def first(folder: Path) -> str:
    return manifests(folder, "2", "map", "labels")


def manifests(folder: Path, version: str, form: str, place: str) -> str:
    made = written(folder, stack(version, form, place), configuration=CONFIGURATION, dialect=Dialect.ALIYUN, platform="ack")
    assert {found.code for found in made.findings if found.code.startswith("T30")} <= {"T304"}
    return render.emit(made.manifests.values())


@pytest.mark.parametrize("form", ["map", "list"])
@pytest.mark.parametrize(
    ("version", "place"),
    [("1", "labels"), ("2", "labels"), ("2.4", "labels"), ("3.8", "labels"), ("3.8", "deploy"), ("3.8", "both")],
)
def test_every_form_gives_the_same(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, version: str, form: str, place: str
) -> None:
    expected = first(tmp_path_factory.getbasetemp())
    assert "kind: Ingress" in expected
    assert "kind: HorizontalPodAutoscaler" in expected
    assert manifests(tmp_path, version, form, place) == expected
