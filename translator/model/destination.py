"""What is written for: the answer to the command line, the configuration and the defaults together."""

from pathlib import Path

from translator.model.origin import Located
from translator.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Destination:
    """`kubernetes` are minor versions, oldest first: manifests are rendered for the first and must be valid in each.
    `platform` is kubernetes or ack. `namespace` None leaves it to the one who applies. `templates` is the user's folder."""

    kubernetes: tuple[str, ...]
    platform: Located[str]
    namespace: Located[str] | None = None
    templates: Path | None = None
    own_namespace: bool = False
    """Whether the namespace is written too: the stacks of a folder have one each."""
    own_configuration: bool = True
    """Whether the configuration is for this stack alone, so that all of it should have an effect."""

    @property
    def ack(self) -> bool:
        """Whether the cluster is Alibaba Cloud's."""
        return self.platform.value == "ack"
