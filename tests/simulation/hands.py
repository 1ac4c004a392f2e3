"""What cogs/delivery.py and cogs/orders.py are given in place of discord.py: hands on the simulated Discord."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import discord

from bot.gateway.rest_limits import RefusalMeter
from cogs.components.replies import reply_with_error
from cogs.delivery import DiscordTransport
from cogs.orders import place_order
from tests.simulation.discord import Said, saying

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.alerts import Alerts
    from bot.concurrency.answer_gate import AnswerGate
    from bot.context import Context
    from bot.delivery.attachments import ClipAttachment, FileAttachment
    from bot.delivery.courier import Courier
    from bot.jobs.lifecycle import JobLifecycle
    from bot.orders.order import Order
    from bot.status.job_status import JobStatus
    from bot.status.queries import Queries
    from tests.simulation.discord import Interaction, Message
    from tests.simulation.process import Process


class _Seen:
    """A message as discord.py gives it."""

    def __init__(self, message: Message, process: Process) -> None:
        self._message, self._process = message, process
        self.id = message.id
        self.channel = SimpleNamespace(id=message.place)
        self.flags = SimpleNamespace(ephemeral=message.is_private, loading=message.is_thinking)
        self.embeds = [SimpleNamespace(title=title) for title in message.titles]
        self.attachments = [SimpleNamespace(filename=name) for name in message.names]

    async def edit(self, **says: Any) -> None:
        chat = self._process.world.discord
        await chat.ask(self._process, lambda: chat.edit(chat.fetch(self._message.place, self.id), says), uploads=True)

    async def delete(self) -> None:
        chat = self._process.world.discord
        await chat.ask(self._process, lambda: chat.delete(self._message))


class TokenHand:
    """discord.Webhook, for an interaction's token."""

    def __init__(self, process: Process, token: str) -> None:
        self._process, self._chat = process, process.world.discord
        self._interaction = self._chat.interactions[token]

    async def fetch_message(self, message_id: int | str) -> Any:
        found = await self._chat.ask(self._process, lambda: self._chat.message_of(self._interaction, message_id))
        return _Seen(found, self._process)

    async def edit_message(self, message_id: int, **says: Any) -> None:
        def do() -> None:
            self._chat.edit(self._chat.message_of(self._interaction, message_id), says)

        await self._chat.ask(self._process, do, uploads=bool(says.get("attachments")))

    async def send(self, content: str, **_more: Any) -> None:
        del content
        await self._chat.ask(self._process, lambda: self._chat.follow_up(self._interaction))


class ChannelHand:
    """A channel that can be written to, or a person."""

    def __init__(self, process: Process, place: int, *, is_letter: bool = False) -> None:
        self._process, self._chat, self._place, self._is_letter = process, process.world.discord, place, is_letter

    def get_partial_message(self, message_id: int) -> Any:
        async def fetch() -> _Seen:
            return _Seen(
                await self._chat.ask(self._process, lambda: self._chat.fetch(self._place, message_id)), self._process
            )

        async def edit(**says: Any) -> None:
            def do() -> None:
                self._chat.edit(self._chat.fetch(self._place, message_id), says)

            await self._chat.ask(self._process, do, uploads=bool(says.get("attachments")))

        return SimpleNamespace(fetch=fetch, edit=edit)

    async def send(self, content: str | None = None, *, nonce: str, **says: Any) -> Any:
        del content
        replied = says.pop("reference", None)

        def do() -> Message:
            if replied is not None:
                return self._chat.reply(self._place, nonce, replied.message_id)
            return self._chat.send(self._place, nonce, says, is_letter=self._is_letter)

        return _Seen(await self._chat.ask(self._process, do, uploads=bool(says.get("files"))), self._process)


class BotStandIn:
    """What the cogs want of discord.py's client."""

    application_id = 1

    def __init__(
        self,
        process: Process,
        context: Context,
        lifecycle: JobLifecycle,
        queries: Queries,
        courier: Courier,
        alerts: Alerts,
        answer_gate: AnswerGate,
    ) -> None:
        self.process = process
        self.answer_gate = answer_gate
        self.refusals = RefusalMeter(lambda: context.now().timestamp())
        self.services = SimpleNamespace(
            context=context, lifecycle=lifecycle, queries=queries, courier=courier, alerts=alerts
        )

    def get_guild(self, _guild_id: int) -> None:
        """Nothing is in a cache here."""

    def get_user(self, _user_id: int) -> None:
        """Nothing is in a cache here."""

    async def fetch_user(self, user_id: int) -> ChannelHand:
        return ChannelHand(self.process, user_id, is_letter=True)

    def get_partial_messageable(self, channel_id: int, *, guild_id: int) -> ChannelHand:
        del guild_id
        return ChannelHand(self.process, channel_id)


def token_hand(_application_id: int, token: str, *, client: BotStandIn) -> TokenHand:
    """In place of discord.Webhook.partial."""
    return TokenHand(client.process, token)


class WatchedTransport(DiscordTransport):
    """The real transport; what it posts is noted down in the messages."""

    def __init__(self, bot: BotStandIn) -> None:
        super().__init__(bot)  # pyright: ignore[reportArgumentType] - it stands in for the bot

    async def show(self, status: JobStatus) -> None:
        token = saying.set(Said(status.job.id, status.stage))
        try:
            await super().show(status)
        finally:
            saying.reset(token)

    async def post(self, status: JobStatus, clips: Sequence[ClipAttachment], files: Sequence[FileAttachment]) -> bool:
        positions = frozenset(each.clip.position for each in clips)
        token = saying.set(Said(status.job.id, status.stage, positions, len(files)))
        try:
            return await super().post(status, clips, files)
        finally:
            saying.reset(token)


class _Response:
    """discord.py's way to the first answer."""

    def __init__(self, hand: InteractionHand) -> None:
        self._hand = hand
        self._is_done = False
        self.type: discord.InteractionResponseType | None = None

    def is_done(self) -> bool:
        return self._is_done

    async def send_message(self, content: str | None = None, *, ephemeral: bool = False, **says: Any) -> Any:
        del content
        message_id = await self._respond(private=ephemeral, **says)
        return SimpleNamespace(message_id=message_id)

    async def defer(self, *, thinking: bool, ephemeral: bool) -> None:
        await self._respond(thinking=thinking, private=ephemeral)
        self.type = discord.InteractionResponseType.deferred_channel_message

    async def _respond(self, **says: Any) -> int:
        hand = self._hand
        made = await hand.chat.ask(hand.process, lambda: hand.chat.respond(hand.interaction, **says))
        self._is_done = True
        return made


class InteractionHand:
    """discord.Interaction, as far as an order needs it."""

    def __init__(self, process: Process, interaction: Interaction, guild_id: int) -> None:
        self.process, self.interaction, self.chat = process, interaction, process.world.discord
        self.id, self.token, self.channel_id = interaction.number, interaction.token, interaction.channel_id
        self.guild_id, self.message = guild_id, None
        self.guild, self.channel = None, None  # nothing is known of either but what the event says
        self.app_permissions = discord.Permissions.all_channel()
        self.response = _Response(self)
        self.followup = SimpleNamespace(send=self._follow_up)

    async def edit_original_response(self, **says: Any) -> _Seen:
        def do() -> Message:
            return self.chat.edit(self.chat.original(self.interaction), says)

        return _Seen(await self.chat.ask(self.process, do), self.process)

    async def original_response(self) -> _Seen:
        return _Seen(await self.chat.ask(self.process, lambda: self.chat.original(self.interaction)), self.process)

    async def _follow_up(self, _content: str, **_more: Any) -> None:
        await self.chat.ask(self.process, lambda: self.chat.check_token(self.interaction))


async def answer_order(process: Process, interaction: Interaction, order: Order) -> None:
    """What the bot does when somebody orders a song, from the event to the card."""
    hand: Any = InteractionHand(process, interaction, order.guild_id)
    bot: Any = process.bot
    try:
        await place_order(bot, hand, order)
    except Exception as error:  # noqa: BLE001 - as the bot's own router does
        await reply_with_error(hand, error)
