"""The sandbox speaks the protocols, not our bot's dialect: other people's clients work with it unmodified."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import hikari
import httpx
import pytest
from musicapi import MusicAPI, MusicAPIError, PollOptions, RiffusionCreateParams, SonicCreateParams
from musicapi import _types as sdk

from sandbox.musicapi.serve import vendor_server
from sandbox.musicapi.vendor import Vendor
from sandbox.wire.clock import RunningClock
from sandbox.world import Sandbox
from tests import openapi

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from sandbox.wire.server import LoopbackServer

T = TypeVar("T")
TIMEOUT = 30.0
QUICKLY = PollOptions(poll_interval_ms=20, timeout_ms=20_000)


@asynccontextmanager
async def _hikari(sandbox: Sandbox) -> AsyncGenerator[hikari.GatewayBot]:
    bot = hikari.GatewayBot(
        sandbox.world.token, banner=None, logs=None, intents=hikari.Intents.GUILDS, rest_url=sandbox.discord.api_url
    )
    await bot.start(check_for_updates=False)
    try:
        yield bot
    finally:
        await bot.close()


async def test_a_bot_on_another_discord_library_answers_edits_and_uploads() -> None:
    async with Sandbox() as sandbox, _hikari(sandbox) as bot:
        presses: asyncio.Queue[str] = asyncio.Queue()

        @bot.listen()
        async def on_interaction(event: hikari.InteractionCreateEvent) -> None:
            interaction = event.interaction
            if isinstance(interaction, hikari.CommandInteraction):
                await interaction.create_initial_response(hikari.ResponseType.DEFERRED_MESSAGE_CREATE)
                row = bot.rest.build_message_action_row()
                row.add_interactive_button(hikari.ButtonStyle.PRIMARY, "again", label="Again")
                await interaction.edit_initial_response(
                    "**Ready**",
                    embed=hikari.Embed(title="A tune", colour=0x2D9C5A).add_field("Key", "C minor"),
                    attachment=hikari.Bytes(b"RIFF....WAVE", "tune.wav"),
                    component=row,
                )
            elif isinstance(interaction, hikari.ComponentInteraction):
                await interaction.create_initial_response(
                    hikari.ResponseType.MESSAGE_CREATE, "Once more", flags=hikari.MessageFlag.EPHEMERAL
                )
                presses.put_nowait(interaction.custom_id)

        application = await bot.rest.fetch_application()
        command = bot.rest.slash_command_builder("tune", "Play a tune").add_option(
            hikari.CommandOption(
                type=hikari.OptionType.STRING, name="mood", description="How it feels", is_required=True
            )
        )
        await bot.rest.set_application_commands(application.id, [command])
        async with asyncio.timeout(TIMEOUT):
            await sandbox.discord.ready()
            mia = sandbox.person("mia")
            asked = mia.type_command(sandbox.songs.id, "tune", {"mood": "calm"})
            message = await asked.until(lambda message: message.content == "**Ready**")
            assert message.embeds[0]["fields"][0]["value"] == "C minor"
            assert [(a.filename, a.data) for a in message.attachments] == [("tune.wav", b"RIFF....WAVE")]
            answer = await mia.press(message, "Again").answered()
            assert answer.message is not None
            assert answer.message.private_to == mia.user.id
            assert await presses.get() == "again"
    openapi.check_traffic(sandbox.discord.traffic)


async def test_another_library_answers_one_command_after_the_other() -> None:
    """hikari takes the route of these answers for one without a bucket, and waits where headers tell it of one."""
    async with Sandbox() as sandbox, _hikari(sandbox) as bot:

        @bot.listen()
        async def on_interaction(event: hikari.InteractionCreateEvent) -> None:
            assert isinstance(event.interaction, hikari.CommandInteraction)
            await event.interaction.create_initial_response(hikari.ResponseType.MESSAGE_CREATE, "Here")

        application = await bot.rest.fetch_application()
        command = bot.rest.slash_command_builder("tune", "Play a tune")
        await bot.rest.set_application_commands(application.id, [command])
        async with asyncio.timeout(TIMEOUT):
            await sandbox.discord.ready()
            asked = [sandbox.person("mia").type_command(sandbox.songs.id, "tune") for _ in range(10)]
            answers = await asyncio.gather(*[invocation.answered() for invocation in asked])
            assert not any(answer.failed for answer in answers)


async def test_another_library_comes_back_after_a_dropped_connection() -> None:
    async with Sandbox() as sandbox, _hikari(sandbox):
        async with asyncio.timeout(TIMEOUT):
            resumed = len(sandbox.discord.gateway.sessions)
            sandbox.discord.gateway.drop_all()
            await sandbox.discord.gone()
            await sandbox.discord.gateway.until(lambda: bool(sandbox.discord.gateway.connections))
            assert len(sandbox.discord.gateway.sessions) == resumed  # the same session went on


@asynccontextmanager
async def _vendor() -> AsyncGenerator[tuple[Vendor, LoopbackServer]]:
    vendor = Vendor(RunningClock(200.0), mood="documented", clip_seconds=2.0)
    async with vendor_server(vendor) as server:
        yield vendor, server


async def _by_sdk(vendor: Vendor, server: LoopbackServer, use: Callable[[MusicAPI], T]) -> T:
    def run() -> T:
        with (
            httpx.Client(trust_env=False) as http,
            MusicAPI(vendor.key, base_url=f"{server.url}/api/v1", http_client=http) as client,
        ):
            return use(client)

    return await asyncio.wait_for(asyncio.to_thread(run), TIMEOUT)


def _finished(ask: Callable[[], Any]) -> Any:
    """Ask until the task is done, as the SDK takes it."""
    for _ in range(1_000):
        if (result := ask()).code == 200:
            return result
        time.sleep(0.02)
    raise AssertionError("the task did not end")


async def test_the_vendors_own_sdk_makes_songs() -> None:
    async with _vendor() as (vendor, server):

        def riffusion(client: MusicAPI) -> Any:
            asked = RiffusionCreateParams(mv="FUZZ-1.1 Pro", custom_mode=False, prompt="r&b pop")
            task = client.riffusion.create(asked)
            return _finished(lambda: client.riffusion.get_task(task.task_id))

        def sonic(client: MusicAPI) -> Any:
            words = "[Verse]\nLa la la"
            asked = SonicCreateParams(mv="sonic-v5", custom_mode=True, prompt=words, tags="pop", title="Demo")
            task = client.sonic.create(asked)
            return _finished(lambda: client.sonic.get_task(task.task_id))

        assert (await _by_sdk(vendor, server, riffusion)).data[0].mv == "FUZZ-1.1 Pro"
        assert (await _by_sdk(vendor, server, sonic)).data[0].clip_id
        credits = await _by_sdk(vendor, server, lambda client: client.credits.get())
        assert credits.credits + credits.extra_credits == 100_000 - 12 - 15
        assert len(vendor.accepted) == 2


async def test_the_vendors_own_sdk_uses_what_answers_at_once() -> None:
    async with _vendor() as (vendor, server):

        def use(client: MusicAPI) -> None:
            sonic = client.sonic
            asked = SonicCreateParams(mv="sonic-v5", custom_mode=True, prompt="[Verse]\nLa la la", tags="pop")
            task = sonic.create(asked)
            clip_id = _finished(lambda: sonic.get_task(task.task_id)).data[0].clip_id
            assert sonic.bpm(sdk.BpmParams(clip_id)).data["avg_bpm"] > 40
            voice = sonic.vox(sdk.VoxParams(clip_id, vocal_start_s=0.0, vocal_end_s=1.0)).data["vox_audio_id"]
            assert sonic.create_persona(sdk.CreatePersonaParams("Ada", clip_id, vox_audio_id=voice)).persona_id
            assert sonic.wav(sdk.WavParams(clip_id)).data["wav_url"].endswith(".wav")
            assert sonic.midi(sdk.MidiParams(clip_id)).data["midi_url"].endswith(".mid")
            words = sonic.aligned_lyrics(sdk.AlignedLyricsParams(clip_id)).data["alignment"]
            assert [word["word"].split()[-1] for word in words] == ["La", "la", "la"]
            assert "rain" in sonic.upsample_tags(sdk.UpsampleTagsParams("rain")).data["upsampled_tags"]
            assert len(sonic.lyrics(sdk.SonicLyricsParams("rain in May")).results) == 2
            with pytest.raises(MusicAPIError, match="not found"):
                sonic.wav(sdk.WavParams("nobody"))

        await _by_sdk(vendor, server, use)
        assert vendor.account.charged == 15 + 7 * 1 + 2


async def test_the_vendors_own_sdk_understands_refusals_and_failures() -> None:
    async with _vendor() as (vendor, server):

        def create(client: MusicAPI) -> Any:
            return client.riffusion.create(RiffusionCreateParams(mv="FUZZ-1.1", custom_mode=False, prompt="x" * 201))

        def generate(client: MusicAPI) -> Any:
            asked = RiffusionCreateParams(mv="FUZZ-1.1", custom_mode=False, prompt="pop")
            return client.riffusion.generate_and_wait(asked, QUICKLY)

        with pytest.raises(MusicAPIError, match="200"):
            await _by_sdk(vendor, server, create)
        vendor.orders.fail_next("upstream error", after=0.0)
        with pytest.raises(MusicAPIError, match="upstream error"):
            await _by_sdk(vendor, server, generate)
