"""Image names by the grammar of the distribution specification, as Docker normalises them.

`[registry/]repository[:tag][@digest]`. The first part is a registry where it has a dot, a port or a capital letter, or is
`localhost`; otherwise the image is Docker Hub's. Source: github.com/distribution/reference, package reference.
"""

import re

from translator.model.values import ImageReference

EXPECTED = "an image name such as registry.example.com/team/web:1.4"

_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"
_REGISTRY = rf"(?:{_LABEL}(?:\.{_LABEL})*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?"
_COMPONENT = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"
_REFERENCE = re.compile(
    rf"(?P<name>(?:{_REGISTRY}/)?{_COMPONENT}(?:/{_COMPONENT})*)"
    r"(?::(?P<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?"
    r"(?:@(?P<digest>[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?"
)
_IDENTIFIER = re.compile(r"[a-f0-9]{64}")
_LONGEST = 1024
_LONGEST_REPOSITORY = 255


def parse(text: str) -> ImageReference | None:
    """The parts of an image name; None where Docker would not accept it."""
    match = _REFERENCE.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or _IDENTIFIER.fullmatch(text):
        return None
    registry, repository = _registry(match["name"])
    if not re.fullmatch(rf"{_COMPONENT}(?:/{_COMPONENT})*", repository) or len(repository) > _LONGEST_REPOSITORY:
        return None
    return ImageReference(text, registry, repository, match["tag"], match["digest"])


def parse_capitals(text: str) -> ImageReference | None:
    """The parts of an image name whose only fault is capital letters in the repository; None where there is another."""
    name = re.split(r"[:@](?=[^/]*\Z)", text, maxsplit=1)[0]
    registry, repository = _registry(name)
    before = f"{registry}/" if registry else ""
    lowered = parse(before + repository.lower() + text[len(name) :])
    if lowered is None or repository == repository.lower():
        return None
    return ImageReference(text, registry, repository, lowered.tag, lowered.digest)


def _registry(name: str) -> tuple[str | None, str]:
    first, slash, rest = name.partition("/")
    if slash and ("." in first or ":" in first or first == "localhost" or first != first.lower()):
        return first, rest
    return None, name
