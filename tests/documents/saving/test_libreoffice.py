"""Word documents as another program reads them: `nox -s libreoffice`."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from saved_text import HOSTILE, RICH, read_pdf_pages

from pdfai.documents.saving import save_text

pytestmark = pytest.mark.skipif("LIBREOFFICE" not in os.environ, reason="nox -s libreoffice sets LIBREOFFICE")

KOREAN = "# 연간 보고서\n\n회사는 **성장**했다.\n\n|지역|매출|\n|-|-|\n|유럽|2,100|\n"
ARABIC = "# التقرير السنوي\n\nنمت الشركة.\n\n1. أولا\n2. ثانيا\n"


def converted(markdown: str, folder: Path, format: str, **told: Any) -> bytes:
    """What LibreOffice makes of the document."""
    saved = save_text(markdown, folder / "a.docx", **told)
    # A profile of its own: it would hand the work to a LibreOffice that is open already.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        format,
        "--outdir",
        str(folder),
        str(saved.path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / f"a.{format}").read_bytes()


def pages_of(markdown: str, folder: Path, **told: Any) -> list[str]:
    return read_pdf_pages(converted(markdown, folder, "pdf", **told))


def test_everything_comes_through(tmp_path: Path) -> None:
    """Headings, numbers of lists, tables, code, quotes, sources and page numbers, in their order."""
    (page,) = pages_of(RICH, tmp_path, title="The title", sources=["a.pdf, page 1"])
    order = ["The title", "Annual report", "by 12 %", "Figures", "Region", "2,100", "1. Renew", "before June"]
    order += [
        "ask legal",
        "2. Close",
        "5. fifth",
        "6. sixth",
        "always does",
        'net(): return "<b>"',
        "The end.",
    ]
    order += ["Sources", "[1] a.pdf, page 1", "1 / 1"]
    places = [page.find(text) for text in order]
    assert -1 not in places
    assert places == sorted(places)


def test_headings_are_in_the_outline(tmp_path: Path) -> None:
    """By their levels, as LibreOffice understands them, and a table is a table."""
    page = converted(RICH, tmp_path, "html").decode(errors="replace")
    assert [page.count(f"<{tag}") for tag in ("h1", "h2", "h3", "table")] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("markdown", "words"), [(KOREAN, ["연간 보고서", "성장", "유럽"]), (ARABIC, ["نمت الشركة"])]
)
def test_other_scripts(tmp_path: Path, markdown: str, words: list[str]) -> None:
    """Are read back as they were written."""
    text = " ".join(pages_of(markdown, tmp_path))
    for word in words:
        assert word in text


def test_the_text_is_only_text(tmp_path: Path) -> None:
    """No field of it is filled in."""
    text = " ".join(pages_of(HOSTILE, tmp_path))
    assert 'INCLUDETEXT "/etc/passwd"' in text
    assert "root:" not in text
