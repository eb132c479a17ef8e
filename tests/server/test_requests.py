"""What breaks the contract is refused, and told where."""

from functools import reduce
from typing import Any

import pytest
from http_api import Api

SEVENTEEN = {str(number): "" for number in range(17)}
TEXT = [{"role": "user", "content": "x"}]
HALF = "\ud800"
"""Of a pair of surrogates: JSON can spell it, and it is no character."""


def calling(parameters: Any) -> dict[str, Any]:
    """A tool of these parameters."""
    return {"type": "function", "function": {"name": "f", "parameters": parameters}}


def chunked(size: int, overlap: int) -> dict[str, Any]:
    """A request for a vector store with chunks of this size."""
    sizes = {"max_chunk_size_tokens": size, "chunk_overlap_tokens": overlap}
    return {"chunking_strategy": {"type": "static", "static": sizes}}


@pytest.mark.parametrize(
    ("path", "body", "param"),
    [
        ("/assistants", {"model": "m", "x": 1}, "x"),
        ("/assistants", {"model": "m", "tools": [{"type": "file_search", "x": 1}]}, "tools[0].x"),
        ("/threads", {"messages": [{"role": "user", "content": "x", "y": 1}]}, "messages[0].y"),
        (
            "/vector_stores",
            {"expires_after": {"anchor": "last_active_at", "days": 1, "z": 1}},
            "expires_after.z",
        ),
        ("/threads/runs", {"assistant_id": "asst_x", "thread": {"x": 1}}, "thread.x"),
        ("/chat/completions", {"model": "m", "messages": TEXT, "x": 1}, "x"),
    ],
)
def test_unknown_parameters_are_refused(api: Api, path: str, body: Any, param: str) -> None:
    """A typing error is not swallowed."""
    error = api.refused(400, "POST", path, json=body)
    assert error == {
        "message": f"Unknown parameter: '{param}'.",
        "type": "invalid_request_error",
        "param": param,
        "code": None,
    }


def test_an_unknown_form_field_is_refused(api: Api) -> None:
    """Uploads are no exception."""
    error = api.refused(
        400, "POST", "/files", files={"file": ("a.pdf", b"x")}, data={"purpose": "assistants", "x": "y"}
    )
    assert error["message"] == "Unknown parameter: 'x'."
    assert api.get("/files")["data"] == []


@pytest.mark.parametrize(
    ("path", "body", "param"),
    [
        ("/assistants", {}, "model"),
        ("/threads", {"messages": [{"role": "user"}]}, "messages[0].content"),
        ("/vector_stores", {"chunking_strategy": {"type": "static"}}, "chunking_strategy.static"),
        ("/chat/completions", {"model": "m"}, "messages"),
    ],
)
def test_missing_parameters_are_named(api: Api, path: str, body: Any, param: str) -> None:
    """By their path in the request."""
    error = api.refused(400, "POST", path, json=body)
    assert (error["message"], error["param"]) == (f"Missing required parameter: '{param}'.", param)


@pytest.mark.parametrize(
    ("path", "body", "param"),
    [
        ("/assistants", {"model": ""}, "model"),
        ("/assistants", {"model": 5}, "model"),
        ("/assistants", {"model": "m", "name": "n" * 257}, "name"),
        ("/assistants", {"model": "m", "description": "n" * 513}, "description"),
        ("/assistants", {"model": "m", "instructions": "n" * 256_001}, "instructions"),
        ("/assistants", {"model": "m", "name": "\ud800"}, "name"),
        ("/assistants", {"model": "m", "temperature": 2.1}, "temperature"),
        ("/assistants", {"model": "m", "metadata": SEVENTEEN}, "metadata"),
        ("/assistants", {"model": "m", "metadata": {"a": 1}}, "metadata.a"),
        ("/assistants", {"model": "m", "metadata": {"a": "v" * 513}}, "metadata.a"),
        ("/assistants", {"model": "m", "metadata": {"k" * 65: "v"}}, "metadata." + "k" * 65),
        ("/assistants", {"model": "m", "tools": [{"type": "file_search"}] * 129}, "tools"),
        ("/assistants", {"model": "m", "tools": [{"type": "web_search"}]}, "tools[0].type"),
        (
            "/assistants",
            {"model": "m", "tools": [{"type": "file_search", "file_search": {"max_num_results": 51}}]},
            "tools[0].file_search.max_num_results",
        ),
        (
            "/assistants",
            {"model": "m", "tool_resources": {"file_search": {"vector_store_ids": ["a", "b"]}}},
            "tool_resources.file_search.vector_store_ids",
        ),
        ("/threads", {"messages": [{"role": "robot", "content": "x"}]}, "messages[0].role"),
        ("/threads", {"messages": [{"role": "user", "content": ""}]}, "messages[0].content"),
        ("/threads", {"messages": [{"role": "user", "content": []}]}, "messages[0].content"),
        (
            "/threads",
            {"messages": [{"role": "user", "content": [{"type": "sound", "text": "x"}]}]},
            "messages[0].content[0].type",
        ),
        (
            "/threads",
            {"messages": [{"role": "user", "content": [{"type": "image_url", "text": "x"}]}]},
            "messages[0].content[0].image_url",
        ),
        (
            "/vector_stores",
            {"expires_after": {"anchor": "last_active_at", "days": 366}},
            "expires_after.days",
        ),
        ("/vector_stores", {"file_ids": ["x"] * 501}, "file_ids"),
        ("/vector_stores", {"chunking_strategy": {"type": "odd"}}, "chunking_strategy.type"),
        ("/vector_stores", chunked(99, 0), "chunking_strategy.static.max_chunk_size_tokens"),
        ("/vector_stores", chunked(4097, 0), "chunking_strategy.static.max_chunk_size_tokens"),
        ("/vector_stores", chunked(101, 51), "chunking_strategy.static.chunk_overlap_tokens"),
        ("/threads/runs", {"assistant_id": "a", "tools": [{"type": "file_search"}] * 21}, "tools"),
        ("/threads/runs", {"assistant_id": "a", "max_completion_tokens": 255}, "max_completion_tokens"),
        ("/chat/completions", {"model": "m", "messages": []}, "messages"),
    ],
)
def test_values_outside_the_limits_are_refused(api: Api, path: str, body: Any, param: str) -> None:
    """With the place they stand at."""
    error = api.refused(400, "POST", path, json=body)
    assert error["param"] == param
    assert "\n" not in error["message"]


@pytest.mark.parametrize(
    ("content", "type"),
    [
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"null", "application/json"),
        (b'["model"]', "application/json"),
        (b"\xff\xfe", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b'{"model": "m"}', "text/plain"),
        (b"model=m", "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_that_is_no_json_object_is_refused(api: Api, content: bytes, type: str) -> None:
    """As the caller's mistake, whatever it is."""
    api.refused(400, "POST", "/assistants", content=content, headers={"Content-Type": type})


def test_numbers_json_does_not_have_are_refused(api: Api) -> None:
    """Python's parser takes NaN and Infinity for numbers."""
    for number in (b"NaN", b"Infinity", b"1e999"):
        body = b'{"model": "m", "temperature": ' + number + b"}"
        api.refused(400, "POST", "/assistants", content=body, headers={"Content-Type": "application/json"})


@pytest.mark.parametrize(
    ("path", "body", "param"),
    [
        ("/assistants", {"metadata": {"a": HALF}}, "metadata.a"),
        ("/assistants", {"tools": [calling({"a": [1, HALF]})]}, "tools[0].function.parameters.a[1]"),
        ("/assistants", {"tools": [calling({"a": {HALF: 1}})]}, "tools[0].function.parameters.a"),
        (
            "/assistants",
            {
                "response_format": {
                    "type": "json_schema",
                    "json_schema": {"name": "x", "schema": {"const": HALF}},
                }
            },
            "response_format.json_schema.schema.const",
        ),
        ("/chat/completions", {"messages": [{"role": "user", "content": HALF}]}, "messages[0].content"),
    ],
)
def test_half_a_character_is_refused(api: Api, path: str, body: Any, param: str) -> None:
    """Wherever it stands, for no answer could show it."""
    error = api.refused(400, "POST", path, json={"model": "m", **body})
    assert error["message"].startswith(f"Invalid value for '{param}': Input should be a valid string")
    assert error["param"] == param


def test_half_a_character_is_neither_searched_for_nor_submitted(api: Api) -> None:
    """Nor does it matter what else is wrong."""
    error = api.refused(400, "POST", f"/vector_stores/{api.store()}/search", json={"query": ["a", HALF]})
    assert error["param"] == "query[1]"
    outputs = [{"tool_call_id": "call_a", "output": HALF}]
    body = {"tool_outputs": outputs}
    error = api.refused(400, "POST", "/threads/x/runs/y/submit_tool_outputs", json=body)
    assert error["param"] == "tool_outputs[0].output"


@pytest.mark.parametrize("depth", [*range(235, 256), 300])
def test_what_is_taken_can_be_listed(api: Api, depth: int) -> None:
    """However deep it is nested; what is too deep is refused."""
    parameters: dict[str, Any] = reduce(lambda inner, _: {"a": inner}, range(depth), {})
    body = {"model": "m", "tools": [calling(parameters)]}
    answer = api.http.post("/assistants", json=body)
    if answer.status_code != 200:
        assert (
            api.refused(400, "POST", "/assistants", json=body)["message"] == "The body is nested too deeply."
        )
    assert len(api.get("/assistants")["data"]) == (answer.status_code == 200)


@pytest.mark.parametrize("value", [None, ["a"], {"a": 1}, "v" * 513, "\ud800"])
def test_attributes_are_simple_values(api: Api, value: Any) -> None:
    """Strings of at most 512 characters, numbers and booleans; else nothing is attached."""
    store_id, file_id = api.store(), api.upload()
    body = {"file_id": file_id, "attributes": {"a": value}}
    error = api.refused(400, "POST", f"/vector_stores/{store_id}/files", json=body)
    assert error["param"] == "attributes.a"
    assert api.get(f"/vector_stores/{store_id}/files")["data"] == []


def test_other_paths_and_methods_are_answered_in_the_apis_form(api: Api) -> None:
    """Also what no route serves."""
    assert api.refused(404, "GET", "/nothing")["message"] == "Not Found: GET /v1/nothing"
    assert api.refused(405, "PUT", "/threads/x")["message"] == "Method Not Allowed: PUT /v1/threads/x"
    api.refused(404, "POST", "/threads/", json={})


@pytest.mark.parametrize(
    "id", ["a%2Fmessages", "..%2F..%2Fetc", "a%2fb", "%00", "%FF", "'; DROP TABLE threads;"]
)
def test_no_id_leads_elsewhere(api: Api, id: str) -> None:
    """An id is an id, whatever characters it has."""
    thread_id = api.thread("Hello")
    api.refused(404, "GET", f"/threads/{id}")
    api.refused(404, "GET", f"/threads/{thread_id}%2Fmessages")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/threads/x", {"GET", "POST", "DELETE"}),
        ("PATCH", "/threads", {"GET", "POST"}),
        ("PUT", "/threads/runs", {"POST"}),
        ("POST", "/models", {"GET"}),
    ],
)
def test_a_refused_method_comes_with_those_that_are_served(
    api: Api, method: str, path: str, allowed: set[str]
) -> None:
    """All of them, however many handlers the path has."""
    answer = api.http.request(method, path)
    assert (answer.status_code, set(answer.headers["allow"].split(", "))) == (405, allowed)


@pytest.mark.parametrize("path", ["/threads", "/vector_stores"])
def test_a_body_that_may_be_left_out_may_not_be_null(api: Api, path: str) -> None:
    """Nothing is nothing; null is something that the contract does not know."""
    assert api.http.post(path).status_code == 200
    error = api.refused(400, "POST", path, json=None)
    assert error["message"].startswith("The body must be a JSON object")
    assert len(api.get(path)["data"]) == 1


def test_an_upload_has_a_largest_size(api: Api) -> None:
    """It is the contract's, so that clients can know it before they begin."""
    upload = {"filename": "a.pdf", "purpose": "assistants", "mime_type": "application/pdf"}
    api.post("/uploads", {**upload, "bytes": 8 << 30})
    error = api.refused(400, "POST", "/uploads", json={**upload, "bytes": (8 << 30) + 1})
    assert error["message"] == "Invalid value for 'bytes': Input should be less than or equal to 8589934592."
