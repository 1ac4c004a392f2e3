"""Commands and answers."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice, Range

Interaction = discord.Interaction


def add_to(tree: app_commands.CommandTree) -> None:
    tree.add_command(Shelf(name="shelf", description="shelf"))
    for made in (echo, pick, defer, followup, secret, files, errors, greet, quote):
        tree.add_command(made)


def _name(thing: Any) -> str:
    return "-" if thing is None else str(thing.name)


@app_commands.command(description="echo")
async def echo(
    interaction: Interaction,
    text: Range[str, 1, 100],
    number: Range[int, 1, 10] | None = None,
    flag: bool | None = None,
    user: discord.User | None = None,
    role: discord.Role | None = None,
    channel: discord.TextChannel | None = None,
    file: discord.Attachment | None = None,
) -> None:
    said = {None: "-", True: "yes", False: "no"}[flag]
    sent = f"{file.filename} {file.size}" if file else "-"
    words = [text, str(number or "-"), said, _name(user), _name(role), _name(channel), sent]
    await interaction.response.send_message(f"echo: {', '.join(words)}")


class Shelf(app_commands.Group):
    @app_commands.command(description="add")
    async def add(self, interaction: Interaction, name: str) -> None:
        await interaction.response.send_message(f"shelf add {name}")


@app_commands.command(description="pick")
async def pick(interaction: Interaction, word: str) -> None:
    await interaction.response.send_message(f"picked {word}")


@pick.autocomplete("word")
async def _words(_: Interaction, typed: str) -> list[Choice[str]]:
    return [Choice(name=word, value=word) for word in ("alpha", "alpine", "beta") if word.startswith(typed)]


@app_commands.command(description="defer")
async def defer(interaction: Interaction) -> None:
    await interaction.response.defer()
    await interaction.edit_original_response(content="done")
    await interaction.edit_original_response(content="done again", embed=discord.Embed(title="Edited"))


@app_commands.command(description="followup")
async def followup(interaction: Interaction) -> None:
    await interaction.response.send_message("one")
    two = await interaction.followup.send("two", wait=True)
    three = await interaction.followup.send("three", wait=True)
    await two.edit(content="two, edited")
    await three.delete()


@app_commands.command(description="secret")
async def secret(interaction: Interaction) -> None:
    await interaction.response.send_message("secret", ephemeral=True)
    await interaction.followup.send("also secret", ephemeral=True)


@app_commands.command(description="files")
async def files(interaction: Interaction, file: discord.Attachment) -> None:
    copy = discord.File(BytesIO(await file.read()), "copy.bin")
    note = discord.File(BytesIO(b"note"), "note.txt", description="a note")
    await interaction.response.send_message("copies", files=[copy, note])
    sent = await interaction.original_response()
    kept = [one for one in sent.attachments if one.filename == "note.txt"]
    await interaction.edit_original_response(content="kept", attachments=kept)


@app_commands.command(description="errors")
async def errors(interaction: Interaction, place: str, user: discord.User) -> None:
    await interaction.response.defer()
    channel = interaction.channel
    assert isinstance(channel, discord.TextChannel)
    elsewhere = interaction.client.get_partial_messageable(int(place))
    tries = (
        lambda: channel.send(""),
        lambda: channel.send(embed=discord.Embed(title="x" * 257)),
        lambda: channel.fetch_message(1),
        lambda: elsewhere.send("hello"),
        lambda: user.send("hello"),
    )
    codes: list[str] = []
    for attempt in tries:
        try:
            await attempt()
        except discord.HTTPException as error:
            codes.append(str(error.code))
    await interaction.edit_original_response(content=" ".join(codes))


@app_commands.context_menu(name="Greet")
async def greet(interaction: Interaction, user: discord.User) -> None:
    await interaction.response.send_message(f"hello {user.name}")


@app_commands.context_menu(name="Quote")
async def quote(interaction: Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"> {message.content}")
