"""Whoever waits is told when to look again."""

import threading

import pytest
from http_api import Api

from pdfai.testing import ScriptedModel


def test_who_waits_is_told_when_to_look_again(
    api: Api, model: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Soon at first, then each second; not when there is nothing to wait for."""
    model.may_answer.clear()
    run = api.post("/threads/runs", {"assistant_id": api.assistant()})
    path = f"/threads/{run['thread_id']}/runs/{run['id']}"

    def told(after: int) -> str | None:
        monkeypatch.setattr("pdfai.server.routes.polling.now", lambda: run["created_at"] + after)
        headers: dict[str, str] = dict(api.http.get(path).headers)
        return headers.get("openai-poll-after-ms")

    assert [told(age) for age in (-5, 0, 2, 100)] == ["50", "50", "350", "1000"]
    model.may_answer.set()
    api.ended(run)
    assert told(0) is None


def test_who_waits_for_an_index_is_told_too(api: Api, reading: threading.Event) -> None:
    """Stores, their files and batches."""
    reading.clear()
    file_id = api.upload()
    store = api.http.post("/vector_stores", json={"file_ids": [file_id]})
    place = api.http.get(f"/vector_stores/{store.json()['id']}/files/{file_id}")
    assert {answer.headers.get("openai-poll-after-ms") for answer in (store, place)} <= {"50", "200"}
