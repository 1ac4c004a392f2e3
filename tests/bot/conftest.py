"""The middle of the bot without Discord: real rows, the real client, the simulated vendor, a clock held by hand."""

from __future__ import annotations

import itertools
import json
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from bot.alerts import Alerts
from bot.context import Context
from bot.delivery.courier import Courier
from bot.jobs.lifecycle import JobLifecycle
from bot.media.fetch import Fetcher
from bot.media.spool import Spool
from bot.musicapi.catalog import Catalog
from bot.musicapi.client import MusicAPI
from bot.musicapi.keys import DEFAULT_KEY
from bot.musicapi.offers import Host
from bot.orders.order import Order
from bot.status.queries import Queries
from bot.webhooks.targets import WebhookTargets
from bot.workers.poller import Poller
from bot.workers.submitter import Submitter
from data import clips, ledger
from data.engine.database import Database
from data.engine.guard import transaction_is_open
from data.guilds.viewers import Viewer
from data.ids import ChannelId, GuildId, JobId, UserId
from data.jobs import queries
from data.rows import JobState
from sandbox.musicapi.transport import VendorTransport
from sandbox.musicapi.vendor import Vendor
from sandbox.wire.clock import HeldClock
from tests.bot.musicapi.front import Front
from tests.briefs import with_brief

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.musicapi.operations import Operation
    from data.engine.transaction import Transaction
    from data.rows import Account, Clip, Job
    from sandbox.wire.exchange import Request

ENCORE = "https://encore.test"  # where MusicAPI is asked to call
SONIC = "sonic/sonic-v5"  # the family that can do most
CLIP_SECONDS = 8.0  # of a workshop's clips: the vendor takes no recording that is much shorter
GUILD, OTHER_GUILD = GuildId(1001), GuildId(1002)
CHANNEL, MEMBER = ChannelId(2001), UserId(3001)
VIEWER = Viewer(MEMBER, frozenset({CHANNEL}))


def _no_open_transaction(_request: Request) -> None:
    assert not transaction_is_open(), "a network call while a transaction is open"


async def _at_once(_seconds: float) -> None:
    """The client's own short waits between repeats: nobody advances the clock meanwhile."""


class Fronts(httpx.AsyncBaseTransport):
    """Several accounts at one address: each answers whoever shows its key, and knows nothing of the others' songs."""

    def __init__(self, accounts: dict[str, VendorTransport]) -> None:
        self._accounts = {f"Bearer {account.vendor.key}": account for account in accounts.values()}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer as the account whose key is shown."""
        return await self._accounts[request.headers["Authorization"]].handle_async_request(request)


@dataclass
class Studio:
    """Everything between Discord and the vendor, driven by hand."""

    database: Database
    clock: HeldClock
    vendor: Vendor
    transport: VendorTransport
    context: Context
    lifecycle: JobLifecycle
    queries: Queries
    queue: Submitter
    poller: Poller
    courier: Courier
    alerts: Alerts
    told: list[str] = field(default_factory=list[str])
    accounts: dict[str, VendorTransport] = field(default_factory=dict[str, VendorTransport])  # by the names of the keys
    interactions: itertools.count[int] = field(default_factory=lambda: itertools.count(9001))

    def order(self, prompt: str = "r&b pop", **more: Any) -> Order:
        """What a member orders; `more` overrides any field."""
        asked: dict[str, Any] = {
            "interaction_id": next(self.interactions),
            "guild_id": GUILD,
            "channel_id": CHANNEL,
            "user_id": MEMBER,
            "token": "an-interaction-token",
            "token_expires_at": self.context.now() + timedelta(minutes=15),
            "file_limit": 10 * 1024 * 1024,
            "prompt": prompt,
            "viewer": VIEWER,
        }
        return Order(**with_brief({**asked, **more}))

    async def place(self, order: Order) -> Job:
        """The job of an order that was just placed."""

        async def only_the_job(_tx: Transaction, job: Job, _account: Account) -> Job:
            return job

        return await self.lifecycle.place(order, only_the_job)

    async def song(self, prompt: str = "r&b pop", **more: Any) -> tuple[Job, list[Clip]]:
        """A finished song and its clips."""
        done = await self.finish(await self.place(self.order(prompt, **more)))
        assert done.state is JobState.DONE, done
        return done, await self.clips(done)

    async def done(self, operation: Operation, source: Clip | None = None, **more: Any) -> Job:
        """An operation from its order to its end."""
        order = self.order(**{"prompt": "", "operation": operation, "source": source and source.id, **more})
        return await self.finish(await self.place(order))

    async def spent(self) -> int:
        """What the guild spent this month, nothing being held."""
        account = await self.account()
        assert account.held == 0
        return account.spent

    def posts(self, ending: str) -> int:
        """How many POSTs went to an address that ends so."""
        made = (exchange.request for exchange in self.transport.traffic)
        return sum(request.method == "POST" and request.path.endswith(ending) for request in made)

    def polls(self) -> int:
        """How often a task was asked about."""
        return sum("/task/" in exchange.request.path for exchange in self.transport.traffic)

    async def create(self) -> None:
        """Take the turns that are allowed and wait for their answers."""
        await self.queue.tick()
        await self.queue.tasks.wait_until_empty()

    async def look(self, seconds: float = 0.0) -> None:
        """Let time pass, then ask about everything that is due."""
        self.clock.advance(seconds)
        await self.poller.tick()
        await self.poller.tasks.wait_until_empty()

    async def finish(self, job: Job, *, step: float = 6.0, most: int = 400) -> Job:
        """Take turns and look until the job ended."""
        for _ in range(most):
            await self.create()
            await self.look(step)
            ended = await self.job(job.id)
            if ended.state.final:
                return ended
        raise AssertionError(f"the job did not end: {await self.job(job.id)}")

    async def job(self, job_id: JobId) -> Job:
        """The job as it stands."""
        async with self.database.reading() as tx:
            found = await queries.get(tx, job_id)
        assert found is not None
        return found

    async def clips(self, job: Job) -> list[Clip]:
        """The job's clips."""
        async with self.database.reading() as tx:
            return await clips.of_job(tx, job.id)

    async def account(self, guild_id: GuildId = GUILD) -> Account:
        """A guild's month, after checking that it is the sum of its ledger."""
        async with self.database.reading() as tx:
            assert await ledger.imbalances(tx) == []
            return await ledger.account(
                tx, guild_id, self.context.month, default_allowance=self.context.default_allowance
            )


@pytest.fixture
async def studio(database: Database) -> AsyncIterator[Studio]:
    """A studio on both kinds of database; 240 credits a guild."""
    async with open_studio(database) as made:
        yield made


@pytest.fixture
async def workshop(database: Database) -> AsyncIterator[Studio]:
    """A studio with longer clips and many credits, for what is made of clips."""
    async with open_studio(database, clip_seconds=CLIP_SECONDS, allowance=1_000) as made:
        yield made


async def offered(studio: Studio, clip: Clip) -> set[Operation]:
    """The operations that More… offers for a clip of the usual guild."""
    return {found.offer.operation for found in (await studio.queries.clip_menu(clip.id, GUILD, VIEWER)).candidates}


def answer_of(job: Job) -> Any:
    """What a done job found out."""
    assert job.state is JobState.DONE, job
    return (job.result or {})["answer"]


def open_studio(database: Database, **settings: Any) -> _Opened:
    """A studio with other settings than usual; `beside` another one, of whose world it is a second process.

    `accounts` names further ones at MusicAPI, beside `default`; `keys` are those that it has of them, the first first.
    """
    return _Opened(database, settings)


class _Opened:
    def __init__(self, database: Database, settings: dict[str, Any]) -> None:
        self._database, self._settings = database, settings

    async def __aenter__(self) -> Studio:
        beside: Studio | None = self._settings.get("beside")
        if beside is not None:
            clock, vendor, transport, accounts = beside.clock, beside.vendor, beside.transport, beside.accounts
        else:
            clock = HeldClock(datetime(2026, 11, 20, 12, tzinfo=UTC).timestamp())
            seed = self._settings.get("seed", 0)
            vendor = Vendor(clock, clip_seconds=self._settings.get("clip_seconds", 2.0), seed=seed)
            transport = VendorTransport(vendor)
            transport.guards.append(_no_open_transaction)
            accounts = {DEFAULT_KEY: transport} | {
                name: VendorTransport(Vendor(clock, clip_seconds=2.0, seed=seed + number, key=f"key-of-account-{name}"))
                for number, name in enumerate(self._settings.get("accounts", ()), 1)
            }
        names: tuple[str, ...] = self._settings.get("keys", tuple(accounts))
        skew = self._settings.get("skew", lambda: 0.0)  # how many seconds the bot's clock is wrong by
        keys = {name: accounts[name].vendor.key for name in names}
        fronts = Fronts(accounts)
        self._musicapi = MusicAPI("http://musicapi.test", keys, transport=fronts, sleep=_at_once)
        self._files = Fetcher("musicapi.test", transport)
        context = Context(
            database=self._database,
            catalog=Catalog.of(Host.MUSICAPI, self._settings.get("families", ("riffusion", "sonic", "producer"))),
            musicapi_host="musicapi.test",
            worker_id=self._settings.get("worker_id", "worker"),
            default_allowance=self._settings.get("allowance", 240),
            now=lambda: datetime.fromtimestamp(clock.now() + skew(), UTC),
            random=self._settings.get("random", lambda: 0.5),
            poll_interval=5.0,
            webhooks=WebhookTargets(ENCORE, "a key").webhook_for if self._settings.get("callbacks") else None,
            musicapi_keys=names,
        )
        alerts, lifecycle, queries = Alerts(), JobLifecycle(context), Queries(context)
        studio = Studio(
            self._database,
            clock,
            vendor,
            transport,
            context,
            lifecycle,
            queries,
            Submitter(
                context,
                lifecycle,
                self._musicapi,
                alerts,
                interval=self._settings.get("interval", 3.0),
                card_timeout=self._settings.get("card_timeout", 0.0),
            ),
            Poller(context, lifecycle, self._musicapi, interval=self._settings.get("interval", 3.0)),
            Courier(context, lifecycle, queries, self._files),
            alerts,
            accounts=accounts,
        )

        async def carry(text: str) -> None:
            studio.told.append(text)

        alerts.transport = carry
        if beside is not None:
            studio.interactions = beside.interactions
        return studio

    async def __aexit__(self, *_: object) -> None:
        await self._musicapi.aclose()
        await self._files.__aexit__()


@pytest.fixture
async def spool() -> AsyncIterator[Spool]:
    async with Spool() as opened:
        yield opened


@pytest.fixture
async def front() -> AsyncIterator[Front]:
    told = Front()
    async with told.server:
        yield told


@pytest.fixture(scope="session")
def openapi() -> dict[str, Any]:
    """The document of the vendor's SDK, from the folder ENCORE_SHARED or `shared` beside the repository."""
    beside = Path(__file__).parents[2].parent / "shared"
    path = Path(os.environ.get("ENCORE_SHARED", beside)) / "musicapi-openapi.json"
    if not path.exists():
        pytest.skip("the vendor's OpenAPI document is not here (set ENCORE_SHARED to its folder)")
    return json.loads(path.read_text())
