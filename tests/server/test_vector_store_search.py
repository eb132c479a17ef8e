"""Searching a vector store: what is found, in which files, and what a filter means."""

from typing import Any

import pytest
from http_api import Api
from pdf_writer import write_pdf

from pdfai.server.store.attribute_filters import matches

REPORT_2024 = write_pdf(["The net revenue was 12 million euros.", "The dog of the house is called Rex."])
REPORT_2023 = write_pdf(["The net revenue was 9 million euros."])


@pytest.fixture
def store_id(api: Api) -> str:
    """A store with a report of each of two years."""
    files = [
        {"file_id": api.upload(REPORT_2024, "2024.pdf"), "attributes": {"year": 2024, "draft": False}},
        {"file_id": api.upload(REPORT_2023, "2023.pdf"), "attributes": {"year": 2023, "kind": "annual"}},
    ]
    store_id = api.store()
    api.post(f"/vector_stores/{store_id}/file_batches", {"files": files})
    return str(api.indexed(store_id)["id"])


def found(api: Api, store_id: str, **request: Any) -> list[str]:
    """The names of the files with results, best first."""
    answer = api.post(f"/vector_stores/{store_id}/search", request)
    return [result["filename"] for result in answer["data"]]


def test_the_best_passages_come_with_where_they_stand(api: Api, store_id: str) -> None:
    """Scores fall from 1; the file's attributes and the page are told."""
    answer = api.post(f"/vector_stores/{store_id}/search", {"query": "Who is Rex?"})
    assert answer["object"] == "vector_store.search_results.page"
    assert answer["search_query"] == ["Who is Rex?"]
    assert (answer["has_more"], answer["next_page"]) == (False, None)
    (result,) = answer["data"]
    assert (result["filename"], result["page"], result["score"]) == ("2024.pdf", 2, 1.0)
    assert result["attributes"] == {"year": 2024, "draft": False}
    assert result["content"] == [{"type": "text", "text": "The dog of the house is called Rex."}]


def test_filters_choose_the_files(api: Api, store_id: str) -> None:
    """Also filters of filters."""
    query = "net revenue"
    assert sorted(found(api, store_id, query=query)) == ["2023.pdf", "2024.pdf"]
    recent = {"type": "gte", "key": "year", "value": 2024}
    assert found(api, store_id, query=query, filters=recent) == ["2024.pdf"]
    annual = {"type": "eq", "key": "kind", "value": "annual"}
    assert found(api, store_id, query=query, filters={"type": "and", "filters": [recent, annual]}) == []
    either = {"type": "or", "filters": [{"type": "and", "filters": [recent]}, annual]}
    assert len(found(api, store_id, query=query, filters=either)) == 2


def test_results_can_be_limited(api: Api, store_id: str) -> None:
    """In number and in score; several wordings are one search."""
    assert len(found(api, store_id, query="net revenue", max_num_results=1)) == 1
    exact = {"score_threshold": 1.0}
    assert found(api, store_id, query=["net revenue", "Rex"], ranking_options=exact) == ["2024.pdf"]


def test_a_query_may_be_reworded(api: Api, store_id: str) -> None:
    """The answer says for what was searched; what is found stays the same."""
    query = {"query": "What was the net revenue?", "rewrite_query": True}
    answer = api.post(f"/vector_stores/{store_id}/search", query)
    assert answer["search_query"] == ["net revenue"]
    assert [each["filename"] for each in answer["data"]] == found(api, store_id, query=query["query"])


def test_changed_attributes_count_at_once(api: Api, store_id: str) -> None:
    """They replace the old ones whole."""
    file_id = api.get(f"/vector_stores/{store_id}/files", order="asc")["data"][0]["id"]
    changed = api.post(f"/vector_stores/{store_id}/files/{file_id}", {"attributes": {"year": 1999}})
    assert changed["attributes"] == {"year": 1999}
    old = {"type": "lt", "key": "year", "value": 2000}
    assert found(api, store_id, query="net revenue", filters=old) == ["2024.pdf"]
    emptied = api.post(f"/vector_stores/{store_id}/files/{file_id}", {"attributes": None})
    assert emptied["attributes"] == {}


def test_runs_show_attributes_too(offline: Api) -> None:
    """Beside each result of their search."""
    store_id = offline.store()
    body = {"file_id": offline.upload(REPORT_2024), "attributes": {"year": 2024}}
    offline.post(f"/vector_stores/{store_id}/files", body)
    offline.indexed(store_id)
    run = offline.run(offline.thread("What was the net revenue?"), offline.assistant(store_id))
    steps = offline.get(f"/threads/{run['thread_id']}/runs/{run['id']}/steps", order="asc")["data"]
    (result, *_) = steps[0]["step_details"]["tool_calls"][0]["file_search"]["results"]
    assert result["attributes"] == {"year": 2024}


@pytest.mark.parametrize(
    ("filters", "param"),
    [
        ({"type": "like", "key": "k", "value": "v"}, "filters.type"),
        ({"type": "eq", "key": "k"}, "filters.value"),
        ({"type": "and", "filters": [{"type": "eq", "value": 1}]}, "filters.filters[0].key"),
    ],
)
def test_a_filter_that_is_none_is_refused(api: Api, filters: Any, param: str) -> None:
    """With the place where it goes wrong."""
    path = f"/vector_stores/{api.store()}/search"
    assert api.refused(400, "POST", path, json={"query": "a", "filters": filters})["param"] == param


@pytest.mark.parametrize(
    ("comparison", "value", "passing"),
    [
        ("eq", 5, {5}),
        ("ne", 5, {7, "5", True, None}),
        ("gt", 5, {7}),
        ("gte", 5, {5, 7}),
        ("lt", 7, {5}),
        ("lte", 5, {5}),
        ("eq", True, {True}),
        ("eq", "5", {"5"}),
        ("gt", "4", {"5"}),
        ("in", [5, "5"], {5, "5"}),
        ("nin", [5, "5"], {7, True, None}),
    ],
)
def test_what_a_comparison_lets_pass(comparison: str, value: Any, passing: set[Any]) -> None:
    """Only like is compared with like; what is missing is merely different."""
    filter = {"type": comparison, "key": "k", "value": value}
    passed = {
        each for each in (5, 7, "5", True, None) if matches(filter, {} if each is None else {"k": each})
    }
    assert passed == passing
    assert matches(filter, {"k": 5.0}) == (5 in passing)
