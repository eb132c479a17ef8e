"""Write a version file for what the tables in the code have that the version files do not make.

python scripts/new_migration.py "Threads have a title"
"""

import sys

from alembic import command
from sqlalchemy import create_engine

from pdfai.server.store.migrations.upgrading import configuration, upgrade
from pdfai.server.store.schema import HEAD


def main(what: str) -> None:
    """Compare a database that the version files made with the metadata."""
    with create_engine("sqlite://").begin() as connection, configuration(connection) as config:
        upgrade(connection)
        command.revision(config, what, autogenerate=True, rev_id=f"{int(HEAD) + 1:04}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
