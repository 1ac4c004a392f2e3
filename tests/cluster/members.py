"""Members of servers on every shard, who do everything that a member can do."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.musicapi.operations import Operation
from sandbox.discord.client import ClientRefuses
from sandbox.discord.invocations import until
from sandbox.discord.people import Person
from sandbox.discord.snowflake import STEP_BITS
from tests.e2e.conftest import is_done, is_failed
from tests.torture.crowd import Crowd
from tests.torture.scenarios import SONIC

if TYPE_CHECKING:
    import random

    from sandbox.discord.entities import Channel, Message
    from sandbox.discord.invocations import Invocation
    from sandbox.world import Sandbox

SERVERS_OF_A_SHARD, MEMBERS = 3, 4
IN_LINE = 6  # songs that are asked for at once, so that the last one waits in line
LONGEST_TOUR = 400.0  # seconds
TRIES = 20  # of what is answered too late, or taken out of the line after its turn has come
WORDS = "a tour of everything"


class Members(Crowd):
    """A crowd that also completes, uses context menus, posts, cancels and asks for another take."""

    def __init__(self, world: Sandbox, chance: random.Random, abreast: int, shards: int) -> None:
        self._shards = shards
        self._private: list[tuple[Person, Message]] = []  # what can be posted for everybody
        self._in_line = 0  # songs that were asked for so that one waits in line
        super().__init__(world, chance, abreast)

    async def tour(self, number: int) -> None:
        """Do everything once, one thing after the other, in a server of this shard, while nobody is killed.

        What was answered too late, by a machine that has too much to do, is done once more.
        """
        place, people = self._places[number]
        async with asyncio.timeout(LONGEST_TOUR):
            song = await self._make_song(place, people[0])
            self._songs.append(song)
            steps = (
                self._open_form_and_send_it,
                self._post_what_was_found_out,
                self._sing_and_complete,
                self._leave_line,
            )
            for step in steps:
                for _ in range(TRIES):
                    with suppress(ClientRefuses):
                        await step(song, place, people[0])
                        break

    async def _make_song(self, place: Channel, who: Person) -> Message:
        while True:
            asked = who.type_command(place.id, "song", {"prompt": WORDS, "model": SONIC})
            if not (await asked.answered()).failed:
                message = await asked.until(lambda shown: is_done(shown) or is_failed(shown))
                if is_done(message):
                    return message

    async def _open_form_and_send_it(self, song: Message, _: Channel, who: Person) -> None:
        form = who.press(song, "1 Extend")
        await form.answered()
        who.submit(form, {"lyrics": f"[Verse]\n{WORDS}", "style": "pop"})

    async def _post_what_was_found_out(self, song: Message, place: Channel, who: Person) -> None:
        chosen = await self._find_out(song, who)
        if chosen is None or (await chosen.answered()).failed:
            raise ClientRefuses("Nothing was found out")
        await until(self._world.world, lambda: self._posts(place))
        for asker, message in self._posts(place):
            await asker.press(message, "Post here").answered()

    async def _sing_and_complete(self, song: Message, place: Channel, who: Person) -> None:
        await self._complete(place, who).answered()
        await self._sing_what_was_said(place, who, WORDS)
        await self._press_again(song, who)

    async def _leave_line(self, _: Message, place: Channel, who: Person) -> None:
        self._in_line += IN_LINE  # nobody asks for the same twice, which the bot would say
        numbers = range(self._in_line - IN_LINE, self._in_line)
        line = [who.type_command(place.id, "song", {"prompt": f"{WORDS}, {number}"}) for number in numbers]
        await asyncio.gather(*(each.answered() for each in line))
        await _cancel(who, line[-1])  # refused where its turn has come

    def _settle(self) -> list[tuple[Channel, list[Person]]]:
        population, places = self._world.world, list[tuple["Channel", list[Person]]]()
        for number in range(SERVERS_OF_A_SHARD * self._shards):
            owner, *members = (population.add_user(f"member-{number}-{each}") for each in range(MEMBERS))
            ms = (population.ids.next() >> STEP_BITS) // self._shards * self._shards - 1_000 * self._shards + number
            guild = population.add_guild(f"Server {number}", owner, members, guild_id=ms << STEP_BITS)
            people = [Person(population, user) for user in (owner, *members)]
            places.append((population.add_channel(guild, "songs"), people))
        return places

    async def _choose(self, place: Channel, who: Person, words: str) -> Invocation | None:
        chance = self._chance
        heard = [song for song in self._songs if song.channel_id == place.id]
        match chance.random():
            case draw if draw < 0.05:
                return self._complete(place, who)
            case draw if draw < 0.10:
                return await self._sing_what_was_said(place, who, words)
            case draw if draw < 0.15 and heard:
                return await self._press_again(chance.choice(heard), who)
            case draw if draw < 0.20 and heard:
                return await self._find_out(chance.choice(heard), who)
            case draw if draw < 0.25 and (posts := self._posts(place)):
                asker, message = chance.choice(posts)
                return asker.press(message, "Post here")
            case draw if draw < 0.30:
                asked = who.type_command(place.id, "song", {"prompt": words})
                await asked.answered()
                await _cancel(who, asked)
                return None
            case draw if draw < 0.34:
                return who.type_command(place.id, chance.choice(("credits", "help", "about")))
            case _:
                return await super()._choose(place, who, words)

    def _complete(self, place: Channel, who: Person) -> Invocation:
        return who.complete(place.id, "song", {"prompt": "x", "model": "v5"}, "model")

    async def _sing_what_was_said(self, place: Channel, who: Person, words: str) -> Invocation | None:
        used = who.use_menu(place.id, "Make a song of this", who.say(place.id, f"[Verse]\n{words}"))
        return who.submit(used, {"style": "folk"}) if (await used.answered()).modal is not None else None

    async def _press_again(self, song: Message, who: Person) -> Invocation | None:
        buttons = [button for row in song.components for button in row["components"]]
        again = next((each for each in buttons if each.get("custom_id", "").startswith("job:v1:again:")), None)
        return None if again is None else who.press(song, again["custom_id"])

    async def _find_out(self, song: Message, who: Person) -> Invocation | None:
        menu = (await who.press(song, "1 More…").answered()).message
        if menu is None or not menu.components:
            return None
        choice = menu.components[0]["components"][0]
        if Operation.BPM.value not in {option["value"] for option in choice["options"]}:
            return None
        self._private.append((who, menu))
        return who.select(menu, choice["custom_id"], Operation.BPM.value)

    def _posts(self, place: Channel) -> list[tuple[Person, Message]]:
        """What somebody was told alone there, and may post."""
        return [
            (who, message)
            for who, message in self._private
            if message.channel_id == place.id
            and any(button.get("label") == "Post here" for row in message.components for button in row["components"])
        ]


async def _cancel(who: Person, asked: Invocation) -> None:
    if asked.message is None or asked.message.loading:
        raise ClientRefuses("There is no card yet")
    await who.press(asked.message, "Cancel").answered()
