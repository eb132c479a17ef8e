"""Many files into a vector store: each has its outcome, and nothing is left of what failed."""

from pathlib import Path
from typing import Any

import pytest

from pdfai import (
    AsyncOpenAIClient,
    BadRequestError,
    ClientSettings,
    DocumentNotFoundError,
    IndexingFailedError,
    InvalidArgumentError,
)
from pdfai.testing import ContractTransport, contract_transport

pytestmark = pytest.mark.anyio

FAILED: Any = {"code": "server_error", "message": "Out of order."}
INVALID: Any = {"code": "invalid_file", "message": "This is no PDF."}


@pytest.fixture
def api() -> ContractTransport:
    return contract_transport()


@pytest.fixture
def indexer(api: ContractTransport, clock: Any) -> AsyncOpenAIClient:
    """A client that has the contract for a server."""
    settings = ClientSettings(api_key="any", base_domain="https://assistants.example.com")
    return AsyncOpenAIClient(settings, transport=api, clock=clock)


def counts(completed: int, total: int) -> dict[str, int]:
    """What a batch tells of its files."""
    return {
        "completed": completed,
        "failed": total - completed,
        "in_progress": 0,
        "cancelled": 0,
        "total": total,
    }


def asked(api: ContractTransport, operation: str) -> list[Any]:
    return [each for each in api.requests if each.operation == operation]


async def test_every_file_has_its_outcome(
    indexer: AsyncOpenAIClient, api: ContractTransport, tmp_path: Path
) -> None:
    """In the order they were given, paths and contents alike, one request for all."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF a")
    api.answer("get_vector_store_file_batch", file_counts=counts(3, 3))
    outcomes = await indexer.upload_and_index(
        [path, str(path), ("b.pdf", b"%PDF b")], vector_store_id="vs_1", concurrency=1
    )
    assert [each.file_name for each in outcomes] == ["a.pdf", "a.pdf", "b.pdf"]
    assert all(each.is_indexed and each.error is None for each in outcomes)
    (batch,) = asked(api, "create_vector_store_file_batch")
    assert batch.body == {"file_ids": [each.file_id for each in outcomes]}
    assert len({each.file_id for each in outcomes}) == 3


async def test_many_at_once(
    indexer: AsyncOpenAIClient, api: ContractTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order stays; more than a batch takes are several batches."""
    monkeypatch.setattr("pdfai.indexing.BATCH_LIMIT", 20)
    sources = [(f"{number}.pdf", b"%PDF") for number in range(50)]
    for size in (20, 20, 10):
        api.answer("get_vector_store_file_batch", file_counts=counts(size, size))
    seen: list[Any] = []
    outcomes = await indexer.upload_and_index(
        sources, vector_store_id="vs_1", concurrency=8, progress=seen.append
    )
    assert [each.file_name for each in outcomes] == [name for name, _ in sources]
    batches = asked(api, "create_vector_store_file_batch")
    assert [len(each.body["file_ids"]) for each in batches] == [20, 20, 10]
    last = seen[-1]
    assert (last.total, last.uploaded, last.indexed, last.failed) == (50, 50, 50, 0)


async def test_what_fails_for_the_moment_is_tried_again(
    indexer: AsyncOpenAIClient, api: ContractTransport
) -> None:
    """It alone, and no more than three times."""
    api.answer("get_vector_store_file_batch", file_counts=counts(0, 2))
    api.answer("get_vector_store_file", status="failed", last_error=FAILED)
    api.answer("get_vector_store_file", status="completed", last_error=None)
    api.answer("get_vector_store_file_batch", file_counts=counts(1, 1))
    sources = [("a.pdf", b"%PDF"), ("b.pdf", b"%PDF")]
    first, second = await indexer.upload_and_index(sources, vector_store_id="vs_1", concurrency=1)
    assert (first.is_indexed, first.error, second.is_indexed) == (True, None, True)
    batches = asked(api, "create_vector_store_file_batch")
    assert [each.body["file_ids"] for each in batches] == [[first.file_id, second.file_id], [first.file_id]]
    for _ in range(3):
        api.answer("get_vector_store_file_batch", file_counts=counts(0, 1))
        api.answer("get_vector_store_file", status="failed", last_error=FAILED)
    (outcome,) = await indexer.upload_and_index([("a.pdf", b"%PDF")], vector_store_id="vs_1")
    assert "a.pdf: Out of order." in str(outcome.error)
    assert len(asked(api, "create_vector_store_file_batch")) == 5


async def test_of_what_fails_for_good_nothing_is_left(
    indexer: AsyncOpenAIClient, api: ContractTransport, tmp_path: Path
) -> None:
    """Whether it could not be read, uploaded or indexed; the rest is not affected."""
    api.fail("upload_file", 400, message="Too odd.")
    api.answer("get_vector_store_file_batch", file_counts=counts(1, 2))
    api.answer("get_vector_store_file", status="failed", last_error=INVALID)
    api.answer("get_vector_store_file", status="completed", last_error=None)
    sources: Any = [tmp_path / "missing.pdf", ("odd.pdf", b""), ("bad.pdf", b"junk"), ("good.pdf", b"%PDF")]
    outcomes = await indexer.upload_and_index(sources, vector_store_id="vs_1", concurrency=1)
    missing, odd, bad, good = outcomes
    errors = [type(each.error) for each in outcomes]
    assert errors == [DocumentNotFoundError, BadRequestError, IndexingFailedError, type(None)]
    assert [each.file_id for each in (missing, odd, bad)] == [None, None, None]
    assert (good.is_indexed, bad.is_indexed) == (True, False)
    (deleted,) = asked(api, "delete_file")
    (removed,) = asked(api, "delete_vector_store_file")
    assert deleted.ids["file_id"] == removed.ids["file_id"] != good.file_id
    assert len(asked(api, "create_vector_store_file_batch")) == 1


async def test_a_call_that_fails_leaves_nothing(indexer: AsyncOpenAIClient, api: ContractTransport) -> None:
    """The store is not there: what was uploaded is deleted again."""
    api.fail("create_vector_store_file_batch", 404, message="Vector store with id [] not found.")
    with pytest.raises(Exception, match="not found"):
        await indexer.upload_and_index([("a.pdf", b"%PDF")], vector_store_id="vs_1")
    assert len(asked(api, "upload_file")) == len(asked(api, "delete_file")) == 1


async def test_nothing_to_do(indexer: AsyncOpenAIClient, api: ContractTransport) -> None:
    """No file, no request."""
    assert await indexer.upload_and_index([], vector_store_id="vs_1") == []
    assert api.requests == []


async def test_what_is_no_file_is_refused(indexer: AsyncOpenAIClient, api: ContractTransport) -> None:
    """Before anything is sent."""
    sources: Any = [("a.pdf", b"%PDF"), 7]
    with pytest.raises(InvalidArgumentError, match="not int"):
        await indexer.upload_and_index(sources, vector_store_id="vs_1")
    with pytest.raises(InvalidArgumentError, match="concurrency"):
        await indexer.upload_and_index([], vector_store_id="vs_1", concurrency=0)
    assert api.requests == []
