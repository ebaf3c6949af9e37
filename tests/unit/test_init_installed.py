"""The program as people install it: the wheel holds all it needs, and a hub that it writes can be checked and built."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "generator/folkmoot"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(repository)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """The `folkmoot` command, installed from the wheel alone; the libraries it needs are those of the tests."""
    place = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place)], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(place / "bin/python"), "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True)
    (libraries,) = place.glob("lib/python*/site-packages")
    (libraries / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return place / "bin/folkmoot"


def _run(program: Path, *words: str, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    environment["PATH"] = f"{program.parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run([program, *words], cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return said


def test_the_wheel_holds_every_file_of_the_program(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    held = {name.removeprefix("folkmoot/") for name in names if name.startswith("folkmoot/")}
    files = {path.relative_to(PACKAGE) for path in PACKAGE.rglob("*") if path.is_file()}
    ours = {path.as_posix() for path in files if not any(_is_cache(part) for part in path.parts)}
    assert held == ours
    assert {".gitignore", ".github/workflows/publish.yml"} <= {name.removeprefix("contribute/hub/") for name in held}


def _is_cache(folder: str) -> bool:
    return folder == "__pycache__" or folder.endswith("_cache")


def test_the_installed_program_is_the_one_from_the_wheel(program: Path, tmp_path: Path) -> None:
    python = program.parent / "python"
    command = [str(python), "-c", "import folkmoot; print(folkmoot.__file__)"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()).is_relative_to(program.parent.parent)


def test_a_new_hub_can_be_checked_and_built_at_once(program: Path, tmp_path: Path) -> None:
    answers = {"--name": "Rhythm: the #1 hub", "--founder": "Zoë Ångström", "--github": "rockers/hub"}
    _run(program, "init", "hub", *(word for answer in answers.items() for word in answer), cwd=tmp_path)
    hub = tmp_path / "hub"
    _run(program, "check", cwd=hub)
    _run(program, "build", cwd=hub)
    assert "Rhythm: the #1 hub" in (hub / "site/index.html").read_text(encoding="utf-8")
    assert (hub / "site/members/zoe-angstrom/index.html").is_file()
