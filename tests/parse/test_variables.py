"""Which lines of the project's dotenv files nothing refers to, and which another place hides."""

from tests.parse.written import tree
from translator.model.finding import Verdict
from translator.model.origin import Default, Located, Source
from translator.model.project import SourceFile
from translator.parse.variables import Variables, unused
from translator.report.collector import Collector


def line(number: int, name: str, file: str = ".env") -> Source:
    return Source(file, number, 1, (name,))


def said(variables: Variables, text: str = "{}", *names: str) -> list[tuple[str, str]]:
    findings = Collector()
    files = (SourceFile(".env", None, tuple(line(number, name) for number, name in enumerate(names or ("A",), 1))),)
    unused(variables, files, tree(f"root: {text}\n") if text == "{}" else tree(text), findings)
    assert all(finding.verdict is Verdict.IGNORED for finding in findings)
    return [(finding.code, finding.message) for finding in findings]


def test_a_line_that_nothing_refers_to() -> None:
    variables = Variables({"A": Located("1", line(1, "A")), "B": Located("2", line(2, "B"))})
    variables.use("A", Source("stack.yml", 1, 1, ("x",)))
    assert said(variables, "{}", "A", "B") == [("T157", "no file refers to B")]


def test_a_line_that_another_place_hides() -> None:
    variables = Variables({"A": Located("1", Default("environment variable A")), "B": Located("2", line(9, "B", "two.env"))})
    variables.use("A")
    assert said(variables, "{}", "A", "B") == [
        ("T158", "A comes from the process environment instead"),
        ("T158", "B comes from two.env:9:1 instead"),
    ]


def test_names_alone_are_references() -> None:
    values = {name: Located("1", line(number, name)) for number, name in enumerate("ABCDE", 1)}
    text = "services: {one: {environment: [A, X=1]}, two: {environment: {B: , C: x}}}\nsecrets: {s: {environment: D}}\n"
    assert said(Variables(values), text, *"ABCDE") == [("T157", "no file refers to C"), ("T157", "no file refers to E")]
