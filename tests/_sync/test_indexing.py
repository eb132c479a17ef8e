# Derived from tests/_async/test_indexing.py by scripts/unasync.py.
"""Many files into a vector store: each has its outcome, and nothing is left of what failed."""

from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import httpx
import pytest

from pdfai import (
    BadRequestError,
    ClientSettings,
    DocumentNotFoundError,
    IndexingFailedError,
    InvalidArgumentError,
    NotFoundError,
    OpenAIClient,
    PdfaiError,
    TransportError,
)
from pdfai.testing import ContractTransport, contract_transport

FAILED: Any = {"code": "server_error", "message": "Out of order."}
INVALID: Any = {"code": "invalid_file", "message": "This is no PDF."}


@pytest.fixture
def api() -> ContractTransport:
    return contract_transport()


@pytest.fixture
def indexer(api: ContractTransport, clock: Any) -> OpenAIClient:
    """A client that has the contract for a server."""
    settings = ClientSettings(api_key="any", base_domain="https://assistants.example.com")
    return OpenAIClient(settings, transport=api, clock=clock)


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


def test_every_file_has_its_outcome(indexer: OpenAIClient, api: ContractTransport, tmp_path: Path) -> None:
    """In the order they were given, paths and contents alike, one request for all."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF a")
    api.answer("get_vector_store_file_batch", file_counts=counts(3, 3))
    outcomes = indexer.upload_and_index(
        [path, str(path), ("b.pdf", b"%PDF b")], vector_store_id="vs_1", concurrency=1
    )
    assert [each.file_name for each in outcomes] == ["a.pdf", "a.pdf", "b.pdf"]
    assert all(each.is_indexed and each.error is None for each in outcomes)
    (batch,) = asked(api, "create_vector_store_file_batch")
    assert batch.body == {"file_ids": [each.file_id for each in outcomes]}
    assert len({each.file_id for each in outcomes}) == 3


def test_many_at_once(indexer: OpenAIClient, api: ContractTransport, monkeypatch: pytest.MonkeyPatch) -> None:
    """The order stays; more than a batch takes are several batches."""
    monkeypatch.setattr("pdfai.indexing.BATCH_LIMIT", 20)
    sources = [(f"{number}.pdf", b"%PDF") for number in range(50)]
    for size in (20, 20, 10):
        api.answer("get_vector_store_file_batch", file_counts=counts(size, size))
    seen: list[Any] = []
    outcomes = indexer.upload_and_index(sources, vector_store_id="vs_1", concurrency=8, progress=seen.append)
    assert [each.file_name for each in outcomes] == [name for name, _ in sources]
    batches = asked(api, "create_vector_store_file_batch")
    assert [len(each.body["file_ids"]) for each in batches] == [20, 20, 10]
    last = seen[-1]
    assert (last.total, last.uploaded, last.indexed, last.failed) == (50, 50, 50, 0)


def test_what_fails_for_the_moment_is_tried_again(indexer: OpenAIClient, api: ContractTransport) -> None:
    """It alone, and no more than three times."""
    api.answer("get_vector_store_file_batch", file_counts=counts(0, 2))
    api.answer("get_vector_store_file", status="failed", last_error=FAILED)
    api.answer("get_vector_store_file", status="completed", last_error=None)
    api.answer("get_vector_store_file_batch", file_counts=counts(1, 1))
    sources = [("a.pdf", b"%PDF"), ("b.pdf", b"%PDF")]
    first, second = indexer.upload_and_index(sources, vector_store_id="vs_1", concurrency=1)
    assert (first.is_indexed, first.error, second.is_indexed) == (True, None, True)
    batches = asked(api, "create_vector_store_file_batch")
    assert [each.body["file_ids"] for each in batches] == [[first.file_id, second.file_id], [first.file_id]]
    for _ in range(3):
        api.answer("get_vector_store_file_batch", file_counts=counts(0, 1))
        api.answer("get_vector_store_file", status="failed", last_error=FAILED)
    (outcome,) = indexer.upload_and_index([("a.pdf", b"%PDF")], vector_store_id="vs_1")
    assert "a.pdf: Out of order." in str(outcome.error)
    assert len(asked(api, "create_vector_store_file_batch")) == 5


def test_of_what_fails_for_good_nothing_is_left(
    indexer: OpenAIClient, api: ContractTransport, tmp_path: Path
) -> None:
    """Whether it could not be read, uploaded or indexed; the rest is not affected."""
    api.fail("upload_file", 400, message="Too odd.")
    api.answer("get_vector_store_file_batch", file_counts=counts(1, 2))
    api.answer("get_vector_store_file", status="failed", last_error=INVALID)
    api.answer("get_vector_store_file", status="completed", last_error=None)
    sources: Any = [tmp_path / "missing.pdf", ("odd.pdf", b""), ("bad.pdf", b"junk"), ("good.pdf", b"%PDF")]
    outcomes = indexer.upload_and_index(sources, vector_store_id="vs_1", concurrency=1)
    missing, odd, bad, good = outcomes
    errors = [type(each.error) for each in outcomes]
    assert errors == [DocumentNotFoundError, BadRequestError, IndexingFailedError, type(None)]
    assert [each.file_id for each in (missing, odd, bad)] == [None, None, None]
    assert (good.is_indexed, bad.is_indexed) == (True, False)
    (deleted,) = asked(api, "delete_file")
    assert deleted.ids["file_id"] != good.file_id
    assert len(asked(api, "create_vector_store_file_batch")) == 1


def test_a_call_that_fails_leaves_nothing(indexer: OpenAIClient, api: ContractTransport) -> None:
    """The store is not there: what was uploaded is deleted again."""
    api.fail("create_vector_store_file_batch", 404, message="Vector store with id [] not found.")
    with pytest.raises(Exception, match="not found"):
        indexer.upload_and_index([("a.pdf", b"%PDF")], vector_store_id="vs_1")
    assert len(asked(api, "upload_file")) == len(asked(api, "delete_file")) == 1


def test_nothing_to_do(indexer: OpenAIClient, api: ContractTransport) -> None:
    """No file, no request."""
    assert indexer.upload_and_index([], vector_store_id="vs_1") == []
    assert api.requests == []


def test_what_is_no_file_is_refused(indexer: OpenAIClient, api: ContractTransport) -> None:
    """Before anything is sent."""
    sources: Any = [("a.pdf", b"%PDF"), 7]
    with pytest.raises(InvalidArgumentError, match="not int"):
        indexer.upload_and_index(sources, vector_store_id="vs_1")
    with pytest.raises(InvalidArgumentError, match="concurrency"):
        indexer.upload_and_index([], vector_store_id="vs_1", concurrency=0)
    assert api.requests == []


def stored(number: str, status: str, error: Any = None) -> dict[str, Any]:
    """A file as its store has it."""
    return {
        "id": f"file-{number}",
        "object": "vector_store.file",
        "created_at": 0,
        "vector_store_id": "vs_1",
        "usage_bytes": 0,
        "status": status,
        "last_error": error,
    }


SOURCES = [(f"{number}.pdf", b"%PDF") for number in range(4)]


def test_a_batch_that_does_not_end_in_time(indexer: OpenAIClient, api: ContractTransport) -> None:
    """What of it is indexed stays; the rest is deleted, and each file says why."""
    for number in range(4):
        api.answer("upload_file", id=f"file-{number}")
    api.answer("get_vector_store_file_batch", status="in_progress", file_counts=counts(1, 4))
    seen = [stored("0", "completed"), stored("1", "failed", INVALID), stored("2", "in_progress")]
    api.answer("get_vector_store_file_batch_files", data=[*seen, stored("9", "completed")], has_more=False)
    outcomes = indexer.upload_and_index(SOURCES, vector_store_id="vs_1", concurrency=1, timeout_seconds=0)
    assert [each.is_indexed for each in outcomes] == [True, False, False, False]
    assert [each.file_id for each in outcomes] == ["file-0", None, None, None]
    errors = [str(each.error) for each in outcomes[1:]]
    assert errors == [
        "Not indexed: 1.pdf: This is no PDF.",
        "2.pdf was not indexed in time: allow more (timeout_seconds)",
        "3.pdf was not indexed in time: allow more (timeout_seconds)",
    ]
    assert [each.ids["file_id"] for each in asked(api, "delete_file")] == ["file-1", "file-2", "file-3"]


@pytest.mark.parametrize("status", ["failed", "cancelled"])
def test_a_batch_that_is_given_up(indexer: OpenAIClient, api: ContractTransport, status: str) -> None:
    """Is nobody's failure but its own, and not begun again; that nobody knows more is no other error."""
    api.answer("get_vector_store_file_batch", id="vsfb_1", status=status, file_counts=counts(0, 1))
    api.fail("get_vector_store_file_batch_files", 500, message="Out of order.")
    (outcome,) = indexer.upload_and_index([("a.pdf", b"%PDF")], vector_store_id="vs_1")
    assert str(outcome.error) == f"Not indexed: a.pdf: the server gave up, its batch vsfb_1 is {status}"
    assert outcome.file_id is None
    assert len(asked(api, "create_vector_store_file_batch")) == 1


def test_what_earlier_batches_indexed_is_told(
    indexer: OpenAIClient, api: ContractTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though a later one cannot be begun: its files have the error."""
    monkeypatch.setattr("pdfai.indexing.BATCH_LIMIT", 1)
    api.answer("create_vector_store_file_batch")
    api.answer("get_vector_store_file_batch", file_counts=counts(1, 1))
    api.fail("create_vector_store_file_batch", 400, message="The store is full.")
    first, second = indexer.upload_and_index(SOURCES[:2], vector_store_id="vs_1", concurrency=1)
    assert first.is_indexed
    assert (second.is_indexed, second.file_id) == (False, None)
    assert "The store is full" in str(second.error)


@pytest.mark.parametrize("silence", [httpx.ConnectError("Connection refused"), httpx.ReadTimeout("silence")])
def test_a_server_that_is_gone_is_not_asked_for_long(
    client: OpenAIClient, script: Any, caplog: pytest.LogCaptureFixture, silence: Exception
) -> None:
    """To delete what was uploaded: once, for some seconds, and then what is left there is logged."""
    for number in range(4):
        script.answers({"id": f"file-{number}"})
    client.http_request_max_retries = 0
    for _ in range(2):
        script.fails(silence)
    with pytest.raises(TransportError):
        client.upload_and_index(SOURCES, vector_store_id="vs_1", concurrency=1)
    assert script.steps == []
    assert script.requests[-1].method == "DELETE"
    assert script.requests[-1].extensions["timeout"]["read"] == 5.0
    assert caplog.messages[-1] == "Left on the server: file-0, file-1, file-2, file-3"


def test_a_slow_server_is_not_asked_for_long_either(
    client: OpenAIClient, script: Any, clock: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """Half a minute; a file that is gone already is none that is left, one that cannot be deleted is."""
    for number in range(4):
        script.answers({"id": f"file-{number}"})
    script.answers({"error": {"message": "No such store."}}, 404)
    script.answers({"error": {"message": "No such file."}}, 404)
    script.answers({"error": {"message": "It is in use."}}, 409)
    script.answers({"id": "file-2", "deleted": True}, after=40.0)
    with pytest.raises(NotFoundError, match="No such store"):
        client.upload_and_index(SOURCES, vector_store_id="vs_1", concurrency=1)
    assert script.steps == []
    assert caplog.messages[-1] == "Left on the server: file-1, file-3"


def test_progress_never_goes_back(indexer: OpenAIClient, api: ContractTransport) -> None:
    """It is told one at a time, though many files are sent at once."""
    api.answer("get_vector_store_file_batch", file_counts=counts(40, 40))
    seen: list[int] = []
    telling: list[int] = []

    def watch(progress: Any) -> None:
        telling.append(1)
        assert len(telling) == 1
        seen.append(progress.uploaded)
        telling.pop()

    sources = [(f"{number}.pdf", b"%PDF") for number in range(40)]
    indexer.upload_and_index(sources, vector_store_id="vs_1", concurrency=8, progress=watch)
    assert seen == sorted(seen)
    assert seen[-1] == 40


def test_any_number_of_sources(indexer: OpenAIClient, api: ContractTransport) -> None:
    """Whatever they come from; but one path is no list of them, and would be taken letter by letter."""
    api.answer("get_vector_store_file_batch", file_counts=counts(2, 2))
    outcomes = indexer.upload_and_index(iter(SOURCES[:2]), vector_store_id="vs_1")
    assert [each.is_indexed for each in outcomes] == [True, True]
    api.requests.clear()
    for lone in ("report.pdf", Path("report.pdf"), b"%PDF", 7):
        alone: Any = lone
        with pytest.raises(InvalidArgumentError, match="Give a list of files, not"):
            indexer.upload_and_index(alone, vector_store_id="vs_1")
    assert api.requests == []


def test_one_bad_source_is_its_own_failure(indexer: OpenAIClient, api: ContractTransport) -> None:
    """The others are not affected, whatever is wrong with it."""
    closed = BytesIO(b"%PDF")
    closed.close()
    bad: Any = ["a\0b.pdf", ("closed.pdf", closed), ("text.pdf", StringIO("text")), ("a\udcff.pdf", b"%PDF")]
    api.answer("get_vector_store_file_batch", file_counts=counts(1, 1))
    *failed, good = indexer.upload_and_index([*bad, ("good.pdf", b"%PDF")], vector_store_id="vs_1")
    assert [each.file_id for each in failed] == [None] * 4
    assert all(isinstance(each.error, PdfaiError) for each in failed)
    assert good.is_indexed
