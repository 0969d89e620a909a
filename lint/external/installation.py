"""Where LanguageTool is on this machine, and how it gets there: from Maven Central, only when asked to."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from contextlib import suppress
from typing import NamedTuple

from lint.children import run_child
from lint.drafts import DraftFolder
from lint.source import reason_of

VERSION = "6.8"
"""The release that is installed, and that the verdicts on its rules were measured with."""
JAVA = 17
"""The least Java it runs on."""
FOLDER = f"LanguageTool-{VERSION}"
_JAR = "languagetool-server.jar"
_VARIABLE = "LTP_PATH"
_PATIENCE = 60
"""Seconds after which `java -version` is given up."""
_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>copydesk</groupId><artifactId>languagetool</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.languagetool</groupId><artifactId>languagetool-server</artifactId><version>{0}</version></dependency>
    <dependency><groupId>org.languagetool</groupId><artifactId>language-en</artifactId><version>{0}</version></dependency>
  </dependencies>
</project>
"""


class Unavailable(Exception):  # noqa: N818 (it is a state of the machine, not an error of ours)
    """LanguageTool cannot be used here; the message says why and what to do about it."""


class Installation(NamedTuple):
    """A LanguageTool that can be started: the Java program and the server's jar."""

    java: str
    jar: str

    def command(self, port: int) -> list[str]:
        """Return the command that serves on a loopback port, with a heap of at most 768 MB."""
        config = os.path.join(os.path.dirname(os.path.abspath(__file__)), "server.properties")
        flags = ["-Xms128m", "-Xmx768m", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Djava.awt.headless=true"]
        main = ["org.languagetool.server.HTTPServer", "--port", str(port), "--config", config]
        return [self.java, *flags, "-cp", self.jar, *main]


def home() -> str:
    """Return the folder that holds installations: LTP_PATH, else the one language-tool-python uses."""
    return os.environ.get(_VARIABLE) or os.path.join(os.path.expanduser("~"), ".cache", "language_tool_python")


def find() -> Installation:
    """Return the installation of this machine; raises Unavailable with two lines that say how to get one."""
    jar = find_jar()
    if not jar:
        message = (
            f"LanguageTool is not installed in {home()}: `copydesk languagetool install` fetches it with Maven\n"
            f"offline: run `copydesk languagetool install --to DIR` elsewhere, copy DIR here and set {_VARIABLE}=DIR"
        )
        raise Unavailable(message)
    return Installation(find_java(), jar)


def find_jar() -> str:
    """Return the jar of the installed server, empty when there is none."""
    jar = os.path.join(home(), FOLDER, _JAR)
    return jar if os.path.isfile(jar) else ""


def find_java() -> str:
    """Return a Java that is new enough; raises Unavailable when there is none."""
    java_home = os.environ.get("JAVA_HOME")
    inside = shutil.which("java", path=os.path.join(java_home, "bin")) if java_home else None
    java = inside or shutil.which("java")
    wanted = f"LanguageTool needs Java {JAVA} or later"
    remedy = "install one (Debian: apt-get install default-jre-headless), or name a server with --languagetool-url"
    if not java:
        message = f"{wanted}, and there is no `java` on the PATH\n{remedy}"
        raise Unavailable(message)
    version = _java_version(java)
    if version < JAVA:
        found = f"is Java {version}" if version else "does not say its version"
        message = f"{wanted}, and {java} {found}\n{remedy}"
        raise Unavailable(message)
    return java


def _java_version(java: str) -> int:
    """Return the feature number of a Java, 0 when it tells none."""
    try:
        done = subprocess.run(  # noqa: S603 (the user's own Java)
            [java, "-version"], capture_output=True, stdin=subprocess.DEVNULL, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return 0
    match = re.search(rb'version "(?:1\.)?(\d+)', done.stderr + done.stdout)
    return int(match.group(1)) if match else 0


def install(folder: str) -> str:
    """Fetch LanguageTool into a folder with Maven and return the folder it is in; whole or not at all.

    What is there already is left alone. Raises Unavailable when Maven is missing or fails.
    """
    target = os.path.join(os.path.abspath(folder), FOLDER)
    if os.path.isfile(os.path.join(target, _JAR)):
        return target
    maven = shutil.which("mvn")
    if not maven:
        message = (
            "Maven is needed to fetch LanguageTool, and there is no `mvn` on the PATH\n"
            f"install it (Debian: apt-get install maven), or copy a folder {FOLDER} from another machine to {folder}"
        )
        raise Unavailable(message)
    try:
        os.makedirs(folder, exist_ok=True)
        with DraftFolder(folder) as draft:
            _fetch(maven, draft.path)
            with suppress(OSError):  # a folder without the jar in it is the rest of something unfinished
                if os.path.isdir(target):
                    shutil.rmtree(target)
            os.replace(os.path.join(draft.path, FOLDER), target)
    except OSError as error:
        if not os.path.isfile(os.path.join(target, _JAR)):  # another run may have been first
            message = f"cannot write to {folder}: {reason_of(error)}"
            raise Unavailable(message) from None
    return target


def _fetch(maven: str, draft: str) -> None:
    """Let Maven copy the server and all it needs; the names without versions are those its manifest asks for."""
    pom = os.path.join(draft, "pom.xml")
    with open(pom, "w", encoding="utf-8") as file:
        file.write(_POM.format(VERSION))
    libs = os.path.join(draft, FOLDER, "libs")
    done = run_child(
        [maven, "--batch-mode", "--quiet", "--strict-checksums", "--file", pom, "dependency:copy-dependencies",
         "-DincludeScope=runtime", "-Dmdep.stripVersion=true", f"-DoutputDirectory={libs}"],
        draft,
    )  # fmt: skip
    if done.returncode:
        lines = [line for line in done.stdout.decode("utf-8", "replace").splitlines() if "ERROR" in line]
        message = "Maven could not fetch LanguageTool" + (f": {lines[0].strip()}" if lines else "")
        raise Unavailable(message)
    os.replace(os.path.join(libs, _JAR), os.path.join(draft, FOLDER, _JAR))
