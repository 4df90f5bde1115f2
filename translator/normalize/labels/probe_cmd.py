"""Command that tells, inside a container, whether it is ready.

What it does
    Container Service runs the command in the container every two seconds; exit status 0 is healthy. The answer marks the
    container's state and decides whether the router sends requests to it.
Maps to
    `readinessProbe.exec`, every two seconds.
Grammar
    A command line, split into words as a shell does, quotes and backslashes included: `/check.sh`,
    `curl -f "http://127.0.0.1:8080/a b"`.
Differs from Swarm
    Readiness only: that probe never restarted a container. No shell runs the words, except where a word is a shell operator
    (`|`, `&&`, `||`, `;`, `>`, `<`): then `/bin/sh -c` runs the line, said by a finding, since the image must have that shell.
    It cannot stand beside `aliyun.probe.url`.
Source
    Container Service (Swarm) user guide, "probe"; help page 56395. That words are split: the parser of the migration tool.
"""

import re
from dataclasses import replace

from translator.model.container import Command, Label
from translator.model.health import Probe
from translator.model.origin import Derived, Located, Origin
from translator.normalize.complaint import bad_value
from translator.normalize.context import Context
from translator.normalize.grammar import words as command_line

KEY = "aliyun.probe.cmd"
FIELD = "probe"

_EXAMPLE = "/check.sh"
_QUOTED = re.compile(r"""\\.|'[^']*'|"(?:\\.|[^"\\])*\"""", re.DOTALL)
_OPERATOR = re.compile(r"(?:^|\s)(?:\|\|?|&&|[0-9]?>{1,2}\S*|<\S*|;)(?=\s|$)|;(?=\s)")


def read(label: Label, _hole: Located[str] | None, current: Probe | None, context: Context) -> Probe | None:
    """The probe with a command. The line is never shown in a finding: health checks carry passwords."""
    line, origin = label.value.value.strip(), Derived(KEY, (label.value.origin,))
    words = command_line.split(line)
    if words is None or not words or "\0" in line:
        must = (
            "close every quote that it opens" if words is None else "hold no null character" if words else "be a command line"
        )
        bad_value(label, context, must=must, example=_EXAMPLE, read=None)
        return current
    if _OPERATOR.search(_QUOTED.sub("x", line)):
        context.findings.approximate(
            "T308",
            "aliyun.probe.cmd has a shell operator, so /bin/sh -c runs it",
            label.value.origin,
            help="check that the image has /bin/sh, or put the line into a script of the image and name that",
        )
        words = ("/bin/sh", "-c", line)
    return replace(current or Probe(), command=_command(words, origin))


def _command(words: tuple[str, ...], origin: Origin) -> Command:
    return Command(tuple(Located(word, origin) for word in words), origin)
