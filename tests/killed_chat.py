"""What a chat leaves on a server when it is killed: for tests of finding it."""

from typing import Any

from pdfai import OpenAIClient

MARK = {"pdfai_copilot": "chat"}
KEPT = {**MARK, "pdfai_kept": "true"}


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
