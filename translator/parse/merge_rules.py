"""The table of merging: for which keys two files are not simply laid over one another, key by key and item by item.

Rule: the Compose Specification, "Merge and override", and docker compose's own list of the keys that have two forms. A
pattern is the way from the root of a tree, with * for a name that people choose.
"""

from collections.abc import Callable
from dataclasses import dataclass

from translator.model.node import Mapping, Node, Sequence
from translator.parse import forms, identity

Pattern = tuple[str, ...]
SERVICE: Pattern = ("services", "*")
ULIMIT: Pattern = (*SERVICE, "ulimits")


@dataclass(frozen=True, slots=True)
class Pairs:
    """A mapping or a list of NAME=VALUE: merged by name; a list only where both are lists."""


@dataclass(frozen=True, slots=True)
class Names:
    """A mapping or a list of names: merged by name; a list only where both are lists."""

    convert: Callable[[Node], Mapping | None]


@dataclass(frozen=True, slots=True)
class Unique:
    """A list whose entries have an identity: a later entry takes the place of an earlier one."""

    key: Callable[[Node], identity.Key | None]
    convert: Callable[[Node], Sequence | None] = forms.listed


@dataclass(frozen=True, slots=True)
class Replaced:
    """The later value, whole."""


Rule = Pairs | Names | Unique | Replaced

_BY_SERVICE_KEY: dict[str, Rule] = {
    "annotations": Pairs(),
    "command": Replaced(),
    "configs": Unique(identity.granted("")),
    "depends_on": Names(forms.dependencies),
    "devices": Unique(identity.device),
    "entrypoint": Replaced(),
    "env_file": Unique(identity.env_file),
    "environment": Pairs(),
    "extra_hosts": Unique(identity.text, forms.hosts),
    "labels": Pairs(),
    "links": Unique(identity.link),
    "models": Names(forms.named),
    "networks": Names(forms.named),
    "ports": Unique(identity.port),
    "secrets": Unique(identity.granted("/run/secrets")),
    "sysctls": Pairs(),
    "volumes": Unique(identity.mount),
}
RULES: dict[Pattern, Rule] = {
    **{(*SERVICE, key): rule for key, rule in _BY_SERVICE_KEY.items()},
    (*SERVICE, "build", "additional_contexts"): Pairs(),
    (*SERVICE, "build", "args"): Pairs(),
    (*SERVICE, "build", "extra_hosts"): Unique(identity.text, forms.hosts),
    (*SERVICE, "build", "labels"): Pairs(),
    (*SERVICE, "deploy", "labels"): Pairs(),
    (*SERVICE, "healthcheck", "test"): Replaced(),
    ("networks", "*", "ipam", "config"): Unique(identity.subnet),
    **{(name, "*", "labels"): Pairs() for name in ("networks", "volumes", "configs", "secrets")},
}
RESOURCES = frozenset((name, "*") for name in ("volumes", "networks", "configs", "secrets"))


def names_follow(path: Pattern) -> bool:
    """Whether the keys here are names that people choose, at a level that the table of rules distinguishes."""
    return path in (("services",), ("volumes",), ("networks",), ("configs",), ("secrets",), (*SERVICE, "networks"))
