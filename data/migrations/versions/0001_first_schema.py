"""The schema of the first release: its tables and indexes once, and the triggers in each database's own language."""

from __future__ import annotations

import re
from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SQLITE_TYPES = {
    "BIGSERIAL NOT NULL PRIMARY KEY": "INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT",
    "TIMESTAMP WITH TIME ZONE": "DATETIME",
    "DOUBLE PRECISION": "DOUBLE",
}


def upgrade() -> None:
    dialect = op.get_context().dialect.name
    schema = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    if dialect == "sqlite":
        for theirs, sqlites in SQLITE_TYPES.items():
            schema = schema.replace(theirs, sqlites)
    triggers = Path(__file__).with_suffix(f".{dialect}.sql").read_text(encoding="utf-8")
    for statement in re.split(r";\n+(?=CREATE)", f"{schema}\n{triggers}"):
        op.execute(statement)
