"""A command line as a shell would split it: quotes and backslashes are understood, nothing is expanded.

Source: docker-compose `split_command` (Python's shlex) and compose-go `ShellCommand`, which agree on POSIX quoting.
"""

import re
import shlex

EXPECTED = "a command line whose quotes are closed"

_QUOTING = re.compile(r"[^ !#-&(-\[\]-~\t\r\n]")
"""Any character that shlex treats in a way of its own, or that str.split would take for a space though shlex does not."""


def split(text: str) -> tuple[str, ...] | None:
    """The words of a command line; None where a quote is not closed or a backslash ends the text."""
    if not _QUOTING.search(text):
        return tuple(text.split())
    try:
        return tuple(shlex.split(text))
    except ValueError:
        return None
