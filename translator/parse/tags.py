"""The tags of YAML: what a scalar is, by its looks or by what stands before it.

Plain scalars get the tag that YAML 1.1 gives them, as docker-compose reads them (PyYAML's resolver), except base-60 numbers:
`22:22` is a port, and Compose never meant 1342.
"""

from functools import lru_cache

import yaml

from translator.model.node import BOOL, FLOAT, INT, NULL, STR

RESET, OVERRIDE = "!reset", "!override"
"""The tags of the Compose Specification's merge: forget what earlier files say here; take only what stands here."""

STANDARD = "tag:yaml.org,2002:"
"""Before the names of YAML's own tags; `!!` in a file."""

SCALARS = {
    "!": STR,
    RESET: RESET,
    OVERRIDE: OVERRIDE,
    **{STANDARD + name: name for name in (STR, INT, FLOAT, BOOL, NULL, "timestamp")},
}
"""The tags that may stand before a scalar, and what they make of it."""

_RESOLVERS = {
    first: tuple((tag.removeprefix(STANDARD), pattern.match) for tag, pattern in rules)
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    if first not in ("!", "&", "*", "<", "=")
}


@lru_cache(4096)
def plain_tag(text: str) -> str:
    """The tag of an unquoted scalar: the last word of the YAML 1.1 tag. Most scalars of a stack are the same few words."""
    for tag, matches in _RESOLVERS.get(text[:1], ()):
        if matches(text):
            return STR if ":" in text and tag != "timestamp" else tag
    return STR
