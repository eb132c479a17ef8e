"""A database of before the searches knew places and meanings."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import create_engine, literal, select

from pdfai.server.retrieval.index import search
from pdfai.server.retrieval.tables import indexes
from pdfai.server.store.database import Database
from pdfai.server.store.migrations import upgrading

INDEXES = [(1, "first", 800, 400), (2, "second", 800, 400), (3, "empty", 800, 400)]
CHUNKS = [
    (1, 1, 1, 0, "The (revenue) rose."),
    (2, 1, 2, 1, "Pump, pump, pump."),
    (3, 2, 1, 0, "A pump."),
    (4, 2, 2, 1, "Herons."),
    (5, 2, 3, 2, "Nests."),
]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """One of version 0002, opened by this version."""
    path = tmp_path / "pdfai.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection, upgrading.configuration(connection) as config:
        command.upgrade(config, "0002")
    engine.dispose()
    with closing(sqlite3.connect(path)) as driver, driver:
        driver.executemany(
            "INSERT INTO indexes (id, sha256, max_tokens, overlap_tokens) VALUES (?, ?, ?, ?)", INDEXES
        )
        driver.executemany(
            "INSERT INTO chunks (id, index_id, page, ordinal, text) VALUES (?, ?, ?, ?, ?)", CHUNKS
        )
        terms = [(id, text.lower()) for id, _, _, _, text in CHUNKS]
        driver.executemany("INSERT INTO chunk_terms (rowid, terms) VALUES (?, ?)", terms)
        driver.execute("PRAGMA user_version = 4")
    database = Database(path)
    yield database
    database.close()


def found(database: Database, query: str, sha256: str) -> list[int]:
    """The pages of a document that a query finds."""
    file_id = indexes.c.sha256.label("file_id")
    scope: Any = select(indexes.c.id.label("index_id"), file_id, literal("a.pdf").label("file_name"))
    with database.read() as connection:
        passages = search(connection, scope=scope.where(indexes.c.sha256 == sha256), query=query)
    assert all(passage.rectangles_of(passage.text) == [] for passage in passages)
    return [passage.page for passage in passages]


def test_its_documents_are_searched_as_before(database: Database) -> None:
    """By all of their words, also beside marks; where they stand, nobody knows."""
    assert found(database, "revenue", "first") == [1]
    assert found(database, "pump", "first") == [2]
    assert found(database, "pump", "second") == [1]
    assert found(database, "nests", "second") == [3]
    assert found(database, "pump", "empty") == []


def test_its_words_are_counted(database: Database) -> None:
    """Once for all: where each document lies, and what is said often."""
    with database.read() as connection:
        columns = (indexes.c.first_chunk_id, indexes.c.chunk_count, indexes.c.letter_count)
        documents = connection.execute(select(*columns).order_by(indexes.c.id)).all()
        often = connection.exec_driver_sql("SELECT rowid, terms FROM chunk_often").all()
    assert documents == [(1, 2, 30), (3, 3, 17), (0, 0, 0)]
    assert often == [(2, "pump")]
