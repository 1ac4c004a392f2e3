"""What is said to be stored is what is stored: every table and every column, and what an erasure makes of it."""

from __future__ import annotations

from collections import Counter

import pytest

from data import tables
from data.privacy.kinds import End, Stored, Theme
from data.privacy.stored import STORED

# Ids that are no person's: every other column that ends like an id, or like who did it, names somebody.
OF_NOBODY = {
    *("application_id", "guild_id", "worker_id", "shard_id", "webhook_id", "message_id", "interaction_id"),
    *("job_id", "clip_id", "playlist_id", "task_id", "vendor_id"),
}


def test_every_table_has_its_line() -> None:
    said = Counter(each.table.name for each in STORED)
    assert set(said) == set(tables.metadata.tables), (
        "data/privacy/stored.py says nothing of a table, or of one too many"
    )
    assert set(said.values()) == {1}
    assert {each.theme for each in STORED} == set(Theme)


@pytest.mark.parametrize("stored", STORED, ids=lambda each: each.table.name)
def test_every_column_has_its_place(stored: Stored) -> None:
    columns = {column.name for column in stored.table.columns}
    said = Counter([*stored.keeps, *stored.forgets, *stored.apart])
    assert set(said) == columns, f"data/privacy/stored.py does not say what becomes of {stored.table.name}'s columns"
    assert set(said.values()) == {1}
    assert {each for each in (stored.member, stored.guild, stored.job, stored.clip) if each} <= columns
    assert set(stored.words) <= (columns if stored.end is End.REMOVED else set(stored.forgets))
    assert not stored.words or stored.hangs_on_jobs or stored.table is tables.jobs
    assert stored.secrets <= columns
    assert (stored.end is End.STRIPPED) == bool(stored.forgets)


@pytest.mark.parametrize("stored", STORED, ids=lambda each: each.table.name)
def test_what_names_a_person_is_theirs_and_goes(stored: Stored) -> None:
    columns = {column.name for column in stored.table.columns}
    named = {name for name in columns - OF_NOBODY if name.endswith(("_id", "_by")) and not name.endswith("channel_id")}
    assert named <= {stored.member, *stored.apart}, f"whose ids are these in {stored.table.name}?"
    assert stored.member in {"", *named}
    if stored.member:
        assert stored.end is not End.KEPT
        assert stored.end is End.REMOVED or stored.member in stored.forgets


def test_a_guild_is_named_wherever_it_is() -> None:
    assert [each.table.name for each in STORED if "guild_id" in each.table.columns and each.guild != "guild_id"] == []
