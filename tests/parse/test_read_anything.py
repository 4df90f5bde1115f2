"""Stacks of a shape that nobody would write: keys and values of Compose in any place and form, in two files.

The promise is the same for all: no exception, and every leaf in the tree or under a finding.
"""

import tempfile
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.parse.stacks import accounted, reading
from translator.model.project import Project
from translator.report.collector import Collector

_TEXTS = st.sampled_from(
    [
        "a",
        "web",
        "db",
        "80",
        "80:80",
        "A=1",
        "${A}",
        "${MISSING}",
        "$$",
        "./x:/y",
        "service:db",
        "b.yml",
        ".env",
        "",
        "x-k",
        "true",
        "1.5",
    ]
)
_SCALARS = st.none() | st.booleans() | st.integers(-1, 99) | _TEXTS
_WORDS = """
image build context args environment labels depends_on condition networks aliases volumes ports expose extends file service
profiles env_file path deploy replicas resources logging driver options healthcheck test configs secrets source target
x-note web db name external links network_mode ulimits nofile extra_hosts dns tmpfs A driver_opts ipam config
"""
_KEYS = st.sampled_from(_WORDS.split())
_VALUES = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3), max_leaves=6
)
_SERVICES = st.dictionaries(
    st.sampled_from(["web", "db", "x-a"]), st.dictionaries(_KEYS, _VALUES, max_size=5) | _VALUES, max_size=3
)
_STACKS = st.fixed_dictionaries(
    {},
    optional={
        "services": _SERVICES | _VALUES,
        "volumes": _VALUES,
        "networks": _VALUES,
        "configs": _VALUES,
        "secrets": _VALUES,
        "include": st.sampled_from([[], ["c.yml"], ["b.yml"], [{"path": "c.yml"}], "c.yml", None, [7]]),
        "name": _SCALARS,
        "version": st.sampled_from(["1", "2", 3.8, "9", None]),
        "x-top": _VALUES,
        "labels": _VALUES,
    },
)


def read(*stacks: Any) -> tuple[Project | None, Collector]:
    with tempfile.TemporaryDirectory() as folder:
        names = ("a.yml", "b.yml", "c.yml")
        files = {name: yaml.safe_dump(stack) for name, stack in zip(names, stacks, strict=True)}
        return reading(Path(folder), {**files, ".env": "A=1\nUNUSED=2\n"}, files=("a.yml", "b.yml"), profiles=("a",))


@given(_STACKS, _STACKS, _STACKS)
def test_any_stack_is_read_and_accounted_for(one: Any, two: Any, three: Any) -> None:
    found, findings = read(one, two, three)
    assert found is not None
    assert accounted(found, findings) == []


@given(_SERVICES, _SERVICES)
def test_any_services_of_version_1(one: Any, two: Any) -> None:
    found, findings = read(one, two, {})
    assert found is not None
    assert accounted(found, findings) == []


@given(_STACKS, _STACKS, _STACKS)
def test_the_same_input_gives_the_same_findings_in_any_order_of_keys(one: Any, two: Any, three: Any) -> None:
    """Places differ when lines move; what is said does not."""
    first = sorted((finding.code, finding.message.split(" at ")[0]) for finding in read(one, two, three)[1])
    again = sorted((finding.code, finding.message.split(" at ")[0]) for finding in read(*map(_reversed, (one, two, three)))[1])
    assert [code for code, _ in first] == [code for code, _ in again]


def _reversed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _reversed(inner) for key, inner in reversed(value.items())}
    return [_reversed(item) for item in value] if isinstance(value, list) else value
