"""Events for a person: one line each, what failed with the lines that say why below it."""

from collections.abc import Iterator

from translator.model.progress import Progress, Stage
from translator.report.formats.text import Style
from translator.report.quotation import safe

_WIDTH = max(len(stage.value) for stage in Stage)
_COLOURS = {
    Stage.CREATED: "32",
    Stage.READY: "32",
    Stage.APPLIED: "33",
    Stage.RECREATED: "33",
    Stage.DELETED: "31",
    Stage.WAITING: "36",
    Stage.FAILED: "1;31",
    Stage.LATE: "1;31",
    Stage.ROLLED_BACK: "1;33",
    Stage.WARNING: "1;33",
}
_GRAVE = frozenset({Stage.FAILED, Stage.LATE, Stage.WARNING, Stage.ROLLED_BACK})


def lines(event: Progress, style: Style) -> Iterator[str]:
    """An event, line by line: `ready        deployment/web  3/3`."""
    stage = style.paint(event.stage.value, _COLOURS.get(event.stage, "")) if event.stage in _COLOURS else event.stage.value
    gap = " " * (_WIDTH - len(event.stage.value))
    yield f"{stage}{gap}  {subject(event)}".rstrip()
    for detail in event.details:
        yield f"{' ' * _WIDTH}  {safe(detail)}"


def subject(event: Progress) -> str:
    """What an event is about and what it says."""
    count = f"{event.done}/{event.total}" if event.done is not None and event.total is not None else ""
    said = safe(event.message)
    if event.key is None:
        objects = f"{event.done} of {event.total} objects" if count else ""
        return f"{said} ({objects})" if said and objects else said or objects
    plain = said in ("", event.stage.value)
    told = "" if plain else said
    mark = ":" if told and event.stage in _GRAVE else ""
    return "  ".join(part for part in (f"{event.key}{mark}", count if plain else "", told) if part)
