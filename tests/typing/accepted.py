"""What callers write, and type checkers have to accept."""

from pathlib import Path

from pdfai_wire import params

from pdfai import AsyncOpenAIClient, OpenAIClient
from pdfai.models import CreateAssistantRequest, FileSearchTool, FunctionTool, Message, RunEvent

WEATHER: params.FunctionTool = {
    "type": "function",
    "function": {"name": "weather", "parameters": {"type": "object", "properties": {"place": {}}}},
}


def assistants(client: OpenAIClient) -> None:
    """Keywords, variables that hold some of them, or the request object."""
    client.create_assistant(model="m", tools=[{"type": "file_search"}])
    tools: list[params.FileSearchTool] = [{"type": "file_search", "file_search": {"max_num_results": 5}}]
    client.create_assistant(model="m", tools=tools, metadata={"a": "b"}, temperature=None)
    client.create_assistant(model="m", tools=[WEATHER, {"type": "code_interpreter"}], response_format="auto")
    client.create_assistant(CreateAssistantRequest(model="m", tools=[FileSearchTool(type="file_search")]))
    client.modify_assistant("asst_1", response_format={"type": "json_schema", "json_schema": {"name": "a"}})


def conversations(client: OpenAIClient) -> None:
    """Text or parts, attachments, what a run may do, and what its calls returned."""
    client.create_thread(messages=[{"role": "user", "content": "Hello"}])
    client.create_thread_message(
        "thread_1",
        role="user",
        content=[
            {"type": "text", "text": "What is this?"},
            {"type": "image_file", "image_file": {"file_id": "file-1"}},
        ],
        attachments=[{"file_id": "file-1", "tools": [{"type": "file_search"}]}],
    )
    client.create_run(
        "thread_1",
        assistant_id="asst_1",
        tool_choice={"type": "function", "function": {"name": "weather"}},
        truncation_strategy={"type": "last_messages", "last_messages": 3},
    )
    outputs: list[params.ToolOutput] = [{"tool_call_id": "call_1", "output": "Rain"}]
    client.submit_tool_outputs("thread_1", "run_1", tool_outputs=outputs)
    client.get_thread_messages("thread_1", limit=5, order="asc", run_id="run_1")


def times_and_places(
    client: OpenAIClient, seconds: float | None, place: Path | None
) -> tuple[bytes | Path, bytes, Path]:
    """What a caller may or may not know."""
    client.wait_for_run_to_complete("thread_1", "run_1", timeout_seconds=seconds, on_progress=None)
    client.wait_for_vector_store_to_complete("vs_1", timeout_seconds=seconds, on_progress=None)
    client.wait_for_assistant_message("thread_1", "run_1", timeout_seconds=seconds)
    client.run_and_get_assistant_response("thread_1", assistant_id="asst_1", timeout_seconds=seconds)
    client.upload_and_index(Path().glob("*.pdf"), vector_store_id="vs_1", timeout_seconds=seconds)
    client.upload_and_index([("a.pdf", b""), "b.pdf", Path("c.pdf")], vector_store_id="vs_1")
    return (
        client.get_file_content("file-1", to=place),
        client.get_file_content("file-1"),
        client.get_file_content("file-1", to="a.pdf"),
    )


def stores(client: OpenAIClient) -> None:
    """Filters in filters, and chunks of a size."""
    client.search_vector_store(
        "vs_1",
        query=["net revenue", "turnover"],
        filters={
            "type": "and",
            "filters": [
                {"type": "gte", "key": "year", "value": 2024},
                {"type": "or", "filters": [{"type": "eq", "key": "language", "value": "de"}]},
            ],
        },
    )
    client.create_vector_store_file(
        "vs_1",
        file_id="file-1",
        attributes={"year": 2024, "draft": False},
        chunking_strategy={
            "type": "static",
            "static": {"max_chunk_size_tokens": 800, "chunk_overlap_tokens": 400},
        },
    )


def completions(client: OpenAIClient) -> str | None:
    """Messages of each role, and the answer's text."""
    answer = client.create_completion(
        model="m",
        messages=[
            {"role": "developer", "content": "Be brief."},
            {"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:,"}}]},
            {"role": "tool", "tool_call_id": "call_1", "content": "Rain"},
        ],
        tools=[{"type": "function", "function": {"name": "weather"}}],
    )
    return answer.choices[0].message.content


def narrowing(message: Message) -> list[str]:
    """A comparison with the discriminator tells a union's variants apart."""
    found: list[str] = []
    for part in message.content:
        if part.type == "text":
            for annotation in part.text.annotations:
                if annotation.type == "file_citation":
                    found.append(annotation.file_citation.file_id)
    return found


def tools_of(client: OpenAIClient) -> list[str]:
    """So does the class."""
    tools = client.get_assistant("asst_1").tools
    return [tool.function.name for tool in tools if isinstance(tool, FunctionTool)]


async def events(client: AsyncOpenAIClient) -> str:
    """The async client takes the same keywords; its streams give events of known types."""
    status = ""
    async with client.stream_run("thread_1", assistant_id="asst_1") as stream:
        async for event in stream:
            if isinstance(event, RunEvent):
                status = event.data.status
    return status
