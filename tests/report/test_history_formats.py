"""The revisions of a stack, as a table and for programs."""

import json
from pathlib import Path

import jsonschema

from translator.model.status import History, RevisionStatus
from translator.report.formats import history_json, history_text
from translator.report.formats.text import Style

SCHEMA = Path(__file__).parents[2] / "schemas" / "history.schema.json"
FIRST = RevisionStatus(
    9, "good", "2026-01-08T12:00:00+00:00", "佐藤@ci", (("create", 2), ("restart", 1)), ("a.yml", "b.yml"), 0
)
SECOND = RevisionStatus(10, "failed", "2026-01-09T12:00:00+00:00", "anna@\x1b[2Jbuild", (), (), 9)
HISTORY = History("shop", "web", 10, (FIRST, SECOND))


def test_the_table_is_aligned_whatever_the_names_and_hostile_words_are_spelt_out() -> None:
    assert list(history_text.revisions(HISTORY, Style())) == [
        "REVISION   STATUS   WHEN                        BY                  CHANGES               FROM",
        "9          good     2026-01-08T12:00:00+00:00   佐藤@ci             2 create, 1 restart   a.yml, b.yml",
        "10*        failed   2026-01-09T12:00:00+00:00   anna@\\x1b[2Jbuild   none                  revision 9",
    ]


def test_programs_get_the_same() -> None:
    told = json.loads(history_json.revisions(HISTORY))
    jsonschema.validate(told, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert (told["stack"], told["namespace"]) == ("shop", "web")
    assert told["revisions"] == [
        {
            "number": 9,
            "current": False,
            "status": "good",
            "when": "2026-01-08T12:00:00+00:00",
            "by": "佐藤@ci",
            "counts": {"create": 2, "restart": 1},
            "files": ["a.yml", "b.yml"],
            "reverts": None,
        },
        {
            "number": 10,
            "current": True,
            "status": "failed",
            "when": "2026-01-09T12:00:00+00:00",
            "by": "anna@\x1b[2Jbuild",
            "counts": {},
            "files": [],
            "reverts": 9,
        },
    ]
