"""An operator sees what MusicAPI took away, and can take it back, beside a bot that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.operations import USAGE, run
from data import retirements
from tests.data.making import NOW

if TYPE_CHECKING:
    from data.engine.database import Database

HOST = "api.musicapi.ai"


async def asked(url: str, *arguments: str) -> tuple[int, str]:
    return await run({"DATABASE_URL": url, "OPERATOR_IDS": "what is not read cannot be wrong"}, arguments)


async def retire(database: Database) -> None:
    async with database.transaction() as tx:
        for host, operation in ((HOST, "cover"), (HOST, "cover_upload"), ("another.host", "cover")):
            await retirements.add(tx, host=host, family="sonic", operation=operation, reason="gone", now=NOW)


async def test_it_lists_what_is_gone_and_since_when(database: Database, database_url: str) -> None:
    assert await asked(database_url) == (0, "MusicAPI refused no operation.")
    await retire(database)
    code, said = await asked(database_url)
    assert (code, len(said.splitlines())) == (0, 3)
    assert f"{HOST} sonic cover since {NOW:%Y-%m-%d %H:%M} UTC: gone" in said.splitlines()


async def test_it_lifts_one_of_this_host_and_says_where_there_is_none(database: Database, database_url: str) -> None:
    await retire(database)
    assert (await asked(database_url, "lift", "sonic", "cover"))[0] == 0
    async with database.reading() as tx:
        assert await retirements.known(tx, host=HOST) == {("sonic", "cover_upload")}
        assert await retirements.known(tx, host="another.host") == {("sonic", "cover")}
    code, said = await asked(database_url, "lift", "sonic", "cover")
    assert code == 1
    assert "is not known to refuse cover on sonic" in said


async def test_what_is_wrong_is_said_in_one_line(database_url: str) -> None:
    for arguments in (["drop"], ["lift"], ["lift", "sonic"], ["lift", "sonic", "cover", "now"]):
        assert await asked(database_url, *arguments) == (2, USAGE)
    assert (await asked("nonsense://x"))[0] == 2
    code, said = await asked("sqlite:////nowhere/at/all.db")
    assert (code, len(said.splitlines())) == (1, 1)
