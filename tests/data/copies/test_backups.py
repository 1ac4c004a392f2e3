"""A database is backed up while it is used, restored and moved, whole or not at all, from each kind to each kind."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import AsyncGenerator, Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from data import key_values, ledger, tables
from data.brief import Details
from data.copies import audit, backups, transfer
from data.copies.backups import CopyRefused
from data.engine.address import url_of
from data.engine.database import Database
from data.engine.unavailable import DatabaseUnavailable
from data.engine.worker_lock import worker_lock
from data.rows import ClipState, JobState, PersonaKind
from tests.data.making import GUILD, NOW, after, job_in, queued

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.engine.transaction import Transaction

ROOT = Path(__file__).resolve().parents[3]
KINDS = ("sqlite", "postgresql")
DECIDED = (  # by a guild's admins
    *("member_share", "member_share_unit", "member_share_period", "songs_at_once", "cooldown_seconds", "pressers"),
    *("time_zone", "log_channel_id", "moderation_channel_id", "approval", "language"),
)
PAIRS = [KINDS, KINDS[::-1]]  # from each kind into itself: see what is restored where it was
WORDS = "a “song”\nof 夜 \N{MUSICAL SYMBOL G CLEF} 'quotes' \"too\" \\u0000"
Place = Callable[[str], str]
_numbers = itertools.count(1)


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Makes places for databases of either kind, which are not even migrated."""
    made = list[str]()

    def make(kind: str) -> str:
        name = f"copied_{next(_numbers)}"
        if kind == "sqlite":
            return url_of(tmp_path / f"{name}.db")
        server = request.getfixturevalue("postgresql_server")
        server.psql(f"CREATE DATABASE {name} {kind.removeprefix('postgresql')}")
        made.append(name)
        return server.get_uri(name)

    yield make
    for name in made:
        request.getfixturevalue("postgresql_server").psql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several batches of a few rows."""
    monkeypatch.setattr(transfer, "BATCH", 10)


@pytest.fixture(scope="module")
def filled_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with rows in every table, to be copied."""
    path = tmp_path_factory.mktemp("filled") / "encore.db"
    shutil.copy(migrated_file, path)
    asyncio.run(_fill_at(url_of(path)))
    return path


@pytest.fixture(scope="module")
def filled_template(migrated_server: Any) -> str:
    """The name of a PostgreSQL database with rows in every table, to be copied."""
    name = f"filled_{next(_numbers)}"
    migrated_server.psql(f"CREATE DATABASE {name}")
    asyncio.run(_fill_at(migrated_server.get_uri(name)))
    return name


@pytest.fixture
def full(request: pytest.FixtureRequest, place: Place) -> Place:
    """Makes databases of either kind with rows in every table."""
    # Before the test's event loop runs, in which none of them could be made.
    file: Path = request.getfixturevalue("filled_file")
    kinds = getattr(request.node, "callspec", None)
    is_asked_for = kinds is not None and "postgresql" in kinds.params.values()
    template = request.getfixturevalue("filled_template") if is_asked_for else None

    def make(kind: str) -> str:
        if kind == "postgresql":
            return place(f"postgresql TEMPLATE {template}")
        url = place(kind)
        shutil.copy(file, url.removeprefix("sqlite:///"))
        return url

    return make


async def _fill_at(url: str) -> None:
    async with opened(url) as database:
        await fill(database)


@contextlib.asynccontextmanager
async def opened(url: str) -> AsyncGenerator[Database]:
    database = await Database.open(url)
    try:
        yield database
    finally:
        await database.close()


async def close_job(tx: Transaction, state: JobState) -> None:
    job = await job_in(
        tx, state, details=Details(starts_at=1.5, avoid=WORDS, persona_id="p"), prompt=WORDS, lyrics=WORDS
    )
    assert await (
        ledger.refund(tx, job, now=NOW) if state is JobState.FAILED else ledger.settle(tx, job, credits=7, now=NOW)
    )


async def fill(database: Database) -> None:
    """Rows in every table, and ids that were given away and are gone."""
    for state in (JobState.DONE, JobState.FAILED, JobState.RUNNING, JobState.SUBMITTING, JobState.QUEUED):
        async with database.transaction() as tx:
            await (close_job(tx, state) if state.final else job_in(tx, state))
    async with database.transaction() as tx:

        async def add(table: str, **values: Any) -> None:
            await tx.execute(insert(tables.metadata.tables[table]), [values])

        texts = {
            "title": WORDS,
            "style": "",
            "lyrics": WORDS,
            "audio_url": "https://cdn.example/a.m4a",
            "image_url": "",
        }
        for position in range(1, 4):
            await add(
                "clips", job_id=1, guild_id=GUILD, position=position, clip_id=f"c{position}", family="sonic", model="m",
                state=ClipState.SUCCEEDED, duration=0.1 + 0.2, timeline={"words": [{"at": 1.25, "a": WORDS}]},
                created_at=NOW, posted_at=after(1.5), uploaded=position == 2, **texts,
            )  # fmt: skip
        await add("personas", guild_id=GUILD, user_id=3, kind=PersonaKind.VOICE, family="sonic", name=WORDS,
                  vendor_id="v", job_id=1, created_at=NOW)  # fmt: skip
        for number in (1, 2, 3):
            await add("drafts", interaction_id=number, guild_id=GUILD, user_id=3, created_at=NOW, price=1,
                      words={"lyrics": WORDS, "continue_at": 1e-9})  # fmt: skip
        await tx.execute(text("DELETE FROM drafts WHERE id > 1"))
        await add("members", user_id=3, model="sonic/v5")
        await add("webhooks", webhook_id=WORDS, received_at=NOW)
        await add("rate_limits", id=1, next_at=NOW)
        await add("create_paces", musicapi_key=WORDS, family="sonic", next_at=NOW, rested_until=after(600))
        await add("poll_paces", musicapi_key=WORDS, next_at=NOW, rate=0.1 + 0.2, rated_at=NOW, paused_until=after(9))
        for host in ("b", "A", "é", "a"):
            await add("retirements", host=host, family="sonic", operation="cover", reason=WORDS, retired_at=NOW)
        await add("archives", job_id=1, contents=bytes(range(256)))
        await add("heartbeats", worker_id="w", at=NOW)
        await add("clip_words", clip_id=1, words="@1 a song 夜")
        await add("favourites", clip_id=1, user_id=3, guild_id=GUILD, created_at=NOW)
        await add("clip_votes", job_id=1, user_id=3, clip_id=1, guild_id=GUILD, created_at=NOW)
        await add("playlists", guild_id=GUILD, user_id=3, name=WORDS, created_at=NOW)
        await add("playlist_clips", playlist_id=1, clip_id=1, place=1, added_at=NOW)
        await add("showcased", clip_id=1, guild_id=GUILD, channel_id=5, message_id=6, claimed_at=NOW, posted_at=NOW)
        await add("song_copies", message_id=7, channel_id=5, guild_id=GUILD, job_id=1, created_at=NOW)
        await add("shard_leases", application_id=7, shard_count=2, shard_id=1, owner="w", lease_until=NOW)
        await add("gateways", application_id=7, shard_count=2, sessions_spent=1.5, sessions_counted_at=NOW)
        await add("identify_buckets", application_id=7, bucket=1, next_at=NOW)
        await add("grants", interaction_id=1, guild_id=GUILD, month="2026-11", credits=7, user_id=3, at=NOW)
        await add("member_blocks", guild_id=GUILD, subject_id=4, by_id=3, at=NOW)
        await add("moderation_cases", kind="report", guild_id=GUILD, job_id=1, user_id=3, words=WORDS, created_at=NOW)
        await add("erased_use", guild_id=GUILD, fingerprint=-7, month="2026-11", asked_at=NOW, credits=3)
        await add("pauses", guild_id=0, user_id=3, at=NOW)
        await add("blocks", kind="member", subject_id=4, user_id=3, at=NOW)
        await add("vendor_stops", host=WORDS, kind="account", since=NOW, until=after(60))
        await add("erasures", user_id=3, with_messages=True, asked_at=NOW, done_to=1)
        await add("admin_log", guild_id=GUILD, user_id=3, at=NOW, action="share.set", facts={"share": WORDS})
        await add("guild_rules", guild_id=GUILD, kind="role_share", subject="7", amount=3)
        await add("guild_rules", guild_id=GUILD, kind="operation_never", subject="cover")
        await add("month_warnings", guild_id=GUILD, month="2026-11", percent=50, reached_at=NOW, channel_id=2)
        many = [{"key": f"{'Kk_-'[number % 4]}{number}", "value": "v"} for number in range(57)]
        await tx.execute(insert(tables.key_values), many)


async def every_row(url: str) -> dict[str, list[str]]:
    async with Database.open_read_only(url) as tx:
        return {
            table.name: sorted(repr(tuple(row)) for row in await tx.execute(select(table)))
            for table in tables.metadata.sorted_tables
        }


async def sound(url: str) -> bool:
    async with Database.open_read_only(url) as tx:
        return await audit.findings(tx) == []


async def next_ids(url: str) -> tuple[int, int]:
    """The ids of a new job and of a new draft."""
    async with opened(url) as database, database.transaction() as tx:
        job = await queued(tx)
        draft = insert(tables.drafts).values(
            interaction_id=99, guild_id=1, user_id=1, created_at=NOW, words={}, price=1
        )
        return job.id, (await tx.execute(draft.returning(tables.drafts.c.id))).scalar_one()


@pytest.mark.promise(key="backup")
@pytest.mark.parametrize(("source", "target"), PAIRS)
async def test_all_rows_move_and_no_id_is_given_away_again(place: Place, full: Place, source: str, target: str) -> None:
    here, there = full(source), place(target)
    before = await every_row(here)
    assert all(before.values())
    moved = await backups.move(here, there)
    assert moved.is_sound
    assert moved.rows == sum(map(len, before.values()))
    assert await every_row(there) == before == await every_row(here)
    assert await sound(there)
    assert await next_ids(there) == (6, 4)  # five jobs, and three drafts of which two are gone


@pytest.mark.promise(key="backup")
@pytest.mark.parametrize(("source", "target"), PAIRS)
async def test_a_backup_of_a_database_in_use_is_one_moment_of_it(
    place: Place, full: Place, tmp_path: Path, source: str, target: str
) -> None:
    here, there, file = full(source), place(target), tmp_path / "deep" / "backup.db"
    async with opened(here) as database:
        before = await every_row(here)
        async with worker_lock(database, "w"), database.transaction() as tx:
            await queued(tx)  # not committed: nobody sees it, and nobody waits for it
            copied = await asyncio.create_task(backups.back_up(here, file))
    assert (copied.is_sound, copied.rows) == (True, sum(map(len, before.values())))
    assert await every_row(url_of(file)) == before
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["backup.db"]
    kept = file.read_bytes()
    restored = await backups.restore(there, file)
    assert (restored.is_sound, restored.rows) == (True, copied.rows)
    assert await every_row(there) == before
    assert file.read_bytes() == kept
    gap = transfer.GAP  # what was shown since the backup carries ids that it does not know
    # PostgreSQL had given a sixth away, to the job that nobody saw.
    assert await next_ids(there) == (gap + (6 if source == "sqlite" else 7), gap + 4)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_restore_replaces_rows_only_if_told_to(place: Place, full: Place, tmp_path: Path, kind: str) -> None:
    here, file = full(kind), tmp_path / "backup.db"
    before = await every_row(here)
    await backups.back_up(here, file)
    async with opened(here) as database, database.transaction() as tx:
        await key_values.put(tx, "since", "then")
    since = await every_row(here)
    with pytest.raises(CopyRefused, match=r"has rows: .*--overwrite"):
        await backups.restore(here, file)
    assert await every_row(here) == since
    await backups.restore(here, file, overwrite=True)
    assert await every_row(here) == before
    async with opened(here) as database:
        with pytest.raises(DBAPIError, match="never changed"):  # the rules are there again
            async with database.transaction() as tx:
                await tx.execute(text("UPDATE ledger SET credits = 0"))


async def refused(doing: Coroutine[Any, Any, Any]) -> str:
    with pytest.raises((CopyRefused, DatabaseUnavailable)) as error:
        await doing
    said = str(error.value)
    assert "\n" not in said
    assert "password" not in said
    return said


@pytest.mark.promise(key="backup")
@pytest.mark.parametrize("kind", KINDS)
async def test_nothing_is_written_under_a_bot_that_runs(place: Place, full: Place, tmp_path: Path, kind: str) -> None:
    here, empty, file = full(kind), place("sqlite"), tmp_path / "backup.db"
    async with opened(here) as database:
        await backups.back_up(here, file)
        async with worker_lock(database, "somebody"):
            for doing in (backups.restore(here, file, overwrite=True), backups.move(here, empty)):
                assert await refused(doing) == "A bot runs on this database: stop it first."
    async with opened(empty) as database, worker_lock(database, "somebody"):
        assert "A bot runs" in await refused(backups.move(here, empty))
    await backups.restore(here, file, overwrite=True)  # it has ended
    await backups.move(here, empty)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_move_needs_an_empty_place_and_one_of_another_name(place: Place, kind: str) -> None:
    here, there = place("sqlite"), place(kind)
    for url in (here, there):
        async with opened(url) as database, database.transaction() as tx:
            await key_values.put(tx, "a", url)
    before = await every_row(there)
    assert "has rows: move into an empty one" in await refused(backups.move(here, there))
    assert await every_row(there) == before
    assert await refused(backups.move(here, here)) == "Both are the same database."


async def test_what_cannot_be_restored_is_said_and_changes_nothing(place: Place, full: Place, tmp_path: Path) -> None:
    here, file = place("sqlite"), tmp_path / "given.db"
    assert await refused(backups.restore(here, file)) == f"There is no file {file}."
    file.write_bytes(b"no database" * 999)
    assert await refused(backups.restore(here, file)) == f"{file} cannot be restored: file is not a database."
    file.unlink()
    with contextlib.closing(sqlite3.connect(file)) as raw:
        raw.execute("CREATE TABLE songs (id INTEGER)")
    assert await refused(backups.restore(here, file)) == f"{file} is not a backup of Encore's."
    others = url_of(file)
    file = tmp_path / "backup.db"
    await backups.back_up(full("sqlite"), file)
    assert "is not Encore's" in await refused(backups.restore(others, file, overwrite=True))
    assert await refused(backups.restore(url_of(file), file, overwrite=True)) == f"{file} is the database itself."
    with contextlib.closing(sqlite3.connect(file)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    assert "made by a newer version of Encore: its schema is 9999" in await refused(backups.restore(here, file))
    assert "no database yet" in await refused(backups.move(here, others))


async def test_what_cannot_be_backed_up_is_said_and_leaves_nothing(place: Place, tmp_path: Path) -> None:
    here, file = place("sqlite"), tmp_path / "folder" / "backup.db"
    assert (await refused(backups.back_up(here, file))).startswith("There is no file ")
    assert await refused(backups.back_up("postgresql://encore:password@127.0.0.1:1/none", file))
    assert list(file.parent.iterdir()) == []
    file.touch()
    assert "is there already" in await refused(backups.back_up(here, file))


@pytest.mark.parametrize("kind", KINDS)
async def test_a_backup_of_an_older_schema_is_upgraded(place: Place, full: Place, tmp_path: Path, kind: str) -> None:
    here, file = full("sqlite"), tmp_path / "backup.db"
    library = ("clip_search", "clip_words", "favourites", "clip_votes", "playlist_clips", "playlists", "showcased")
    newer = ("create_paces", "poll_paces", "admin_log", "archives", "guild_rules", "month_warnings")
    newer += ("erasures", "grants", "pauses", "blocks", "vendor_stops", "song_copies", *library)
    newer += ("member_blocks", "moderation_cases", "erased_use")
    before = {name: [] if name in newer else rows for name, rows in (await every_row(here)).items()}
    async with opened(here) as database, database.transaction() as tx:  # as the first version made it
        for statement in (
            *(f"DROP TABLE {name}" for name in newer),
            "DROP INDEX jobs_by_maker",
            "DROP INDEX jobs_by_channel",
            "DROP INDEX accounts_by_month",
            "ALTER TABLE jobs DROP COLUMN archived_at",
            "ALTER TABLE jobs DROP COLUMN language",
            "ALTER TABLE jobs DROP COLUMN member_language",
            "DROP INDEX jobs_unapproved",
            "ALTER TABLE jobs DROP COLUMN awaits_approval",
            "ALTER TABLE clips DROP COLUMN given_title",
            "ALTER TABLE guilds DROP COLUMN showcase_channel_id",
            "ALTER TABLE guilds DROP COLUMN showcase_hearts",
            "ALTER TABLE jobs DROP COLUMN musicapi_key",
            "ALTER TABLE jobs DROP COLUMN needs_version",
            "ALTER TABLE alembic_version DROP COLUMN oldest_program",
            "DROP INDEX jobs_queued_by_guild",
            "DROP INDEX jobs_queued_by_member",
            "DROP INDEX jobs_by_member",
            "DROP INDEX jobs_turns",
            "DROP INDEX jobs_unfinished_by_member",
            *(f"ALTER TABLE guilds DROP COLUMN {name}" for name in DECIDED),
            "ALTER TABLE members DROP COLUMN notices",
            "ALTER TABLE guilds DROP COLUMN notices",
            "ALTER TABLE guilds DROP COLUMN greeted_at",
            "ALTER TABLE guilds DROP COLUMN greeting_claimed_at",
            *(f"ALTER TABLE guilds DROP COLUMN {name}" for name in ("left_at", "purged_at")),
            *(f"ALTER TABLE guilds DROP COLUMN {name}" for name in ("words_kept_days", "words_forgotten_to")),
            "DROP TABLE shard_leases",
            "DROP TABLE gateways",
            "DROP TABLE identify_buckets",
        ):
            await tx.execute(text(statement))
        await tx.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    copied = await backups.back_up(here, file)
    assert (copied.rows, copied.version, copied.is_sound) == (None, "0001", True)
    there = place(kind)
    assert (await backups.restore(there, file)).is_sound
    later = {name: list[str]() for name in ("shard_leases", "gateways", "identify_buckets")}
    assert await every_row(there) == before | later


@pytest.mark.parametrize("kind", KINDS)
async def test_an_unsound_database_is_backed_up_as_it_is(place: Place, full: Place, tmp_path: Path, kind: str) -> None:
    here, file = full(kind), tmp_path / "backup.db"
    async with opened(here) as database, database.transaction() as tx:
        await tx.execute(text("UPDATE accounts SET spent = spent + 1"))
    assert not (await backups.back_up(here, file)).is_sound
    assert await every_row(url_of(file)) == await every_row(here)


@pytest.mark.promise(key="backup")
@pytest.mark.parametrize(("source", "target"), PAIRS)
async def test_a_copy_that_is_not_what_was_read_is_not_kept(
    place: Place, full: Place, source: str, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = full(source), place(target)
    copy_rows = transfer.copy_rows

    async def lose_a_letter(reading: Transaction, writing: Transaction) -> None:
        await copy_rows(reading, writing)
        await writing.execute(text("UPDATE clips SET title = 'other' WHERE id = 2"))

    monkeypatch.setattr(transfer, "copy_rows", lose_a_letter)
    assert "not what was read; nothing was kept" in await refused(backups.move(here, there))
    async with Database.open_read_only(there) as tx:
        assert not await transfer.has_rows(tx)
    monkeypatch.undo()
    assert (await backups.move(here, there)).is_sound


async def test_tables_of_others_are_no_obstacle(place: Place, full: Place, tmp_path: Path) -> None:
    here, there, file = full("sqlite"), place("sqlite"), tmp_path / "backup.db"
    async with opened(here) as database, database.transaction() as tx:
        await tx.execute(text("CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER)"))
        await tx.execute(text("CREATE TABLE _litestream_lock (id INTEGER)"))
        await tx.execute(text("INSERT INTO _litestream_seq VALUES (1, 7)"))
    assert (await backups.back_up(here, file)).is_sound
    assert (await backups.restore(there, file)).is_sound
    assert (await backups.restore(here, file, overwrite=True)).is_sound


# A process whose files cannot grow beyond a size is told so at the same moments as one whose disk is full.
SHORT_OF_DISK = """
import asyncio, pathlib, resource, sys
from data.copies import backups
from data.copies.backups import CopyRefused
what, url, file, limit = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
doing = backups.back_up(url, pathlib.Path(file)) if what == "backup" else backups.restore(url, pathlib.Path(file))
try:
    asyncio.run(doing)
except CopyRefused as error:
    print(error)
"""


def run_short_of_disk(*words: str) -> list[str]:
    command = [sys.executable, "-c", SHORT_OF_DISK, *words]
    ran = subprocess.run(
        command, cwd=ROOT, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, timeout=60, check=True
    )
    assert ran.stderr == ""
    return ran.stdout.splitlines()


async def test_a_full_disk_is_said_and_leaves_nothing(place: Place, full: Place, tmp_path: Path) -> None:
    here, there, folder = full("sqlite"), place("sqlite"), tmp_path / "copies"
    (said,) = await asyncio.to_thread(run_short_of_disk, "backup", here, str(folder / "a.db"), "65536")
    assert said.startswith(f"{folder / 'a.db'} cannot be written: ")
    assert list(folder.iterdir()) == []
    await backups.back_up(here, folder / "a.db")
    (said,) = await asyncio.to_thread(run_short_of_disk, "restore", there, str(folder / "a.db"), "65536")
    assert said.startswith(f"{folder / 'a.db'} cannot be restored: ")
    assert (await backups.restore(there, folder / "a.db")).is_sound  # nothing that stayed is in the way


async def test_a_database_that_is_damaged_is_not_taken_for_sound(place: Place, full: Place, tmp_path: Path) -> None:
    here, file = full("sqlite"), tmp_path / "backup.db"
    await backups.back_up(here, file)
    content = bytearray(file.read_bytes())
    with contextlib.closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA writable_schema=ON")
        pages = dict(raw.execute("SELECT name, rootpage FROM sqlite_master"))
        size = raw.execute("PRAGMA page_size").fetchone()[0]
    begin = (pages["jobs_by_state"] - 1) * size
    content[begin : begin + size] = content[(pages["jobs_by_kind"] - 1) * size :][:size]  # an index of other rows
    file.write_bytes(content)
    async with Database.open_read_only(url_of(file)) as tx:
        found = await audit.findings(tx)
    assert found
    assert all(each.says.startswith("The file is damaged: ") for each in found)
