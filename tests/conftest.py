"""What the tests share: the command as a real process, and `--accept` for golden files."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

COMMAND = (sys.executable, "-P", "-m", "lint")
"""The command as its users run it; -P keeps the current directory off the import path."""
PATIENCE = 120
"""Seconds after which a process is given up as hanging; no test measures time."""

# The same examples in every run, and none counted slow: the suite says the same everywhere.
hypothesis.settings.register_profile("copydesk", deadline=None, derandomize=True, max_examples=150)
# For a search by hand: pytest --hypothesis-profile=deep
hypothesis.settings.register_profile("deep", deadline=None, max_examples=5000)
hypothesis.settings.load_profile("copydesk")

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the golden files with what the program says now")


@pytest.fixture(scope="session")
def chromium() -> str:
    program = shutil.which("chromium")
    assert program, "this test needs Debian's package chromium"
    return program


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """Return the folder of committed example files."""
    return Path(__file__).parent.parent / "fixtures"


@pytest.fixture(autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a cache of its own, and return its folder."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("COPYDESK_CACHE_DIR", str(folder))
    return folder


@pytest.fixture(scope="session", autouse=True)
def _bytecode(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the processes that tests start share compiled modules, also where the environment forbids it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        patch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.mktemp("bytecode")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _signals() -> None:
    """Let the processes that tests start die of signals, also where ours was started with some ignored (`nohup`)."""
    for name in ("SIGHUP", "SIGINT", "SIGTERM"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL)


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Tell whether golden files are to be rewritten."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def copydesk(tmp_path: Path) -> Run:
    """Return a function that runs the command in an empty folder and returns the process."""

    def run(
        *arguments: str | Path, given: bytes = b"", where: Path = tmp_path, **environment: str
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [*COMMAND, *map(str, arguments)],
            input=given,
            cwd=where,
            env={**os.environ, "PYTHONPATH": "", **environment},
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )

    return run


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests marked `real` were left out, and how to run them."""
    left = [item for item in terminalreporter.stats.get("deselected", []) if item.get_closest_marker("real")]
    if left:
        tests = "1 test" if len(left) == 1 else f"{len(left)} tests"
        terminalreporter.write_line(f"left out: {tests} against real outside parts; run with: pytest -m real")
