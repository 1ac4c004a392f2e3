"""The parts of `/credits`: ledger, accounts, table, days and file say the same, at the turn of a month too."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.status import ledger_csv, statements
from bot.status.ledger_csv import COLUMNS, defuse, write_ledger
from bot.status.statements import read_daily_use, read_members, read_my_month
from data import ledger
from data.guilds import limits
from data.ids import GuildId, UserId
from data.rows import EntryKind, JobState, RuleKind
from data.spending import LedgerRow
from tests.bot.conftest import GUILD, MEMBER

if TYPE_CHECKING:
    from bot.status.ledger_csv import LedgerFile
    from data.rows import Account
    from tests.bot.conftest import Studio

NOAH = UserId(3002)
SONG = 12
LIMIT = 10 * 1024 * 1024


async def account(studio: Studio, month: str) -> Account:
    async with studio.database.reading() as tx:
        assert await ledger.imbalances(tx) == []
        return await ledger.account(tx, GUILD, month, default_allowance=240)


async def write(studio: Studio, month: str, limit: int = LIMIT) -> LedgerFile:
    found = await write_ledger(studio.context, GUILD, month, part_limit=limit)
    assert found is not None
    return found


def read(file: LedgerFile) -> list[dict[str, str]]:
    """As a program reads it that knows nothing of us."""
    rows = list[dict[str, str]]()
    for part in file:
        reader = csv.DictReader(io.StringIO(part.decode("ascii"), newline=""))
        rows += reader
        assert tuple(reader.fieldnames or ()) == COLUMNS
    return rows


def check_sums(rows: list[dict[str, str]], of: Account) -> None:
    """Hold a file against its account."""
    spent = sum(int(row["credits"]) for row in rows if row["kind"] == "settle")
    closed = {row["job"] for row in rows if row["kind"] != "hold"}
    held = sum(int(row["credits"]) for row in rows if row["kind"] == "hold" and row["job"] not in closed)
    assert (spent, held) == (of.spent, of.held)
    assert int(rows[-1]["running_sum"]) == spent + held


@pytest.mark.promise(key="month")
@pytest.mark.parametrize(
    ("zone", "begins"),
    [
        ("Asia/Tokyo", datetime(2026, 11, 30, 15, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2026, 12, 1, 8, tzinfo=UTC)),
    ],
)
async def test_all_parts_say_the_same_when_a_month_turns_with_songs_under_way(
    studio: Studio, zone: str, begins: datetime
) -> None:
    async with studio.database.transaction() as tx:
        await limits.put_values(tx, GUILD, {"time_zone": zone})
    studio.clock.advance((begins - studio.context.now()).total_seconds() - 3600)
    first, _ = await studio.song()
    failed = await studio.place(studio.order(user_id=NOAH))
    assert await studio.lifecycle.cancel(failed, "")
    studio.clock.advance((begins - studio.context.now()).total_seconds() - 1)
    last = await studio.place(studio.order(user_id=NOAH))
    studio.clock.advance(1)
    new = await studio.place(studio.order())
    assert (first.month, last.month, new.month) == ("2026-11", "2026-11", "2026-12")

    async def check() -> None:
        table = await read_members(studio.context, GUILD)
        november, december = await account(studio, "2026-11"), await account(studio, "2026-12")
        assert (table.account, table.last_month) == (
            replace(december, time_zone=zone),
            replace(november, time_zone=zone),
        )
        assert sum(each.spent for each in table.rows) == december.spent
        assert sum(each.held for each in table.rows) == december.held
        assert sum(each.last_month for each in table.rows) == november.spent + november.held == 2 * SONG
        assert (table.members, table.has_more, table.months) == (2, False, ("2026-12", "2026-11"))
        use = await read_daily_use(studio.context, GUILD)
        assert use.days == (SONG, *[0] * 30)
        assert (use.began[0], len(use.began)) == (begins, 31)
        for month, of in (("2026-11", november), ("2026-12", december)):
            check_sums(read(await write(studio, month)), of)
        mine = await read_my_month(studio.context, GUILD, MEMBER, frozenset())
        assert [(each.songs, each.spent + each.held) for each in mine.operations] == [(1, SONG)]

    await check()
    for job in (last, new):
        assert (await studio.finish(job)).state is JobState.DONE
    await check()
    assert [(row["kind"], row["credits"], row["running_sum"]) for row in read(await write(studio, "2026-11"))] == [
        ("hold", "12", "12"),
        ("settle", "12", "12"),
        ("hold", "12", "24"),
        ("refund", "12", "12"),
        ("hold", "12", "24"),
        ("settle", "12", "24"),
    ]


async def test_a_row_of_the_file_says_when_who_what_and_how_much(studio: Studio) -> None:
    job, _ = await studio.song()
    hold, settle = read(await write(studio, job.month))
    assert hold == {
        "time": job.created_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "job": str(job.id),
        "member": str(MEMBER),
        "operation": "create",
        "model": f"{job.family}/{job.model}",
        "kind": "hold",
        "credits": "12",
        "running_sum": "12",
    }
    assert datetime.fromisoformat(settle["time"]).tzinfo == UTC
    assert await write_ledger(studio.context, GUILD, "2026-10", part_limit=LIMIT) is None
    assert await write_ledger(studio.context, GuildId(77), job.month, part_limit=LIMIT) is None


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"])
def test_a_cell_that_a_spreadsheet_would_run_is_text(begin: str) -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    row = LedgerRow(1, at, 7, 3001, f"{begin}1+1", f"{begin}cmd|' /C calc'!A0", "m", EntryKind.HOLD, 12, 12)  # pyright: ignore[reportArgumentType] - no operation or family is called so
    (cells,) = csv.reader(io.StringIO(ledger_csv._line(ledger_csv._cells(row, 12)).decode(), newline=""))  # pyright: ignore[reportPrivateUsage] - what a row becomes
    assert cells == [
        "2026-11-20T00:00:00.000Z", "7", "3001", f"'{begin}1+1", f"'{begin}cmd|' /C calc'!A0/m", "hold", "12", "12",
    ]  # fmt: skip
    assert defuse("create") == "create"
    assert defuse("1=1") == "1=1"


async def test_a_long_ledger_comes_in_parts_below_the_limit_that_are_read_as_one(studio: Studio) -> None:
    for _ in range(8):
        await studio.song()
    whole = await write(studio, studio.context.month)
    limit = ledger_csv.MARGIN + 400
    split = await write(studio, studio.context.month, limit)
    assert len(split.parts) > 3
    assert all(len(part) <= limit - ledger_csv.MARGIN for part in split)
    assert read(split) == read(whole)
    assert (split.rows, len(whole.parts)) == (16, 1)
    check_sums(read(split), await account(studio, studio.context.month))


async def test_a_member_sees_what_is_left_of_their_share(studio: Studio) -> None:
    role = 88
    async with studio.database.transaction() as tx:
        await limits.lock(tx, GUILD)
        await limits.put_values(tx, GUILD, {"member_share": 10, "member_share_unit": "percent"})
        await limits.add_rule(tx, GUILD, RuleKind.ROLE_SHARE, str(role), amount=None)
    await studio.song()
    mine = await read_my_month(studio.context, GUILD, MEMBER, frozenset())
    assert mine.share is not None
    assert (mine.share.most, mine.share.taken, mine.share.left) == (24, SONG, 12)
    assert (await read_my_month(studio.context, GUILD, MEMBER, frozenset({role}))).share is None
    async with studio.database.transaction() as tx:
        await limits.put_values(tx, GUILD, {"member_share_period": "day", "member_share": 4})
    mine = await read_my_month(studio.context, GUILD, MEMBER, frozenset())
    assert mine.share is not None
    assert (mine.share.most, mine.share.taken, mine.share.left) == (9, SONG, 0)
    studio.clock.advance(timedelta(days=1).total_seconds())
    mine = await read_my_month(studio.context, GUILD, MEMBER, frozenset())
    assert mine.share is not None
    assert mine.share.taken == 0


async def test_the_table_is_turned_in_pages(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "MEMBERS", 2)
    for number in range(3):
        await studio.place(studio.order(user_id=UserId(5000 + number)))
    pages = [await read_members(studio.context, GUILD, page=page) for page in (0, 1, 7)]
    assert [(each.page, len(each.rows), each.has_more) for each in pages] == [(0, 2, True), (1, 1, False), (0, 2, True)]
    assert {each.members for each in pages} == {3}
