"""What an application sells, and who has it: SKUs, entitlements and subscriptions; plain and mutable."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from sandbox.discord.entities import Guild, User


class SkuKind(IntEnum):
    """What a SKU sells: something for good, something to be used up, or a subscription."""

    DURABLE = 2
    CONSUMABLE = 3
    SUBSCRIPTION = 5


@dataclass(frozen=True, slots=True)
class Sku:
    """Something that the application sells."""

    id: int
    name: str
    kind: SkuKind


@dataclass(eq=False, slots=True)
class Entitlement:
    """That a user, or a guild, has what a SKU sells; times in Unix seconds."""

    id: int
    sku: Sku
    user: User
    guild: Guild | None = None
    starts_at: float | None = None  # None: to try it
    ends_at: float | None = None
    consumed: bool = False
    deleted: bool = False


@dataclass(eq=False, slots=True)
class Subscription:
    """What a user pays for again and again; times in Unix seconds."""

    id: int
    user: User
    sku: Sku
    entitlement: Entitlement
    starts_at: float
    ends_at: float
    canceled_at: float | None = None
