"""The small forms of Compose, each brought to one: pairs, ports, mounts, sizes, durations.

Written from the Compose Specification for the comparison alone: no code is shared with the translator. Data are mappings,
lists, texts and None.
"""

import re
from collections.abc import Mapping
from typing import Any

Data = Any

_INNER_SWITCHES = ("initial_sync", "no_cache", "nocopy", "per_replica", "privileged", "pull")
"""Switches within the parts of a service whose default is false."""


def pairs(value: Data, absent: str = "=") -> dict[str, Any]:
    """NAME=VALUE, in either form. A name without a value has an empty one, unless `absent` says that it has none."""
    if isinstance(value, Mapping):
        return {name: ("" if absent and each is None else each) for name, each in value.items()}
    found: dict[str, Any] = {}
    for item in listed(value):
        name, equals, text = str(item).partition("=")
        found[name] = text if equals or absent else None
    return found


def listed(value: Data) -> list[Any]:
    """One or several."""
    return [] if value is None else list(value) if isinstance(value, list | tuple) else [value]


def named(value: Data) -> dict[str, Any]:
    """Names, in a list or as keys."""
    if isinstance(value, Mapping):
        return {name: pruned(each) or {} for name, each in value.items()}
    return {name: {} for name in listed(value)}


def dependencies(value: Data) -> dict[str, Any]:
    """`depends_on` with its defaults."""
    found = value if isinstance(value, Mapping) else {name: {} for name in listed(value)}
    result = {}
    for name, each in found.items():
        required, restart = mapping_of(each).get("required", "true"), mapping_of(each).get("restart")
        result[name] = {
            "condition": mapping_of(each).get("condition", "service_started"),
            **({} if truth(required) else {"required": "false"}),
            **({"restart": "true"} if truth(restart) else {}),
        }
    return result


def hosts(value: Data) -> dict[str, Any]:
    """Name -> addresses."""
    found: dict[str, list[str]] = {}
    if isinstance(value, Mapping):
        for name, each in value.items():
            found.setdefault(name, []).extend(listed(each))
        return found
    for item in listed(value):
        name, _, address = re.sub("=", ":", item, count=1).partition(":") if "=" in item else item.partition(":")
        found.setdefault(name.strip(), []).append(address.strip().strip("[]"))
    return found


def throttles(value: Data) -> Data:
    """`blkio_config`; docker compose prints the keys of a device with capitals."""
    found = dict(mapping_of(value))
    for key, devices in found.items():
        if isinstance(devices, list):
            found[key] = [{name.lower(): each for name, each in device.items()} for device in devices]
            for device in found[key]:
                device["rate"] = size(device.get("rate") or "0")
                device.setdefault("weight", "0")
    return pruned(found)


def healthcheck(value: Data) -> Data:
    """A text is a line for the shell; a check that is switched off is NONE."""
    found = dict(mapping_of(value))
    if isinstance(found.get("test"), str):
        found["test"] = ["CMD-SHELL", found["test"]] if found["test"] else None
    if truth(found.pop("disable", None)):
        found["test"] = ["NONE"]
    for key in ("interval", "timeout", "start_period", "start_interval"):
        if key in found:
            found[key] = duration(found[key])
    return pruned(found)


def ports(value: Data) -> Data:
    """Every port by itself, sorted."""
    result = [each for item in listed(value) for each in ([dict(item)] if isinstance(item, Mapping) else short_ports(item))]
    for each in result:
        each["protocol"] = str(each.get("protocol") or "tcp").lower()
        each["mode"] = each.get("mode") or "ingress"
        each["host_ip"] = str(each.pop("external_ip", None) or each.get("host_ip") or "").strip("[]")
    return sorted((pruned(each) for each in result), key=order)


_PORT = re.compile(
    r"(?:(?P<ip>\[[^]]*\]|\d+(?:\.\d+){3}|[0-9a-f]*::[0-9a-f]*):)?(?:(?P<host>[\d-]*):)?(?P<target>\d+)(?:-(?P<last>\d+))?"
    r"(?:/(?P<protocol>\w+))?"
)


def short_ports(text: str) -> list[dict[str, Any]]:
    match = _PORT.fullmatch(text)
    assert match, f"the test knows no port {text}"
    first, last = int(match["target"]), int(match["last"] or match["target"])
    host = match["host"] or ""
    low, _, high = host.partition("-")
    result = []
    for number in range(first, last + 1):
        published = str(int(low) + number - first) if low else ""
        if high and first == last:
            published = host if low != high else low
        result.append(
            {"target": str(number), "published": published, "host_ip": match["ip"] or "", "protocol": match["protocol"]}
        )
    return result


def short_mount(text: str) -> dict[str, Any]:
    parts = text.split(":")
    if len(parts) == 1:
        return {"type": "volume", "target": parts[0]}
    source, target, *rest = parts
    options = rest[0].split(",") if rest else []
    kind = "bind" if source.startswith((".", "/", "~")) else "volume"
    found: dict[str, Any] = {"type": kind, "source": source, "target": target}
    bind: dict[str, Any] = {}
    for option in options:
        if option == "ro":
            found["read_only"] = "true"
        elif option in ("z", "Z"):
            bind["selinux"] = option
        elif option == "nocopy":
            found["volume"] = {"nocopy": "true"}
        elif option in ("rprivate", "private", "rshared", "shared", "rslave", "slave"):
            bind["propagation"] = option
    return {**found, "bind": bind}


def truth(value: Data) -> bool:
    """Whether a boolean, in any of YAML's spellings, is true."""
    return str(value).lower() in ("true", "yes", "on", "y", "1")


_UNITS = {"": 1, "b": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "t": 1 << 40}


def size(value: Data) -> Data:
    """Bytes."""
    match = re.fullmatch(r"([\d.]+)\s*([bkmgt]?)b?", str(value).strip().lower())
    return str(int(float(match[1]) * _UNITS[match[2]])) if match else value


_SECONDS = {"h": 3600, "m": 60, "s": 1, "ms": 1e-3, "us": 1e-6, "ns": 1e-9, "d": 86400, "w": 604800}


def duration(value: Data) -> Data:
    """Nanoseconds."""
    parts = re.findall(r"([\d.]+)(ms|us|ns|h|m|s|d|w)", str(value))
    if not parts or "".join(number + unit for number, unit in parts) != str(value):
        return value
    return str(round(sum(float(number) * _SECONDS[unit] for number, unit in parts) * 1e9))


def microseconds(value: Data) -> Data:
    """Microseconds, of which a bare number is a count."""
    found = duration(value)
    return value if found == value else str(int(found) // 1000)


def octal(value: Data) -> Data:
    """A mode as a number: a leading zero means octal."""
    text = str(value)
    return str(int(text.replace("0o", "0"), 8)) if re.fullmatch(r"0o?[0-7]+", text) else text


def pruned(value: Data) -> Data:
    """Without entries that say nothing."""
    if isinstance(value, Mapping):
        found = {name: pruned(each) for name, each in value.items()}
        return {
            name: each
            for name, each in found.items()
            if each not in (None, {}, [], "") and not (name in _INNER_SWITCHES and not truth(each))
        }
    if isinstance(value, list | tuple):
        return [pruned(each) for each in value]
    return value


def order(value: Data) -> str:
    return str(sorted(value.items()))


def device(value: Data) -> Data:
    """A reserved device; all of them is written -1, and is meant where neither a number nor names are given."""
    if not isinstance(value, Mapping):
        return value
    count = value.get("count") or ("" if value.get("device_ids") else "all")
    return pruned({**value, "count": "all" if count == "-1" else count, "options": pairs(value.get("options"))})


def build(value: Data) -> dict[str, Any]:
    return {"context": value} if isinstance(value, str) else dict(mapping_of(value))


def mapping_of(value: Data) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
