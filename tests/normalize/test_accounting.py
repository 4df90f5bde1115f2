"""Nothing is lost in silence and nothing crashes: whatever stands below a service reaches the stack or has a verdict."""

from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.normalize.accounting import lost
from tests.normalize.trees import normalized, project
from translator.model.project import Version
from translator.model.stack import Dialect
from translator.normalize.support import SERVICE, STACK, rows

SERVICE_KEYS = sorted({key.partition(".")[0] for key in rows(SERVICE)} - {"env_file", "extends", "profiles"})
SECTIONS = ("volumes", "networks", "configs", "secrets")

TEXTS = st.sampled_from(
    """web db data front site key 80 8080:80 53:53/udp 127.0.0.1:1:2 10-12:20-22 1-9:5 0 -1 0.5 64m 1m30s 10s true false no on
    always on-failure:3 CMD NONE CMD-SHELL /data data:/data:ro,z ./x:/y ~/x:/y c:\\x:/y /a:/b:rshared a=b a= =b a:b::1 host:1.2.3.4
    1000:1000 vip host ingress tcp udp bind tmpfs volume global start-first service_healthy none node.role==manager
    constraint:group==1 0444 444 nginx:1 Nginx:1 ../../etc:/etc "unclosed 'quote \\ """.split(" ")
) | st.text(max_size=8)
SCALARS = TEXTS | st.none() | st.booleans() | st.integers(-5, 70000) | st.floats(allow_nan=False, allow_infinity=False)


def subkeys(prefix: str, scope: str) -> list[str]:
    """The keys that the support table has directly below `prefix`."""
    return sorted({key.removeprefix(f"{prefix}.").partition(".")[0] for key in rows(scope) if key.startswith(f"{prefix}.")})


def values(prefix: str, scope: str, depth: int = 3) -> st.SearchStrategy[Any]:
    """Values below a key: scalars, lists, and maps of the keys that it knows and of some that it does not."""
    if depth == 0:
        return SCALARS
    known = subkeys(prefix, scope)
    below = {key: values(f"{prefix}.{key}", scope, depth - 1) for key in known}
    maps = st.dictionaries(TEXTS, SCALARS | st.dictionaries(TEXTS, SCALARS, max_size=2), max_size=3)
    if known:
        named = st.fixed_dictionaries({}, optional=below)
        maps = maps | named | st.dictionaries(st.sampled_from(("db", "front", "site", "nobody")), named, max_size=2)
    return SCALARS | maps | st.lists(SCALARS | maps, max_size=4)


SERVICES = st.fixed_dictionaries({}, optional={key: values(key, SERVICE) for key in SERVICE_KEYS})
DEFINITIONS = {
    section: st.dictionaries(st.sampled_from(("data", "front", "site", "key", "default")), values(section, STACK), max_size=3) | SCALARS
    for section in SECTIONS
}
STACKS = st.fixed_dictionaries({"services": st.dictionaries(st.sampled_from(("web", "db")), SERVICES | SCALARS, max_size=2)}, optional=DEFINITIONS)


@given(STACKS, st.sampled_from(list(Dialect)), st.sampled_from((Version.V1, Version.SPECIFICATION)))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_leaf_reaches_the_stack_or_has_a_verdict(stack: dict[str, Any], dialect: Dialect, version: Version) -> None:
    text = yaml.safe_dump(stack, allow_unicode=True)
    read = project(text, dialect=dialect, version=version)
    result, findings = normalized(read)
    assert lost(read.root, result, findings) == []


@pytest.mark.parametrize("key", SERVICE_KEYS)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_every_key_takes_any_value(key: str, data: st.DataObject) -> None:
    value = data.draw(values(key, SERVICE))
    stack = {
        "services": {"web": {key: value}, "db": {}},
        "volumes": {"data": None},
        "networks": {"front": {"internal": False}},
        "configs": {"site": {"content": "x"}},
        "secrets": {"key": {"environment": "KEY"}},
    }
    read = project(yaml.safe_dump(stack, allow_unicode=True), environment={"KEY": "hunter2"})
    result, findings = normalized(read)
    assert lost(read.root, result, findings) == []
    assert not any("hunter2" in f"{finding}" for finding in findings)
