# Derived from tests/_async/test_descriptions_given_up.py by scripts/unasync.py.
"""The image-description copilot, interrupted: what is paid for is kept, and nothing is paid for twice."""

from collections.abc import Callable
from threading import Event, Semaphore

import pytest
from picture_pdf import noise, packed, pdf_of, place

from pdfai import ApiError, ClientSettings, ImageDescriptionCopilotOptions, OpenAIClient
from pdfai._sync.copilots.questions import ModelAnswer, PictureShown, Questions
from pdfai.blocking import all_of, in_thread
from pdfai.testing import ScriptedModel

pytest.importorskip("pikepdf", reason="alternative text needs pikepdf")
pytest.importorskip("PIL.Image", reason="pictures need Pillow")

Serve = Callable[..., str]
NAMES = [f"Cow{number}" for number in range(6)]
HERD = pdf_of(
    [place(name, 20, 200) for name in NAMES],
    {name: packed(noise(number)) for number, name in enumerate(NAMES)},
)
OPTIONS = ImageDescriptionCopilotOptions(model="vision-x").with_document(HERD, name="herd.pdf")


def client_of(url: str) -> OpenAIClient:
    return OpenAIClient(ClientSettings(base_domain=url))


def test_what_is_under_way_is_kept(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one picture ends the work, what others are asked is answered; and nothing more is asked."""
    model, original = ScriptedModel("A cow."), Questions.answer
    others, failing = Semaphore(0), Event()

    def answer(questions: Questions, question: str, picture: PictureShown) -> ModelAnswer:
        if picture.name.startswith("page-1-"):
            for _ in range(3):
                assert in_thread(others.acquire, True, 10)
            failing.set()
            raise ApiError("no", status=500)
        others.release()
        assert in_thread(failing.wait, 10)
        return original(questions, question, picture)

    with client_of(serve(model)) as client, client.get_image_description_copilot(OPTIONS) as copilot:
        with monkeypatch.context() as broken:
            broken.setattr(Questions, "answer", answer)
            with pytest.raises(ApiError):
                copilot.get_image_descriptions()
        (so_far,) = copilot.get_image_descriptions_so_far()
        assert [image.page for image in so_far.images if image.description] == [2, 3, 4]
        assert len(model.prompts) == 3
        (told,) = copilot.get_image_descriptions()
    assert [image.description for image in told.images] == ["A cow."] * 6
    assert len(model.prompts) == 6


def test_two_calls_at_once_pay_once(serve: Serve) -> None:
    """The second waits for the result of the first."""
    model = ScriptedModel("A cow.")
    told: list[tuple[int, int]] = []
    with client_of(serve(model)) as client, client.get_image_description_copilot(OPTIONS) as copilot:

        def ask(_: int) -> object:
            return copilot.get_image_descriptions(progress=lambda done, total: told.append((done, total)))

        one, other = all_of(ask, range(2), at_once=2)
    assert one is other
    assert len(model.prompts) == len(told) == 6


def test_what_failed_is_tried_again_after_a_break(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not after a result, which stays as it was given."""
    model = ScriptedModel(lambda _: RuntimeError("no") if len(model.prompts) == 1 else "A cow.")
    original = Questions.answer

    def breaks_off(questions: Questions, question: str, picture: PictureShown) -> ModelAnswer:
        if picture.name.startswith("page-3-"):
            raise ApiError("no", status=500)
        return original(questions, question, picture)

    told_of: list[tuple[int, int]] = []
    monkeypatch.setattr("pdfai._sync.copilots.image_description._AT_ONCE", 1)
    with client_of(serve(model)) as client:
        with client.get_image_description_copilot(OPTIONS) as copilot:
            with monkeypatch.context() as broken:
                broken.setattr(Questions, "answer", breaks_off)
                with pytest.raises(ApiError):
                    copilot.get_image_descriptions()
            (so_far,) = copilot.get_image_descriptions_so_far()
            assert [bool(image.description) for image in so_far.images] == [False, True, *[False] * 4]
            (told,) = copilot.get_image_descriptions(
                progress=lambda done, total: told_of.append((done, total))
            )
        assert [image.description for image in told.images] == ["A cow."] * 6
        assert told_of == [(done, 6) for done in (2, 3, 4, 5, 6)]
        model.prompts.clear()
        with client.get_image_description_copilot(OPTIONS) as copilot:
            (told,) = copilot.get_image_descriptions()
            assert [bool(image.error) for image in told.images] == [True, *[False] * 5]
            assert copilot.get_image_descriptions() == (told,)
    assert len(model.prompts) == 6
