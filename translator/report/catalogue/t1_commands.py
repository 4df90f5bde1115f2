"""T1xx: words of a command that cannot be read."""

from translator.report.catalogue import ERROR, Code

CODES = (
    Code(
        "T144",
        "incomplete-command",
        ERROR,
        "A word of a command is refused, so that the command is left out whole.",
        "The words of `command`, `entrypoint` and a health check's `test` mean something together: without one of them another "
        "program would be started, or the same one with another option. The finding at the word says what is wrong with it; "
        "once it is corrected, the command is read.",
    ),
)
