"""One form for models that several programs print: short forms become long ones, units numbers, defaults are written out.

Both sides of a comparison go through the same functions, which are written from the Compose Specification and share no code
with the translator. A scalar stays the text that it is; whether `1.50` and `1.5` are the same is left to the comparison.
"""

import os
import re
import shlex
from collections.abc import Callable, Mapping
from typing import Any

from tests.conformance.forms import (
    Data,
    build,
    dependencies,
    device,
    duration,
    healthcheck,
    hosts,
    listed,
    mapping_of,
    microseconds,
    named,
    octal,
    order,
    pairs,
    ports,
    pruned,
    short_mount,
    size,
    throttles,
    truth,
)
from tests.conformance.keys import DURATIONS, PAIRS, RESOURCE_SWITCHES, SIZES, SWITCHES, TEXTS, TIMES


def canonical(model: Mapping[str, Any], directory: str, environment: Mapping[str, str], *, legacy: bool) -> dict[str, Any]:
    """A whole model.

    Args:
        directory: the project folder: relative paths count from it, and it is written as ".".
        environment: where variables without a value take one.
        legacy: whether docker-compose 1.29 is the other side, which keeps the two forms of commands, and sorts what it merges.
    """
    form = _Form(directory, environment, legacy)
    return {
        "services": {name: form.service(each) for name, each in mapping_of(model.get("services")).items()},
        **{
            section: {name: form.resource(section, name, each) for name, each in mapping_of(model.get(section)).items()}
            for section in ("volumes", "networks", "configs", "secrets")
            if model.get(section)
        },
    }


class _Form:
    """The forms of one model."""

    def __init__(self, directory: str, environment: Mapping[str, str], legacy: bool) -> None:
        self._directory = directory
        self._environment = environment
        self._legacy = legacy
        self._keys: dict[str, Callable[[Data], Data]] = {
            **dict.fromkeys(PAIRS, pairs),
            **dict.fromkeys(SIZES, size),
            **dict.fromkeys(TEXTS, self.texts),
            **dict.fromkeys(TIMES, microseconds),
            **dict.fromkeys(("command", "entrypoint"), self.words),
            **dict.fromkeys(("post_start", "pre_start", "pre_stop"), self.hooks),
            "blkio_config": throttles,
            "build": self.build,
            "configs": self.grants,
            "depends_on": dependencies,
            "deploy": self.deploy,
            "develop": self.develop,
            "devices": self.devices,
            "environment": self.variables,
            "extra_hosts": hosts,
            "gpus": self.gpus,
            "healthcheck": healthcheck,
            "links": self.links,
            "logging": self.logging,
            "models": named,
            "networks": self.attachments,
            "ports": ports,
            "secrets": self.secrets,
            "stop_grace_period": duration,
            "volumes": self.mounts,
            "volumes_from": self.sources,
        }

    def service(self, service: Data) -> dict[str, Any]:
        """A service; keys with empty values say nothing, and those that steer the reading have done so."""
        service = dict(mapping_of(service))
        if "log_driver" in service or "log_opt" in service:
            service["logging"] = {"driver": service.pop("log_driver", None), "options": service.pop("log_opt", None)}
        if "dockerfile" in service:
            service["build"] = {**build(service.get("build")), "dockerfile": service.pop("dockerfile")}
        if "net" in service:
            service["network_mode"] = service.pop("net")
        if self._legacy and service.get("network_mode") == "bridge":  # docker-compose writes it into version 1
            del service["network_mode"]
        done = {key: self._keys.get(key, pruned)(value) for key, value in service.items() if value is not None}
        idle = {key for key in SWITCHES if key in done and not truth(done[key])} | {"label_file", "profiles"}
        return {key: value for key, value in done.items() if value not in (None, {}, []) and key not in idle}

    def resource(self, section: str, name: str, value: Data) -> dict[str, Any]:
        """A volume, network, config or secret."""
        found = dict(mapping_of(value))
        external = found.pop("external", None)
        if isinstance(external, dict):
            found["name"] = external.get("name", found.get("name"))
            external = "true"
        if truth(external):
            found["external"] = "true"
            found.setdefault("name", name)
        for key in RESOURCE_SWITCHES:
            if key in found and not truth(found[key]):
                del found[key]
        for key in ("labels", "driver_opts"):
            if key in found:
                found[key] = pairs(found[key])
        if "file" in found:
            found["file"] = self.path(found["file"])
        if section == "volumes" and mapping_of(found.get("driver_opts")).get("o") == "bind":
            found["driver_opts"]["device"] = self.path(found["driver_opts"].get("device"))
        return dict(pruned(found) or {})

    def path(self, value: Data) -> Data:
        """An absolute path, with the project folder as "."."""
        if not isinstance(value, str) or re.match(r"(https?|git|ssh)://|git@|github\.com/|\w+://", value):
            return value
        path = os.path.normpath(os.path.join(self._directory, os.path.expanduser(value)))
        inside = path == self._directory or path.startswith(self._directory + os.sep)
        return os.path.relpath(path, self._directory) if inside else path

    def texts(self, value: Data) -> Data:
        """One text or several; docker-compose 1.29 sorts what it merges."""
        items = listed(value)
        return sorted(set(items)) if self._legacy else list(dict.fromkeys(items))

    def words(self, value: Data) -> Data:
        if isinstance(value, str) and not self._legacy:
            return shlex.split(value)
        return value

    def variables(self, value: Data) -> Data:
        """Variables with values: those without take one from the environment, or are not set."""
        found = {name: self._environment.get(name) if each is None else each for name, each in pairs(value, "").items()}
        return {name: each for name, each in found.items() if each is not None}

    def build(self, value: Data) -> Data:
        found = build(value)
        if "labels" in found:
            found["labels"] = pairs(found["labels"])
        if "args" in found:
            found["args"] = self.variables(found["args"])
        if "context" in found or not self._legacy:
            found["context"] = self.path(found.get("context") or ".")
        if "additional_contexts" in found:
            contexts = pairs(found["additional_contexts"])
            found["additional_contexts"] = {
                name: each if str(each).startswith("service:") else self.path(each) for name, each in contexts.items()
            }
        for key, form in (("extra_hosts", hosts), ("shm_size", size), ("ulimits", pruned), ("cache_from", self.texts)):
            if key in found:
                found[key] = form(found[key])
        if "ssh" in found:
            found["ssh"] = sorted(f"{name}={each}" if each else name for name, each in pairs(found["ssh"]).items())
        if "secrets" in found:
            found["secrets"] = self.grants(found["secrets"])
        return pruned(found)

    def deploy(self, value: Data) -> Data:
        found = dict(mapping_of(value))
        if "labels" in found:
            found["labels"] = pairs(found["labels"])
        for policy, keys in DURATIONS.items():
            part = dict(mapping_of(found.get(policy)))
            found[policy] = {key: duration(each) if key in keys else each for key, each in part.items()}
            if not float(found[policy].get("max_failure_ratio") or 0):
                found[policy].pop("max_failure_ratio", None)
        resources = dict(mapping_of(found.get("resources")))
        for key in ("limits", "reservations"):
            part = dict(mapping_of(resources.get(key)))
            if "memory" in part:
                part["memory"] = size(part["memory"])
            resources[key] = part
        found["resources"] = resources
        if resources["reservations"].get("devices"):
            resources["reservations"]["devices"] = [device(each) for each in resources["reservations"]["devices"]]
        if self._legacy:
            placement = dict(mapping_of(found.get("placement")))
            placement["constraints"] = sorted(set(placement.get("constraints") or []))
            found["placement"] = placement
        return pruned(found)

    def develop(self, value: Data) -> Data:
        found = dict(mapping_of(value))
        watches = []
        for each in listed(found.get("watch")):
            texts = {key: listed(each.get(key)) for key in ("ignore", "include")}
            hooks = [hook for hook in self.hooks(each.get("exec")) if hook]
            watches.append({**each, **texts, "exec": hooks, "path": self.path(each.get("path"))})
        return pruned({**found, "watch": watches})

    def devices(self, value: Data) -> Data:
        """HOST:CONTAINER:PERMISSIONS, of which the host's path alone is the container's too."""
        result = []
        for each in listed(value):
            if isinstance(each, str):
                parts = each.split(":")
                each = {"source": parts[0], "target": parts[1] if len(parts) > 1 else parts[0]}
                each["permissions"] = parts[2] if len(parts) > 2 else "rwm"
            result.append(pruned({**each, "permissions": each.get("permissions") or "rwm"}))
        return sorted(result, key=lambda each: str(each.get("target"))) if self._legacy else result

    def grants(self, value: Data) -> Data:
        """Configs and secrets."""
        result = [pruned({"source": each} if isinstance(each, str) else each) for each in listed(value)]
        for each in result:
            if "mode" in each:
                each["mode"] = octal(each["mode"])
        return sorted(result, key=order) if self._legacy else result

    def attachments(self, value: Data) -> Data:
        """The networks of a service."""
        found = named(value)
        for each in found.values():
            for key in ("aliases", "link_local_ips"):
                if key in each:
                    each[key] = self.texts(each[key])
        return found

    def gpus(self, value: Data) -> Data:
        """Reserved devices, as in `deploy`; `all` is one entry."""
        return [{"count": "all"}] if value == "all" else [device(each) for each in value]

    def secrets(self, value: Data) -> Data:
        """Secrets, each with the file that it becomes."""
        found = self.grants(value)
        if not self._legacy:
            for each in found:
                each["target"] = os.path.join("/run/secrets", each.get("target") or each.get("source") or "")
        return found

    def hooks(self, value: Data) -> Data:
        result = []
        for each in listed(value):
            hook = dict(each)
            if "environment" in hook:
                hook["environment"] = self.variables(hook["environment"])
            hook["command"] = self.words(hook.get("command"))
            result.append(pruned(hook))
        return result

    def links(self, value: Data) -> Data:
        """NAME:ALIAS; a name alone is its own alias."""
        found = [each if ":" in each else f"{each}:{each}" for each in self.texts(value)]
        return sorted(found) if self._legacy else found

    def logging(self, value: Data) -> Data:
        found = dict(mapping_of(value))
        return pruned({**found, "options": pairs(found.get("options") or {})})

    def mounts(self, value: Data) -> Data:
        result = [self._mount(each) for each in listed(value)]
        return sorted(result, key=order) if self._legacy else result

    def sources(self, value: Data) -> Data:
        """volumes_from: SERVICE:MODE, of which the mode rw is the default."""
        return self.texts([each.removeprefix("service:").removesuffix(":rw") for each in listed(value)])

    def _mount(self, value: Data) -> Data:
        if isinstance(value, str):
            value = short_mount(value)
        found = dict(value)
        if found.get("type") == "bind":
            found["source"] = self.path(found.get("source"))
        if isinstance(found.get("target"), str):
            found["target"] = os.path.normpath(found["target"])
        if not truth(found.get("read_only")):
            found.pop("read_only", None)
        bind = dict(mapping_of(found.pop("bind", None)))
        if truth(bind.get("create_host_path", "true")):
            bind.pop("create_host_path", None)
        tmpfs = dict(mapping_of(found.pop("tmpfs", None)))
        if "size" in tmpfs:
            tmpfs["size"] = size(tmpfs["size"])
        if "mode" in tmpfs:
            tmpfs["mode"] = octal(tmpfs["mode"])
        volume = dict(mapping_of(found.pop("volume", None)))
        if "labels" in volume:
            volume["labels"] = pairs(volume["labels"])
        return pruned({**found, "bind": bind, "tmpfs": tmpfs, "volume": volume})
