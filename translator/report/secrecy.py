"""Keeps secret values out of what is shown: quoted lines, chains of origins, pages.

A Secret manifest is the one place for the values it holds, so a line of the input that feeds one is never quoted. Stacks
carry passwords in plain variables as well, lifted or not, and a stack that was refused has no Secret yet by which to know
them; so the value beside a name that speaks of a secret is masked wherever a line is quoted.
"""

import re
from collections.abc import Iterable

from translator.model.manifest import Manifest
from translator.model.origin import Source, sources
from translator.report.fields import value_at

MASK = "***"

_SECTIONS = ("/data/", "/stringData/")

_WORDS = "passw(?:or)?d|passphrase|secret|token|credential|private[_-]?key|access[_-]?key|api[_-]?key|_pwd?|_pass"

_SPEAKING = re.compile(_WORDS, re.IGNORECASE)

_ASSIGNED = re.compile(
    # Names are bounded, so that a hostile line of megabytes is searched in linear time.
    rf"(?<![\w.-])(?P<name>[\w.-]{{0,80}}(?:{_WORDS})[\w.-]{{0,80}})(?P<mark>[\"']?(?:=|\s*:\s+)[\"']?)(?P<value>\S.*)",
    re.IGNORECASE,
)
"""A name that speaks of a secret, and what it is set to: `NAME=value`, `NAME: value`."""

_URL = re.compile(r"(?P<before>://[^\s/:@]{0,200}:)(?P<value>[^\s/@]{1,200})(?=@)")
"""The password of a URL."""

_REFERENCE = re.compile(r"\$(?:\w+|\{\w+(?::?\?[^}]*)?\})[\"']?\s*$")
"""A variable without a default: it names the secret, it does not hold it."""

_NAMES_ONLY = re.compile(r"(?:_file|secrets?|_name|_path|_dir)$", re.IGNORECASE)
"""Names whose value is a place or a name, not a secret: `PASSWORD_FILE`, `secrets`."""


def secret_lines(manifests: Iterable[Manifest]) -> frozenset[tuple[str, int]]:
    """File and line of every place of the input that a Secret's values rest on."""
    return frozenset(
        (source.file, source.line)
        for manifest in manifests
        if manifest.kind == "Secret"
        for pointer, origin in manifest.origins.items()
        if pointer.startswith(_SECTIONS)
        for source in sources(origin)
    )


def is_secret(manifest: Manifest, pointer: str) -> bool:
    """Whether the field at `pointer` must not be shown: the content of a Secret, or a variable whose name speaks of one."""
    if manifest.kind == "Secret":
        return pointer.startswith(_SECTIONS)
    variable = pointer.removesuffix("/value")
    return variable != pointer and "/env/" in variable and speaks_of_secret(str(value_at(manifest.body, f"{variable}/name")))


def speaks_of_secret(name: str) -> bool:
    """Whether a name is one that people give to passwords, keys and the like, and not to the place where one lies."""
    return bool(_SPEAKING.search(name)) and not _NAMES_ONLY.search(name)


def holds_secret(source: Source) -> bool:
    """Whether the place itself, whatever was made of it, is the content of a secret."""
    path = source.path
    return len(path) >= 3 and path[0] == "secrets" and path[2] == "content"


def masked(line: str) -> str:
    """A line of the input without the values beside names that speak of secrets, and without passwords in URLs."""
    return _URL.sub(rf"\g<before>{MASK}", _ASSIGNED.sub(_hide, line))


def _hide(match: re.Match[str]) -> str:
    value = match["value"]
    if not speaks_of_secret(match["name"]) or _REFERENCE.match(value):
        return match[0]
    return f"{match['name']}{match['mark']}{MASK}"
