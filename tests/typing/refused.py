"""What callers might write by mistake: each line that ends in `# refused` is an error to every type checker.

Nothing here runs.
"""

from pathlib import Path

from pdfai import AsyncOpenAIClient, OpenAIClient
from pdfai.models import Run


def mistakes(client: OpenAIClient) -> None:
    """A mistake each."""
    client.create_assistant(tools=[])  # refused
    client.create_assistant(model="m", temprature=1)  # refused
    client.create_assistant(model=7)  # refused
    client.create_assistant(model="m", tools=[{"type": "file_serch"}])  # refused
    client.create_assistant(model="m", tools=[{"type": "function"}])  # refused
    client.create_assistant(model="m", metadata={"year": 2024})  # refused
    client.create_assistant(model="m", response_format="json")  # refused
    client.modify_assistant(name="n")  # refused
    client.create_thread_message("thread_1", role="robot", content="Hello")  # refused
    client.create_thread_message("thread_1", role="user")  # refused
    client.create_run("thread_1", assistant_id="asst_1", tool_choice={"type": "functoin"})  # refused
    client.create_run("thread_1", assistant="asst_1")  # refused
    client.get_thread_messages("thread_1", order="newest")  # refused
    client.upload_file("vacation", "a.pdf", b"")  # refused
    client.search_vector_store("vs_1", query="a", filters={"type": "like", "key": "k"})  # refused
    client.create_completion(model="m", messages=[{"role": "user"}])  # refused
    client.get_run("thread_1")  # refused
    client.upload_file_in_parts("assistants", "a.txt", open("a.txt"))  # noqa: SIM115  # refused
    client.upload_and_index(Path("a.pdf"), vector_store_id="vs_1")  # refused


async def asynchronous_mistakes(client: AsyncOpenAIClient) -> None:
    """The async client is as strict."""
    await client.create_assistant(model="m", temprature=1)  # refused
    await client.create_vector_store(expires_after={"anchor": "last_active_at"})  # refused


def misspelled_property(run: Run) -> None:
    """Answers have the contract's properties only."""
    run.statsu  # noqa: B018  # refused
