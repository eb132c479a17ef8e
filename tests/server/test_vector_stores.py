"""Vector stores: indexing, its failures, batches and expiry."""

import re
import threading
import time
from pathlib import Path

import pytest
from http_api import Api
from pdf_writer import write_pdf

DATA = Path(__file__).parent.parent / "documents" / "data"


def test_an_empty_store_is_complete_at_once(api: Api) -> None:
    """With the service's defaults."""
    store = api.post("/vector_stores")
    assert re.fullmatch("vs_[0-9a-f]{32}", store.pop("id"))
    assert store.pop("created_at") == store.pop("last_active_at")
    assert store == {
        "object": "vector_store",
        "name": None,
        "description": None,
        "usage_bytes": 0,
        "file_counts": {"in_progress": 0, "completed": 0, "failed": 0, "cancelled": 0, "total": 0},
        "status": "completed",
        "expires_after": None,
        "expires_at": None,
        "metadata": {},
    }


def test_a_store_is_in_progress_until_its_files_are_indexed(api: Api, reading: threading.Event) -> None:
    """Its counts and sizes follow."""
    file_id = api.upload()
    store = api.post("/vector_stores", {"file_ids": [file_id, file_id]})
    assert (store["status"], store["file_counts"]["in_progress"], store["usage_bytes"]) == (
        "in_progress",
        1,
        0,
    )
    reading.set()
    store = api.indexed(store["id"])
    assert (store["status"], store["file_counts"]["completed"]) == ("completed", 1)
    assert store["usage_bytes"] == api.get(f"/files/{file_id}")["bytes"]


def test_a_file_in_a_store_reads_as_the_service_wrote_it(api: Api) -> None:
    """Chunking always reads static, also when it was left to the server."""
    file_id = api.upload()
    store_id = api.store()
    attributes = {"year": 2024, "final": True}
    body = {"file_id": file_id, "chunking_strategy": {"type": "auto"}, "attributes": attributes}
    api.post(f"/vector_stores/{store_id}/files", body)
    api.indexed(store_id)
    file = api.get(f"/vector_stores/{store_id}/files/{file_id}")
    assert file.pop("created_at")
    assert file == {
        "id": file_id,
        "object": "vector_store.file",
        "usage_bytes": api.get(f"/files/{file_id}")["bytes"],
        "vector_store_id": store_id,
        "status": "completed",
        "last_error": None,
        "chunking_strategy": {
            "type": "static",
            "static": {"max_chunk_size_tokens": 800, "chunk_overlap_tokens": 400},
        },
        "attributes": attributes,
    }


def test_the_sizes_asked_for_are_kept(api: Api) -> None:
    """And differ from store to store for the same file."""
    file_id = api.upload()
    strategy = {"type": "static", "static": {"max_chunk_size_tokens": 100, "chunk_overlap_tokens": 50}}
    small, usual = api.store(file_id, chunking_strategy=strategy), api.store(file_id)
    shown = [api.get(f"/vector_stores/{id}/files/{file_id}")["chunking_strategy"] for id in (small, usual)]
    assert shown[0] == strategy
    assert shown[1]["static"]["max_chunk_size_tokens"] == 800


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"\x89PNG\r\n\x1a\n", "unsupported_file", "is not a PDF"),
        (b"", "invalid_file", "is empty"),
        (write_pdf(["text"])[:-200], "invalid_file", "is damaged"),
        (write_pdf([""]), "invalid_file", "contains no text"),
        ((DATA / "encrypted-aes-256.pdf").read_bytes(), "invalid_file", "is encrypted"),
    ],
)
def test_a_file_that_cannot_be_indexed_says_why(api: Api, content: bytes, code: str, words: str) -> None:
    """The store is complete without it."""
    file_id = api.upload(content, "paper.pdf")
    store = api.get(f"/vector_stores/{api.store(file_id)}")
    assert (store["status"], store["file_counts"]["failed"], store["usage_bytes"]) == ("completed", 1, 0)
    file = api.get(f"/vector_stores/{store['id']}/files/{file_id}")
    assert file["status"] == "failed"
    assert file["last_error"]["code"] == code
    assert file["last_error"]["message"].startswith(f"paper.pdf {words}")


def test_a_crash_while_indexing_is_not_told_to_callers(
    api: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The log has it."""

    def crash(*_: object, **__: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("pdfai.server.indexing.read_pages", crash)
    file_id = api.upload()
    error = api.get(f"/vector_stores/{api.store(file_id)}/files/{file_id}")["last_error"]
    assert error == {"code": "server_error", "message": "The server failed while indexing this file."}
    assert "secret" in caplog.text


def test_known_bytes_are_indexed_without_being_read_again(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also under another name, and in another store: they are complete at once."""
    api.store(api.upload())

    def never(*_: object, **__: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("pdfai.server.indexing.read_pages", never)
    file_id = api.upload(name="again.pdf")
    store = api.post("/vector_stores", {"file_ids": [file_id]})
    assert (store["status"], store["file_counts"]["completed"]) == ("completed", 1)
    thread_id = api.thread("net revenue")
    run = api.run(thread_id, api.assistant(store["id"]))
    step = api.get(f"/threads/{thread_id}/runs/{run['id']}/steps", order="asc")["data"][0]["step_details"]
    assert {each["file_name"] for each in step["tool_calls"][0]["file_search"]["results"]} == {"again.pdf"}


def test_the_same_bytes_twice_in_one_store_are_both_found(api: Api) -> None:
    """Two files indexed at the same time make one index."""
    store_id = api.store(api.upload(name="a.pdf"), api.upload(name="b.pdf"))
    assert api.get(f"/vector_stores/{store_id}")["file_counts"]["completed"] == 2


def test_a_batch_counts_its_files(api: Api) -> None:
    """Its own, not those of the store."""
    store_id = api.store(api.upload())
    good, bad = api.upload(write_pdf(["other"])), api.upload(b"\x00junk")
    path = f"/vector_stores/{store_id}/file_batches"
    batch = api.post(path, {"file_ids": [good, bad], "attributes": {"a": 1}})
    assert re.fullmatch("vsfb_[0-9a-f]{32}", batch["id"])
    assert batch["file_counts"]["total"] == 2
    api.indexed(store_id)
    batch = api.get(f"{path}/{batch['id']}")
    assert batch["status"] == "completed"
    assert batch["file_counts"] == {"in_progress": 0, "completed": 1, "failed": 1, "cancelled": 0, "total": 2}
    failed = api.get(f"{path}/{batch['id']}/files", filter="failed")["data"]
    assert [(file["id"], file["attributes"]) for file in failed] == [(bad, {"a": 1})]


def test_a_file_is_in_a_store_once(api: Api) -> None:
    """A second time is refused, alone or in a batch, and the rest of the batch with it."""
    file_id, other = api.upload(), api.upload(b"\x00junk")
    store_id = api.store(file_id)
    error = api.refused(400, "POST", f"/vector_stores/{store_id}/files", json={"file_id": file_id})
    assert error["message"] == f"File {file_id} is already in vector store {store_id}."
    batch = {"file_ids": [other, file_id]}
    api.refused(400, "POST", f"/vector_stores/{store_id}/file_batches", json=batch)
    assert api.get(f"/vector_stores/{store_id}")["file_counts"]["total"] == 1


def test_a_store_of_a_missing_file_is_not_made(api: Api) -> None:
    """All or nothing."""
    api.refused(404, "POST", "/vector_stores", json={"file_ids": [api.upload(), "file-x"]})
    assert api.get("/vector_stores")["data"] == []


def test_removing_a_file_leaves_the_file(api: Api) -> None:
    """It is gone from this store only."""
    file_id = api.upload()
    store_id = api.store(file_id)
    deleted = api.delete(f"/vector_stores/{store_id}/files/{file_id}")
    assert deleted == {"id": file_id, "object": "vector_store.file.deleted", "deleted": True}
    assert api.get(f"/vector_stores/{store_id}")["file_counts"]["total"] == 0
    api.get(f"/files/{file_id}")


@pytest.mark.parametrize("doomed", ["file", "store"])
def test_deleting_under_the_indexers_hands_ends_its_work(
    api: Api, reading: threading.Event, caplog: pytest.LogCaptureFixture, doomed: str
) -> None:
    """Without a word in the log, and the next file is indexed."""
    file_id = api.upload()
    store = api.post("/vector_stores", {"file_ids": [file_id]})
    api.delete(f"/files/{file_id}" if doomed == "file" else f"/vector_stores/{store['id']}")
    reading.set()
    api.store(api.upload(write_pdf(["other"])))
    assert caplog.text == ""


def test_expiry_counts_from_the_last_use(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """In whole days; then the store reads expired, and a run on it fails."""
    store_id = api.store(expires_after={"anchor": "last_active_at", "days": 2})
    store = api.get(f"/vector_stores/{store_id}")
    assert store["expires_at"] == store["last_active_at"] + 2 * 86_400
    assistant_id = api.assistant(store_id)
    later = int(time.time()) + 3 * 86_400
    monkeypatch.setattr("pdfai.server.store.vector_stores.now", lambda: later)
    assert api.get(f"/vector_stores/{store_id}")["status"] == "expired"
    run = api.run(api.thread("Hello"), assistant_id)
    assert run["status"] == "failed"
    assert run["last_error"]["message"].startswith(f"The vector store {store_id} has expired")


def test_expiry_can_be_lifted(api: Api) -> None:
    """By null; other properties stay."""
    store_id = api.store(name="a", expires_after={"anchor": "last_active_at", "days": 2})
    store = api.post(f"/vector_stores/{store_id}", {"expires_after": None, "metadata": {"a": "b"}})
    assert (store["name"], store["expires_after"], store["expires_at"]) == ("a", None, None)
    assert store["metadata"] == {"a": "b"}
