"""A member is handed out everything that carries their id or words, in files of a bounded size."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.privacy.exporting import export
from data import tables as schema
from data.privacy import exports
from data.privacy.exports import BLOCKED, CANCELLED
from data.privacy.stored import STORED
from tests.bot.conftest import OTHER_GUILD
from tests.bot.privacy.test_eraser import ELLA, NOAH, ON_SQLITE, TOKEN, WORDS, leave_traces

if TYPE_CHECKING:
    from tests.bot.conftest import Studio


def expected_tables() -> set[str]:
    """Every table with something of people that is no secret, but for that they are erased."""
    shown = [each for each in STORED if not each.secrets.issuperset(each.table.columns.keys())]
    return {each.table.name for each in shown if each.is_of_people and each.table is not schema.erasures}


@pytest.mark.promise(key="own-data")
async def test_everything_that_an_erasure_takes_is_handed_out_but_secrets(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    song, voice, elsewhere, refused, noahs = await leave_traces(studio)
    monkeypatch.setattr(exports, "JOBS_AT_ONCE", 2)
    monkeypatch.setattr(exports, "READ_AT_ONCE", 3)
    (whole,) = [json.loads(part) async for part in export(studio.context, ELLA, most_bytes=1_000_000)]
    tables = whole["tables"]
    assert [job["id"] for job in tables["jobs"]] == [song.id, voice.id, elsewhere.id, refused.id]
    assert {job["guild_id"] for job in tables["jobs"]} >= {OTHER_GUILD}
    assert {job["user_id"] for job in tables["jobs"]} == {str(ELLA)}  # as text: JSON's numbers are too small for it
    assert tables[CANCELLED] == [{"id": noahs.id}]
    assert set(tables) == {*expected_tables(), "key_values", CANCELLED, BLOCKED}
    assert [row["guild_id"] for row in tables[BLOCKED]] == [OTHER_GUILD]
    said = json.dumps(whole, ensure_ascii=False)
    assert all(word in said for word in WORDS)
    assert TOKEN not in said
    assert str(NOAH) not in json.dumps(tables["jobs"])
    assert (whole["part"], whole["is_last_part"]) == (1, True)


@ON_SQLITE
async def test_files_are_no_larger_than_asked_and_together_everything(studio: Studio) -> None:
    await leave_traces(studio)
    (whole,) = [json.loads(part) async for part in export(studio.context, ELLA, most_bytes=10_000_000)]
    parts = [part async for part in export(studio.context, ELLA, most_bytes=5_000)]
    assert len(parts) > 2
    assert all(len(part) <= 5_000 for part in parts)
    read = [json.loads(part) for part in parts]
    assert [part["part"] for part in read] == list(range(1, len(parts) + 1))
    assert [part["is_last_part"] for part in read] == [False] * (len(parts) - 1) + [True]
    together: dict[str, list[object]] = {}
    for part in read:
        for table, rows in part["tables"].items():
            together.setdefault(table, []).extend(rows)
    assert together == whole["tables"]


@ON_SQLITE
async def test_of_whom_nothing_is_stored_gets_one_file_that_says_so(studio: Studio) -> None:
    (only,) = [json.loads(part) async for part in export(studio.context, NOAH, most_bytes=5_000)]
    assert only["tables"] == {}
