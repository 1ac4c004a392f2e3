"""What the real Discord answers to what the bot asks of it, seen in one test channel with the operator's own token.

The bot must not run with the same token while somebody presses the probe's button: both would be told of the press,
and whoever comes second is refused. Everything that is posted is deleted at the end, however that comes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from bot.probe.discord_api import DiscordApi, Sleep, open_api
from bot.probe.discord_facts import WITH_PERSON, WITHOUT_PERSON, Fact, Table
from bot.probe.discord_files import FIRST, LARGE, SECOND, THIRD, ask_files
from bot.probe.discord_messages import CARD, SAYS, ask_messages
from bot.probe.discord_person import ASKS, Person
from bot.probe.discord_place import find_place
from bot.probe.recorder import Recorded, Recorder
from bot.probe.rows import Row
from bot.settings import Settings

SAID: Final = (SAYS, ASKS, CARD, FIRST, SECOND, THIRD, LARGE)  # what the probe itself says and calls its files
SWEEP: Final = Fact("messages taken away", "")  # a name in the record, and no line of the table


@dataclass(slots=True)
class Asked:
    """What was seen so far, which grows while Discord is asked; `secrets` are tokens that nobody may be shown."""

    table: Table = field(default_factory=lambda: Table(()))
    exchanges: list[Recorded] = field(default_factory=list[Recorded])
    secrets: set[str] = field(default_factory=set[str], repr=False)

    @property
    def rows(self) -> list[Row]:
        """The table's; what nobody looked at is unseen."""
        return self.table.rows


async def ask_discord(
    settings: Settings,
    channel_id: int,
    *,
    person: bool,
    say: Callable[[str], None],
    sleep: Sleep = asyncio.sleep,
    into: Asked | None = None,
) -> Asked:
    """Ask Discord for what the bot relies on, in this channel; with a `person`, also for what needs somebody's press.

    `say` is given what the operator should read meanwhile, before anything takes long. `sleep` waits for rate limits,
    for the person and until a token is over: with a person, that is a quarter of an hour. Whatever goes wrong is a row
    of the table. `into` holds what was seen at any moment.
    """
    asked = Asked() if into is None else into
    table = Table((*WITHOUT_PERSON, *(WITH_PERSON if person else ())))
    if person:
        say("Please stop the bot meanwhile: with this token, both it and the probe would answer the same press.")
    async with open_api(settings, sleep) as (api, recorder):
        asked.table, asked.exchanges, asked.secrets = table, recorder.exchanges, api.secrets
        try:
            await _look(settings, channel_id, api, recorder, table, say, sleep, person=person)
        finally:
            await api.sweep(SWEEP, say)
    return asked


async def _look(
    settings: Settings,
    channel_id: int,
    api: DiscordApi,
    recorder: Recorder,
    table: Table,
    say: Callable[[str], None],
    sleep: Sleep,
    *,
    person: bool,
) -> None:
    place = await find_place(api, table, channel_id)
    if place is None:
        return
    say("Posting messages …")
    if not await ask_messages(api, table, place):
        return
    say("Posting files …")
    await ask_files(api, table, place)
    if person:
        await Person(settings, api, recorder, table, place, sleep).ask(say)
