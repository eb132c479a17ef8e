"""Streams while they happen: the first word as it is said, a stream taken up again, an answer broken off."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import anyio
import httpx
import pytest
from http_api import Api

from pdfai.extensions import STREAMED
from pdfai.server.models.base import (
    CallPiece,
    FunctionCall,
    ModelError,
    Prompt,
    Reply,
    Tell,
    TextPiece,
    Usage,
)
from pdfai.testing import ScriptedModel, eventually

OpenApi = Callable[..., Api]
Event = tuple[int | None, str, Any]
# What an embedded server is asked for piece by piece.
STREAM: Any = {"headers": {"Accept": "text/event-stream"}, "extensions": {STREAMED: True}}
USAGE = Usage(prompt_tokens=1, completion_tokens=1)


class Speaker(ScriptedModel):
    """A model that says a word and then thinks about the next one, until it may go on."""

    def __init__(self, *, then: Exception | None = None) -> None:
        super().__init__()
        self.goes_on = threading.Event()
        self._then = then

    async def answer(self, prompt: Prompt, tell: Tell | None = None, /) -> Reply:
        """Say hello to the world."""
        self.prompts.append(prompt)
        if tell:
            tell(TextPiece(text="Hello"))
        while not self.goes_on.is_set():  # noqa: ASYNC110  # the test's thread can set no event of anyio's
            await anyio.sleep(0.002)
        if self._then:
            raise self._then
        if tell:
            tell(TextPiece(text=", world."))
        return Reply(text="Hello, world.", usage=USAGE, model="speaker")


@pytest.fixture
def speaker() -> Iterator[Speaker]:
    """Somebody who stops after a word."""
    speaker = Speaker()
    yield speaker
    speaker.goes_on.set()


def begin(api: Api) -> dict[str, Any]:
    """What a streamed run on a new thread is asked with."""
    thread = {"messages": [{"role": "user", "content": "Hi"}]}
    return {"assistant_id": api.assistant(), "thread": thread, "stream": True}


def begun(api: Api) -> Any:
    """The answer to it, as it comes."""
    return api.http.stream("POST", "/threads/runs", json=begin(api), **STREAM)


@contextmanager
def streamed(answer: Any) -> Iterator[Iterator[Event]]:
    """The events of an answer as they come."""
    with answer as response:
        assert response.status_code == 200, response.read()
        yield _events(response)


def _events(response: httpx.Response) -> Iterator[Event]:
    fields: dict[str, str] = {}
    for line in response.iter_lines():
        if line:
            name, _, value = line.partition(": ")
            fields[name] = value
            continue
        if "data" in fields:
            data = fields["data"] if fields["data"] == "[DONE]" else json.loads(fields["data"])
            yield int(fields["id"]) if "id" in fields else None, fields["event"], data
        fields = {}


def until(events: Iterator[Event], name: str) -> list[Event]:
    """The events up to one of this name."""
    found = []
    for event in events:
        found.append(event)
        if event[1] == name:
            return found
    raise AssertionError(f"no {name}")


def run_of(events: list[Event]) -> Any:
    """The run that a stream began with."""
    return next(data for _, name, data in events if name == "thread.run.created")


def follow(api: Api, run: Any, **how: Any) -> Any:
    """The run's events, asked for again."""
    headers = {**STREAM["headers"], **how.pop("headers", {})}
    return api.http.stream(
        "GET", f"/threads/{run['thread_id']}/runs/{run['id']}", **{**STREAM, "headers": headers}, **how
    )


def test_the_first_word_is_told_while_the_second_is_thought_of(open_api: OpenApi, speaker: Speaker) -> None:
    """And the message is there already, with nothing in it."""
    api = open_api(speaker)
    with streamed(begun(api)) as events:
        found = until(events, "thread.message.delta")
        assert found[-1][2]["delta"]["content"][0]["text"] == {"value": "Hello", "annotations": []}
        run = run_of(found)
        assert api.get(f"/threads/{run['thread_id']}/runs/{run['id']}")["status"] == "in_progress"
        assert api.get(f"/threads/{run['thread_id']}/messages")["data"][0]["content"] == []
        speaker.goes_on.set()
        found = list(events)
    assert [name for _, name, _ in found] == [
        "thread.message.delta",
        "thread.message.completed",
        "thread.run.step.completed",
        "thread.run.completed",
        "done",
    ]
    assert found[0][2]["delta"]["content"][0]["text"] == {"value": ", world."}
    assert api.get(f"/threads/{run['thread_id']}/messages")["data"][0]["content"] == found[1][2]["content"]


@pytest.mark.parametrize("known", ["header", "parameter"])
def test_a_stream_that_broke_is_taken_up_where_it_broke(
    open_api: OpenApi, speaker: Speaker, known: str
) -> None:
    """No event is missing and none comes twice; the run has gone on meanwhile."""
    api = open_api(speaker)
    with streamed(begun(api)) as events:
        before = until(events, "thread.message.delta")
    last = before[-1][0]
    how: Any = (
        {"headers": {"Last-Event-ID": str(last)}}
        if known == "header"
        else {"params": {"starting_after": last}}
    )
    speaker.goes_on.set()
    with streamed(follow(api, run_of(before), **how)) as events:
        after = list(events)
    with streamed(follow(api, run_of(before))) as events:
        assert list(events) == before + after
    numbers = [number for number, _, _ in before + after[:-1] if number is not None]
    assert len(numbers) == len(before) + len(after) - 1
    assert numbers == sorted(set(numbers))


def test_another_server_tells_what_this_one_does(open_api: OpenApi, speaker: Speaker) -> None:
    """They share the data directory."""
    here, there = open_api(speaker), open_api(Speaker())
    with streamed(begun(here)) as events:
        run = run_of(until(events, "thread.message.delta"))
        with streamed(follow(there, run)) as events_there:
            until(events_there, "thread.message.delta")
            speaker.goes_on.set()
            assert list(events_there)[-2:] == list(events)[-2:]


def test_a_run_that_nobody_streams_can_be_followed_to_its_end(open_api: OpenApi, speaker: Speaker) -> None:
    """Of its words nothing was kept; how it ended is told."""
    api = open_api(speaker)
    run = api.post("/threads/runs", {**begin(api), "stream": False})
    with streamed(follow(api, run)) as events:
        speaker.goes_on.set()
        ended, done = list(events)
    assert (ended[:2], done[1]) == ((None, "thread.run.completed"), "done")
    assert ended[2] == api.get(f"/threads/{run['thread_id']}/runs/{run['id']}")


def test_what_was_said_before_the_model_failed_is_kept(open_api: OpenApi) -> None:
    """As a message that is incomplete, in the stream and in the thread."""
    speaker = Speaker(then=ModelError("The model is ill."))
    api = open_api(speaker)
    with streamed(begun(api)) as events:
        run = run_of(until(events, "thread.message.delta"))
        speaker.goes_on.set()
        message, step, ended, _ = list(events)
    assert message[1] == "thread.message.incomplete"
    assert message[2]["incomplete_details"] == {"reason": "run_failed"}
    assert message[2]["content"][0]["text"]["value"] == "Hello"
    assert (step[1], step[2]["status"]) == ("thread.run.step.failed", "failed")
    assert (ended[1], ended[2]["last_error"]["message"]) == ("thread.run.failed", "The model is ill.")
    (kept, _) = api.get(f"/threads/{run['thread_id']}/messages")["data"]
    assert kept["content"] == message[2]["content"]


def test_a_run_can_be_stopped_in_the_middle_of_a_word(open_api: OpenApi, speaker: Speaker) -> None:
    """Its listeners hear of it."""
    api = open_api(speaker)
    with streamed(begun(api)) as events:
        run = run_of(until(events, "thread.message.delta"))
        api.post(f"/threads/{run['thread_id']}/runs/{run['id']}/cancel", {})
        names = [name for _, name, _ in events]
    assert names == [
        "thread.run.cancelling",
        "thread.message.incomplete",
        "thread.run.step.cancelled",
        "thread.run.cancelled",
        "done",
    ]


def test_a_thread_deleted_under_its_listeners_ends_their_stream(open_api: OpenApi, speaker: Speaker) -> None:
    """There is nothing left to tell."""
    api = open_api(speaker)
    with streamed(begun(api)) as events:
        run = run_of(until(events, "thread.message.delta"))
        api.http.delete(f"/threads/{run['thread_id']}")
        assert [name for _, name, _ in events] == ["thread.run.cancelled", "done"]


@pytest.mark.parametrize("then", [None, ModelError("The model is ill.")])
def test_a_message_deleted_while_it_is_written_does_not_keep_the_run(
    open_api: OpenApi, then: Exception | None
) -> None:
    """It ends, and its thread is free."""
    speaker = Speaker(then=then)
    api = open_api(speaker)
    with streamed(begun(api)) as events:
        run = run_of(until(events, "thread.message.delta"))
        messages = f"/threads/{run['thread_id']}/messages"
        api.delete(f"{messages}/{api.get(messages)['data'][0]['id']}")
        speaker.goes_on.set()
        names = [name for _, name, _ in events]
    assert not any(name.startswith("thread.message.") and "delta" not in name for name in names)
    assert names[-2:] == ["thread.run.failed" if then else "thread.run.completed", "done"]
    api.post(messages, {"role": "user", "content": "Again?"})


def test_a_look_that_fails_ends_nothing(
    open_api: OpenApi, speaker: Speaker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The next one may succeed; what is done here is heard all the same."""

    def fail(*_: object) -> None:
        raise RuntimeError("too many open files")

    monkeypatch.setattr("pdfai.server.runs.feeds.last_numbers", fail)
    api = open_api(speaker)
    with streamed(begun(api)) as events:
        until(events, "thread.message.delta")
        eventually(lambda: "too many open files" in caplog.text)
        speaker.goes_on.set()
        assert list(events)[-1][1] == "done"


def test_a_silent_stream_is_kept_open(
    open_api: OpenApi, speaker: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a comment now and then, which is no event."""
    monkeypatch.setattr("pdfai.server.routes.run_stream._SILENCE_SECONDS", 0.01)
    api = open_api(speaker)
    with begun(api) as response:
        assert ": nothing yet" in response.iter_lines()
        speaker.goes_on.set()


def test_words_before_calls_are_a_message_of_their_own(open_api: OpenApi) -> None:
    """It ends before the calls begin; their arguments come as they are made."""
    call = FunctionCall(id="call_a", name="weather", arguments='{"place": "Rome"}')

    class Asker(ScriptedModel):
        async def answer(self, prompt: Prompt, tell: Tell | None = None, /) -> Reply:
            """Say what it is going to do, and ask for it."""
            self.prompts.append(prompt)
            if prompt.rounds:
                return Reply(text="Rain.", usage=USAGE, model="asker")
            assert tell
            tell(TextPiece(text="Let me look."))
            tell(CallPiece(index=0, begun=FunctionCall(id="call_a", name="weather", arguments="")))
            tell(CallPiece(index=0, arguments='{"place": '))
            tell(CallPiece(index=0, arguments='"Rome"}'))
            return Reply(text="Let me look.", calls=(call,), usage=USAGE, model="asker")

    model = Asker()
    api = open_api(model)
    body = {**begin(api), "truncation_strategy": {"type": "last_messages", "last_messages": 1}}
    with streamed(api.http.stream("POST", "/threads/runs", json=body, **STREAM)) as events:
        found = list(events)
    assert [name.removeprefix("thread.") for _, name, _ in found][4:] == [
        "run.step.created",
        "run.step.in_progress",
        "message.created",
        "message.in_progress",
        "message.delta",
        "message.completed",
        "run.step.completed",
        "run.step.created",
        "run.step.in_progress",
        "run.step.delta",
        "run.step.delta",
        "run.step.delta",
        "run.requires_action",
        "done",
    ]
    calls = [
        data["delta"]["step_details"]["tool_calls"][0]
        for _, name, data in found
        if name.endswith("step.delta")
    ]
    assert "".join(each["function"]["arguments"] for each in calls) == call.arguments
    (asked,) = found[-2][2]["required_action"]["submit_tool_outputs"]["tool_calls"]
    assert asked["function"] == {"name": "weather", "arguments": call.arguments}
    # Its own words are no turn: were they, the one message that counts would not be the question.
    path = f"/threads/{found[-2][2]['thread_id']}/runs/{found[-2][2]['id']}/submit_tool_outputs"
    api.post(path, {"tool_outputs": [{"tool_call_id": "call_a", "output": "Rain"}]})
    (turn,) = eventually(lambda: model.prompts[1:])[0].turns
    assert turn.role == "user"


def test_events_are_kept_for_a_day(open_api: OpenApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the thread alone says what came of the run."""
    api = open_api(ScriptedModel(["Hello"]))
    with streamed(begun(api)) as events:
        run = run_of(list(events))
    monkeypatch.setattr("pdfai.server.store.run_events._KEPT_SECONDS", -1)
    monkeypatch.setattr("pdfai.server.background.LEASE_SECONDS", 0.03)
    other = open_api(ScriptedModel())

    def told() -> list[str]:
        with streamed(follow(other, run)) as events:
            return [name for _, name, _ in events]

    eventually(lambda: told() == ["thread.run.completed", "done"])


@pytest.mark.parametrize("wrong", ["-1", "x", "99999999999999999999"])
def test_a_number_that_no_event_has_is_refused(api: Api, wrong: str) -> None:
    """Rather than begin somewhere."""
    run = api.post("/threads/runs", {**begin(api), "stream": False})
    path = f"/threads/{run['thread_id']}/runs/{run['id']}"
    api.refused(400, "GET", path, params={"starting_after": wrong})
    api.refused(400, "GET", path, headers={"Last-Event-ID": wrong})
