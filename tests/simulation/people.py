"""The members of the world's servers, who order songs and what is made of them, and what happens to their messages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.musicapi.operations import Operation
from bot.orders.order import Order
from data.brief import Brief
from data.guilds.viewers import Viewer
from data.ids import ChannelId, ClipId, GuildId, InteractionId, UserId
from tests.simulation.discord import Interaction
from tests.simulation.hands import answer_order

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from tests.simulation.world import World

MODELS = ("", "", "riffusion", "sonic", "producer", "sonic/sonic-v5")
RUSH = 5  # songs: a member's later ones stand beside another member's first
OF_CLIPS = (Operation.WAV, Operation.MIDI, Operation.STEMS_BASIC, Operation.BPM)


class People:
    """Everybody who presses Enter; `unheard` counts the orders that no process was there to hear."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.ordered = self.unheard = 0
        self._used: set[tuple[int, Operation]] = set()

    def order_something(self) -> None:
        """Somebody asks for a song, or for something that is made of one; trouble may befall them meanwhile."""
        world, plan, strikes = self._world, self._world.plan, self._world.faults.strikes
        guild = GuildId(1000 + plan.randint(1, world.guilds))
        channel, user = ChannelId(int(guild) + 1000), UserId(3000 + plan.randint(1, 3))
        interaction = self._interact(channel, user)
        what = self._draw_order(self.ordered, guild, channel, user)
        for _ in range(2 if strikes("an interaction comes twice") else 1):
            self._later(0.02, 0.3, self._deliver_event, interaction, guild, what)
        if strikes("a token dies early"):
            self._later(5, 300, setattr, interaction, "is_dead", True)
        if strikes("a message is deleted"):
            self._later(5, 200, self._delete_original, interaction)
        if strikes("a channel is closed"):
            world.discord.closed.add(channel)
            self._later(20, 200, world.discord.closed.discard, channel)
        if strikes("a person takes no letters"):
            world.discord.silent.add(user)

    def rush(self, draw: Random) -> None:
        """One member orders a lot at once, and another one of the same server a single song."""
        guild = GuildId(1000 + draw.randint(1, self._world.guilds))
        model = draw.choice(MODELS)
        for user in (*(UserId(3001) for _ in range(RUSH)), UserId(3002)):
            interaction = self._interact(ChannelId(int(guild) + 1000), user)
            what = {"model": model, "brief": Brief(prompt=f"a song of order {self.ordered} and rain")}
            self._later(0.02, 0.3, self._deliver_event, interaction, guild, what)

    def _interact(self, channel: ChannelId, user: UserId) -> Interaction:
        self.ordered += 1
        number = self.ordered
        interaction = Interaction(9000 + number, f"token-{number}", channel, user, self._world.loop.time())
        self._world.discord.interactions[interaction.token] = interaction
        return interaction

    def _later(self, least: float, most: float, happen: Callable[..., object], *args: Any) -> None:
        self._world.loop.call_in(self._world.loop.world, self._world.plan.uniform(least, most), happen, *args)

    def _draw_order(self, number: int, guild: GuildId, channel: ChannelId, user: UserId) -> dict[str, Any]:
        done = list(
            self._world.rows.execute(
                "SELECT clips.id FROM clips JOIN jobs ON jobs.id = clips.job_id WHERE clips.guild_id = ?"
                " AND clips.state = 'succeeded' AND clips.family = 'sonic' AND jobs.state = 'done' ORDER BY clips.id",
                (guild,),
            )
        )
        operation = self._world.plan.choice(OF_CLIPS)
        if done and self._world.plan.random() < 0.5:
            clip_id = self._world.plan.choice(done)[0]
            if (clip_id, operation) not in self._used:
                self._used.add((clip_id, operation))
                viewer = Viewer(user, frozenset({channel}))
                return {"operation": operation, "brief": Brief(source=ClipId(clip_id)), "viewer": viewer}
        return {"model": self._world.plan.choice(MODELS), "brief": Brief(prompt=f"a song of order {number} and rain")}

    def _delete_original(self, interaction: Interaction) -> None:
        if interaction.original is not None:
            self._world.discord.delete(interaction.original)

    def _deliver_event(self, interaction: Interaction, guild: GuildId, what: dict[str, Any]) -> None:
        """Tell a process that is connected to the gateway; where none is, nobody hears of it."""
        process = self._world.some_process()
        if process is None:
            self.unheard += 1
            return
        expires = datetime.fromtimestamp(self._world.now(), UTC) + timedelta(minutes=15)
        order = Order(
            interaction_id=InteractionId(interaction.number),
            guild_id=guild,
            channel_id=ChannelId(interaction.channel_id),
            user_id=UserId(interaction.user_id),
            token=interaction.token,
            token_expires_at=expires,
            file_limit=10 * 1024 * 1024,
            **what,
        )
        self._world.loop.start(process.lane, answer_order(process, interaction, order))
