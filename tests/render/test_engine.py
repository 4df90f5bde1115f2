"""Templates by structure: no value can break a manifest, every field knows its origin, every fault its template and line."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.model.manifest import Manifest
from translator.model.origin import Default, Derived, Located, Origin, Source
from translator.render.engine import Engine
from translator.render.view import Pairs
from translator.report.collector import Collector


def at(*path: str | int) -> Source:
    return Source("stack.yml", 1, 1, path)


def here(value: Any, *path: str | int) -> Located[Any]:
    return Located(value, at(*path))


@dataclass(frozen=True, slots=True)
class Entry:
    name: Located[str]
    value: Located[Any] | None = None


@dataclass(frozen=True, slots=True)
class View:
    template: ClassVar[str] = "thing.yaml.j2"
    name: Located[str]
    value: Located[Any] | None = None
    pairs: Pairs = ()
    words: tuple[Located[str], ...] = ()
    entries: tuple[Entry, ...] = ()
    service: str | None = "web"
    wave: int = 3


HEAD = "apiVersion: v1\nkind: Thing\nmetadata:\n  name: {{ view.name }}\n"


def laid_out(folder: Path, template: str, view: View, **parts: str) -> tuple[Manifest | None, list[str]]:
    """The manifest of a template, and what was found."""
    (folder / "thing.yaml.j2").write_text(template)
    for name, text in parts.items():
        (folder / f"{name}.yaml.j2").write_text(text)
    findings = Collector()
    manifest = Engine((folder,), findings).manifest(view)
    return manifest, [f"{finding.code} {finding.message}" for finding in findings]


def body(folder: Path, template: str, view: View, **parts: str) -> dict[str, Any]:
    manifest, said = laid_out(folder, template, view, **parts)
    assert said == []
    assert manifest is not None
    return dict(manifest.body)


NAME = here("web", "services", "web")


def test_fills_values_with_their_origins(tmp_path: Path) -> None:
    view = View(NAME, here(0, "replicas"))
    manifest, said = laid_out(tmp_path, HEAD + "spec:\n  replicas: {{ view.value }}\n", view)
    assert said == []
    assert manifest is not None
    assert manifest.body == {"apiVersion": "v1", "kind": "Thing", "metadata": {"name": "web"}, "spec": {"replicas": 0}}
    assert list(manifest.origins) == ["/apiVersion", "/kind", "/metadata/name", "/spec/replicas"]
    assert manifest.origins["/metadata/name"] is NAME.origin
    assert manifest.origins["/spec/replicas"] == at("replicas")
    assert manifest.origins["/kind"] == Default("template thing.yaml.j2, line 2")
    assert (manifest.service, manifest.wave) == ("web", 3)


def test_a_constant_knows_its_line_behind_conditions_and_loops(tmp_path: Path) -> None:
    template = HEAD + (
        "{% if view.value %}\nnever: here\n{% endif %}\nlist:\n{% for entry in view.entries %}\n- name: {{ entry.name }}\n"
        "  mode: fixed\n{% endfor %}\nlast: {}\n"
    )
    manifest, _ = laid_out(tmp_path, template, View(NAME, entries=(Entry(here("a")), Entry(here("b")))))
    assert manifest is not None
    assert manifest.origins["/list/0/mode"] == Default("template thing.yaml.j2, line 11")
    assert manifest.origins["/list/1/mode"] == Default("template thing.yaml.j2, line 11")
    assert manifest.origins["/last"] == Default("template thing.yaml.j2, line 13")


@given(st.text(max_size=40))
def test_no_value_breaks_the_structure(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    template = HEAD + "spec:\n  words: {{ items(view.words) }}\n  map: {{ mapping(view.pairs) }}\n  one: {{ view.value }}\n"
    pairs = ((here(text), here(text)), (here(text + "x"), here("x")))
    view = View(NAME, here(text), pairs, (here(text), here("x")))
    found = body(tmp_path_factory.getbasetemp(), template, view)
    assert found["spec"] == {"words": [text, "x"], "map": {text: text, text + "x": "x"}, "one": text}


def test_a_mapping_has_pointers_by_key_and_the_origins_of_both(tmp_path: Path) -> None:
    key, value = here("a/b~c", "labels", 0), here("v", "elsewhere")
    pairs = ((key, value), (here("same", "m", "x"), here("entry", "m", "x")), (Located("d", Default("")), here("w", "w")))
    manifest, said = laid_out(tmp_path, HEAD + "labels: {{ mapping(view.pairs) }}\n", View(NAME, pairs=pairs))
    assert said == []
    assert manifest is not None
    assert manifest.body["labels"] == {"a/b~c": "v", "same": "entry", "d": "w"}
    expected: dict[str, Origin] = {
        "/labels/a~1b~0c": Derived("key and value", (value.origin, key.origin)),
        "/labels/same": at("m", "x"),
        "/labels/d": at("w"),
    }
    assert {pointer: manifest.origins[pointer] for pointer in expected} == expected


def test_empty_mappings_and_lists_are_leaves(tmp_path: Path) -> None:
    template = HEAD + "m: {{ mapping(view.pairs) }}\nl: {{ items(view.words) }}\nc: {}\nd: []\n"
    manifest, _ = laid_out(tmp_path, template, View(NAME))
    assert manifest is not None
    assert [manifest.body[key] for key in "mlcd"] == [{}, [], {}, []]
    assert {"/m", "/l", "/c", "/d"} <= set(manifest.origins)


def test_parts_nest_as_values(tmp_path: Path) -> None:
    template = HEAD + (
        "list:\n{% for entry in view.entries %}\n- {{ part('_part.yaml.j2', entry=entry, view=view) }}\n{% endfor %}\nend: 1\n"
    )
    part = (
        "name: {{ entry.name }}\nfixed: here\n"
        "{% if entry.value %}\nmore: {{ items(view.words) }}\nvalue: {{ entry.value }}\n{% endif %}\n"
    )
    view = View(NAME, entries=(Entry(here("a", "a")), Entry(here("b", "b"), here(2, "two"))), words=(here("w", "w"),))
    manifest, said = laid_out(tmp_path, template, view, _part=part)
    assert said == []
    assert manifest is not None
    assert manifest.body["list"] == [{"name": "a", "fixed": "here"}, {"name": "b", "fixed": "here", "more": ["w"], "value": 2}]
    assert manifest.origins["/list/1/value"] == at("two")
    assert manifest.origins["/list/1/more/0"] == at("w")
    assert manifest.origins["/list/1/fixed"] == Default("template _part.yaml.j2, line 2")
    assert manifest.origins["/end"] == Default("template thing.yaml.j2, line 9")


def test_layouts_of_one_shape_are_kept_apart_from_others(tmp_path: Path) -> None:
    """Two views whose texts are equal differ by the keys of a mapping alone."""
    (tmp_path / "thing.yaml.j2").write_text(HEAD + "m: {{ mapping(view.pairs) }}\n")
    engine = Engine((tmp_path,), Collector())
    bodies = []
    for key in ("a", "b", "a"):
        manifest = engine.manifest(View(NAME, pairs=((here(key), here(key + "1")),)))
        assert manifest is not None
        bodies.append(manifest.body["m"])
    assert bodies == [{"a": "a1"}, {"b": "b1"}, {"a": "a1"}]
    assert bodies[0] is not bodies[2]


def test_the_first_folder_wins(tmp_path: Path) -> None:
    for name in ("own", "built-in"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "thing.yaml.j2").write_text(HEAD + f"from: {name}\n")
    manifest = Engine((tmp_path / "own", tmp_path / "built-in"), Collector()).manifest(View(NAME))
    assert manifest is not None
    assert manifest.body["from"] == "own"


@pytest.mark.parametrize("blank", ["", "{% if view.value %}\nkind: x\n{% endif %}\n", "# nothing\n"])
def test_a_template_that_gives_no_text_gives_no_object(tmp_path: Path, blank: str) -> None:
    assert laid_out(tmp_path, blank, View(NAME)) == (None, [])


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("a: x-{{ view.name }}\n", "line 5: a value stands within a text or in quotes"),
        ("\n\na: '{{ view.name }}'\n", "line 7: a value stands within a text or in quotes"),
        ('a: "{{ view.name }}"\n', "line 5: a value stands within a text or in quotes"),
        ("a: {{ view.name }}{{ view.name }}\n", "line 5: a value stands within a text or in quotes"),
        ("a: |\n  {{ view.name }}\n", "line 5: a value stands within a text or in quotes"),
        ("{{ view.name }}: a\n", "line 5: a value stands as a key"),
        ("a:\n  x{{ view.name }}: a\n", "line 6: a value stands as a key"),
        ("a: b # {{ view.name }}\n", ": a value stands in a comment"),
        ("a: {{ view.nme }}\n", "line 5: it prints a name that is not defined"),
        ("b: 1\na: {{ nothing }}\n", "line 6: it prints a name that is not defined"),
        ("b: 1\n{% if view.nme %}\na: 1\n{% endif %}\n", "line 6: Jinja2 says: "),
        ("a: {{ view.name.value }}\n", "line 5: it prints a bare str, which has no origin"),
        ("a: {{ view.name.value ~ 'x' }}\n", "line 5: it prints a bare str, which has no origin"),
        ("a: {{ 'constant' }}\n", "line 5: it prints a bare str, which has no origin"),
        ("a: {{ {'b': 1} }}\n", "line 5: it prints a bare dict, which has no origin"),
        ("a: {{ view.value }}\n", "line 5: it prints a bare NoneType, which has no origin"),
        ("a: {{ view.entries }}\n", "line 5: it prints a bare tuple, which has no origin"),
        ("a: {{ 1 / 0 }}\n", "line 5: it fails (ZeroDivisionError)"),
        ("a: {{ mapping(view.name) }}\n", "line 5: it fails (TypeError)"),
        ("a: {{ view.name.__class__ }}\n", "line 5: "),
        ("a: {{ part('_no.yaml.j2') }}\n", "line 5: there is no template _no.yaml.j2"),
        ("a: {% if %}\n", "line 5: Jinja2 says: "),
        ("a: [1\n", "what it gives is not YAML"),
        ("a: b: c\n", "line 5: what it gives is not YAML"),
        ("a: 1\na: 2\n", 'line 6: the key "a" stands twice'),
        ("a:\n", "line 5: a key has no value"),
        ("a: !!binary aGk=\n", "line 5: tag:yaml.org,2002:binary is not a type of manifests"),
        ("---\na: b\n", "line 5: what it gives is not YAML"),
        ("a: \x07\n", "what it gives is not YAML"),
    ],
)
def test_refuses_a_template_with_its_line(tmp_path: Path, template: str, said: str) -> None:
    manifest, findings = laid_out(tmp_path, HEAD + template, View(NAME))
    assert manifest is None
    assert len(findings) == 1
    assert findings[0].startswith("T403 template thing.yaml.j2")
    assert said in findings[0]


@pytest.mark.parametrize(
    "template", ["- a\n", "a: b\n", "apiVersion: v1\nkind: X\n", "apiVersion: v1\nkind: 1\nmetadata: {name: x}\n"]
)
def test_refuses_what_is_no_object(tmp_path: Path, template: str) -> None:
    manifest, findings = laid_out(tmp_path, template, View(NAME))
    assert manifest is None
    assert "it gives no object" in findings[0]


def test_a_fault_in_a_part_is_told_of_the_part(tmp_path: Path) -> None:
    template = HEAD + "a: {{ part('_part.yaml.j2', view=view) }}\n"
    for part, said in (
        ("b: 1\nc: {{ view.nme }}\n", "line 2"),
        ("b: 1\nc: x{{ view.name }}\n", "line 2"),
        ("", "it gives nothing"),
    ):
        manifest, findings = laid_out(tmp_path, template, View(NAME), _part=part)
        assert manifest is None
        assert findings[0].startswith("T403 template _part.yaml.j2")
        assert said in findings[0]


def test_a_part_that_contains_itself_is_refused(tmp_path: Path) -> None:
    part = "a: {{ part('_part.yaml.j2') }}\n"
    manifest, findings = laid_out(tmp_path, HEAD + "a: {{ part('_part.yaml.j2') }}\n", View(NAME), _part=part)
    assert manifest is None
    assert "RecursionError" in findings[0]


def test_a_template_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thing.yaml.j2").write_bytes(b"a: \xff\n")
    findings = Collector()
    assert Engine((tmp_path,), findings).manifest(View(NAME)) is None
    assert [finding.code for finding in findings] == ["T403"]


def test_a_fault_of_a_thousand_objects_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "thing.yaml.j2").write_text(HEAD + "a: {{ view.nme }}\n")
    findings = Collector()
    engine = Engine((tmp_path,), findings)
    assert {engine.manifest(View(NAME)) for _ in range(1_000)} == {None}
    assert len(findings) == 1


def test_the_sandbox_holds(tmp_path: Path) -> None:
    for expression in ("view.name.__class__.__mro__", "''.__class__", "items.__globals__", "view.__init__.__globals__"):
        manifest, findings = laid_out(tmp_path, HEAD + f"a: {{{{ {expression} }}}}\n", View(NAME))
        assert manifest is None, expression
        assert len(findings) == 1


def test_a_value_of_no_kind_is_refused(tmp_path: Path) -> None:
    for value in (None, b"x", {"a": 1}, 1j):
        manifest, findings = laid_out(tmp_path, HEAD + "a: {{ view.value }}\n", View(NAME, here(value)))
        assert manifest is None
        assert "a value is no text, number, true or false" in findings[0]


def test_a_fault_never_shows_a_value(tmp_path: Path) -> None:
    view = View(NAME, here("hunter2"))
    for expression in ("view.value.value", "view.value.value | int('x')", "mapping(view.value.value)", "view.value.value.nope"):
        _, findings = laid_out(tmp_path, HEAD + f"a: {{{{ {expression} }}}}\n", view)
        assert findings
        assert "hunter2" not in findings[0]
