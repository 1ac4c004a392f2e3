"""Commands and answers."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Optional

import nextcord
from nextcord import SlashOption

Interaction = nextcord.Interaction


def add_to(bot: nextcord.Client) -> None:
    for made in (echo, defer, followup, secret, files, errors):
        bot.slash_command(name=made.__name__, description=made.__name__)(made)
    bot.slash_command(name="shelf", description="shelf")(shelf).subcommand(name="add", description="add")(shelf_add)
    bot.slash_command(name="pick", description="pick")(pick).on_autocomplete("word")(complete)
    bot.user_command(name="Greet")(greet)
    bot.message_command(name="Quote")(quote)


def _name(thing: Any) -> str:
    return "-" if thing is None else str(thing.name)


async def echo(
    interaction: Interaction,
    text: str = SlashOption(description="text", min_length=1, max_length=100),
    number: Optional[int] = SlashOption(description="number", required=False, min_value=1, max_value=10),
    flag: Optional[bool] = SlashOption(description="flag", required=False),
    user: Optional[nextcord.User] = SlashOption(description="user", required=False),
    role: Optional[nextcord.Role] = SlashOption(description="role", required=False),
    channel: Optional[nextcord.abc.GuildChannel] = SlashOption(description="channel", required=False),
    file: Optional[nextcord.Attachment] = SlashOption(description="file", required=False),
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


async def complete(interaction: Interaction, typed: str) -> None:
    words = [word for word in ("alpha", "alpine", "beta") if word.startswith(typed)]
    await interaction.response.send_autocomplete(words)


async def defer(interaction: Interaction) -> None:
    await interaction.response.defer()
    await interaction.edit_original_message(content="done")
    await interaction.edit_original_message(content="done again", embed=nextcord.Embed(title="Edited"))


async def followup(interaction: Interaction) -> None:
    await interaction.response.send_message("one")
    two = await interaction.followup.send("two", wait=True)
    three = await interaction.followup.send("three", wait=True)
    await two.edit(content="two, edited")
    await three.delete()


async def secret(interaction: Interaction) -> None:
    await interaction.response.send_message("secret", ephemeral=True)
    await interaction.followup.send("also secret", ephemeral=True)


async def files(interaction: Interaction, file: nextcord.Attachment) -> None:
    copy = nextcord.File(BytesIO(await file.read()), "copy.bin")
    note = nextcord.File(BytesIO(b"note"), "note.txt", description="a note")
    await interaction.response.send_message("copies", files=[copy, note])
    sent = await interaction.original_message()
    kept = [one for one in sent.attachments if one.filename == "note.txt"]
    await interaction.edit_original_message(content="kept", attachments=kept)


async def errors(interaction: Interaction, place: str, user: nextcord.User) -> None:
    await interaction.response.defer()
    elsewhere = interaction.client.get_partial_messageable(int(place))
    tries = (
        lambda: interaction.channel.send(""),
        lambda: interaction.channel.send(embed=nextcord.Embed(title="x" * 257)),
        lambda: interaction.channel.fetch_message(1),
        lambda: elsewhere.send("hello"),
        lambda: user.send("hello"),
    )
    codes: list[str] = []
    for attempt in tries:
        try:
            await attempt()
        except nextcord.HTTPException as error:
            codes.append(str(error.code))
    await interaction.edit_original_message(content=" ".join(codes))


async def greet(interaction: Interaction, user: nextcord.User) -> None:
    await interaction.response.send_message(f"hello {user.name}")


async def quote(interaction: Interaction, message: nextcord.Message) -> None:
    await interaction.response.send_message(f"> {message.content}")
