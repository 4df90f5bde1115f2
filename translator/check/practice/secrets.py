"""Secrets: which names of variables and keys, and which values, tell that a value is one.

Told by words of the name, in whatever case, and by addresses that hold a password; what only leads to a secret (a path below
`/run/secrets`, a reference to another variable) is none. T612 and T613 rest on it.
"""

import re

_WORDS = re.compile(
    r"(?:^|[_.-])(?:\w*(?:password|passwd|passphrase)|(?<=[_.-])pwd|pass|secret|token|credentials?|"
    r"(?:api|access|private|secret|encryption|signing|auth)[_.-]?key)(?:[_.-]?\d+)?$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"://[^/\s:@]{0,256}:(?!\$)[^/\s@]{1,256}@")
_REFERENCE = re.compile(r"\$\([^)]+\)")
_LONGEST = 64
"""Of a name that is absurdly long the end decides."""
_MOUNTED = "/run/secrets/"
_NO_SECRETS = {"", "true", "false", "yes", "no", "0", "1", "none", "null"}


def is_secret(name: str, value: str) -> bool:
    """Whether a variable or a key with this name has a secret for its value."""
    if value.lower() in _NO_SECRETS or _REFERENCE.fullmatch(value) or value.startswith(_MOUNTED):
        return False
    return bool(_WORDS.search(name[-_LONGEST:]) or _ADDRESS.search(value))
