"""What a service that fails holds back: what rests on it, and nothing else."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from translator.apply import records
from translator.apply.backlog import Backlog
from translator.cli import main
from translator.model.cluster import key_of
from translator.model.manifest import Manifest
from translator.model.plan import Action, Step
from translator.sandbox import serve

STACK = """\
services:
  well: {image: "shop/well:1"}
  ill: {image: "shop/IMAGE:1"}
  beside: {image: "shop/beside:1", depends_on: [well]}
  above: {image: "shop/above:1", depends_on: [ill], deploy: {labels: {x: y}}}
  top: {image: "shop/top:1", depends_on: [above, beside]}
"""
Apply = Callable[[str], tuple[int, str]]
Verb = Callable[..., tuple[int, str]]


@pytest.fixture
def verb(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Verb]:
    config = tmp_path / "kubeconfig"
    with serve(speed=20.0) as running:
        config.write_text(running.kubeconfig())

        def run(*arguments: str) -> tuple[int, str]:
            code = main([*arguments, "--kubeconfig", str(config)])
            said = capsys.readouterr()
            return code, said.out + said.err

        yield run


@pytest.fixture
def apply(verb: Verb, tmp_path: Path) -> Apply:
    def run(image: str) -> tuple[int, str]:
        (tmp_path / "stack.yml").write_text(STACK.replace("IMAGE", image))
        return verb("apply", "-f", str(tmp_path / "stack.yml"), "-p", "shop", "-n", "shop", "--yes")

    return run


def test_what_does_not_rest_on_what_failed_goes_on(apply: Apply, verb: Verb) -> None:
    code, said = apply("crash")
    assert code == 6, said
    assert "ready        deployment/beside" in said
    assert "2 left: deployment/above, deployment/top." in said
    code, said = apply("healed")
    assert (code, "ready        deployment/top" in said) == (0, True), said


@pytest.mark.parametrize("needs", [frozenset({"b", "c"}), frozenset[str](), None])
def test_what_rests_on_what_is_kept_with_a_revision(needs: frozenset[str] | None) -> None:
    body = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "a", "namespace": "n"}}
    (recorded,) = records.unpacked(records.packed([Manifest(body, {}, "a", 1, needs=needs)]))
    assert recorded.needs == needs


def step(kind: str, service: str | None, *needs: str, known: bool = True) -> Step:
    body = {"apiVersion": "v1", "kind": kind, "metadata": {"name": service or "shared", "namespace": "n"}}
    manifest = Manifest(body, {}, service, needs=frozenset(needs) if known else None)
    return Step(key_of(body), Action.CREATE, manifest)


@pytest.mark.parametrize(
    ("asked", "free"),
    [
        (step("Deployment", "other"), True),
        (step("Deployment", "other", "well"), True),
        (step("Deployment", "other", "well", "ill"), False),
        (step("Deployment", "other", known=False), False),
        (step("Ingress", "other", known=False), True),
        (step("Ingress", "ill", known=False), False),
        (step("HorizontalPodAutoscaler", "ill", known=False), False),
        (step("Ingress", None), False),
    ],
)
def test_what_rests_on_a_service_that_failed(asked: Step, free: bool) -> None:
    backlog = Backlog()
    assert backlog.frees(asked), "nothing has failed"
    backlog.hold("ill")
    assert backlog.frees(asked) is free


def test_what_is_held_back_holds_back_in_turn() -> None:
    backlog = Backlog()
    backlog.hold("ill")
    assert not backlog.frees(step("Deployment", "above", "ill"))
    assert not backlog.frees(step("Deployment", "top", "above"))
    assert not backlog.frees(step("Ingress", "top", known=False))
    assert backlog.has("top")


def test_what_is_of_no_service_holds_back_everything() -> None:
    backlog = Backlog()
    backlog.hold(None)
    assert not backlog.frees(step("Deployment", "other"))
