"""Runs: their states, their steps, what they write, and how they fail."""

import re
import threading
from typing import Any

import pytest
from http_api import Api
from pdf_writer import write_pdf

from pdfai.server.models.base import ModelError, Reply, Usage
from pdfai.server.retrieval.passages import Passage
from pdfai.testing import ScriptedModel, eventually

OpenApi = Any
WITH_CONTENT = "step_details.tool_calls[*].file_search.results[*].content"
QUESTION = "What was the net revenue in 2024?"


def under_way(api: Api, model: ScriptedModel, assistant_id: str, thread_id: str) -> Any:
    """A run whose model is thinking."""
    model.may_answer.clear()
    run = api.post(f"/threads/{thread_id}/runs", {"assistant_id": assistant_id})
    eventually(lambda: model.prompts)
    return run


def passages_of(model: ScriptedModel) -> tuple[Passage, ...]:
    """What was found for the last question."""
    passages = model.prompts[-1].passages
    assert passages is not None
    return passages


def test_a_run_begins_queued(api: Api) -> None:
    """With everything the service showed, and the assistant's properties."""
    assistant_id = api.assistant(instructions="Be brief.", temperature=0.5)
    thread_id = api.thread("Hello")
    run = api.post(f"/threads/{thread_id}/runs", {"assistant_id": assistant_id, "metadata": {"a": "b"}})
    assert re.fullmatch("run_[0-9A-Za-z]{24}", run.pop("id"))
    assert run.pop("expires_at") == run.pop("created_at") + 600
    assert run == {
        "object": "thread.run",
        "thread_id": thread_id,
        "assistant_id": assistant_id,
        "status": "queued",
        "required_action": None,
        "last_error": None,
        "started_at": None,
        "cancelled_at": None,
        "failed_at": None,
        "completed_at": None,
        "incomplete_details": None,
        "model": "any",
        "instructions": "Be brief.",
        "tools": [],
        "metadata": {"a": "b"},
        "usage": None,
        "temperature": 0.5,
        "top_p": 1.0,
        "max_prompt_tokens": None,
        "max_completion_tokens": None,
        "truncation_strategy": {"type": "auto", "last_messages": None},
        "tool_choice": "auto",
        "parallel_tool_calls": True,
        "response_format": "auto",
        "reasoning_effort": None,
    }


def test_a_run_goes_through_its_states(api: Api, model: ScriptedModel) -> None:
    """In progress while the model thinks, then completed with the tokens spent."""
    run = under_way(api, model, api.assistant(), api.thread("Hello"))
    path = f"/threads/{run['thread_id']}/runs/{run['id']}"
    seen = api.get(path)
    assert (seen["status"], seen["completed_at"], seen["usage"]) == ("in_progress", None, None)
    assert "answered_by_model" not in seen
    assert seen["started_at"] >= seen["created_at"]
    model.may_answer.set()
    seen = api.ended(run)
    assert (seen["status"], seen["expires_at"], seen["last_error"]) == ("completed", None, None)
    assert seen["completed_at"] >= seen["started_at"]
    assert seen["usage"] == {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5}


def test_a_run_writes_a_message_and_a_step(api: Api) -> None:
    """Both know the run and its assistant."""
    assistant_id, thread_id = api.assistant(), api.thread("Hello")
    run = api.run(thread_id, assistant_id)
    message = api.get(f"/threads/{thread_id}/messages")["data"][0]
    assert (message["role"], message["run_id"], message["assistant_id"]) == (
        "assistant",
        run["id"],
        assistant_id,
    )
    assert message["content"] == [{"type": "text", "text": {"value": "Understood.", "annotations": []}}]
    (step,) = api.get(f"/threads/{thread_id}/runs/{run['id']}/steps")["data"]
    assert re.fullmatch("step_[0-9A-Za-z]{24}", step["id"])
    assert step == api.get(f"/threads/{thread_id}/runs/{run['id']}/steps/{step['id']}")
    assert step["step_details"] == {
        "type": "message_creation",
        "message_creation": {"message_id": message["id"]},
    }
    assert (step["type"], step["status"], step["expires_at"]) == ("message_creation", "completed", None)
    assert step["usage"] == run["usage"]


def test_a_search_is_a_step_of_its_own(api: Api) -> None:
    """Newest first; the text found is shown to who asks for it."""
    file_id, thread_id = api.upload(), api.thread(QUESTION)
    run = api.run(thread_id, api.assistant(api.store(file_id)))
    path = f"/threads/{thread_id}/runs/{run['id']}/steps"
    steps = api.get(path)["data"]
    assert [step["type"] for step in steps] == ["message_creation", "tool_calls"]
    (call,) = steps[1]["step_details"]["tool_calls"]
    assert re.fullmatch("call_[0-9A-Za-z]{24}", call["id"])
    assert call["file_search"]["ranking_options"] == {"ranker": "default_2024_08_21", "score_threshold": 0.0}
    result = call["file_search"]["results"][0]
    assert 0 < result.pop("score") <= 1
    assert result == {"file_id": file_id, "file_name": "report.pdf", "attributes": {}, "page": 2}
    for found in (
        api.get(path, **{"include[]": WITH_CONTENT})["data"][1],
        api.get(f"{path}/{steps[1]['id']}", **{"include[]": WITH_CONTENT}),
    ):
        (content,) = found["step_details"]["tool_calls"][0]["file_search"]["results"][0]["content"]
        assert (content["type"], "12 million" in content["text"]) == ("text", True)
    assert run["usage"]["total_tokens"] == sum(step["usage"]["total_tokens"] for step in steps)


def test_the_search_obeys_its_options(api: Api, model: ScriptedModel) -> None:
    """How many results, and from which score on."""
    store_id = api.store(api.upload(write_pdf(["red apple", "red pear", "green apple and red apple"])))
    thread_id = api.thread("red apple")
    for options, pages in (
        ({"max_num_results": 1}, 1),
        ({"ranking_options": {"score_threshold": 1.0}}, 1),
        ({}, 3),
    ):
        api.run(thread_id, api.assistant(store_id, tools=[{"type": "file_search", "file_search": options}]))
        assert len(passages_of(model)) == pages


def test_citations_delimit_their_markers(offline: Api) -> None:
    """Start and end cut the marker out of the text."""
    thread_id = offline.thread("Hello", QUESTION)
    offline.run(thread_id, offline.assistant(offline.store(offline.upload())))
    text = offline.get(f"/threads/{thread_id}/messages")["data"][0]["content"][0]["text"]
    assert "12 million" in text["value"]
    (annotation,) = text["annotations"]
    marker = text["value"][annotation["start_index"] : annotation["end_index"]]
    assert marker == annotation["text"] == "【2:0†report.pdf】"


def test_the_threads_store_is_searched_too(api: Api, model: ScriptedModel) -> None:
    """Beside the assistant's."""
    mine, its = (api.store(api.upload(write_pdf([f"apples are {color}"]))) for color in ("red", "green"))
    resources = {"file_search": {"vector_store_ids": [mine]}}
    thread = api.post(
        "/threads", {"messages": [{"role": "user", "content": "apples"}], "tool_resources": resources}
    )
    api.run(thread["id"], api.assistant(its))
    assert {passage.text for passage in passages_of(model)} == {"apples are red", "apples are green"}


def test_the_model_gets_the_conversation_and_the_options(api: Api, model: ScriptedModel) -> None:
    """A run's own options go before the assistant's."""
    assistant_id = api.assistant(model="usual", instructions="Be brief.", temperature=0.5)
    thread_id = api.thread("one", "two")
    run = api.run(
        thread_id,
        assistant_id,
        model="other",
        instructions="Be long.",
        additional_instructions="Be kind.",
        temperature=0.0,
        top_p=0.3,
        reasoning_effort="low",
        max_completion_tokens=300,
        additional_messages=[{"role": "assistant", "content": "three"}, {"role": "user", "content": "four"}],
    )
    (prompt,) = model.prompts
    assert (prompt.model, prompt.instructions) == ("other", "Be long.\n\nBe kind.")
    assert (prompt.temperature, prompt.top_p, prompt.max_completion_tokens) == (0.0, 0.3, 300)
    assert prompt.reasoning_effort == "low"
    assert [(turn.role, turn.text) for turn in prompt.turns] == [
        ("user", "one"),
        ("user", "two"),
        ("assistant", "three"),
        ("user", "four"),
    ]
    assert (run["model"], run["instructions"], run["temperature"]) == ("other", "Be long.\n\nBe kind.", 0.0)
    assert api.get(f"/assistants/{assistant_id}")["model"] == "usual"


def test_a_run_says_who_answered(open_api: OpenApi) -> None:
    """Beside who was asked, which need not be the same."""
    spent = Usage(prompt_tokens=1, completion_tokens=1)
    api = open_api(ScriptedModel(Reply(text="Hello.", usage=spent, model="llama-3")))
    run = api.run(api.thread("Hello"), api.assistant(model="llama"))
    assert (run["model"], run["answered_by_model"]) == ("llama", "llama-3")


def test_an_answer_that_was_cut_off_is_incomplete(open_api: OpenApi) -> None:
    """What there is of it is in the thread, which is free again."""
    spent = Usage(prompt_tokens=300, completion_tokens=256)
    api = open_api(
        ScriptedModel(Reply(text="Once upon", usage=spent, model="m", finish_reason="length"), "Better.")
    )
    thread_id, assistant_id = api.thread("Tell me a story"), api.assistant()
    run = api.run(thread_id, assistant_id, max_completion_tokens=256)
    assert (run["status"], run["incomplete_details"]) == ("incomplete", {"reason": "max_completion_tokens"})
    assert (run["completed_at"], run["expires_at"], run["last_error"]) == (None, None, None)
    assert (run["usage"]["completion_tokens"], run["answered_by_model"]) == (256, "m")
    (message,) = api.get(f"/threads/{thread_id}/messages", run_id=run["id"])["data"]
    assert message["content"][0]["text"]["value"] == "Once upon"
    assert api.run(thread_id, assistant_id)["status"] == "completed"


@pytest.mark.parametrize("searching", [True, False])
def test_the_model_knows_whether_files_were_searched(
    api: Api, model: ScriptedModel, *, searching: bool
) -> None:
    """Searching in vain is not the same as not searching."""
    store_id = api.store(api.upload()) if searching else None
    api.run(api.thread("zebra"), api.assistant(store_id))
    assert model.prompts[0].passages == (() if searching else None)


def test_a_thread_and_its_run_are_created_at_once(api: Api) -> None:
    """Or neither is."""
    thread = {"messages": [{"role": "user", "content": "Hello"}], "metadata": {"a": "b"}}
    run = api.ended(api.post("/threads/runs", {"assistant_id": api.assistant(), "thread": thread}))
    assert run["status"] == "completed"
    assert api.get(f"/threads/{run['thread_id']}")["metadata"] == {"a": "b"}
    error = api.refused(404, "POST", "/threads/runs", json={"assistant_id": "asst_x", "thread": thread})
    assert error["message"] == "No assistant found with id 'asst_x'."


def test_a_run_locks_its_thread(api: Api, model: ScriptedModel) -> None:
    """No message and no other run until it has ended; published clients parse these texts."""
    assistant_id, thread_id = api.assistant(), api.thread("Hello")
    run = under_way(api, model, assistant_id, thread_id)
    message = {"role": "user", "content": "And?"}
    error = api.refused(400, "POST", f"/threads/{thread_id}/messages", json=message)
    assert error["message"] == f"Can't add messages to {thread_id} while a run {run['id']} is active."
    another = {"assistant_id": assistant_id, "additional_messages": [message]}
    error = api.refused(400, "POST", f"/threads/{thread_id}/runs", json=another)
    assert error["message"] == f"Thread {thread_id} already has an active run {run['id']}."
    model.may_answer.set()
    api.ended(run)
    api.post(f"/threads/{thread_id}/messages", message)
    assert api.run(thread_id, assistant_id)["status"] == "completed"


def test_a_model_that_fails_fails_the_run(open_api: OpenApi) -> None:
    """Its words and its code become the run's."""
    api = open_api(ScriptedModel(ModelError("Too many requests.", code="rate_limit_exceeded")))
    thread_id = api.thread("Hello")
    run = api.run(thread_id, api.assistant())
    assert (run["status"], run["completed_at"], run["expires_at"], run["usage"]) == (
        "failed",
        None,
        None,
        None,
    )
    assert run["failed_at"] >= run["started_at"]
    assert run["last_error"] == {"code": "rate_limit_exceeded", "message": "Too many requests."}
    assert len(api.get(f"/threads/{thread_id}/messages")["data"]) == 1


def test_a_crash_is_not_told_to_callers(open_api: OpenApi, caplog: pytest.LogCaptureFixture) -> None:
    """The log has it, and the thread is free again."""
    api = open_api(ScriptedModel(RuntimeError("secret"), "Better now."))
    thread_id, assistant_id = api.thread("Hello"), api.assistant()
    run = api.run(thread_id, assistant_id)
    message = "The server failed while answering; its log says why."
    assert (run["status"], run["last_error"]) == ("failed", {"code": "server_error", "message": message})
    assert "secret" in caplog.text
    assert api.run(thread_id, assistant_id)["status"] == "completed"


@pytest.mark.parametrize("doomed", ["thread", "assistant", "store"])
def test_deleting_under_a_runs_feet_ends_it(
    api: Api, model: ScriptedModel, caplog: pytest.LogCaptureFixture, doomed: str
) -> None:
    """The server goes on, without a word in the log."""
    ids = {"store": api.store(api.upload()), "thread": api.thread(QUESTION)}
    ids["assistant"] = api.assistant(ids["store"])
    run = under_way(api, model, ids["assistant"], ids["thread"])
    api.delete(f"/{doomed if doomed != 'store' else 'vector_store'}s/{ids[doomed]}")
    model.may_answer.set()
    if doomed != "thread":
        assert api.ended(run)["status"] == "completed"
    assert api.run(api.thread("Hello"), api.assistant())["status"] == "completed"
    assert caplog.text == ""


def test_a_run_on_a_store_that_is_gone_says_so(api: Api) -> None:
    """An assistant may outlive its store."""
    store_id = api.store()
    assistant_id = api.assistant(store_id)
    api.delete(f"/vector_stores/{store_id}")
    run = api.run(api.thread("Hello"), assistant_id)
    message = f"Vector store with id [{store_id}] not found."
    assert (run["status"], run["last_error"]) == ("failed", {"code": "server_error", "message": message})


def test_a_run_whose_time_is_over_expires(open_api: OpenApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the model would go on; the caller reads why."""
    monkeypatch.setattr("pdfai.server.runs.lifecycle.RUN_SECONDS", 0)
    model = ScriptedModel()
    model.may_answer.clear()
    api = open_api(model)
    run = api.run(api.thread("Hello"), api.assistant())
    error = {"code": "server_error", "message": "There was no answer within 0 s."}
    assert (run["status"], run["last_error"], run["expires_at"]) == ("expired", error, None)


def test_a_run_waits_for_files_that_are_being_indexed(
    api: Api, model: ScriptedModel, reading: threading.Event
) -> None:
    """Rather than answer from half a store."""
    store = api.post("/vector_stores", {"file_ids": [api.upload()]})
    run = api.post(
        "/threads/runs",
        {
            "assistant_id": api.assistant(store["id"]),
            "thread": {"messages": [{"role": "user", "content": QUESTION}]},
        },
    )
    path = f"/threads/{run['thread_id']}/runs/{run['id']}"
    eventually(lambda: api.get(path)["status"] == "in_progress")
    assert model.prompts == []
    reading.set()
    assert api.ended(run)["status"] == "completed"
    assert "12 million" in passages_of(model)[0].text


def test_many_runs_go_on_at_once(api: Api, model: ScriptedModel) -> None:
    """None is lost, none is done twice."""
    assistant_id = api.assistant()
    runs = [
        api.post(f"/threads/{api.thread('Hello')}/runs", {"assistant_id": assistant_id}) for _ in range(30)
    ]
    assert {api.ended(run)["status"] for run in runs} == {"completed"}
    assert len(model.prompts) == 30
