"""The OCR copilot, interrupted: nothing goes on that nobody waits for, and nothing is paid for twice."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Event, Semaphore
from typing import Any

import pytest
from pdf_writer import write_pdf
from scripted_ocr import ScriptedEngine

from pdfai import AsyncOpenAIClient, ClientSettings, DocumentError, OcrCopilotOptions
from pdfai.blocking import aall_of
from pdfai.documents.rendering import Rendered, RenderingFailed, View, render
from pdfai.documents.stopping import Stop
from pdfai.testing import ScriptedModel

pytestmark = pytest.mark.anyio

Serve = Callable[..., str]
PAGES = write_pdf(["The net revenue was 48 million euros.", "The staff grew.", "Busan is in Korea."])
OPTIONS = OcrCopilotOptions(model="vision-x", resolution=72).with_document(PAGES, name="scan.pdf")


def client_of(url: str) -> AsyncOpenAIClient:
    return AsyncOpenAIClient(ClientSettings(base_domain=url))


async def test_what_was_paid_for_is_kept(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks again after a failure pays for the other pages only, and gets all of them in their order."""

    def fails_once(data: bytes, views: Sequence[View], **options: Any) -> list[Rendered | RenderingFailed]:
        if views[0].page == 3 and not failures:
            failures.append(OSError("no such luck"))
            raise failures[0]
        return render(data, views, **options)

    failures: list[OSError] = []
    model = ScriptedModel(lambda _: RuntimeError("no") if len(model.prompts) == 1 else "Read.")
    monkeypatch.setattr("pdfai._async.copilots.ocr._AT_ONCE", 1)
    monkeypatch.setattr("pdfai._async.copilots.ocr.render", fails_once)
    told: list[tuple[int, int]] = []
    options = OPTIONS.with_document(write_pdf(["More."]), name="more.pdf")
    async with client_of(serve(model)) as client, client.get_ocr_copilot(options) as copilot:
        with pytest.raises(OSError, match="no such luck"):
            await copilot.get_text_recognition_result()
        assert len(model.prompts) == 2
        (so_far,) = copilot.get_text_recognition_result_so_far().documents
        assert [(page.number, page.text) for page in so_far.pages] == [(1, ""), (2, "Read."), (3, "")]
        assert so_far.pages[2].error == "it is not read yet"
        result = await copilot.get_text_recognition_result(
            progress=lambda done, total: told.append((done, total))
        )
    assert [page.number for page in result.documents[0].pages] == [1, 2, 3]
    assert result.text == "\n\n".join(["Read."] * 4)
    assert len(model.prompts) == 5  # the page that the model failed at is tried again
    assert told == [(2, 3), (3, 3), (1, 1)]


async def test_pages_are_read_some_at_a_time(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """And come in their order, whichever is done first."""
    together = Semaphore(0)

    def drawn(data: bytes, views: Sequence[View], **options: Any) -> list[Rendered | RenderingFailed]:
        if views[0].page == 1:
            assert together.acquire(timeout=10)
        together.release()
        return render(data, views, **options)

    monkeypatch.setattr("pdfai._async.copilots.ocr.render", drawn)
    async with client_of(serve(ScriptedModel("Read."))) as client:
        result = await client.get_ocr_copilot(OPTIONS).get_text_recognition_result()
    assert [(page.number, page.text) for page in result.documents[0].pages] == [
        (number, "Read.") for number in (1, 2, 3)
    ]


async def test_pages_under_way_are_kept(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one page ends the work, the others that are begun are read, and no more are begun."""
    others, failing = Semaphore(0), Event()

    def drawn(data: bytes, views: Sequence[View], **options: Any) -> list[Rendered | RenderingFailed]:
        if views[0].page == 1 and not failing.is_set():
            assert all(others.acquire(timeout=10) for _ in range(3))
            failing.set()
            raise OSError("no such luck")
        others.release()
        assert failing.wait(10)
        return render(data, views, **options)

    model = ScriptedModel("Read.")
    monkeypatch.setattr("pdfai._async.copilots.ocr.render", drawn)
    options = OcrCopilotOptions(model="m", resolution=72).with_document(
        write_pdf(["Words."] * 6), name="a.pdf"
    )
    async with client_of(serve(model)) as client, client.get_ocr_copilot(options) as copilot:
        with pytest.raises(OSError, match="no such luck"):
            await copilot.get_text_recognition_result()
        (so_far,) = copilot.get_text_recognition_result_so_far().documents
        assert [page.number for page in so_far.pages if page.success] == [2, 3, 4]
        assert (await copilot.get_text_recognition_result()).success
    assert len(model.prompts) == 6


async def test_two_calls_at_once_pay_once(serve: Serve) -> None:
    """The second waits for the result of the first."""
    model = ScriptedModel("Read.")
    async with client_of(serve(model)) as client, client.get_ocr_copilot(OPTIONS) as copilot:

        async def ask(_: int) -> object:
            return await copilot.get_text_recognition_result()

        one, other = await aall_of(ask, range(2), at_once=2)
    assert one is other
    assert len(model.prompts) == 3


async def test_a_model_tries_again_in_documents_before_a_break(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also in those it came to the end of; what it read stays, and so does a result that was given."""
    model = ScriptedModel(lambda _: RuntimeError("no") if len(model.prompts) == 1 else "Read.")
    options = OPTIONS.with_document(b"%PDF-no", name="broken.pdf")
    async with client_of(serve(model)) as client:
        copilot = client.get_ocr_copilot(options)
        for prompts in (3, 4, 4):
            with pytest.raises(DocumentError, match=r"broken\.pdf"):
                await copilot.get_text_recognition_result()
            assert len(model.prompts) == prompts
        (so_far,) = copilot.get_text_recognition_result_so_far().documents
        assert so_far.success
        model.prompts.clear()
        copilot = client.get_ocr_copilot(OPTIONS)
        result = await copilot.get_text_recognition_result()
        assert not result.success
        assert await copilot.get_text_recognition_result() is result
    assert len(model.prompts) == 3


@pytest.mark.parametrize("name", ["look_at_pdf", "recognize", "layered"])
async def test_nothing_is_left_of_a_reading_that_is_given_up(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Whatever draws its pages, or reads them here, is ended before anybody waits for it."""
    were_ended: list[bool] = []
    stops: list[Stop] = []

    def given_up(*_: object, stop: Stop, **__: object) -> None:
        stops.append(stop)
        if len(stops) == 1:
            raise OSError("given up")
        enough = time.monotonic() + 1
        while not stop.is_set and time.monotonic() < enough:
            Event().wait(0.001)
        were_ended.append(stop.is_set)
        raise OSError("too")

    monkeypatch.setattr("pdfai._async.copilots.ocr.available_engine", lambda: ScriptedEngine("Words."))
    monkeypatch.setattr(f"pdfai._async.copilots.ocr.{name}", given_up)
    is_here = name in {"recognize", "layered"}
    options = replace(OPTIONS, model="extractive" if is_here else "m")
    async with client_of(serve(ScriptedModel())) as client, client.get_ocr_copilot(options) as copilot:
        with pytest.raises(OSError, match="given up"):
            await (copilot.get_searchable_documents() if is_here else copilot.get_text_recognition_result())
    assert stops
    assert all(stop.is_set for stop in stops)
    assert all(were_ended)
