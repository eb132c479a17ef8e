"""The summary copilot: by a model, section by section, or offline; and nothing left behind."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from data_folder import DataFolder
from pdf_writer import write_pdf

from pdfai import (
    AsyncOpenAIClient,
    ClientSettings,
    InvalidArgumentError,
    RunFailedError,
    SummaryCopilotOptions,
    SummaryProgress,
    TextDocument,
    WorkFailedError,
)
from pdfai.server.models.base import Prompt
from pdfai.testing import ScriptedModel

pytestmark = pytest.mark.anyio

Serve = Callable[..., str]

FARM = [
    "The farm at Busan keeps forty goats and two dogs.",
    "Milk is sold at the market every Monday morning.",
    "A new barn was built in 2024 for 80,000 euros.",
]
LONG = [
    f"Chapter {number}. " + f"Field {number} yields wheat and barley every summer. " * 60
    for number in range(1, 7)
]
OPTIONS = SummaryCopilotOptions(model="gpt-x").with_document(write_pdf(FARM), name="farm.pdf")


def client_of(url: str) -> AsyncOpenAIClient:
    return AsyncOpenAIClient(ClientSettings(base_domain=url))


def prompt_text(prompt: Prompt) -> str:
    return prompt.turns[-1].text


def one_for_each_place(prompt: Prompt) -> str:
    """A model that says something of every place that it is shown."""
    shown = prompt_text(prompt).partition("The text:")[2]
    places = dict.fromkeys(re.findall(r"\[(\d+:\d+)\]", shown))
    return "\n".join(f"- Something is said here. [{place}]" for place in places)


async def test_short_documents_are_read_at_once(serve: Serve, data: DataFolder) -> None:
    """What fits into one prompt is one prompt; statements lead back to their pages."""
    model = ScriptedModel(
        "Here you are:\n- It keeps goats [1:1].\n- A barn was built. [1:3]\n* Milk is sold (1:2, 1:1)"
    )
    async with client_of(serve(model)) as client, client.get_summary_copilot(OPTIONS) as copilot:
        summary = await copilot.get_summary()
    assert [(each.text, each.pages) for each in summary.statements] == [
        ("It keeps goats.", (1,)),
        ("A barn was built.", (3,)),
        ("Milk is sold", (1, 2)),
    ]
    assert {each.document for each in summary.statements} == {"farm.pdf"}
    assert summary.model == "scripted"
    assert "A barn was built. (p. 3)" in summary.text
    (prompt,) = model.prompts
    assert all(text in prompt_text(prompt) for text in FARM)
    assert "[1:2]" in prompt_text(prompt)
    assert data.is_clean()


async def test_long_documents_section_by_section(serve: Serve, data: DataFolder) -> None:
    """Every page of a long one is sent once, in sections, and then what was said of them."""
    model = ScriptedModel(one_for_each_place)
    options = SummaryCopilotOptions(model="gpt-x", max_prompt_tokens=3000).with_document(
        write_pdf(LONG), name="fields.pdf"
    )
    told: list[SummaryProgress] = []
    async with client_of(serve(model)) as client, client.get_summary_copilot(options) as copilot:
        summary = await copilot.get_summary(progress=told.append)
    *by_section, _whole = [prompt_text(prompt) for prompt in model.prompts]
    assert len(by_section) > 1
    for number in range(1, 7):
        assert sum(f"[1:{number}]\n" in text for text in by_section) == 1
    assert {page for each in summary.statements for page in each.pages} == {1, 2, 3, 4, 5, 6}
    assert [each.done for each in told] == list(range(1, len(by_section) + 1))
    assert {each.total for each in told} == {len(by_section)}
    assert len(summary.sections) == len(by_section)
    assert data.is_clean()


async def test_options_reach_the_model(serve: Serve, tmp_path: Path) -> None:
    """All that the options say is in the prompt or in the run."""
    manner = tmp_path / "manner.txt"
    manner.write_text("Be plain.")
    model = ScriptedModel(one_for_each_place)
    options = (
        OPTIONS.with_summary_prompt("What does it cost?")
        .with_length("short")
        .with_instructions(manner)
        .with_temperature(0.5)
        .with_top_p(0.25)
        .with_max_completion_tokens(300)
    )
    async with client_of(serve(model)) as client, client.get_summary_copilot(options) as copilot:
        await copilot.get_summary()
    (prompt,) = model.prompts
    assert "What does it cost?" in prompt_text(prompt)
    assert "3 to 5" in prompt_text(prompt)
    assert prompt.instructions == "Be plain."
    assert (prompt.model, prompt.temperature, prompt.top_p) == ("gpt-x", 0.5, 0.25)
    assert prompt.max_completion_tokens == 300


async def test_a_place_that_was_not_shown(serve: Serve) -> None:
    """A statement that names a page it was not shown, or none, is traced to the page that fits best."""
    model = ScriptedModel(
        "- The new barn of 2024 cost 80,000 euros. [1:99]\n- On Monday, milk is at the market."
    )
    async with client_of(serve(model)) as client, client.get_summary_copilot(OPTIONS) as copilot:
        summary = await copilot.get_summary()
    assert [each.pages for each in summary.statements] == [(3,), (2,)]


async def test_several_documents(serve: Serve) -> None:
    """Each statement names its document, texts among them."""
    model = ScriptedModel("- Goats are kept. [1:1]\n- It rains. [2:1]")
    options = OPTIONS.with_document(TextDocument("weather.txt", "In June it rains for days."))
    async with client_of(serve(model)) as client, client.get_summary_copilot(options) as copilot:
        summary = await copilot.get_summary()
    assert [each.document for each in summary.statements] == ["farm.pdf", "weather.txt"]
    assert "[weather.txt, p. 1]" in summary.text


async def test_page_ranges(serve: Serve) -> None:
    """Only the pages that are meant are sent, and they keep their numbers."""
    model = ScriptedModel(one_for_each_place)
    options = SummaryCopilotOptions(model="m").with_document(write_pdf(FARM), name="farm.pdf", pages="2-3")
    async with client_of(serve(model)) as client, client.get_summary_copilot(options) as copilot:
        summary = await copilot.get_summary()
    assert "goats" not in prompt_text(model.prompts[0])
    assert [each.pages for each in summary.statements] == [(2,), (3,)]


async def test_no_statements(serve: Serve, data: DataFolder) -> None:
    """A model that answers with nothing is told as that."""
    model = ScriptedModel("\n")
    async with client_of(serve(model)) as client, client.get_summary_copilot(OPTIONS) as copilot:
        with pytest.raises(WorkFailedError, match="statement"):
            await copilot.get_summary()
    assert data.is_clean()


@pytest.mark.parametrize("says_less", [True, False])
async def test_what_is_said_of_very_many_sections(serve: Serve, *, says_less: bool) -> None:
    """Is told group by group until one prompt holds it; by a model that never says less, not for ever."""

    def tells(prompt: Prompt) -> str:
        assert len(model.prompts) < 30
        place = one_for_each_place(prompt).rpartition(" ")[2]
        times = 1 if says_less and "following notes" in prompt_text(prompt) else 20
        return f"- Of this place the model has much to say. {place}\n" * times

    model = ScriptedModel(tells)
    options = SummaryCopilotOptions(model="gpt-x", max_prompt_tokens=1000).with_document(
        write_pdf(LONG[:2]), name="fields.pdf"
    )
    async with client_of(serve(model)) as client, client.get_summary_copilot(options) as copilot:
        if says_less:
            assert len((await copilot.get_summary()).statements) == 1
        else:
            with pytest.raises(WorkFailedError, match="no fewer statements"):
                await copilot.get_summary()
    assert sum("following notes" in prompt_text(prompt) for prompt in model.prompts) > 1


async def test_a_failure_loses_nothing(serve: Serve, data: DataFolder) -> None:
    """What was said of sections is kept; the next attempt asks for what is missing, and nothing is left."""
    options = SummaryCopilotOptions(model="gpt-x", max_prompt_tokens=3000).with_document(
        write_pdf(LONG), name="fields.pdf"
    )
    failed: list[Prompt] = []

    def fails_at_the_end(prompt: Prompt) -> str:
        if "following notes" in prompt_text(prompt) and not failed:
            failed.append(prompt)
            raise RuntimeError("no")
        return one_for_each_place(prompt)

    model = ScriptedModel(fails_at_the_end)
    told: list[SummaryProgress] = []
    async with client_of(serve(model)) as client, client.get_summary_copilot(options) as copilot:
        with pytest.raises(RunFailedError):
            await copilot.get_summary(progress=told.append)
        assert data.is_clean()
        summary = await copilot.get_summary(progress=told.append)
    total = len(summary.sections)
    assert len(told) == total > 1
    assert len(model.prompts) == total + 2
    assert {page for each in summary.statements for page in each.pages} == {1, 2, 3, 4, 5, 6}
    assert data.is_clean()


async def test_a_section_fails(serve: Serve, data: DataFolder) -> None:
    """One that fails fails the summary, and leaves nothing; the next attempt asks for it again."""
    model = ScriptedModel(RuntimeError("no"), one_for_each_place)
    async with client_of(serve(model)) as client, client.get_summary_copilot(OPTIONS) as copilot:
        with pytest.raises(RunFailedError):
            await copilot.get_summary()
        assert data.is_clean()
        assert (await copilot.get_summary()).statements


async def test_what_is_said_beside_a_failure_is_kept(serve: Serve) -> None:
    """Sections that are being summarised when one fails are not asked for again."""
    options = SummaryCopilotOptions(model="gpt-x", max_prompt_tokens=3000).with_document(
        write_pdf(LONG), name="fields.pdf"
    )
    model = ScriptedModel(RuntimeError("no"), *[one_for_each_place] * 99)
    async with client_of(serve(model)) as client, client.get_summary_copilot(options) as copilot:
        with pytest.raises(RunFailedError):
            await copilot.get_summary()
        summary = await copilot.get_summary()
    assert len(model.prompts) == len(summary.sections) + 2


async def test_an_answer_that_is_no_summary(serve: Serve) -> None:
    """A model that excuses itself says nothing about the documents."""
    model = ScriptedModel("I'm sorry, but I can't help with that.\n---\n**The farm at Busan**")
    async with client_of(serve(model)) as client, client.get_summary_copilot(OPTIONS) as copilot:
        with pytest.raises(WorkFailedError, match="statement"):
            await copilot.get_summary()


async def test_a_statement_on_two_documents(serve: Serve) -> None:
    """It names both, and stands in the sections of both."""
    model = ScriptedModel("- Goats dislike rain. [2:1, 1:1]")
    options = OPTIONS.with_document(TextDocument("weather.txt", "In June it rains for days."))
    async with client_of(serve(model)) as client, client.get_summary_copilot(options) as copilot:
        summary = await copilot.get_summary()
    (statement,) = summary.statements
    assert (statement.document, statement.also) == ("farm.pdf", (("weather.txt", (1,)),))
    assert [each.statements for each in summary.sections] == [(statement,), (statement,)]
    assert "[farm.pdf, p. 1; weather.txt, p. 1]" in summary.text


async def test_too_few_tokens(serve: Serve, data: DataFolder) -> None:
    """Prompts of hardly more than rules are refused before anything is sent."""
    model = ScriptedModel()
    few = OPTIONS.with_max_prompt_tokens(256)
    wordy = OPTIONS.with_max_prompt_tokens(2000).with_summary_prompt("What does it cost? " * 400)
    async with client_of(serve(model)) as client:
        with pytest.raises(InvalidArgumentError, match="at least 1,000"):
            await client.get_summary_copilot(few).get_summary()
        with pytest.raises(InvalidArgumentError, match="max_prompt_tokens is 2,000"):
            await client.get_summary_copilot(wordy).get_summary()
    assert model.prompts == []
    assert data.is_clean()


async def test_offline(embedded: AsyncOpenAIClient, data: DataFolder) -> None:
    """Without a model it says what the documents say, and sends nothing."""
    options = SummaryCopilotOptions().with_document(write_pdf(FARM), name="farm.pdf")
    async with embedded.get_summary_copilot(options) as copilot:
        summary = await copilot.get_summary()
    assert summary.statements
    assert all(each.text in FARM[each.pages[0] - 1] for each in summary.statements)
    assert summary.model == "extractive"
    assert summary.language == "en"
    assert data.is_clean()


async def test_the_assistant_has_the_name(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """That the options give it."""
    names: list[object] = []
    async with client_of(serve(ScriptedModel(one_for_each_place))) as client:
        create = client.create_assistant

        async def noted(**parameters: Any) -> Any:
            names.append(parameters["name"])
            return await create(**parameters)

        monkeypatch.setattr(client, "create_assistant", noted)
        await client.get_summary_copilot(OPTIONS.with_assistant_name("Ada")).get_summary()
    assert names == ["Ada"]
