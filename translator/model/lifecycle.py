"""Commands that run beside a container's own: before it starts, after it has started, before it stops."""

from translator.model.container import Command, Variable
from translator.model.origin import Located, Origin
from translator.model.record import dataclass
from translator.model.values import ImageReference, UserReference


@dataclass(frozen=True, slots=True)
class Hook:
    """An item of `pre_start`, `post_start` or `pre_stop`. `command` is None where that of the image runs (`pre_start` alone).

    `environment` is sorted by name. `image` and `per_replica` (whether the step runs for each container, not once for the
    service) are those of `pre_start`.
    """

    command: Command | None
    origin: Origin
    user: Located[UserReference] | None = None
    working_dir: Located[str] | None = None
    environment: tuple[Variable, ...] = ()
    privileged: Located[bool] | None = None
    image: Located[ImageReference] | None = None
    per_replica: Located[bool] | None = None
