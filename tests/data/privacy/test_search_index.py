"""Words that were removed are gone from a full-text index as well, and from the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from data.privacy import search_index
from tests.traces import bytes_with

if TYPE_CHECKING:
    from pathlib import Path

    from data.engine.database import Database


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_removed_words_leave_the_index_and_the_file(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "PAGES_AT_ONCE", 2)
    async with database.transaction() as tx:
        await tx.execute(text("CREATE VIRTUAL TABLE found USING fts5(words)"))
    for number in range(40):
        async with database.transaction() as tx:
            said = "velvetmoon" if number == 7 else f"common words {number}"
            await tx.execute(text("INSERT INTO found (rowid, words) VALUES (:n, :said)"), {"n": number, "said": said})
    async with database.transaction() as tx:
        await tx.execute(text("DELETE FROM found WHERE words = 'velvetmoon'"))
    await database.empty_log()
    assert bytes_with(tmp_path / "encore.db", ["velvetmoon"])  # FTS5 only notes that it is gone
    assert "found" in await database.read(search_index.names)
    steps = 0
    while await database.write(search_index.merge, "found", is_first=steps == 0):
        steps += 1
    assert steps > 0
    assert await database.empty_log()
    assert bytes_with(tmp_path / "encore.db", ["velvetmoon"]) == []
    async with database.reading() as tx:
        rows = await tx.execute(text("SELECT count(*) FROM found WHERE found MATCH 'common'"))
        assert rows.scalar_one() == 39


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_postgresql_has_none(database: Database) -> None:
    assert await database.read(search_index.names) == []
