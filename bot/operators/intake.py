"""Whom an operator lets order: new songs are paused everywhere or on one server, servers and members are blocked."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final

from bot.context import Context
from data.engine.transaction import Transaction
from data.guilds import admin_log, intake
from data.guilds.intake import Block, BlockKind, Pause
from data.ids import GuildId, UserId

log = logging.getLogger(__name__)

SHOWN: Final = 25  # pauses, and blocks, that are named; the others are counted


@dataclass(frozen=True, slots=True)
class Intake:
    """Where new songs are paused, and who is blocked, newest first; `block_count` in all."""

    pauses: tuple[Pause, ...]
    blocks: tuple[Block, ...]
    block_count: int


async def read_intake(context: Context) -> Intake:
    """Who gets no new songs now."""
    return await context.database.read(_intake)


async def set_pause(context: Context, guild_id: GuildId | None, by: UserId, *, on: bool) -> bool:
    """Refuse new songs on a server, None: on all, or take them again; False: it was so before.

    What is in line or under way goes on.
    """

    async def work(tx: Transaction) -> bool:
        now = context.now()
        is_news = await (intake.pause(tx, guild_id, user_id=by, now=now) if on else intake.resume(tx, guild_id))
        if is_news:
            action = "intake.pause" if on else "intake.resume"
            await admin_log.record(tx, guild_id=guild_id, user_id=by, action=action, facts={}, now=now)
        return is_news

    is_news = await context.database.write_urgently(work)
    log.warning("intake_paused guild=%s on=%s by=%s new=%s", guild_id or "all", on, by, is_news)
    return is_news


async def set_block(context: Context, kind: BlockKind, subject_id: int, by: UserId, *, on: bool) -> bool:
    """Refuse whatever a server or a member asks for, or let them ask again; False: it was so before."""

    async def work(tx: Transaction) -> bool:
        now = context.now()
        if on:
            is_news = await intake.block(tx, kind, subject_id, user_id=by, now=now)
        else:
            is_news = await intake.unblock(tx, kind, subject_id)
        if is_news:
            about = GuildId(subject_id) if kind is BlockKind.GUILD else None
            action = "block.add" if on else "block.remove"
            facts = {"kind": kind.value, "id": str(subject_id)}
            await admin_log.record(tx, guild_id=about, user_id=by, action=action, facts=facts, now=now)
        return is_news

    is_news = await context.database.write_urgently(work)
    log.warning("block_set kind=%s subject=%s on=%s by=%s new=%s", kind.value, subject_id, on, by, is_news)
    return is_news


async def _intake(tx: Transaction) -> Intake:
    blocks, count = await intake.blocks(tx, limit=SHOWN)
    return Intake(tuple(await intake.pauses(tx, limit=SHOWN)), tuple(blocks), count)
