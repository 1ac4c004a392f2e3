"""The bot, and what it says of itself in conversations."""

from __future__ import annotations

import os
import re

import disnake
from disnake.ext import commands
from disnake.http import Route

from tests.sandbox.strangers.programs.disnake import commands as answers
from tests.sandbox.strangers.programs.disnake import components

Interaction = disnake.ApplicationCommandInteraction
intents = disnake.Intents(guilds=True, messages=True, reactions=True)
bot = commands.InteractionBot(intents=intents)


@bot.event
async def on_message(message: disnake.Message) -> None:
    if message.author == bot.user:
        return
    if message.guild is None:
        await message.channel.send(f"you said {message.content}")
    elif bot.user in message.mentions:
        await message.reply("heard " + re.sub(r"<@!?\d+>", "", message.content).strip())


@bot.event
async def on_thread_create(thread: disnake.Thread) -> None:
    if thread.owner_id != bot.user.id:
        await thread.join()
        await thread.send("joined")


@bot.event
async def on_raw_reaction_add(put: disnake.RawReactionActionEvent) -> None:
    if put.member is not None and put.member != put.member.guild.me:
        await bot.get_partial_messageable(put.channel_id).send(f"{put.member.name} put {put.emoji}")


@bot.event
async def on_raw_reaction_remove(taken: disnake.RawReactionActionEvent) -> None:
    await bot.get_partial_messageable(taken.channel_id).send(f"somebody took {taken.emoji}")


@bot.event
async def on_guild_join(guild: disnake.Guild) -> None:
    (welcome,) = (channel for channel in guild.text_channels if channel.name == "welcome")
    await welcome.send("thanks")


@bot.slash_command(description="messages")
async def messages(interaction: Interaction) -> None:
    await interaction.response.send_message("working")
    posted = await interaction.channel.send("posted")
    await posted.edit("posted, edited")
    await (await interaction.channel.send("gone")).delete()
    newest = [message.content async for message in interaction.channel.history(limit=2)]
    await interaction.edit_original_response(f"newest: {' | '.join(newest)}")


@bot.slash_command(description="thread")
async def thread(interaction: Interaction) -> None:
    await interaction.response.send_message("threading")
    channel = interaction.channel
    assert isinstance(channel, disnake.TextChannel)
    talk = await channel.create_thread(name="talk", type=disnake.ChannelType.public_thread)
    await talk.send("in the thread")
    await talk.edit(archived=True)
    await interaction.edit_original_response("archived")


@bot.slash_command(description="discuss")
async def discuss(interaction: Interaction) -> None:
    await interaction.response.send_message("a topic")
    talk = await (await interaction.original_response()).create_thread(name="about it")
    await talk.send("first")


@bot.slash_command(description="react")
async def react(interaction: Interaction) -> None:
    await interaction.response.send_message("vote")
    await (await interaction.original_response()).add_reaction("👍")


@bot.slash_command(description="dm")
async def dm(interaction: Interaction) -> None:
    await interaction.author.send("in private")
    await interaction.response.send_message("sent")


@bot.slash_command(description="many")
async def many(interaction: Interaction) -> None:
    await interaction.response.send_message("counting")
    for number in range(8):
        await interaction.channel.send(f"many {number}")


if __name__ == "__main__":
    Route.BASE = os.environ["DISCORD_API_URL"]
    answers.add_to(bot)
    components.add_to(bot)
    bot.run(os.environ["DISCORD_TOKEN"])
