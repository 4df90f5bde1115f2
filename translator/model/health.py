"""How the health of a container is asked for: `healthcheck` of Compose, `aliyun.probe.*` of Container Service."""

from translator.model.container import Command
from translator.model.origin import Located, Origin
from translator.model.record import dataclass
from translator.model.values import Duration


@dataclass(frozen=True, slots=True)
class Healthcheck:
    """`healthcheck`: `shell` tells CMD-SHELL from CMD; `test` is None where the image's own test is kept."""

    origin: Origin
    disabled: Located[bool] | None = None
    test: Command | None = None
    shell: bool = False
    interval: Located[Duration] | None = None
    timeout: Located[Duration] | None = None
    retries: Located[int] | None = None
    start_period: Located[Duration] | None = None
    start_interval: Located[Duration] | None = None


@dataclass(frozen=True, slots=True)
class Probe:
    """`aliyun.probe.*`. `scheme` is http, https or tcp with `port` and `path`; or a command; times in whole seconds."""

    scheme: Located[str] | None = None
    port: Located[int] | None = None
    path: Located[str] | None = None
    command: Command | None = None
    timeout: Located[int] | None = None
    initial_delay: Located[int] | None = None
