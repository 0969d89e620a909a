"""Measure copydesk beside its peers: `python tests/bench/speed.py`.

The peers are installed into an environment of their own below the working folder (default
`.bench`), copydesk as a wheel into another, and the corpus is made there. Each round runs every
tool once, one after another, so that whatever else the machine does strikes all alike. What is
printed: median CPU seconds (user and system, children included), their quartiles, wall time,
peak memory (what is below that of this program, about 25 MB, cannot be seen), and the ratio to
copydesk. A tool that cannot be installed is named as missing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
SEED = ROOT / "fixtures" / "stories" / "soldier-exchange.txt"
PYPI_PEERS = ("codespell", "typos", "proselint", "pyspellchecker")
LANGUAGETOOL = "6.6"
_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>bench</groupId><artifactId>bench</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.languagetool</groupId><artifactId>languagetool-core</artifactId><version>{0}</version></dependency>
    <dependency><groupId>org.languagetool</groupId><artifactId>language-en</artifactId><version>{0}</version></dependency>
  </dependencies>
</project>
"""
_SPELLER = (
    "import sys; from spellchecker import SpellChecker as S; s = S(distance=1)\n"
    "for p in sys.argv[1:]: print(sorted(s.unknown(s.split_words(open(p, encoding='utf-8').read()))))"
)


class Measure(NamedTuple):
    """What one run took: seconds of CPU and of the clock, and megabytes at the peak."""

    cpu: float
    wall: float
    memory: float


class Tool(NamedTuple):
    """A tool and the command that checks some paths with it."""

    name: str
    command: tuple[str, ...]


def measured(command: Sequence[str]) -> Measure:
    """Run a command with its output thrown away and measure it with its children."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    scale = 1 if sys.platform == "darwin" else 1024
    return Measure(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * scale / 1e6)


def compare(title: str, tools: Sequence[Tool], paths: Sequence[Path], rounds: int) -> dict[str, float]:
    """Run each tool on the paths in turn, print a table, and return the median CPU seconds by name."""
    runs: dict[str, list[Measure]] = {tool.name: [] for tool in tools}
    for number in range(rounds + 1):
        for tool in tools:
            measure = measured([*tool.command, *map(str, paths)])
            if number:  # the first round only fills the system's file cache
                runs[tool.name].append(measure)
    cpu = {name: statistics.median(run.cpu for run in each) for name, each in runs.items()}
    own = cpu[tools[0].name]
    print(f"\n{title} ({rounds} rounds)")
    print(f"{'':28} {'CPU s':>9} {'quartiles':>17} {'wall s':>8} {'MB':>7} {'to copydesk':>12}")
    for name, each in runs.items():
        first, _, third = statistics.quantiles([run.cpu for run in each], n=4) if len(each) > 1 else (cpu[name],) * 3
        wall, memory = statistics.median(run.wall for run in each), max(run.memory for run in each)
        spread = f"{first:.3f}–{third:.3f}"
        print(f"{name:28} {cpu[name]:9.3f} {spread:>17} {wall:8.2f} {memory:7.0f} {cpu[name] / own:11.2f}×", flush=True)
    return cpu


def environment(folder: Path, *requirements: str) -> Path:
    """Make a virtual environment, install into it, and return the folder of its commands."""
    if not folder.exists():
        venv.create(folder, with_pip=True)
    binaries = folder / ("Scripts" if sys.platform == "win32" else "bin")
    for each in requirements:
        done = subprocess.run([binaries / "python", "-m", "pip", "install", "--quiet", "--upgrade", each], check=False)
        if done.returncode:
            print(f"missing: {each} could not be installed")
    return binaries


def own_command(work: Path) -> tuple[str, ...]:
    """Install copydesk as its users do and return its command."""
    binaries = environment(work / "copydesk")
    subprocess.run(
        [binaries / "python", "-m", "pip", "install", "--quiet", "--force-reinstall", ROOT], check=True
    )
    return (str(binaries / "copydesk"), "check", "--exit-zero")


def python_peers(work: Path) -> list[Tool]:
    """Install the peers on the Python package index and return those there are."""
    binaries = environment(work / "peers", *PYPI_PEERS)
    limits = work / "proselint.json"
    limits.write_text('{"max_errors": 1000000000}', encoding="utf-8")  # it stops at 1,000 otherwise
    tools = [
        Tool("codespell", (str(binaries / "codespell"),)),
        Tool("typos", (str(binaries / "typos"),)),
        Tool("proselint", (str(binaries / "proselint"), "check", "--config", str(limits))),
        Tool("pyspellchecker (unknown)", (str(binaries / "python"), "-c", _SPELLER)),
    ]
    return [tool for tool in tools if Path(tool.command[0]).exists()]


def cspell(work: Path) -> list[Tool]:
    """Install cspell with npm, if that is there."""
    npm = shutil.which("npm")
    if npm is None:
        print("missing: cspell, because there is no npm")
        return []
    install = [npm, "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(work / "npm"), "cspell"]
    subprocess.run(install, check=False)
    command = work / "npm" / "node_modules" / ".bin" / "cspell"
    return [Tool("cspell", (str(command), "--no-progress", "--quiet"))] if command.exists() else []


def languagetool(work: Path) -> list[Tool]:
    """Fetch LanguageTool from Maven Central, if Maven and Java are there; each run is a Java process of its own."""
    maven, java = shutil.which("mvn"), shutil.which("java")
    if maven is None or java is None:
        print("missing: LanguageTool, because there is no Maven or no Java")
        return []
    folder = work / "languagetool"
    folder.mkdir(exist_ok=True)
    (folder / "pom.xml").write_text(_POM.format(LANGUAGETOOL), encoding="utf-8")
    if not (folder / "lib").exists():
        goal = ("dependency:copy-dependencies", "-DoutputDirectory=lib")
        if subprocess.run([maven, "-q", "-B", "-f", str(folder / "pom.xml"), *goal], check=False).returncode:
            print("missing: LanguageTool could not be fetched")
            return []
    program = str(Path(__file__).parent / "Check.java")
    return [Tool(f"LanguageTool {LANGUAGETOOL}", (java, "-cp", str(folder / "lib" / "*"), program, "1"))]


def warm(tool: Tool, own: float) -> None:
    """Print what a story costs LanguageTool after ten others, beside the words copydesk checks in a second."""
    command = [*tool.command[:-1], "15", str(SEED)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds = statistics.median(float(line.split()[1]) for line in done.stdout.splitlines()[10:])
    words = len(SEED.read_text(encoding="utf-8").split())
    print(f"\n{tool.name}, warm: {seconds:.2f} s for a story of {words} words, {words / seconds:,.0f} words a second;")
    print(f"copydesk on one large file {own:,.0f} words a second: {own * seconds / words:,.0f} times as many")


def main() -> None:
    """Install, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=ROOT / ".bench", help="folder for environments and corpus")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slow-peers", action="store_true", help="cspell and LanguageTool too, on the first story")
    parser.add_argument("--growth", action="store_true", help="one file of 1, 5, 20 and 50 MB")
    asked = parser.parse_args()
    work: Path = asked.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    own = Tool("copydesk", (*own_command(work), "--no-cache"))
    peers = python_peers(work)
    slow = [*cspell(work), *languagetool(work)] if asked.slow_peers else []
    large = make_corpus(work, 5)
    compare(f"Cold, on the first story ({SEED.stat().st_size:,} bytes)", [own, *peers], [SEED], max(20, asked.rounds))
    if slow:
        compare("Cold, on the first story, with the slow ones", [own, *slow], [SEED], 3)
    cpu = compare(f"One file of {large.stat().st_size:,} bytes", [own, *peers], [large], asked.rounds)
    for tool in slow:
        if tool.name.startswith("LanguageTool"):
            with large.open(encoding="utf-8") as lines:
                warm(tool, sum(len(line.split()) for line in lines) / cpu["copydesk"])
    many_files(own, work, asked.rounds)
    if asked.growth:
        for size in (1, 5, 20, 50):
            compare(f"Growth: one file of {size} MB", [own], [make_corpus(work, size)], 1)
    print("\nThe time of each rule, on the file of 5 MB:", flush=True)
    timed = [*own.command, "--show-timing", "--statistics", "--quiet", str(large)]
    subprocess.run(timed, stdout=subprocess.DEVNULL, check=False)


def make_corpus(work: Path, megabytes: int) -> Path:
    """Make one file of so many megabytes and, the first time, 5,000 small ones; return the one."""
    files = "0" if (work / "many").exists() else "5000"
    maker = [sys.executable, str(Path(__file__).parent / "corpus.py"), str(work), "--files", files]
    subprocess.run([*maker, "--megabytes", str(megabytes)], check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    return work / f"{megabytes}-megabytes.txt"


def many_files(own: Tool, work: Path, rounds: int) -> None:
    """Measure 5,000 small files: one process, two, and from the cache."""
    many = work / "many"
    os.environ["COPYDESK_CACHE_DIR"] = str(work / "cache")
    command = (*own.command, "--quiet")
    tools = [
        Tool("one process, no cache", (*command, "--jobs", "1")),
        Tool("two processes, no cache", (*command, "--jobs", "2")),
        Tool("from the cache", tuple(each for each in command if each != "--no-cache")),
    ]
    compare("5,000 small files", tools, [many], max(1, rounds // 2))
    story = many / "000" / "story-00007.txt"
    text = story.read_text(encoding="utf-8")
    try:
        story.write_text(text + f"\nA line of {time.time_ns()}.\n", encoding="utf-8")
        compare("5,000 small files, one of them changed", [tools[2]], [many], 1)
    finally:
        story.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
