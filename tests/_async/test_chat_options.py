"""Every option of a chat reaches the model that answers, and its answers can be read as they are written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pdf_writer import write_pdf
from saved_text import paper_of, words_in

from pdfai import (
    AsyncOpenAIClient,
    ChatCopilotOptions,
    ClientSettings,
    InvalidArgumentError,
    RunFailedError,
    UnknownFormatError,
)
from pdfai.server.models.base import FunctionCall, Prompt, Reply, Usage
from pdfai.testing import ScriptedModel

pytestmark = pytest.mark.anyio

REPORT = write_pdf(
    ["The net revenue was 48 million euros in 2025.", "The staff grew to 310 people in Busan."]
)
ABOUT_REPORT = ChatCopilotOptions(model="gpt-x").with_document(REPORT, name="report.pdf")
REVENUE = "What was the net revenue?"

Serve = Callable[..., str]


def weather(city: str) -> str:
    """The weather of a city."""
    return f"{city}: 23 degrees"


def asks_for_weather(_: Prompt) -> Reply:
    """A model that wants to know how the weather is."""
    call = FunctionCall(id="call_1", name="weather", arguments='{"city": "Busan"}')
    return Reply(calls=(call,), usage=Usage(prompt_tokens=3, completion_tokens=2), model="scripted")


def client_of(url: str) -> AsyncOpenAIClient:
    return AsyncOpenAIClient(ClientSettings(base_domain=url))


async def test_options(serve: Serve, tmp_path: Path) -> None:
    """What the options say stands in the prompt, instructions from a file too."""
    manner = tmp_path / "manner.txt"
    manner.write_text("Antworte kurz.\n", encoding="utf-8-sig")
    model = ScriptedModel("Gut.")
    options = (
        ABOUT_REPORT.with_instructions(manner)
        .with_temperature(0.5)
        .with_top_p(0.25)
        .with_max_prompt_tokens(5000)
        .with_max_completion_tokens(300)
    )
    async with client_of(serve(model)) as client, client.get_chat_copilot(options) as copilot:
        await copilot.get_response(REVENUE)
    (prompt,) = model.prompts
    assert prompt.instructions.startswith("Antworte kurz.")
    assert (prompt.model, prompt.temperature, prompt.top_p) == ("gpt-x", 0.5, 0.25)
    assert prompt.max_completion_tokens == 300
    assert prompt.passages
    assert "48 million" in prompt.passages[0].text


async def test_run_options(serve: Serve) -> None:
    """What the server, not the model, is to heed stands in the run and in the vector store."""
    options = (
        ABOUT_REPORT.with_assistant_name("Ada")
        .with_max_prompt_tokens(5000)
        .with_truncation_strategy({"type": "last_messages", "last_messages": 2})
        .with_vector_store_expire_days(30)
    )
    model = ScriptedModel("Yes.")
    async with client_of(serve(model)) as client, client.get_chat_copilot(options) as copilot:
        await copilot.get_response(["My name is Kim.", "Hear this.", REVENUE])
        (assistant,) = (await client.get_assistants()).data
        (store,) = (await client.get_vector_stores()).data
        (thread,) = (await client.get_threads()).data
        (run,) = (await client.get_runs(thread.id)).data
    assert assistant.name == "Ada"
    assert store.expires_after
    assert store.expires_after.days == 30
    assert run.max_prompt_tokens == 5000
    assert [turn.text for turn in model.prompts[0].turns] == ["Hear this.", REVENUE]


async def test_prompt_budget(serve: Serve) -> None:
    """A server that holds the budget of what is read is not silently ignored."""
    options = ABOUT_REPORT.with_max_prompt_tokens(256)
    model = ScriptedModel("Yes.")
    async with client_of(serve(model)) as client, client.get_chat_copilot(options) as copilot:
        assert (await copilot.get_response(REVENUE)).text == "Yes."


async def test_functions(serve: Serve) -> None:
    """The model is told of the functions beside the documents; what they return is in its next prompt."""
    model = ScriptedModel(asks_for_weather, "It is 23 degrees.")
    options = ABOUT_REPORT.with_functions(weather)
    async with client_of(serve(model)) as client, client.get_chat_copilot(options) as copilot:
        answer = await copilot.get_response("How is the weather in Busan?")
    assert answer.text == "It is 23 degrees."
    first, second = model.prompts
    assert [tool["function"]["name"] for tool in first.functions] == ["weather"]
    assert first.passages is not None
    assert second.rounds[0].outputs == ("Busan: 23 degrees",)


async def test_no_documents(serve: Serve) -> None:
    """A chat may be about nothing but what is said in it."""
    options = ChatCopilotOptions(model="gpt-x", functions=(weather,))
    model = ScriptedModel("Hello.")
    async with client_of(serve(model)) as client, client.get_chat_copilot(options) as copilot:
        assert (await copilot.get_response("Good morning!")).text == "Hello."
    assert model.prompts[0].passages is None


async def test_stream(serve: Serve) -> None:
    """The pieces are the answer's text, and the answer is there when they end."""
    model = ScriptedModel(["  The net ", "revenue 【", "1", "】 was ", "48 million.  "])
    async with client_of(serve(model)) as client, client.get_chat_copilot(ABOUT_REPORT) as copilot:
        stream = copilot.stream_response(REVENUE)
        with pytest.raises(InvalidArgumentError, match="not whole yet"):
            _ = stream.response
        pieces = [piece async for piece in stream]
    assert len(pieces) > 2
    assert "".join(pieces) == stream.response.text
    assert "48 million" in stream.response.text


async def test_stream_with_brackets(serve: Serve) -> None:
    """A bracket that is no marker cuts nothing off."""
    model = ScriptedModel(["见【表 ", "one and the rest ", "of the answer."])
    async with client_of(serve(model)) as client, client.get_chat_copilot(ABOUT_REPORT) as copilot:
        stream = copilot.stream_response(REVENUE)
        pieces = [piece async for piece in stream]
        assert [piece async for piece in stream] == []
    assert "".join(pieces) == stream.response.text == "见【表 one and the rest of the answer."


async def test_stream_offline(tmp_path: Path) -> None:
    """Offline too; its citations are those of an answer that was waited for."""
    options = ChatCopilotOptions().with_document(REPORT, name="report.pdf")
    async with (
        AsyncOpenAIClient.embedded(tmp_path) as client,
        client.get_chat_copilot(options) as copilot,
    ):
        async with copilot.stream_response(REVENUE) as stream:
            text = "".join([piece async for piece in stream])
        again = await copilot.get_response(REVENUE)
    assert text == stream.response.text == again.text
    assert stream.response.citations == again.citations
    assert stream.response.citations[0].page == 1


async def test_stream_with_functions(serve: Serve) -> None:
    """A streamed answer that needs a function goes on after it."""
    model = ScriptedModel(asks_for_weather, ["It is ", "23 degrees."])
    options = ABOUT_REPORT.with_functions(weather)
    async with client_of(serve(model)) as client, client.get_chat_copilot(options) as copilot:
        stream = copilot.stream_response("How is the weather in Busan?")
        assert "".join([piece async for piece in stream]) == "It is 23 degrees."
        assert stream.response.text == "It is 23 degrees."
    assert model.prompts[1].rounds[0].outputs == ("Busan: 23 degrees",)


async def test_stream_fails(serve: Serve) -> None:
    """A model that fails in the middle raises in the middle, and the next question is answered."""
    model = ScriptedModel(RuntimeError("no"), "Fine.")
    async with client_of(serve(model)) as client, client.get_chat_copilot(ABOUT_REPORT) as copilot:
        with pytest.raises(RunFailedError):
            async for _ in copilot.stream_response(REVENUE):
                pass
        assert (await copilot.get_response(REVENUE)).text == "Fine."


async def test_stream_closed(tmp_path: Path) -> None:
    """Who has read enough leaves; a stream that is over has no more."""
    options = ChatCopilotOptions().with_document(REPORT, name="report.pdf")
    async with (
        AsyncOpenAIClient.embedded(tmp_path) as client,
        client.get_chat_copilot(options) as copilot,
    ):
        async with copilot.stream_response(REVENUE) as stream:
            await anext(aiter(stream))
        assert [piece async for piece in stream] == []


@pytest.mark.parametrize("question", ["", " \n", [], ["Well?", ""]])
async def test_empty_question(serve: Serve, question: Any) -> None:
    """No question costs nothing, streamed or not."""
    model = ScriptedModel()
    async with client_of(serve(model)) as client, client.get_chat_copilot(ABOUT_REPORT) as copilot:
        with pytest.raises(InvalidArgumentError, match="empty"):
            await copilot.get_response(question)
        with pytest.raises(InvalidArgumentError, match="empty"):
            await anext(aiter(copilot.stream_response(question)))
    assert model.prompts == []


@pytest.mark.parametrize("format", ["pdf", "docx", "html", "md", "txt"])
async def test_saves(serve: Serve, tmp_path: Path, format: str) -> None:
    """An answer is saved in the format that the path ends in."""
    model = ScriptedModel("# Revenue\n\nIt was **48 million**.")
    path = tmp_path / f"answer.{format}"
    async with client_of(serve(model)) as client, client.get_chat_copilot(ABOUT_REPORT) as copilot:
        saved = await copilot.save_response(REVENUE, path)
    assert saved.path == path
    assert "It was 48 million." in words_in(path).replace("**", "")


async def test_saves_on_other_paper(serve: Serve, tmp_path: Path) -> None:
    """Of the size that is named."""
    async with (
        client_of(serve(ScriptedModel("Yes."))) as client,
        client.get_chat_copilot(ABOUT_REPORT) as copilot,
    ):
        saved = await copilot.save_response(REVENUE, tmp_path / "answer.pdf", page_size="A5")
    assert paper_of(saved.path.read_bytes()) == (420, 595)


async def test_saves_what_documents_say(tmp_path: Path) -> None:
    """Offline an answer is a document's words, and no markup."""
    said = "The net revenue was 4*8*2 million euros, see [draft](http://evil.example)."
    options = ChatCopilotOptions().with_document(write_pdf([said]), name="report.pdf")
    async with (
        AsyncOpenAIClient.embedded(tmp_path / "data") as client,
        client.get_chat_copilot(options) as copilot,
    ):
        saved = await copilot.save_response(REVENUE, tmp_path / "answer.html")
    page = saved.path.read_text()
    assert "4*8*2 million" in page
    assert 'href="http://evil.example' not in page
    assert 'href="#' in page


async def test_saves_where_it_can(serve: Serve, tmp_path: Path) -> None:
    """A format nobody knows and a folder that is not there are refused before the model is asked."""
    model = ScriptedModel("Yes.")
    async with client_of(serve(model)) as client, client.get_chat_copilot(ABOUT_REPORT) as copilot:
        with pytest.raises(UnknownFormatError):
            await copilot.save_response(REVENUE, tmp_path / "answer.odt")
        with pytest.raises(InvalidArgumentError):
            await copilot.save_response(REVENUE, tmp_path / "missing" / "answer.md")
    assert model.prompts == []
