"""Events of streamed runs are kept, and runs are claimed by a number."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of events; no run of before was streamed to anybody who still listens."""
    op.add_column("runs", sa.Column("fence", sa.Integer, nullable=False, server_default="0"))
    op.add_column("runs", sa.Column("is_streamed", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "run_events",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("run_id", sa.String, sa.ForeignKey("runs.id", ondelete="CASCADE"), nullable=False),
        sa.Column("created_at", sa.Integer, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_run_events_created_at", "run_events", ["created_at"])
    op.create_index("ix_run_events_run_id_number", "run_events", ["run_id", "number"])
