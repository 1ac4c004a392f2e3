"""What members may spend and how fast: everybody's share, that of roles, songs at once, the pause between songs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from bot.status.server_settings import Changes, Rule
from cogs.settings.fields import (
    choice_field,
    chosen_in,
    gone_changes,
    gone_fields,
    ids_of,
    number_of,
    roles_field,
    roles_said,
    text_field,
)
from cogs.settings.section import Field, Section, Shown, Tab, refuse
from cogs.text.catalog import say
from cogs.text.escape import fitting_lines
from data.rows import RuleKind, SharePeriod, ShareUnit

MOST_CREDITS: Final = 1_000_000
MOST_AT_ONCE: Final = 100
MOST_ROLES: Final = 100  # that have a share of their own; a server can have 250
LONGEST_COOLDOWN: Final = 86_400  # seconds: a day
SHARES_SHOWN: Final = 2_000  # characters, of those that Discord takes in all that the panel says
AMOUNT, UNIT, PERIOD, ROLES, KIND, AT_ONCE, COOLDOWN = (
    "amount",
    "unit",
    "period",
    "roles",
    "kind",
    "at-once",
    "cooldown",
)
OWN, NO_LIMIT, AS_EVERYBODY = "own", "no-limit", "as-everybody"  # what a role's share is to be


def _units() -> dict[str, str]:
    return {ShareUnit.PERCENT.value: say("settings-percent"), ShareUnit.CREDITS.value: say("settings-credits")}


def _periods() -> dict[str, str]:
    return {SharePeriod.DAY.value: say("settings-a-day"), SharePeriod.MONTH.value: say("settings-a-month")}


def _share_fields(shown: Shown) -> Iterable[Field]:
    limits = shown.settings.limits
    yield text_field(
        AMOUNT, say("settings-share-label"), limits.share, hint=say("settings-share-hint"), limit=len(str(MOST_CREDITS))
    )
    yield choice_field(UNIT, say("settings-unit-label"), limits.share_unit, _units())
    yield choice_field(PERIOD, say("settings-period-label"), limits.share_period, _periods())


def _decide_share(shown: Shown, touched: Mapping[str, str]) -> Changes:
    limits, values = shown.settings.limits, dict[str, object]()
    unit = ShareUnit(chosen_in(touched.get(UNIT, limits.share_unit), set(ShareUnit)))
    if UNIT in touched:
        values["member_share_unit"] = unit.value
    if PERIOD in touched:
        values["member_share_period"] = chosen_in(touched[PERIOD], set(SharePeriod))
    amount = _amount(touched.get(AMOUNT, str(limits.share or "")), unit)
    if AMOUNT in touched:
        values["member_share"] = amount
    too_much = {role for role, own in limits.role_shares.items() if own is not None and own > most_of(unit)}
    if too_much:
        raise refuse(say("settings-role-share-too-high", roles=roles_said(shown, too_much)))
    return Changes(values)


def most_of(unit: ShareUnit) -> int:
    """The highest share in this unit."""
    return 100 if unit is ShareUnit.PERCENT else MOST_CREDITS


def _amount(typed: str, unit: ShareUnit) -> int | None:
    return number_of(typed, most_of(unit), unit="%" if unit is ShareUnit.PERCENT else "")


def _share_state(shown: Shown) -> Iterable[str]:
    limits = shown.settings.limits
    if limits.share is None:
        yield say("settings-off")
        yield say("settings-share-off")
        return
    yield _amount_said(shown, limits.share)
    yield say("settings-share-on")


def _amount_said(shown: Shown, amount: int | None) -> str:
    """A share as people say it, in credits as well."""
    limits = shown.settings.limits
    if amount is None:
        return say("settings-no-limit")
    period = limits.share_period.value
    if limits.share_unit is ShareUnit.CREDITS:
        return say("settings-share-credits", count=amount, period=period)
    count = shown.settings.account.allowance * amount // 100
    return say("settings-share-percent", percent=amount, count=count, period=period)


def _role_fields(shown: Shown) -> Iterable[Field]:
    kinds = {
        OWN: say("settings-role-share-own"),
        NO_LIMIT: say("settings-no-limit"),
        AS_EVERYBODY: say("settings-role-share-everybody"),
    }
    yield roles_field(ROLES, say("settings-role-share-roles-label"), None, shown)
    yield choice_field(KIND, say("settings-role-share-kind-label"), OWN, kinds)
    yield text_field(AMOUNT, say("settings-share-label"), None, hint=_role_hint(shown), limit=len(str(MOST_CREDITS)))
    yield from gone_fields(shown, RuleKind.ROLE_SHARE)


def _role_hint(shown: Shown) -> str:
    limits = shown.settings.limits
    unit = say("settings-percent") if limits.share_unit is ShareUnit.PERCENT else say("settings-credits")
    return say("settings-role-share-hint", unit=unit)


def _decide_role_share(shown: Shown, touched: Mapping[str, str]) -> Changes:
    kind = RuleKind.ROLE_SHARE
    changes = gone_changes(shown, touched.get("gone", ""), kind)
    roles = ids_of(touched.get(ROLES, ""))
    what = chosen_in(touched.get(KIND, OWN), {OWN, NO_LIMIT, AS_EVERYBODY})
    if not roles:
        if touched.keys() & {KIND, AMOUNT}:
            raise refuse(say("settings-role-share-no-role"))
        return changes
    if what == AS_EVERYBODY:
        return changes | Changes(removed=tuple(Rule(kind, role) for role in roles))
    amount = None if what == NO_LIMIT else _amount(touched.get(AMOUNT, ""), shown.settings.limits.share_unit)
    if what == OWN and amount is None:
        raise refuse(say("settings-role-share-no-amount"))
    before = shown.settings.limits.role_shares.keys()
    after = (before - {rule.subject for rule in changes.removed}) | set(roles)
    if len(after) > max(MOST_ROLES, len(before)):  # there may be more from before
        raise refuse(say("settings-role-share-too-many", most=MOST_ROLES))
    return changes | Changes(added=tuple(Rule(kind, role, amount) for role in roles))


def _role_state(shown: Shown) -> Iterable[str]:
    shares = shown.settings.limits.role_shares
    if not shares:
        yield say("settings-off")
        yield say("settings-role-share-off")
        return
    yield say("settings-roles-count", count=len(shares))
    by_amount: dict[int | None, list[str]] = {}
    for role, amount in sorted(shares.items()):
        by_amount.setdefault(amount, []).append(role)
    lines = [
        say("labelled", name=roles_said(shown, roles), words=_amount_said(shown, amount))
        for amount, roles in by_amount.items()
    ]
    fitting = fitting_lines(lines, SHARES_SHOWN)
    yield from fitting
    if more := sum(len(roles) for roles in list(by_amount.values())[len(fitting) :]):
        yield say("family-more", count=more)


def _pace_fields(shown: Shown) -> Iterable[Field]:
    limits = shown.settings.limits
    yield text_field(AT_ONCE, say("settings-at-once-label"), limits.songs_at_once, hint=say("settings-empty-hint"))
    yield text_field(COOLDOWN, say("settings-cooldown-label"), limits.cooldown_seconds, hint=say("settings-empty-hint"))


def _decide_pace(_: Shown, touched: Mapping[str, str]) -> Changes:
    values = dict[str, object]()
    if AT_ONCE in touched:
        values["songs_at_once"] = number_of(touched[AT_ONCE], MOST_AT_ONCE)
    if COOLDOWN in touched:
        values["cooldown_seconds"] = number_of(touched[COOLDOWN], LONGEST_COOLDOWN)
    return Changes(values)


def _pace_state(shown: Shown) -> Iterable[str]:
    limits = shown.settings.limits
    if limits.songs_at_once is None and limits.cooldown_seconds is None:
        yield say("settings-off")
        yield say("settings-pace-off")
        return
    yield say("settings-on")
    if limits.songs_at_once is not None:
        yield say("settings-at-once-on", count=limits.songs_at_once)
    if limits.cooldown_seconds is not None:
        yield say("settings-cooldown-on", count=limits.cooldown_seconds)


SHARE: Final = Section(
    "share",
    Tab.SPENDING,
    name=lambda: say("settings-share"),
    state=_share_state,
    fields=_share_fields,
    decide=_decide_share,
)
ROLE_SHARE: Final = Section(
    "role-share",
    Tab.SPENDING,
    name=lambda: say("settings-role-share"),
    state=_role_state,
    fields=_role_fields,
    decide=_decide_role_share,
)
PACE: Final = Section(
    "pace",
    Tab.SPENDING,
    name=lambda: say("settings-pace"),
    state=_pace_state,
    fields=_pace_fields,
    decide=_decide_pace,
)
