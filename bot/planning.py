"""What an order turns into, with what only the database knows: retirements, defaults, clips, names that are taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot import orders
from bot.errors import BadWords, ClipGone, ClipUnfit, OutOfCredits, PersonaGone
from bot.house import next_month
from bot.musicapi.catalog import Operation
from data import clips, guilds, jobs, members, personas, retirements

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.house import House
    from bot.musicapi.requests import SongRequest
    from bot.orders import Order, Plan
    from data.database import Transaction
    from data.rows import Account, Job

NAMED = frozenset({Operation.PERSONA, Operation.VOICE})


async def planned(tx: Transaction, house: House, order: Order) -> tuple[Order, Plan]:
    """The order with all that it needs, and who makes it at what price; raises PersonError."""
    order = await _with_voice(tx, await _with_other_clip(tx, order))
    if order.operation in NAMED:
        await _check_name(tx, order)
    if order.operation is Operation.PERSONA_SONG:
        await _check_persona(tx, order)
    made_by, preferred = "", ()
    if order.operation is Operation.FULL_SONG and order.parent is not None:
        origin = await jobs.get(tx, order.parent.job_id)
        made_by = origin.operation if origin else ""
    if order.operation in orders.SUNG and not order.model:
        preferred = await members.defaults(tx, guild_id=order.guild_id, user_id=order.user_id)
    retired = await retirements.known(tx, host=house.musicapi_host)
    return order, orders.plan(
        order, house.catalog, retired, now=house.now(), made_by=made_by, preferred=[name for name in preferred if name]
    )


async def request_of(house: House, job: Job) -> SongRequest:
    """What MusicAPI is asked for a job, its source clip included."""
    if job.parent_id is None:
        return orders.request_of(job, None)
    async with house.database.reading() as tx:
        return orders.request_of(job, await clips.get(tx, job.parent_id, guild_id=job.guild_id))


async def out_of_credits(tx: Transaction, house: House, job: Job) -> OutOfCredits:
    """What the person is told whose server cannot pay for the job."""
    account: Account = await guilds.account(tx, job.guild_id, job.month, default_allowance=house.default_allowance)
    resets = int(next_month(house.now()).timestamp())
    this = "a song" if job.operation == Operation.CREATE else "this"
    credits = "credit" if account.left == 1 else "credits"
    return OutOfCredits(
        f"This server has {account.left} {credits} left and {this} costs {job.price}; nothing was charged, "
        f"and new credits come <t:{resets}:R>."
    )


async def _with_other_clip(tx: Transaction, order: Order) -> Order:
    """The order with MusicAPI's name for its second clip, which has to be of the same server and family."""
    if order.details.other_clip is None:
        return order
    other = await clips.get(tx, order.details.other_clip, guild_id=order.guild_id)
    if other is None or other.deleted_at is not None:
        raise ClipGone("The second clip is no clip of this server any more; nothing was charged.")
    if order.parent is not None and other.family != order.parent.family:
        raise ClipUnfit("Both clips must come from the same family of models; nothing was charged.")
    return replace(order, details=replace(order.details, other_clip_id=other.clip_id))


async def _with_voice(tx: Transaction, order: Order) -> Order:
    """An order for a persona with the voice that was picked out of its clip last, if any was."""
    if order.operation is not Operation.PERSONA or order.parent is None or order.details.vox_id:
        return order
    picked = await jobs.last_result(tx, order.guild_id, order.parent.id, operation=Operation.VOX)
    answer: Mapping[str, Any] = (picked.result or {}).get("answer") or {} if picked else {}
    if not answer.get("vox_id"):
        return order
    details = replace(order.details, vox_id=answer["vox_id"])
    starts_at, ends_at = answer.get("starts_at"), answer.get("ends_at")
    # What MusicAPI says of the section may be half of it, or end past the clip: it knows the section by the voice's id.
    if starts_at is not None and ends_at is not None and starts_at + 1 <= ends_at <= (order.parent.duration or ends_at):
        details = replace(details, starts_at=starts_at, ends_at=ends_at)
    return replace(order, details=details)


async def _check_persona(tx: Transaction, order: Order) -> None:
    """Raise PersonaGone where the server has no such persona, by now or at all."""
    wanted = order.details.persona_id
    if wanted and wanted not in {persona.vendor_id for persona in await personas.of_guild(tx, order.guild_id)}:
        raise PersonaGone("This server has no such persona; nothing was charged.")


async def _check_name(tx: Transaction, order: Order) -> None:
    taken = {persona.name.casefold() for persona in await personas.of_guild(tx, order.guild_id)}
    if order.title.casefold() in taken:
        raise BadWords("This server has a persona of that name already; nothing was charged, please choose another.")
