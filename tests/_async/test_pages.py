"""Lists are pages, and iterating over one goes on to the next."""

from typing import Any

import pytest

from pdfai import AsyncOpenAIClient, MalformedAnswerError

pytestmark = pytest.mark.anyio


def page(*ids: str, has_more: bool = False, **more: Any) -> dict[str, Any]:
    """A page of messages."""
    ends = {"first_id": ids[0], "last_id": ids[-1]} if ids else {"first_id": None, "last_id": None}
    data = [{"id": each, "object": "thread.message"} for each in ids]
    return {"object": "list", "data": data, **ends, "has_more": has_more, **more}


async def ids_of(items: Any) -> list[str]:
    """Every item's id, through all pages."""
    found = []
    async for item in items:
        found.append(item.id)
    return found


async def test_every_page_is_walked(client: AsyncOpenAIClient, script: Any) -> None:
    """Each is asked for behind the last, with the same limit, order and filter."""
    script.answers(page("msg_1", "msg_2", has_more=True))
    script.answers(page("msg_3", has_more=True))
    script.answers(page())
    messages = await client.get_thread_messages("thread_1", limit=2, order="asc", run_id="run_1")
    assert await ids_of(messages) == ["msg_1", "msg_2", "msg_3"]
    queries = [dict(request.url.params) for request in script.requests]
    same = {"limit": "2", "order": "asc", "run_id": "run_1"}
    assert queries == [same, {**same, "after": "msg_2"}, {**same, "after": "msg_3"}]


async def test_a_page_is_what_the_server_sent(client: AsyncOpenAIClient, script: Any) -> None:
    """Nothing is asked for until it is needed; iterating twice begins again."""
    said = page("msg_1", "msg_2", colour="red")
    script.answers(said)
    messages = await client.get_thread_messages("thread_1")
    assert [message.id for message in messages.data] == ["msg_1", "msg_2"]
    assert (messages.first_id, messages.last_id, messages.has_more) == ("msg_1", "msg_2", False)
    assert messages.to_dict() == said
    assert await ids_of(messages) == await ids_of(messages) == ["msg_1", "msg_2"]
    assert await messages.next_page() is None
    assert len(script.requests) == 1
    assert "msg_2" in repr(messages)


async def test_a_server_without_a_last_id(client: AsyncOpenAIClient, script: Any) -> None:
    """The last of the page says where the next begins."""
    script.answers({"data": [{"id": "asst_1"}], "has_more": True})
    script.answers({"data": [{"id": "asst_2"}]})
    assert await ids_of(await client.get_assistants()) == ["asst_1", "asst_2"]
    assert script.requests[1].url.params["after"] == "asst_1"


async def test_a_server_that_does_not_know_after(client: AsyncOpenAIClient, script: Any) -> None:
    """It would be asked for ever; that is said instead."""
    for _ in range(2):
        script.answers(page("msg_1", has_more=True))
    with pytest.raises(MalformedAnswerError, match="does not go on behind msg_1"):
        await ids_of(await client.get_thread_messages("thread_1"))


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("get_assistants", ()),
        ("get_threads", ()),
        ("get_files", ()),
        ("get_models", ()),
        ("get_vector_stores", ()),
        ("get_runs", ("thread_1",)),
        ("get_run_steps", ("thread_1", "run_1")),
        ("get_vector_store_files", ("vs_1",)),
        ("get_vector_store_file_batch_files", ("vs_1", "vsfb_1")),
    ],
)
async def test_every_list_is_a_page(
    client: AsyncOpenAIClient, script: Any, name: str, ids: tuple[str, ...]
) -> None:
    """Whatever is listed."""
    script.answers({"data": [{"id": "one"}, {"id": "two"}]})
    assert await ids_of(await getattr(client, name)(*ids)) == ["one", "two"]
