# What a day's work needs. Each recipe is one command; `.ci/run` is the whole gate.

python := ".venv/bin/python"

# List the recipes.
default:
    @just --list --unsorted

# Make .venv with everything the other recipes use.
setup:
    python3 -m venv .venv
    {{ python }} -m pip install --quiet --editable '.[dev]'

# Run the tests.
test *ARGS:
    {{ python }} -m pytest {{ ARGS }}

# Run the tests against real outside parts, too slow or too needy for every day.
real *ARGS:
    {{ python }} -m pytest -m real {{ ARGS }}

# Lint the code.
lint:
    {{ python }} -m ruff check .

# Check the types.
types:
    {{ python }} -m mypy

# Check the layers.
contracts:
    .venv/bin/lint-imports

# Rewrite the golden files with what the program says now; read the diff before you commit it.
accept:
    {{ python }} -m pytest --accept

# Start a rule from a small working one: just new-rule typos/per-say
new-rule NAME:
    {{ python }} -m lint.scaffold {{ NAME }}

# Compile the lexicon anew; the result is the same bytes unless a source or list changed.
lexicon:
    {{ python }} -m lint.lexicon.build

# Write .ci/requirements.txt: every requirement by version and hash, without addresses.
lock:
    #!/usr/bin/env bash
    set -euo pipefail
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    python3 -m venv "$work/tools"
    "$work/tools/bin/pip" install --quiet pip-tools
    "$work/tools/bin/pip-compile" --quiet --upgrade --no-header --no-annotate --strip-extras --extra dev --extra fuzz --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --unsafe-package copydesk \
        --output-file "$work/requirements.txt" pyproject.toml
    head -n 1 .ci/requirements.txt >"$work/new"
    sed '/^$/,$d' "$work/requirements.txt" >>"$work/new"
    mv "$work/new" .ci/requirements.txt

# Run the whole gate on what is committed.
gate:
    .ci/run
