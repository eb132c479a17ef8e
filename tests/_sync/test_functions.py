# Derived from tests/_async/test_functions.py by scripts/unasync.py.
"""Functions that a run calls: told to the model, called when it asks, their results submitted."""

import json
import threading
from dataclasses import dataclass
from typing import Any

import pytest

from pdfai import (
    FunctionFailedError,
    InvalidArgumentError,
    OpenAIClient,
    PollingTimeoutError,
    RunRequiresActionError,
)
from pdfai.models import CreateRunRequest

QUEUED = {"id": "run_1", "status": "queued"}
DONE = {"id": "run_1", "status": "completed"}
ANSWER = {"data": [{"id": "msg_1", "run_id": "run_1"}]}
ASSISTANT = {"id": "asst_1", "tools": [{"type": "file_search"}]}


def weather(city: str, days: int = 1) -> dict[str, Any]:
    """The weather of a city."""
    return {"city": city, "days": days, "is": "미지근"}


def broken(city: str) -> str:
    """A thermometer."""
    raise OSError(f"no thermometer in {city}")


@dataclass
class Place:
    """Where the time is asked for."""

    zone: str

    def __post_init__(self) -> None:
        """Refuse zones of other planets."""
        if self.zone.startswith("Mars"):
            raise KeyError(self.zone)


def now(place: Place) -> str:
    """The time."""
    return place.zone


def asks(*calls: tuple[str, str]) -> dict[str, Any]:
    """A run that wants functions called."""
    wanted = [
        {"id": f"call_{number}", "type": "function", "function": {"name": name, "arguments": arguments}}
        for number, (name, arguments) in enumerate(calls)
    ]
    action = {"type": "submit_tool_outputs", "submit_tool_outputs": {"tool_calls": wanted}}
    return {"id": "run_1", "status": "requires_action", "required_action": action}


def outputs(script: Any, number: int) -> list[str]:
    """What was submitted."""
    return [each["output"] for each in script.sent(number)["tool_outputs"]]


def test_a_function_is_told_called_and_answered_for(client: OpenAIClient, script: Any) -> None:
    """Beside the assistant's own tools."""
    for answer in (ASSISTANT, QUEUED, asks(("weather", '{"city": "Rome", "days": 2}')), QUEUED, DONE, ANSWER):
        script.answers(answer)
    message = client.run_and_get_assistant_response("thread_1", assistant_id="asst_1", functions=[weather])
    assert message.id == "msg_1"
    search, tool = script.sent(1)["tools"]
    assert search == {"type": "file_search"}
    assert tool["function"]["name"] == "weather"
    assert tool["function"]["parameters"]["required"] == ["city"]
    assert script.requests[3].url.path == "/v1/threads/thread_1/runs/run_1/submit_tool_outputs"
    assert script.sent(3) == {
        "tool_outputs": [{"tool_call_id": "call_0", "output": '{"city": "Rome", "days": 2, "is": "미지근"}'}]
    }


def test_tools_that_were_given_stay(client: OpenAIClient, script: Any) -> None:
    """Then the assistant's are not asked for; one of the same name is the function now."""
    old = {"type": "function", "function": {"name": "weather", "description": "Old."}}
    for answer in (QUEUED, DONE, ANSWER):
        script.answers(answer)
    request = CreateRunRequest.from_dict({"assistant_id": "asst_1", "tools": [old, {"type": "file_search"}]})
    client.run_and_get_assistant_response("thread_1", request, functions=[weather])
    search, tool = script.sent(0)["tools"]
    assert search == {"type": "file_search"}
    assert tool["function"]["description"] == "The weather of a city."


def test_many_calls_at_once_and_more_than_once(client: OpenAIClient, script: Any) -> None:
    """Each answered under its own id, whatever it was; the run goes on until it has an answer."""
    first = asks(("weather", '{"city": "A"}'), ("broken", '{"city": "B"}'), ("weather", '{"town": "C"}'))
    for answer in (
        ASSISTANT,
        QUEUED,
        first,
        QUEUED,
        asks(("weather", '{"city": "D"}')),
        QUEUED,
        DONE,
        ANSWER,
    ):
        script.answers(answer)
    client.run_and_get_assistant_response("thread_1", assistant_id="asst_1", functions=[weather, broken])
    good, failed, wrong = outputs(script, 3)
    assert json.loads(good)["city"] == "A"
    assert "no thermometer in B" in failed
    assert "city" in wrong
    assert "town" in wrong
    assert json.loads(outputs(script, 5)[0])["city"] == "D"


def test_a_function_that_fails_may_be_raised(client: OpenAIClient, script: Any) -> None:
    """The run is cancelled then; what the model got wrong is still told to the model."""
    calls = asks(("weather", "{"), ("broken", '{"city": "B"}'))
    for answer in (ASSISTANT, QUEUED, calls, {"id": "run_1", "status": "cancelling"}):
        script.answers(answer)
    with pytest.raises(FunctionFailedError, match="no thermometer in B") as caught:
        client.run_and_get_assistant_response(
            "thread_1", assistant_id="asst_1", functions=[weather, broken], raise_function_errors=True
        )
    assert isinstance(caught.value.__cause__, OSError)
    assert (caught.value.function, caught.value.run.id) == ("broken", "run_1")
    assert script.requests[-1].url.path.endswith("/cancel")


def test_a_function_nobody_gave(client: OpenAIClient, script: Any) -> None:
    """An assistant's own function is the caller's to answer for."""
    for answer in (ASSISTANT, QUEUED, asks(("weather", '{"city": "A"}'), ("look", "{}"))):
        script.answers(answer)
    with pytest.raises(RunRequiresActionError, match="Run run_1 calls look, not among") as caught:
        client.run_and_get_assistant_response("thread_1", assistant_id="asst_1", functions=[weather])
    assert (caught.value.run.id, caught.value.missing) == ("run_1", ("look",))


def test_a_function_that_no_model_could_call(client: OpenAIClient, script: Any) -> None:
    """Is refused before anything is sent."""
    with pytest.raises(InvalidArgumentError, match="lambda"):
        client.run_and_get_assistant_response("thread_1", assistant_id="asst_1", functions=[lambda: None])
    assert script.requests == []


def test_functions_of_nobody(client: OpenAIClient, script: Any) -> None:
    """Without an assistant there are no tools to put them beside."""
    with pytest.raises(InvalidArgumentError, match="assistant_id"):
        client.run_and_get_assistant_response("thread_1", functions=[weather])  # type: ignore[call-overload]
    assert script.requests == []


def test_conditions_of_an_arguments_class(client: OpenAIClient, script: Any) -> None:
    """Are told to the model, whatever they raise."""
    for answer in (
        ASSISTANT,
        QUEUED,
        asks(("now", '{"place": {"zone": "Mars/Base"}}')),
        QUEUED,
        DONE,
        ANSWER,
    ):
        script.answers(answer)
    client.run_and_get_assistant_response("thread_1", assistant_id="asst_1", functions=[now])
    assert outputs(script, 3) == ["ValueError: place is refused: KeyError: 'Mars/Base'"]


def test_the_whole_may_take_its_time_once(client: OpenAIClient, script: Any, clock: Any) -> None:
    """Functions and waits count together."""
    for answer in (ASSISTANT, QUEUED, asks(("slow", "{}")), QUEUED, QUEUED):
        script.answers(answer)

    def slow() -> None:
        """Takes more than there is."""
        clock.time += 100

    with pytest.raises(PollingTimeoutError, match="Run run_1 is still queued after 60 s"):
        client.run_and_get_assistant_response(
            "thread_1", assistant_id="asst_1", functions=[slow], timeout_seconds=60
        )


def test_progress_is_watched_through_it_all(client: OpenAIClient, script: Any) -> None:
    """Every look of every wait."""
    for answer in (ASSISTANT, QUEUED, asks(("weather", '{"city": "A"}')), QUEUED, DONE, ANSWER):
        script.answers(answer)
    seen: list[str] = []
    client.run_and_get_assistant_response(
        "thread_1",
        assistant_id="asst_1",
        functions=[weather],
        on_progress=lambda run: seen.append(run.status),
    )
    assert seen == ["requires_action", "completed"]


def test_a_method_is_called_on_its_object(client: OpenAIClient, script: Any) -> None:
    """In a thread of its own where there is an event loop, which goes on meanwhile."""

    class Counter:
        threads: list[int] = []  # noqa: RUF012  # of this test alone

        def count(self) -> int:
            """Count."""
            self.threads.append(threading.get_ident())
            return len(self.threads)

    for answer in (ASSISTANT, QUEUED, asks(("count", ""), ("count", "")), QUEUED, DONE, ANSWER):
        script.answers(answer)
    client.run_and_get_assistant_response("thread_1", assistant_id="asst_1", functions=[Counter().count])
    assert sorted(outputs(script, 3)) == ["1", "2"]
