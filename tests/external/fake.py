"""A server that speaks LanguageTool's protocol, and finds or misbehaves as a test tells it to."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs

Answer = Callable[[str, int], bytes | None]
"""From the text and the number of the request to the body of the answer; None breaks the connection off."""


class Slip(NamedTuple):
    """What the server finds wherever a pattern matches."""

    pattern: str
    rule: str
    category: str
    replacements: tuple[str, ...] = ()
    message: str = "Did you mean something else?"


def finding(*slips: Slip) -> Answer:
    """Return an answer that finds slips, and counts in UTF-16 as Java does."""

    def answer(text: str, _: int) -> bytes:
        matches = [_match(text, slip, match) for slip in slips for match in re.finditer(slip.pattern, text)]
        return json.dumps({"matches": matches}).encode()

    return answer


def _match(text: str, slip: Slip, match: re.Match[str]) -> dict[str, Any]:
    offset, length = _units(text[: match.start()]), _units(match.group())
    return {
        "message": slip.message,
        "replacements": [{"value": each} for each in slip.replacements],
        "offset": offset,
        "length": length,
        "context": {"text": match.group(), "offset": 0, "length": length},
        "rule": {"id": slip.rule, "issueType": "grammar", "category": {"id": slip.category}},
    }


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class Fake:
    """A running server: its address and the texts it was asked about."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.texts: list[str] = []
        self.url = ""


@contextmanager
def serving(answer: Answer) -> Iterator[Fake]:
    """Run a server on a free loopback port."""
    fake = Fake(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(json.dumps([{"code": "en", "longCode": "en"}]).encode())

        def do_POST(self) -> None:
            fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode(), keep_blank_values=True)
            assert fields["language"] == ["en"]
            fake.texts.append(fields["text"][0])
            body = fake.answer(fields["text"][0], len(fake.texts))
            if body is None:
                self.close_connection = True
            else:
                self._send(body)

        def _send(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that gave up is no news
    fake.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
