"""Jobs and credits against a model of them: any order of events, several at once, by two processes, over a month's end.

Whatever was done together must have gone as if it had been done in some order, one after the other.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections import Counter
from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from bot.context import Context
from bot.jobs import settlement
from bot.musicapi.catalog import Catalog
from bot.musicapi.offers import Host
from bot.musicapi.operations import Operation
from bot.orders.order import Order
from bot.webhooks.targets import WebhookTargets
from data.copies import audit
from data.engine.database import Database
from data.jobs import schedule
from data.rows import ClipState, FailureKind, Job, JobState
from sandbox.wire.clock import HeldClock
from tests.bot.jobs import job_changes, job_events, job_steps
from tests.bot.jobs.job_model import FINAL, Books, Song
from tests.bot.jobs.job_reading import Seen, look
from tests.briefs import with_brief
from tests.properties import examples, phases

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from data.engine.transaction import Transaction

START = datetime(2026, 11, 30, 23, 50, tzinfo=UTC)  # a month ends soon after
MODELS = {"riffusion": "riffusion/FUZZ-1.1 Pro", "sonic": "sonic/sonic-v5"}
AT_ONCE = 4
_ids = itertools.count(1)

who = st.integers(0, 1)
which = st.integers(0, 15)
together = st.booleans()
states = st.sampled_from(ClipState)
clips = st.tuples(st.tuples(st.just("a"), states), st.tuples(st.just("b"), states)) | st.lists(
    st.tuples(st.sampled_from("abcdefg"), states), max_size=4
).map(tuple)


class JobMachine(RuleBasedStateMachine):
    """Two workers on one database; what they do is gathered, done at once, and compared with the model."""

    def __init__(self, loop: asyncio.AbstractEventLoop, database: Database) -> None:
        super().__init__()
        self._loop, self._database = loop, database
        self.clock = HeldClock(START.timestamp())
        self.guilds = [next(_ids) for _ in range(2)]
        self.interactions = [next(_ids) for _ in range(16)]
        self.waiting: list[job_steps.Act] = []
        self.ended: dict[int, Song] = {}
        self.is_broken = False

    @initialize(
        allowance=st.sampled_from([12, 30, 60, 60]),
        families=st.lists(st.sampled_from([*MODELS]), min_size=2, max_size=4),
    )
    def begin(self, allowance: int, families: list[str]) -> None:
        targets = WebhookTargets("https://encore.test", "a key")
        catalog = Catalog.of(Host.MUSICAPI, tuple(MODELS))
        self.workers = [
            job_steps.Worker(
                Context(
                    database=self._database,
                    catalog=catalog,
                    musicapi_host="musicapi.test",
                    worker_id=f"worker-{number}-of-{self.guilds[0]}",
                    default_allowance=allowance,
                    now=lambda: datetime.fromtimestamp(self.clock.now(), UTC),
                    random=lambda: 0.5,
                    poll_interval=5.0,
                    webhooks=targets.webhook_for,
                ),
                targets,
            )
            for number in range(2)
        ]
        offers = {family: catalog.family(family).offers[Operation.CREATE] for family in MODELS}
        self.books = Books(
            allowance,
            {family: offer.price for family, offer in offers.items()},
            frozenset(family for family, offer in offers.items() if offer.webhooks),
            {},
            {},
        )
        self.rows: dict[int, Job] = {}
        for number, family in enumerate(families):
            self.place(0, number, number % 2, number // 2 % 2, "rain", family, None, repeatable=True, more=False)

    @rule(
        by=who,
        asked=which,
        guild=who,
        member=who,
        words=st.sampled_from(["rain", "rain", "sun"]),
        family=st.sampled_from([*MODELS]),
        agreed=st.sampled_from([None, None, 12, 15]),
        repeatable=st.booleans(),
        more=together,
    )
    def place(
        self, by: int, asked: int, guild: int, member: int, words: str, family: str, agreed: int | None, **how: bool
    ) -> None:
        worker = self.workers[by]
        values = {
            "interaction_id": self.interactions[asked % len(self.interactions)],
            "guild_id": self.guilds[guild],
            "channel_id": 1,
            "user_id": self.guilds[guild] + member,
            "token": "a token",
            "token_expires_at": worker.context.now(),
            "file_limit": 1,
            "prompt": words,
            "model": MODELS[family],
        }
        order = Order(**with_brief(values))
        self._do(job_events.Place(worker, order, family, agreed, how["repeatable"]), more=how["more"])

    @rule(by=who, more=together)
    def take_turn(self, by: int, more: bool) -> None:
        self._do(job_events.TakeTurn(self.workers[by]), more=more)

    @rule(
        by=who,
        index=which,
        what=st.sampled_from(
            ["accept", "accept", "taken", "refuse", "put_off", "put_off", "move", "move", "lose", "at_once", "at_once"]
        ),
        other=which,
        more=together,
    )
    def answer(self, by: int, index: int, what: str, other: int, more: bool) -> None:
        worker = self.workers[by] if self.workers[by].creates else self.workers[1 - by]
        if not worker.creates:
            self._go_on(by, more=more)
            return
        job = worker.creates.pop(index % len(worker.creates))
        simple: dict[str, Callable[[], job_steps.Act]] = {
            "refuse": lambda: job_changes.refuse(worker, job),
            "put_off": lambda: job_changes.put_off(worker, job),
            "move": lambda: job_changes.move(
                worker, job, MODELS["sonic" if job.family == "riffusion" else "riffusion"]
            ),
            "lose": lambda: job_changes.lose(worker, job),
            "at_once": lambda: job_changes.answer_at_once(worker, job),
            "accept": lambda: job_events.Accept(worker, job, f"task-{job.id}"),
            "taken": lambda: job_events.Accept(worker, job, f"task-{self._pick(other, self.rows).id}"),
        }
        self._do(simple[what](), more=more)

    @rule(
        by=who,
        index=which,
        what=st.sampled_from(["show_card", "show_card", "cancel", "deliver", "delay"]),
        more=together,
    )
    def handle(self, by: int, index: int, what: str, more: bool) -> None:
        if not self.rows:
            return
        worker, job = self.workers[by], self._pick(index, self.rows)
        acts: dict[str, Callable[[], job_steps.Act]] = {
            "show_card": lambda: job_changes.show_card(worker, job),
            "cancel": lambda: job_changes.cancel(worker, job),
            "deliver": lambda: job_changes.deliver(worker, job),
            "delay": lambda: job_changes.delay_delivery(worker, job, 30.0),
        }
        self._do(acts[what](), more=more)

    @rule(
        by=who, index=which, state=st.sampled_from(["running", "running", "done", "failed"]), told=clips, more=together
    )
    def report(self, by: int, index: int, state: str, told: tuple[tuple[str, ClipState], ...], more: bool) -> None:
        job = self._polled(index)
        if job is None:
            self.answer(by, index, "accept", index, more)
        else:
            self._do(job_events.Report(self.workers[by], job, state, told), more=more)

    @rule(by=who, index=which, what=st.sampled_from(["give_up", "poll_now", "believe"]), more=together)
    def poll(self, by: int, index: int, what: str, more: bool) -> None:
        worker, job = self.workers[by], self._polled(index)
        if job is None:
            self.answer(by, index, "accept", index, more)
            return
        acts: dict[str, Callable[[], job_steps.Act]] = {
            "give_up": lambda: job_changes.give_up(worker, job),
            "poll_now": lambda: job_changes.poll_now(worker, job),
            "believe": lambda: job_events.Believe(worker, job),
        }
        self._do(acts[what](), more=more)

    @rule(by=who, index=which, other=st.none() | which, more=together)
    def webhook(self, by: int, index: int, other: int | None, more: bool) -> None:
        if self.rows:
            waiting = [job.id for worker in self.workers for job in worker.creates] if other is None else []
            job = self._pick(index, waiting or self.rows)
            named = job if other is None else self._pick(other, self.rows)
            self._do(job_events.Webhook(self.workers[by], job, f"task-{named.id}"), more=more)

    @rule(by=who, what=st.sampled_from(["renew", "renew", "restart", "release"]), more=together)
    def live(self, by: int, what: str, more: bool) -> None:
        worker = self.workers[by]
        acts: dict[str, Callable[[], job_steps.Act]] = {
            "renew": lambda: job_events.Renew(worker),
            "restart": lambda: job_events.Restart(worker),
            "release": lambda: job_changes.release(worker),
        }
        self._do(acts[what](), more=more)

    @rule(by=who, more=together)
    def take_over(self, by: int, more: bool) -> None:
        """A worker was held up until its leases ran out, and what it sent is still under way."""
        self._finish()
        self.clock.advance(91.0)
        self._do(job_events.Renew(self.workers[by]), more=more)

    @rule(seconds=st.sampled_from([1.0, 4.0, 11.0, 61.0, 91.0, 901.0]))
    def wait(self, seconds: float) -> None:
        self._finish()
        self.clock.advance(seconds)

    def teardown(self) -> None:
        if not hasattr(self, "books"):
            return
        if self.is_broken:  # the next example begins without what this one left behind, as far as that goes
            with contextlib.suppress(Exception):
                self._run(self._close_everything())
            return
        self._finish()
        self._run(self._close_everything())
        self._run(self._check_everything())

    def _pick(self, index: int, among: Iterable[int]) -> Job:
        ids = sorted(among)
        return self.rows[ids[index % len(ids)]]

    def _polled(self, index: int) -> Job | None:
        """A job with a task, which may be over by now."""
        polled = [song.id for song in self.books.songs.values() if song.task is not None]
        return self._pick(index, polled) if polled else None

    def _go_on(self, by: int, *, more: bool) -> None:
        """Bring a song to where more can happen to it: its card is shown, then its turn comes."""
        unseen = [
            song.id for song in self.books.songs.values() if song.state is JobState.QUEUED and not song.has_message
        ]
        worker = self.workers[by]
        self._do(
            job_changes.show_card(worker, self.rows[unseen[0]]) if unseen else job_events.TakeTurn(worker), more=more
        )

    def _do(self, act: job_steps.Act, *, more: bool) -> None:
        """Do it together with what waits, now or with what comes next."""
        self.waiting.append(act)
        if not more or len(self.waiting) == AT_ONCE:
            self._finish()

    def _finish(self) -> None:
        acts, self.waiting = self.waiting, []
        if not acts:
            return
        self.is_broken = True
        self._run(self._gather_and_compare(acts))
        self.is_broken = False

    async def _gather_and_compare(self, acts: list[job_steps.Act]) -> None:
        said = await asyncio.gather(*(act.run() for act in acts), return_exceptions=True)
        for one in said:
            if isinstance(one, BaseException):
                raise one
        seen = await self._database.read(look, self.guilds)
        begun = tuple(act.begin(one) for act, one in zip(acts, said, strict=True))
        books = job_steps.explain(
            self.books,
            begun,
            lambda found: (found.songs, found.turns) == (seen.songs, seen.turns),
            alone=len(acts) == 1,
        )
        assert books is not None, self._say(acts, said, seen)
        self.books, self.rows = books, seen.rows
        self._check_money(seen)

    def _check_money(self, seen: Seen) -> None:
        """What holds whatever the model says."""
        held, spent = Counter[tuple[int, str]](), Counter[tuple[int, str]]()
        for job_id, song in seen.songs.items():
            own = [(month, kind, credits) for owner, month, kind, credits in seen.ledger if owner == job_id]
            holds = [entry for entry in own if entry[1] == "hold"]
            ends = [entry for entry in own if entry[1] != "hold"]
            assert holds == [(song.month, "hold", song.price)]
            assert len(ends) == (song.state in FINAL), (song, ends)
            if song.state is JobState.FAILED:
                assert ends == [(song.month, "refund", song.price)]
            if song.state is JobState.DONE:
                assert ends == [(song.month, "settle", song.charged)]
                assert 0 < song.charged <= song.price
            held[song.guild, song.month] += 0 if ends else song.price
            spent[song.guild, song.month] += song.charged
            if job_id in self.ended:
                before = self.ended[job_id]
                assert (song.state, song.failure, song.charged) == (before.state, before.failure, before.charged)
            if song.state in FINAL:
                self.ended[job_id] = song
        assert {entry[0] for entry in seen.ledger} == set(seen.songs)
        for account, amounts in seen.accounts.items():
            assert amounts == (held[account], spent[account])
            assert sum(amounts) <= self.books.allowance
        assert set(held) <= set(seen.accounts)

    def _say(self, acts: list[job_steps.Act], said: list[Any], seen: Seen) -> str:
        lines = ["no order of these explains what is there:"]
        lines += [f"  {act!r} -> {one!r}" for act, one in zip(acts, said, strict=True)]
        for job_id in sorted({*self.books.songs, *seen.songs}):
            before, after = self.books.songs.get(job_id), seen.songs.get(job_id)
            if before is None or after is None:
                lines.append(f"  {job_id}: {before} is {after}")
                continue
            changed = [each.name for each in fields(Song) if getattr(before, each.name) != getattr(after, each.name)]
            lines.append(f"  {before} became " + str({name: getattr(after, name) for name in changed}))
        return "\n".join([*lines, f"  turns {self.books.turns} became {seen.turns}"])

    async def _close_everything(self) -> None:
        """Leave nothing open that the next example would find."""
        context = self.workers[0].context
        seen = await self._database.read(look, self.guilds)
        for job in seen.rows.values():

            async def close(tx: Transaction, job: Job = job) -> None:
                await settlement.fail(tx, context, job, FailureKind.LOST, "")
                await schedule.mark_delivered(tx, job.id, now=context.now())

            await self._database.write(close)

    async def _check_everything(self) -> None:
        self._check_money(await self._database.read(look, self.guilds))
        async with self._database.reading() as tx:
            assert await audit.findings(tx) == []

    def _run(self, doing: Awaitable[Any]) -> None:
        self._loop.run_until_complete(doing)


@pytest.mark.hypothesis
def test_whatever_happens_to_jobs_is_what_the_model_says(database_url: str) -> None:
    with asyncio.Runner() as runner:
        database = runner.run(Database.open(database_url))
        try:
            run_state_machine_as_test(
                cast("Any", lambda: JobMachine(runner.get_loop(), database)),
                settings=settings(
                    max_examples=examples(30 if database_url.startswith("sqlite") else 8),
                    stateful_step_count=50,
                    phases=phases(),
                    deadline=None,
                    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
                ),
            )
        finally:
            runner.run(database.close())
