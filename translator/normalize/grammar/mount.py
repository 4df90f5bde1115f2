"""Mounts in the short form: `[SOURCE:]TARGET[:OPTION,...]`, on Linux.

What begins with `/`, `.` or `~` is a path of the host, another source a volume's name. Source: compose-go
`format.ParseVolume`; `docker-compose` 1.29 `VolumeSpec.parse`.
"""

import posixpath
import re

from translator.model.record import dataclass

EXPECTED = "[SOURCE:]TARGET[:OPTIONS] with an absolute TARGET, such as data:/var/lib/data:ro"
PROPAGATIONS = ("rprivate", "private", "rshared", "shared", "rslave", "slave")
HINTS = ("consistent", "cached", "delegated", "z", "Z")
"""Options that speak to the Docker host alone: how its files are shared with a virtual machine, or labelled for SELinux."""
OPTIONS = ("rw", "ro", "readonly", "nocopy", *PROPAGATIONS, *HINTS)

_WINDOWS = re.compile(r"(?:^|:)[A-Za-z]:[\\/]|^[A-Za-z]:/|\\\\")
_NAME = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9_.-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Specification:
    """A mount before it is understood. `options` are the words of the last part."""

    source: str | None
    target: str
    options: tuple[str, ...]


def parse(text: str) -> Specification | None:
    """The parts of a mount; None where there are more than three, an empty one, or the target is not absolute."""
    parts = text.split(":")
    if len(parts) > 3 or not all(parts):
        return None
    source = parts[0] if len(parts) > 1 else None
    target = parts[1] if len(parts) > 1 else parts[0]
    if not target.startswith("/"):
        return None
    return Specification(source, target, tuple(parts[2].split(",")) if len(parts) == 3 else ())


def is_windows(text: str) -> bool:
    """Whether a part of it is a Windows path: a drive letter, or backslashes."""
    return _WINDOWS.search(text) is not None


def is_path(source: str) -> bool:
    """Whether a source is a path of the host and not a volume's name."""
    return source.startswith(("/", ".", "~"))


def is_name(source: str) -> bool:
    """Whether Docker takes `source` for a volume's name."""
    return _NAME.fullmatch(source) is not None


def place(target: str) -> str:
    """The target in the one spelling by which two mounts are told to be at the same place."""
    return posixpath.normpath("/" + target.lstrip("/"))
