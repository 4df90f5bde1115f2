"""Lifecycle: the hooks of a container, from `post_start`, `pre_stop` and `stop_signal`.

A container has one hook of each kind, and it runs as the container does. One command stands as it is; several, and those with
a folder or variables of their own, become one line for a shell, each in a shell of its own, the next one only if it succeeds.
Kubernetes expands nothing in a hook, so nothing is escaped.

The stop signal is sent by the preStop hook, which then waits: the kubelet sends its own signal when the hook has ended, or when
the grace period is over. `lifecycle.stopSignal` would say it, but is behind the alpha gate ContainerStopSignals.
"""

import shlex
from collections.abc import Sequence

from translator.model.lifecycle import Hook
from translator.model.origin import Default, Derived, Located, Origin
from translator.model.record import dataclass
from translator.model.service import Service
from translator.report.collector import Collector

_WHY = Default("a shell runs the line")
_SHELL = tuple(Located(word, _WHY) for word in ("/bin/sh", "-c"))
_WAIT = "while kill -0 1 2>/dev/null; do sleep 1; done"

Words = tuple[Located[str], ...]


@dataclass(frozen=True, slots=True)
class LifecycleView:
    """Commands of the hooks; empty where there is none."""

    post_start: Words
    pre_stop: Words


def lifecycle(service: Service, findings: Collector) -> LifecycleView | None:
    """The hooks of a service's container; None where it has none."""
    if not service.post_start and not service.pre_stop and service.stop_signal is None:
        return None
    name = service.name.value
    for hook in service.post_start:
        findings.approximate(
            "T246",
            f"post_start of {name} runs at each start of the container, beside its own command, and restarts it if it fails",
            hook.origin,
            help="see that the command can run again, and beside the program",
        )
    for hook in service.pre_stop:
        findings.approximate(
            "T246",
            f"pre_stop of {name} runs within the grace period, before the program is asked to end",
            hook.origin,
            help="see that stop_grace_period is enough for both",
        )
    signalled = service.stop_signal is not None and _is_first(service, findings)
    before = _signal(service.pre_stop, service, findings) if signalled else _line(service.pre_stop)
    return LifecycleView(_line(service.post_start), before) if service.post_start or before else None


def _is_first(service: Service, findings: Collector) -> bool:
    """Whether the program is process 1 of its container; where processes are shared, that is another one, of the node even."""
    if service.pid is None and (service.init is None or not service.init.value):
        return True
    assert service.stop_signal is not None
    findings.refuse(
        "T215",
        f"the stop signal of {service.name.value} cannot be sent: its processes are shared, so the program is not process 1",
        service.stop_signal.origin,
        help="write STOPSIGNAL in the image, and remove stop_signal",
    )
    return False


def _signal(hooks: Sequence[Hook], service: Service, findings: Collector) -> Words:
    """What sends the stop signal, after the hooks, and waits for the end of the program."""
    signal = service.stop_signal
    assert signal is not None
    number = signal.value.isdecimal()
    shown = f"signal {signal.value}" if number else f"SIG{signal.value}"
    findings.approximate(
        "T247",
        f"{shown} is sent to {service.name.value} by a preStop hook, which needs a shell in the image",
        signal.origin,
        help=f"write STOPSIGNAL {signal.value if number else shown} in the image, and remove stop_signal",
    )
    send = f"kill -{signal.value} 1" if number else f"kill -s {signal.value} 1"
    # The signal is sent whatever became of the hooks.
    before = " && ".join(_script(hook) for hook in hooks) + "; " if hooks else ""
    origins = tuple(dict.fromkeys((*_origins(hooks), signal.origin)))
    return (*_SHELL, Located(f"{before}{send} && {_WAIT}", Derived("stop signal", origins)))


def _line(hooks: Sequence[Hook]) -> Words:
    """The command of a hook that does what all of them do, one after the other."""
    if len(hooks) == 1 and hooks[0].working_dir is None and not hooks[0].environment:
        command = hooks[0].command
        return () if command is None else command.words
    if not hooks:
        return ()
    script = " && ".join(_script(hook) for hook in hooks)
    return (*_SHELL, Located(script, Derived("lifecycle hooks", tuple(dict.fromkeys(_origins(hooks))))))


def _script(hook: Hook) -> str:
    """A hook as a command of the shell; one that changes something has a shell of its own."""
    assert hook.command is not None
    line = shlex.join(word.value for word in hook.command.words)
    if hook.environment:
        settings = (f"{variable.name.value}={variable.value.value}" for variable in hook.environment)
        line = f"env {shlex.join(settings)} {line}"
    if hook.working_dir is not None:
        line = f"(cd {shlex.quote(hook.working_dir.value)} && {line})"
    return line


def _origins(hooks: Sequence[Hook]) -> list[Origin]:
    found: list[Origin] = []
    for hook in hooks:
        found.append(hook.origin)
        if hook.command is not None:
            found.extend(word.origin for word in hook.command.words)
        for variable in hook.environment:
            found.extend((variable.name.origin, variable.value.origin))
        found.extend(value.origin for value in (hook.working_dir, hook.privileged) if value is not None)
    return found
