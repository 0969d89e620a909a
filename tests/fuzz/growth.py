"""Read hostile shapes in children of one process, and print what each took: instructions, or memory.

    valgrind --tool=cachegrind --log-file=DIR/%p … python -m tests.fuzz.growth instructions DIR PART PARTS [SHAPE]…
    python -m tests.fuzz.growth memory SIZE PART PARTS [SHAPE]…

Each child begins with the same memory, in which everything is loaded, so what it takes beyond an idle child is
what the text takes. Valgrind counts on in a child from what its parent had.
"""

from __future__ import annotations

import gc
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

from lint.packs import load_rules
from lint.run import Task, run_bytes
from tests.fuzz.shapes import SHAPES, Shape

SMALLEST, LARGEST = 250, 256_000
"""Characters."""
ENOUGH = 12_000_000
"""Instructions."""
TASK = Task(load_rules())


def main() -> None:
    """Print a line of JSON for each shape of a part."""
    kind, argument, part, parts = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    for name in ("a.md", "a.txt"):
        run_bytes("\n\n".join(shape.make(60) for shape in SHAPES.values()).encode(), name, TASK)
    gc.collect()
    gc.freeze()
    names = [name for name in SHAPES if name in sys.argv[5:] or not sys.argv[5:]][part::parts]
    for name in names:
        if kind == "instructions":
            row = growth(SHAPES[name], Path(argument))
        else:
            row = memory(SHAPES[name], int(argument))
        sys.stdout.write(json.dumps({"name": name, **row}) + "\n")
        sys.stdout.flush()


def growth(shape: Shape, logs: Path) -> dict[str, float]:
    """Return what a text takes beyond half of it, what one twice as long takes beyond that, and how they compare.

    So what is the same for every text is left out. The text grows until it takes enough to tell.
    """
    size = SMALLEST
    taken: list[int] = []
    while True:
        data = shape.make(size).encode()
        idle = counted(lambda: None, logs)
        taken.append(counted(lambda data=data: run_bytes(data, shape.name, TASK), logs) - idle)  # type: ignore[misc]
        if len(taken) > 2:
            one, two = taken[-2] - taken[-3], taken[-1] - taken[-2]
            if min(one, two) >= ENOUGH or size >= LARGEST:
                return {"size": size, "one": one, "two": two, "ratio": two / one}
        size *= 2


def counted(work: Callable[[], object], logs: Path) -> int:
    """Return the instructions a child has counted when it has done some work."""
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status == 0
    found = re.search(r"I\s+refs:\s+([\d,]+)", (logs / str(child)).read_text())
    assert found is not None
    return int(found.group(1).replace(",", ""))


def memory(shape: Shape, size: int) -> dict[str, float]:
    """Return by how much the memory of a child grows while it reads a text, at most."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        data = shape.make(size).encode()
        before = _state("VmRSS")
        with open("/proc/self/clear_refs", "w", encoding="ascii") as file:
            file.write("5")  # the peak is counted anew
        run_bytes(data, shape.name, TASK)
        os.write(write, json.dumps({"size": len(data), "peak": _state("VmHWM") - before}).encode())
        os._exit(0)
    os.close(write)
    _, status = os.waitpid(child, 0)
    assert status == 0
    with open(read, "rb") as told:
        row: dict[str, float] = json.loads(told.read())
    return {**row, "multiple": row["peak"] / row["size"]}


def _state(name: str) -> int:
    """Return a figure of this process, in bytes."""
    with open("/proc/self/status", encoding="ascii") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith(name))


if __name__ == "__main__":
    main()
