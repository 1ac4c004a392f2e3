"""What decides whether an order is taken: who can make it, the server's limits, and the hold of its credits."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.context import Context, month_of
from bot.errors import AlreadyAsked, ClipUnfit, PersonError, PriceRose, Problem
from bot.jobs import approvals, shares
from bot.orders import limits, listed_words, planning
from bot.orders.candidates import TRIED_AGAIN_AFTER
from bot.orders.intake import check_intake
from bot.orders.month_warnings import reached_by
from bot.orders.needed_versions import APPROVAL
from bot.orders.order import Order
from data import ledger
from data.engine.transaction import Transaction
from data.guilds import limits as guild_limits
from data.guilds import month_warnings
from data.guilds.limits import GuildLimits
from data.guilds.month_warnings import MonthWarning
from data.jobs import placing, queries, transitions
from data.rows import Account, Job

DOUBLE_PRESS: Final = timedelta(seconds=3)  # in which the same order again is a slip of the finger, or impatience
TOKEN_BYTES: Final = 24  # of the address that MusicAPI calls: nobody guesses it


async def take(
    tx: Transaction, context: Context, order: Order, *, agreed_price: int | None, repeatable: bool, lease: timedelta
) -> tuple[Job, Account]:
    """Write down the job of a tidied order and its hold; raises PersonError, and all of it is to be undone then.

    Where this process makes songs, the job is its own for as long as the `lease`.
    """
    decided = await guild_limits.read(tx, order.guild_id)
    order = replace(order, server_language=decided.language or order.server_language)
    plan = await _plan(tx, context, order, decided, agreed_price)
    new = planning.new_job(order, plan, secrets.token_urlsafe(TOKEN_BYTES) if context.webhooks else None)
    if approvals.awaits_approval(decided, order):
        new = replace(new, awaits_approval=True, needs_version=max(APPROVAL, new.needs_version or 0))
    job = await transitions.add(
        tx,
        new,
        month=month_of(context.now(), decided.time_zone),
        owner=context.worker_id if context.has_workers else None,
        lease_until=context.now() + lease if context.has_workers else None,
        now=context.now(),
    )
    if job is None:
        raise AlreadyAsked(Problem.ALREADY_ASKED)
    account = await ledger.hold(tx, job, default_allowance=context.default_allowance, now=context.now())
    # Asked after the hold: two such orders of one guild wait for each other there, on PostgreSQL as well.
    if not repeatable and await queries.is_repeated(tx, job, since=context.now() - DOUBLE_PRESS):
        raise ClipUnfit(Problem.ASKED_JUST_NOW)
    if account is None:
        raise await planning.out_of_credits(tx, context, job)
    await limits.check_use(tx, context, decided, order, job.price, account, besides=job.id)
    if job.awaits_approval:
        await approvals.ask_moderators(tx, job, context=context)
    for percent in reached_by(account, job.price, context.catalog):
        warning = MonthWarning(job.guild_id, job.month, percent, job.channel_id)
        await month_warnings.add(tx, warning, now=context.now())
    return job, account


async def _plan(
    tx: Transaction, context: Context, order: Order, decided: GuildLimits, agreed_price: int | None
) -> planning.Plan:
    """Decide who makes the order at what price; raises PersonError."""
    try:
        await check_intake(tx, context, order)
        limits.check_rules(decided, order, order.operation)
        # Here, where every order passes: with a form or without, typed now or in another one long ago.
        await listed_words.check_order(tx, decided, order)
        facts = await placing.facts(
            tx,
            host=context.musicapi_host,
            guild_id=order.guild_id,
            user_id=order.user_id,
            retired_since=context.now() - TRIED_AGAIN_AFTER,
        )
        plan = await planning.plan_order(tx, context, order, facts)
        await limits.check_press(tx, decided, order)
        if agreed_price is not None and plan.offer.price > agreed_price:
            raise PriceRose(plan.offer.price)
        await shares.check_shares(tx, facts)
    except PersonError:
        # Another process may have taken this very interaction meanwhile: whoever took it answers.
        if await queries.by_interaction(tx, order.interaction_id) is not None:
            raise AlreadyAsked(Problem.ALREADY_ASKED) from None
        raise
    return plan
