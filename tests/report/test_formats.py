"""The same findings as text and as JSON, against the forms that are fixed."""

import json
from typing import Any

import jsonschema
import pytest

from translator import assets
from translator.model.destination import Destination
from translator.model.finding import Finding, Severity, Target, Verdict
from translator.model.origin import Default, Derived, Located, Source
from translator.model.project import SourceFile
from translator.model.stack import Dialect, Stack
from translator.report import order
from translator.report.formats import json as as_json
from translator.report.formats import text as as_text
from translator.report.ledger import Entry
from translator.report.quotation import Quotations
from translator.report.remarks import remarked
from translator.report.summary import Summary, summarise

SCALE = Source("stack.yml", 2, 21, ("services", "web", "labels", "aliyun.scale"))
IMAGE = Source("stack.yml", 3, 12, ("services", "web", "image"))
TEXT = "services: {}\n      aliyun.scale: three\n    image: nginx\n"
FILES = (SourceFile("stack.yml", TEXT, (SCALE, IMAGE)),)
WEB = Target("Deployment", "web", "/spec/template/spec/containers/0/image")

REFUSED = Finding("T299", 'aliyun.scale must be an integer from 0, not "three"', SCALE, 'write "3"', Verdict.REFUSED)
WARNING = Finding("T196", "taken to be ACK", None, "say --platform")
NOTE = Finding("T190", "the stream holds a secret", IMAGE)
ENTRIES = (
    Entry(SCALE, Verdict.REFUSED, "T299", REFUSED.message, REFUSED.help),
    Entry(IMAGE, Verdict.MAPPED, targets=(WEB,)),
)


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((assets.schemas() / name).read_text())
    return loaded


def summary(*findings: Finding) -> Summary:
    return summarise(None, None, ENTRIES, findings, files=1, objects=2)


def listing(*findings: Finding, least: Severity = Severity.NOTE, colour: bool = False) -> list[str]:
    return list(as_text.listing(findings, Quotations(FILES), least=least, style=as_text.Style(colour, 80)))


def test_the_form_of_a_finding() -> None:
    assert listing(REFUSED) == [
        'stack.yml:2:21: error T299 unaccounted: aliyun.scale must be an integer from 0, not "three"\n'
        "    2 |       aliyun.scale: three\n"
        "      |                     ^\n"
        '  help: write "3"'
    ]


def test_a_finding_without_a_place_comes_first_and_has_none() -> None:
    assert [text.splitlines()[0] for text in listing(REFUSED, NOTE, WARNING)] == [
        "warning T196 platform-assumed: taken to be ACK",
        'stack.yml:2:21: error T299 unaccounted: aliyun.scale must be an integer from 0, not "three"',
        "stack.yml:3:12: note T190 secret-in-stream: the stream holds a secret",
    ]


@pytest.mark.parametrize(
    ("least", "codes"),
    [(Severity.ERROR, ["T299"]), (Severity.WARNING, ["T196", "T299"]), (Severity.NOTE, ["T196", "T299", "T190"])],
)
def test_only_what_is_grave_enough_is_listed(least: Severity, codes: list[str]) -> None:
    lines = [text.splitlines()[0] for text in listing(REFUSED, NOTE, WARNING, least=least)]
    assert [next(code for code in codes if code in line) for line in lines] == codes


def test_an_accepted_loss_shows_the_reason_instead_of_the_help() -> None:
    accepted = Finding("T299", "lost", IMAGE, "do this", Verdict.IGNORED, accepted="nobody needs it")
    (text,) = listing(accepted)
    assert text.startswith("stack.yml:3:12: note T299")
    assert text.endswith("  accepted: nobody needs it")


def test_colour_only_where_it_is_wanted() -> None:
    assert "\x1b[1;31merror\x1b[0m" in listing(REFUSED, colour=True)[0]
    assert "\x1b" not in listing(REFUSED)[0]


def test_order_is_by_place_then_code() -> None:
    first = Finding("T190", "a", Source("a.yml", 9, 9))
    same = Finding("T196", "b", Source("stack.yml", 2, 21))
    assert order.ordered([NOTE, REFUSED, same, first, WARNING]) == (WARNING, first, same, REFUSED, NOTE)


def test_figures() -> None:
    stack = Stack(
        Located("shop", Default("-p")),
        Located(Dialect.SWARM, Derived("version 3 with deploy", (Source("stack.yml", 1, 1),))),
        (),
    )
    target = Destination(("1.30", "1.31"), Located("ack", Default("--platform")))
    figures = summarise(stack, target, (*ENTRIES, ENTRIES[0]), (REFUSED, WARNING, NOTE), files=1, objects=2)
    assert as_text.heading(figures) == (
        "shop: read as swarm (version 3 with deploy, stack.yml:1:1), written for Kubernetes 1.30 to 1.31 on ACK"
    )
    assert as_text.totals(figures, hidden=True) == (
        "2 values in 1 file: 1 mapped, 0 approximated, 0 ignored, 1 refused\n"
        "2 objects; 1 error, 1 warning, 1 note (shown with -v)"
    )
    assert as_text.heading(summary()) == ""


def test_json_findings_follow_their_schema() -> None:
    document = json.loads(as_json.findings((REFUSED, WARNING, NOTE), summary(REFUSED, WARNING, NOTE)))
    jsonschema.validate(document, schema("validate.schema.json"))
    assert document["findings"][1] == {
        "code": "T299",
        "slug": "unaccounted",
        "severity": "error",
        "message": REFUSED.message,
        "help": REFUSED.help,
        "file": "stack.yml",
        "line": 2,
        "column": 21,
        "pointer": "/services/web/labels/aliyun.scale",
    }
    assert document["findings"][0]["file"] is None
    assert document["summary"]["findings"] == {"error": 1, "warning": 1, "note": 1}


def test_json_report_follows_its_schema() -> None:
    document = json.loads(as_json.report(ENTRIES, (REFUSED, WARNING), summary(REFUSED, WARNING)))
    jsonschema.validate(document, schema("report.schema.json"))
    assert document["version"] == 1
    assert document["summary"]["verdicts"] == {"mapped": 1, "approximated": 0, "ignored": 0, "refused": 1}
    assert document["entries"][-1] == {
        "source": {"file": "stack.yml", "line": 3, "column": 12, "path": ["services", "web", "image"]},
        "verdict": "mapped",
        "code": "",
        "message": "",
        "remedy": "",
        "targets": [{"kind": "Deployment", "name": "web", "pointer": WEB.pointer}],
    }


def test_an_empty_run_gives_documents_too() -> None:
    empty = summarise(None, None, (), (), files=0, objects=0)
    jsonschema.validate(json.loads(as_json.report((), (), empty)), schema("report.schema.json"))
    jsonschema.validate(json.loads(as_json.findings((), empty)), schema("validate.schema.json"))


def test_both_schemas_have_the_same_summary() -> None:
    assert schema("report.schema.json")["$defs"]["summary"] == schema("validate.schema.json")["$defs"]["summary"]


@pytest.mark.parametrize("name", ["report.schema.json", "validate.schema.json"])
def test_schemas_are_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


def test_a_broken_file_is_an_entry_of_the_report() -> None:
    broken = Finding("T197", "the bracket is never closed", Source("stack.yml", 4, 2))
    (entry,) = remarked((), (broken,))
    assert (entry.verdict, entry.source.line, entry.code) == (Verdict.REFUSED, 4, "T197")


def test_what_lies_in_no_file_stands_at_the_command_line() -> None:
    (entry,) = remarked((), (WARNING,))
    assert (entry.source.file, entry.verdict) == ("<command line>", Verdict.IGNORED)


def test_a_remark_about_a_mapped_leaf_takes_the_place_of_the_bare_verdict() -> None:
    entries = remarked(ENTRIES, (REFUSED, NOTE))
    assert [(entry.code, entry.verdict) for entry in entries] == [("T299", Verdict.REFUSED), ("T190", Verdict.MAPPED)]
    assert entries[1].targets == (WEB,)


def test_a_remark_about_a_branch_has_what_the_branch_reached() -> None:
    branch = Finding("T190", "about the service", Source("stack.yml", 1, 1, ("services", "web")))
    entries = remarked(ENTRIES, (REFUSED, branch))
    assert [entry.code for entry in entries] == ["T190", "T299", ""]
    assert (entries[0].verdict, entries[0].targets) == (Verdict.MAPPED, (WEB,))


def test_a_verdict_about_no_leaf_is_not_lost() -> None:
    elsewhere = Finding("T299", "a variable nobody wrote", Source(".env", 1, 1, ("X",)), verdict=Verdict.IGNORED)
    assert [(entry.source.file, entry.verdict) for entry in remarked((), (elsewhere,))] == [(".env", Verdict.IGNORED)]
