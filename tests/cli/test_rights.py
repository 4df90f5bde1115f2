"""Who may not do all of it: one list of what is missing, whatever request met with it first."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Translator
from translator import deployment
from translator.apply.client import attach
from translator.sandbox import serve
from translator.sandbox.users import Right, User

LOOKS = frozenset({"get", "list", "watch"})
USERS = {
    "reader": User("reader", (Right(verbs=LOOKS),)),
    "nobody": User("nobody"),
    "keyless": User("keyless", (Right(groups=frozenset({"apps", "coordination.k8s.io"})),)),
    "homely": User("homely", (Right(namespaces=frozenset({"default"})),)),
    "podless": User("podless", (Right(resources=frozenset({"secrets", "services", "deployments"})),)),
    "local": User("local", (Right(namespaces=frozenset({"mine"})),)),
}
As = Callable[..., Run]


@pytest.fixture
def as_user(project: Path, translator: Translator) -> Iterator[As]:
    """Runs a verb as one of the users, on a cluster with the namespaces shop and mine."""
    with serve(None, tokens=USERS, speed=20.0) as running:
        with attach(running.url, running.token, context="test") as cluster:
            for name in ("shop", "mine"):
                cluster.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}})
        config = project / "kubeconfig"

        def run(user: str, *arguments: str) -> Run:
            token = running.token if user == "admin" else user
            config.write_text(running.kubeconfig().replace(running.token, token))
            return translator(*arguments, "--kubeconfig", "kubeconfig")

        yield run


def missing(run: Run) -> list[str]:
    """What is not allowed, as it is told."""
    return [line.partition("you may not ")[2] for line in run.err.splitlines() if "T750" in line]


@pytest.mark.parametrize(
    ("user", "told"),
    [
        (
            "reader",
            [
                "create, patch deployments.apps in the namespace shop",
                "create, patch services in the namespace shop",
                "create, patch, delete secrets in the namespace shop",
                "create, update leases.coordination.k8s.io in the namespace shop",
            ],
        ),
        (
            "keyless",
            [
                "get, create, patch services in the namespace shop",
                "get, list, create, patch, delete secrets in the namespace shop",
                "get, list, watch events in the namespace shop",
                "get, list, watch pods in the namespace shop",
            ],
        ),
    ],
)
@pytest.mark.parametrize("dry", [True, False])
def test_what_is_missing_is_one_list_although_there_is_no_plan(as_user: As, user: str, told: list[str], dry: bool) -> None:
    run = as_user(user, "apply", "-f", "stack.yml", "-n", "shop", "--dry-run" if dry else "--yes")
    assert (run.code, missing(run)) == (4, told), run.err
    assert "T722" not in run.err, "nothing is told twice"
    assert "T704" not in run.err


def test_a_namespace_that_nobody_made_is_among_it(as_user: As) -> None:
    assert "create, patch namespaces in the whole cluster" in missing(
        as_user("reader", "apply", "-f", "stack.yml", "-n", "new", "--yes")
    )


def test_an_interruption_before_anything_was_done_says_so(as_user: As, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(deployment, "plan", interrupted)
    run = as_user("admin", "apply", "-f", "stack.yml", "-n", "shop", "--yes")
    assert (run.code, run.err.splitlines()[-1]) == (130, "Interrupted, before anything of this plan was done.")


def test_who_may_look_into_one_namespace_alone_is_told_to_name_it(as_user: As) -> None:
    denied = as_user("local", "status")
    assert denied.code == 4
    assert "T704" in denied.err
    assert "lets us list Secrets neither of all namespaces nor of default" in denied.err
    assert "--namespace" in denied.err
    assert as_user("local", "apply", "-f", "stack.yml", "-n", "mine", "--yes", "--no-wait").code == 0
    named = as_user("local", "status", "-n", "mine")
    assert (named.code, named.out.splitlines()[1].split()[:2]) == (0, ["shop", "mine"])


def test_what_was_looked_into_is_what_is_told(as_user: As) -> None:
    """With the rights for the namespace of the context alone, nothing is said of the whole cluster."""
    run = as_user("homely", "status", "shop")
    assert (run.code, run.err.splitlines()[0]) == (
        1,
        'error T770 unknown-stack: no stack "shop" was applied to namespace default',
    )
    assert "only of the namespace default" in as_user("homely", "status").err


def test_tasks_that_may_not_be_seen_are_not_told_as_none(as_user: As) -> None:
    assert as_user("admin", "apply", "-f", "stack.yml", "-n", "shop", "--yes").code == 0
    run = as_user("podless", "status", "shop", "-n", "shop", "--ps")
    assert run.code == 0
    assert run.err == "the cluster does not let us list Pod and Event objects, so what they tell is missing here\n"
    assert as_user("admin", "status", "shop", "-n", "shop", "--ps").err == ""
