"""Command: `entrypoint` becomes `command`, and `command` becomes `args`: the words are the same, Kubernetes only names them
otherwise.

An entrypoint that is written keeps the image's CMD out in both worlds. An empty one clears the image's ENTRYPOINT, so the
words of `command` are the program. What Kubernetes cannot say is an empty `command` alone, which clears the image's CMD and
keeps its ENTRYPOINT.
"""

from translator.model.origin import Located, Origin
from translator.model.service import Service
from translator.render.cause import carrying
from translator.render.pods.expansion import literals
from translator.report.collector import Collector

Words = tuple[Located[str], ...]


def command(service: Service, findings: Collector) -> tuple[Words, Words]:
    """`command` and `args` of a service's container; empty where the image decides."""
    entry, words = service.entrypoint, service.command
    args = () if words is None else literals(words.words)
    if entry is None:
        if words is not None and not args:
            _refuse(
                words.origin,
                service,
                findings,
                "clears the image's CMD, which a Pod cannot do while it keeps the ENTRYPOINT",
                "write the image's ENTRYPOINT under entrypoint, too",
            )
        return (), args
    if entry.words:
        program = literals(entry.words)
        if words is not None and not args:
            program = (carrying(program[0], "command is empty", words.origin), *program[1:])
        return program, args
    if not args:
        for empty in (entry, words):
            if empty is not None:
                _refuse(empty.origin, service, findings, "leaves nothing to run", "write what is to run under command")
        return (), ()
    return (carrying(args[0], "entrypoint is empty", entry.origin), *args[1:]), ()


def _refuse(at: Origin, service: Service, findings: Collector, problem: str, remedy: str) -> None:
    findings.refuse("T457", f"an empty command of {service.name.value} {problem}", at, help=remedy)
