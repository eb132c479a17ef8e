"""The one module that imports Alembic: it runs the version files that a database has not seen."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

FOLDER: Traversable = files("pdfai.server.store.migrations")

# Alembic keeps what it works at in a global; a process may open two old databases at once.
_one_at_a_time = threading.Lock()


def upgrade(connection: Connection) -> None:
    """Bring the tables to the newest version, within the connection's transaction."""
    with _one_at_a_time, configuration(connection) as config:
        command.upgrade(config, "head")


@contextmanager
def configuration(connection: Connection) -> Iterator[Config]:
    """What Alembic's commands take, for the database behind the connection."""
    with _on_disk(FOLDER) as folder:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        yield config


@contextmanager
def _on_disk(folder: Traversable) -> Iterator[Path]:
    """The folder as Alembic can read it, also when it lies in an archive."""
    if isinstance(folder, Path):
        yield folder
        return
    with TemporaryDirectory() as copy:
        _copy(folder, Path(copy))
        yield Path(copy)


def _copy(folder: Traversable, target: Path) -> None:
    target.mkdir(exist_ok=True)
    for each in folder.iterdir():
        if each.is_dir():
            _copy(each, target / each.name)
        else:
            (target / each.name).write_bytes(each.read_bytes())
