"""Scans in six languages, read by Tesseract where it is installed; and a command that plays it where not."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from pdf_writer import write_pdf

from pdfai.documents import read_pdf
from pdfai.documents.ocr import (
    EngineFailedError,
    RecognizedPage,
    Tesseract,
    available_engine,
    layered,
    recognize,
)
from pdfai.documents.ocr.tesseract import installed_tesseract
from pdfai.documents.places import rectangles_of
from pdfai.documents.sandbox import SandboxLimits
from pdfai.documents.stopping import ReadingStoppedError, Stop
from pdfai.errors import ConfigurationError, OcrUnavailableError

scanning = pytest.importorskip("scanning", reason="needs Pillow")

DATA = Path(__file__).parents[1] / "data"
SOURCES = {
    "en": "manual-en.pdf",
    "de": "invoice-de.pdf",
    "fr": "letter-fr.pdf",
    "es": "minutes-es.pdf",
    "ko": "manual-ko.pdf",
    "zh": "notice-zh.pdf",
}
PNG = b"\x89PNG\r\n\x1a\n"
LIMITS = SandboxLimits(memory=2**30, cpu_seconds=5, wall_seconds=20)


def installed() -> frozenset[str]:
    """The languages that are installed."""
    try:
        return installed_tesseract().languages
    except ConfigurationError:
        return frozenset()


needs_tesseract = pytest.mark.skipif(
    not {"eng", "deu", "fra", "spa", "kor", "chi_sim"} <= installed(),
    reason="needs tesseract-ocr with the data of English, German, French, Spanish, Korean and Chinese",
)


@pytest.fixture(scope="module")
def scanned() -> bytes:
    """A page of each language, in one document."""
    data: bytes = scanning.scan([(DATA / name).read_bytes() for name in SOURCES.values()])
    return data


@pytest.fixture(scope="module")
def pages(scanned: bytes) -> dict[str, RecognizedPage]:
    """What is recognised of them, nobody having said in which language they are."""
    return dict(zip(SOURCES, recognize(scanned, dpi=200), strict=True))


def of_source(language: str) -> str:
    """What stands on the page that was scanned."""
    return read_pdf((DATA / SOURCES[language]).read_bytes())[0].text


def recall(wanted: str, found: str) -> float:
    """The share of pairs of letters that are found; words of some languages have no spaces between them."""
    pairs, there = (
        {one + other for one, other in pairwise(letters)}
        for letters in ("".join(filter(str.isalnum, text.lower())) for text in (wanted, found))
    )
    return len(pairs & there) / len(pairs)


@needs_tesseract
@pytest.mark.parametrize(
    ("language", "least"), [("en", 0.98), ("de", 0.95), ("fr", 0.97), ("es", 0.97), ("ko", 0.85), ("zh", 0.9)]
)
def test_reads_scans(pages: dict[str, RecognizedPage], language: str, least: float) -> None:
    """In the language each turns out to have, although the first one is in English."""
    page = pages[language]
    assert (page.language, page.problem) == (language, "")
    assert recall(of_source(language), page.text) > least


@needs_tesseract
def test_words_are_where_they_are_in_the_original(pages: dict[str, RecognizedPage]) -> None:
    """Paper lay a little askew, which moves the ends of its lines by a few points."""
    (original, *_) = read_pdf((DATA / SOURCES["en"]).read_bytes(), with_places=True)
    read = pages["en"].as_page()
    for quote in ("Kestrel 40 Bench Grinder", "screwdriver", "thrown away"):
        (wanted,) = rectangles_of(quote, text=original.text, places=original.places)
        (found,) = rectangles_of(quote, text=read.text, places=read.places)
        assert tuple(found) == pytest.approx(tuple(wanted), abs=6)


@needs_tesseract
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler's pdftotext")
def test_scans_become_searchable(scanned: bytes, pages: dict[str, RecognizedPage], tmp_path: Path) -> None:
    """For a reader that knows nothing of us, in all languages."""
    path = tmp_path / "searchable.pdf"
    path.write_bytes(layered(scanned, pages.values()).data)
    told = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()
    for text, language in zip(told.split("\f"), SOURCES, strict=False):
        assert recall(pages[language].text, text) > 0.9


@needs_tesseract
def test_reads_paper_that_lay_on_its_side() -> None:
    """Its words stand where they are, turned."""
    data = scanning.scan([(DATA / SOURCES["en"]).read_bytes()], turned=90)
    (page,) = recognize(data, language="en", dpi=200)
    assert recall(of_source("en"), page.text) > 0.95
    assert {word.turn for word in page.words} == {90}


@needs_tesseract
def test_reads_nothing_on_blank_paper() -> None:
    """Noise is no text, and white is not even looked at."""
    blank, white = write_pdf([" "]), write_pdf([""])
    assert [page.text for page in recognize(scanning.scan([blank]), language="en", dpi=72)] == [""]
    assert [page.seconds < 0.1 for page in recognize(white, language="en")] == [True]


@pytest.fixture
def played(tmp_path: Path) -> Callable[[str], Tesseract]:
    """Let a script play the command."""

    def play(source: str) -> Tesseract:
        command = tmp_path / "tesseract"
        command.write_text(f"#!{sys.executable} -IS\nimport os, sys, time\n{source}\n")
        command.chmod(0o755)
        return Tesseract(command=str(command), languages=frozenset({"eng", "kor"}), limits=LIMITS)

    return play


posix_only = pytest.mark.skipif(sys.platform == "win32", reason="a script is no command there")


@posix_only
@pytest.mark.parametrize(("language", "mode"), [("eng", "3"), ("kor", "4"), ("kor+eng", "4")])
def test_asks_for_words_and_text(played: Callable[[str], Tesseract], language: str, mode: str) -> None:
    """On standard input and output, with one thread, and Korean as one column."""
    expected = ["stdin", "stdout", "--dpi", "300", "-l", language, "--psm", mode]
    checks = f"assert sys.argv[1:9] == {expected}; assert os.environ['OMP_THREAD_LIMIT'] == '1'"
    assert played(f"{checks}; sys.stdin.read()").read(PNG, language=language, dpi=300) == []


@posix_only
@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("sys.exit(1)", "fails on it"),
        ("os.abort()", "MiB of memory"),
        ("bytearray(2**31)", "fails on it"),
        ("os.kill(os.getpid(), 11)", "fails on it"),
        ("open('/dev/null', 'w').close(); open('x', 'w').write('x' * 9999)", "fails on it"),
    ],
)
def test_what_it_dies_of_is_told(played: Callable[[str], Tesseract], source: str, words: str) -> None:
    """In words that follow a page's name."""
    with pytest.raises(EngineFailedError, match=words):
        played(source).read(PNG, language="eng", dpi=300)


@posix_only
def test_only_pictures_are_handed_over(played: Callable[[str], Tesseract]) -> None:
    """A list of files would be opened."""
    with pytest.raises(EngineFailedError, match="not a PNG"):
        played("sys.exit(0)").read(b"/etc/hostname\n", language="eng", dpi=300)


@posix_only
def test_an_engine_that_hangs_is_ended(played: Callable[[str], Tesseract]) -> None:
    """Its page has a problem then."""
    engine = played("time.sleep(600)")
    hasty = Tesseract(
        command=engine.command,
        languages=engine.languages,
        limits=SandboxLimits(memory=2**30, cpu_seconds=5, wall_seconds=0.2),
    )
    (page,) = recognize(write_pdf(["Text."]), engine=hasty, language="en")
    assert page.problem == "recognising it takes more than 0.2 s"


@posix_only
def test_stop_ends_it(played: Callable[[str], Tesseract]) -> None:
    """Also before it begins."""
    stop = Stop()
    stop.set()
    with pytest.raises(ReadingStoppedError):
        played("time.sleep(600)").read(PNG, language="eng", dpi=300, stop=stop)


@posix_only
def test_a_glance_that_tells_nothing_is_no_failure(played: Callable[[str], Tesseract]) -> None:
    """As on a page with few letters."""
    assert played("sys.exit(1)").glance(PNG, dpi=300).script == ""
    told = "print('Rotate: 270'); print('Orientation confidence: 9'); print('Script: Han')"
    glance = played(told).glance(PNG, dpi=300)
    assert (glance.script, glance.is_turned) == ("Han", True)


def test_says_what_to_install_where_nothing_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package has two names."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(OcrUnavailableError, match=r"install Tesseract .*tesseract-ocr or tesseract"):
        available_engine()


@posix_only
@pytest.mark.parametrize(
    ("source", "error", "words"),
    [
        ("print('List of 1:'); print('osd')", OcrUnavailableError, "tesseract-ocr-eng"),
        ("sys.exit(1)", ConfigurationError, "does not run: reinstall"),
    ],
)
def test_says_what_is_wrong_with_what_is_installed(
    played: Callable[[str], Tesseract],
    monkeypatch: pytest.MonkeyPatch,
    source: str,
    error: type[Exception],
    words: str,
) -> None:
    """Data may be missing, or a library."""
    monkeypatch.setenv("PATH", str(Path(played(source).command).parent))
    with pytest.raises(error, match=words):
        installed_tesseract()
