"""From options to a request: what the verbs that read a stack have in common."""

import os
import sys
from pathlib import Path

from translator.model.record import dataclass
from translator.model.request import Request
from translator.model.stack import Dialect

CONFIGURATION = "translator.yaml"

_STDIN_LIMIT = 64 * 1024 * 1024
"""More than any file may have, so that parsing says that it is too much, and a stream without end is not read for ever."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options that name a stack and a target, as they were given."""

    files: tuple[str, ...] = ()
    project_name: str | None = None
    profiles: tuple[str, ...] = ()
    env_files: tuple[str, ...] = ()
    dialect: str | None = None
    allowed: tuple[Path, ...] = ()
    namespace: str | None = None
    kubernetes: str | None = None
    platform: str | None = None
    templates: Path | None = None
    configuration: Path | None = None


def request(options: Options) -> Request:
    """The request, with the only look at the process: its folder, its environment, its standard input."""
    return Request(
        directory=Path.cwd(),
        files=options.files,
        project_name=options.project_name,
        profiles=options.profiles,
        env_files=options.env_files,
        environment={name: value for name, value in os.environ.items() if _is_text(name) and _is_text(value)},
        allowed=tuple(path.resolve() for path in options.allowed),
        dialect=Dialect(options.dialect) if options.dialect else None,
        platform=options.platform,
        namespace=options.namespace,
        kubernetes=options.kubernetes,
        templates=options.templates,
        stdin=_stdin() if "-" in options.files else None,
    )


def configuration(options: Options) -> Path | None:
    """The configuration: the one named, else `translator.yaml` beside the first stack file, else in the current folder."""
    if options.configuration is not None:
        return options.configuration
    first = next((file for file in options.files if file != "-"), None)
    beside = [Path(first).parent / CONFIGURATION] if first else []
    return next((path for path in (*beside, Path(CONFIGURATION)) if path.is_file()), None)


def _stdin() -> bytes:
    return sys.stdin.buffer.read(_STDIN_LIMIT) if sys.stdin is not None else b""


def _is_text(value: str) -> bool:
    """Whether a variable holds text: bytes that are no UTF-8 could not be written to any manifest."""
    return value.isascii() or not any("\ud800" <= character <= "\udfff" for character in value)
