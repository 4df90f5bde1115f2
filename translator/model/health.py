"""How the health of a container is asked for: `healthcheck` of Compose, `aliyun.probe.*` of Container Service."""

from translator.model.container import Command
from translator.model.origin import Located, Origin
from translator.model.record import dataclass
from translator.model.values import Duration


@dataclass(frozen=True, slots=True)
class Healthcheck:
    """`healthcheck`: `shell` tells CMD-SHELL from CMD; `test` is None where the image's own test is kept."""

    disabled: Located[bool] | None
    test: Command | None
    shell: bool
    interval: Located[Duration] | None
    timeout: Located[Duration] | None
    retries: Located[int] | None
    start_period: Located[Duration] | None
    start_interval: Located[Duration] | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Probe:
    """`aliyun.probe.*`. `scheme` is http, https or tcp with `port` and `path`; or a command; times in whole seconds."""

    scheme: Located[str] | None = None
    port: Located[int] | None = None
    path: Located[str] | None = None
    command: Command | None = None
    timeout: Located[int] | None = None
    initial_delay: Located[int] | None = None
