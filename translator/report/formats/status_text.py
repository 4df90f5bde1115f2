"""How stacks stand, in the tables of `docker stack ls`, `docker stack services` and `docker stack ps`."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from translator.model.status import ServiceStatus, StackStatus, Task
from translator.report.formats.columns import table
from translator.report.formats.text import Style, plural
from translator.report.quotation import safe

_UNITS = ((60, "second"), (3600, "minute"), (86400, "hour"), (7 * 86400, "day"), (float("inf"), "week"))


def stacks(found: Sequence[StackStatus], style: Style) -> Iterator[str]:
    """One line a stack."""
    rows = [(each.name, each.namespace, str(each.revision), each.applied) for each in found]
    yield from table(("NAME", "NAMESPACE", "REVISION", "APPLIED"), rows, style)


def services(status: StackStatus, style: Style) -> Iterator[str]:
    """One line a service, and below them what is not ready, with the cause."""
    yield style.paint(_heading(status), "1")
    rows = [_service(each) for each in status.services]
    yield from table(("NAME", "MODE", "REPLICAS", "IMAGE", "PORTS"), rows, style)
    yield from _causes(status, style)


def tasks(status: StackStatus, now: datetime, style: Style) -> Iterator[str]:
    """One line a Pod; those of an older version are marked as docker marks tasks that were."""
    yield style.paint(_heading(status), "1")
    rows = [_task(each, now) for service in status.services for each in service.tasks]
    yield from table(("NAME", "IMAGE", "NODE", "CURRENT STATE", "ERROR"), rows, style)
    yield from _causes(status, style)


def _heading(status: StackStatus) -> str:
    ready = sum(each.healthy for each in status.services)
    number = plural(len(status.services), "service")
    applied = f"revision {status.revision}, {status.applied}" if status.revision else "nothing was applied to the end"
    return f"{status.name} in namespace {status.namespace}: {applied}; {ready} of {number} ready"


def _service(service: ServiceStatus) -> tuple[str, ...]:
    return service.name, service.mode, f"{service.ready}/{service.wanted}", service.image, ", ".join(service.ports)


def _task(task: Task, now: datetime) -> tuple[str, ...]:
    old = "" if task.current else "\\_ "
    again = f" ({plural(task.restarts, 'restart')})" if task.restarts else ""
    return f"{old}{task.name}", task.image, task.node, f"{task.state}{_ago(task.since, now)}{again}", task.error


def _causes(status: StackStatus, style: Style) -> Iterator[str]:
    troubled = [(str(each.key), each.cause) for each in status.services if not each.healthy]
    for name, cause in (*troubled, *((str(key), cause) for key, cause in status.others)):
        yield f"{style.paint('not ready', '1;31')}  {safe(name)}: {safe(cause)}"


def _ago(since: str, now: datetime) -> str:
    """How long ago, in the words of docker; nothing where the time cannot be read."""
    try:
        seconds = max((now - datetime.fromisoformat(since.replace("Z", "+00:00"))).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return ""
    size = 1.0
    for bound, unit in _UNITS:
        if seconds < bound:
            return f" {plural(int(seconds // size), unit)} ago"
        size = bound
    return ""
