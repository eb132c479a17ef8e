"""A call of every operation, with all that it may be given, for the mocks of the contract."""

import json
from importlib import resources
from typing import Any, NamedTuple

CONTRACT = json.loads(resources.files("pdfai_wire").joinpath("contract.json").read_text(encoding="utf-8"))


class Call(NamedTuple):
    """A method of the client and what it is called with."""

    method: str
    ids: tuple[Any, ...]
    keywords: dict[str, Any]


SCHEMA = {"type": "object", "properties": {"total": {"type": "number"}}}
FUNCTION = {"type": "function", "function": {"name": "total", "description": "Sum.", "parameters": SCHEMA}}
SEARCH = {
    "type": "file_search",
    "file_search": {"max_num_results": 5, "ranking_options": {"score_threshold": 0.1}},
}
FORMAT = {"type": "json_schema", "json_schema": {"name": "total", "schema": SCHEMA, "strict": True}}
CHUNKS = {"type": "static", "static": {"max_chunk_size_tokens": 400, "chunk_overlap_tokens": 100}}
MESSAGE = {
    "role": "user",
    "content": [
        {"type": "text", "text": "What was the net revenue?"},
        {"type": "image_url", "image_url": {"url": "https://example.com/a.png", "detail": "low"}},
    ],
    "attachments": [{"file_id": "file-1", "tools": [{"type": "file_search"}]}],
    "metadata": {"page": "1"},
}
RUN = {
    "model": "m",
    "instructions": "Be brief.",
    "additional_messages": [MESSAGE],
    "tools": [SEARCH, FUNCTION],
    "metadata": {},
    "temperature": 0.5,
    "top_p": 1,
    "max_prompt_tokens": 1000,
    "max_completion_tokens": 256,
    "truncation_strategy": {"type": "last_messages", "last_messages": 3},
    "tool_choice": {"type": "function", "function": {"name": "total"}},
    "parallel_tool_calls": False,
    "response_format": FORMAT,
}
THREAD_AND_RUN = {
    **{name: value for name, value in RUN.items() if name != "additional_messages"},
    "thread": {"messages": [MESSAGE], "tool_resources": {"file_search": {"vector_store_ids": ["vs_1"]}}},
}
PAGE = {"limit": 2, "order": "asc", "after": "x", "before": "y"}
CHAT = {
    "model": "m",
    "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi"}],
}
OUTPUTS = {"tool_outputs": [{"tool_call_id": "call_1", "output": "42"}]}
FILTERS = {"type": "and", "filters": [{"type": "eq", "key": "year", "value": 2025}]}
UPLOAD = {"filename": "a.pdf", "purpose": "assistants", "bytes": 9, "mime_type": "application/pdf"}
AUTO = {"type": "auto"}
YEAR = {"year": 2025, "final": True, "name": "a"}
STORE = {"name": "reports", "expires_after": {"anchor": "last_active_at", "days": 7}, "metadata": {"a": "b"}}

CALLS = [
    Call("create_assistant", (), {"model": "m", "tools": [SEARCH, FUNCTION], "response_format": "auto"}),
    Call("get_assistants", (), PAGE),
    Call("get_assistant", ("asst_1",), {}),
    Call("modify_assistant", ("asst_1",), {"name": None, "temperature": 0.2, "metadata": {}}),
    Call("delete_assistant", ("asst_1",), {}),
    Call("get_threads", (), PAGE),
    Call("create_thread", (), {"messages": [MESSAGE], "metadata": {"a": "b"}}),
    Call("get_thread", ("thread_1",), {}),
    Call("modify_thread", ("thread_1",), {"metadata": {"a": "b"}}),
    Call("delete_thread", ("thread_1",), {}),
    Call("create_thread_message", ("thread_1",), MESSAGE),
    Call("get_thread_messages", ("thread_1",), {**PAGE, "run_id": "run_1"}),
    Call("get_thread_message", ("thread_1", "msg_1"), {}),
    Call("modify_thread_message", ("thread_1", "msg_1"), {"metadata": None}),
    Call("delete_thread_message", ("thread_1", "msg_1"), {}),
    Call("create_thread_and_run", (), {"assistant_id": "asst_1", **THREAD_AND_RUN}),
    Call("create_run", ("thread_1",), {"assistant_id": "asst_1", **RUN}),
    Call("get_runs", ("thread_1",), PAGE),
    Call("get_run", ("thread_1", "run_1"), {}),
    Call("modify_run", ("thread_1", "run_1"), {"metadata": {"a": "b"}}),
    Call("cancel_run", ("thread_1", "run_1"), {}),
    Call("submit_tool_outputs", ("thread_1", "run_1"), OUTPUTS),
    Call("get_run_steps", ("thread_1", "run_1"), PAGE),
    Call("get_run_step", ("thread_1", "run_1", "step_1"), {}),
    Call("upload_file", ("assistants", "a.pdf", b"%PDF\r\n--"), {}),
    Call("get_files", (), {"purpose": "assistants", "limit": 2, "order": "asc"}),
    Call("get_file", ("file-1",), {}),
    Call("get_file_content", ("file-1",), {}),
    Call("delete_file", ("file-1",), {}),
    Call(
        "create_upload",
        (),
        {"filename": "a.pdf", "purpose": "assistants", "bytes": 9, "mime_type": "application/pdf"},
    ),
    Call("add_upload_part", ("upload_1", b"%PDF"), {}),
    Call("complete_upload", ("upload_1",), {"part_ids": ["part_1"]}),
    Call("cancel_upload", ("upload_1",), {}),
    Call("create_vector_store", (), {**STORE, "file_ids": ["file-1"], "chunking_strategy": CHUNKS}),
    Call("get_vector_stores", (), PAGE),
    Call("get_vector_store", ("vs_1",), {}),
    Call("modify_vector_store", ("vs_1",), STORE),
    Call("delete_vector_store", ("vs_1",), {}),
    Call("search_vector_store", ("vs_1",), {"query": ["revenue"], "filters": FILTERS, "max_num_results": 3}),
    Call(
        "create_vector_store_file",
        ("vs_1",),
        {"file_id": "file-1", "attributes": {"year": 2025, "final": True}},
    ),
    Call("get_vector_store_files", ("vs_1",), {**PAGE, "filter": "completed"}),
    Call("get_vector_store_file", ("vs_1", "file-1"), {}),
    Call("modify_vector_store_file", ("vs_1", "file-1"), {"attributes": {"year": 2026}}),
    Call("delete_vector_store_file", ("vs_1", "file-1"), {}),
    Call("get_vector_store_file_content", ("vs_1", "file-1"), {}),
    Call(
        "create_vector_store_file_batch",
        ("vs_1",),
        {"file_ids": ["file-1"], "chunking_strategy": {"type": "auto"}},
    ),
    Call("get_vector_store_file_batch", ("vs_1", "vsfb_1"), {}),
    Call("cancel_vector_store_file_batch", ("vs_1", "vsfb_1"), {}),
    Call("get_vector_store_file_batch_files", ("vs_1", "vsfb_1"), {**PAGE, "filter": "failed"}),
    Call("create_completion", (), {**CHAT, "tools": [FUNCTION], "response_format": FORMAT}),
    Call("create_embedding", (), {"model": "m", "input": ["one", "two"]}),
    Call("get_models", (), {}),
    Call("get_model", ("vendor/m",), {}),
]
"""Each operation of the contract, in its order."""

STREAMS = [
    Call("stream_run", ("thread_1",), {"assistant_id": "asst_1", **RUN}),
    Call("stream_thread_and_run", (), {"assistant_id": "asst_1", **THREAD_AND_RUN}),
    Call("stream_tool_outputs", ("thread_1", "run_1"), OUTPUTS),
    Call("stream_run_events", ("thread_1", "run_1"), {"starting_after": 7}),
    Call("stream_completion", (), CHAT),
]

BAD_CALLS = [
    (Call("create_assistant", (), {"model": "m", "nam": "x"}), "$.nam is not in the contract"),
    (Call("create_assistant", (), {"name": "x"}), "$ is refused: 'model' is a required property"),
    (
        Call("create_assistant", (), {"model": "m", "tools": [{"type": "file_searc"}]}),
        "$.tools[0].type is refused: 'file_searc' is not one of",
    ),
    (
        Call("create_assistant", (), {"model": "m", "metadata": {"a": "x" * 513}}),
        "$.metadata.a is refused: maxLength is 512",
    ),
    (
        Call("create_thread", (), {"messages": [{"role": "user", "content": [{"type": "text"}]}]}),
        "$.messages[0].content",
    ),
    (
        Call("get_runs", ("thread_1",), {"limit": 0}),
        "query limit is refused: 0 is less than the minimum of 1",
    ),
    (Call("get_runs", ("thread_1",), {"order": "up"}), "query order is refused: 'up' is not one of"),
    (Call("upload_file", ("odd", "a.pdf", b"%PDF"), {}), "$.purpose is refused: 'odd' is not one of"),
    (
        Call("create_embedding", (), {"model": "m", "input": [1.5] * 500}),
        "$.input is refused: [1.5, 1.5, 1.5, 1.5, 1.5, 1.5, ...] is no string or EmbeddingTexts",
    ),
]
"""What no client should have been asked for, and what the contract says of it."""


JSON = {"content-type": "application/json"}
FORM = {"content-type": "multipart/form-data; boundary=b"}


def form(*parts: str) -> str:
    return "".join(f"--b\r\nContent-Disposition: form-data; {part}\r\n" for part in parts) + "--b--\r\n"


ASSISTANTS = ("POST", "/v1/assistants")
FILES = ("POST", "/v1/files")
PURPOSE = 'name="purpose"\r\n\r\nevals'

BAD_REQUESTS: list[tuple[tuple[str, str], dict[str, str], str, str]] = [
    (("GET", "/v1/assistant"), {}, "", "path is no path of the contract: /assistant"),
    (("GET", "/threads/t"), {}, "", "path does not begin with /v1: /threads/t"),
    (("PUT", "/v1/threads/t"), {}, "", "method is PUT; /threads/t takes GET or POST or DELETE"),
    (("GET", "/v1/assistants?after=a&after=b"), {}, "", "query after is given 2 times"),
    (("GET", "/v1/assistants?colour=red"), {}, "", "query colour is not in the contract"),
    (("GET", "/v1/assistants?limit=ten"), {}, "", "query limit is refused: 'ten' is not of type"),
    (("GET", "/v1/assistants"), {"authorization": ""}, "", "header authorization is not"),
    (("GET", "/v1/models"), {}, "x", "body is given, but GET /models takes none"),
    (ASSISTANTS, {}, "{}", "header content-type is missing, not application/json"),
    (ASSISTANTS, JSON, "{", "body is no JSON"),
    (ASSISTANTS, JSON, '{"model": NaN}', "body is no JSON: NaN"),
    (ASSISTANTS, JSON, "[]", "$ is refused: [] is not of type 'object'"),
    (FILES, FORM, form('name="purpose"\r\n\r\nevals'), "$ is refused: 'file' is a required property"),
    (FILES, FORM, form('name="file"\r\n\r\n%PDF'), "$.file is a file, and needs a filename"),
    (FILES, FORM, "no form at all", "body is no form"),
    (FILES, FORM, form(*['name="purpose"\r\n\r\nevals'] * 2), "$.purpose is given twice"),
    (
        FILES,
        FORM,
        form('name="purpose"; filename="a"\r\n\r\nevals'),
        "$.purpose is no file, and has a filename",
    ),
    (FILES, FORM, form(PURPOSE, 'name="purpose[a]"\r\n\r\nx'), "$.purpose[a] is given twice"),
    (
        FILES,
        FORM,
        form('name="expires_after[a"\r\n\r\nx', PURPOSE),
        "$.expires_after[a is not in the contract",
    ),
    (("GET", "/v1/assistants?limit=05"), {}, "", "query limit is refused: '05' is not of type"),
    (("GET", "/v1/assistants?limit=5.0"), {}, "", "query limit is refused: '5.0' is not of type"),
    (ASSISTANTS, JSON, "[" * 100_000, "body is no JSON"),
]
"""What none of our clients sends: method and URL, headers, body, and what the contract says of it."""
