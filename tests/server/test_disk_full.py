"""A full disk fails the request, and not the database."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from pdfai.server.store.database import Database
from pdfai.testing import ScriptedModel

OpenApi = Any
APART = ["unshare", "--user", "--map-root-user", "--mount"]


def may_mount(folder: Path) -> bool:
    """Whether this user may mount what nobody else sees."""
    command = [*APART, "mount", "-t", "tmpfs", "tmpfs", str(folder)]
    return bool(shutil.which("unshare")) and subprocess.run(command, check=False).returncode == 0


def test_on_a_disk_that_is_really_full(tmp_path: Path) -> None:
    """`full_disk.py` says what is tested; it runs where it is the root of its own mounts."""
    if not may_mount(tmp_path):
        pytest.skip("nothing may be mounted here")
    tests = str(Path(__file__).with_name("full_disk.py"))
    options = ["-q", "--tb=short", "--show-capture=no", "-p", "no:cacheprovider", f"--basetemp={tmp_path}"]
    command = [*APART, sys.executable, "-m", "pytest", *options, tests]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_database_that_cannot_grow_in_the_middle_of_a_statement_is_a_full_disk(
    open_api: OpenApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On any system: SQLite then takes all of the transaction back, and savepoints with it."""
    api = open_api(ScriptedModel())
    assistant_id = api.assistant()
    thread_ids = [api.thread() for _ in range(50)]
    write, most_pages = Database.write, 1  # taken as: the present size

    @contextmanager
    def write_within(database: Database) -> Iterator[Connection]:
        with write(database) as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {most_pages}")
            yield connection

    monkeypatch.setattr(Database, "write", write_within)
    body: Any = {"assistant_id": assistant_id, "instructions": "Be brief. " * 1000}
    answers = [api.http.post(f"/threads/{thread_id}/runs", json=body) for thread_id in thread_ids]
    assert {answer.status_code for answer in answers} <= {200, 507}
    assert (answers[-1].status_code, answers[-1].headers["x-should-retry"]) == (507, "false")
    assert "disk is full" in answers[-1].json()["error"]["message"]
    assert api.get(f"/threads/{thread_ids[-1]}/runs")["data"] == []
    most_pages = 1_000_000
    assert api.run(thread_ids[-1], **body)["status"] == "completed"
