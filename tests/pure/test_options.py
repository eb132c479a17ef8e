"""Options are checked where they are given, and never changed."""

import math
from pathlib import Path
from typing import Any

import pytest

from pdfai import OFFLINE_MODEL, ChatCopilotOptions, Document, InvalidArgumentError


def test_builds() -> None:
    """Each `with_` returns options that know one thing more; those before stay as they were."""
    empty = ChatCopilotOptions()
    full = (
        empty.with_document("a/report.pdf", password="x")
        .with_document(b"%PDF-", name="bytes.pdf")
        .with_model("m")
        .with_assistant_name("Ada")
        .with_instructions("Be brief.")
        .with_temperature(0.5)
        .with_top_p(0.9)
        .with_max_completion_tokens(256)
        .with_kept_documents()
    )
    assert full == ChatCopilotOptions(
        documents=(
            Document(source="a/report.pdf", password="x"),
            Document(source=b"%PDF-", name="bytes.pdf"),
        ),
        model="m",
        assistant_name="Ada",
        instructions="Be brief.",
        temperature=0.5,
        top_p=0.9,
        max_completion_tokens=256,
        keep_documents=True,
    )
    assert empty == ChatCopilotOptions()
    assert empty.model == OFFLINE_MODEL


@pytest.mark.parametrize(
    "options",
    [
        {"temperature": -0.1},
        {"temperature": 2.1},
        {"temperature": math.nan},
        {"top_p": 1.5},
        {"top_p": -1},
        {"max_completion_tokens": 255},
        {"max_completion_tokens": 0},
        {"model": " "},
        {"model": None},
        {"temperature": "hot"},
        {"temperature": True},
        {"max_prompt_tokens": 300.5},
        {"max_prompt_tokens": 255},
        {"vector_store_expire_days": 0},
        {"vector_store_expire_days": 366},
        {"assistant_name": 5},
        {"assistant_name": "x" * 257},
        {"instructions": b"x"},
        {"functions": len},
        {"functions": ("x",)},
        {"truncation_strategy": "auto"},
        {"truncation_strategy": {"type": "last_messages"}},
        {"truncation_strategy": {"type": "last_messages", "last_messages": 0}},
        {"context_backup_json_path": ""},
        {"context_backup_json_path": 3},
    ],
)
def test_limits(options: dict[str, Any]) -> None:
    """What no server accepts is refused by name, before anything is sent."""
    name = next(iter(options)).partition("_")[0]
    with pytest.raises(InvalidArgumentError, match=name):
        ChatCopilotOptions(**options)


def test_limits_are_allowed() -> None:
    """The ends belong to the range."""
    ChatCopilotOptions(temperature=0, top_p=1, max_completion_tokens=256)
    ChatCopilotOptions(temperature=2, top_p=0, max_completion_tokens=10**6)


@pytest.mark.parametrize("source", ["folder/report.pdf", Path("folder") / "report.pdf"])
def test_name(source: Any) -> None:
    """A document is called as its file is, unless told otherwise."""
    assert Document(source=source).name == "report.pdf"
    assert Document(source=source, name="Annual report").name == "Annual report"


def test_bytes_need_a_name() -> None:
    """Bytes have none of their own."""
    with pytest.raises(InvalidArgumentError, match="name="):
        ChatCopilotOptions().with_document(b"%PDF-")


def test_name_that_is_no_text() -> None:
    """A file's name may be any bytes; what cannot be read is shown as such."""
    assert Document(source="caf\udce9.pdf").name == "caf\ufffd.pdf"


def test_keeps_secrets() -> None:
    """Neither password nor content shows in a log."""
    shown = repr(ChatCopilotOptions().with_document(b"%PDF- secret", name="a.pdf", password="sesame"))
    assert "a.pdf" in shown
    assert "sesame" not in shown
    assert "secret" not in shown
