"""Whatever is asked, settled, refunded and crashed in whatever order: the balance is right, to the credit."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import ledger
from data.ids import GuildId
from data.jobs import transitions
from data.rows import FailureKind, Job, JobState
from tests.data.making import MONTH, NOW, after, queued
from tests.properties import examples

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.engine.transaction import Transaction

_guilds = itertools.count(1)


class Crash(Exception):
    """The process ended before the transaction did."""


@dataclass(frozen=True)
class Step:
    kind: Literal["request", "settle", "refund", "cancel"]
    which: int
    credits: int
    crash: bool


steps = st.builds(
    Step,
    kind=st.sampled_from(["request", "request", "settle", "refund", "cancel"]),
    which=st.integers(0, 5),
    credits=st.integers(0, 30),
    crash=st.booleans(),
)


@dataclass
class Books:
    """What must be true, kept in the plainest way."""

    allowance: int
    held: dict[int, int] = field(default_factory=dict)
    spent: int = 0
    made: list[Job] = field(default_factory=list)

    def fits(self, price: int) -> bool:
        return sum(self.held.values()) + self.spent + price <= self.allowance


@pytest.mark.promise(key="charged-once")
@settings(
    max_examples=examples(20),
    deadline=None,  # a database is asked
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # every example has a guild of its own
)
@given(plan=st.lists(steps, max_size=14), allowance=st.integers(0, 60))
async def test_any_sequence_keeps_the_balance(database: Database, plan: list[Step], allowance: int) -> None:
    guild_id, books = next(_guilds), Books(allowance)
    for step in plan:
        await take(database, guild_id, books, step)
        async with database.reading() as tx:
            account = await ledger.account(tx, GuildId(guild_id), MONTH, default_allowance=allowance)
            assert (account.held, account.spent) == (sum(books.held.values()), books.spent)
            assert account.held + account.spent <= allowance
            assert await ledger.imbalances(tx) == []


async def take(database: Database, guild_id: int, books: Books, step: Step) -> None:
    job = books.made[step.which % len(books.made)] if books.made else None
    try:
        async with database.transaction() as tx:
            if step.kind == "request":
                await request(tx, guild_id, books, step)
            elif job is not None:
                await close(tx, job, books, step)
    except Crash:
        pass


async def request(tx: Transaction, guild_id: int, books: Books, step: Step) -> None:
    job = await queued(tx, guild_id=guild_id, price=step.credits)
    held = await ledger.hold(tx, job, default_allowance=books.allowance, now=NOW)
    assert (held is not None) == books.fits(step.credits)
    if step.crash or held is None:
        raise Crash
    books.made.append(job)
    books.held[job.id] = step.credits


async def close(tx: Transaction, job: Job, books: Books, step: Step) -> None:
    """The ways in which a job's money moves last."""
    is_open = job.id in books.held
    taken = min(step.credits, job.price)
    if step.kind == "settle":
        closed = await ledger.settle(tx, job, credits=taken, now=after(1))
    elif step.kind == "refund":
        closed = await ledger.refund(tx, job, now=after(1))
    else:
        cancelled = await transitions.fail(
            tx, job.id, FailureKind.CANCELLED, None, since=[JobState.QUEUED], now=after(1)
        )
        closed = cancelled is not None and await ledger.refund(tx, cancelled, now=after(1))
    assert closed == is_open
    if step.crash:
        raise Crash
    if closed:
        del books.held[job.id]
        books.spent += taken if step.kind == "settle" else 0
