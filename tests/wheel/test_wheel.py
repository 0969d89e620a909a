"""The wheel, installed where the checkout is not, is the same program: same rules, same findings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

pytestmark = pytest.mark.real

ROOT = Path(__file__).parent.parent.parent
STORY = ROOT / "fixtures" / "stories" / "soldier-exchange.txt"
PIP = ("-m", "pip", "--quiet", "--disable-pip-version-check")
NOT_SHIPPED = {"_rules/__pycache__", "lexicon/build.py", "lexicon/fetch.py", "lexicon/lists", "lexicon/sources.py"}
MEGABYTE = 1_000_000


def _run(*command: str | Path, where: Path) -> str:
    """Return what a command prints; it must end with status 0."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=where, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, *PIP, "wheel", "--no-deps", "--wheel-dir", folder, ROOT, where=folder)
    (path,) = folder.glob("copydesk-*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the command of a clean environment that holds the wheel and what it needs."""
    home = tmp_path_factory.mktemp("clean")
    venv.create(home, with_pip=True)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    _run(programs / "python", *PIP, "install", wheel, where=home)
    return programs / "copydesk"


@pytest.fixture(params=["an empty folder", "a folder with its own rules and lint"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a folder to work in; the second holds broken code under the project's own names."""
    if "own" in request.param:
        for name in ("lint/__init__.py", "lint/cli/__init__.py", "rules/typos/per_say.py", "rules/__init__.py"):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("raise SystemExit('the wrong code ran')\n", "utf-8")
    return tmp_path


def _rules(listing: str) -> list[str]:
    return [line for line in listing.splitlines() if line.startswith("  ")]


def test_it_has_the_rules_of_the_checkout(installed: Path, elsewhere: Path) -> None:
    here = _rules(_run(sys.executable, "-P", "-m", "lint", "rules", where=ROOT))
    assert len(here) == len(list((ROOT / "rules").glob("*/*.py")))
    assert _rules(_run(installed, "rules", where=elsewhere)) == here


def test_it_finds_what_the_checkout_finds(installed: Path, elsewhere: Path) -> None:
    check = ("check", STORY, "--output-format", "json-lines", "--exit-zero")
    found = _run(installed, *check, where=elsewhere)
    assert found == _run(sys.executable, "-P", "-m", "lint", *check, where=ROOT)
    assert len([json.loads(line) for line in found.splitlines()]) == 27


def test_it_holds_the_licences_and_nothing_of_the_workshop(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = archive.namelist()
    licences = {name.partition("/licenses/")[2] for name in names if "/licenses/" in name}
    assert licences == {"LICENSE", "lint/lexicon/NOTICE"}
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"lint"}
    assert not [name for name in names for part in NOT_SHIPPED if name.startswith(f"lint/{part}")]


def test_its_size_is_told(installed: Path, wheel: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (packages,) = installed.parent.parent.glob("[Ll]ib/**/site-packages")
    files = [path for path in packages.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    tools = ("pip", "setuptools", "_distutils_hack", "pkg_resources", "distutils-precedence")
    size = sum(path.stat().st_size for path in files if not path.relative_to(packages).parts[0].startswith(tools))
    with capsys.disabled():
        packed = wheel.stat().st_size / MEGABYTE
        sys.stdout.write(f"\nwheel {packed:.1f} MB, installed with all it needs {size / MEGABYTE:.1f} MB\n")
    assert wheel.stat().st_size < size < 100 * MEGABYTE
