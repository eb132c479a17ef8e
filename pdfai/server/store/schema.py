"""Which version of the tables a database has, and how it gets this one."""

from typing import Final

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    insert,
    inspect,
    select,
)

from pdfai.server.retrieval.index import create_index_tables
from pdfai.server.store.tables import metadata

HEAD: Final = "0003"
"""The newest of `migrations/versions`: the version that the tables of this code have."""

# Alembic's own table, and its own words for it. Read here, so that an up-to-date database is opened without
# Alembic, whose import takes longer than all else that a start does.
_version = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32)),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

# Before there were version files, `user_version` counted; the last one was what 0001 makes. The next number
# tells code of that time that the tables are not its own.
_LAST_UNVERSIONED, _VERSIONED = 3, 4


class SchemaError(Exception):
    """The tables are not this code's, and cannot be made so; says why in one line."""


def bring_up_to_date(connection: Connection) -> None:
    """Make the tables, or upgrade them, within the caller's write transaction; raises `SchemaError`.

    Foreign keys must not be enforced: upgrading makes tables anew, and with each that is dropped all that
    hangs on its rows would go.
    """
    names = inspect(connection).get_table_names()
    if not names:
        _make(connection)
        return
    revision = _revision(connection) if _version.name in names else _adopted(connection)
    if revision > HEAD:
        raise SchemaError("a newer version of pdfai made its database")
    if revision < HEAD:
        _upgrade(connection)


def _make(connection: Connection) -> None:
    # Not by the version files: importing Alembic alone takes many times as long.
    metadata.create_all(connection)
    create_index_tables(connection)
    _stamp(connection, HEAD)


def _adopted(connection: Connection) -> str:
    """The version of tables that were made before there were version files."""
    number = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if number != _LAST_UNVERSIONED:
        age = "a newer" if number > _LAST_UNVERSIONED else "an older"
        raise SchemaError(f"{age} version of pdfai made its database")
    _stamp(connection, "0001")
    return "0001"


def _revision(connection: Connection) -> str:
    found = connection.execute(select(_version.c.version_num)).scalars().all()
    if len(found) != 1:
        raise SchemaError("its database does not say which version made it")
    return str(found[0])


def _stamp(connection: Connection, revision: str) -> None:
    _version.create(connection)
    connection.execute(insert(_version).values(version_num=revision))
    connection.exec_driver_sql(f"PRAGMA user_version = {_VERSIONED}")


def _upgrade(connection: Connection) -> None:
    from pdfai.server.store.migrations.upgrading import upgrade  # noqa: PLC0415  # see `_version`

    try:
        upgrade(connection)
    except Exception as error:
        first_line = str(error).partition("\n")[0] or type(error).__name__
        raise SchemaError(f"its database could not be upgraded and is as it was: {first_line}") from error
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise SchemaError(
            f"its database is as it was, for upgrading it would cut {broken[0]} off {broken[2]}"
        )
