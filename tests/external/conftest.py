"""The real LanguageTool, installed once for all tests here by copydesk's own command."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import COMMAND
from tests.consumers.tools import must, run

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def languagetool() -> Path:
    """Return the folder LTP_PATH is to name: the one it names already, else one in the repository that git ignores."""
    folder = Path(os.environ.get("LTP_PATH") or ROOT / ".real" / "languagetool")
    must(run(*COMMAND, "languagetool", "install", "--to", folder, where=ROOT))
    return folder
