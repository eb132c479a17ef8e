"""Assistants, threads and messages: what they are made of, how they change and go."""

import re

import pytest
from http_api import Api

ALPHANUMERIC = "[0-9A-Za-z]"


def test_an_assistant_has_the_services_defaults(api: Api) -> None:
    """What is not given reads as it did at the real service."""
    assistant = api.post("/assistants", {"model": "m"})
    assert re.fullmatch(f"asst_{ALPHANUMERIC}{{24}}", assistant.pop("id"))
    assert isinstance(assistant.pop("created_at"), int)
    assert assistant == {
        "object": "assistant",
        "name": None,
        "description": None,
        "model": "m",
        "instructions": None,
        "tools": [],
        "tool_resources": {},
        "metadata": {},
        "temperature": 1.0,
        "top_p": 1.0,
        "reasoning_effort": None,
        "response_format": "auto",
    }


def test_null_is_as_good_as_nothing(api: Api) -> None:
    """Creating with nulls gives the defaults too."""
    nulls = dict.fromkeys(["name", "metadata", "temperature", "tool_resources", "reasoning_effort"])
    assistant = api.post("/assistants", {"model": "m", **nulls})
    assert (assistant["metadata"], assistant["temperature"], assistant["tool_resources"]) == ({}, 1.0, {})


def test_modifying_changes_what_is_sent_only(api: Api) -> None:
    """Other properties stay; null takes one back to its default; metadata is replaced whole."""
    id = api.assistant(name="Ann", instructions="Be brief.", temperature=0.5, metadata={"a": "1", "b": "2"})
    changed = api.post(f"/assistants/{id}", {"name": "Bea", "temperature": None, "metadata": {"c": "3"}})
    assert changed == api.get(f"/assistants/{id}")
    assert (changed["name"], changed["instructions"], changed["temperature"]) == ("Bea", "Be brief.", 1.0)
    assert changed["metadata"] == {"c": "3"}
    assert api.post(f"/assistants/{id}") == changed


def test_a_thread_has_the_services_defaults(api: Api) -> None:
    """An empty thread, created with or without a body."""
    for answer in (api.post("/threads"), api.call("POST", "/threads")):
        assert re.fullmatch(f"thread_{ALPHANUMERIC}{{24}}", answer.pop("id"))
        assert answer.pop("created_at")
        assert answer == {"object": "thread", "tool_resources": {}, "metadata": {}}


def test_a_thread_keeps_the_messages_it_began_with(api: Api) -> None:
    """In their order."""
    id = api.thread("one", "two", "three")
    listed = api.get(f"/threads/{id}/messages", order="asc")["data"]
    assert [message["content"][0]["text"]["value"] for message in listed] == ["one", "two", "three"]


def test_a_thread_with_a_bad_message_is_not_made(api: Api) -> None:
    """Nothing of a refused request is kept."""
    missing = {"file_search": {"vector_store_ids": ["vs_x"]}}
    api.refused(404, "POST", "/threads", json={"tool_resources": missing, "metadata": {"a": "b"}})
    api.refused(404, "POST", "/assistants", json={"model": "m", "tool_resources": missing})
    assert api.get("/assistants")["data"] == []


def test_a_message_has_the_services_defaults(api: Api) -> None:
    """Over REST a message carries no status, and a user's no assistant and no run."""
    thread_id = api.thread()
    message = api.post(f"/threads/{thread_id}/messages", {"role": "user", "content": "Hello"})
    assert re.fullmatch(f"msg_{ALPHANUMERIC}{{24}}", message.pop("id"))
    assert message.pop("created_at")
    assert message == {
        "object": "thread.message",
        "thread_id": thread_id,
        "role": "user",
        "content": [{"type": "text", "text": {"value": "Hello", "annotations": []}}],
        "assistant_id": None,
        "run_id": None,
        "attachments": [],
        "metadata": {},
    }


def test_a_message_may_come_in_parts(api: Api) -> None:
    """Each part is kept as one."""
    parts = [{"type": "text", "text": "one"}, {"type": "text", "text": "two"}]
    message = api.post(f"/threads/{api.thread()}/messages", {"role": "user", "content": parts})
    assert [part["text"]["value"] for part in message["content"]] == ["one", "two"]


def test_a_messages_metadata_can_be_changed(api: Api) -> None:
    """And nothing else of it."""
    thread_id = api.thread("Hello")
    path = f"/threads/{thread_id}/messages/{api.get(f'/threads/{thread_id}/messages')['first_id']}"
    assert api.post(path, {"metadata": {"a": "b"}})["metadata"] == {"a": "b"}
    assert api.post(path, {"metadata": None})["metadata"] == {}
    assert api.refused(400, "POST", path, json={"content": "other"})["param"] == "content"


def test_deleting_says_what_and_is_final(api: Api) -> None:
    """The second time there is nothing to delete."""
    thread_id = api.thread("Hello")
    message_id = api.get(f"/threads/{thread_id}/messages")["first_id"]
    store_id = api.store()
    for path, kind in {
        f"/threads/{thread_id}/messages/{message_id}": "thread.message.deleted",
        f"/threads/{thread_id}": "thread.deleted",
        f"/assistants/{api.assistant()}": "assistant.deleted",
        f"/vector_stores/{store_id}": "vector_store.deleted",
        f"/files/{api.upload()}": "file",
    }.items():
        assert api.delete(path) == {"id": path.rpartition("/")[2], "object": kind, "deleted": True}
        api.refused(404, "DELETE", path)
        api.refused(404, "GET", path)


def test_a_threads_messages_go_with_it(api: Api) -> None:
    """Not even their ids lead anywhere."""
    thread_id = api.thread("Hello")
    message_id = api.get(f"/threads/{thread_id}/messages")["first_id"]
    api.delete(f"/threads/{thread_id}")
    api.refused(404, "GET", f"/threads/{thread_id}/messages")
    api.refused(404, "GET", f"/threads/{thread_id}/messages/{message_id}")


def test_objects_are_found_under_their_own_parent_only(api: Api) -> None:
    """A message of one thread is not there in another."""
    mine, other = api.thread("Hello"), api.thread()
    message_id = api.get(f"/threads/{mine}/messages")["first_id"]
    error = api.refused(404, "GET", f"/threads/{other}/messages/{message_id}")
    assert error["message"] == f"No message found with id '{message_id}'."


@pytest.mark.parametrize(
    ("path", "message", "param"),
    [
        ("/assistants/asst_x", "No assistant found with id 'asst_x'.", None),
        ("/threads/thread_x", "No thread found with id 'thread_x'.", None),
        ("/threads/thread_x/messages", "No thread found with id 'thread_x'.", None),
        ("/threads/thread_x/runs", "No thread found with id 'thread_x'.", None),
        ("/threads/thread_x/runs/run_x", "No run found with id 'run_x'.", None),
        ("/files/file-x", "No such File object: file-x", "id"),
        ("/files/file-x/content", "No such File object: file-x", "id"),
        ("/vector_stores/vs_x", "Vector store with id [vs_x] not found.", None),
        ("/vector_stores/vs_x/files", "Vector store with id [vs_x] not found.", None),
    ],
)
def test_what_is_missing_is_said_in_the_services_words(
    api: Api, path: str, message: str, param: str | None
) -> None:
    """Published clients parse these texts."""
    error = api.refused(404, "GET", path)
    assert error == {"message": message, "type": "invalid_request_error", "param": param, "code": None}
