"""Posts what a server's moderators are to decide, keeps it up to date, and ends what nobody decided about in time."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import zlib
from datetime import datetime, timedelta
from typing import Final

import discord
from discord.ext import commands

from bot.concurrency.task_set import wait_for_any
from bot.gateway.client import Encore
from bot.jobs import approvals
from bot.status.moderation import CaseView, read_case
from cogs.cards.moderation import case_message
from cogs.cog import Cog
from cogs.components.replies import NOT_TAKEN
from cogs.refusals import Meaning, meaning_of
from data.engine.database import DATABASE_TROUBLE
from data.engine.transaction import Transaction
from data.guilds import cases
from data.guilds.cases import Case, Outcome
from data.ids import MessageId
from data.privacy import removals
from data.privacy.erasures import Posted
from data.rows import Job, JobState

log = logging.getLogger(__name__)

LOOKS_EVERY: Final = 60.0  # seconds: for what a killed process left, and what Discord did not take
TIMEOUT: Final = 20.0  # seconds for one message
CARD_COMES: Final = timedelta(seconds=15)  # within which the member's own message is known, mostly in one
EDITED_FOR: Final = timedelta(days=1)  # for as long Discord is asked to take an edit
AT_ONCE: Final = 50
LATER: Final = (Meaning.LATER, Meaning.UNAUTHORIZED)
NEWS: Final = "moderation_case"  # the name of our own event


def announce_case(bot: Encore) -> None:
    """Let a case be posted that was just promised; nobody waits for it."""
    bot.dispatch(NEWS)


class Moderators(Cog):
    """Keeps the promises to moderators, of whichever process they are."""

    async def cog_load(self) -> None:
        """Look up whether anything was left, and then every now and then."""
        self._news, self._stop = asyncio.Event(), asyncio.Event()
        self._news.set()
        self._bot.services.lifecycle.changes.listen(self._hear)
        self._looking = asyncio.create_task(self._look())

    async def cog_unload(self) -> None:
        """Look no more; a message under way is finished, or posted by the next process."""
        self._stop.set()
        self._looking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._looking

    @commands.Cog.listener()
    async def on_moderation_case(self) -> None:
        """Post what was just promised."""
        self._news.set()

    def _hear(self, job: Job) -> None:
        """Let a card follow when what waited for moderators ended without them."""
        if job.awaits_approval and job.state is JobState.FAILED:
            self._news.set()

    async def _look(self) -> None:
        await self._bot.wait_until_ready()
        wait = LOOKS_EVERY
        while True:
            await wait_for_any(self._news, self._stop, seconds=wait)
            if self._stop.is_set():
                return
            self._news.clear()
            try:
                wait = LOOKS_EVERY if await post_cases(self._bot) else CARD_COMES.total_seconds()
                services = self._bot.services
                await approvals.end_forgotten(services.context, services.lifecycle.changes)
                await update_cards(self._bot)
            except DATABASE_TROUBLE as error:
                log.warning("moderation_waits error=%s", type(error).__name__)
            except Exception as error:  # it is tried again, and nothing else waits for it
                log.error("moderation_broken", exc_info=error)


async def post_cases(bot: Encore) -> bool:
    """Post every case that is to be posted and that nobody is posting; False: some are better posted a little later."""
    context, are_done = bot.services.context, True
    for case in await context.database.read(cases.find_unposted, now=context.now(), limit=AT_ONCE):
        view = await read_case(bot.services.queries, case.guild_id, case.id)
        if view is None:
            continue
        is_shown = view.status.job.message_id is not None or case.kind is not cases.CaseKind.APPROVAL
        if not is_shown and context.now() - case.created_at < CARD_COMES:
            are_done = False  # so that moderators find the member's message from theirs
            continue
        if await context.database.write(cases.claim, case.id, now=context.now()):
            try:
                async with asyncio.timeout(TIMEOUT):
                    await _post(bot, view)
            except (*NOT_TAKEN, TimeoutError) as error:  # the claim ends by itself, and then it is tried again
                log.warning("case_not_posted case=%s error=%s", case.id, type(error).__name__)
    return are_done


async def update_cards(bot: Encore) -> None:
    """Let every card that says what is not so any more say what is so, unless somebody is editing it."""
    context = bot.services.context
    for case in await context.database.read(cases.find_stale, now=context.now(), limit=AT_ONCE):
        if await context.database.write(cases.claim_edit, case.id, now=context.now()):
            await _update(bot, case)


async def _update(bot: Encore, found: Case) -> None:
    """Edit a card, if it is there and can be reached; where that may pass, it is tried again for a while."""
    context = bot.services.context
    view = await read_case(bot.services.queries, found.guild_id, found.id)
    if view is None or (case := view.case).channel_id is None or case.message_id is None:
        return
    channel = bot.get_partial_messageable(case.channel_id, guild_id=case.guild_id)
    try:
        async with asyncio.timeout(TIMEOUT):
            await channel.get_partial_message(case.message_id).edit(**case_message(view, is_new=False))
    except (*NOT_TAKEN, TimeoutError) as error:
        is_final = isinstance(error, discord.HTTPException) and meaning_of(error, by_token=False) not in LATER
        is_late = context.now() - (case.stale_since or context.now()) >= EDITED_FOR
        log.info("case_not_updated case=%s error=%s", case.id, type(error).__name__)
        if not is_final and not is_late:  # the claim ends by itself
            return
    await context.database.write(cases.mark_shown, case)


async def _post(bot: Encore, view: CaseView) -> None:
    """Post a case in the first of the server's places that takes it; raises what may pass.

    Where none does, it waits an hour, and with it all of the server's if its places are closed, or it has none.
    """
    context, case, is_closed = bot.services.context, view.case, True
    if case.kind is cases.CaseKind.APPROVAL and not view.status.job.awaits_approval:
        await context.database.write(cases.close, case.id, Outcome.OVER, by=None, now=context.now())
        return
    nonce = str(zlib.crc32(f"case:{case.id}".encode()))  # keeps discord.py's own repeats of a POST from saying it twice
    for channel_id in view.places:
        channel = bot.get_partial_messageable(channel_id, guild_id=case.guild_id)
        try:
            posted = await channel.send(**case_message(view, is_new=True), nonce=nonce)
        except discord.HTTPException as refusal:
            meaning = meaning_of(refusal, by_token=False)
            if meaning in LATER:
                raise
            is_closed = is_closed and meaning is Meaning.CLOSED
            log.warning("case_refused case=%s channel=%s code=%s", case.id, channel_id, refusal.code)
            continue
        card = Posted(case.job_id, case.guild_id, channel_id, MessageId(posted.id))
        if not await context.database.write(_confirm, case, card, now=context.now()):
            with contextlib.suppress(*NOT_TAKEN):  # else the eraser takes it away
                await posted.delete()
            return
        log.info("case_posted case=%s kind=%s guild=%s", case.id, case.kind.value, case.guild_id)
        return
    await context.database.write(cases.put_off, case, now=context.now(), with_all=is_closed)


async def _confirm(tx: Transaction, case: Case, card: Posted, *, now: datetime) -> bool:
    """Note where a case was posted; False: whoever asked had their data deleted meanwhile, and its card must go."""
    is_known = await cases.confirm(tx, case.id, card.channel_id, card.message_id, now=now)
    if not is_known:
        await removals.add(tx, card, now=now)
    return is_known
