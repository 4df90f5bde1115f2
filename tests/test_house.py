"""The walls: what keeps the house as CONTRIBUTING.md describes it, checked rather than asked for.

Import contracts are proved by lint-imports (`make test`); here stands what it cannot see.
"""

import ast
import re
import subprocess
import types
import typing
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from tests.generate import readme
from translator.cli.pages import ALIASES
from translator.kube.kinds import KINDS
from translator.model.service import Service
from translator.normalize import attributes, labels, support
from translator.render import kinds
from translator.report.catalogue import codes

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "translator"
SOURCES = sorted(path for path in PACKAGE.rglob("*.py"))
PYTHON = sorted([*SOURCES, *(ROOT / "tests").rglob("*.py")])
CATALOGUE = PACKAGE / "report" / "catalogue"

CARD = {"pyproject.toml", "translator", "schemas", "templates", "fixtures", "tests"}
PAPERWORK = {"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile"}
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "managers"}
ROOMS = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tracked() -> tuple[Path, ...]:
    """The files of the repository; those of the folder, where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    names = listed.stdout.splitlines() if listed.returncode == 0 else []
    paths = [ROOT / each for each in names] or [path for folder in CARD for path in (ROOT / folder).rglob("*")]
    return tuple(path for path in paths if path.is_file())


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


@cache
def evidence() -> str:
    """Everything that shows behaviour: tests and fixtures."""
    folders = (ROOT / "tests", ROOT / "fixtures")
    return "\n".join(text(path) for path in tracked() if any(folder in path.parents for folder in folders))


def test_the_top_of_the_house() -> None:
    tops = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {top for top in tops if not top.startswith(".")} <= CARD | PAPERWORK
    assert {path.name for path in ROOT.iterdir()} >= PAPERWORK


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_its_card(room: str) -> None:
    card = import_module(f"translator.{room}").__doc__ or ""
    assert [
        word for word in ("Takes", "Gives", "Knows", "Not", "New") if not re.search(rf"^.*\b{word} ", card, re.MULTILINE)
    ] == []


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_file_says_why_it_exists_and_stays_small(path: Path) -> None:
    assert ast.get_docstring(ast.parse(text(path))), "no docstring"
    assert len(text(path).splitlines()) <= 300
    assert path.stem not in DRAWERS


def test_tests_stay_small_too() -> None:
    assert [name(path) for path in PYTHON if len(text(path).splitlines()) > 500] == []


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(?:TODO|FIXME|XXX|NotImplementedError)\b")
    assert [name(path) for path in PYTHON if path != Path(__file__) and later.search(text(path))] == []


def test_nothing_speaks_of_the_machine_that_it_was_written_on() -> None:
    machine = re.compile(r"/work/|/root/|\bartifactory\b|\bnexus\.|\bdevpi\b|--index-url|index-url\s*=")
    found = [name(path) for path in tracked() if path != Path(__file__) and machine.search(text(path))]
    assert found == []


def test_every_code_is_used_and_shown() -> None:
    product = "\n".join(text(path) for path in SOURCES if CATALOGUE not in path.parents)
    rows = [row.code for row in codes()]
    assert [code for code in rows if f'"{code}"' not in product] == [], "codes that nothing uses"
    assert [code for code in rows if code not in evidence()] == [], "codes that no test and no fixture names"


def test_codes_are_told_well() -> None:
    rows = list(codes())
    assert len({row.slug for row in rows}) == len(rows)
    for row in rows:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row.slug), row.code
        assert row.summary.endswith("."), row.code
        assert row.page.endswith("."), row.code
        assert len(re.findall(r"[.?](?:\s|$)", f"{row.summary} {row.page}")) >= 2, row.code


def modules(package: types.ModuleType) -> list[str]:
    folder = Path(str(package.__file__)).parent
    return sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("module", modules(attributes))
def test_every_attribute_is_shown(module: str) -> None:
    (key,) = [key for key in support.rows(support.SERVICE) if key.replace(".", "_") == module]
    assert re.search(rf"\b{re.escape(key.rpartition('.')[2])}\b", evidence())


@pytest.mark.parametrize("module", modules(labels))
def test_every_label_is_shown(module: str) -> None:
    key: str = import_module(f"{labels.__name__}.{module}").KEY
    assert key.partition("{")[0] in evidence()


@pytest.mark.parametrize("module", modules(kinds))
def test_every_kind_is_shown(module: str) -> None:
    (kind,) = [kind for kind in KINDS if ALIASES.get(kind.lower(), kind.lower()) == module]
    assert re.search(rf"^kind: {kind}$", evidence(), re.MULTILINE)


@pytest.mark.parametrize(
    "module", [f"{package.__name__}.{module}" for package in (attributes, labels) for module in modules(package)]
)
def test_what_is_read_fits_the_field(module: str) -> None:
    read = import_module(module)
    field = get_type_hints(Service)[read.FIELD]
    assert members(get_type_hints(read.read)["return"]) <= members(field)


def members(hint: Any) -> set[Any]:
    """The members of a union, the type itself where it is none."""
    return set(get_args(hint)) if get_origin(hint) in (typing.Union, types.UnionType) else {hint}


def test_the_readme_is_current() -> None:
    current = text(ROOT / "README.md")
    assert readme.filled(current) == current, "run python -m tests.generate.readme"
