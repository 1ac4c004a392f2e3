"""hikari's server for interactions over HTTP, as its users would use it, unmodified."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import hikari
import httpx
import pytest

from sandbox.discord.entities import MessageFlag
from sandbox.wire.server import HOST
from tests.sandbox.discord.api import Api
from tests.sandbox.strangers.stage import WAIT, new_stage

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable
    from typing import TypeAlias

    from hikari.api import (
        InteractionAutocompleteBuilder,
        InteractionDeferredBuilder,
        InteractionMessageBuilder,
    )

    from sandbox.discord.invocations import Answer, Invocation
    from sandbox.discord.server import DiscordServer
    from tests.sandbox.strangers.stage import Stage

    Response: TypeAlias = InteractionMessageBuilder | InteractionDeferredBuilder | None


def commands(
    deferred: asyncio.Event,
) -> Callable[[hikari.CommandInteraction], AsyncGenerator[Response, None]]:
    """What answers commands; `deferred` is set once people see that an answer was deferred."""

    async def answer(
        of: hikari.CommandInteraction,
    ) -> AsyncGenerator[Response, None]:
        if of.command_name == "later":
            yield of.build_deferred_response()
            await deferred.wait()  # an edit that overtakes the response is one of nothing yet
            await of.edit_initial_response("later")
            await of.execute("and more")
        elif of.command_name == "file":
            yield of.build_response().set_content("a file").add_attachment(hikari.Bytes("la la", "song.txt"))
        elif of.command_name == "rest":
            await of.create_initial_response(hikari.ResponseType.MESSAGE_CREATE, "over REST")
            yield None
        elif of.command_name == "buttons":
            row = hikari.impl.MessageActionRowBuilder()
            row.add_interactive_button(hikari.ButtonStyle.PRIMARY, "update", label="Update")
            row.add_interactive_button(hikari.ButtonStyle.PRIMARY, "ask", label="Ask")
            yield of.build_response().set_content("press").add_component(row)
        else:
            yield of.build_response().set_content("hello").set_flags(hikari.MessageFlag.EPHEMERAL)

    return answer


async def components(of: hikari.ComponentInteraction) -> InteractionMessageBuilder | None:
    if of.custom_id == "update":
        return of.build_response(hikari.ResponseType.MESSAGE_UPDATE).set_content("updated")
    row = hikari.impl.ModalActionRowBuilder()
    row.add_text_input("why", "Why")
    # Not by `build_modal_response`, which in hikari 2.7 writes pairs where components belong: nobody could read that.
    await of.create_modal_response("Why?", "form", component=row)
    return None


async def forms(of: hikari.ModalInteraction) -> InteractionMessageBuilder:
    field = of.components[0][0]
    assert isinstance(field, hikari.TextInputComponent)
    return of.build_response().set_content(f"because: {field.value}")


async def completion(of: hikari.AutocompleteInteraction) -> InteractionAutocompleteBuilder:
    return of.build_response([hikari.impl.AutocompleteChoiceBuilder("Bossa nova", "bossa")])


@asynccontextmanager
async def running(discord: DiscordServer, deferred: asyncio.Event) -> AsyncIterator[str]:
    """hikari's bot, and the address that it listens on."""
    bot = hikari.RESTBot(
        discord.world.token, "Bot", banner=None, logs=None, rest_url=discord.api_url, suppress_optimization_warning=True
    )
    bot.set_listener(hikari.CommandInteraction, commands(deferred))
    bot.set_listener(hikari.ComponentInteraction, components)
    bot.set_listener(hikari.ModalInteraction, forms)
    bot.set_listener(hikari.AutocompleteInteraction, completion)
    with socket.create_server((HOST, 0)) as listening:
        await bot.start(socket=listening, check_for_updates=False, shutdown_timeout=0.1)
        try:
            yield f"http://{HOST}:{listening.getsockname()[1]}/"
        finally:
            await bot.close()


async def seen(invocation: Invocation) -> Answer:
    return await asyncio.wait_for(invocation.answered(), WAIT)


# hikari says to aiohttp's site what is to be said to its runner, whatever one says to hikari
@pytest.mark.filterwarnings("ignore:shutdown_timeout should be set on BaseRunner:DeprecationWarning")
async def test_hikaris_server() -> None:
    stage, deferred = new_stage(WAIT), asyncio.Event()
    async with (
        stage.discord as discord,
        httpx.AsyncClient(base_url=discord.url) as client,
        running(discord, deferred) as url,
    ):
        api = Api(stage.world, client)
        style = {"type": 3, "name": "style", "description": "Which", "autocomplete": True}
        names = ("hello", "later", "file", "rest", "buttons")
        told = [{"name": name, "description": name, "options": [style]} for name in names]
        registered = await api("PUT", f"/applications/{stage.world.application_id}/commands", told)
        assert registered.status == 200, registered.body
        set_up = await api("PATCH", "/applications/@me", {"interactions_endpoint_url": url})
        assert set_up.status == 200, set_up.body
        await converse(stage, deferred)


async def converse(stage: Stage, deferred: asyncio.Event) -> None:
    mia, songs = stage.mia, stage.songs.id
    hello = (await seen(mia.type_command(songs, "hello"))).message
    assert hello is not None
    assert (hello.content, hello.flags & MessageFlag.EPHEMERAL) == ("hello", MessageFlag.EPHEMERAL)
    later = mia.type_command(songs, "later")
    assert (await seen(later)).deferred
    deferred.set()
    await asyncio.wait_for(later.until(lambda _: bool(later.followups)), WAIT)
    assert later.message is not None
    assert (later.message.content, later.followups[0].content) == ("later", "and more")
    file = (await seen(mia.type_command(songs, "file"))).message
    assert file is not None
    assert [(one.filename, one.data) for one in file.attachments] == [("song.txt", b"la la")]
    over_rest = (await seen(mia.type_command(songs, "rest"))).message
    assert over_rest is not None
    assert over_rest.content == "over REST"
    buttons = (await seen(mia.type_command(songs, "buttons"))).message
    assert buttons is not None
    await seen(mia.press(buttons, "Update"))
    assert buttons.content == "updated"
    form = mia.press(buttons, "Ask")
    assert (await seen(form)).modal is not None
    said = (await seen(mia.submit(form, {"Why": "it swings"}))).message
    assert said is not None
    assert said.content == "because: it swings"
    offered = await asyncio.wait_for(mia.autocomplete(songs, "hello", {"style": "bo"}, "style"), WAIT)
    assert [one["value"] for one in offered] == ["bossa"]
