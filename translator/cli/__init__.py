"""Cli: the command line, the only room that prints.

Takes  arguments.    Gives  data on standard output, words on standard error, files, an exit code.
Knows  options, streams, exit codes, output folders.    Not    what a key, a label or a kind means.
New    verb -> one file in `verbs/`, named as it is typed.
"""

from collections.abc import Sequence
from contextlib import nullcontext

from translator import garbage

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and gives the exit code (`exits`).

    Args:
        arguments: what follows the program's name; None for those of the process.
    """
    with garbage.of_a_process() if arguments is None else nullcontext():
        from translator.cli.root import run  # here, so that importing the room costs nothing

        return run(arguments)
