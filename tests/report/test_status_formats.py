"""Tables of stacks, services and tasks."""

from datetime import UTC, datetime

import pytest

from translator.model.cluster import Key
from translator.model.status import ServiceStatus, StackStatus, Task
from translator.report.formats import status_text
from translator.report.formats.text import Style

NOW = datetime(2026, 1, 8, 12, 0, 0, tzinfo=UTC)
KEY = Key("apps/v1", "Deployment", "shop", "web")


def stack(*tasks: Task, name: str = "web") -> StackStatus:
    service = ServiceStatus(name, KEY, "replicated", 1, 2, "shop/web:1", ("80/tcp",), False, "1 of 2 ready", tasks)
    claim = Key("v1", "PersistentVolumeClaim", "shop", "data")
    return StackStatus("shop", "shop", 2, "failed", 4, (service,), ((claim, "not bound"),))


@pytest.mark.parametrize(
    ("since", "ago"),
    [
        ("2026-01-08T11:59:59Z", "1 second ago"),
        ("2026-01-08T11:59:01Z", "59 seconds ago"),
        ("2026-01-08T11:59:00Z", "1 minute ago"),
        ("2026-01-08T10:30:00Z", "1 hour ago"),
        ("2026-01-05T12:00:00+00:00", "3 days ago"),
        ("2025-12-01T12:00:00Z", "5 weeks ago"),
        ("2026-01-08T12:00:09Z", "0 seconds ago"),  # a clock that goes ahead
        ("2026-01-08T12:00:00", ""),  # of no time zone
        ("soon", ""),
        ("", ""),
    ],
)
def test_how_long_ago(since: str, ago: str) -> None:
    row = list(status_text.tasks(stack(Task("web-1", "i", "n", "Running", since)), NOW, Style()))[2]
    assert row.partition("Running")[2].strip() == ago


def test_services() -> None:
    assert list(status_text.services(stack(name="网站"), Style())) == [
        "shop in namespace shop: revision 2, failed; 0 of 1 service ready",
        "NAME   MODE         REPLICAS   IMAGE        PORTS",
        "网站   replicated   1/2        shop/web:1   80/tcp",
        "not ready  deployment/web: 1 of 2 ready",
        "not ready  persistentvolumeclaim/data: not bound",
    ]


def test_a_task_of_an_older_version_is_marked_and_hostile_words_are_spelt_out() -> None:
    old = Task("web-0", "i", "n", "Running", "", current=False, restarts=2)
    bad = Task("web-1", "i", "n", "ErrImagePull", "", "no\x1b[2J such image")
    rows = list(status_text.tasks(stack(old, bad), NOW, Style()))[2:4]
    assert rows == [
        "\\_ web-0   i       n      Running (2 restarts)",
        "web-1      i       n      ErrImagePull           no\\x1b[2J such image",
    ]
