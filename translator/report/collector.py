"""Collects findings, so that one run tells all the problems of all the files."""

from collections.abc import Iterable, Iterator

from translator.model.finding import Finding, Severity, Target, Verdict
from translator.model.origin import Derived, Origin, place, sources
from translator.report.catalogue import lookup


class Collector:
    """The findings of a run, in the order in which they were made; a report sorts them. The same finding counts once."""

    def __init__(self) -> None:
        self._findings: dict[Finding, None] = {}

    def add(
        self,
        code: str,
        message: str,
        at: Origin | None = None,
        *,
        help: str = "",
        verdict: Verdict | None = None,
        target: Target | None = None,
    ) -> None:
        """Adds a finding.

        Args:
            code: a code of the catalogue; another one is a bug and raises KeyError.
            message: one sentence without a full stop: what was read and what was expected. Never a secret value.
            at: the origin of what was read; the finding points at the first line it rests on.
            help: what to do.
            verdict: what becomes of the leaf (or the leaves below) at that place, where the finding decides it.
            target: the field of the output the finding is about.
        """
        lookup(code)
        also = tuple(sources(at))[1:] if verdict is not None and isinstance(at, Derived) else ()
        self._findings[Finding(code, message, place(at), help, verdict, target, also=also)] = None

    def extend(self, findings: Iterable[Finding]) -> None:
        """Adds findings that were collected elsewhere."""
        self._findings.update(dict.fromkeys(findings))

    def refuse(self, code: str, message: str, at: Origin | None, *, help: str) -> None:
        """A finding that refuses what stands at `at`; it always says what to do."""
        self.add(code, message, at, help=help, verdict=Verdict.REFUSED)

    def ignore(self, code: str, message: str, at: Origin | None, *, help: str = "") -> None:
        """A finding that says why what stands at `at` has no part in the output."""
        self.add(code, message, at, help=help, verdict=Verdict.IGNORED)

    def approximate(self, code: str, message: str, at: Origin | None, *, help: str = "") -> None:
        """A finding that says how the output differs from what stands at `at`."""
        self.add(code, message, at, help=help, verdict=Verdict.APPROXIMATED)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._findings)

    def __len__(self) -> int:
        return len(self._findings)

    @property
    def fatal(self) -> bool:
        """Whether an error was found that refuses no leaf in particular: a fault of a file itself, which stops the output."""
        return any(finding.verdict is None and lookup(finding.code).severity is Severity.ERROR for finding in self._findings)
