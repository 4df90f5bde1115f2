"""Keeps secret values out of what is shown: quoted lines, chains of origins, pages.

A Secret manifest is the one place for the values it holds, so a line of the input that feeds one is never quoted. Stacks
carry passwords in plain variables as well, lifted or not, and a stack that was refused has no Secret yet by which to know
them; so the value beside a name that speaks of a secret is masked wherever a line is quoted.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from translator.model.manifest import Manifest
from translator.model.origin import Origin, Source, sources
from translator.report.fields import value_at

MASK = "***"

_SECTIONS = ("/data/", "/stringData/")

_WORDS = (
    "passw(?:or)?d|passphrase|secret|token|credential|private[_-]?key|access[_-]?key|api[_-]?key|_pwd?|_pass|basic_auth"
    "|ssl_cert"
)

_URL = r"(?P<before>://[^\s/:@]{0,200}:)(?P<value>[^\s/@]{1,200})(?=@)"
"""The password of a URL."""

_REFERENCE = r"\$(?:\w+|\{\w+(?::?\?[^}]*)?\})[\"']?\s*$"
"""A variable without a default: it names the secret, it does not hold it."""

_NAMES_ONLY = r"(?:_file|secrets?|_?name|_path|_dir|secret(?:key)?ref|serviceaccounttoken)$"
"""Names whose value is a place or a name, not a secret: `PASSWORD_FILE`, `secrets`, `secretName`."""


@cache
def _assigned() -> re.Pattern[str]:
    """A name that speaks of a secret, and what it is set to: `NAME=value`, `NAME: value`."""
    # Names are bounded, so that a hostile line of megabytes is searched in linear time.
    name = rf"(?<![\w.-])(?P<name>[\w.-]{{0,80}}(?:{_WORDS})[\w.-]{{0,80}})"
    return re.compile(rf"{name}(?P<mark>[\"']?(?:=|\s*:\s+)[\"']?)(?P<value>\S.*)", re.IGNORECASE)


def secret_lines(manifests: Iterable[Manifest]) -> frozenset[tuple[str, int]]:
    """File and line of every place of the input that a Secret's values rest on, or a secret variable of a manifest."""
    return frozenset(
        (source.file, source.line)
        for manifest in manifests
        for origin in _secret_origins(manifest)
        for source in sources(origin)
    )


def _secret_origins(manifest: Manifest) -> Iterator[Origin]:
    secret = manifest.kind == "Secret"
    for pointer, origin in manifest.origins.items():
        if secret:
            hidden = pointer.startswith(_SECTIONS)
        else:
            hidden = pointer.endswith("/value") and pointer.startswith("/spec/") and _is_variable(manifest, pointer, origin)
        if hidden:
            yield origin


def _is_variable(manifest: Manifest, pointer: str, origin: Origin) -> bool:
    """Whether a manifest that was read has the value of a secret variable here, beside the name and not after it."""
    if not isinstance(origin, Source) or origin.path[-1:] != ("value",) or origin.path[-3:-2] != ("env",):
        return False
    return is_secret(manifest, pointer)


def is_secret(manifest: Manifest, pointer: str) -> bool:
    """Whether the field at `pointer` must not be shown: the content of a Secret, or a variable whose name speaks of one."""
    if manifest.kind == "Secret":
        return pointer.startswith(_SECTIONS)
    variable = pointer.removesuffix("/value")
    return variable != pointer and "/env/" in variable and speaks_of_secret(str(value_at(manifest.body, f"{variable}/name")))


def speaks_of_secret(name: str) -> bool:
    """Whether a name is one that people give to passwords, keys and the like, and not to the place where one lies."""
    return bool(re.search(_WORDS, name, re.IGNORECASE)) and not re.search(_NAMES_ONLY, name, re.IGNORECASE)


def holds_secret(source: Source) -> bool:
    """Whether the place itself, whatever was made of it, is the content of a secret."""
    path = source.path
    return len(path) >= 3 and path[0] == "secrets" and path[2] == "content"


def masked(line: str) -> str:
    """A line of the input without the values beside names that speak of secrets, and without passwords in URLs."""
    if ":" not in line and "=" not in line:  # most texts, and the patterns need one of them
        return line
    return re.sub(_URL, rf"\g<before>{MASK}", _assigned().sub(_hide, line))


def _hide(match: re.Match[str]) -> str:
    value = match["value"]
    if not speaks_of_secret(match["name"]) or re.match(_REFERENCE, value):
        return match[0]
    return f"{match['name']}{match['mark']}{MASK}"
