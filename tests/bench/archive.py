"""Measure `copydesk archive check`: rate and memory, on its own engine and on Ray, and that both find the same.

It makes documents of a news story's size from the repository's own copy, checks a tenth of them
and then all, and prints what each run cost over its whole tree of processes: seconds of
processors, seconds on the clock, and the most memory held at once (PSS). Beside it stands the
time of the engine alone, on a sample. Needs Linux.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from lint.engine import check
from lint.packs import load_rules
from lint.source import Source
from tests.bench.corpus import stories

_FILES = 20
_SAMPLE = 2000
_TICK = os.sysconf("SC_CLK_TCK")
_PAUSE = 1.0


def make(folder: Path, count: int) -> None:
    """Write the documents into Parquet files, unless they are there."""
    if (folder / "made").is_file():
        return
    folder.mkdir(parents=True)
    supply = stories()
    size = -(-count // _FILES)
    for number in range(_FILES):
        texts = list(islice(supply, min(size, count - number * size)))
        first = number * size
        columns = {
            "id": [f"story-{first + at:07}" for at in range(len(texts))],
            "text": texts,
            "date": [f"{1996 + (first + at) * 30 // count}-{at % 12 + 1:02}-01" for at in range(len(texts))],
            "section": [("world", "sport", "business", "culture")[at % 4] for at in range(len(texts))],
        }
        pq.write_table(pa.table(columns), folder / f"stories-{number:02}.parquet", row_group_size=5000)
    (folder / "made").touch()


def _tree(top: int) -> Iterator[int]:
    """Yield the processes below one, and itself."""
    below: dict[int, list[int]] = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                parent = int(Path(entry.path, "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
            below.setdefault(parent, []).append(int(entry.name))
    waiting = [top]
    while waiting:
        process = waiting.pop()
        yield process
        waiting += below.get(process, ())


def _look(process: int) -> tuple[float, int]:
    """Return the seconds of processors that a process has had, and the bytes that are its share of memory."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8")
    except OSError:
        return 0.0, 0
    share = next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return (int(fields[11]) + int(fields[12])) / _TICK, share * 1024


def run(inputs: list[str], out: Path, *how: str) -> dict[str, float]:
    """Check inputs into a folder and return what it cost."""
    command = [sys.executable, "-P", "-m", "lint", "archive", "check", *inputs, "--out", str(out), "--format", "text"]
    begun = time.monotonic()
    process = subprocess.Popen([*command, "--keep-column", "date", "--keep-column", "section", *how])
    seconds: dict[int, float] = {}
    most = 0
    while process.poll() is None:
        held = 0
        for each in list(_tree(process.pid)):
            spent, share = _look(each)
            seconds[each] = max(seconds.get(each, 0.0), spent)
            held += share
        most = max(most, held)
        time.sleep(_PAUSE)
    if process.returncode:
        sys.exit(f"the run ended with {process.returncode}")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return {
        "documents": manifest["documents"],
        "findings": manifest["findings"],
        "words": manifest["words"],
        "CPU s": round(sum(seconds.values()), 1),
        "clock s": round(time.monotonic() - begun, 1),
        "MB": round(most / 1e6),
        "CPU ms a document": round(1000 * sum(seconds.values()) / manifest["documents"], 3),
    }


def engine(inputs: list[str]) -> float:
    """Return the milliseconds of a processor that the engine alone takes for a document, after a warm-up."""
    texts = pq.ParquetFile(inputs[0]).read_row_group(0, ["text"]).column(0).to_pylist()[:_SAMPLE]
    book = load_rules()
    for text in texts[:200]:
        check(Source(text, "-.txt"), book, "plain")
    begun = time.process_time()
    for text in texts:
        check(Source(text, "-.txt"), book, "plain")
    return 1000 * (time.process_time() - begun) / len(texts)


def same(one: Path, other: Path) -> bool:
    """Tell whether two runs wrote the same tables, byte for byte."""
    for table in ("findings", "docs", "errors"):
        names = sorted(path.name for path in (one / table).iterdir())
        if names != sorted(path.name for path in (other / table).iterdir()):
            return False
        if filecmp.cmpfiles(one / table, other / table, names, shallow=False)[0] != names:
            return False
    return True


def main() -> None:
    """Run what the command line asks for and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, help="where documents and results go")
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--on", nargs="*", default=["local", "ray"])
    asked = parser.parse_args()
    source = asked.folder / f"stories-{asked.documents}"
    make(source, asked.documents)
    inputs = sorted(map(str, source.glob("*.parquet")))
    print(f"engine alone: {engine(inputs):.3f} CPU ms a document", flush=True)
    outs = []
    for on in asked.on:
        for name, part in (("tenth", inputs[: max(1, _FILES // 10)]), ("all", inputs)):
            out = asked.folder / f"{on}-{name}-{asked.documents}-{int(time.time())}"
            print(on, name, run(part, out, "--on", on, "--jobs", str(asked.jobs)), flush=True)
        outs.append(out)
    print(f"engine alone: {engine(inputs):.3f} CPU ms a document", flush=True)
    for other in outs[1:]:
        print("the same tables:", same(outs[0], other))


if __name__ == "__main__":
    main()
