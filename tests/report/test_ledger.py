"""The ledger gives every leaf a verdict, and only the output itself can prove *mapped*."""

from translator.model.finding import Finding, Target, Verdict
from translator.model.manifest import Manifest
from translator.model.origin import Default, Derived, Origin, Source
from translator.model.project import SourceFile
from translator.report.ledger import UNACCOUNTED, account, unaccounted

IMAGE = Source("stack.yml", 3, 12, ("services", "web", "image"))
DRIVER = Source("stack.yml", 5, 15, ("services", "web", "logging", "driver"))
LOGGING = Source("stack.yml", 4, 5, ("services", "web", "logging"))
WEB = Source("stack.yml", 2, 3, ("services", "web"))


def manifest(origin: Origin) -> Manifest:
    body = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "spec": {"image": "nginx"}}
    return Manifest(body, {"/spec/image": origin, "/kind": Default("a workload")})


def verdicts(findings: list[Finding], manifests: list[Manifest], *leaves: Source) -> list[tuple[Verdict, str]]:
    entries = account([SourceFile("stack.yml", "", leaves)], findings, manifests)
    return [(entry.verdict, entry.code) for entry in entries]


def test_a_leaf_that_reaches_the_output_through_rules_is_mapped_with_its_targets() -> None:
    derived = Derived("image rewrite", (Derived("interpolation", (IMAGE,)), Default("a registry")))
    (entry,) = account([SourceFile("stack.yml", "", (IMAGE,))], [], [manifest(derived)])
    assert entry.verdict is Verdict.MAPPED
    assert entry.targets == (Target("Deployment", "web", "/spec/image"),)


def test_a_leaf_that_nobody_speaks_of_is_refused_and_becomes_a_finding() -> None:
    entries = account([SourceFile("stack.yml", "", (IMAGE,))], [], [])
    assert [(entry.verdict, entry.code) for entry in entries] == [(Verdict.REFUSED, UNACCOUNTED)]
    assert [finding.source for finding in unaccounted(entries)] == [IMAGE]


def test_a_finding_covers_the_leaves_below_its_place() -> None:
    ignored = Finding("T299", "logs", LOGGING, verdict=Verdict.IGNORED)
    assert verdicts([ignored], [], DRIVER) == [(Verdict.IGNORED, "T299")]


def test_a_path_is_not_covered_by_a_longer_one_nor_by_another_file() -> None:
    below = Finding("T299", "logs", DRIVER, verdict=Verdict.IGNORED)
    elsewhere = Finding("T299", "logs", Source("other.yml", 4, 5, LOGGING.path), verdict=Verdict.IGNORED)
    assert verdicts([below, elsewhere], [], LOGGING) == [(Verdict.REFUSED, UNACCOUNTED)]


def test_reaching_the_output_beats_being_ignored_but_not_being_refused_or_approximated() -> None:
    output = [manifest(IMAGE)]
    for verdict, expected in (
        (Verdict.IGNORED, Verdict.MAPPED),
        (Verdict.APPROXIMATED, Verdict.APPROXIMATED),
        (Verdict.REFUSED, Verdict.REFUSED),
    ):
        assert [v for v, _ in verdicts([Finding("T299", "x", IMAGE, verdict=verdict)], output, IMAGE)] == [expected]


def test_a_refused_branch_refuses_what_was_only_ignored_below_it() -> None:
    refused = Finding("T299", "service", WEB, verdict=Verdict.REFUSED)
    ignored = Finding("T298", "logs", LOGGING, verdict=Verdict.IGNORED)
    assert verdicts([ignored, refused], [], DRIVER) == [(Verdict.REFUSED, "T299")]


def test_two_findings_at_one_place_make_two_entries() -> None:
    first = Finding("T297", "a", IMAGE, verdict=Verdict.REFUSED)
    second = Finding("T298", "b", IMAGE, verdict=Verdict.REFUSED)
    assert verdicts([first, second], [], IMAGE) == [(Verdict.REFUSED, "T297"), (Verdict.REFUSED, "T298")]
