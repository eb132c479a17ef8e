"""What the documentation shows is what happens."""

import re
from pathlib import Path

import pytest

from pdfai import OpenAIClient

ROOT = Path(__file__).parent.parent


def test_the_examples_of_the_client(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One after the other, on the objects that the page says they share."""
    monkeypatch.chdir(ROOT)
    page = (ROOT / "docs" / "client.md").read_text()
    blocks = re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    with OpenAIClient.embedded(tmp_path) as client:
        store = client.create_vector_store()
        assistant = client.create_assistant(
            model="offline",
            tools=[{"type": "file_search"}],
            tool_resources={"file_search": {"vector_store_ids": [store.id]}},
        )
        question = "How many people did the company employ at the end of 2025?"
        thread = client.create_thread(messages=[{"role": "user", "content": question}])
        names = {"client": client, "store": store, "assistant": assistant, "thread": thread}
        for block in blocks:
            exec(block, names)  # noqa: S102  # our own page
    said = capsys.readouterr().out
    assert len(blocks) == 8
    assert "note.pdf Not indexed: note.pdf" in said
    assert said.count("employed 312 people") == 2
    assert "completed" in said
    assert "200 application/json" in said
