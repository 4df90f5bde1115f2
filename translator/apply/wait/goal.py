"""Goals: what is to be waited for."""

from collections.abc import Mapping
from typing import Any

from translator.apply.wait.scene import Place
from translator.apply.wait.terms import Terms, terms
from translator.model.cluster import Key
from translator.model.manifest import Manifest
from translator.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """An object that is to become ready; with `gone`, one that is to be no more (`uid` tells it from a successor).

    `manifest` is what was applied; None for an object of which only the key is known, as one that is being deleted. `changed`
    tells that this run changed it, so that the terms of an update hold.
    """

    key: Key
    manifest: Manifest | None = None
    gone: bool = False
    uid: str | None = None
    changed: bool = True

    @property
    def place(self) -> Place:
        """Where it is."""
        return Place(self.key.kind, self.key.namespace or "", self.key.name)

    @property
    def body(self) -> Mapping[str, Any]:
        """What was applied; empty where that is not known."""
        return {} if self.manifest is None else self.manifest.body

    @property
    def terms(self) -> Terms:
        """What `update_config` asks of its rollout."""
        return terms(self.body)

    @property
    def service(self) -> str | None:
        """The Compose service that it serves."""
        return None if self.manifest is None else self.manifest.service
