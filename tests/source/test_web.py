"""Pages fetched from a real server on this machine, well behaved and not."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from assistant.errors import ReadError
from assistant.source import read
from assistant.source.web import fetch
from tests.source.pages import ARTICLE, html, pdf


class Handler(BaseHTTPRequestHandler):
    """Answers each path in its own way."""

    seen: list[str] = []  # noqa: RUF012 - what the tests ask about, emptied by each

    def do_GET(self) -> None:
        self.seen.append(self.headers["User-Agent"])
        getattr(self, "answer_" + self.path.strip("/").partition("?")[0].partition("/")[0])()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's own name
        """Print nothing."""

    def send(
        self, data: bytes, content_type: str | None = "text/plain; charset=utf-8", *, length: int | None = None
    ) -> None:
        self.send_response(200)
        if content_type:
            self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data) if length is None else length))
        self.end_headers()
        self.wfile.write(data)

    def redirect(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def answer_text(self) -> None:
        self.send("“It was time,” said Ada Lund.".encode())

    def answer_windows(self) -> None:
        self.send("Мост закрыт.".encode("cp1251"), "text/plain; charset=windows-1251")

    def answer_page(self) -> None:
        self.send(html(*ARTICLE).encode(), "text/html")

    def answer_pdf(self) -> None:
        self.send(pdf("Ada Lund left."), "application/pdf")

    def answer_untyped(self) -> None:
        self.send(b"The bridge is shut.", None)

    def answer_picture(self) -> None:
        self.send(b"\x89PNG", "image/png")

    def answer_missing(self) -> None:
        self.send_error(404)

    def answer_away(self) -> None:
        self.redirect("/text")

    def answer_circle(self) -> None:
        self.redirect("/circle")

    def answer_chain(self) -> None:
        self.redirect(f"/chain/{len(self.path)}{'x' * len(self.path)}")

    def answer_file(self) -> None:
        self.redirect("file:///etc/hostname")

    def answer_ftp(self) -> None:
        self.redirect("ftp://127.0.0.1/story.txt")

    def answer_huge(self) -> None:
        self.send(b"", length=40_000_000)

    def answer_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"words " * 1_000)

    def answer_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"a")
            time.sleep(0.02)

    def answer_headers(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX: ")
        while True:
            self.wfile.write(b"a")
            time.sleep(0.02)

    def answer_silence(self) -> None:
        self.connection.recv(1)

    def answer_short(self) -> None:
        self.send(b"The bridge", length=100)

    def answer_nonsense(self) -> None:
        self.wfile.write(b"What is HTTP?\r\n\r\n")


class Server(ThreadingHTTPServer):
    """A server that says nothing of clients that hang up."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with Server(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    Handler.seen.clear()


def refusal(address: str, *, time_limit: float = 5.0, largest: int = 1_000_000) -> str:
    """The message with which an address is refused: always one line, and begun by the address."""
    with pytest.raises(ReadError) as caught:
        fetch(address, time_limit=time_limit, largest=largest)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(address)
    return message.removeprefix(address)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    begin = time.monotonic()
    yield
    assert time.monotonic() - begin < seconds


def test_a_text_becomes_a_document(server: str) -> None:
    document = read(f"{server}/text", id="s")
    assert document.text == "“It was time,” said Ada Lund."
    assert document.title == document.origin == f"{server}/text"
    assert Handler.seen[0].startswith("faithful-assistant/")


def test_the_encoding_is_the_one_that_the_server_names(server: str) -> None:
    assert read(f"{server}/windows", id="s").text == "Мост закрыт."


def test_a_page_becomes_its_article(server: str) -> None:
    pytest.importorskip("trafilatura", exc_type=ImportError)
    document = read(f"{server}/page", id="s")
    assert document.title == "Bridge Shut for Repairs"
    assert ARTICLE[1] in document.text


def test_a_pdf_becomes_its_text(server: str) -> None:
    assert read(f"{server}/pdf", id="s").text == "Ada Lund left."


def test_a_server_may_leave_the_type_out(server: str) -> None:
    assert read(f"{server}/untyped", id="s").text == "The bridge is shut."


def test_addresses_may_hold_any_characters(server: str) -> None:
    assert fetch(f"{server}/text/a b/caf\u00e9?name=Ada Lund%20&x=1#part").data


def test_redirects_are_followed_to_pages_only(server: str) -> None:
    assert fetch(f"{server}/away").data
    assert "redirects" in refusal(f"{server}/circle")
    assert "redirects" in refusal(f"{server}/chain")
    assert "redirects" in refusal(f"{server}/file")
    assert "ftp" in refusal(f"{server}/ftp")
    assert len(Handler.seen) < 20


def test_what_is_no_page_is_refused(server: str) -> None:
    assert "answered 404 Not Found: check the address" in refusal(f"{server}/missing")
    assert "is image/png, not a page of text" in refusal(f"{server}/picture")
    assert "cannot be fetched" in refusal(f"{server}/nonsense")


def test_too_much_is_not_read_to_its_end(server: str) -> None:
    assert "has 40 MB, and at most 1 MB are read" in refusal(f"{server}/huge")
    assert "has more than 1 MB" in refusal(f"{server}/endless")


@pytest.mark.parametrize("path", ["drip", "headers", "silence"])
def test_the_time_limit_holds_for_whatever_is_slow(server: str, path: str) -> None:
    with within(2):
        assert "did not arrive within 0.3 seconds" in refusal(f"{server}/{path}", time_limit=0.3)


def test_a_page_that_breaks_off(server: str) -> None:
    assert "broke off" in refusal(f"{server}/short")


def test_a_server_that_is_not_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    assert "cannot be fetched (Connection refused)" in refusal(f"http://127.0.0.1:{port}/")


def test_a_name_that_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "cannot be fetched (Name or service not known)" in refusal("http://merrow.invalid/")


@pytest.mark.parametrize(
    "address", ["http://", "http://ada:secret@example.org/", "http://example.org:port/", "http://[::1/"]
)
def test_addresses_that_make_no_sense(address: str) -> None:
    assert "no web address that can be fetched" in refusal(address)
