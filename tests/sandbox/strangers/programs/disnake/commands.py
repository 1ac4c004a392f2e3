"""Commands and answers."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import disnake
from disnake.ext import commands

Interaction = disnake.ApplicationCommandInteraction


def add_to(bot: commands.InteractionBot) -> None:
    for made in (echo, pick, defer, followup, secret, files, errors):
        bot.slash_command(name=made.__name__, description=made.__name__)(made)
    bot.slash_command(name="shelf", description="shelf")(shelf).sub_command(name="add", description="add")(shelf_add)
    bot.get_slash_command("pick").autocomplete("word")(complete)  # type: ignore[union-attr]  # added just now
    bot.user_command(name="Greet")(greet)
    bot.message_command(name="Quote")(quote)


def _name(thing: Any) -> str:
    return "-" if thing is None else str(thing.name)


async def echo(
    interaction: Interaction,
    text: str = commands.Param(min_length=1, max_length=100),
    number: int | None = commands.Param(None, ge=1, le=10),
    flag: bool | None = None,
    user: disnake.User | None = None,
    role: disnake.Role | None = None,
    channel: disnake.TextChannel | None = None,
    file: disnake.Attachment | None = None,
) -> None:
    said = {None: "-", True: "yes", False: "no"}[flag]
    sent = f"{file.filename} {file.size}" if file else "-"
    words = [text, str(number or "-"), said, _name(user), _name(role), _name(channel), sent]
    await interaction.response.send_message(f"echo: {', '.join(words)}")


async def shelf(interaction: Interaction) -> None:
    """Only its subcommands are commands."""


async def shelf_add(interaction: Interaction, name: str) -> None:
    await interaction.response.send_message(f"shelf add {name}")


async def pick(interaction: Interaction, word: str) -> None:
    await interaction.response.send_message(f"picked {word}")


async def complete(_: Interaction, typed: str) -> list[str]:
    return [word for word in ("alpha", "alpine", "beta") if word.startswith(typed)]


async def defer(interaction: Interaction) -> None:
    await interaction.response.defer()
    await interaction.edit_original_response("done")
    await interaction.edit_original_response("done again", embed=disnake.Embed(title="Edited"))


async def followup(interaction: Interaction) -> None:
    await interaction.response.send_message("one")
    two = await interaction.followup.send("two", wait=True)
    three = await interaction.followup.send("three", wait=True)
    await two.edit("two, edited")
    await three.delete()


async def secret(interaction: Interaction) -> None:
    await interaction.response.send_message("secret", ephemeral=True)
    await interaction.followup.send("also secret", ephemeral=True)


async def files(interaction: Interaction, file: disnake.Attachment) -> None:
    copy = disnake.File(BytesIO(await file.read()), "copy.bin")
    note = disnake.File(BytesIO(b"note"), "note.txt", description="a note")
    await interaction.response.send_message("copies", files=[copy, note])
    sent = await interaction.original_response()
    kept = [one for one in sent.attachments if one.filename == "note.txt"]
    await interaction.edit_original_response("kept", attachments=kept)


async def errors(interaction: Interaction, place: str, user: disnake.User) -> None:
    await interaction.response.defer()
    elsewhere = interaction.bot.get_partial_messageable(int(place))
    tries = (
        lambda: interaction.channel.send(""),
        lambda: interaction.channel.send(embed=disnake.Embed(title="x" * 257)),
        lambda: interaction.channel.fetch_message(1),
        lambda: elsewhere.send("hello"),
        lambda: user.send("hello"),
    )
    codes: list[str] = []
    for attempt in tries:
        try:
            await attempt()
        except disnake.HTTPException as error:
            codes.append(str(error.code))
    await interaction.edit_original_response(" ".join(codes))


async def greet(interaction: disnake.UserCommandInteraction, user: disnake.User) -> None:
    await interaction.response.send_message(f"hello {user.name}")


async def quote(interaction: disnake.MessageCommandInteraction, message: disnake.Message) -> None:
    await interaction.response.send_message(f"> {message.content}")
