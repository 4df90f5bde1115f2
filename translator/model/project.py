"""What parsing gives: the merged and interpolated tree, and every file that was read with its leaves."""

from collections.abc import Mapping as MappingOf
from dataclasses import field
from enum import Enum
from pathlib import Path

from translator.model.node import Mapping
from translator.model.origin import Located, Source
from translator.model.record import dataclass
from translator.model.stack import Dialect


class Version(Enum):
    """The generations of the file format, told apart as docker-compose 1.29 does, and the current specification."""

    V1 = "1"
    V2 = "2"
    V3 = "3"
    SPECIFICATION = "specification"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: its name as shown to the user, its text, and every leaf that needs a verdict.

    `text` is None where the file must not be quoted in a finding (a dotenv file, a secret).
    """

    name: str
    text: str | None
    leaves: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """The stack as one tree.

    `root` has the sections of the current specification (`services`, `volumes` ...) whatever the version was; inside a
    service, keys and forms are as written. `directory` is where relative paths begin; `written` the version as written
    ("3.8", None where no file has one); `environment` the variables that interpolation saw, process environment included;
    `roots` the folders that files may be read from.
    """

    name: Located[str]
    directory: Path
    version: Version
    written: Located[str] | None
    dialect: Located[Dialect]
    root: Mapping
    files: tuple[SourceFile, ...]
    environment: MappingOf[str, Located[str]] = field(repr=False)
    roots: tuple[Path, ...] = ()
