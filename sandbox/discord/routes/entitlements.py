"""What was bought of the application, and test entitlements, which are free.

Source: documentation, Entitlement and Subscription; JSON error codes 10027 and 10029.
"""

from __future__ import annotations

from sandbox.discord import entitlements, errors
from sandbox.discord.errors import Problems
from sandbox.discord.goods import Entitlement, Sku, SkuKind, Subscription
from sandbox.discord.routing import Call, Route
from sandbox.discord.shapes import Field, OneOf, Record, Snowflake
from sandbox.wire.exchange import EMPTY, Answer, json_answer

PAGE = 100
OF_GUILD, OF_USER = 1, 2
_NEW = Record(
    {
        "sku_id": Field(Snowflake(), required=True),
        "owner_id": Field(Snowflake(), required=True),
        "owner_type": Field(OneOf((OF_GUILD, OF_USER)), required=True),
    }
)


async def list_all(call: Call) -> Answer:
    """All entitlements, by their ids, a page at a time; those that were deleted only when asked for."""
    _check(call)
    world = call.world
    user_id, guild_id = call.query_id("user_id"), call.query_id("guild_id")
    before, after = call.query_id("before"), call.query_id("after")
    limit = call.query_whole("limit", 1, PAGE, PAGE)
    skus = [int(each) for each in call.request.query.get("sku_ids", "").split(",") if each.isdigit()]
    with_deleted = "exclude_deleted" in call.request.query and not call.asks("exclude_deleted")
    without_ended = call.asks("exclude_ended")
    found = [
        one
        for one in sorted(world.entitlements.values(), key=lambda one: one.id)
        if (user_id is None or (one.guild is None and one.user.id == user_id))
        and (guild_id is None or (one.guild is not None and one.guild.id == guild_id))
        and (not skus or one.sku.id in skus)
        and (with_deleted or not one.deleted)
        and not (without_ended and entitlements.is_over(world, one))
        and (after is None or one.id > after)
        and (before is None or one.id < before)
    ]
    page = found[-limit:] if before is not None and after is None else found[:limit]
    return json_answer(200, [entitlements.payload(world, one) for one in page])


async def get_one(call: Call) -> Answer:
    """One entitlement."""
    return json_answer(200, entitlements.payload(call.world, _one(call)))


async def create_test(call: Call) -> Answer:
    """A test entitlement of a user or a guild, which has neither beginning nor end."""
    _check(call)
    world, problems = call.world, Problems()
    said = _NEW.read(call.form().payload, (), problems)
    problems.refuse()
    sku, owner = world.skus.get(int(said["sku_id"])), int(said["owner_id"])
    if sku is None:
        raise errors.unknown(10027, "SKU")
    if said["owner_type"] == OF_GUILD:
        guild = world.guilds.get(owner)
        if guild is None:
            raise errors.unknown_guild()
        # Whose it then is, is published nowhere; the document wants somebody.
        made = entitlements.grant(world, sku, world.owner, guild, is_test=True)
    else:
        user = world.users.get(owner)
        if user is None:
            raise errors.unknown_user()
        made = entitlements.grant(world, sku, user, is_test=True)
    return json_answer(200, entitlements.payload(world, made))


async def delete_test(call: Call) -> Answer:
    """A test entitlement, gone; those that were bought are not deleted."""
    entitlement = _one(call)
    if entitlement.starts_at is not None or entitlement.deleted:
        raise errors.unknown(10029, "Entitlement")
    entitlements.revoke(call.world, entitlement)
    return EMPTY


async def consume(call: Call) -> Answer:
    """Use up what was bought once and can be bought again."""
    entitlement = _one(call)
    if entitlement.sku.kind is not SkuKind.CONSUMABLE:  # what Discord answers is published nowhere
        problems = Problems()
        problems.add(("entitlement_id",), "ENTITLEMENT_NOT_CONSUMABLE", "This entitlement cannot be consumed")
        problems.refuse()
    entitlements.consume(call.world, entitlement)
    return EMPTY


async def list_subscriptions(call: Call) -> Answer:
    """A user's subscriptions to a SKU, the newest first."""
    sku, user_id = _sku(call), call.query_id("user_id")
    if user_id is None:  # "Required except for OAuth queries"
        problems = Problems()
        problems.add(("user_id",), "BASE_TYPE_REQUIRED", "This field is required")
        problems.refuse()
    before, after = call.query_id("before"), call.query_id("after")
    limit = call.query_whole("limit", 1, PAGE, 50)
    found = [one for one in call.world.subscriptions.values() if one.sku is sku and one.user.id == user_id]
    found = [one for one in found if (before is None or one.id < before) and (after is None or one.id > after)]
    newest = sorted(found, key=lambda one: one.id, reverse=True)[:limit]
    return json_answer(200, [entitlements.subscription_payload(call.world, one) for one in newest])


async def get_subscription(call: Call) -> Answer:
    """One subscription."""
    sku, wanted = _sku(call), call.id("subscription_id")
    found: Subscription | None = call.world.subscriptions.get(wanted)
    if found is None or found.sku is not sku:
        raise errors.not_found()
    return json_answer(200, entitlements.subscription_payload(call.world, found))


def _check(call: Call) -> None:
    if call.id("application_id") != call.world.application_id:
        raise errors.missing_access()


def _one(call: Call) -> Entitlement:
    _check(call)
    entitlement = call.world.entitlements.get(call.id("entitlement_id"))
    if entitlement is None:
        raise errors.unknown(10029, "Entitlement")
    return entitlement


def _sku(call: Call) -> Sku:
    sku = call.world.skus.get(call.id("sku_id"))
    if sku is None:
        raise errors.unknown(10027, "SKU")
    return sku


_BASE = "/applications/{application_id}/entitlements"
ROUTES = (
    Route("GET", _BASE, list_all),
    Route("POST", _BASE, create_test),
    Route("GET", _BASE + "/{entitlement_id}", get_one),
    Route("DELETE", _BASE + "/{entitlement_id}", delete_test),
    Route("POST", _BASE + "/{entitlement_id}/consume", consume),
    Route("GET", "/skus/{sku_id}/subscriptions", list_subscriptions),
    Route("GET", "/skus/{sku_id}/subscriptions/{subscription_id}", get_subscription),
)
