"""Tiles at an http address: read with limits of size and time, several at once, following no redirect."""

import http.client
import time
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from isonomia.errors import NotVerified, UsageError
from isonomia.locale import _
from isonomia.transparency.tile import bytes_max

TIMEOUT_SECONDS = 20.0  # for a connection or a piece of an answer
ANSWER_SECONDS = 120.0  # for a whole answer
AT_ONCE = 8
TRIES = 3
PIECE_BYTES = 1 << 16
HEADERS = {"User-Agent": "isonomia", "Accept-Encoding": "gzip, identity"}  # tlog-tiles asks for both


class Address:
    """A TileReader of what is served below an http or https address.

    Raises:
        UsageError: It is no such address, or (when reading) it does not answer as a log does.
    """

    def __init__(self, address: str) -> None:
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError:
            raise _no_address(address) from None
        is_plain = address.isascii() and address.isprintable() and " " not in address
        if not is_plain or parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise _no_address(address)
        self.address = address.rstrip("/")
        self._is_secure, self._host, self._port = parts.scheme == "https", parts.hostname, port
        self._prefix = parts.path.rstrip("/")
        self._idle: list[http.client.HTTPConnection] = []

    def __enter__(self) -> "Address":
        return self

    def __exit__(self, *_error: object) -> None:
        while self._idle:
            self._idle.pop().close()

    def read(self, paths: Sequence[str]) -> dict[str, bytes]:
        if len(paths) == 1:
            answers = [self._one(paths[0])]
        else:
            with ThreadPoolExecutor(AT_ONCE) as pool:
                answers = list(pool.map(self._one, paths))
        return {path: data for path, data in zip(paths, answers, strict=True) if data is not None}

    def _one(self, path: str) -> bytes | None:
        for attempt in range(TRIES):
            connection = (
                self._idle.pop() if self._idle and attempt == 0 else self._connection()
            )  # a kept one may be dead
            try:
                data = self._ask(connection, path)
            except (OSError, http.client.HTTPException, UnicodeError) as error:  # the last: a name that no host has
                connection.close()
                if attempt == TRIES - 1:
                    raise self._no_answer(path, str(error) or type(error).__name__) from None
                time.sleep(0.2 * attempt)
            except BaseException:
                connection.close()
                raise
            else:
                self._idle.append(connection)
                return data
        raise AssertionError("a try returns or raises")

    def _ask(self, connection: http.client.HTTPConnection, path: str) -> bytes | None:
        connection.request("GET", f"{self._prefix}/{path}", headers=HEADERS)
        answer = connection.getresponse()
        if answer.status == 200:
            return _within(answer, bytes_max(path), path)
        connection.close()  # what else it says is not read; the next request opens it again
        if answer.status in (404, 410):
            return None
        raise self._no_answer(path, f"{answer.status} {answer.reason}")

    def _connection(self) -> http.client.HTTPConnection:
        kind = http.client.HTTPSConnection if self._is_secure else http.client.HTTPConnection
        return kind(self._host, self._port, timeout=TIMEOUT_SECONDS)

    def _no_answer(self, path: str, reason: str) -> UsageError:
        return UsageError(
            _("{address}/{path} cannot be read: {reason}").format(address=self.address, path=path, reason=reason),
            remedy=_("check the address (redirects are not followed) and the connection"),
        )


def _within(answer: http.client.HTTPResponse, limit: int, path: str) -> bytes:
    """The body, unpacked if it is packed, within the limits; it is given up as soon as it passes one."""
    unpack = zlib.decompressobj(wbits=31) if answer.getheader("Content-Encoding") == "gzip" else None
    ends = time.monotonic() + ANSWER_SECONDS
    data = bytearray()
    while piece := answer.read1(PIECE_BYTES):
        if time.monotonic() > ends:
            raise TimeoutError(_("no whole answer within {seconds:.0f} seconds").format(seconds=ANSWER_SECONDS))
        try:
            data += unpack.decompress(piece, limit + 1 - len(data)) if unpack else piece
        except zlib.error as error:
            raise http.client.HTTPException(str(error)) from None
        if len(data) > limit:
            raise NotVerified(_("{path} is malformed: it has more than {limit} bytes").format(path=path, limit=limit))
    if answer.length or (unpack and not unpack.eof):
        raise http.client.HTTPException(_("the answer ends early"))
    answer.close()
    return bytes(data)


def _no_address(address: str) -> UsageError:
    return UsageError(
        _("'{address}' is no address of a log").format(address=address),
        remedy=_("give the part before `checkpoint`, such as https://example.org/log"),
    )
