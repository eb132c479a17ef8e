"""A document that cannot be used: one clear line, exit code 3, and nothing left behind."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_writer import write_pdf

ENCRYPTED = Path(__file__).parent.parent / "documents" / "data" / "encrypted-aes-256.pdf"
Refused = Callable[..., str]


def test_missing(refused: Refused) -> None:
    """A file that is not there."""
    line = refused("chat", "nowhere/missing.pdf", "--ask", "Who?", code=3)
    assert line.startswith("nowhere/missing.pdf cannot be opened (No such file or directory)")


def test_directory(refused: Refused, tmp_path: Path) -> None:
    """A folder in which nothing can be asked, whatever its name."""
    folder = tmp_path / "folder.pdf"
    folder.mkdir()
    assert "(a folder without a PDF or a text in it)" in refused("chat", folder, "--ask", "Who?", code=3)


def test_empty(refused: Refused, tmp_path: Path) -> None:
    """A file without bytes."""
    path = tmp_path / "empty.pdf"
    path.touch()
    assert refused("chat", path, "--ask", "Who?", code=3).startswith("empty.pdf is empty")


def test_not_a_pdf(refused: Refused, tmp_path: Path) -> None:
    """Something else under a PDF's name; it says what it looks like."""
    path = tmp_path / "picture.pdf"
    path.write_bytes(b"\x89PNG\r\n\x1a\n and so on")
    line = refused("chat", path, "--ask", "Who?", code=3)
    assert line.startswith("picture.pdf is not a PDF (it looks like a PNG image)")


def test_encrypted(refused: Refused) -> None:
    """An encrypted PDF says how to pass its password."""
    line = refused("chat", ENCRYPTED, "--ask", "Who?", code=3)
    assert line.startswith("encrypted-aes-256.pdf is encrypted")
    assert "--password" in line


def test_wrong_password(refused: Refused) -> None:
    """A password that does not open it, which is not repeated."""
    line = refused("chat", ENCRYPTED, "--password", "open barley", "--ask", "Who?", code=3)
    assert line.startswith("encrypted-aes-256.pdf does not open with this password")
    assert "barley" not in line


def test_truncated(refused: Refused, report: Path) -> None:
    """Half a file."""
    whole = report.read_bytes()
    report.write_bytes(whole[: len(whole) // 2])
    assert refused("chat", report, "--ask", "Who?", code=3).startswith("report.pdf is damaged")


def test_without_text(refused: Refused, tmp_path: Path) -> None:
    """A document of bare pages says that `ocr` reads such as are scanned."""
    path = tmp_path / "scan.pdf"
    path.write_bytes(write_pdf(["", ""]))
    line = refused("chat", path, "--ask", "Who?", code=3)
    assert line.startswith("scan.pdf contains no text")
    assert "pdfai ocr" in line


def test_one_of_several(refused: Refused, report: Path, tmp_path: Path) -> None:
    """A bad document among good ones is named, and nothing of the good ones stays."""
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(write_pdf([""]))
    assert refused("chat", report, scan, "--ask", "Who?", code=3).startswith("scan.pdf")


def test_name_that_steers(refused: Refused, tmp_path: Path) -> None:
    """A file's name cannot break the line or steer the terminal."""
    path = tmp_path / "a\n\x1b[31mred\u202e.pdf"
    path.touch()
    line = refused("chat", path, "--ask", "Who?", code=3)
    assert line.isprintable()


def test_unreadable_name(refused: Refused, tmp_path: Path) -> None:
    """A file's name need not be text."""
    path = tmp_path / "caf\udce9.pdf"
    try:
        path.touch()
    except (OSError, UnicodeError):
        pytest.skip("this file system knows only names that are text")
    assert refused("chat", path, "--ask", "Who?", code=3).startswith("caf\ufffd.pdf is empty")
