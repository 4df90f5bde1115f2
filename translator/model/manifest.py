"""A Kubernetes object as it will be written, with the origin of every field."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from translator.model.finding import Target
from translator.model.origin import Default, Origin
from translator.model.record import dataclass

REPLICAS = "/spec/replicas"
"""The pointer of the number of Pods."""
ONE_REPLICA = Default("Swarm and Compose start one container of a service")
"""The origin of a number of replicas that nobody asked for: it yields to whoever decides on it in the cluster."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One object.

    `body` is plain data in the order in which it is written. `origins` maps the JSON pointer of each leaf (scalars, empty
    lists and maps; "/kind" is among them) to its origin. `service` is the Compose service that it serves, None where
    several do. `wave` orders the workloads of a stack: a higher wave waits for the lower ones. `veiled` are the pointers of
    values that nobody knows, because they are encrypted in the file that was read. `needs` are the services that a workload
    waits for; None where that is not known, so that it may be all of the lower waves.
    """

    body: Mapping[str, Any] = field(repr=False)  # that of a Secret is for its file alone
    origins: Mapping[str, Origin] = field(repr=False)
    service: str | None = None
    wave: int = 0
    veiled: frozenset[str] = frozenset()
    needs: frozenset[str] | None = None

    @property
    def api_version(self) -> str:
        """`apiVersion`; empty where an object that was read has none."""
        return str(self.body.get("apiVersion") or "")

    @property
    def kind(self) -> str:
        """`kind`; empty where an object that was read has none."""
        return str(self.body.get("kind") or "")

    @property
    def name(self) -> str:
        """`metadata.name`, or the beginning of a generated one; empty where an object that was read has none."""
        metadata = self.body.get("metadata")
        if not isinstance(metadata, Mapping):
            return ""
        return str(metadata.get("name") or metadata.get("generateName") or "")

    @property
    def namespace(self) -> str | None:
        """`metadata.namespace`; None where the object leaves it to the one who applies."""
        metadata = self.body.get("metadata")
        value = metadata.get("namespace") if isinstance(metadata, Mapping) else None
        return None if value is None else str(value)

    def hides(self, pointer: str) -> bool:
        """Whether what stands at a pointer, or a part of it, is a value that nobody knows."""
        return any(each == pointer or each.startswith(pointer + "/") for each in self.veiled)

    def target(self, pointer: str = "") -> Target:
        """The place of a field of this object."""
        return Target(self.kind, self.name, pointer)


def title(kind: str, name: str) -> str:
    """What a finding calls an object: Pod/web. One that was read may lack the name, or both."""
    return "/".join(filter(None, (kind, name))) or "this object"


def escape(step: str | int) -> str:
    """A step of a JSON pointer (RFC 6901)."""
    return str(step).replace("~", "~0").replace("/", "~1")


def pointer(*steps: str | int) -> str:
    """A JSON pointer from its steps."""
    return "".join("/" + escape(step) for step in steps)
