"""Nothing is lost in silence and nothing crashes: whatever stands below a service reaches the stack or has a verdict."""

import os
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.normalize.accounting import lost
from tests.normalize.trees import normalized, project
from translator.model.node import Mapping, Node, Sequence
from translator.model.project import Version
from translator.model.stack import Dialect
from translator.normalize.support import SERVICE, STACK, rows

SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
SERVICE_KEYS = sorted({key.partition(".")[0] for key in rows(SERVICE)} - {"env_file", "extends", "profiles"})
SECTIONS = ("volumes", "networks", "configs", "secrets")

PLAUSIBLE: dict[str, list[Any]] = {
    "aliases": [["a", "b", "a"], []],
    "condition": ["service_healthy", "service_started", "any", "none", "on-failure", "never"],
    "constraints": [["node.role == manager", "nonsense"]],
    "content": ["text"],
    "cpus": ["0.5", 0, 2, "x"],
    "create_host_path": [True, False],
    "delay": ["10s", "0s", "ten"],
    "disable": [True, False],
    "driver": ["local", "overlay", "macvlan"],
    "driver_opts": [{"type": "nfs", "o": "addr=1.2.3.4"}],
    "environment": ["KEY", "NOBODY"],
    "external": [True, False, {"name": "outside"}],
    "failure_action": ["pause", "explode"],
    "file": ["missing.txt", "../../etc/passwd"],
    "host_ip": ["127.0.0.1", "nobody"],
    "interval": ["30s", "0s", "1us"],
    "max_replicas_per_node": [0, 1, "x"],
    "memory": ["64m", 0, "x"],
    "mode": ["host", "ingress", "replicated", "0444", 292, 1000, "sideways"],
    "name": ["name"],
    "nocopy": [True, False],
    "order": ["start-first", "sideways"],
    "preferences": [[{"spread": "node.labels.zone"}, {}, "x"]],
    "propagation": ["rshared", "x"],
    "protocol": ["tcp", "udp", "icmp"],
    "published": [80, "8000-8010", "0", "x"],
    "read_only": [True, False, "perhaps"],
    "retries": [3, 0, -1],
    "size": ["64m", 0, "x"],
    "source": ["data", "./x", "/etc/localtime", "~/x", "site", "key", "nobody"],
    "target": [80, "/data", "/logs", "x"],
    "test": [["CMD", "true"], ["NONE"], ["CMD-SHELL", "true"], ["true"], "true", []],
    "type": ["bind", "volume", "tmpfs", "npipe", "image", "x"],
}
"""Values that get past the first look, so that what comes after it is reached."""

WORDS = """
    web db data front site key 80 8080:80 53:53/udp 127.0.0.1:1:2 10-12:20-22 1-9:5 0 -1 0.5 64m 1m30s 10s true false no on
    always on-failure:3 CMD NONE CMD-SHELL /data data:/data:ro,z ./x:/y ~/x:/y c:\\x:/y /a:/b:rshared a=b a= =b a:b::1
    host:1.2.3.4 1000:1000 vip host ingress tcp udp bind tmpfs volume global start-first service_healthy none
    node.role==manager constraint:group==1 0444 444 nginx:1 Nginx:1 ../../etc:/etc "unclosed 'quote
"""
TEXTS = st.sampled_from(["", "\\", *WORDS.split()]) | st.text(max_size=8)
SCALARS = TEXTS | st.none() | st.booleans() | st.integers(-5, 70000) | st.floats(allow_nan=False, allow_infinity=False)


@cache
def subkeys(prefix: str, scope: str) -> list[str]:
    """The keys that the support table has directly below `prefix`."""
    return sorted({key.removeprefix(f"{prefix}.").partition(".")[0] for key in rows(scope) if key.startswith(f"{prefix}.")})


@cache
def values(prefix: str, scope: str, depth: int = 3) -> st.SearchStrategy[Any]:
    """Values below a key: plausible ones, scalars, lists, and maps of the keys that it knows and of some that it does not."""
    plausible = PLAUSIBLE.get(prefix.rpartition(".")[2])
    if plausible and "." in prefix:
        return (
            st.sampled_from(plausible) | st.sampled_from(plausible) | st.sampled_from(plausible) | strange(prefix, scope, depth)
        )
    return strange(prefix, scope, depth)


@cache
def strange(prefix: str, scope: str, depth: int) -> st.SearchStrategy[Any]:
    """Any value at all."""
    if depth == 0:
        return SCALARS
    known = subkeys(prefix, scope)
    below = {key: values(f"{prefix}.{key}", scope, depth - 1) for key in known}
    maps = st.dictionaries(TEXTS, SCALARS | st.dictionaries(TEXTS, SCALARS, max_size=2), max_size=3)
    anything = SCALARS | maps | st.lists(SCALARS | maps, max_size=4)
    if not known:
        return anything
    named = st.fixed_dictionaries({}, optional=below)
    listed = st.lists(named | SCALARS, min_size=1, max_size=3)
    return named | listed | st.dictionaries(st.sampled_from(("db", "front", "nobody")), named, max_size=2) | anything


SERVICES = st.fixed_dictionaries({}, optional={key: values(key, SERVICE) for key in SERVICE_KEYS})
DEFINITIONS = {
    section: st.dictionaries(st.sampled_from(("data", "front", "site", "key", "default")), values(section, STACK), max_size=3)
    | SCALARS
    for section in SECTIONS
}
STACKS = st.fixed_dictionaries(
    {"services": st.dictionaries(st.sampled_from(("web", "db")), SERVICES | SCALARS, max_size=2)}, optional=DEFINITIONS
)


@given(STACKS, st.sampled_from(list(Dialect)), st.sampled_from((Version.V1, Version.SPECIFICATION)))
@settings(
    max_examples=1000 if SOAK else 120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_every_leaf_reaches_the_stack_or_has_a_verdict(stack: dict[str, Any], dialect: Dialect, version: Version) -> None:
    text = yaml.safe_dump(stack, allow_unicode=True)
    read = project(text, dialect=dialect, version=version)
    result, findings = normalized(read)
    assert lost(read.root, result, findings) == []


@given(STACKS, st.randoms(use_true_random=False))
@settings(
    max_examples=400 if SOAK else 60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_the_order_of_keys_says_nothing(stack: dict[str, Any], random: Random) -> None:
    read = project(yaml.safe_dump(stack, allow_unicode=True))
    turned = shuffled(read.root, random)
    assert isinstance(turned, Mapping)
    result, findings = normalized(read)
    other, others = normalized(replace(read, root=turned))
    assert other == result
    assert set(others) == set(findings)


def shuffled(node: Node, random: Random) -> Node:
    """The same tree with the entries of each map in another order."""
    if isinstance(node, Sequence):
        return replace(node, items=tuple(shuffled(item, random) for item in node.items))
    if not isinstance(node, Mapping):
        return node
    names = random.sample(sorted(node.entries), len(node.entries))
    return replace(
        node,
        entries={name: shuffled(node.entries[name], random) for name in names},
        keys={name: node.keys[name] for name in names},
    )


@pytest.mark.parametrize("key", [key for key in SERVICE_KEYS if not subkeys(key, SERVICE)])
@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_every_key_takes_any_value(key: str, data: st.DataObject) -> None:
    check(key, data.draw(values(key, SERVICE)))


@pytest.mark.parametrize("key", [key for key in SERVICE_KEYS if subkeys(key, SERVICE)])
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_every_form_takes_any_keys(key: str, data: st.DataObject) -> None:
    check(key, data.draw(values(key, SERVICE)))


@pytest.mark.parametrize("section", SECTIONS)
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_every_definition_takes_any_keys(section: str, data: st.DataObject) -> None:
    user = {"volumes": ["data:/data"], "networks": ["front"], "configs": ["site"], "secrets": ["key"]}
    name = user[section][0].partition(":")[0]
    check(section, user[section], {section: {name: data.draw(values(section, STACK))}})


def check(key: str, value: object, definitions: dict[str, Any] | None = None) -> None:
    stack = {
        "services": {"web": {key: value}, "db": {}},
        "volumes": {"data": None},
        "networks": {"front": {"internal": False}},
        "configs": {"site": {"content": "x"}},
        "secrets": {"key": {"environment": "KEY"}},
        **(definitions or {}),
    }
    read = project(yaml.safe_dump(stack, allow_unicode=True), environment={"KEY": "hunter2"})
    result, findings = normalized(read)
    assert lost(read.root, result, findings) == []
    assert not any("hunter2" in f"{finding}" for finding in findings)
