"""The bot, and what it says of itself in conversations."""

from __future__ import annotations

import os
import re

import nextcord

from tests.sandbox.strangers.programs.nextcord import commands, components

Interaction = nextcord.Interaction
INTENTS = nextcord.Intents(guilds=True, messages=True, reactions=True)


class Bot(nextcord.Client):
    """A client that registers all its commands in one request; by itself it makes one for each, five in 20 seconds."""

    async def on_connect(self) -> None:
        self.add_all_application_commands()
        wanted = [command.get_payload(None) for command in self.get_all_application_commands()]
        known = await self.http.bulk_upsert_global_commands(self.application_id, wanted)
        await self.discover_application_commands(known)

    async def on_message(self, message: nextcord.Message) -> None:
        if message.author == self.user:
            return
        if message.guild is None:
            await message.channel.send(f"you said {message.content}")
        elif self.user in message.mentions:
            await message.reply("heard " + re.sub(r"<@!?\d+>", "", message.content).strip())

    async def on_thread_create(self, thread: nextcord.Thread) -> None:
        if thread.owner_id != self.application_id:
            await thread.join()
            await thread.send("joined")

    async def on_raw_reaction_add(self, put: nextcord.RawReactionActionEvent) -> None:
        if put.member is not None and put.member != put.member.guild.me:
            await self.get_partial_messageable(put.channel_id).send(f"{put.member.name} put {put.emoji}")

    async def on_raw_reaction_remove(self, taken: nextcord.RawReactionActionEvent) -> None:
        await self.get_partial_messageable(taken.channel_id).send(f"somebody took {taken.emoji}")

    async def on_guild_join(self, guild: nextcord.Guild) -> None:
        (welcome,) = (channel for channel in guild.text_channels if channel.name == "welcome")
        await welcome.send("thanks")


bot = Bot(intents=INTENTS)


@bot.slash_command(description="messages")
async def messages(interaction: Interaction) -> None:
    await interaction.response.send_message("working")
    posted = await interaction.channel.send("posted")
    await posted.edit("posted, edited")
    await (await interaction.channel.send("gone")).delete()
    newest = [message.content async for message in interaction.channel.history(limit=2)]
    await interaction.edit_original_message(content=f"newest: {' | '.join(newest)}")


@bot.slash_command(description="thread")
async def thread(interaction: Interaction) -> None:
    await interaction.response.send_message("threading")
    talk = await interaction.channel.create_thread(name="talk", type=nextcord.ChannelType.public_thread)
    await talk.send("in the thread")
    await talk.edit(archived=True)
    await interaction.edit_original_message(content="archived")


@bot.slash_command(description="discuss")
async def discuss(interaction: Interaction) -> None:
    await interaction.response.send_message("a topic")
    message = await interaction.channel.fetch_message((await interaction.original_message()).id)
    await (await message.create_thread(name="about it")).send("first")


@bot.slash_command(description="react")
async def react(interaction: Interaction) -> None:
    await interaction.response.send_message("vote")
    await (await interaction.original_message()).add_reaction("👍")


@bot.slash_command(description="dm")
async def dm(interaction: Interaction) -> None:
    await interaction.user.send("in private")
    await interaction.response.send_message("sent")


@bot.slash_command(description="many")
async def many(interaction: Interaction) -> None:
    await interaction.response.send_message("counting")
    for number in range(8):
        await interaction.channel.send(f"many {number}")


if __name__ == "__main__":
    nextcord.http.Route.BASE = os.environ["DISCORD_API_URL"]
    commands.add_to(bot)
    components.add_to(bot)
    bot.run(os.environ["DISCORD_TOKEN"])
