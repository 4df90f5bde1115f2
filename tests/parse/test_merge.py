"""One file over another: the rules of the Compose Specification, "Merge and override", case by case.

The first cases are the examples of that page; the others follow its tables and docker compose's list of keys with two forms.
"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.parse.stacks import plain
from translator.model.finding import Verdict
from translator.model.node import Mapping, leaves
from translator.model.origin import Derived, sources
from translator.model.project import Version
from translator.parse import merge, yaml
from translator.report.collector import Collector


def tree(text: str, name: str) -> Mapping:
    findings = Collector()
    root = yaml.compose(text.encode(), name, findings)
    assert isinstance(root, Mapping), list(findings)
    return root


def merged(base: str, over: str, version: Version = Version.SPECIFICATION) -> tuple[Mapping, Collector]:
    findings = Collector()
    first = merge.files(None, tree(base, "a.yml"), version, findings)
    return merge.files(first, tree(over, "b.yml"), version, findings), findings


def of_service(base: str, over: str, version: Version = Version.SPECIFICATION) -> tuple[Any, Collector]:
    """Merges two services written as flow mappings."""
    root, findings = merged(f"services: {{web: {base}}}", f"services: {{web: {over}}}", version)
    return plain(root)["services"]["web"], findings


CASES = [
    # base, override, result: the examples of the specification
    ("{key1: value1, key2: value2}", "{key2: VALUE, key3: value3}", {"key1": "value1", "key2": "VALUE", "key3": "value3"}),
    ("{dns: [1.1.1.1]}", "{dns: [8.8.8.8]}", {"dns": ["1.1.1.1", "8.8.8.8"]}),
    ("{command: [echo, foo]}", "{command: [echo, bar]}", {"command": ["echo", "bar"]}),
    ("{volumes: ['foo:/work']}", "{volumes: ['bar:/work']}", {"volumes": ["bar:/work"]}),
    # replaced whole, across forms
    ("{command: echo}", "{command: [a, b]}", {"command": ["a", "b"]}),
    ("{entrypoint: [a]}", "{entrypoint: b}", {"entrypoint": "b"}),
    ("{healthcheck: {test: [CMD, a], retries: 3}}", "{healthcheck: {test: b}}", {"healthcheck": {"test": "b", "retries": "3"}}),
    # name and value, in both forms
    ("{environment: {A: 1, B: 2}}", "{environment: {B: 3, C: 4}}", {"environment": {"A": "1", "B": "3", "C": "4"}}),
    ("{environment: [A=1, B=2]}", "{environment: [B=3, C]}", {"environment": ["A=1", "B=3", "C"]}),
    ("{environment: [A=1, B=2, D]}", "{environment: {B: 3}}", {"environment": {"A": "1", "B": "3", "D": None}}),
    ("{environment: [A=1, A=2]}", "{environment: {B: 3}}", {"environment": {"A": "2", "B": "3"}}),
    ("{environment: {A: 1}}", "{environment: [B=2=3]}", {"environment": {"A": "1", "B": "2=3"}}),
    ("{environment: {A: 1}}", "{environment: {A: }}", {"environment": {"A": None}}),
    ("{labels: [a=1]}", "{labels: {a: 2}}", {"labels": {"a": "2"}}),
    ("{deploy: {labels: [a=1]}}", "{deploy: {labels: {b: 2}}}", {"deploy": {"labels": {"a": "1", "b": "2"}}}),
    ("{build: {args: [A=1]}}", "{build: {args: {A: 2}}}", {"build": {"args": {"A": "2"}}}),
    ("{sysctls: [a=1]}", "{sysctls: [a=2]}", {"sysctls": ["a=2"]}),
    # requests for devices: all of them is one request; the same one twice is one
    ("{gpus: all}", "{gpus: [{count: 2}]}", {"gpus": [{"count": "all"}, {"count": "2"}]}),
    ("{gpus: [{count: 2}]}", "{gpus: all}", {"gpus": [{"count": "2"}, {"count": "all"}]}),
    ("{gpus: all}", "{gpus: all}", {"gpus": [{"count": "all"}]}),
    # any other list: what says the same is there once
    (
        "{post_start: [{command: [a], user: b}]}",
        "{post_start: [{user: b, command: [a]}, {command: [a, user, b]}]}",
        {"post_start": [{"user": "b", "command": ["a"]}, {"command": ["a", "user", "b"]}]},
    ),
    (
        "{gpus: [{driver: a, capabilities: [x]}]}",
        "{gpus: [{capabilities: [x], driver: a}, {driver: a, capabilities: [y]}]}",
        {"gpus": [{"capabilities": ["x"], "driver": "a"}, {"driver": "a", "capabilities": ["y"]}]},
    ),
    # build in two forms
    ("{build: .}", "{build: {dockerfile: D}}", {"build": {"context": ".", "dockerfile": "D"}}),
    ("{build: {context: a, target: t}}", "{build: b}", {"build": {"context": "b", "target": "t"}}),
    ("{build: a}", "{build: b}", {"build": "b"}),
    # names in two forms
    ("{networks: [a, b]}", "{networks: [b, c]}", {"networks": ["a", "b", "c"]}),
    ("{networks: [a]}", "{networks: {a: {aliases: [x]}}}", {"networks": {"a": {"aliases": ["x"]}}}),
    (
        "{networks: {a: {aliases: [x], priority: 1}}}",
        "{networks: {a: {aliases: [y]}, b: }}",
        {"networks": {"a": {"aliases": ["x", "y"], "priority": "1"}, "b": None}},
    ),
    ("{depends_on: [a]}", "{depends_on: [b, a]}", {"depends_on": ["a", "b"]}),
    (
        "{depends_on: [a, b]}",
        "{depends_on: {b: {condition: service_healthy}}}",
        {"depends_on": {"a": {"condition": "service_started"}, "b": {"condition": "service_healthy"}}},
    ),
    # a list or one text
    ("{dns: 1.1.1.1}", "{dns: [8.8.8.8]}", {"dns": ["1.1.1.1", "8.8.8.8"]}),
    ("{tmpfs: /a}", "{tmpfs: /b}", {"tmpfs": ["/a", "/b"]}),
    ("{tmpfs: [/a]}", "{tmpfs: /b}", {"tmpfs": ["/a", "/b"]}),
    (
        "{env_file: a.env}",
        "{env_file: [b.env, {path: a.env, required: false}]}",
        {"env_file": [{"path": "a.env", "required": "false"}, "b.env"]},
    ),
    # unique by what they stand for
    ("{ports: ['80:80']}", "{ports: ['80:80', '81:80']}", {"ports": ["80:80", "81:80"]}),
    ("{ports: ['80:80/tcp']}", "{ports: [{target: 80, published: 80}]}", {"ports": [{"target": "80", "published": "80"}]}),
    ("{ports: ['53:53/udp']}", "{ports: ['53:53']}", {"ports": ["53:53/udp", "53:53"]}),
    ("{ports: ['127.0.0.1:80:80']}", "{ports: ['80:80']}", {"ports": ["127.0.0.1:80:80", "80:80"]}),
    ("{ports: ['0.0.0.0:80:80']}", "{ports: ['80:80']}", {"ports": ["80:80"]}),
    ("{ports: [80]}", "{ports: ['80']}", {"ports": ["80"]}),
    ("{ports: ['[::1]:80:80']}", "{ports: ['[::1]:80:80']}", {"ports": ["[::1]:80:80"]}),
    (
        "{volumes: ['a:/x', '/y']}",
        "{volumes: [{type: volume, source: b, target: /x/}]}",
        {"volumes": [{"type": "volume", "source": "b", "target": "/x/"}, "/y"]},
    ),
    ("{volumes: ['./a:/x:ro']}", "{volumes: ['/x']}", {"volumes": ["/x"]}),
    ("{secrets: [a]}", "{secrets: [{source: b, target: a}]}", {"secrets": [{"source": "b", "target": "a"}]}),
    (
        "{secrets: [a]}",
        "{secrets: [{source: b, target: /run/secrets/a}]}",
        {"secrets": [{"source": "b", "target": "/run/secrets/a"}]},
    ),
    ("{configs: [a]}", "{configs: [{source: b, target: /a}]}", {"configs": [{"source": "b", "target": "/a"}]}),
    ("{devices: ['/dev/a:/dev/x']}", "{devices: ['/dev/b:/dev/x:rw']}", {"devices": ["/dev/b:/dev/x:rw"]}),
    ("{links: ['db:mysql']}", "{links: ['db2:mysql', cache]}", {"links": ["db2:mysql", "cache"]}),
    ("{cap_add: [A, B]}", "{cap_add: [B, C]}", {"cap_add": ["A", "B", "C"]}),
    ("{expose: [80]}", "{expose: ['80', 81]}", {"expose": ["80", "81"]}),
    ("{extra_hosts: ['a:1.1.1.1']}", "{extra_hosts: {b: 2.2.2.2}}", {"extra_hosts": ["a:1.1.1.1", "b=2.2.2.2"]}),
    # logging options belong to a driver
    (
        "{logging: {driver: a, options: {x: 1}}}",
        "{logging: {options: {y: 2}}}",
        {"logging": {"driver": "a", "options": {"x": "1", "y": "2"}}},
    ),
    ("{logging: {driver: a, options: {x: 1}}}", "{logging: {driver: b}}", {"logging": {"driver": "b"}}),
    ("{ulimits: {nofile: 1}}", "{ulimits: {nofile: {soft: 1, hard: 2}}}", {"ulimits": {"nofile": {"soft": "1", "hard": "2"}}}),
    # null
    ("{image: a}", "{image: }", {"image": "a"}),
    ("{environment: {A: 1}}", "{environment: }", {"environment": {"A": "1"}}),
    ("{networks: }", "{networks: [a]}", {"networks": ["a"]}),
    ("{deploy: {replicas: 1}}", "{deploy: }", {"deploy": {"replicas": "1"}}),
    ("{ports: ['1:1'], labels: {a: 1}}", "{ports: [], labels: {}}", {"ports": ["1:1"], "labels": {"a": "1"}}),
    (
        "{ports: [], labels: {}, tty: true}",
        "{ports: ['1:1'], labels: [a=1]}",
        {"ports": ["1:1"], "labels": ["a=1"], "tty": "true"},
    ),
    # reset and override
    (
        "{image: a, ports: ['8080:80'], environment: {FOO: BAR}}",
        "{ports: !reset [], environment: {FOO: !reset null}}",
        {"image": "a", "environment": {}},
    ),
    ("{ports: ['8080:80']}", "{ports: !override ['8443:443']}", {"ports": ["8443:443"]}),
    ("{deploy: {mode: global, labels: {a: 1}}}", "{deploy: !override {replicas: 2}}", {"deploy": {"replicas": "2"}}),
    ("{image: a}", "{image: !override b}", {"image": "b"}),
    ("{image: a}", "{ports: !reset []}", {"image": "a"}),
    ("{ports: !reset ['1:1'], image: !override a}", "{ports: ['2:2']}", {"ports": ["2:2"], "image": "a"}),
]


@pytest.mark.parametrize(("base", "over", "expected"), CASES)
def test_merge_of_a_service(base: str, over: str, expected: Any) -> None:
    result, findings = of_service(base, over)
    assert result == expected
    assert {f.verdict for f in findings} <= {Verdict.IGNORED}


@pytest.mark.parametrize(("base", "over", "expected"), CASES)
def test_nothing_that_was_written_is_lost_in_silence(base: str, over: str, expected: Any) -> None:
    """Every leaf of both files is in the tree, or has a finding at its place or above."""
    texts = {"a.yml": f"services: {{web: {base}}}", "b.yml": f"services: {{web: {over}}}"}
    root, findings = merged(texts["a.yml"], texts["b.yml"])
    kept = {(s.file, s.path) for leaf in leaves(root) for s in sources(leaf.origin)}
    said = {(f.source.file, f.source.path) for f in findings if f.source is not None}
    for name, text in texts.items():
        for leaf in yaml.load(text.encode(), name, Collector()).leaves:
            above = {(leaf.file, leaf.path[:length]) for length in range(len(leaf.path) + 1)}
            assert (leaf.file, leaf.path) in kept or above & said, leaf


@pytest.mark.parametrize(
    ("base", "over", "where"),
    [
        ("{deploy: {mode: global}}", "{deploy: [a]}", "b.yml:1:26"),
        ("{image: a}", "{image: {b: c}}", "b.yml:1:25"),
        ("{environment: {A: 1}}", "{environment: text}", "b.yml:1:31"),
        ("{depends_on: {a: {}}}", "{depends_on: 7}", "b.yml:1:30"),
        ("{ports: ['1:1']}", "{ports: {a: b}}", "b.yml:1:25"),
    ],
)
def test_shapes_that_do_not_fit_are_refused_and_the_base_stays(base: str, over: str, where: str) -> None:
    result, findings = of_service(base, over)
    assert [(f.code, f.verdict, str(f.source)) for f in findings] == [("T126", Verdict.REFUSED, where)]
    assert result == plain(tree(base, "a.yml"))


def test_what_is_hidden_names_the_place_that_hides_it() -> None:
    _, findings = merged("services:\n  web:\n    image: a\n", "services:\n  web:\n    image: b\n")
    assert [(f.code, str(f.source), f.message) for f in findings] == [("T125", "a.yml:3:12", "image is replaced at b.yml:3:12")]


def test_a_merged_mapping_rests_on_both_places() -> None:
    root, _ = merged("services:\n  web:\n    image: a\n", "services:\n  web:\n    tty: true\n")
    web = root.entries["services"]
    assert isinstance(web, Mapping)
    node = web.entries["web"]
    assert isinstance(node.origin, Derived)
    assert [str(source) for source in sources(node.origin)] == ["a.yml:3:5", "b.yml:3:5"]
    assert [str(source) for source in sources(web.keys["web"].origin)] == ["a.yml:2:3", "b.yml:2:3"]


@pytest.mark.parametrize("section", ["volumes", "networks", "configs", "secrets"])
def test_definitions_merge_in_the_specification_and_are_replaced_before_it(section: str) -> None:
    """docker-compose 1.29, load_mapping: the definition of the last file counts."""
    base, over = f"{section}: {{a: {{driver: x, labels: [l=1]}}}}", f"{section}: {{a: {{labels: {{m: 2}}}}}}"
    root, _ = merged(base, over)
    assert plain(root)[section] == {"a": {"driver": "x", "labels": {"l": "1", "m": "2"}}}
    root, findings = merged(base, over, Version.V3)
    assert plain(root)[section] == {"a": {"labels": {"m": "2"}}}
    assert [f.code for f in findings] == ["T125"]


def test_in_version_1_an_image_replaces_a_build_and_the_reverse() -> None:
    """docker-compose 1.29, legacy_v1_merge_image_or_build."""
    assert of_service("{build: ., ports: ['1']}", "{image: a}", Version.V1)[0] == {"ports": ["1"], "image": "a"}
    assert of_service("{image: a}", "{build: .}", Version.V1)[0] == {"build": "."}
    assert of_service("{image: a}", "{build: .}", Version.V2)[0] == {"image": "a", "build": "."}


_KEYS = st.sampled_from(["A", "B", "C"])
_LISTED = st.lists(st.builds(lambda k, v: f"{k}={v}", _KEYS, st.integers(0, 3)), max_size=3, unique_by=lambda text: text[0])
_MAPPED = st.dictionaries(_KEYS, st.integers(0, 3).map(str), max_size=3)


@given(_LISTED | _MAPPED, _LISTED | _MAPPED, _LISTED | _MAPPED)
def test_pairs_merge_like_dictionaries_in_any_form(one: Any, two: Any, three: Any) -> None:
    findings = Collector()
    root: Mapping | None = None
    expected: dict[str, str] = {}
    for number, value in enumerate((one, two, three)):
        over = tree(f"services: {{web: {{environment: {value!r}}}}}", f"{number}.yml")
        root = merge.files(root, over, Version.SPECIFICATION, findings)
        expected |= dict(item.split("=") for item in value) if isinstance(value, list) else value
    found = plain(root)["services"]["web"]["environment"]
    assert (dict(item.split("=") for item in found) if isinstance(found, list) else found) == expected
