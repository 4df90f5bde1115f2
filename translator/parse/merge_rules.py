"""The table of merging: for which keys two files are not simply laid over one another, key by key and item by item.

Rule: the Compose Specification, "Merge and override", and docker compose's own list of the keys that have two forms. A
pattern is the way from the root of a tree, with * for a name that people choose.
"""

from collections.abc import Callable

from translator.model.node import Mapping, Node, Sequence
from translator.model.project import Version
from translator.model.record import dataclass
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
    """A list whose entries have an identity: a later entry takes the place of an earlier one, or with `moves` goes last."""

    key: Callable[[Node], identity.Key | None]
    convert: Callable[[Node], Sequence | None] = forms.listed
    moves: bool = False


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
    "dns": Unique(identity.text),
    "dns_opt": Unique(identity.text),
    "dns_search": Unique(identity.text),
    "entrypoint": Replaced(),
    "env_file": Unique(identity.env_file),
    "environment": Pairs(),
    "extra_hosts": Unique(identity.text, forms.hosts),
    "gpus": Unique(identity.whole, forms.requests),
    "label_file": Unique(identity.text),
    "labels": Pairs(),
    "links": Unique(identity.link),
    "models": Names(forms.named),
    "networks": Names(forms.named),
    "ports": Unique(identity.port),
    "secrets": Unique(identity.granted("/run/secrets")),
    "sysctls": Pairs(),
    "tmpfs": Unique(identity.text),
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
LEGACY_RULES: dict[Pattern, Rule] = {
    (*SERVICE, "configs"): Unique(identity.source),
    (*SERVICE, "credential_spec"): Replaced(),
    (*SERVICE, "dns_opt"): Replaced(),
    (*SERVICE, "env_file"): Unique(identity.env_path, moves=True),
    (*SERVICE, "group_add"): Replaced(),
    (*SERVICE, "log_opt"): Replaced(),
    (*SERVICE, "secrets"): Unique(identity.source),
    **{
        (*SERVICE, "blkio_config", key): Unique(identity.throttled)
        for key in ("device_read_bps", "device_read_iops", "device_write_bps", "device_write_iops", "weight_device")
    },
}
"""Where docker-compose 1.29 did otherwise, for files of version 1 to 3; a config or secret is known there by its source."""
RESOURCES = frozenset((name, "*") for name in ("volumes", "networks", "configs", "secrets"))


def rule_of(path: Pattern, version: Version) -> Rule | None:
    """The rule of a place; None for key by key, item by item."""
    legacy = None if version is Version.SPECIFICATION else LEGACY_RULES.get(path)
    return legacy or RULES.get(path)


def names_follow(path: Pattern) -> bool:
    """Whether the keys here are names that people choose, at a level that the table of rules distinguishes."""
    return path in (("services",), ("volumes",), ("networks",), ("configs",), ("secrets",), (*SERVICE, "networks"))
