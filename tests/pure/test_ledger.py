"""The ledger adds up, whoever writes it, and is never in anybody's way."""

import datetime
import logging
import sqlite3
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from pdfai import ConfigurationError, Ledger
from pdfai.token_count import TokenCount

COUNT = TokenCount(prompt_tokens=10, completion_tokens=5)
WRITER = """
import sys
from pdfai import Ledger, TokenCount
ledger = Ledger(sys.argv[1])
for _ in range(25):
    ledger.note("m", TokenCount(prompt_tokens=1))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where nothing is yet, not even the folder."""
    return tmp_path / "data" / "usage.sqlite"


def test_notes_of_a_day_add_up_by_model(path: Path) -> None:
    """Tokens read, tokens written, and what they cost."""
    ledger = Ledger(path)
    assert ledger.rows() == []
    assert not path.exists()
    ledger.note("m", COUNT, cost=0.5)
    ledger.note("m", COUNT, cost=0.25)
    ledger.note("a", COUNT)
    first, second = Ledger(path).rows()
    assert (first.model, first.tokens, first.cost) == ("a", COUNT, None)
    assert (second.model, second.tokens, second.cost) == ("m", COUNT + COUNT, 0.75)
    assert second.day == datetime.datetime.now(datetime.UTC).date()


def test_a_sum_with_an_unknown_part_is_unknown(path: Path) -> None:
    """Whatever comes first."""
    ledger = Ledger(path)
    for model, costs in {"a": (1, None), "b": (None, 1)}.items():
        for cost in costs:
            ledger.note(model, COUNT, cost=cost)
    assert [row.cost for row in ledger.rows()] == [None, None]


def test_days_before_a_day_are_left_out(path: Path) -> None:
    """The day itself is in."""
    ledger = Ledger(path)
    ledger.note("m", COUNT)
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO spent VALUES ('2026-01-31', 'm', 1, 1, NULL)")
    connection.close()
    assert len(ledger.rows()) == 2
    assert len(ledger.rows(since=datetime.date(2026, 1, 31))) == 2
    assert len(ledger.rows(since=datetime.date(2026, 2, 1))) == 1


def test_processes_and_threads_write_at_once(path: Path) -> None:
    """Nothing is lost."""
    processes = [subprocess.Popen([sys.executable, "-c", WRITER, path]) for _ in range(2)]
    ledger = Ledger(path)

    def write() -> None:
        for _ in range(25):
            ledger.note("m", TokenCount(prompt_tokens=1))

    threads = [Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [process.wait(timeout=30) for process in processes] == [0, 0]
    assert [row.tokens.prompt_tokens for row in ledger.rows()] == [100]


def test_what_cannot_be_written_is_logged_once(
    path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A locked file, a full disk, a file that is none of ours: the answer is there all the same."""
    monkeypatch.setattr("pdfai.spending.ledger._SECONDS_TO_WAIT", 0)
    ledger = Ledger(path)
    ledger.note("m", COUNT)
    locking = sqlite3.connect(path, isolation_level=None)
    locking.execute("BEGIN IMMEDIATE")
    with caplog.at_level(logging.WARNING):
        ledger.note("m", COUNT)
        ledger.note("m", COUNT)
    locking.close()
    (record,) = caplog.records
    assert record.getMessage() == f"What is spent is not noted in {path}: database is locked"
    assert [row.tokens for row in ledger.rows()] == [COUNT]


def test_halves_of_characters_and_huge_numbers(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Servers may call a model anything, and count as they like."""
    ledger = Ledger(path)
    ledger.note("m\ud800", COUNT)
    assert [row.model for row in ledger.rows()] == ["m?"]
    ledger.note("m", TokenCount(prompt_tokens=2**70))
    assert len(caplog.records) == len(ledger.rows()) == 1


def test_a_file_that_is_no_ledger(path: Path) -> None:
    """Is said to be none, with what to do."""
    path.parent.mkdir()
    path.touch()
    assert Ledger(path).rows() == []
    path.write_text("These are my notes. " * 100)
    with pytest.raises(ConfigurationError, match=r"file is not a database\): move it away"):
        Ledger(path).rows()
    assert repr(path.name)[1:-1] in repr(Ledger(path))
