"""A bot of the usual kind: one coroutine a song that asks every interval, no database; what it forgets is lost."""

from __future__ import annotations

import asyncio
import io
import os
from typing import Any

import discord
import httpx
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

BUTTONS = ("Extend", "Cover")


class PlainBot(discord.AutoShardedClient):
    """Answers `/song`, then waits for it in the coroutine that answered."""

    def __init__(self) -> None:
        intents = discord.Intents.none()
        intents.guilds = True
        super().__init__(intents=intents, max_messages=None)
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(app_commands.Command(name="song", description="Make a song", callback=self.song))
        key = os.environ["MUSICAPI_KEY"]
        self.musicapi = httpx.AsyncClient(
            base_url=os.environ["MUSICAPI_URL"], headers={"Authorization": f"Bearer {key}"}, timeout=30
        )
        self.files = httpx.AsyncClient(timeout=30)
        self.interval = float(os.environ["POLL_INTERVAL"])

    async def setup_hook(self) -> None:
        """Connect to the gateway that the API names, and register the command."""
        self.shard_count, address, _ = await self.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(address)
        await self.tree.sync()

    async def song(self, interaction: discord.Interaction[Any], prompt: str) -> None:
        """Make a song."""
        await interaction.response.send_message(embed=discord.Embed(title="Composing your song", description=prompt))
        body = {"task_type": "create_music", "mv": "FUZZ-1.1 Pro", "custom_mode": False, "prompt": prompt}
        task_id = (await self.musicapi.post("/api/v1/riffusion/create", json=body)).json()["task_id"]
        clips: list[dict[str, Any]] = []
        while len(clips) < 2:
            await asyncio.sleep(self.interval)
            clips = (await self.musicapi.get(f"/api/v1/riffusion/task/{task_id}")).json()["data"]
        audio = [(await self.files.get(clip["audio_url"])).content for clip in clips]
        pictures = [(await self.files.get(clip["image_url"])).content for clip in clips]
        view = discord.ui.View(timeout=None)
        embeds: list[discord.Embed] = []
        attachments: list[discord.File] = []
        for number, (clip, song, picture) in enumerate(zip(clips, audio, pictures, strict=True), 1):
            attachments.append(discord.File(io.BytesIO(song), f"song-{number}.m4a"))
            attachments.append(discord.File(io.BytesIO(picture), f"cover-{number}.jpeg"))
            embeds.append(discord.Embed(title=clip["title"]).set_thumbnail(url=f"attachment://cover-{number}.jpeg"))
            for label in BUTTONS:
                view.add_item(discord.ui.Button(label=f"{label} {number}", custom_id=f"{label}:{clip['clip_id']}"))
        await interaction.edit_original_response(embeds=embeds, attachments=attachments, view=view)


def main() -> None:
    """Run until told to stop."""
    Route.BASE = os.environ["DISCORD_API_URL"]
    PlainBot().run(os.environ["DISCORD_TOKEN"], log_handler=None)


if __name__ == "__main__":
    main()
