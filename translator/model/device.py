"""Hardware that a container asks for: by the path of a device, by what it can do, or by the name that nodes announce."""

from translator.model.origin import Located, Origin
from translator.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Device:
    """An item of `devices`: a device of the host, its path in the container (the same where none is written) and what may be
    done with it, letters of `rwm`. A source without a slash first names a device of the Container Device Interface."""

    source: Located[str]
    target: Located[str]
    permissions: Located[str] | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class DeviceRequest:
    """An item of `gpus` or of `deploy.resources.reservations.devices`.

    `count` is None where not written, and -1 for all. `capabilities` are words such as gpu and compute.
    """

    capabilities: tuple[Located[str], ...]
    driver: Located[str] | None
    count: Located[int] | None
    ids: tuple[Located[str], ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class GenericResource:
    """An item of `deploy.resources.reservations.generic_resources`: so many of a kind that nodes announce."""

    kind: Located[str]
    count: Located[int]
    origin: Origin
