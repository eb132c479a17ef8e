"""How the tables came to be what they are. Alembic reads this folder; nothing of it is imported at start.

`docs/changing-the-tables.md` says how to add a version file.
"""
