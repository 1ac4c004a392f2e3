"""Orders that wait for a word: one for each interaction, for their member alone, for a day, and not too many."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from data import drafts
from data.ids import DraftId, GuildId, InteractionId, UserId

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.rows import Draft

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
GUILD, MEMBER = GuildId(1001), UserId(3001)


async def _add(database: Database, interaction_id: int, **more: Any) -> Draft | None:
    given = {"guild_id": GUILD, "user_id": MEMBER, "words": {"lyrics": "La\x00"}, "price": 12, "now": NOW}
    async with database.transaction() as tx:
        return await drafts.add(tx, interaction_id=InteractionId(interaction_id), **{**given, **more})


async def _get(database: Database, draft_id: int, **more: Any) -> Draft | None:
    async with database.reading() as tx:
        return await drafts.get(tx, DraftId(draft_id), **{"guild_id": GUILD, "user_id": MEMBER, "now": NOW, **more})


async def test_a_draft_is_found_by_its_member_in_its_guild_alone(database: Database) -> None:
    kept = await _add(database, 1)
    assert kept is not None
    assert kept.words == {"lyrics": "La\N{REPLACEMENT CHARACTER}"}
    assert await _get(database, kept.id) == kept
    assert await _get(database, kept.id, user_id=MEMBER + 1) is None
    assert await _get(database, kept.id, guild_id=GUILD + 1) is None
    for forged in (0, -1, kept.id + 1, 2**70):
        assert await _get(database, forged) is None


async def test_an_interaction_has_one_draft(database: Database) -> None:
    assert await _add(database, 1) is not None
    assert await _add(database, 1) is None


async def test_a_draft_is_forgotten_after_a_day(database: Database) -> None:
    kept = await _add(database, 1)
    assert kept is not None
    later = NOW + drafts.LIFETIME
    assert await _get(database, kept.id, now=later - timedelta(seconds=1)) == kept
    assert await _get(database, kept.id, now=later) is None
    await _add(database, 2, user_id=MEMBER + 1, now=later)
    async with database.transaction() as tx:
        assert not await drafts.remove(tx, kept.id)


async def test_a_member_keeps_only_the_newest(database: Database) -> None:
    kept = [await _add(database, number) for number in range(1, drafts.MOST + 3)]
    other = await _add(database, 999, user_id=MEMBER + 1)
    found = [draft is not None and await _get(database, draft.id) is not None for draft in kept]
    assert found == [False, False, *[True] * drafts.MOST]
    assert other is not None
    assert await _get(database, other.id, user_id=MEMBER + 1) == other


async def test_a_draft_is_taken_away_once_and_its_id_is_never_another_ones(database: Database) -> None:
    kept = await _add(database, 1)
    assert kept is not None
    async with database.transaction() as tx:
        assert await drafts.remove(tx, kept.id)
        assert not await drafts.remove(tx, kept.id)
    again = await _add(database, 2)
    assert again is not None
    assert again.id > kept.id
