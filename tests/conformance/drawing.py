"""Services and resources drawn from our schemas: the schema says which keys there are and what shape their values have."""

import json
from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Any

from tests.conformance.pools import EXCLUSIVE, LEGACY_POOLS, LONG, POOLS, SIZES, TEXTS, Data
from translator import assets

_UNLIKE = frozenset(("extends", "models", "provider", "use_api_socket", "attach", "x-platform"))
"""Keys that the generator sets itself, or that need more of a stack than one key."""


@cache
def _schema(name: str) -> Mapping[str, Any]:
    found = json.loads((assets.schemas() / "compose" / f"{name}.json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


class Draw:
    """Draws values of one schema. Whatever it draws is a valid value for the programs too, as far as the pools know it."""

    def __init__(self, chance: Random, name: str) -> None:
        self._schema = _schema(name)
        self._chance = chance
        self._name = name
        self._pools = POOLS if name == "specification" else {**POOLS, **LEGACY_POOLS}
        self.keys: set[str] = set()

    def service(self, *, most: int = 7, least: int = 1) -> dict[str, Data]:
        """Some keys of a service."""
        properties = self._schema["$defs"]["service"]["properties"]
        names = [key for key in properties if key not in _UNLIKE and key not in ("image", "profiles")]
        chosen = sorted(self._chance.sample(names, self._chance.randint(least, most)))
        chosen = _compatible(chosen)
        self.keys.update(chosen)
        return {key: self.value(properties[key], key) for key in chosen}

    def resource(self, section: str) -> Data:
        """A volume, network, config or secret."""
        properties = self._schema["$defs"][section]["properties"]
        names = [key for key in properties if key not in ("external", "name", "template_driver", "driver_opts", "ipam")]
        if section in ("config", "secret"):
            return {"file": self._chance.choice(POOLS["file"])}
        if self._chance.random() < 0.2:
            return self._chance.choice([{"external": True}, {"external": True, "name": "elsewhere"}])
        chosen = sorted(self._chance.sample(names, self._chance.randint(0, min(3, len(names)))))
        return {key: self.value(properties[key], key) for key in chosen} or None

    def value(self, part: Mapping[str, Any], key: str) -> Data:
        """A value of a part of the schema, below `key`."""
        name = ""
        if "$ref" in part:
            name = part["$ref"].rpartition("/")[2]
            part = self._schema["$defs"][name]
        if key in (
            "labels",
            "environment",
            "args",
            "annotations",
            "options",
            "driver_opts",
            "sysctls",
            "storage_opt",
            "ulimits",
            "ssh",
        ):
            return self._pairs(key, part)
        pool = (True, False) if name == "boolean" else SIZES if name == "size" else part.get("enum", ())
        if pool:
            return self._chance.choice(pool)
        if key in LONG and name != "text" and self._chance.random() < 0.3:
            return [self._chance.choice(LONG[key][self._name]) for _ in range(1)] if LONG[key][self._name] else self._some(key)
        types = part.get("type", "object")
        types = [types] if isinstance(types, str) else types
        if "array" in types and (set(types) <= {"array", "null"} or self._chance.random() < 0.5):
            return self._items(part, key)
        if key == "discrete_resource_spec":
            return {"kind": "gpu", "value": 2}
        if key == "extra_hosts":
            return {"one": "10.0.0.1", "two": "10.0.0.2"}
        if key == "depends_on":
            return {"db": {"condition": self._chance.choice(("service_started", "service_healthy"))}}
        if key == "networks":
            attachment = self._schema["$defs"]["attachment"]["properties"]
            return {"front": self._object({"properties": attachment}) or None, "back": None}
        if "object" in types and ("string" not in types or self._chance.random() < 0.5) and part.get("properties"):
            return self._object(part, key)
        if key in self._pools:
            return self._chance.choice(self._pools[key])
        if "integer" in types or ("number" in types and name != "text"):
            return self._chance.choice((1, 3, 100))
        return self._chance.choice(TEXTS)

    def _object(self, part: Mapping[str, Any], home: str = "") -> dict[str, Data]:
        properties = part.get("properties", {})
        needed = set(part.get("required", ()))
        names = sorted(key for key in properties if key not in needed and key not in _UNLIKE)
        chosen = needed | set(self._chance.sample(names, self._chance.randint(min(1, len(names)), min(4, len(names)))))
        chosen = set(_compatible(sorted(chosen)))
        return {
            key: self.value(properties[key], f"{home}.{key}" if f"{home}.{key}" in self._pools else key)
            for key in sorted(chosen)
        }

    def _items(self, part: Mapping[str, Any], key: str) -> list[Data]:
        if key in ("networks",):
            return ["front", "back"][: self._chance.randint(1, 2)]
        if key in ("depends_on",):
            return ["db"]
        if key in ("configs", "secrets"):
            return ["conf" if key == "configs" else "cert"]
        if key == "test":
            return ["CMD", "curl", "-f", "http://localhost"]
        if key in ("command", "entrypoint"):
            return [self._chance.choice(TEXTS) for _ in range(self._chance.randint(1, 3))]
        items = part.get("items", {})
        if key in self._pools and items.get("type") != "object":
            return self._some(key)
        return [self.value(items, key)]

    def _some(self, key: str) -> list[Data]:
        pool = self._pools[key]
        return self._chance.sample(pool, self._chance.randint(1, min(3, len(pool))))

    def _pairs(self, key: str, part: Mapping[str, Any]) -> Data:
        if key == "ulimits":
            return {"nproc": 65535, "nofile": {"soft": 20000, "hard": 40000}}
        if key == "storage_opt":
            return {"size": "1G"}
        if key == "ssh":
            return self._chance.choice((["default"], {"key": "./k"}))
        names = (
            ("net.core.somaxconn", "net.ipv4.tcp_syncookies")
            if key == "sysctls"
            else ("ONE", "two.x", "THREE_3", "FROM_OUTSIDE")
        )
        values: tuple[Data, ...] = (*TEXTS, 5, "")
        if key == "sysctls":
            values = (1024, "0")
        elif key in ("environment", "args"):
            values = (*values, None)
        pairs = {name: self._chance.choice(values) for name in self._chance.sample(names, self._chance.randint(1, 2))}
        if "array" in part.get("type", ()) and self._chance.random() < 0.5:
            return [name if value is None else f"{name}={value}" for name, value in pairs.items()]
        return pairs


def _compatible(keys: list[str]) -> list[str]:
    result: list[str] = []
    for key in keys:
        rivals = {other for group in EXCLUSIVE if key in group for other in group} - {key}
        if not rivals & set(result) and key != "memswap_limit":  # it needs mem_limit beside it
            result.append(key)
    return result


def all_keys() -> int:
    """How many keys a service can have, in all versions together."""
    names = ("v1", "v2", "v3", "specification")
    return len({key for name in names for key in _schema(name)["$defs"]["service"]["properties"]})
