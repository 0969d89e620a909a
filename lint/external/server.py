"""A LanguageTool server of our own: on a free loopback port, for one run, dead when the run is."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading

from lint.external.installation import Installation, Unavailable, find
from lint.source import reason_of

START_PATIENCE = 90
"""Seconds a server has to start in; a cold disk and a busy machine need thirty."""
_STOP_PATIENCE = 5
_ATTEMPTS = 3
"""A port that is free when we look may be taken before Java has it."""
_TAKEN = ("bind", "already in use", "port")
"""What a server says, among other things, when its port is taken."""
_STARTED = "Server started"
"""What LanguageTool prints once it has bound its port; that the port answers proves nothing, it may be a stranger."""


class LocalServer:
    """A server started by this process; ``url`` is its address while it runs."""

    def __init__(self, installation: Installation | None = None) -> None:
        self._installation = installation
        self._keeper: subprocess.Popen[bytes] | None = None
        self.url = ""

    def start(self) -> None:
        """Start the server and wait until it answers; raises Unavailable when it does not."""
        installation = self._installation or find()
        said = ""
        for _ in range(_ATTEMPTS):
            port = _free_port()
            try:
                said = self._start(installation.command(port))
                if said == "ready" and _is_healthy(port):
                    self.url = f"http://127.0.0.1:{port}/"
                    return
            finally:
                if not self.url:
                    self.stop()
            if not any(sign in said.lower() for sign in _TAKEN):
                break
        reason = "it is not well" if said == "ready" else said.removeprefix("failed").strip() or "it ended at once"
        message = f"LanguageTool did not start: {reason}"
        raise Unavailable(message)

    def _start(self, command: list[str]) -> str:
        """Start a server and return the first line its keeper says of it."""
        keeper = os.path.join(os.path.dirname(os.path.abspath(__file__)), "keeper.py")
        try:
            self._keeper = subprocess.Popen(  # noqa: S603 (our own program and the installation's command)
                [sys.executable, "-I", "-S", keeper, str(os.getpid()), _STARTED, *command],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C in the terminal is ours to answer, not the server's
            )
        except OSError as error:
            message = f"LanguageTool did not start: {reason_of(error)}"
            raise Unavailable(message) from None
        said: list[str] = []
        stream = self._keeper.stdout
        assert stream is not None  # noqa: S101 (a pipe was asked for)
        listener = threading.Thread(
            target=lambda: said.append(stream.readline().decode("utf-8", "replace").strip()), daemon=True
        )
        listener.start()
        listener.join(START_PATIENCE)
        return said[0] if said else f"failed no answer within {START_PATIENCE} seconds"

    def stop(self) -> None:
        """Kill the server and wait for its end; a second time does nothing."""
        keeper, self._keeper = self._keeper, None
        if keeper is None:
            return
        if keeper.stdin is not None:
            keeper.stdin.close()
        try:
            keeper.wait(_STOP_PATIENCE)
        except subprocess.TimeoutExpired:
            keeper.kill()  # on Linux the server dies with it
            keeper.wait()
        if keeper.stdout is not None:
            keeper.stdout.close()


def _free_port() -> int:
    """Return a loopback port that nothing uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _is_healthy(port: int) -> bool:
    """Ask the server whether it is well; no proxy stands between."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=START_PATIENCE)
    try:
        connection.request("GET", "/v2/healthcheck")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
