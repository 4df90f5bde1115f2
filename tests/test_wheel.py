"""The wheel works where there is nothing but the wheel and its dependencies: other folder, other environment, no checkout."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STACK = "services:\n  web:\n    image: nginx:1.27\n    expose: ['80']\n"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "COMPOSE_"))}
    return subprocess.run([str(word) for word in command], cwd=cwd, env=clean, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    assert built.returncode == 0, built.stderr
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of an environment with the wheel; its dependencies are lent by the environment of the tests."""
    home = tmp_path_factory.mktemp("env")
    assert run(sys.executable, "-m", "venv", "--without-pip", home, cwd=home).returncode == 0
    python = home / "bin" / "python"
    installed = run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=home)
    assert installed.returncode == 0, installed.stderr
    (site,) = home.glob("lib/*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home / "bin"


def test_the_wheel_carries_its_data_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"translator"}
    assert "translator/py.typed" in names
    for folder in ("schemas", "templates"):
        shipped = {name.removeprefix(f"translator/_shipped/{folder}/") for name in names if f"_shipped/{folder}/" in name}
        files = (path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob("*") if path.is_file())
        assert shipped == {str(path) for path in files if "__pycache__" not in path.parts}


def test_a_stack_is_converted_from_another_folder(clean: Path, tmp_path: Path) -> None:
    (tmp_path / "stack.yml").write_text(STACK)
    where = run(clean / "python", "-c", "import translator; print(translator.__file__)", cwd=tmp_path)
    assert where.stdout.startswith(str(clean.parent))
    done = run(clean / "translator", "convert", "-f", "stack.yml", "-p", "demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "kind: Deployment" in done.stdout
    assert "image: nginx:1.27" in done.stdout


def test_the_module_runs_too(clean: Path, tmp_path: Path) -> None:
    done = run(clean / "python", "-m", "translator", "explain", "T191", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("T191 output-edited (error)\n")
