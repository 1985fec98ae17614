"""registers follow a moved session"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    # The default stands only until the next statement; SQLite cannot take it away again.
    at_first = sa.text("'1970-01-01 00:00:00.000000'")
    op.add_column(
        "registers", sa.Column("frozen_for", sa.DateTime(timezone=True), nullable=False, server_default=at_first)
    )
    op.execute(
        "UPDATE registers SET frozen_for ="
        " (SELECT starts_at FROM occurrences WHERE occurrences.id = registers.occurrence_id)"
    )
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("registers", "frozen_for", server_default=None)


def downgrade() -> None:
    """Take it back."""
    op.drop_column("registers", "frozen_for")
