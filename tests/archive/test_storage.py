"""Object storage: the commands against a real server that speaks S3's protocol, and secrets that nobody is told."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow import fs

from lint.archive.shards import bare
from tests.archive.tools import check, fix, lines, parquet, texts
from tests.conftest import COMMAND, PATIENCE

SERVER = ("moto[s3]==5.2.5", "flask==3.1.3", "flask-cors==6.0.5")
SECRET = "k/very+secret"
COUNT = 20


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("s3://bucket/a@b:c/d.parquet", "s3://bucket/a@b:c/d.parquet"),
        ("s3://key:topsecret@bucket/a?endpoint_override=topsecret", "s3://bucket/a"),
        ("s3://key:top%2Fsecret@bucket", "s3://bucket"),
        ("s3://key:top/secret@bucket/a", "s3://bucket/a"),
        ("s3://key:topsecret/a", "s3://…/a"),
        ("s3://key:top?secret@bucket/a", "s3://…"),
        ("s3://key:topsecret", "s3://…"),
        ("hdfs://key@host:8020/a", "hdfs://host:8020/a"),
        ("file:///a/b", "file:///a/b"),
        ("a:b@c/d", "a:b@c/d"),
    ],
)
def test_an_address_is_told_without_its_secrets(name: str, told: str) -> None:
    assert bare(name) == told


@pytest.mark.parametrize("name", ["s3://key:top/secret@bucket/a", "s3://key:top secret@bucket/a", "s3://key:topsecret/a"])
def test_a_wrong_address_is_told_without_its_secrets(name: str, tmp_path: Path) -> None:
    result = check(name, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: s3://")
    assert "secret" not in result.stderr


class Storage(NamedTuple):
    """A bucket on a server here."""

    host: str
    bucket: str
    system: fs.FileSystem

    def address(self, path: str) -> str:
        key = SECRET.replace("/", "%2F").replace("+", "%2B")
        return f"s3://key:{key}@{self.bucket}/{path}?endpoint_override={self.host}&scheme=http"

    def put(self, path: Path, name: str) -> None:
        with self.system.open_output_stream(f"{self.bucket}/{name}", compression=None) as stream:
            stream.write(path.read_bytes())

    def files(self, below: str) -> dict[str, bytes]:
        selector = fs.FileSelector(f"{self.bucket}/{below}", recursive=True, allow_not_found=True)
        found = [each.path for each in self.system.get_file_info(selector) if each.type == fs.FileType.File]
        top = len(f"{self.bucket}/{below}/")
        return {path[top:]: self.system.open_input_file(path).read() for path in found}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the server, installed for these tests, and return its host and port."""
    folder = tmp_path_factory.mktemp("server")
    venv.create(folder, with_pip=True)
    python = folder / "bin/python"
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *SERVER]
    subprocess.run(pip, check=True, timeout=600)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [folder / "bin/moto_server", "-H", "127.0.0.1", "-p", port],
            stdout=log, stderr=log, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    try:
        last = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", int(port)), 1).close()
                break
            except OSError:
                assert process.poll() is None, (folder / "log").read_text()
                assert time.monotonic() < last, "the server did not begin"
                time.sleep(0.1)
        yield f"127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def storage(server: str, request: pytest.FixtureRequest) -> Storage:
    bucket = request.node.name.replace("_", "-")[-40:].strip("-")
    system = fs.S3FileSystem(
        access_key="key", secret_key=SECRET, endpoint_override=server, scheme="http", allow_bucket_creation=True
    )
    system.create_dir(bucket)
    return Storage(server, bucket, system)


def tables(files: dict[str, bytes], folder: str) -> list[dict[str, object]]:
    """Return the rows of one table of a run in the order of its files."""
    names = sorted(name for name in files if name.startswith(f"{folder}/"))
    return [row for name in names for row in pq.read_table(pa.BufferReader(files[name])).to_pylist()]


@pytest.mark.real
def test_storage_gives_what_a_disk_gives(storage: Storage, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    parquet(folder / "a.parquet", texts(COUNT))
    lines(folder / "b.jsonl.gz", texts(COUNT))
    (folder / "c.txt").write_text("He went wiht them.\n", encoding="utf-8")
    for each in folder.iterdir():
        storage.put(each, f"in/{each.name}")
    here = {}
    for command, name in ((check, "out"), (fix, "fixed")):
        result = command(storage.address("in"), "--out", storage.address(name), jobs=2)
        assert result.exit_code == 0
        local = command(folder, "--out", tmp_path / name)
        assert local.stdout == result.stdout
        found = [each for each in (tmp_path / name).rglob("*.*") if each.is_file()]
        here[name] = {str(each.relative_to(tmp_path / name)): each.read_bytes() for each in found}
    there = {name: storage.files(name) for name in here}
    for name, folders in (("out", ("findings", "errors")), ("fixed", ("edits", "errors"))):
        for table in folders:
            rows = tables(there[name], table)
            for row in rows:
                row["document"] = str(row["document"]).replace(f"s3://{storage.bucket}/in", str(folder))
                row.pop("fingerprint", None)
            assert rows == [
                {key: row[key] for key in row if key != "fingerprint"} for row in tables(here[name], table)
            ]
    copies = {name: data for name, data in there["fixed"].items() if name.startswith("copies/")}
    assert copies["copies/c.txt"] == b"He went with them.\n"
    rows = tables(there["fixed"], "copies/a.parquet")
    assert rows == tables(here["fixed"], "copies/a.parquet")
    assert len(rows) == COUNT
    assert len(copies) == 3
    assert not [name for name in there["out"] if ".draft-" in name or name == ".lock"]


@pytest.mark.real
def test_a_run_in_storage_goes_on_and_does_not_read_itself(storage: Storage, tmp_path: Path) -> None:
    parquet(tmp_path / "a.parquet", texts(COUNT))
    storage.put(tmp_path / "a.parquet", "in/a.parquet")
    told = f"Checked {COUNT} documents, {COUNT} of them in an earlier run"
    check(storage.address("in"), "--out", storage.address("in/out"))
    assert check(storage.address("in"), "--out", storage.address("in/out")).stdout.startswith(told)
    other = storage.address("in").replace("key:", "another:")
    assert check(other, "--out", storage.address("in/out")).stdout.startswith(told)
    files = storage.files("in/out")
    lost = next(name for name in files if name.startswith("docs/"))
    storage.system.delete_file(f"{storage.bucket}/in/out/{lost}")
    done = check(storage.address("in"), "--out", storage.address("in/out"))
    assert done.stdout.startswith(f"Checked {COUNT} documents:")
    again = storage.files("in/out")
    assert {name: data for name, data in again.items() if name != "manifest.json"} == {
        name: data for name, data in files.items() if name != "manifest.json"
    }
    result = fix(storage.address("in"), "--out", storage.address("in"))
    assert (result.exit_code, "a copy is never written where its input is" in result.stderr) == (2, True)
    assert fix(storage.address("in"), "--out", storage.address("in/copies")).exit_code == 2


@pytest.mark.real
def test_the_report_reads_storage_and_no_key_is_told(storage: Storage, tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", [*texts(3), "half \0"])
    storage.put(tmp_path / "a.jsonl", "in/a.jsonl")

    def said(*arguments: str, **environment: str) -> str:
        done = subprocess.run(
            [*COMMAND, "archive", *arguments], capture_output=True, encoding="utf-8", check=False, timeout=PATIENCE,
            env={**os.environ, "PYTHONPATH": "", **environment},
        )  # fmt: skip
        return done.stdout + done.stderr

    out = storage.address("out")
    spoken = [
        said("check", storage.address("in/a.jsonl"), "--out", out, "--isolated"),
        said("report", out),
        said("report", out, "--output-format", "html"),
        said("report", out, "--output-format", "json"),
        said("report", storage.address("nowhere")),
        said("check", storage.address("nowhere"), "--out", out),
        said("fix", storage.address("in"), "--out", storage.address("fixed"), "--isolated"),
        said("fix", storage.address("in"), "--out", storage.address("fixed").replace(storage.bucket, "no-bucket")),
        said("fix", storage.address("in"), "--out", storage.address("in")),
    ]
    assert "1 could not be checked, see s3://" in spoken[0]
    assert f"s3://{storage.bucket}/out (copydesk" in spoken[1]
    assert "4 documents with " in spoken[1]
    assert f"s3://{storage.bucket}/nowhere does not exist" in spoken[4]
    assert "no such file or directory" in spoken[5]
    assert "Repaired 2 of 4 documents" in spoken[6]
    assert "cannot be written" in spoken[7]
    written = [data for name in ("out", "fixed") for data in storage.files(name).values()]
    assert len(written) == 9
    for each in (*spoken, *(data.decode("latin-1") for data in written)):
        assert "secret" not in each
        assert "endpoint_override" not in each
    own = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_ENDPOINT_URL": f"http://{storage.host}"}
    assert said("report", f"s3://{storage.bucket}/out", **own) == spoken[1]
