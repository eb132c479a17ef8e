"""`pdfai clean`: what was left goes, what is somebody's stays."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pdfai import NotFoundError, OpenAIClient
from pdfai.cli import clean as command
from pdfai.cli import leftovers
from pdfai.cli.leftovers import Search
from pdfai.clock import Clock

MARK = {"pdfai_copilot": "chat"}
KEPT = {**MARK, "pdfai_kept": "true"}

Command = Callable[..., Any]


@pytest.fixture
def client(data: Any) -> Iterator[OpenAIClient]:
    """A client of the server that the command cleans."""
    with OpenAIClient.embedded(data.path) as client:
        yield client


def leave(client: OpenAIClient, metadata: dict[str, str], *, name: str = "report") -> list[str]:
    """What a killed chat leaves: the ids of a thread, an assistant, a vector store and a file."""
    thread = client.create_thread(metadata=metadata)
    file = client.upload_file("assistants", f"{name}.txt", name.encode())
    store = client.create_vector_store_and_wait_to_complete(file_ids=[file.id], metadata=metadata)
    search: Any = {"file_search": {"vector_store_ids": [store.id]}}
    assistant = client.create_assistant(
        model="extractive", tools=[{"type": "file_search"}], tool_resources=search, metadata=metadata
    )
    return [thread.id, assistant.id, store.id, file.id]


def left(client: OpenAIClient) -> set[str]:
    """The ids of all there is."""
    listed = [client.get_threads(), client.get_assistants(), client.get_vector_stores(), client.get_files()]
    return {each.id for page in listed for each in page.data}  # type: ignore[attr-defined]  # all have one


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


def test_nobody_can_be_asked(pdfai: Command, client: OpenAIClient) -> None:
    """In a pipe it is listed, and nothing is deleted without --yes."""
    leave(client, MARK)
    before = left(client)
    outcome = pdfai("clean", "--older-than", "0s", typed="y\n")
    assert outcome.code == 2
    assert outcome.out.count("\n") == 4
    assert outcome.err == "pdfai: Nobody can be asked here: add --yes to delete 4 objects\n"
    assert left(client) == before


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
    stays = leave(client, {})
    assert pdfai("clean", "--older-than", "0s").err == "Nothing was left to delete.\n"
    outcome = pdfai("clean", "--older-than", "0s", "--documents", "--yes", "--json")
    told = json.loads(outcome.out)
    assert (told["id"], told["is_loose"]) == (kept.id, True)
    assert left(client) == {*stays}


def test_documents_are_listed_as_what_they_are(pdfai: Command, client: OpenAIClient) -> None:
    """Nobody can tell who uploaded a file: who is asked about it sees why it is there."""
    client.upload_file("assistants", "mine.txt", b"Mine")
    leave(client, MARK)
    listed = pdfai("clean", "--older-than", "0s", "--documents", "--yes").out
    assert "mine.txt (in no vector store)" in listed
    assert listed.count("vector store)") == 1


def test_documents_of_others(refused: Callable[..., str]) -> None:
    """Are none of our business on a server elsewhere."""
    told = refused("clean", "--documents", "--base-url", "http://localhost:1/v1", code=2)
    assert told.startswith("--documents is for the server built in")


def test_json(pdfai: Command, client: OpenAIClient) -> None:
    """A line for each object, with what became of it."""
    thread_id, *_ = leave(client, MARK)
    arguments = ("clean", "--older-than", "0s", "--json")
    outcomes = [
        [json.loads(line) for line in pdfai(*arguments, *more).out.splitlines()] for more in ((), ("--yes",))
    ]
    assert [line["outcome"] for lines in outcomes for line in lines] == ["found"] * 4 + ["deleted"] * 4
    first = outcomes[0][0]
    assert 0 <= first.pop("age_seconds") < 60
    assert first.pop("is_loose") is False
    assert first == {"kind": "thread", "id": thread_id, "name": "(chat)", "outcome": "found"}


def test_what_cannot_be_deleted_is_told(
    pdfai: Command, client: OpenAIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest goes; one that somebody else deleted meanwhile is no failure."""
    thread_id, assistant_id, *_ = leave(client, MARK)
    delete_thread = OpenAIClient.delete_thread

    def delete_twice(self: OpenAIClient, id: str) -> Any:
        delete_thread(self, id)
        return delete_thread(self, id)

    def refuse(_: OpenAIClient, id: str) -> None:
        client.create_thread(metadata={"a": "b" * 600})

    monkeypatch.setattr(OpenAIClient, "delete_thread", delete_twice)
    monkeypatch.setattr(OpenAIClient, "delete_assistant", refuse)
    outcome = pdfai("clean", "--older-than", "0s", "--yes")
    assert outcome.code == 5
    assert outcome.err.startswith(f"pdfai: assistant {assistant_id} stays: ")
    assert outcome.err.endswith("\n3 of 4 objects deleted.\n")
    assert left(client) == {assistant_id}
    with pytest.raises(NotFoundError):
        client.get_thread(thread_id)


def test_ctrl_c_says_what_is_done(
    pdfai: Command, client: OpenAIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was begun is finished before."""
    leave(client, MARK)
    delete = leftovers.delete

    def interrupted(client: OpenAIClient, leftover: Any) -> None:
        if leftover.kind == "vector_store":
            raise KeyboardInterrupt
        delete(client, leftover)

    monkeypatch.setattr(command, "delete", interrupted)
    outcome = pdfai("clean", "--older-than", "0s", "--yes")
    assert (outcome.code, outcome.err) == (130, "Stopped: 2 of 4 objects deleted. Say it again to go on.\n")
    monkeypatch.setattr(command, "delete", delete)
    assert "2 of 2" in pdfai("clean", "--older-than", "0s", "--yes").err


def test_a_server_that_lists_no_threads(pdfai: Command, upstream: Any) -> None:
    """Is said to be one; the rest is looked for."""
    empty = (200, "application/json", b'{"object": "list", "data": [], "has_more": false}')
    no = (404, "application/json", b'{"error": {"message": "Not here."}}')
    upstream.answers = [empty, no, empty]
    outcome = pdfai("clean", "--base-url", upstream.url)
    assert outcome.err == (
        "This server does not list threads: those that were left there stay.\nNothing was left to delete.\n"
    )
    assert [path.partition("?")[0] for path in upstream.paths] == [
        "/v1/vector_stores", "/v1/threads", "/v1/assistants",
    ]  # fmt: skip


@pytest.mark.parametrize("time", ["", "1", "h", "-1h", "1w", "1.5h"])
def test_what_is_no_time(refused: Callable[..., str], time: str) -> None:
    """Is refused with how to write one."""
    assert "is no time: write 30m, 1h or 2d" in refused("clean", f"--older-than={time}", code=2)


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("answer", "told"), [(b"\n", "Nothing was deleted."), (b"y\n", "4 of 4 objects")])
def test_at_a_terminal_it_asks(
    start: Callable[..., "subprocess.Popen[str]"], client: OpenAIClient, answer: bytes, told: str
) -> None:
    """And only a clear yes is one."""
    leave(client, MARK)
    terminal, end = os.openpty()
    process = start("clean", "--older-than", "0s", stdin=end)
    os.close(end)
    os.write(terminal, answer)
    _, err = process.communicate(timeout=20)
    os.close(terminal)
    assert err.startswith("Delete these 4 objects? [y/N] ")
    assert told in err
    assert process.returncode == 0


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
