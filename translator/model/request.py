"""What one run was asked to do: the command line, as data."""

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from translator.model.record import dataclass
from translator.model.stack import Dialect


@dataclass(frozen=True, slots=True)
class Request:
    """The inputs of a conversion.

    `files` are the arguments of `-f` in order ("-" is standard input), empty for the standard file names in `directory`.
    `environment` is the process environment, the only way in which it is seen. `allowed` are folders outside the project
    that may be read (`--allow-path`). `kubernetes` is a version "1.35" or a range "1.28..1.32"; None leaves it to the
    configuration and then to the default. `stdin` gives the text of "-".
    """

    directory: Path
    files: tuple[str, ...] = ()
    project_name: str | None = None
    profiles: tuple[str, ...] = ()
    env_files: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    allowed: tuple[Path, ...] = ()
    dialect: Dialect | None = None
    platform: str | None = None
    namespace: str | None = None
    kubernetes: str | None = None
    templates: Path | None = None
    stdin: bytes | None = field(default=None, repr=False)
    stem: str | None = None
    """The name of the project where nothing gives one, in place of that of its folder."""
