"""How a database gets the tables of this version: made, adopted or upgraded, all of it or nothing."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import Path as PathInArchive
from zipfile import ZipFile

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from pdfai import DataDirectoryError
from pdfai.server.retrieval.tables import metadata as retrieval_metadata
from pdfai.server.store import schema
from pdfai.server.store.database import Database
from pdfai.server.store.migrations import upgrading
from pdfai.server.store.tables import metadata

AddVersion = Callable[[str], None]

THIS, NEXT = schema.HEAD, f"{int(schema.HEAD) + 1:04}"

# What a version file could do that is hard to do: a table is made anew that others hang on.
REBUILD_THREADS = """
    options = {"recreate": "always", "table_kwargs": {"sqlite_autoincrement": True}}
    with op.batch_alter_table("threads", **options) as table:
        table.add_column(sa.Column("title", sa.String, nullable=False, server_default="untitled"))
"""

COUNT = """
    op.execute("UPDATE runs SET lease_expires_at = lease_expires_at + 1")
"""

ROWS = [
    "INSERT INTO threads (position, id, created_at, body) VALUES (7, 'thread_1', 1, '{}')",
    "INSERT INTO messages (id, created_at, body, thread_id)"
    " VALUES ('msg_1', 1, '{}', 'thread_1'), ('msg_2', 1, '{}', 'thread_1')",
    "INSERT INTO runs (id, created_at, body, thread_id, assistant_id, status, answered_by, lease_expires_at)"
    " VALUES ('run_1', 1, '{}', 'thread_1', 'asst_1', 'completed', '', 0)",
    "INSERT INTO run_steps (id, created_at, body, run_id, thread_id, assistant_id, status)"
    " VALUES ('step_1', 1, '{}', 'run_1', 'thread_1', 'asst_1', 'completed')",
    "INSERT INTO chunk_terms (rowid, terms) VALUES (1, 'heron')",
]

OPEN = """
import pathlib, sys
from importlib.resources import files
from pdfai.server.store import schema
from pdfai.server.store.database import Database
from pdfai.server.store.migrations import upgrading
schema.HEAD, upgrading.FOLDER = sys.argv[2], pathlib.Path(sys.argv[3])
print("ready", flush=True)
sys.stdin.read()
Database(pathlib.Path(sys.argv[1])).close()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is made."""
    return tmp_path / "pdfai.sqlite"


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AddVersion:
    """Makes this the code of a later version, whose upgrade is this function body."""
    folder = tmp_path / "100% migrations"

    def add(body: str) -> None:
        shutil.copytree(Path(str(upgrading.FOLDER)), folder)
        lines = ["import os", "import sqlalchemy as sa", "from alembic import op", f"revision = '{NEXT}'"]
        lines += [f"down_revision = '{schema.HEAD}'", "def upgrade():", *body.splitlines()]
        (folder / "versions" / f"{NEXT}_later.py").write_text("\n".join(lines))
        monkeypatch.setattr(schema, "HEAD", NEXT)
        monkeypatch.setattr(upgrading, "FOLDER", folder)

    return add


def run_sql(path: Path, *statements: str) -> list[Any]:
    """What the last one finds, in a database that is closed then."""
    with closing(sqlite3.connect(path)) as connection, connection:
        return [connection.execute(statement).fetchall() for statement in statements][-1]


def make_by_version_files(path: Path, version: str = "head") -> None:
    """A database as upgrading makes it from nothing."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection, upgrading.configuration(connection) as config:
        command.upgrade(config, version)
    engine.dispose()


def fill(path: Path) -> None:
    """Give a database a thread with two messages, and a run with a step."""
    run_sql(path, *ROWS)


def contents(path: Path) -> dict[str, list[Any]]:
    """All rows of the tables that `fill` writes to, and which version the database has."""
    tables = ["threads", "messages", "runs", "run_steps", "chunk_terms", "sqlite_master"]
    return {table: run_sql(path, f"SELECT * FROM {table} ORDER BY 1") for table in tables}  # noqa: S608  # our own


def version(path: Path) -> str:
    """The version that a database says it has."""
    ((found,),) = run_sql(path, "SELECT version_num FROM alembic_version")
    return str(found)


@pytest.fixture
def old(path: Path) -> Path:
    """A database of this version that has rows."""
    Database(path).close()
    fill(path)
    return path


@pytest.fixture
def unversioned(path: Path) -> Path:
    """A database as it was made before there were version files, with rows."""
    make_by_version_files(path, "0001")
    fill(path)
    run_sql(path, "DROP TABLE alembic_version", "PRAGMA user_version = 3")
    return path


def described(path: Path) -> dict[str, Any]:
    """What SQLite knows of each table, whatever words or steps made it, and in whatever order."""
    with closing(sqlite3.connect(path)) as connection:

        def rows(pragma: str, of: str) -> list[Any]:
            return connection.execute(f"PRAGMA {pragma}('{of}')").fetchall()

        def indexes(table: str) -> Iterator[Any]:
            for _, name, *rest in rows("index_list", table):
                known = "" if name.startswith("sqlite_autoindex") else name
                yield known, *rest, [column[2:] for column in rows("index_xinfo", name)], sql.get(known)

        found = connection.execute("SELECT name, type, sql FROM sqlite_master").fetchall()
        sql = {name: " ".join((words or "").split()) for name, _, words in found}
        return {
            name: (
                sql[name] if "VIRTUAL" in sql[name] else "AUTOINCREMENT" in sql[name],
                sorted(column[1:] for column in rows("table_xinfo", name)),
                sorted(key[2:] for key in rows("foreign_key_list", name)),
                sorted(indexes(name), key=str),
            )
            for name, type, _ in found
            if type == "table"
        }


def test_the_version_files_make_the_tables_of_this_code(tmp_path: Path) -> None:
    """A new database, which is made without them, has the same."""
    one, other = tmp_path / "one.sqlite", tmp_path / "other.sqlite"
    make_by_version_files(one)
    Database(other).close()
    assert described(one) == described(other)
    assert version(one) == version(other) == schema.HEAD


def test_autogenerate_would_change_nothing(path: Path) -> None:
    """Also by Alembic's own comparison the tables are those of the metadata."""
    make_by_version_files(path)
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:

        def is_ours(name: str | None, kind: str, _parents: Any) -> bool:
            return kind != "table" or not (name or "").startswith(("chunk_terms", "chunk_often"))

        context = MigrationContext.configure(connection, opts={"include_name": is_ours})
        both: Any = [metadata, retrieval_metadata]
        assert compare_metadata(context, both) == []
    engine.dispose()


def test_the_number_in_the_code_is_that_of_the_last_version_file() -> None:
    """There is one last file, and one number to raise."""
    assert ScriptDirectory(str(upgrading.FOLDER)).get_heads() == [schema.HEAD]


def test_a_start_does_not_import_alembic(path: Path) -> None:
    """It takes longer than all else; neither a new database needs it, nor one of this version."""
    code = (
        "import pathlib, sys\n"
        "import pdfai.server.app\n"
        "from pdfai.server.store.database import Database\n"
        "assert pathlib.Path(sys.argv[1]).exists() == (sys.argv[2] == 'again')\n"
        "Database(pathlib.Path(sys.argv[1])).close()\n"
        "sys.exit('alembic' in sys.modules)\n"
    )
    for which in ("first", "again"):
        subprocess.run([sys.executable, "-c", code, str(path), which], check=True)


def test_a_database_from_before_the_version_files_is_adopted(unversioned: Path) -> None:
    """It is one of version 0001, upgraded to this one, and its rows stay."""
    query = (
        "SELECT threads.position, threads.body, messages.id, runs.id, run_steps.id, terms FROM threads"
        " JOIN messages USING (created_at) JOIN runs USING (created_at) JOIN run_steps USING (created_at)"
        " JOIN chunk_terms"
    )
    before = run_sql(unversioned, query)
    Database(unversioned).close()
    assert version(unversioned) == THIS
    assert run_sql(unversioned, query) == before != []


def test_it_is_upgraded_as_it_is_adopted(unversioned: Path, next_version: AddVersion) -> None:
    """From the version it has without saying so."""
    next_version(REBUILD_THREADS)
    Database(unversioned).close()
    assert version(unversioned) == NEXT
    assert run_sql(unversioned, "SELECT id, title FROM threads") == [("thread_1", "untitled")]


@pytest.mark.parametrize("number", [1, 2])
def test_one_older_than_that_is_refused(unversioned: Path, number: int) -> None:
    """It never left this project; nothing of it is changed."""
    run_sql(unversioned, f"PRAGMA user_version = {number}")
    before = contents(unversioned)
    with pytest.raises(DataDirectoryError, match="an older version of pdfai made its database"):
        Database(unversioned)
    assert contents(unversioned) == before


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "a newer version of pdfai made its database"),
        ("UPDATE alembic_version SET version_num = '0000'", "could not be upgraded and is as it was"),
        ("DELETE FROM alembic_version", "does not say which version made it"),
    ],
)
def test_a_version_that_is_not_known_is_refused(old: Path, statement: str, words: str) -> None:
    """In one clear line, and nothing of it is changed."""
    run_sql(old, statement)
    before = contents(old)
    with pytest.raises(DataDirectoryError, match=words) as refused:
        Database(old)
    assert "\n" not in str(refused.value)
    assert contents(old) == before


def test_code_from_before_the_version_files_refuses_what_this_code_made(old: Path) -> None:
    """It takes no other `user_version` than 3."""
    assert run_sql(old, "PRAGMA user_version") == [(4,)]


def test_making_a_table_anew_keeps_what_hangs_on_its_rows(old: Path, next_version: AddVersion) -> None:
    """Foreign keys are let go of for the upgrade, for dropping the old table would delete along them."""
    before = contents(old)
    next_version(REBUILD_THREADS)
    database = Database(old)
    with database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO threads (id, created_at, body) VALUES ('thread_2', 1, '{}')")
    database.close()
    after = contents(old)
    assert [row[1:] for row in run_sql(old, "SELECT position, id, title FROM threads")] == [
        ("thread_1", "untitled"),
        ("thread_2", "untitled"),
    ]
    assert run_sql(old, "SELECT max(position) FROM threads") == [(8,)]
    for table in ("messages", "runs", "run_steps", "chunk_terms"):
        assert after[table] == before[table] != []
    assert run_sql(old, "PRAGMA foreign_keys=ON", "DELETE FROM threads", "SELECT * FROM run_steps") == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("    raise RuntimeError('no such luck\\nin detail')", "is as it was: no such luck"),
        ("    op.execute('INSERT INTO nowhere VALUES (1)')", "is as it was: .*no such table: nowhere"),
        ("    op.execute('DELETE FROM runs')", "as it was, for upgrading it would cut run_steps off runs"),
        ("    import nothing_of_that_name", "is as it was: No module named"),
    ],
)
def test_an_upgrade_that_fails_changes_nothing(
    old: Path, next_version: AddVersion, body: str, words: str
) -> None:
    """However far it came; what is wrong is one line."""
    before = contents(old)
    next_version(f"{REBUILD_THREADS}\n{body}")
    with pytest.raises(DataDirectoryError, match=words) as refused:
        Database(old)
    assert "\n" not in str(refused.value)
    assert (version(old), contents(old)) == (THIS, before)


def test_a_server_killed_while_it_upgrades_changes_nothing(old: Path, next_version: AddVersion) -> None:
    """The next one to start upgrades from the beginning."""
    before = contents(old)
    next_version(f"{REBUILD_THREADS}\n    if os.environ.get('DIE'):\n        os.kill(os.getpid(), 9)")
    opening = [sys.executable, "-c", OPEN, str(old), NEXT, str(upgrading.FOLDER)]
    dying = {**os.environ, "DIE": "yes"}
    killed = subprocess.run(opening, env=dying, stdin=subprocess.DEVNULL, check=False)
    assert killed.returncode == -9
    assert (version(old), contents(old)) == (THIS, before)
    Database(old).close()
    assert version(old) == NEXT


def test_servers_started_at_once_upgrade_once(old: Path, next_version: AddVersion) -> None:
    """One of these processes upgrades, and the others find it done."""
    next_version(REBUILD_THREADS + COUNT)
    opening = [sys.executable, "-c", OPEN, str(old), NEXT, str(upgrading.FOLDER)]
    pipe = subprocess.PIPE
    processes = [subprocess.Popen(opening, stdin=pipe, stdout=pipe) for _ in range(3)]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0] * 3
    assert version(old) == NEXT
    assert run_sql(old, "SELECT lease_expires_at FROM runs") == [(1,)]


def test_one_process_may_upgrade_several_databases_at_once(
    old: Path, next_version: AddVersion, tmp_path: Path
) -> None:
    """Alembic knows one at a time; the servers of one program need not."""
    paths = [Path(shutil.copy(old, tmp_path / f"{number}.sqlite")) for number in range(4)]
    next_version(REBUILD_THREADS)
    together = threading.Barrier(len(paths))

    def start(path: Path) -> None:
        together.wait()
        Database(path).close()

    with ThreadPoolExecutor(len(paths)) as threads:
        list(threads.map(start, paths))
    assert [version(path) for path in paths] == [NEXT] * 4


def test_the_version_files_may_lie_in_an_archive(
    old: Path, next_version: AddVersion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alembic wants them on disk; they are put there while it runs."""
    next_version(REBUILD_THREADS)
    folder = Path(str(upgrading.FOLDER))
    with ZipFile(tmp_path / "pdfai.zip", "w") as archive:
        for each in folder.rglob("*.py"):
            archive.write(each, each.relative_to(folder))
    with ZipFile(tmp_path / "pdfai.zip") as archive:
        monkeypatch.setattr(upgrading, "FOLDER", PathInArchive(archive))
        Database(old).close()
    assert version(old) == NEXT
