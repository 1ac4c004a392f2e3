"""What people and servers bought of the application, or were given to try.

Source: documentation, Entitlement, SKU, Subscription; Gateway Events ("Entitlement Create" and its kin), which need no
intent, and Webhook Events, which tell of the same. The published document knows one type of entitlement that an
application sells, and every one here is of it.
"""

from __future__ import annotations

from sandbox.discord.entities import Guild, Payload, User
from sandbox.discord.goods import Entitlement, Sku, SkuKind, Subscription
from sandbox.discord.world import DiscordWorld
from sandbox.wire.clock import stamp

APPLICATION_SUBSCRIPTION = 8
MONTH = 30 * 86_400.0  # seconds of a subscription's period
ACTIVE, INACTIVE, ENDING = 0, 1, 2  # subscription states


def add_sku(world: DiscordWorld, name: str, kind: SkuKind = SkuKind.SUBSCRIPTION) -> Sku:
    """Something that the application sells."""
    sku = Sku(world.ids.next(), name, kind)
    world.skus[sku.id] = sku
    return sku


def subscribe(world: DiscordWorld, user: User, sku: Sku, guild: Guild | None = None) -> Subscription:
    """Let a user subscribe for themselves or for a server; the entitlement has no end until the subscription has."""
    entitlement = grant(world, sku, user, guild)
    now = world.clock.now()
    subscription = Subscription(world.ids.next(), user, sku, entitlement, now, now + MONTH)
    world.subscriptions[subscription.id] = subscription
    return subscription


def cancel(world: DiscordWorld, subscription: Subscription) -> None:
    """Let a user end their subscription: what they paid for is theirs until the period is over."""
    subscription.canceled_at = world.clock.now()
    subscription.entitlement.ends_at = subscription.ends_at
    _tell(world, "ENTITLEMENT_UPDATE", subscription.entitlement)


def grant(
    world: DiscordWorld, sku: Sku, user: User, guild: Guild | None = None, *, is_test: bool = False
) -> Entitlement:
    """Give a user, or for their sake a server, what a SKU sells, and tell of it; a test one has no beginning."""
    starts_at = None if is_test else world.clock.now()
    entitlement = Entitlement(world.ids.next(), sku, user, guild, starts_at)
    world.entitlements[entitlement.id] = entitlement
    _tell(world, "ENTITLEMENT_CREATE", entitlement)
    return entitlement


def revoke(world: DiscordWorld, entitlement: Entitlement) -> None:
    """Take it away: a test entitlement that is deleted, a purchase that is paid back."""
    entitlement.deleted = True
    _tell(world, "ENTITLEMENT_DELETE", entitlement)


def consume(world: DiscordWorld, entitlement: Entitlement) -> None:
    """Use up what can be bought again."""
    entitlement.consumed = True
    _tell(world, "ENTITLEMENT_UPDATE", entitlement)


def is_over(world: DiscordWorld, entitlement: Entitlement) -> bool:
    """Whether it has ended by time."""
    return entitlement.ends_at is not None and entitlement.ends_at <= world.clock.now()


def of(world: DiscordWorld, user: User, guild: Guild | None) -> list[Entitlement]:
    """What counts in an interaction of this user's: theirs, and the server's."""
    known = [one for one in world.entitlements.values() if not (one.deleted or is_over(world, one))]
    return [one for one in known if (one.guild is guild if one.guild is not None else one.user is user)]


def payload(world: DiscordWorld, entitlement: Entitlement) -> Payload:
    """An entitlement (EntitlementResponse)."""
    told: Payload = {
        "id": str(entitlement.id),
        "sku_id": str(entitlement.sku.id),
        "application_id": str(world.application_id),
        "user_id": str(entitlement.user.id),
        "deleted": entitlement.deleted,
        "starts_at": None if entitlement.starts_at is None else stamp(entitlement.starts_at),
        "ends_at": None if entitlement.ends_at is None else stamp(entitlement.ends_at),
        "type": APPLICATION_SUBSCRIPTION,
        "consumed": entitlement.consumed,
    }
    return told if entitlement.guild is None else told | {"guild_id": str(entitlement.guild.id)}


def subscription_payload(world: DiscordWorld, subscription: Subscription) -> Payload:
    """A subscription (SubscriptionResponse)."""
    ended = subscription.canceled_at
    state = ACTIVE if ended is None else ENDING
    return {
        "id": str(subscription.id),
        "user_id": str(subscription.user.id),
        "sku_ids": [str(subscription.sku.id)],
        "renewal_sku_ids": None,
        "entitlement_ids": [str(subscription.entitlement.id)],
        "current_period_start": stamp(subscription.starts_at),
        "current_period_end": stamp(subscription.ends_at),
        "status": INACTIVE if is_over(world, subscription.entitlement) else state,
        "canceled_at": None if ended is None else stamp(ended),
    }


def _tell(world: DiscordWorld, event: str, entitlement: Entitlement) -> None:
    guild_id = None if entitlement.guild is None else entitlement.guild.id
    world.publish(event, payload(world, entitlement), guild_id)
    world.settings.events.tell(event, payload(world, entitlement))
