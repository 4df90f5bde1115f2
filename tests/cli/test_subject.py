"""How loudly it is said what was found about a stack that was applied."""

import pytest

from translator.cli import subject
from translator.cli.terminal import Terminal
from translator.model.finding import Finding

ERROR = Finding("T770", "no stack is called shop")
WARNING = Finding("T754", "an option names pvc/data, which is not in the plan")
NOTE = Finding("T723", "the cluster runs Kubernetes 1.36")


@pytest.mark.parametrize(
    ("terminal", "said"),
    [
        (Terminal(quiet=True), ["T770"]),
        (Terminal(), ["T770", "T754"]),
        (Terminal(verbose=True), ["T770", "T754", "T723"]),
    ],
)
def test_what_is_said(terminal: Terminal, said: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    subject.say((ERROR, WARNING, NOTE), terminal)
    lines = capsys.readouterr().err.splitlines()
    assert sorted(line.split()[1] for line in lines) == sorted(said)
