"""Members of many servers who ask for songs, edits, files, answers and recordings, as fast as they are served."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.musicapi.operations import Operation
from sandbox.discord.client import ClientRefuses
from sandbox.discord.people import Person
from tests.e2e.conftest import is_done, is_failed
from tests.torture.reckoning import marked
from tests.torture.scenarios import RECORDING, SONIC

if TYPE_CHECKING:
    import random

    from sandbox.discord.entities import Channel, Message
    from sandbox.discord.invocations import Invocation
    from sandbox.world import Sandbox

SERVERS, MEMBERS = 10, 4
MODELS = (None, None, None, SONIC, "producer/FUZZ-2.0")  # whoever names none gets one of Riffusion's
FORGOTTEN = 60.0  # seconds after which nobody counts on an answer any more
KNOWN = 200  # finished songs that something is made of


class Crowd:
    """People who ask, of whom at most `abreast` wait at a time."""

    def __init__(self, world: Sandbox, chance: random.Random, abreast: int) -> None:
        self._world = world
        self._chance = chance
        self._abreast = abreast
        self.asked = 0
        self.unheard = 0  # nobody was there who could answer
        self.broken: list[str] = []  # a mistake of these tests: nobody asked what they should have
        self._waiting: list[Invocation] = []
        self._steps = set[asyncio.Task[None]]()
        self._songs: list[Message] = []
        self._places = self._settle()

    def _settle(self) -> list[tuple[Channel, list[Person]]]:
        population, places = self._world.world, list[tuple["Channel", list[Person]]]()
        for server in range(SERVERS):
            owner, *members = (population.add_user(f"member-{server}-{number}") for number in range(MEMBERS))
            guild = population.add_guild(f"Server {server}", owner, members)
            people = [Person(population, user) for user in (owner, *members)]
            places.append((population.add_channel(guild, "songs"), people))
        return places

    def ask(self) -> bool:
        """Let somebody ask for something; False: enough of them wait, or nobody would hear it."""
        self._look_around()
        if len(self._waiting) + len(self._steps) >= self._abreast or not self._world.discord.gateway.connections:
            return False
        place, people = self._chance.choice(self._places)
        self.asked += 1
        step = asyncio.ensure_future(self._order(place, self._chance.choice(people), marked(self.asked)))
        self._steps.add(step)
        step.add_done_callback(self._end)
        return True

    async def finish(self) -> None:
        """Return once nobody is in the middle of asking."""
        while self._steps:
            await asyncio.wait(set(self._steps))

    def _end(self, step: asyncio.Task[None]) -> None:
        self._steps.discard(step)
        if not step.cancelled() and (error := step.exception()) is not None:
            self.broken.append(f"a member could not ask: {error!r}")

    async def _order(self, place: Channel, who: Person, words: str) -> None:
        with suppress(ClientRefuses):  # what was to be pressed is gone
            asked = await self._choose(place, who, words)
            if asked is not None:
                self._waiting.append(asked)

    async def _choose(self, place: Channel, who: Person, words: str) -> Invocation | None:
        chance = self._chance
        heard = [song for song in self._songs if song.channel_id == place.id]
        match chance.random():
            case draw if draw < 0.06:
                return who.type_command(
                    place.id,
                    "upload",
                    {"rights": True, "file": ("a.wav", RECORDING), "title": words, "model": "riffusion"},
                )
            case draw if draw < 0.16:
                return who.type_command(place.id, "write", {"topic": words})
            case draw if draw < 0.30 and heard:
                pressed = who.press(chance.choice(heard), "1 Extend")
                modal = (await pressed.answered()).modal
                return who.submit(pressed, {"lyrics": f"[Verse]\n{words}", "style": "pop"}) if modal else None
            case draw if draw < 0.40 and heard:
                menu = (await who.press(chance.choice(heard), "1 More…").answered()).message
                if menu is None or not menu.components:
                    return None
                choice = menu.components[0]["components"][0]
                offered = {option["value"] for option in choice["options"]}
                wanted = [each for each in (Operation.WAV, Operation.BPM) if each.value in offered]
                return who.select(menu, choice["custom_id"], chance.choice(wanted).value) if wanted else None
            case _:
                model = chance.choice(MODELS)
                given = {"prompt": words} if model is None else {"prompt": words, "model": model}
                return who.type_command(place.id, "song", given)

    def _look_around(self) -> None:
        """Count on those no longer whose answer is there, or will not come."""
        now = self._world.world.clock.now()
        for asked in list(self._waiting):
            message, waited = asked.message, now - asked.interaction.created_at
            if asked.interaction.callback is None and waited > self._world.world.answer_deadline:
                self.unheard += 1
            elif message is not None and message.private_to is None and is_done(message):
                self._songs = [*self._songs, message][-KNOWN:]
            elif (
                not (message is not None and (message.private_to is not None or is_failed(message)))
                and waited < FORGOTTEN
            ):
                continue
            self._waiting.remove(asked)
