"""What is asked for while the bot is killed: a song, an edit, a recording, files, an answer, each by its own way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.musicapi.operations import Operation
from sandbox.musicapi.purchases import Purchases
from tests.e2e.test_upload import recording
from tests.torture.reckoning import marked

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sandbox.discord.entities import Message
    from sandbox.discord.invocations import Invocation
    from sandbox.discord.people import Person
    from tests.e2e.conftest import Stage

    Order = Callable[[], Invocation]

SONIC = "sonic/sonic-v5"
PEOPLE = ("mia", "noah", "admin")
SOON = (6.0, 8.0)  # seconds of the vendor's until both clips of a song are there
APART = (20.0, 260.0)  # so far that the first one is posted alone
STEMS = 12.0
RECORDING = recording(8)


@dataclass
class Orderer:
    """Members who order one thing after the other, each in words of its own.

    `song` is one of Riffusion's and `source` one of Sonic's, made before anything is killed.
    """

    stage: Stage
    number: int = 0
    song: Message | None = None
    source: Message | None = None

    async def prepare(self) -> None:
        """Make what the others are made of."""
        self._time(*SOON)
        self.song = await self.stage.song()
        self._time(*SOON)
        self.source = await self.stage.song(model=SONIC)

    def next(self) -> tuple[Person, int, str]:
        """Who orders now, of which clip, in which words: nobody orders the same twice within a few orders."""
        self.number += 1
        who = self.stage.person(PEOPLE[self.number % len(PEOPLE)])
        return who, self.number // len(PEOPLE) % 2 + 1, marked(self.number)

    def _time(self, *ends: float) -> None:
        orders = self.stage.sandbox.vendor.orders
        orders.clear()  # what an order that was killed left over
        orders.time_next_task(*ends)

    # Each returns what gives the order: all that comes before it is over by then.

    async def new_song(self) -> Order:
        """`/song`."""
        self._time(*SOON)
        who, _, words = self.next()
        return lambda: self._type(who, "song", prompt=words)

    async def song_in_parts(self) -> Order:
        """`/song`, whose first clip is posted before the second is there."""
        self._time(*APART)
        who, _, words = self.next()
        return lambda: self._type(who, "song", prompt=words)

    async def song_called(self) -> Order:
        """`/song` of a family that sends webhooks."""
        self._time(*SOON)
        who, _, words = self.next()
        return lambda: self._type(who, "song", prompt=words, model=SONIC)

    async def edit(self) -> Order:
        """A button below a clip, and the form that it opens."""
        self._time(*SOON)
        who, clip, words = self.next()
        assert self.song is not None
        pressed = who.press(self.song, f"{clip} Extend")
        assert (await pressed.answered()).modal is not None
        return lambda: who.submit(pressed, {"lyrics": f"[Verse]\n{words}", "style": "pop"})

    async def upload(self) -> Order:
        """`/upload`, which is looked at before it is ordered."""
        self._time(*SOON)
        self.stage.sandbox.vendor.upload_seconds = SOON[0]
        who, _, words = self.next()
        file = ("mine.wav", RECORDING)
        return lambda: self._type(who, "upload", rights=True, file=file, title=words, model="riffusion")

    async def stems(self) -> Order:
        """Files, of a task."""
        self._time(STEMS)
        return await self._below_more(Operation.STEMS_BASIC)

    async def midi(self) -> Order:
        """A file, whose request is sent again until it is ready."""
        self._time()
        self.stage.sandbox.vendor.purchases = Purchases()  # or it would be there at once from the second time on
        return await self._below_more(Operation.MIDI)

    async def lyrics(self) -> Order:
        """`/write`: something to read, which is the create's own answer."""
        self._time()
        who, _, words = self.next()
        return lambda: self._type(who, "write", topic=words)

    async def _below_more(self, operation: Operation) -> Order:
        who, clip, _ = self.next()
        assert self.source is not None
        menu = (await who.press(self.source, f"{clip} More…").answered()).message
        assert menu is not None
        choice = menu.components[0]["components"][0]["custom_id"]
        if operation is not Operation.STEMS_BASIC:
            return lambda: who.select(menu, choice, operation.value)
        chosen = who.select(menu, choice, operation.value)  # it costs enough for a form that says so
        assert (await chosen.answered()).modal is not None
        return lambda: who.submit(chosen, {})

    def _type(self, who: Person, name: str, **given: object) -> Invocation:
        return who.type_command(self.stage.sandbox.songs.id, name, given)


@dataclass(frozen=True)
class Scenario:
    """Something that is ordered, by its name in tables; `called`: MusicAPI sends webhooks meanwhile."""

    name: str
    begin: Callable[[Orderer], Awaitable[Order]]
    called: bool = False


# Those of every test run, and those that wait for longer.
SHORT = (
    Scenario("song", Orderer.new_song),
    Scenario("edit", Orderer.edit),
    Scenario("upload", Orderer.upload),
    Scenario("files", Orderer.stems),
    Scenario("answer", Orderer.lyrics),
)
LONG = (
    Scenario("repeats", Orderer.midi),
    Scenario("parts", Orderer.song_in_parts),
    Scenario("webhook", Orderer.song_called, called=True),
)
EVERY = (*SHORT, *LONG)
