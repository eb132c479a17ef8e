"""Copilots that Ctrl-C calls off end what works for them before they wait for it."""

from collections.abc import Callable, Sequence
from threading import Event, Semaphore
from typing import Any

import pytest
from pdf_writer import write_pdf
from picture_pdf import noise, packed, pdf_of, place

from pdfai import ClientSettings, ImageDescriptionCopilotOptions, OcrCopilotOptions, OpenAIClient
from pdfai.describing.looking import Subject
from pdfai.documents.rendering import View
from pdfai.documents.stopping import Stop
from pdfai.testing import ScriptedModel


class Herd:
    """Works on pages in threads: on the first Ctrl-C is pressed, the others go on until they are ended."""

    def __init__(self) -> None:
        """Nothing is begun."""
        self._begun = Semaphore(0)
        self.were_ended: list[bool] = []

    def work(self, page: int, stop: Stop) -> None:
        """On one page."""
        if page == 1:
            assert self._begun.acquire(timeout=10)
            raise KeyboardInterrupt
        ended = _Ended()
        with stop.watching(ended):
            self._begun.release()
            self.were_ended.append(ended.event.wait(10))


class _Ended:
    def __init__(self) -> None:
        self.event = Event()

    def kill(self) -> None:
        self.event.set()


def test_pictures_that_this_machine_describes(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pikepdf", reason="alternative text needs pikepdf")
    pytest.importorskip("PIL.Image", reason="pictures need Pillow")
    herd = Herd()

    def described(subject: Subject, _language: str, *, stop: Stop) -> None:
        herd.work(subject.image.page, stop)

    monkeypatch.setattr("pdfai._sync.copilots.image_description.described_here", described)
    objects = {f"Cow{number}": packed(noise(number)) for number in range(3)}
    data = pdf_of([place(name, 20, 200) for name in objects], objects)
    options = ImageDescriptionCopilotOptions().with_document(data, name="herd.pdf")
    with OpenAIClient(ClientSettings(base_domain="http://localhost")) as client:
        copilot = client.get_image_description_copilot(options)
        with pytest.raises(KeyboardInterrupt):
            copilot.get_image_descriptions()
    assert herd.were_ended
    assert all(herd.were_ended)


def test_pages_that_are_drawn_for_a_model(monkeypatch: pytest.MonkeyPatch, serve: Callable[..., str]) -> None:
    herd = Herd()

    def drawn(_: bytes, views: Sequence[View], *, stop: Stop, **__: Any) -> list[Any]:
        herd.work(views[0].page, stop)
        raise OSError("ended")

    monkeypatch.setattr("pdfai._sync.copilots.ocr.render", drawn)
    options = OcrCopilotOptions(model="m").with_document(write_pdf(["Words."] * 3), name="scan.pdf")
    with OpenAIClient(ClientSettings(base_domain=serve(ScriptedModel()))) as client:
        copilot = client.get_ocr_copilot(options)
        with pytest.raises(KeyboardInterrupt):
            copilot.get_text_recognition_result()
    assert herd.were_ended
    assert all(herd.were_ended)
