"""`pdfai clean`: what was left goes, what is somebody's stays."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from killed_chat import KEPT, MARK, leave, left

from pdfai import OpenAIClient
from pdfai.cli.leftovers import Search
from pdfai.clock import Clock

Command = Callable[..., Any]


def hours_later(monkeypatch: pytest.MonkeyPatch, hours: float) -> None:
    """Set the command's clock forward."""
    now = Clock().now() + hours * 3600
    monkeypatch.setattr(Clock, "now", lambda _: now)


def test_what_was_left_is_listed_and_deleted(
    pdfai: Command, client: OpenAIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Users before what they use; whatever has no mark stays, and so does what was kept."""
    gone = leave(client, MARK)
    stays = {*leave(client, {}, name="other"), *leave(client, KEPT, name="kept")}
    hours_later(monkeypatch, 5)
    outcome = pdfai("clean", "--yes")
    lines = [line.split("  ") for line in outcome.out.splitlines()]
    assert [[cell.strip() for cell in line if cell] for line in lines] == [
        ["thread", gone[0], "5 h", "(chat)"],
        ["assistant", gone[1], "5 h", "(chat)"],
        ["vector store", gone[2], "5 h", "(chat)"],
        ["file", gone[3], "5 h", "report.txt"],
    ]
    assert (outcome.code, outcome.err) == (0, "4 of 4 objects deleted.\n")
    assert left(client) == stays


def test_it_can_be_said_again(pdfai: Command) -> None:
    """Where nothing was left, nothing is done."""
    outcome = pdfai("clean")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "Nothing was left to delete.\n")


def test_what_is_in_use_stays(pdfai: Command, client: OpenAIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is younger than an hour, or was used in the last one, by what the server tells."""
    thread_id, *_ = leave(client, MARK)
    before = left(client)
    hours_later(monkeypatch, 0.5)
    assert pdfai("clean", "--yes").err == "Nothing was left to delete.\n"
    assert "4 of 4" in pdfai("clean", "--older-than", "30m", "--yes").err
    assert thread_id not in left(client) < before


def test_a_conversation_of_many_hours_is_not_old(client: OpenAIClient) -> None:
    """Its age is that of its latest message, and its assistant's that of the documents last searched."""
    leave(client, MARK)
    (thread,), (assistant,), (store,) = (
        client.get_threads().data, client.get_assistants().data, client.get_vector_stores().data,
    )  # fmt: skip
    for each in (thread, assistant, store):
        each.created_at -= 7200
    search = Search(client, now=Clock().now(), older_than=3600, with_kept=False)
    search._stores = {store.id: store}
    assert [len(list(search._old("assistant", [assistant]))), len(list(search._old("thread", [thread])))] == [
        0,
        1,
    ]
    client.create_thread_message(thread.id, role="user", content="Still there?")
    assert not list(search._old("thread", [thread]))


def test_a_chat_that_ends_meanwhile_is_no_failure(
    pdfai: Command, client: OpenAIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is gone when it is looked at was not left."""
    thread_id, _, store_id, file_id = leave(client, MARK)
    get_assistants = OpenAIClient.get_assistants

    def later(self: OpenAIClient, **query: Any) -> Any:
        client.delete_vector_store(store_id)
        return get_assistants(self, **query)

    def gone(self: OpenAIClient, id: str, **query: Any) -> Any:
        client.delete_thread(id)
        return self.get_thread(id)

    with monkeypatch.context() as patched:
        patched.setattr(OpenAIClient, "get_assistants", later)
        patched.setattr(OpenAIClient, "get_thread_messages", gone)
        outcome = pdfai("clean", "--older-than", "0s", "--yes")
    assert (outcome.code, outcome.err) == (0, "2 of 2 objects deleted.\n")
    assert thread_id not in outcome.out
    assert left(client) == {file_id}


def test_kept_conversations(pdfai: Command, client: OpenAIClient) -> None:
    """Go when that is what is wanted."""
    leave(client, KEPT)
    assert pdfai("clean", "--older-than", "0s").err == "Nothing was left to delete.\n"
    assert "4 of 4" in pdfai("clean", "--older-than", "0s", "--kept", "--yes").err
    assert not left(client)


def test_a_file_that_others_search_stays(pdfai: Command, client: OpenAIClient) -> None:
    """It is the vector store that goes."""
    *_, file_id = leave(client, MARK)
    store = client.create_vector_store_and_wait_to_complete(file_ids=[file_id])
    assert "3 of 3" in pdfai("clean", "--older-than", "0s", "--yes").err
    assert left(client) == {file_id, store.id}


def test_documents(pdfai: Command, client: OpenAIClient) -> None:
    """Kept copies go where they are asked for, but for those that are searched."""
    kept = client.upload_file("assistants", "kept.txt", b"Kept")
    stays = {*leave(client, {}), client.upload_file("user_data", "mine.txt", b"Mine").id}
    assert pdfai("clean", "--older-than", "0s").err == "Nothing was left to delete.\n"
    outcome = pdfai("clean", "--older-than", "0s", "--documents", "--yes", "--json")
    told = json.loads(outcome.out)
    assert (told["id"], told["is_loose"]) == (kept.id, True)
    assert left(client) == stays


def test_documents_are_listed_as_what_they_are(pdfai: Command, client: OpenAIClient) -> None:
    """Nobody can tell who uploaded a file: who is asked about it sees why it is there."""
    client.upload_file("assistants", "mine.txt", b"Mine")
    leave(client, MARK)
    listed = pdfai("clean", "--older-than", "0s", "--documents", "--yes").out
    assert "mine.txt (in no vector store)" in listed
    assert listed.count("vector store)") == 1


def test_documents_that_are_new_stay(
    pdfai: Command, client: OpenAIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody may be about to have them indexed."""
    client.upload_file("assistants", "new.txt", b"New")
    asked = ("clean", "--documents", "--yes")
    assert pdfai(*asked).err == "Nothing was left to delete.\n"
    hours_later(monkeypatch, 2)
    assert pdfai(*asked).err == "1 of 1 object deleted.\n"


def test_a_killed_chat_is_found(pdfai: Command, client: OpenAIClient, report: Path) -> None:
    """By the mark that copilots leave."""
    from pdfai import ChatCopilotOptions  # noqa: PLC0415  # as programs do

    copilot = client.get_chat_copilot(ChatCopilotOptions().with_document(report))
    copilot.prepare()  # and never closed
    assert "4 of 4" in pdfai("clean", "--older-than", "0s", "--yes").err
    assert not left(client)


def test_a_conversation_that_was_noted_is_kept(
    pdfai: Command, client: OpenAIClient, report: Path, tmp_path: Path
) -> None:
    """All of it: what copilots note in a file, they mark on the server."""
    from pdfai import ChatCopilotOptions  # noqa: PLC0415  # as programs do

    with client.get_chat_copilot(ChatCopilotOptions().with_document(report)) as copilot:
        copilot.prepare()
        copilot.save_context(tmp_path / "chat.json")
    assert pdfai("clean", "--older-than", "0s", "--yes").err == "Nothing was left to delete.\n"
    assert len(left(client)) == 4
