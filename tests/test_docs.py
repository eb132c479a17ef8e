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
    blocks = _blocks("client.md")
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
    assert len(blocks) == 9
    assert "photo.pdf Not indexed: photo.pdf" in said
    assert said.count("employed 312 people") == 2
    assert "completed" in said
    assert "200 application/json" in said
    assert "0.01 left (0 spent) and this call may cost 0.0100" in said


def test_the_examples_of_the_copilots(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One after the other, with an embedded client and a folder to write to."""
    monkeypatch.chdir(ROOT)
    with OpenAIClient.embedded(tmp_path / "data") as client:
        names = {"client": client, "folder": tmp_path}
        for block in _blocks("copilots.md"):
            exec(block, names)  # noqa: S102  # our own page
    said = capsys.readouterr().out
    assert "annual-report-2025.pdf 6 At the end of 2025 Velmora" in said
    assert "opens on 3 March 2026" in said
    assert {path.name for path in tmp_path.iterdir()} == {"data", "described", "revenue.docx", "summary.pdf"}


def _blocks(page: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text()
    return re.findall(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
