"""What `pdfai clean` asks, says and ends with."""

import json
import os
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from killed_chat import MARK, leave, left

from pdfai import InvalidArgumentError, NotFoundError, OpenAIClient, ServerError
from pdfai.cli import clean as command
from pdfai.cli import leftovers

Command = Callable[..., Any]


def test_nobody_can_be_asked(pdfai: Command, client: OpenAIClient) -> None:
    """In a pipe it is listed, and nothing is deleted without --yes."""
    leave(client, MARK)
    before = left(client)
    outcome = pdfai("clean", "--older-than", "0s", typed="y\n")
    assert outcome.code == 2
    assert outcome.out.count("\n") == 4
    assert outcome.err == "pdfai: Nobody can be asked here: add --yes to delete 4 objects\n"
    assert left(client) == before


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


def test_names_do_not_steer(pdfai: Command, client: OpenAIClient) -> None:
    """The terminal, that is: each stands on its line."""
    client.create_vector_store(name="red\n\x1b[31m", metadata=MARK)
    listed = pdfai("clean", "--older-than", "0s", "--yes").out
    assert listed.endswith("  red [31m\n")
    assert listed.count("\n") == 1


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


def test_the_first_failure_says_the_exit_code(
    pdfai: Command, client: OpenAIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with other commands that go on after one."""
    leave(client, MARK)

    def refuse(_: OpenAIClient, leftover: Any) -> None:
        raise ServerError("no", status=500) if leftover.kind == "thread" else InvalidArgumentError("no")

    monkeypatch.setattr(command, "delete", refuse)
    outcome = pdfai("clean", "--older-than", "0s", "--yes")
    assert (outcome.code, outcome.err.count(" stays: no")) == (ServerError.exit_code, 4)
    assert ServerError.exit_code != InvalidArgumentError.exit_code


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


def test_a_server_that_cannot_list_now(refused: Callable[..., str], upstream: Any) -> None:
    """Is no server that has no threads: nothing is said to be clean, and nothing deleted."""
    empty = (200, "application/json", b'{"object": "list", "data": [], "has_more": false}')
    upstream.answers = [empty, (500, "application/json", b'{"error": {"message": "Not now."}}')]
    assert "Not now." in refused("clean", "--base-url", upstream.url, "--yes", code=ServerError.exit_code)


def test_documents_of_others(refused: Callable[..., str]) -> None:
    """Are none of our business on a server elsewhere."""
    told = refused("clean", "--documents", "--base-url", "http://localhost:1/v1", code=2)
    assert told.startswith("--documents is for the server built in")


@pytest.mark.parametrize("time", ["", "1", "h", "-1h", "1w", "1.5h"])
def test_what_is_no_time(refused: Callable[..., str], time: str) -> None:
    """Is refused with how to write one."""
    assert "is no time: write 30m, 1h or 2d" in refused("clean", f"--older-than={time}", code=2)
