"""What a container is started with: its words, its variables, its labels and the lines of its hosts file."""

from dataclasses import field

from translator.model.origin import Located, Origin
from translator.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """`command` or `entrypoint`: words, as the exec form; empty words mean "reset to nothing"."""

    words: tuple[Located[str], ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Variable:
    """An environment variable of the container. The origin of `value` is the line that won (a file or the service)."""

    name: Located[str]
    value: Located[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ModelCall:
    """A language model that a service calls: `name` among the top-level `models`, and the variables that tell about it."""

    name: Located[str]
    variables: tuple[Variable, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A label, key and value as text."""

    key: Located[str]
    value: Located[str]


@dataclass(frozen=True, slots=True)
class LogDriver:
    """`logging`: who takes what the container prints."""

    name: Located[str]
    options: tuple[Label, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class ExtraHost:
    """A line of the hosts file: a name and an address (or the word host-gateway)."""

    name: Located[str]
    address: Located[str]
