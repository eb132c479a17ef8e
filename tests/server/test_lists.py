"""Lists and their pages."""

from typing import Any

import pytest
from http_api import Api


@pytest.fixture
def ids(api: Api) -> list[str]:
    """Five assistants, oldest first."""
    return [api.assistant(name=str(number)) for number in range(5)]


def test_an_empty_list_has_no_ids(api: Api) -> None:
    """First and last are null."""
    empty: dict[str, Any] = {
        "object": "list",
        "data": [],
        "first_id": None,
        "last_id": None,
        "has_more": False,
    }
    for path in ("/assistants", "/threads", "/files", "/vector_stores"):
        assert api.get(path) == empty
    assert api.get(f"/threads/{api.thread()}/messages") == empty


def test_newest_come_first(api: Api, ids: list[str]) -> None:
    """Unless asked otherwise; within one second the order of creation counts."""
    page = api.get("/assistants")
    assert [each["id"] for each in page["data"]] == ids[::-1]
    assert (page["first_id"], page["last_id"], page["has_more"]) == (ids[4], ids[0], False)
    assert [each["id"] for each in api.get("/assistants", order="asc")["data"]] == ids


@pytest.mark.parametrize("order", ["asc", "desc"])
def test_pages_follow_each_other(api: Api, ids: list[str], order: str) -> None:
    """Going by `has_more` and the last id as `after` shows everything once."""
    seen: list[str] = []
    page = api.get("/assistants", order=order, limit=2)
    while page["has_more"]:
        seen += [each["id"] for each in page["data"]]
        page = api.get("/assistants", order=order, limit=2, after=page["last_id"])
    seen += [each["id"] for each in page["data"]]
    assert seen == (ids if order == "asc" else ids[::-1])


def test_before_gives_the_page_next_to_an_id(api: Api, ids: list[str]) -> None:
    """In the list's own order."""
    page = api.get("/assistants", order="asc", limit=2, before=ids[3])
    assert ([each["id"] for each in page["data"]], page["has_more"]) == (ids[1:3], True)
    page = api.get("/assistants", limit=2, before=ids[1])
    assert ([each["id"] for each in page["data"]], page["has_more"]) == ([ids[3], ids[2]], True)


def test_after_and_before_enclose(api: Api, ids: list[str]) -> None:
    """What stands between two ids."""
    page = api.get("/assistants", order="asc", after=ids[0], before=ids[4])
    assert ([each["id"] for each in page["data"]], page["has_more"]) == (ids[1:4], False)


def test_a_page_behind_nothing_is_refused(api: Api) -> None:
    """An id that does not exist, or stands in another list."""
    api.refused(404, "GET", "/assistants", params={"after": "asst_x"})
    mine, other = api.thread("Hello"), api.thread("Hello")
    message_id = api.get(f"/threads/{mine}/messages")["first_id"]
    api.refused(404, "GET", f"/threads/{other}/messages", params={"after": message_id})


def test_a_page_may_begin_behind_a_file_that_changed_its_state(api: Api) -> None:
    """A list of files in one state goes on where it was, whatever became of the last file shown."""
    store_id = api.store(api.upload(b"\x00junk"), api.upload())
    failed = api.get(f"/vector_stores/{store_id}/files", filter="failed")
    assert len(failed["data"]) == 1
    behind = {"filter": "completed", "order": "asc", "after": failed["last_id"]}
    assert len(api.get(f"/vector_stores/{store_id}/files", **behind)["data"]) == 1


def test_threads_are_listed(api: Api) -> None:
    """Newest first, with their metadata, over pages, however they were made, until they are deleted."""
    first = api.post("/threads", {"metadata": {"name": "first"}})
    second = api.post("/threads/runs", {"assistant_id": api.assistant()})["thread_id"]
    third = api.thread("Hello")
    assert [each["id"] for each in api.get("/threads")["data"]] == [third, second, first["id"]]
    page = api.get("/threads", order="asc", limit=1)
    assert (page["data"], page["has_more"]) == ([first], True)
    behind = api.get("/threads", order="asc", after=first["id"], before=third)
    assert [each["id"] for each in behind["data"]] == [second]
    api.delete(f"/threads/{third}")
    assert api.get("/threads")["first_id"] == second
    assert api.refused(404, "GET", "/threads", params={"after": third})["message"] == (
        f"No thread found with id '{third}'."
    )


@pytest.mark.parametrize(
    ("path", "query", "message"),
    [
        (
            "/assistants",
            {"limit": 0},
            "Invalid value for 'limit': Input should be greater than or equal to 1.",
        ),
        (
            "/assistants",
            {"limit": 101},
            "Invalid value for 'limit': Input should be less than or equal to 100.",
        ),
        (
            "/files",
            {"limit": 10001},
            "Invalid value for 'limit': Input should be less than or equal to 10000.",
        ),
        ("/assistants", {"order": "up"}, "Invalid value for 'order': Input should be 'asc' or 'desc'."),
    ],
)
def test_limits_of_lists(api: Api, path: str, query: dict[str, object], message: str) -> None:
    """A page is no longer than the contract says."""
    error = api.refused(400, "GET", path, params=query)
    assert (error["message"], error["param"]) == (message, next(iter(query)))


def test_files_are_listed_by_purpose(api: Api) -> None:
    """Those of another purpose are left out."""
    file_id = api.upload()
    assert api.get("/files", purpose="assistants")["first_id"] == file_id
    assert api.get("/files", purpose="vision")["data"] == []


def test_messages_are_listed_by_run(api: Api) -> None:
    """Those the run wrote."""
    thread_id = api.thread("Hello")
    run = api.run(thread_id, api.assistant())
    assert [message["run_id"] for message in api.get(f"/threads/{thread_id}/messages")["data"]] == [
        run["id"],
        None,
    ]
    written = api.get(f"/threads/{thread_id}/messages", run_id=run["id"])["data"]
    assert [message["role"] for message in written] == ["assistant"]
