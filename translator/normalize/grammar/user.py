"""Users as `user` and `docker run --user` write them: USER or USER:GROUP, each a number or a name."""

import re

from translator.model.values import UserReference

EXPECTED = "USER or USER:GROUP"

_USER = re.compile(r"([^:\s]+)(?::([^:\s]*))?")


def parse(text: str) -> UserReference | None:
    """The parts as written, an empty group as none; None for anything else."""
    match = _USER.fullmatch(text)
    return UserReference(match[1], match[2] or None) if match else None
