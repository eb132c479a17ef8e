"""Summaries in files, each made once: in every format, on other paper, in their language; or refused."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_writer import write_pdf
from saved_text import paper_of, words_in

from pdfai import (
    AsyncOpenAIClient,
    ClientSettings,
    DamagedDocumentError,
    InvalidArgumentError,
    PdfDocument,
    SummaryCopilotOptions,
    SummaryProgress,
    TextDocument,
    UnknownFormatError,
)
from pdfai.testing import ScriptedModel

pytestmark = pytest.mark.anyio

Serve = Callable[..., str]

FARM = write_pdf(["The farm at Busan keeps forty goats and two dogs."])
OPTIONS = SummaryCopilotOptions(model="gpt-x").with_document(FARM, name="farm.pdf")
SAID = "- Something is said here. [1:1]"


def client_of(url: str) -> AsyncOpenAIClient:
    return AsyncOpenAIClient(ClientSettings(base_domain=url))


async def test_asked_once(serve: Serve, tmp_path: Path) -> None:
    """Asking again, saving, and the PDF in memory cost nothing more."""
    model = ScriptedModel(SAID)
    async with client_of(serve(model)) as client, client.get_summary_copilot(OPTIONS) as copilot:
        first = await copilot.get_summary()
        assert await copilot.get_summary() is first
        for format in ("pdf", "docx", "html", "md", "txt"):
            saved = await copilot.save_summary(tmp_path / f"summary.{format}")
            assert "Something is said here." in words_in(saved.path)
        document = await copilot.get_summary_document("A5")
    assert document.name == "farm.pdf"
    assert isinstance(document, PdfDocument)
    assert document.data.startswith(b"%PDF-")
    assert len(model.prompts) == 1


async def test_saved_as_it_was_asked_for(serve: Serve, tmp_path: Path) -> None:
    """On paper of that size, in its language, with its sections; somebody is told how far it is."""
    pikepdf = pytest.importorskip("pikepdf")
    options = OPTIONS.with_document(TextDocument("weather.txt", "In June it rains for days."))
    told: list[SummaryProgress] = []
    model = ScriptedModel("- The farm 농장 keeps goats and dogs in a stone house near the river. [1:1]")
    async with client_of(serve(model)) as client, client.get_summary_copilot(options) as copilot:
        whole = await copilot.save_summary(tmp_path / "a.md", sections=True, progress=told.append)
        short = await copilot.save_summary(tmp_path / "b.md")
        saved = await copilot.save_summary(tmp_path / "c.pdf", page_size="A5")
        document = await copilot.get_summary_document("A5")
    assert told
    assert len(whole.path.read_text()) > len(short.path.read_text())
    for data in (document.data, saved.path.read_bytes()):
        assert paper_of(data) == (420, 595)
    with pikepdf.open(io.BytesIO(document.data)) as pdf:
        assert str(pdf.Root.Lang) == "en"  # whatever else is named in it


async def test_refused(embedded: AsyncOpenAIClient, tmp_path: Path) -> None:
    """No document, a damaged one, a format nobody knows: told before anything is made."""
    with pytest.raises(InvalidArgumentError, match="nothing to summarise"):
        await embedded.get_summary_copilot(SummaryCopilotOptions()).get_summary()
    cut = SummaryCopilotOptions().with_document(FARM[:200], name="cut.pdf")
    with pytest.raises(DamagedDocumentError, match=r"cut\.pdf"):
        await embedded.get_summary_copilot(cut).get_summary()
    with pytest.raises(UnknownFormatError):
        await embedded.get_summary_copilot(cut).save_summary(tmp_path / "summary.odt")
    with pytest.raises(InvalidArgumentError, match="page size"):
        await embedded.get_summary_copilot(cut).save_summary(tmp_path / "summary.pdf", page_size="B9")
