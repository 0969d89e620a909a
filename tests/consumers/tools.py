"""Outside programs for the tests marked `real`, fetched by their registries' own clients at fixed versions."""

from __future__ import annotations

import os
import subprocess
import venv
from pathlib import Path

NPM = ("@microsoft/sarif-multitool@5.7.0", "@umbrelladocs/rdformat-validator@1.0.1", "@actions/core@1.11.1")
PYPI = ("check-jsonschema==0.39.0", "junitparser==5.0.3", "pre-commit==4.7.0", "prek==0.5.11", "uv==0.13.9")
PATIENCE = 600
"""Seconds after which a process is given up as hanging."""


def run(*command: str | Path, where: Path, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, with the environment less what Python reads in it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        list(map(str, command)),
        cwd=where,
        env={**kept, **environment},
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )


def must(done: subprocess.CompletedProcess[str]) -> str:
    """Return what a program printed; it must have ended with status 0."""
    assert done.returncode == 0, f"{done.args}\n{done.stdout}{done.stderr}"
    return done.stdout


def install_npm(folder: Path) -> Path:
    """Install the npm packages and return the folder of their programs."""
    must(run("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder, *NPM, where=folder))
    program = folder / "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
    program.chmod(0o755)  # what the package's own script does
    return folder / "node_modules"


def install_pypi(folder: Path) -> Path:
    """Install the Python packages into an environment of their own and return the folder of its programs."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = (programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    must(run(*pip, *PYPI, where=folder))
    return programs


def git(where: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run git as somebody without settings."""
    who = {"GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@x", "GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@x"}
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return run("git", *arguments, where=where, **who, **quiet, **environment)


def configure(newsroom: Path, hooks: tuple[str, str], *names: str) -> None:
    """Write and stage the file that names the hooks of a repository."""
    listed = "".join(f"      - id: {name}\n" for name in names)
    text = f"repos:\n  - repo: {hooks[0]}\n    rev: {hooks[1]}\n    hooks:\n{listed}"
    (newsroom / ".pre-commit-config.yaml").write_text(text, "utf-8")
    must(git(newsroom, "add", ".pre-commit-config.yaml"))
