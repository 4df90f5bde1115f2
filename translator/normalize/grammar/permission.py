"""Permission bits of a config, a secret or a tmpfs.

Quoted text is octal (`"0444"`); an unquoted number is YAML's: `0444` is octal and `292` the same number in decimal. So `444`,
unquoted, is not 0444, in Docker as well as here. Source: compose-go `types.FileMode`; Docker API `SecretReference.File.Mode`.
"""

import re

EXPECTED = "permission bits such as 0444"
LARGEST = 0o777
"""The bits that a file in a Kubernetes volume can have; a tmpfs has the sticky bit besides."""

_OCTAL = re.compile(r"(?:0o)?([0-7]{1,7})", re.ASCII)


def octal(text: str) -> int | None:
    """Octal digits, with or without `0o`, up to 07777; None for other text."""
    match = _OCTAL.fullmatch(text)
    value = int(match[1], 8) if match else -1
    return value if 0 <= value <= 0o7777 else None
