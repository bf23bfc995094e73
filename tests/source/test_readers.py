"""Files and standard input, by their bytes."""

from __future__ import annotations

import contextlib
import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import MissingExtraError, ReadError, UsageError
from assistant.source import read
from assistant.source.decoding import decode
from tests.source.pages import ARTICLE, html, pdf

TEXT = "The bridge is shut.\r\n\r\n“It was time,” said Ada Lund.\u2028The café is shut, too. 🎉\n"


def given_file(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def refusal(location: str) -> str:
    """The message with which a location is refused: always one line."""
    with pytest.raises(ReadError) as caught:
        read(location, id="s")
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_is_kept_as_it_is_in_every_unicode_encoding(tmp_path: Path, encoding: str) -> None:
    location = given_file(tmp_path, "story.txt", TEXT.encode(encoding))
    document = read(location, id="s")
    assert document.text == TEXT
    assert document.id == "s"
    assert document.title == "story.txt"
    assert document.origin == location


def test_windows_text_is_recognised(tmp_path: Path) -> None:
    words = "“It was time,” said Ada Lund – at the café."
    assert read(given_file(tmp_path, "story.txt", words.encode("cp1252")), id="s").text == words


def test_one_broken_byte_does_not_spoil_the_rest(tmp_path: Path) -> None:
    data = ("“It was time,” said Ada. " * 20).encode() + b"\xff"
    assert read(given_file(tmp_path, "story.txt", data), id="s").text.startswith("“It was time,”")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_every_text_survives_utf_8(text: str) -> None:
    assert decode(text.encode("utf-8"), "story.txt") == text.removeprefix("\ufeff")


def test_markdown_brings_its_own_title(tmp_path: Path) -> None:
    assert read(given_file(tmp_path, "story.md", b"# Bridge Shut\n\nIt is shut."), id="s").title == "Bridge Shut"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\u2003\n".encode("utf-16")])
def test_an_empty_file(tmp_path: Path, data: bytes) -> None:
    assert refusal(given_file(tmp_path, "story.txt", data)) == "story.txt is empty: give a file that holds text"


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), bytes(range(1, 32)) * 20, b"\0" * 100]
)
def test_a_binary_file(tmp_path: Path, data: bytes) -> None:
    assert "story.txt is not text" in refusal(given_file(tmp_path, "story.txt", data))


@pytest.mark.parametrize("data", [b"PK\x03\x04\x14\0rest", rb"{\rtf1\ansi words}"])
def test_an_office_document(tmp_path: Path, data: bytes) -> None:
    assert "save it as plain text" in refusal(given_file(tmp_path, "story.docx", data))


def test_a_file_above_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    with path.open("wb") as file:
        file.truncate(30_000_000)
    assert refusal(str(path)) == "story.txt has 30 MB, and at most 20 MB are read: give a part of it"


def test_a_directory_and_a_missing_file(tmp_path: Path) -> None:
    assert "is a directory: give a file in it" in refusal(str(tmp_path))
    assert "does not exist: check the path" in refusal(str(tmp_path / "none.txt"))
    assert "none.txt" in refusal(given_file(tmp_path, "story.txt", b"words") + "/none.txt")
    assert "cannot be read" in refusal("story\0.txt")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    location = given_file(tmp_path, "story.txt", b"words")
    monkeypatch.setattr(Path, "open", refuse)
    assert "may not be read" in refusal(location)


class Standard:
    """Standard input, with bytes in it."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Standard(TEXT.encode()))
    document = read("-", id="s", offline=True)
    assert (document.text, document.title, document.origin) == (TEXT, "standard input", "standard input")


def test_standard_input_that_gives_nothing_or_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Standard(b""))
    assert refusal("-").startswith("standard input is empty")
    monkeypatch.setattr(sys, "stdin", Standard(b"a" * 20_000_001))
    assert refusal("-") == "standard input has more than 20 MB, and at most 20 MB are read: give a part of it"
    monkeypatch.setattr(sys, "stdin", None)
    assert refusal("-").startswith("standard input is closed")


def test_addresses_that_are_no_web_addresses() -> None:
    for location in ("ftp://example.org/story.txt", "file:///story.txt"):
        assert "no web address" in refusal(location)


def test_offline_no_address_is_fetched() -> None:
    with pytest.raises(UsageError, match="offline"):
        read("https://example.org/story", id="s", offline=True)


@pytest.mark.parametrize("name", ["story.pdf", "story.txt", "story"])
def test_a_pdf_is_known_by_its_first_bytes(tmp_path: Path, name: str) -> None:
    document = read(given_file(tmp_path, name, pdf("Ada Lund left.", "Nobody came.")), id="s")
    assert document.text.split("\n") == ["Ada Lund left.", "Nobody came."]
    assert document.title == name


def test_pdfs_without_text(tmp_path: Path) -> None:
    assert "OCR" in refusal(given_file(tmp_path, "scan.pdf", pdf()))
    assert "is a damaged PDF" in refusal(given_file(tmp_path, "cut.pdf", pdf("Ada Lund left.")[:60]))
    assert "is not a PDF" in refusal(given_file(tmp_path, "words.pdf", b"Ada Lund left."))
    assert "is empty" in refusal(given_file(tmp_path, "none.pdf", b""))


@pytest.mark.parametrize("start", range(9, 500, 37))
def test_a_damaged_pdf_is_read_or_refused(tmp_path: Path, start: int, capfd: pytest.CaptureFixture[str]) -> None:
    data = bytearray(pdf("Ada Lund left."))
    data[start : start + 12] = b"\xff<<[(/ 99 0 R"[:12]
    with contextlib.suppress(ReadError):
        read(given_file(tmp_path, "story.pdf", bytes(data)), id="s")
    assert capfd.readouterr() == ("", "")


def test_a_locked_pdf(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("Ada Lund left.")))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    assert "locked with a password" in refusal(given_file(tmp_path, "story.pdf", locked.getvalue()))


@pytest.mark.parametrize(
    ("extra", "package", "name"), [("web", "trafilatura", "story.html"), ("pdf", "pypdf", "story.pdf")]
)
def test_a_missing_extra_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extra: str, package: str, name: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    data = pdf("words") if extra == "pdf" else html(*ARTICLE).encode()
    with pytest.raises(MissingExtraError, match=rf'pip install "faithful-assistant\[{extra}\]"'):
        read(given_file(tmp_path, name, data), id="s")


def test_a_page_becomes_its_article(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", exc_type=ImportError)
    document = read(given_file(tmp_path, "story.html", html(*ARTICLE).encode()), id="s")
    assert document.title == "Bridge Shut for Repairs"
    assert document.text.split("\n\n")[1:] == list(ARTICLE)
    assert "Home" not in document.text
    assert "rights" not in document.text


def test_what_a_page_holds_besides_paragraphs(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", exc_type=ImportError)
    more = (
        "</p><h2>What comes next</h2><ul><li>A ferry runs at once</li><li>A bus runs later</li></ul><p>First<br>second"
    )
    text = read(given_file(tmp_path, "story.htm", html(*ARTICLE, more).encode()), id="s").text
    assert text.endswith("# What comes next\n\n- A ferry runs at once\n\n- A bus runs later\n\nFirst\n\nsecond")


def test_a_page_in_the_encoding_that_it_names(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", exc_type=ImportError)
    page = html(
        "Мост в гавани закрыт на шесть недель, сообщил в понедельник городской совет.", head="<meta charset='koi8-r'>"
    )
    assert "Мост" in read(given_file(tmp_path, "story.txt", page.encode("koi8-r")), id="s").text


def test_a_page_without_an_article(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", exc_type=ImportError)
    assert "no article" in refusal(given_file(tmp_path, "story.html", b"<html><body><nav></nav></body></html>"))
