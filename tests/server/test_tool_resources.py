"""Vector stores that come with an assistant or a thread, and files and pictures that come with messages."""

from typing import Any

import pytest
from http_api import REPORT, Api

from pdfai.testing import ScriptedModel

QUESTION = "What was the net revenue in 2024?"
SEARCHING = [{"type": "file_search"}]


def described(*file_ids: str, **more: Any) -> Any:
    """Tool resources with a vector store to create."""
    return {"file_search": {"vector_stores": [{"file_ids": list(file_ids), **more}]}}


def test_an_assistant_may_bring_its_store(offline: Api) -> None:
    """It reads as the store's id from then on, and is searched."""
    resources = described(offline.upload(), metadata={"a": "b"})
    body = {"model": "m", "tools": SEARCHING, "tool_resources": resources}
    assistant = offline.post("/assistants", body)
    (store_id,) = assistant["tool_resources"]["file_search"]["vector_store_ids"]
    store = offline.indexed(store_id)
    assert (store["metadata"], store["expires_after"]) == ({"a": "b"}, None)
    run = offline.run(offline.thread(QUESTION), assistant["id"])
    assert run["status"] == "completed"
    message = offline.get(f"/threads/{run['thread_id']}/messages")["data"][0]
    assert "12 million" in message["content"][0]["text"]["value"]


def test_a_threads_store_expires_after_a_week(offline: Api) -> None:
    """Of not being used."""
    thread = offline.post("/threads", {"tool_resources": described(offline.upload())})
    (store_id,) = thread["tool_resources"]["file_search"]["vector_store_ids"]
    assert offline.get(f"/vector_stores/{store_id}")["expires_after"] == {
        "anchor": "last_active_at",
        "days": 7,
    }


def test_one_store_or_the_other(api: Api) -> None:
    """Not one that exists and one to create; and what is named must exist."""
    both = {"file_search": {"vector_store_ids": [api.store()], "vector_stores": [{}]}}
    error = api.refused(400, "POST", "/threads", json={"tool_resources": both})
    assert error["param"] == "tool_resources.file_search.vector_stores"
    unknown = {"code_interpreter": {"file_ids": ["file-x"]}}
    api.refused(404, "POST", "/threads", json={"tool_resources": unknown})
    api.refused(404, "POST", "/threads", json={"tool_resources": described("file-x")})
    assert api.get("/vector_stores")["data"][1:] == []


def test_an_attached_file_is_searched(offline: Api) -> None:
    """In a store of the thread's own, which is made for it; attached twice it is there once."""
    file_id = offline.upload()
    attached = [{"file_id": file_id, "tools": SEARCHING}]
    message = {"role": "user", "content": QUESTION, "attachments": attached}
    thread = offline.post("/threads", {"messages": [message, message]})
    (store_id,) = thread["tool_resources"]["file_search"]["vector_store_ids"]
    assert offline.indexed(store_id)["file_counts"]["total"] == 1
    shown = offline.get(f"/threads/{thread['id']}/messages")["data"][0]
    assert shown["attachments"] == attached
    run = offline.run(thread["id"], offline.assistant(tools=SEARCHING))
    answer = offline.get(f"/threads/{thread['id']}/messages", run_id=run["id"])["data"][0]
    assert answer["content"][0]["text"]["annotations"][0]["file_citation"]["file_id"] == file_id


def test_a_runs_own_messages_may_attach_too(offline: Api) -> None:
    """They are indexed before it is answered."""
    attached = [{"file_id": offline.upload(), "tools": SEARCHING}]
    asked = {"role": "user", "content": QUESTION, "attachments": attached}
    run = offline.run(offline.thread(), offline.assistant(tools=SEARCHING), additional_messages=[asked])
    answer = offline.get(f"/threads/{run['thread_id']}/messages", run_id=run["id"])["data"][0]
    assert answer["content"][0]["text"]["annotations"]


def test_a_file_for_the_code_interpreter_is_the_threads(api: Api) -> None:
    """Though no code is ever run."""
    file_id = api.upload(b"a,b")
    attached = [{"file_id": file_id, "tools": [{"type": "code_interpreter"}]}]
    thread_id = api.thread()
    message = {"role": "user", "content": "Sum it up", "attachments": attached}
    api.post(f"/threads/{thread_id}/messages", message)
    resources = api.get(f"/threads/{thread_id}")["tool_resources"]
    assert resources == {"code_interpreter": {"file_ids": [file_id]}}


def test_pictures_reach_the_model(api: Api, model: ScriptedModel) -> None:
    """By their URL, or as the bytes uploaded; and read as they were written."""
    file_id = api.upload(b"\x89PNG", "a.png")
    parts = [
        {"type": "text", "text": "What is this?"},
        {"type": "image_url", "image_url": {"url": "https://example.com/a.png", "detail": "low"}},
        {"type": "image_file", "image_file": {"file_id": file_id}},
    ]
    thread = api.post("/threads", {"messages": [{"role": "user", "content": parts}]})
    api.run(thread["id"], api.assistant())
    (turn,) = model.prompts[0].turns
    assert turn.text == "What is this?"
    assert [(each.url, each.detail) for each in turn.pictures] == [
        ("https://example.com/a.png", "low"),
        ("data:image/png;base64,iVBORw==", "auto"),
    ]
    shown = api.get(f"/threads/{thread['id']}/messages", order="asc")["data"][0]["content"]
    assert shown[2] == {"type": "image_file", "image_file": {"file_id": file_id, "detail": "auto"}}
    missing = [{"type": "image_file", "image_file": {"file_id": "file-x"}}]
    body = {"role": "user", "content": missing}
    api.refused(404, "POST", f"/threads/{thread['id']}/messages", json=body)


def test_a_batch_can_be_cancelled(api: Api, reading: Any) -> None:
    """What is not indexed by then never is; a batch that is through stays so."""
    reading.clear()
    store_id = api.post("/vector_stores")["id"]
    batches = f"/vector_stores/{store_id}/file_batches"
    batch = api.post(batches, {"file_ids": [api.upload()]})
    stopped = api.post(f"{batches}/{batch['id']}/cancel")
    assert (stopped["status"], stopped["file_counts"]["cancelled"]) == ("cancelled", 1)
    reading.set()
    assert api.indexed(store_id)["file_counts"]["cancelled"] == 1
    done = api.post(batches, {"file_ids": [api.upload(REPORT + b"\n")]})
    api.indexed(store_id)
    assert api.post(f"{batches}/{done['id']}/cancel")["status"] == "completed"


def test_a_stored_files_text_can_be_read(api: Api, reading: Any) -> None:
    """Page by page, once it is indexed."""
    reading.clear()
    store_id = api.post("/vector_stores")["id"]
    file_id = api.upload()
    api.post(f"/vector_stores/{store_id}/files", {"file_id": file_id})
    path = f"/vector_stores/{store_id}/files/{file_id}/content"
    assert "in_progress" in api.refused(400, "GET", path)["message"]
    reading.set()
    api.indexed(store_id)
    answer = api.get(path)
    assert [part["text"] for part in answer["data"]] == [
        "Annual report of the Blue Heron company.",
        "The net revenue was 12 million euros in 2024.\nThe company employs 85 people.",
    ]


@pytest.mark.parametrize("body", [{}, {"file_ids": ["file-x"], "files": [{"file_id": "file-x"}]}])
def test_a_batch_names_its_files_in_one_way(api: Api, body: Any) -> None:
    """Neither and both are refused."""
    path = f"/vector_stores/{api.store()}/file_batches"
    assert api.refused(400, "POST", path, json=body)["message"] == "Give either file_ids or files."


def test_a_file_may_expire(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is gone for everybody, with its bytes."""
    form = {"purpose": "assistants", "expires_after[anchor]": "created_at", "expires_after[seconds]": "3600"}
    file = api.call("POST", "/files", files={"file": ("a.pdf", REPORT)}, data=form)
    assert file["expires_at"] == file["created_at"] + 3600
    monkeypatch.setattr("pdfai.server.store.files.now", lambda: file["expires_at"])
    api.refused(404, "GET", f"/files/{file['id']}")
    assert api.get("/files")["data"] == []
    half = {"purpose": "assistants", "expires_after[seconds]": "3600"}
    error = api.refused(400, "POST", "/files", files={"file": ("a.pdf", REPORT)}, data=half)
    assert error["param"] == "expires_after.anchor"
