"""How fast LanguageTool reads as the second reader, beside plain LanguageTool.

usage: python -m tests.bench.second_reader FOLDER

FOLDER holds stories; LTP_PATH names the installation. Plain LanguageTool is sent the raw text, spelling and all.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

from lint.external import languagetool
from lint.external.languagetool import LanguageTool
from lint.external.server import LocalServer
from lint.files import Missing, find_files
from lint.readers import format_of, read_document
from lint.source import read

STORY = b"It could of been.\n"


def plain(url: str, text: str) -> None:
    """Send a text as LanguageTool's own command line does: American English, everything on."""
    with urlopen(f"{url}v2/check", urlencode({"language": "en-US", "text": text}).encode(), timeout=300) as answer:
        answer.read()


def whole(reader: LanguageTool, data: bytes, path: str) -> int:
    """Read one story and return how many characters of prose it has."""
    doc = read_document(read(data, path), format_of(path))
    assert not reader.begin(doc)().problem
    return len(doc.prose)


def stories(folder: str) -> Iterator[tuple[str, bytes]]:
    for path in find_files([folder], ()):
        if not isinstance(path, Missing):
            yield path, Path(path).read_bytes()


def main(folder: str) -> None:
    begun = time.perf_counter()
    server = LocalServer()
    server.start()
    try:
        print(f"server ready            {time.perf_counter() - begun:7.2f} s")
        whole(LanguageTool(lambda: server.url), STORY, "a.md")
        print(f"first finding, cold     {time.perf_counter() - begun:7.2f} s")
        begun = time.perf_counter()
        whole(LanguageTool(lambda: server.url), STORY, "a.md")
        print(f"first finding, warm     {time.perf_counter() - begun:7.2f} s")
        plain(server.url, STORY.decode())
        begun = time.perf_counter()
        plain(server.url, STORY.decode())
        print(f"the same, plain         {time.perf_counter() - begun:7.2f} s")
        copy = list(stories(folder))
        for parallel in (1, 2):
            languagetool.PARALLEL = parallel
            reader = LanguageTool(lambda: server.url)
            begun = time.perf_counter()
            size = sum(whole(reader, data, path) for path, data in copy)
            seconds = time.perf_counter() - begun
            print(f"{parallel} request(s) at once    {size / seconds / 1000:7.1f} kB/s")
        begun = time.perf_counter()
        texts = [data.decode("utf-8", "replace") for _, data in copy]
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(lambda text: plain(server.url, text), texts))
        print(f"plain, 2 at once        {sum(map(len, texts)) / (time.perf_counter() - begun) / 1000:7.1f} kB/s")
    finally:
        server.stop()


if __name__ == "__main__":
    main(sys.argv[1])
