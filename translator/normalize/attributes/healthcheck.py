"""`healthcheck`: how Docker finds out whether the container works.

Maps to  readiness, startup and (in Swarm) liveness probes of the container.
Grammar  `test` as a line (run by a shell), or a list that begins with CMD, CMD-SHELL or NONE; `interval`, `timeout`,
         `start_period`, `start_interval` as durations and `retries`, of which zero means Docker's default; `disable`.
Differs  a check of the image itself (HEALTHCHECK) is not seen here and is lost unless written in the stack.
Source   Compose Specification, services, healthcheck; Docker reference, HEALTHCHECK.
"""

from translator.model.container import Command
from translator.model.health import Healthcheck
from translator.model.node import Node, Scalar, Sequence
from translator.model.origin import Derived, Located
from translator.model.values import Duration
from translator.normalize.context import Context
from translator.normalize.extent import whole
from translator.normalize.forms import form, leave_out
from translator.normalize.grammar import duration
from translator.normalize.scalars import boolean, integer, parsed, refuse, unset

FIELD = "healthcheck"

_DURATIONS = ("interval", "timeout", "start_period", "start_interval")
_KEYS = ("test", "retries", "disable", *_DURATIONS)
_SHORTEST = Duration(1_000_000)


def read(node: Node, context: Context) -> Healthcheck | None:
    """The check; None where nothing is written, or with a finding where the test cannot be read."""
    found = dict(form(node, "healthcheck", _KEYS, context).entries)
    off = _disabled(found, context)
    if off is not None:
        context.findings.ignore("T278", "healthcheck is switched off, so the container gets no probe from it", whole(node))
        return Healthcheck(node.origin, disabled=off)
    test = _test(found["test"], context) if "test" in found else None
    if not found:
        return None
    if "test" in found and test is None:
        leave_out(node, "healthcheck", context)
        return None
    times = {key: _time(found[key], key, context) if key in found else None for key in _DURATIONS}
    return Healthcheck(
        whole(node),
        test=test[0] if test else None,
        shell=test[1] if test else False,
        interval=times["interval"],
        timeout=times["timeout"],
        retries=_retries(found.get("retries"), context),
        start_period=times["start_period"],
        start_interval=times["start_interval"],
    )


def _disabled(found: dict[str, Node], context: Context) -> Located[bool] | None:
    """Where the check is switched off: by `disable: true`, or by the test NONE. What switches nothing is taken out."""
    test = found.get("test")
    if "disable" in found:
        off = boolean(found["disable"], "healthcheck.disable", context)
        if off is not None and off.value:
            return off
        if off is not None:
            unset(found["disable"], "healthcheck.disable", context, "is false")
        del found["disable"]
    if isinstance(test, Sequence):
        first = test.items[0] if test.items else None
        if isinstance(first, Scalar) and first.text == "NONE":
            return Located(True, first.origin)
        if first is None:
            unset(test, "healthcheck.test", context, "is empty")
            del found["test"]
    return None


def _test(node: Node, context: Context) -> tuple[Command, bool] | None:
    """The test, and whether a shell runs it."""
    if isinstance(node, Scalar):
        return Command((Located(node.text, node.origin),), node.origin), True
    if isinstance(node, Sequence):
        words = [item for item in node.items if isinstance(item, Scalar)]
        if 1 < len(words) == len(node.items) and words[0].text in ("CMD", "CMD-SHELL"):
            # The word that says how to run the rest has no place of its own in a probe: the first word carries it.
            first = Located(words[1].text, Derived(words[0].text, (words[1].origin, words[0].origin)))
            rest = (Located(word.text, word.origin) for word in words[2:])
            return Command((first, *rest), node.origin), words[0].text == "CMD-SHELL"
    context.findings.refuse(
        "T277",
        "healthcheck.test must be a line, or a list of CMD, CMD-SHELL or NONE and a command",
        whole(node),
        help='write test: ["CMD", PROGRAM, ARGUMENT], or the line that a shell shall run',
    )
    return None


def _time(node: Node, key: str, context: Context) -> Located[Duration] | None:
    found = parsed(node, f"healthcheck.{key}", duration.parse, duration.EXPECTED, context, code="T254")
    if found is None:
        return None
    if found.value.nanoseconds == 0:
        unset(node, f"healthcheck.{key}", context, "is 0")
        return None
    if found.value < _SHORTEST:
        refuse(node, f"healthcheck.{key}", "1ms or more", context, code="T254")
        return None
    return found


def _retries(node: Node | None, context: Context) -> Located[int] | None:
    found = None if node is None else integer(node, "healthcheck.retries", context)
    if node is not None and found is not None and found.value == 0:
        unset(node, "healthcheck.retries", context, "is 0")
        return None
    return found
