"""The bot, its connection and what it says of itself in conversations."""

from __future__ import annotations

import os
import re

import discord
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from tests.sandbox.strangers.programs.discord_py import commands, components

INTENTS = discord.Intents(guilds=True, messages=True, reactions=True)


class Bot(discord.Client):
    """A client with a command tree, which it registers before it connects."""

    def __init__(self) -> None:
        super().__init__(intents=INTENTS)
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        for add in (commands.add_to, components.add_to, add_to):
            add(self.tree)
        await self.tree.sync()
        _, address, _ = await self.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = URL(address)

    async def on_message(self, message: discord.Message) -> None:
        if message.author == self.user:
            return
        if message.guild is None:
            await message.channel.send(f"you said {message.content}")
        elif self.user in message.mentions:
            words = re.sub(r"<@!?\d+>", "", message.content).strip()
            await message.reply(f"heard {words}")

    async def on_thread_create(self, thread: discord.Thread) -> None:
        if thread.owner_id != self.application_id:
            await thread.join()
            await thread.send("joined")

    async def on_raw_reaction_add(self, put: discord.RawReactionActionEvent) -> None:
        if put.member is not None and put.member != put.member.guild.me:
            await self.get_partial_messageable(put.channel_id).send(f"{put.member.name} put {put.emoji}")

    async def on_raw_reaction_remove(self, taken: discord.RawReactionActionEvent) -> None:
        await self.get_partial_messageable(taken.channel_id).send(f"somebody took {taken.emoji}")

    async def on_guild_join(self, guild: discord.Guild) -> None:
        (welcome,) = (channel for channel in guild.text_channels if channel.name == "welcome")
        await welcome.send("thanks")


def add_to(tree: app_commands.CommandTree) -> None:
    @tree.command(description="messages")
    async def messages(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("working")
        channel = interaction.channel
        assert isinstance(channel, discord.TextChannel)
        posted = await channel.send("posted")
        await posted.edit(content="posted, edited")
        await (await channel.send("gone")).delete()
        newest = [message.content async for message in channel.history(limit=2)]
        await interaction.edit_original_response(content=f"newest: {' | '.join(newest)}")

    @tree.command(description="thread")
    async def thread(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("threading")
        channel = interaction.channel
        assert isinstance(channel, discord.TextChannel)
        talk = await channel.create_thread(name="talk", type=discord.ChannelType.public_thread)
        await talk.send("in the thread")
        await talk.edit(archived=True)
        await interaction.edit_original_response(content="archived")

    @tree.command(description="discuss")
    async def discuss(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("a topic")
        channel = interaction.channel
        assert isinstance(channel, discord.TextChannel)
        message = channel.get_partial_message((await interaction.original_response()).id)
        await (await message.create_thread(name="about it")).send("first")

    @tree.command(description="react")
    async def react(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("vote")
        await (await interaction.original_response()).add_reaction("👍")

    @tree.command(description="dm")
    async def dm(interaction: discord.Interaction) -> None:
        await interaction.user.send("in private")
        await interaction.response.send_message("sent")

    @tree.command(description="many")
    async def many(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("counting")
        channel = interaction.channel
        assert isinstance(channel, discord.TextChannel)
        for number in range(8):
            await channel.send(f"many {number}")


if __name__ == "__main__":
    Route.BASE = os.environ["DISCORD_API_URL"]
    Bot().run(os.environ["DISCORD_TOKEN"])
