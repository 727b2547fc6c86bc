"""Tiles in folders and at addresses: whole, within limits, and without following anybody elsewhere."""

import gzip
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from isonomia.errors import NotVerified, UsageError
from isonomia.transparency.storage.address import Address
from isonomia.transparency.storage.folder import Folder
from isonomia.transparency.storage.memory import Memory
from isonomia.transparency.tile import bytes_max
from isonomia.transparency.tree import append
from isonomia.transparency.verify import verify_log


def files_in(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_a_folder_holds_the_paths_of_the_standard(tmp_path, entries):
    memory = Memory()
    append(memory, 0, entries[:300])
    append(Folder(tmp_path), 0, entries[:300])
    assert files_in(tmp_path) == memory.resources
    assert sorted(memory.resources) == [
        "tile/0/000",
        "tile/0/001.p/44",
        "tile/1/000.p/1",
        "tile/entries/000",
        "tile/entries/001.p/44",
    ]


def test_a_full_tile_takes_the_place_of_its_partial_ones(tmp_path, entries):
    folder = Folder(tmp_path)
    append(folder, 0, entries[:100])
    append(folder, 100, entries[100:101])
    assert "tile/0/000.p/100" in files_in(tmp_path)
    append(folder, 101, entries[101:256])
    assert sorted(files_in(tmp_path)) == ["tile/0/000", "tile/1/000.p/1", "tile/entries/000"]


@pytest.mark.parametrize("nth", range(1, 6))
def test_a_log_is_never_behind_its_checkpoint(tmp_path, entries, log_of, log_key, monkeypatch, nth):
    """A fault at the nth write leaves what was signed whole: the old checkpoint holds, and appending again works."""
    old, new = log_of(250), log_of(300)
    folder = Folder(tmp_path)
    folder.write(old.resources)
    real, count = os.fsync, 0

    def fails(handle):
        nonlocal count
        count += 1
        if count == nth:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(OSError, match="No space left"):
        append(folder, 250, entries[250:300])
    monkeypatch.setattr(os, "fsync", real)
    assert verify_log(folder, log_key.verifier).checkpoint.size == 250
    append(folder, 250, entries[250:300])
    folder.write({"checkpoint": new.resources["checkpoint"]})
    assert verify_log(folder, log_key.verifier).checkpoint.size == 300


def test_what_is_too_large_is_not_read(tmp_path):
    (tmp_path / "checkpoint").write_bytes(bytes(bytes_max("checkpoint") + 1))
    with pytest.raises(NotVerified, match="checkpoint is malformed: it has more than 1048576 bytes"):
        Folder(tmp_path).read(["checkpoint"])
    (tmp_path / "tile").mkdir()
    with pytest.raises(UsageError, match="cannot be read: is a directory"):
        Folder(tmp_path).read(["tile"])


class Served(BaseHTTPRequestHandler):
    """Serves what the test puts into `answers`: bytes, or a status with headers and body."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    answers: ClassVar = {}
    asked: ClassVar = []

    def do_GET(self):
        self.asked.append(self.path)
        answer = self.answers.get(self.path, (404, {}, b""))
        status, headers, body = answer if isinstance(answer, tuple) else (200, {}, answer)
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


@pytest.fixture
def served():
    """A server of this machine: its address, and the handler that holds its answers."""
    handler = type("Handler", (Served,), {"answers": {}, "asked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/log/", handler
        server.shutdown()
        thread.join()


def test_a_log_at_an_address(served, log_of, log_key):
    address, handler = served
    handler.answers |= {f"/log/{path}": data for path, data in log_of(70_000).resources.items()}
    with Address(address) as reader:
        assert verify_log(reader, log_key.verifier).checkpoint.size == 70_000
    assert len(handler.asked) == 1 + 274 + 274 + 2 + 1


def test_packed_answers(served):
    address, handler = served
    handler.answers["/log/checkpoint"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"hello"))
    with Address(address) as reader:
        assert reader.read(["checkpoint", "tile/0/000"]) == {"checkpoint": b"hello"}


@pytest.mark.parametrize(
    ("answer", "error", "said"),
    [
        ((200, {}, bytes(8193)), NotVerified, "more than 8192 bytes"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(10**8))), NotVerified, "more than 8192 bytes"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(99))[:-9]), UsageError, "the answer ends early"),
        ((200, {"Content-Encoding": "gzip"}, b"no gzip"), UsageError, "incorrect header check"),
        ((302, {"Location": "http://127.0.0.1:1/"}, b""), UsageError, "302 Found"),
        ((500, {}, b"broken"), UsageError, "500 Internal Server Error"),
        ((200, {"Content-Length": "9", "Connection": "close"}, b"short"), UsageError, "the answer ends early"),
    ],
)
def test_answers_that_are_refused(served, answer, error, said):
    address, handler = served
    handler.answers["/log/tile/0/000"] = answer
    with Address(address) as reader, pytest.raises(error, match=said):
        reader.read(["tile/0/000"])


def test_a_name_that_no_host_has():
    with Address("http://a..b") as reader, pytest.raises(UsageError, match="cannot be read"):
        reader.read(["checkpoint"])


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc",
        "ftp://example.org",
        "http://",
        "http://a:b/c",
        "https://a/b?c",
        "https://a/b#c",
        "http://[::1",
        "http://a/ b",
        "http://a/ü",
    ],
)
def test_what_is_no_address(address):
    with pytest.raises(UsageError, match="is no address of a log"):
        Address(address)
