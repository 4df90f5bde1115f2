"""Domain names of the resolver: names of RFC 1123, in lower case, and underscores, which some domains of services have."""

import re

EXPECTED = "a domain name such as example.com"

_PART = r"[a-z0-9_](?:[-a-z0-9_]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"(?=.{{1,254}}\Z){_PART}(?:\.{_PART})*\.?", re.ASCII)


def parse(text: str) -> str | None:
    """The name in lower case, without the dot at the end that it may have; None for anything else."""
    name = text.lower()
    return name.removesuffix(".") if _NAME.fullmatch(name) else None
