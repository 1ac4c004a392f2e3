"""Versions of the program that are yet to come, as far as the database goes: the migrations of today, and more."""

from __future__ import annotations

import shutil
from pathlib import Path
from textwrap import indent

from data.engine import schema_version

MIGRATION = '''"""Made up by a test."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None
{says}

def upgrade() -> None:
{body}
'''
EXPANDS = 'op.add_column("jobs", sa.Column("mood", sa.Text()))'
CONTRACTS = 'op.execute("ALTER TABLE jobs DROP COLUMN needs_version")'


def newer_version(
    folder: Path, revision: str, body: str, *, base: Path | None = None, oldest_program: str | None = None
) -> Path:
    """The migrations of a version that adds one to those in `base`, by default today's, in a new folder."""
    base = base or schema_version.MIGRATIONS
    shutil.copytree(base, folder, ignore=shutil.ignore_patterns("__pycache__"))
    before = max(path.stem.partition("_")[0] for path in (folder / "versions").glob("[0-9]*_*.py"))
    says = f'oldest_program = "{oldest_program}"\n' if oldest_program else ""
    written = MIGRATION.format(revision=revision, before=before, says=says, body=indent(body, "    "))
    (folder / "versions" / f"{revision}_made_up.py").write_text(written)
    return folder
