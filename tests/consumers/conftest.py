"""The outside programs, installed once for all tests here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.consumers.tools import git, install_npm, install_pypi, must, run

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def node_modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install_npm(tmp_path_factory.mktemp("npm"))


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install_pypi(tmp_path_factory.mktemp("pypi"))


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the hook runners keep what they install."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Return a repository of what is committed or about to be, and its revision."""
    place = tmp_path_factory.mktemp("hooks") / "copydesk"
    must(run("git", "clone", "--quiet", "--no-hardlinks", ROOT, place, where=ROOT))
    listed = must(run("git", "ls-files", "-z", "--modified", "--others", "--exclude-standard", where=ROOT))
    for name in listed.split("\0"):
        if name:
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes((ROOT / name).read_bytes())
    must(git(place, "add", "."))
    must(git(place, "commit", "--quiet", "--allow-empty", "--message", "as it is"))
    return str(place), must(git(place, "rev-parse", "HEAD")).strip()
