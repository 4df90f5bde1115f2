"""Stacks for the comparison, drawn from our schemas: valid ones, with the ways in which real stacks are put together.

The schema says which keys exist and which shapes their values have; the pools below say what a value of a key looks like, since
a text drawn at random is a valid image, port or duration once in a million. On top, a stack may have a second file, services
that extend others (here and in a file of another folder), env files, variables in place of texts, anchors and merge keys.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

import yaml
from hypothesis import strategies as st

from tests.conformance.drawing import Draw
from tests.conformance.pools import POOLS, Data


@dataclass(frozen=True, slots=True)
class Case:
    """A stack: files by their name below the project folder, the names of -f, the process environment, the profiles."""

    files: Mapping[str, str]
    names: tuple[str, ...] = ("stack.yml",)
    environment: Mapping[str, str] = field(default_factory=dict)
    profiles: tuple[str, ...] = ()
    legacy: bool = False
    keys: frozenset[str] = frozenset()
    """The keys of a service that occur, for the figures."""

    def __str__(self) -> str:
        shown = "".join(f"--- {name}\n{text}" for name, text in self.files.items())
        return f"{shown}--- -f {' -f '.join(self.names)}  {dict(self.environment)}  {self.profiles}"


SERVICES = ("web", "db", "worker_1")

_DOTENV = {
    ".env": 'TAG=1.4\nEMPTY=\nWORDS=two words\nQUOTED="a b"\n# a comment\n',
    "one.env": "FROM_FILE=one\nSHARED=first\nQUOTED='single quotes'\n",
    "sub/two.env": "SHARED=second\nTWO=2 # a comment\nOUTSIDE\nLONE\n\nexport EXPORTED=yes\n",
    "one.labels": "from.file=label\n",
    "files/a.txt": "a\n",
    "files/b.txt": "b\n",
    "app/Dockerfile": "FROM scratch\n",
}
"""Files that every case has; a variable of .env is in every case's reach."""


def case(chance: Random, *, legacy: bool) -> Case:
    """One stack."""
    name = chance.choice(("v1", "v2", "v2", "v3", "v3")) if legacy else "specification"
    version = {"v2": chance.choice(("2", "2.1", "2.4")), "v3": chance.choice(("3", "3.5", "3.8"))}.get(name)
    draw = Draw(chance, name)
    services: dict[str, dict[str, Data]] = {}
    for service in SERVICES[: chance.choice((1, 1, 2))]:
        services[service] = draw.service(most=8)
        if name != "v1" or not {"build", "dockerfile"} & services[service].keys():
            services[service] = {"image": chance.choice(POOLS["image"]), **services[service]}
        if "dockerfile" in services[service]:
            services[service]["build"] = "."
    services.setdefault("db", {"image": "postgres:16"})
    services["db"] = {key: value for key, value in services["db"].items() if key not in _INHERITED}
    files: dict[str, str] = {**_DOTENV}
    names = ["stack.yml"]
    _extend(services, files, draw, chance, name, version)
    first = _share(services, chance)
    defaults = name != "v1"
    profiles = _profiled(services, chance) if name == "specification" else ()
    files["stack.yml"] = _text(_veiled(first | _resources(draw, chance, name), chance, defaults), version, flat=name == "v1")
    if chance.random() < 0.6:
        names.append("more.yml")
        over = {service: draw.service(most=5) for service in chance.sample(sorted(services), 1)}
        over = {name: {key: value for key, value in each.items() if key not in _DIRECTED} for name, each in over.items()}
        files["more.yml"] = _text(_veiled({"services": over}, chance, defaults), version, flat=name == "v1")
    environment = {"OUTSIDE": "from the process", "FROM_OUTSIDE": "outside value"}
    return Case(files, tuple(names), environment, profiles, legacy, frozenset(draw.keys))


def cases(*, legacy: bool) -> st.SearchStrategy[Case]:
    """Stacks of version 1 to 3, or of the specification."""
    return st.randoms(use_true_random=False).map(lambda chance: case(chance, legacy=legacy))


_DIRECTED = frozenset(
    ("depends_on", "links", "volumes_from", "network_mode", "net", "build", "dockerfile", "networks", "volume_driver")
)
"""Keys that a second file leaves alone: they could close a circle, or contradict those of the first."""
_INHERITED = frozenset(("volume_driver", "depends_on", "links", "volumes_from", "network_mode", "net"))


def _extend(
    services: dict[str, dict[str, Data]], files: dict[str, str], draw: Draw, chance: Random, name: str, version: str | None
) -> None:
    """Lets the first service extend one of this file or of another. Version 3 had no `extends`, but docker-compose took it."""
    chosen = chance.random()
    if chosen < 0.5:
        return
    base = {key: value for key, value in draw.service(most=4).items() if key not in _INHERITED}
    base["image"] = "base:1"
    if name == "v1":  # an image and a build exclude one another there
        base = {key: value for key, value in base.items() if key not in ("build", "dockerfile")}
    if chosen < 0.75:
        services["base"] = base
        services["web"]["extends"] = {"service": "base"} if chosen < 0.6 else "base"
        if name != "specification":
            services["web"]["extends"] = {"service": "base"}
    else:
        inner = {"root": base, "middle": {"extends": {"service": "root"}, "labels": {"from": "middle"}}}
        files["common/base.yml"] = _text({"services": inner}, version, flat=name == "v1")
        files["common/app/Dockerfile"] = "FROM scratch\n"
        files["common/one.env"] = "FROM_COMMON=common\n"
        files["common/sub/two.env"] = "SHARED=common\n"
        files["common/one.labels"] = "from.common=label\n"
        services["web"]["extends"] = {"file": "common/base.yml", "service": "middle"}


def _share(services: dict[str, dict[str, Data]], chance: Random) -> dict[str, Data]:
    """Perhaps an extension with an anchor, of which services take parts by a merge key or by an alias."""
    tree: dict[str, Data] = {}
    if chance.random() < 0.4:
        shared = {"labels": {"shared": "anchor"}, "working_dir": "/shared"}
        tree["x-shared"] = shared
        for service in services.values():
            if chance.random() < 0.7:
                service[_Merge("<<")] = shared
    tree["services"] = services
    return tree


def _profiled(services: dict[str, dict[str, Data]], chance: Random) -> tuple[str, ...]:
    """Perhaps a profile of the service that nobody needs."""
    if "worker_1" not in services and chance.random() < 0.2:
        services["worker_1"] = {"image": "worker", "profiles": ["debug"]}
        return ("debug",) if chance.random() < 0.5 else ()
    return ()


def _resources(draw: Draw, chance: Random, name: str) -> dict[str, Data]:
    if name == "v1":
        return {}
    found: dict[str, Data] = {
        "volumes": {"data": draw.resource("volume"), "cache": None},
        "networks": {"front": draw.resource("network"), "back": {}},
    }
    if name != "v2":
        found |= {"configs": {"conf": draw.resource("config")}, "secrets": {"cert": draw.resource("secret")}}
    return found


_FIXED = frozenset(("<<", "extends", "x-shared", "profiles", "depends_on", "env_file", "label_file"))


def _veiled(value: Data, chance: Random, defaults: bool, key: str = "") -> Data:
    """The tree with variables in place of some texts: always with the value that the text has.

    Args:
        defaults: whether a variable may have one; in version 1 it may not.
    """
    if key in _FIXED:
        return value
    if isinstance(value, dict):
        return {name: _veiled(each, chance, defaults, str(name)) for name, each in value.items()}
    if isinstance(value, list):
        return [_veiled(each, chance, defaults, key) for each in value]
    if not isinstance(value, str) or chance.random() > 0.15 or not value or "}" in value:
        return value
    forms = (f"{value}${{EMPTY}}", f"{value}$EMPTY")
    with_defaults = (f"${{UNSET:-{value}}}", f"${{UNSET-{value}}}", f"${{EMPTY:-{value}}}", f"{value}${{EMPTY-no}}")
    return chance.choice(forms + with_defaults if defaults else forms)


class _Merge(str):
    """The merge key of YAML, which a dumper would quote."""


class _Dumper(yaml.SafeDumper):
    """Writes merge keys as such, and strings as they are."""


_Dumper.add_representer(_Merge, lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:merge", "<<"))


def _text(tree: dict[str, Data], version: str | None, *, flat: bool) -> str:
    if flat:
        return yaml.dump(tree["services"], Dumper=_Dumper, sort_keys=False, allow_unicode=True)
    whole = tree if version is None else {"version": version, **tree}
    return yaml.dump(whole, Dumper=_Dumper, sort_keys=False, allow_unicode=True)
