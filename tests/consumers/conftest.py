"""The outside programs, installed once for all tests here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.consumers.tools import install_npm, install_pypi


@pytest.fixture(scope="session")
def node_modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install_npm(tmp_path_factory.mktemp("npm"))


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install_pypi(tmp_path_factory.mktemp("pypi"))
