"""A migration only adds, so that the version before goes on beside it; or it says which version may go on."""

from __future__ import annotations

import re
from io import StringIO
from textwrap import indent
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from data.engine import migrate
from data.engine.schema_version import FIRST_PROGRAM, OLDEST_PROGRAM, newest_version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alembic.script import Script

LAST_WITHOUT_RULES = "0003"
# Tables that grow for ever: an index on one keeps writers out until it is built, for minutes on a large one.
LARGE = frozenset({"jobs", "ledger", "clips", "accounts", "webhooks", "drafts"})
WHY_NOT = "blocks_writers_because"  # said in a migration that builds one all the same


def statements(module: ModuleType, dialect: str) -> list[str]:
    """What the migration would have the database do."""
    written = StringIO()
    context = MigrationContext.configure(dialect_name=dialect, opts={"as_sql": True, "output_buffer": written})
    with Operations.context(context):
        module.upgrade()
    found = (" ".join(each.split()) for each in re.split(r";\s*\n", written.getvalue()))
    return [each for each in found if each]


def flaws(module: ModuleType) -> list[str]:
    """Why a process of the version before could not go on, or would wait, beside this migration."""
    found = list[str]()
    if hasattr(module, "downgrade"):
        found.append("a schema never goes back")
    oldest = getattr(module, OLDEST_PROGRAM, None)
    if oldest is not None and not FIRST_PROGRAM <= int(oldest) < int(module.revision):
        found.append(f"{oldest}: the version before could not go on, or is none that asks")
    for dialect in ("postgresql", "sqlite"):
        made = set[str]()
        for statement in statements(module, dialect):
            found += [f"{dialect}: {flaw}: {statement}" for flaw in _flaws_of(statement, module, made)]
    return found


def _flaws_of(statement: str, module: ModuleType, made: set[str]) -> Iterator[str]:
    if table := re.match(r"CREATE TABLE (\w+)", statement):
        made.add(table[1])
        return
    if added := re.match(r"ALTER TABLE (\w+) ADD COLUMN (.*)", statement):
        if " NOT NULL" in added[2] and " DEFAULT " not in added[2]:
            yield "what the version before writes has no such column"
        elif re.search(r" (UNIQUE|CHECK|REFERENCES)\b", added[2]):
            yield "the version before may break that rule"
        return
    if index := re.match(r"CREATE (UNIQUE )?INDEX (?:CONCURRENTLY )?(?:IF NOT EXISTS )?\w+ ON (\w+)", statement):
        if index[1] and index[2] not in made:
            yield "the version before may break that rule"
        if index[2] in LARGE - made and not getattr(module, WHY_NOT, ""):
            yield f"it keeps writers out while it is built: say why that may be in {WHY_NOT}"
        return
    if re.match(r"CREATE VIRTUAL TABLE |CREATE FUNCTION ", statement):
        return
    if (trigger := re.match(r"CREATE TRIGGER \w+ .*? ON (\w+)\b", statement)) and trigger[1] in made:
        return
    if getattr(module, OLDEST_PROGRAM, None) is None:
        yield f"it does more than add, and names no {OLDEST_PROGRAM}"


def later_migrations() -> list[Script]:
    found = ScriptDirectory.from_config(migrate.alembic_config()).walk_revisions()
    return sorted((each for each in found if each.revision > LAST_WITHOUT_RULES), key=lambda each: each.revision)


@pytest.mark.parametrize("migration", later_migrations(), ids=lambda each: each.revision)
def test_every_migration_lets_the_version_before_go_on(migration: Script) -> None:
    assert flaws(migration.module) == []


def test_migrations_are_numbered_without_a_gap_and_the_last_one_is_the_newest() -> None:
    found = [each.revision for each in later_migrations()]
    assert found == [f"{number:04}" for number in range(int(LAST_WITHOUT_RULES) + 1, int(newest_version()) + 1)]


def made_up(body: str, head: str = "") -> ModuleType:
    module = ModuleType("made_up")
    source = "import sqlalchemy as sa\nfrom alembic import op\nrevision = '0099'\n"
    exec(f"{source}{head}\ndef upgrade():\n{indent(body, '    ')}\n", module.__dict__)
    return module


@pytest.mark.parametrize(
    ("body", "head", "says"),
    [
        ("op.add_column('jobs', sa.Column('mood', sa.Text()))", "", None),
        ("op.add_column('jobs', sa.Column('mood', sa.Text(), nullable=False, server_default=''))", "", None),
        ("op.add_column('jobs', sa.Column('mood', sa.Text(), nullable=False))", "", "no such column"),
        ("op.add_column('jobs', sa.Column('mood', sa.Text(), sa.CheckConstraint('mood > 1')))", "", "break that rule"),
        ("op.create_table('moods', sa.Column('id', sa.Text(), primary_key=True))", "", None),
        ("op.create_index('one', 'jobs', ['title'])", "", "keeps writers out"),
        ("op.execute('CREATE INDEX one ON jobs (title)')", "", "keeps writers out"),
        ("op.create_index('one', 'jobs', ['title'])", f"{WHY_NOT} = 'Of few rows.'", None),
        ("op.create_index('one', 'retirements', ['reason'])", "", None),
        ("op.create_index('one', 'retirements', ['reason'], unique=True)", "", "break that rule"),
        (
            "op.create_table('moods', sa.Column('id', sa.Text())); op.create_index('x', 'moods', ['id'], unique=True)",
            "",
            None,
        ),
        (
            "op.create_table('moods', sa.Column('a', sa.Text())); op.execute('CREATE TRIGGER x AFTER DELETE ON moods')",
            "",
            None,
        ),
        ("op.execute('CREATE TRIGGER x AFTER INSERT ON jobs FOR EACH ROW')", "", "does more than add"),
        ("op.drop_column('jobs', 'style')", "", "does more than add"),
        ("op.alter_column('jobs', 'style', new_column_name='mood')", "", "does more than add"),
        ("op.execute(\"UPDATE jobs SET style = ''\")", "", "does more than add"),
        ("op.drop_column('jobs', 'style')", "oldest_program = '0098'", None),
        ("op.drop_column('jobs', 'style')", "oldest_program = '0099'", "could not go on"),
        ("op.drop_column('jobs', 'style')", "oldest_program = '0003'", "could not go on"),
        ("pass", "def downgrade(): pass", "never goes back"),
    ],
)
def test_what_the_rules_refuse(body: str, head: str, says: str | None) -> None:
    found = flaws(made_up(body, head))
    assert bool(found) == (says is not None), found
    assert all(says is not None and says in each for each in found)
