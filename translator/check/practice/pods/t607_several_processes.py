"""A container starts several processes.

Kubernetes watches the first process alone: when another one ends nobody notices, logs mix, and the parts cannot be scaled or
updated apart. Give each process a container of its own; containers of one Pod share the network and may share volumes.
Recognised are supervisors (supervisord, runsvdir, s6-svscan, monit, circusd, pm2) and shell scripts in the command that put
something into the background with `&`.
"""

import re
from collections.abc import Iterator

from translator.check.practice.fields import texts
from translator.check.practice.subjects import Concern, Pod
from translator.model.finding import Severity
from translator.report.catalogue import documented

CODES = (documented("T607", "several-processes", __doc__, Severity.WARNING),)

_SUPERVISORS = {"supervisord", "runsvdir", "s6-svscan", "monit", "circusd", "pm2", "pm2-runtime"}
_SHELLS = {"sh", "bash", "ash", "dash", "ksh", "zsh"}
_BACKGROUND = re.compile(r"(?<![&<>|\\])&(?![&>|\d])")


def check(pod: Pod) -> Iterator[Concern]:
    """The command line of each container that runs."""
    for container in pod.containers:
        field = "command" if texts(container.body, "command") else "args"
        words = (*texts(container.body, "command"), *texts(container.body, "args"))
        programs = [word.rpartition("/")[2] for word in words]
        supervisor = next((program for program in programs[:2] if program in _SUPERVISORS), "")
        if supervisor:
            said = f"runs several processes below {supervisor}"
        elif programs and programs[0] in _SHELLS and any(_BACKGROUND.search(_bare(word)) for word in words[1:]):
            said = "puts a process into the background"
        else:
            continue
        yield container.concern(field, message=said, help="give each process a container of its own")


def _bare(script: str) -> str:
    """A script without what stands in quotes."""
    return re.sub(r"'[^']*'|\"[^\"]*\"", "", script)
