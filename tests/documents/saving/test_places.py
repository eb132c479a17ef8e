"""Where a text is saved, and what stays there when it cannot be."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pdfai.documents.saving import FORMATS, SavedFile, render_text, save_text
from pdfai.errors import InvalidArgumentError, MissingExtraError, UnknownFormatError
from pdfai.replacement import replacing


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.html", "a.md", "a.txt"])
def test_the_ending_names_the_format(tmp_path: Path, name: str) -> None:
    """And what is saved is what would be rendered."""
    saved = save_text("Hello.", tmp_path / name)
    assert saved == SavedFile(path=tmp_path / name, format=saved.format)
    assert f"a.{saved.format}" == name
    assert (tmp_path / name).read_bytes() == render_text("Hello.", saved.format)[0]


@pytest.mark.parametrize(
    ("name", "format", "expected"),
    [("a.HTM", None, "html"), ("a.markdown", None, "md"), ("a", "TXT", "txt"), ("a.pdf", ".md", "md")],
)
def test_the_format_may_be_named_otherwise(
    tmp_path: Path, name: str, format: str | None, expected: str
) -> None:
    """In capitals, by another ending, or against the ending."""
    assert save_text("Hello.", tmp_path / name, format).format == expected


@pytest.mark.parametrize(
    ("name", "format", "message"),
    [
        ("a.odt", None, "'.odt' is no format to save in: choose one of pdf, docx, html, md, txt"),
        ("a", None, "Which format is it to be saved in?: choose one of"),
        ("a.pdf", "rtf", "'rtf' is no format to save in"),
    ],
)
def test_an_unknown_format_is_refused(tmp_path: Path, name: str, format: str | None, message: str) -> None:
    """The message lists those there are, and nothing is written."""
    with pytest.raises(UnknownFormatError) as refused:
        save_text("Hello.", tmp_path / name, format)
    assert str(refused.value).startswith(message)
    assert refused.value.exit_code == 2
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_no_place_for_a_file_is_told_before_anything_is_rendered(tmp_path: Path, format: str) -> None:
    """A folder, a folder that does not exist, a name that cannot be."""
    for path, reason in (
        (tmp_path, "it is a directory"),
        (tmp_path / "none" / "a", "its folder does not exist, create it first"),
        (tmp_path / "a\0b", "null"),
    ):
        with pytest.raises(InvalidArgumentError, match=f"cannot be written: .*{reason}"):
            save_text("Hello.", path, format)
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device here that is always full")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One clear error."""
    target = tmp_path / "a.txt"
    target.write_text("old")
    opened = Path.open

    def full(path: Path, *arguments: Any) -> object:
        if path.suffix != ".part":
            return opened(path, *arguments)
        path.touch()
        return opened(Path("/dev/full"), "wb")

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(InvalidArgumentError, match=r"a\.txt cannot be written: No space left on device"):
        save_text("Hello.", target)
    monkeypatch.undo()
    assert target.read_text() == "old"


def test_a_failure_in_between_leaves_the_old_file(tmp_path: Path) -> None:
    """Whole, and nothing beside it."""
    target = tmp_path / "a.txt"
    target.write_text("old")

    def fails() -> None:
        with replacing(target) as write:
            write(b"new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_process_killed_in_between_leaves_the_old_file(tmp_path: Path) -> None:
    """It has written half of the new one by then."""
    target = tmp_path / "a.txt"
    target.write_text("old")
    program = """
import os, sys
from pdfai.documents.saving import saving
from pdfai.replacement import replacing

class Killed:
    def __init__(self, path): self.replacing = replacing(path)
    def __enter__(self):
        write = self.replacing.__enter__()
        def half(data):
            write(data[: len(data) // 2])
            os.kill(os.getpid(), 9) if os.name == "posix" else os._exit(9)
        return half
    def __exit__(self, *error): pass

saving.replacing = Killed
saving.save_text("Hello. " * 10_000, sys.argv[1])
"""
    ended = subprocess.run([sys.executable, "-c", program, target], check=False)
    assert ended.returncode in {-9, 9}
    assert target.read_text() == "old"


def test_a_missing_library_names_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Markdown needs none."""
    for name in ("rendering", "parsing", "reader"):
        monkeypatch.delitem(sys.modules, f"pdfai.documents.saving.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "markdown_it", None)
    with pytest.raises(MissingExtraError, match=r"Saving as HTML is not installed: .*pdfai\[saving\]"):
        save_text("Hello.", tmp_path / "a.html")
    assert save_text("Hello.", tmp_path / "a.md").format == "md"


@pytest.mark.parametrize("page_size", ["B9", (10, 10), (600, 10_000), (600,), (float("nan"), 600)])
def test_what_is_no_paper_is_refused(page_size: object) -> None:
    """The message lists what is."""
    with pytest.raises(
        InvalidArgumentError, match="is no page size: choose one of A3, A4, A5, Letter, Legal"
    ):
        render_text("Hello.", "pdf", page_size=page_size)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["English (US)", "d", 'en"', "en-"])
def test_what_is_no_language_is_refused(language: str) -> None:
    """The message says what is."""
    with pytest.raises(InvalidArgumentError, match="is no language: give a tag such as de or zh-Hant"):
        render_text("Hello.", "html", language=language)


@pytest.mark.parametrize("format", FORMATS)
def test_an_endless_text_is_refused(format: str) -> None:
    """One clear error, at once."""
    with pytest.raises(
        InvalidArgumentError, match="5,000,000 characters, 1,000,000 are allowed; save it in parts"
    ):
        render_text("x" * 5_000_000, format)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_text_gives_the_same_bytes(format: str) -> None:
    """Whenever it is saved."""
    once, again = (render_text("# a\n\n- b", format, title="T", sources=["s"]) for _ in range(2))
    assert once == again


@pytest.mark.parametrize("format", FORMATS)
def test_a_text_that_says_nothing_is_saved_too(format: str) -> None:
    """As an empty document."""
    data, warnings = render_text(" \n", format)
    assert data
    assert warnings == ()
