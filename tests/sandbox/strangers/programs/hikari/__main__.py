"""The bot, and what it says of itself in conversations."""

from __future__ import annotations

import os
import re

import hikari

from tests.sandbox.strangers.programs.hikari import commands, components

INTENTS = (
    hikari.Intents.GUILDS
    | hikari.Intents.GUILD_MESSAGES
    | hikari.Intents.DM_MESSAGES
    | hikari.Intents.GUILD_MESSAGE_REACTIONS
)
bot = hikari.GatewayBot(
    os.environ["DISCORD_TOKEN"], banner=None, intents=INTENTS, rest_url=os.environ["DISCORD_API_URL"]
)


async def messages(event: hikari.CommandInteractionCreateEvent) -> None:
    of = event.interaction
    await of.create_initial_response(hikari.ResponseType.MESSAGE_CREATE, "working")
    posted = await bot.rest.create_message(of.channel_id, "posted")
    await posted.edit("posted, edited")
    await (await bot.rest.create_message(of.channel_id, "gone")).delete()
    newest = await bot.rest.fetch_messages(of.channel_id).limit(2)
    await of.edit_initial_response(f"newest: {' | '.join(str(one.content) for one in newest)}")


async def thread(event: hikari.CommandInteractionCreateEvent) -> None:
    await event.interaction.create_initial_response(hikari.ResponseType.MESSAGE_CREATE, "threading")
    talk = await bot.rest.create_thread(event.interaction.channel_id, hikari.ChannelType.GUILD_PUBLIC_THREAD, "talk")
    await talk.send("in the thread")
    await talk.edit(archived=True)
    await event.interaction.edit_initial_response("archived")


async def discuss(event: hikari.CommandInteractionCreateEvent) -> None:
    await event.interaction.create_initial_response(hikari.ResponseType.MESSAGE_CREATE, "a topic")
    message = await event.interaction.fetch_initial_response()
    talk = await bot.rest.create_message_thread(event.interaction.channel_id, message, "about it")
    await talk.send("first")


async def react(event: hikari.CommandInteractionCreateEvent) -> None:
    await event.interaction.create_initial_response(hikari.ResponseType.MESSAGE_CREATE, "vote")
    await (await event.interaction.fetch_initial_response()).add_reaction("👍")


async def dm(event: hikari.CommandInteractionCreateEvent) -> None:
    await event.interaction.user.send("in private")
    await event.interaction.create_initial_response(hikari.ResponseType.MESSAGE_CREATE, "sent")


async def many(event: hikari.CommandInteractionCreateEvent) -> None:
    await event.interaction.create_initial_response(hikari.ResponseType.MESSAGE_CREATE, "counting")
    for number in range(8):
        await bot.rest.create_message(event.interaction.channel_id, f"many {number}")


OWN = (messages, thread, discuss, react, dm, many)
HANDLERS = commands.HANDLERS | components.COMMANDS | {one.__name__: one for one in OWN}


@bot.listen()
async def on_starting(_: hikari.StartingEvent) -> None:
    application = await bot.rest.fetch_application()
    simple = [bot.rest.slash_command_builder(name, name) for name in HANDLERS if name not in commands.BUILT]
    await bot.rest.set_application_commands(application.id, [*commands.build(bot.rest), *simple])


@bot.listen()
async def on_command(event: hikari.CommandInteractionCreateEvent) -> None:
    await HANDLERS[event.interaction.command_name](event)


@bot.listen()
async def on_completion(event: hikari.AutocompleteInteractionCreateEvent) -> None:
    await commands.complete(event)


@bot.listen()
async def on_component(event: hikari.ComponentInteractionCreateEvent) -> None:
    await components.use(event)


@bot.listen()
async def on_form(event: hikari.ModalInteractionCreateEvent) -> None:
    await components.submit(event)


@bot.listen()
async def on_guild_message(event: hikari.GuildMessageCreateEvent) -> None:
    me = bot.get_me()
    if me is None or event.author_id == me.id or me.id not in (event.message.user_mentions_ids or ()):
        return
    words = re.sub(r"<@!?\d+>", "", event.content or "").strip()
    await event.message.respond(f"heard {words}", reply=True)


@bot.listen()
async def on_direct_message(event: hikari.DMMessageCreateEvent) -> None:
    if event.is_human:
        await event.message.respond(f"you said {event.content}")


@bot.listen()
async def on_thread(event: hikari.GuildThreadCreateEvent) -> None:
    me = bot.get_me()
    if me is not None and event.thread.owner_id != me.id:
        await bot.rest.join_thread(event.thread.id)
        await event.thread.send("joined")


@bot.listen()
async def on_reaction(event: hikari.GuildReactionAddEvent) -> None:
    if not event.member.is_bot:
        await bot.rest.create_message(event.channel_id, f"{event.member.username} put {event.emoji_name}")


@bot.listen()
async def on_reaction_removal(event: hikari.GuildReactionDeleteEvent) -> None:
    await bot.rest.create_message(event.channel_id, f"somebody took {event.emoji_name}")


@bot.listen()
async def on_join(event: hikari.GuildJoinEvent) -> None:
    (welcome,) = (channel for channel in event.channels.values() if channel.name == "welcome")
    await bot.rest.create_message(welcome.id, "thanks")


if __name__ == "__main__":
    bot.run(check_for_updates=False)
