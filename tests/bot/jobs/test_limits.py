"""What a server's admins allow its members holds for every order, exactly, also for those of the same moment."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.errors import PersonError, Problem
from bot.musicapi.operations import Operation
from bot.orders.again import order_again
from bot.orders.order import order_from_words, order_words
from bot.status.statements import read_statement
from data import ledger, tables
from data.engine.database import Database
from data.guilds import limits
from data.ids import ChannelId, UserId
from data.jobs import member_use
from data.rows import EntryKind, FailureKind, JobState, Pressers, RuleKind, SharePeriod, ShareUnit
from tests.bot.conftest import CHANNEL, GUILD, MEMBER, OTHER_GUILD, SONIC, open_studio

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from data.rows import Job
    from tests.bot.conftest import Studio

SONG = 12  # credits of the family that is asked first
MEMBERS = 50
ROLE, OTHER_ROLE = 5001, 5002


async def decide(
    studio: Studio, *rules: tuple[RuleKind, object] | tuple[RuleKind, object, int | None], **values: Any
) -> None:
    """Let the usual server's admins decide this, beside what they decided before."""
    async with studio.database.transaction() as tx:
        if values:
            await limits.put_values(tx, GUILD, values)
        await limits.lock(tx, GUILD)
        for kind, subject, *amount in rules:
            await limits.add_rule(tx, GUILD, kind, str(subject), amount=amount[0] if amount else None)


def credits(amount: int, period: SharePeriod = SharePeriod.MONTH) -> dict[str, Any]:
    return {"member_share": amount, "member_share_unit": ShareUnit.CREDITS, "member_share_period": period}


def percent(amount: int, period: SharePeriod = SharePeriod.MONTH) -> dict[str, Any]:
    return {"member_share": amount, "member_share_unit": ShareUnit.PERCENT, "member_share_period": period}


async def refusal(studio: Studio, prompt: str = "r&b pop", **more: Any) -> PersonError:
    """Why an order is not taken; nothing of it is kept."""
    before = await studio.account()
    with pytest.raises(PersonError) as refused:
        await studio.place(studio.order(prompt, **more))
    assert await studio.account() == before
    return refused.value


@asynccontextmanager
async def processes(database: Database, url: str, **settings: Any) -> AsyncIterator[list[Studio]]:
    """Three processes that take orders at once; SQLite is one process's alone, which has a line of its own."""
    async with AsyncExitStack() as stack:
        studios = [await stack.enter_async_context(open_studio(database, **settings))]
        for name in ("two", "three") if url.startswith("postgresql") else ():
            other = await Database.open(url)
            stack.push_async_callback(other.close)
            beside = {"beside": studios[0], "worker_id": name, **settings}
            studios.append(await stack.enter_async_context(open_studio(other, **beside)))
        yield studios


async def placed_at_once(studios: list[Studio], *, each: int, members: int = MEMBERS) -> list[Job]:
    """What is taken where so many members ask so often in the same moment, each time of another process."""
    orders = [
        (studios[number % len(studios)], studios[0].order(f"song {number}", user_id=UserId(MEMBER + member)))
        for member in range(members)
        for number in range(each)
    ]
    asked = await asyncio.gather(*(studio.place(order) for studio, order in orders), return_exceptions=True)
    refused = [each for each in asked if isinstance(each, BaseException)]
    assert {type(each) for each in refused} <= {PersonError}, refused
    return [each for each in asked if not isinstance(each, BaseException)]


async def test_without_any_decision_nothing_is_limited(studio: Studio) -> None:
    for _ in range(3):
        await studio.place(studio.order(role_ids=frozenset({ROLE})))
    assert (await studio.account()).held == 3 * SONG


@pytest.mark.promise(key="member-share")
async def test_fifty_members_at_once_against_a_share_of_one_song_get_one_each(
    database: Database, database_url: str
) -> None:
    async with processes(database, database_url, allowance=10_000) as studios:
        studio = studios[0]
        await decide(studio, **credits(SONG + 5))
        placed = await placed_at_once(studios, each=3)
        assert sorted(job.user_id for job in placed) == [MEMBER + number for number in range(MEMBERS)]
        account = await studio.account()
        assert (account.held, account.spent) == (MEMBERS * SONG, 0)
        async with database.reading() as tx:
            for member in range(MEMBERS):
                assert await member_use.credits_in(tx, GUILD, UserId(MEMBER + member), account.month) == SONG
            rows = await tx.execute(select(tables.jobs.c.id).where(tables.jobs.c.guild_id == GUILD))
            assert len(rows.all()) == MEMBERS


@pytest.mark.promise(key="member-share")
async def test_a_share_never_gives_more_than_the_server_has(database: Database, database_url: str) -> None:
    async with processes(database, database_url, allowance=20 * SONG) as studios:
        studio = studios[0]
        await decide(studio, **percent(100))
        placed = await placed_at_once(studios, each=1)
        assert len({job.user_id for job in placed}) == len(placed) == 20
        assert (await studio.account()).left == 0


@pytest.mark.parametrize("values", [{"songs_at_once": 1}, {"cooldown_seconds": 60}], ids=["songs at once", "cooldown"])
async def test_the_pace_is_exact_for_orders_of_one_moment(
    database: Database, database_url: str, values: dict[str, int]
) -> None:
    async with processes(database, database_url, allowance=10_000) as studios:
        studio = studios[0]
        await decide(studio, **values)
        placed = await placed_at_once(studios, each=4, members=10)
        assert sorted(job.user_id for job in placed) == [MEMBER + number for number in range(10)]


async def test_a_share_says_what_it_is_what_is_left_and_when_it_opens_again(studio: Studio) -> None:
    await decide(studio, **credits(20, SharePeriod.DAY))
    await studio.place(studio.order())
    refused = await refusal(studio)
    tomorrow = datetime(2026, 11, 21, tzinfo=UTC)
    assert refused.problem is Problem.MEMBER_SHARE
    assert refused.facts == {
        "price": SONG, "share": 20, "left": 8, "period": "day", "opens": int(tomorrow.timestamp())
    }  # fmt: skip
    await studio.place(studio.order(user_id=UserId(MEMBER + 1)))  # everybody has a share of their own
    await studio.place(studio.order(guild_id=OTHER_GUILD))  # which is this server's alone
    studio.clock.advance((tomorrow - studio.context.now()).total_seconds() - 1)
    assert (await refusal(studio)).problem is Problem.MEMBER_SHARE
    studio.clock.advance(1)
    await studio.place(studio.order())


async def test_a_share_by_the_month_opens_with_the_next_one(studio: Studio) -> None:
    await decide(studio, **percent(9))  # 21 of 240 credits
    await studio.place(studio.order())
    refused = await refusal(studio)
    first = datetime(2026, 12, 1, tzinfo=UTC)
    assert (refused.facts["share"], refused.facts["left"]) == (21, 9)
    assert refused.facts["opens"] == int(first.timestamp())
    studio.clock.advance((first - studio.context.now()).total_seconds())
    await studio.place(studio.order())
    assert (await studio.account()).held == SONG  # the month's own


async def test_what_costs_more_than_the_whole_share_is_told_so(studio: Studio) -> None:
    await decide(studio, **credits(SONG - 1))
    refused = await refusal(studio)
    assert refused.problem is Problem.ABOVE_MEMBER_SHARE
    assert refused.facts == {"price": SONG, "share": SONG - 1, "period": "month"}


@pytest.mark.promise(key="member-share")
async def test_what_is_cancelled_or_fails_gives_the_share_back(studio: Studio) -> None:
    await decide(studio, **credits(SONG))
    job = await studio.place(studio.order())
    assert (await refusal(studio)).problem is Problem.MEMBER_SHARE
    assert await studio.lifecycle.cancel(job, "")
    job = await studio.place(studio.order())
    await studio.create()
    await studio.lifecycle.give_up(await studio.job(job.id), FailureKind.LOST)
    assert (await studio.job(job.id)).state is JobState.FAILED
    done = await studio.finish(await studio.place(studio.order()))
    assert done.state is JobState.DONE
    assert (await refusal(studio)).problem is Problem.MEMBER_SHARE
    assert (await studio.account()).spent == SONG


async def test_what_was_settled_for_less_counts_for_what_it_cost(studio: Studio) -> None:
    await decide(studio, **credits(SONG + 2))
    job = await studio.place(studio.order())
    await studio.database.write(ledger.settle, job, credits=2, now=studio.context.now())
    await studio.place(studio.order("another"))
    async with studio.database.reading() as tx:
        kinds = (await tx.execute(select(tables.ledger.c.kind, tables.ledger.c.credits))).all()
    assert sorted(kinds) == [(EntryKind.HOLD, SONG), (EntryKind.HOLD, SONG), (EntryKind.SETTLE, 2)]


async def test_of_a_members_roles_the_highest_share_counts_more_or_less_than_everybodys(studio: Studio) -> None:
    kind = RuleKind.ROLE_SHARE
    await decide(studio, (kind, ROLE, SONG), (kind, OTHER_ROLE, 3 * SONG), **credits(2 * SONG))

    async def songs(member: int, *roles: int) -> int:
        count = 0
        while count < 5:
            try:
                order = studio.order(f"{count}", user_id=UserId(MEMBER + member), role_ids=frozenset(roles))
                await studio.place(order)
            except PersonError:
                break
            count += 1
        return count

    assert await songs(1) == 2
    assert await songs(2, ROLE) == 1
    assert await songs(3, ROLE, OTHER_ROLE, 7) == 3
    await decide(studio, (kind, ROLE, None))  # no limit
    assert await songs(4, ROLE, OTHER_ROLE) == 5


async def test_songs_at_once_are_those_that_have_not_ended(studio: Studio) -> None:
    await decide(studio, songs_at_once=2)
    first, _ = [await studio.place(studio.order(f"{number}")) for number in range(2)]
    refused = await refusal(studio)
    assert (refused.problem, refused.facts) == (Problem.SONGS_AT_ONCE, {"limit": 2})
    await studio.place(studio.order(user_id=UserId(MEMBER + 1)))
    await studio.finish(first)
    await studio.place(studio.order())


async def test_the_cooldown_begins_with_what_did_not_fail(studio: Studio) -> None:
    await decide(studio, cooldown_seconds=60)
    job = await studio.place(studio.order())
    studio.clock.advance(20)
    refused = await refusal(studio)
    assert refused.problem is Problem.COOLING_DOWN
    assert refused.facts == {"cooldown": 60, "opens": int((job.created_at + timedelta(seconds=60)).timestamp())}
    await studio.lifecycle.cancel(job, "")
    await studio.place(studio.order())
    studio.clock.advance(60)
    await studio.place(studio.order())


@pytest.mark.parametrize(
    ("rule", "asked", "problem"),
    [
        ((RuleKind.CHANNEL_NEVER, CHANNEL), {}, Problem.CHANNEL_CLOSED),
        ((RuleKind.CHANNEL_NEVER, 77), {"place_ids": frozenset({77})}, Problem.CHANNEL_CLOSED),  # of a thread
        ((RuleKind.CHANNEL_NEVER, CHANNEL), {"channel_id": ChannelId(77)}, None),
        ((RuleKind.CHANNEL_ONLY, CHANNEL), {}, None),
        ((RuleKind.CHANNEL_ONLY, CHANNEL), {"channel_id": ChannelId(77)}, Problem.CHANNEL_NOT_OPEN),
        ((RuleKind.CHANNEL_ONLY, 77), {"place_ids": frozenset({77})}, None),
        ((RuleKind.ROLE_NEVER, ROLE), {}, None),
        ((RuleKind.ROLE_NEVER, ROLE), {"role_ids": frozenset({ROLE})}, Problem.ROLE_CLOSED),
        ((RuleKind.ROLE_ONLY, ROLE), {"role_ids": frozenset({OTHER_ROLE})}, Problem.ROLE_NEEDED),
        ((RuleKind.ROLE_ONLY, ROLE), {"role_ids": frozenset({ROLE, OTHER_ROLE})}, None),
        ((RuleKind.OPERATION_NEVER, Operation.CREATE), {}, Problem.OPERATION_NOT_HERE),
        ((RuleKind.OPERATION_NEVER, Operation.COVER), {}, None),
    ],
)
async def test_channels_roles_and_operations_that_may_or_may_not(
    studio: Studio, rule: tuple[RuleKind, object], asked: dict[str, Any], problem: Problem | None
) -> None:
    await decide(studio, rule)
    if problem is None:
        await studio.place(studio.order(**asked))
    else:
        assert (await refusal(studio, **asked)).problem is problem


async def test_who_may_use_the_buttons_under_other_peoples_songs(studio: Studio) -> None:
    song, (clip, _) = await studio.song(model=SONIC)
    noah = UserId(MEMBER + 1)
    wav: dict[str, Any] = {"prompt": "", "operation": Operation.WAV, "source": clip.id}
    others = {**wav, "user_id": noah, "viewer": studio.order().viewer}
    again = order_again(song, studio.order(user_id=noah))
    # What was kept until its price is agreed to is under the same song.
    confirmed = order_from_words(order_words(again), studio.order(user_id=noah))
    assert confirmed.pressed_under == again.pressed_under == MEMBER
    await decide(studio, pressers=Pressers.MAKER)
    assert (await refusal(studio, **others)).problem is Problem.BUTTON_NOT_YOURS
    for order in (again, confirmed):
        with pytest.raises(PersonError, match=Problem.BUTTON_NOT_YOURS):
            await studio.place(order)
    await studio.place(studio.order(**wav))  # the maker's own
    await studio.place(studio.order("a song of one's own", user_id=noah))
    await decide(studio, (RuleKind.PRESSER, ROLE), pressers=Pressers.ROLES)
    assert (await refusal(studio, **others)).problem is Problem.BUTTON_OF_ROLES
    placed = await studio.place(studio.order(**others, role_ids=frozenset({ROLE})))
    async with studio.database.reading() as tx:  # the presser pays
        assert await member_use.credits_in(tx, GUILD, noah, placed.month) == placed.price + SONG


@pytest.mark.promise(key="month")
@pytest.mark.parametrize(
    ("zone", "begins"),
    [
        ("Asia/Tokyo", datetime(2026, 11, 30, 15, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2026, 12, 1, 8, tzinfo=UTC)),
    ],
)
async def test_a_month_begins_by_the_servers_own_clock_with_songs_under_way(
    studio: Studio, zone: str, begins: datetime
) -> None:
    await decide(studio, time_zone=zone, **credits(SONG))
    studio.clock.advance((begins - studio.context.now()).total_seconds() - 1)
    last = await studio.place(studio.order())
    refused = await refusal(studio)
    assert refused.facts["opens"] == int(begins.timestamp())
    studio.clock.advance(1)
    first = await studio.place(studio.order())
    assert (last.month, first.month) == ("2026-11", "2026-12")
    statement = await read_statement(studio.context, GUILD, studio.order().viewer)
    assert (statement.account.month, statement.account.held) == ("2026-12", SONG)
    assert statement.resets_at > begins + timedelta(days=30)
    for job in (last, first):
        assert (await studio.finish(job)).state is JobState.DONE
    async with studio.database.reading() as tx:
        assert await ledger.imbalances(tx) == []
        for month in ("2026-11", "2026-12"):
            account = await ledger.account(tx, GUILD, month, default_allowance=240)
            assert (account.held, account.spent) == (0, SONG)
            assert await member_use.credits_in(tx, GUILD, MEMBER, month) == SONG
