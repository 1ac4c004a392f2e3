"""Who would make a song that somebody typed in full but could not order, so that it can be changed in a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.context import Context
from bot.errors import ModelUnavailable, Problem
from bot.musicapi.operations import Operation
from bot.orders.accounts import current_account
from bot.orders.candidates import Candidate, Market
from bot.orders.fitting import Fit, find_fit
from bot.orders.passed_over import defaults_unavailable
from bot.status.snapshots import NewSong
from data.brief import NO_DETAILS, Brief
from data.engine.transaction import Transaction
from data.guilds import default_models
from data.ids import GuildId, UserId


@dataclass(frozen=True, slots=True)
class Makers:
    """Who can make it now, and how it is ordered from them.

    `model` alone may make it, and `prefers` is asked first; `brief` is what was asked for, without the details
    `left_out`, which nobody takes.
    """

    song: NewSong
    model: str
    prefers: str
    brief: Brief
    left_out: tuple[str, ...]


async def find_makers(
    context: Context,
    *,
    guild_id: GuildId,
    user_id: UserId,
    operation: Operation,
    brief: Brief,
    model: str = "",
    singers_family: str = "",
) -> Makers:
    """Who makes this new song of a member's.

    `model` is what was typed: `family/model`, a family, or nobody's name. Where it cannot be had, or cannot do what is
    asked for whatever the texts are, another one makes it; of the `singers_family`, where a persona sings. Raises
    ModelUnavailable where nobody can.
    """

    async def work(tx: Transaction) -> Makers:
        market = await Market.load(tx, context)
        account = await current_account(tx, context, guild_id)
        named = _find_named(market, operation, model)
        if named and not _cannot(fit := find_fit(named, operation, brief, market.catalog)):
            return Makers(NewSong(tuple(named), account, fitting=fit.candidate), model, "", brief, ())
        defaults = await default_models.get(tx, guild_id=guild_id, user_id=user_id)
        preferred = (model, *(() if singers_family else defaults.in_order))
        found = market.for_operation(operation, singers_family, preferred)
        taken, fit = _fit_without(found, operation, brief, market)
        passed = (*defaults_unavailable(market, operation, preferred), *fit.passed_over)
        song = NewSong(tuple(found), account, passed_over=passed, fitting=fit.candidate)
        prefers = "" if singers_family else model
        return Makers(song, singers_family, prefers, taken, _left_out(brief, taken))

    return await context.database.read(work)


def _find_named(market: Market, operation: Operation, model: str) -> list[Candidate]:
    try:
        return market.for_operation(operation, model) if model else []
    except ModelUnavailable:
        return []


def _cannot(fit: Fit) -> bool:
    """Whether no other texts would help."""
    return fit.refusal is not None and fit.refusal.problem is Problem.DETAIL_NOT_TAKEN


def _fit_without(found: Sequence[Candidate], operation: Operation, brief: Brief, market: Market) -> tuple[Brief, Fit]:
    """Who takes it, and what of it: a detail that nobody takes is left out."""
    while True:
        fit = find_fit(found, operation, brief, market.catalog)
        if fit.refusal is None or not _cannot(fit):
            return brief, fit
        field = str(fit.refusal.facts["detail"])
        brief = replace(brief, details=replace(brief.details, **{field: getattr(NO_DETAILS, field)}))


def _left_out(asked: Brief, taken: Brief) -> tuple[str, ...]:
    names = ("gender", "avoid")
    return tuple(name for name in names if getattr(asked.details, name) != getattr(taken.details, name))
