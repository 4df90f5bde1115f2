"""The second half of `make demo`: a stack of fourteen services is applied, changed, rolled back and deleted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from translator.cli import main
from translator.sandbox import serve

SHOP = Path(__file__).parents[2] / "fixtures" / "stacks" / "shop"
STACK = ["-f", str(SHOP / "stack.yml")]
UPDATED = [*STACK, "-f", str(SHOP / "update.yml")]
CLAIMS = [text for name in ("cache", "database", "queue", "search") for text in ("--delete", f"pvc/{name}")]

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def where(tmp_path: Path) -> Iterator[list[str]]:
    config = tmp_path / "kubeconfig"
    with serve(speed=20.0) as running:
        config.write_text(running.kubeconfig())
        yield ["--kubeconfig", str(config)]


def test_the_life_of_a_stack(where: list[str], capsys: Capture) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        code = main([*arguments, *where])
        said = capsys.readouterr()
        return code, said.out + said.err

    assert run("apply", "-m", str(SHOP / "cluster.yaml"), "-p", "cluster", "-n", "default", "--yes")[0] == 0
    assert run("diff", *STACK)[0] == 1
    code, said = run("apply", *STACK, "--yes")
    assert code == 0, said
    assert "revision 1: good" in said
    assert run("diff", *STACK)[0] == 0
    code, said = run("status", "shop")
    assert (code, said.splitlines()[0]) == (0, "shop in namespace shop: revision 1, good; 14 of 14 services ready")

    code, said = run("diff", *UPDATED)
    assert (code, "46 objects: 2 to create, 2 to restart, 42 unchanged\n" in said) == (1, True)
    assert f"image: registry.example.com/shop/storefront:2.14.1 -> {_NEWER}" in said
    assert run("apply", *UPDATED, "--yes")[0] == 0
    assert _NEWER in run("status", "shop", "--ps")[1]

    code, said = run("rollback", "shop", "--yes", "--prune")
    assert (code, "2 to restart, 2 to delete" in said) == (0, True)
    assert run("diff", *STACK)[0] == 0
    assert _NEWER not in run("status", "shop")[1]

    assert run("delete", "shop", "--yes", *CLAIMS)[0] == 0
    assert [line.split()[0] for line in run("status")[1].splitlines()] == ["NAME", "cluster"]


_NEWER = "registry.example.com/shop/storefront:2.15.0"
