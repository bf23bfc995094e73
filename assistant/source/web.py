"""One page from the web: http and https only, a few redirects, a limit on its size and on the time it takes."""

from __future__ import annotations

import re
import socket
import time
from contextlib import closing, suppress
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Timer
from typing import Any, NamedTuple, Self
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from assistant._version import __version__
from assistant.errors import ReadError
from assistant.source.limits import LARGEST, too_large

TIME_LIMIT = 30.0
"""Seconds that fetching a page may take from first to last."""
_CHUNK = 65_536
_READABLE = re.compile(r"(?:text/.+|application/(?:(?:x-)?pdf|xhtml\+xml|octet-stream|markdown))?")
_HEADERS = {
    "User-Agent": f"faithful-assistant/{__version__} (reads one page that its user asked for)",
    "Accept": "text/html, application/xhtml+xml, application/pdf, text/*;q=0.9",
}
_SAFE = "%/:=&?~#+!$,;'@()*[]"


class Page(NamedTuple):
    """What a web server sent."""

    data: bytes
    content_type: str
    """In lower case and without parameters; empty where the server gave none."""
    encoding: str | None


def fetch(address: str, *, time_limit: float = TIME_LIMIT, largest: int = LARGEST) -> Page:
    """The page at `address`: at most `largest` bytes, within `time_limit` seconds.

    Raises ReadError where there is none to be had.
    """
    request = Request(_in_ascii(address), headers=_HEADERS)  # noqa: S310 - the opener knows http and https only
    with _Deadline(time_limit) as deadline:
        try:
            with closing(_opener(deadline).open(request, timeout=time_limit)) as response:
                return _page(response, address, deadline, largest)
        except HTTPError as error:
            with closing(error):
                raise ReadError(_refusal(address, error)) from None
        except (OSError, HTTPException, ValueError) as error:
            if deadline.passed or isinstance(error, TimeoutError) or isinstance(_reason(error), TimeoutError):
                raise ReadError(_too_slow(address, time_limit)) from None
            raise ReadError(
                f"{address} cannot be fetched ({_reason(error)}): check the address and your network"
            ) from None


class _Deadline:
    """The end of the time that a fetch may take.

    It cuts the connections under way: a socket's own time-out begins anew with every byte, and a server may send
    its page, and its headers too, byte by byte.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds
        self._sockets: list[socket.socket] = []
        self._timer = Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    @property
    def passed(self) -> bool:
        return time.monotonic() >= self._end

    def watched(self, kind: type[HTTPConnection], host: str, **options: Any) -> HTTPConnection:
        """A connection of this kind whose sockets are cut when the time is over."""
        connection = kind(host, **options)
        connect = connection.connect

        def connect_and_watch() -> None:
            connect()
            self._sockets.append(connection.sock)

        connection.connect = connect_and_watch  # type: ignore[method-assign]  # there is no other hook
        return connection

    def _cut(self) -> None:
        for connected in self._sockets:
            with suppress(OSError):
                connected.shutdown(socket.SHUT_RDWR)


class _FewRedirects(HTTPRedirectHandler):
    max_redirections = 5


class _PlainHandler(HTTPHandler):
    def __init__(self, deadline: _Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(partial(self._deadline.watched, HTTPConnection), req)


class _SecureHandler(HTTPSHandler):
    def __init__(self, deadline: _Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(partial(self._deadline.watched, HTTPSConnection), req)


def _opener(deadline: _Deadline) -> OpenerDirector:
    """An opener without urllib's handlers for files and ftp, so that no redirect leads there."""
    opener = OpenerDirector()
    opener.addheaders = []
    for handler in (
        ProxyHandler(),
        _PlainHandler(deadline),
        _SecureHandler(deadline),
        _FewRedirects(),
        HTTPDefaultErrorHandler(),
        HTTPErrorProcessor(),
        UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _page(response: HTTPResponse, address: str, deadline: _Deadline, largest: int) -> Page:
    content_type = response.headers.get_content_type() if "Content-Type" in response.headers else ""
    if not _READABLE.fullmatch(content_type):
        raise ReadError(f"{address} is {content_type}, not a page of text: give an address of HTML, PDF or plain text")
    if response.length is not None and response.length > largest:
        raise ReadError(too_large(address, largest, response.length))
    data = bytearray()
    while chunk := response.read1(_CHUNK):
        data += chunk
        if len(data) > largest:
            raise ReadError(too_large(address, largest))
    if deadline.passed:
        raise ReadError(_too_slow(address, deadline.seconds))
    if response.length:
        raise ReadError(f"{address} broke off in the middle: try again")
    return Page(bytes(data), content_type, response.headers.get_content_charset())


def _in_ascii(address: str) -> str:
    """`address` as it goes over the wire: names of hosts in IDNA, other characters in percent signs."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
        host = host if host is None or host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:
        host = None
    if not host or parts.username is not None:
        raise ReadError(
            f"{address} is no web address that can be fetched: give one such as https://example.org/page"
        ) from None
    host = f"[{host}]" if ":" in host else host
    netloc = f"{host}:{port}" if port is not None else host
    return urlunsplit((parts.scheme, netloc, quote(parts.path, _SAFE), quote(parts.query, _SAFE), ""))


def _refusal(address: str, error: HTTPError) -> str:
    if 300 <= error.code < 400:
        return f"{address} redirects in circles or to no web page: give the page's own address"
    what = f"{address} answered {error.code} {error.reason}".rstrip()
    return f"{what}: check the address, or save the page from your browser and give the file"


def _too_slow(address: str, seconds: float) -> str:
    return f"{address} did not arrive within {seconds:g} seconds: try later, or save the page and give the file"


def _reason(error: Exception) -> object:
    """What lies behind an error of urllib, in one line."""
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, OSError) and reason.strerror:
        return reason if isinstance(reason, TimeoutError) else reason.strerror
    return reason if isinstance(reason, TimeoutError) else " ".join(str(reason).split()) or type(reason).__name__
