"""Answers on their way to a terminal or a program."""

import io
import json
import logging
import sys

import pytest

from pdfai import ChatResponse, Citation
from pdfai.cli.rendering import as_json, as_text
from pdfai.cli.talk import log, printable, waiting


def response(text: str, *citations: Citation) -> ChatResponse:
    return ChatResponse(text=text, citations=citations, model="m")


def cite(quote: str = "", page: int | None = None) -> Citation:
    return Citation(document="a.pdf", page=page, quote=quote)


def test_sources() -> None:
    """Each source is numbered as in the text; what a server does not tell is left out."""
    text = as_text(response("Yes [1] and no [2].", cite("It is so.", 3), cite()))
    assert text == "Yes [1] and no [2].\n\n[1] a.pdf, page 3: “It is so.”\n[2] a.pdf"


def test_no_sources() -> None:
    """Without sources the answer stands alone."""
    assert as_text(response("Nobody knows.")) == "Nobody knows."


def test_quote_on_one_line() -> None:
    """A quote that ran over lines becomes one."""
    assert as_text(response("Yes [1].", cite("It\nis  so."))).endswith("[1] a.pdf: “It is so.”")


@pytest.mark.parametrize(
    "text", ["\x1b[31mred", "\x07", "\x9b31m", "\x7f", "a\rb", "\u202edesrever", "\u2066x", "\0"]
)
def test_steers_no_terminal(text: str) -> None:
    """Control characters of a document do not reach the terminal; in JSON they are escaped."""
    answer = response(text, cite(text))
    assert all(char.isprintable() or char == "\n" for char in as_text(answer))
    assert as_json(answer).isprintable()
    assert json.loads(as_json(answer))["text"] == text


@pytest.mark.parametrize(
    "text",
    [
        "매출액은 48억 원",
        "净收入　四千八百万",  # with an ideographic space
        "صافي الإيرادات",
        "می‌خواهم",  # with a zero-width non-joiner
        "👩‍🔬 10 000 €",  # joined emoji; a no-break and a narrow no-break space
        "a\tb\nc",
    ],
)
def test_scripts_stay_whole(text: str) -> None:
    """What other scripts need is not taken for control characters."""
    assert printable(text) == text
    assert text in as_json(response(text)).replace("\\t", "\t").replace("\\n", "\n")


def test_narrow_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where stdout has no Unicode, JSON escapes all."""
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="latin-1"))
    assert as_json(response("매출액")).isascii()


def test_log(capsys: pytest.CaptureFixture[str]) -> None:
    """What a server calls its things does not steer the terminal through the log."""
    for verbose in (False, True):
        with log(verbose=verbose):
            logging.getLogger("pdfai.copilots").warning("Left on the server: %s", "file-\x1b[2J\u202e1")
        assert "Left on the server: file-[2J1\n" in capsys.readouterr().err


def test_a_name_of_several_lines() -> None:
    """Line breaks in a document's name do not break the list of sources."""
    cited = Citation(document="a\r\nb.pdf", page=2, quote="")
    assert as_text(response("Yes [1].", cited)).endswith("\n[1] a b.pdf, page 2")


def test_what_is_waited_for_is_no_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file may be called what rich takes for a tag, and have two lines."""
    said = io.StringIO()
    said.isatty = lambda: True  # type: ignore[method-assign]  # a terminal
    monkeypatch.setattr(sys, "stderr", said)
    with waiting("Reading a[/b]\n[red].pdf"):
        pass
    assert "Reading a[/b] [red].pdf" in said.getvalue()
