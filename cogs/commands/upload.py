"""`/upload` and `/voice`: a recording of one's own, looked at before it costs anything."""

from __future__ import annotations

from dataclasses import dataclass, replace

import discord
from discord import app_commands

from bot.errors import PersonError, Problem
from bot.gateway.client import Encore
from bot.musicapi.operations import Operation
from bot.musicapi.text import utf16_length
from bot.orders.candidates import Candidate
from bot.orders.order import Order
from bot.orders.recordings import LARGEST, too_large
from bot.orders.user_text import TITLE_LIMIT
from cogs.cog import Cog
from cogs.commands.model import find_model
from cogs.components.custom_id import UploadForm, VoiceForm
from cogs.components.replies import Interaction
from cogs.forms.form import SentFile, sent_fields, sent_files
from cogs.forms.upload_form import THEN, VOICE, chosen_operation, upload_form, voice_form
from cogs.orders import look_at_limits, order_from, place_order
from cogs.permissions import guild_of, user_of
from cogs.posting_rights import check_can_post
from cogs.text import discord_limits
from cogs.text.catalog import command_text, say
from cogs.text.consent import RECORDING_TERMS, VOICE_TERMS, Terms
from cogs.text.escape import shorten
from cogs.text.operation_words import words_for
from cogs.text.sentences import row_of
from cogs.thinking import show_thinking
from data.brief import Brief, Details


@dataclass(frozen=True, slots=True)
class Source:
    """A recording that somebody brings: a file or an address, and which version of which terms was agreed to."""

    file: discord.Attachment | SentFile | None
    address: str | None
    terms: Terms
    version: int

    @property
    def is_missing(self) -> bool:
        """Whether there is none, so that a form asks for it."""
        return self.file is None and self.address is None

    @property
    def title(self) -> str:
        """A title for what was given none: the file's name without its ending, as far as that is readable."""
        return _title_of(self.file)


class Upload(Cog):
    """Recordings that people bring."""

    @app_commands.command(name="upload", description=command_text("command-upload"))
    @app_commands.guild_only()
    @app_commands.describe(
        file=command_text("command-upload.file"),
        rights=command_text("consent-recording-1"),
        address=command_text("command-upload.address"),
        title=command_text("command-upload.title"),
        then=command_text("command-upload.then"),
        style=command_text("command-upload.style"),
        lyrics=command_text("command-upload.lyrics"),
        model=command_text("command-upload.model"),
    )
    @app_commands.choices(
        then=[
            app_commands.Choice(name=command_text("upload-keep"), value="keep"),
            app_commands.Choice(name=command_text("upload-extend"), value="extend"),
            app_commands.Choice(name=command_text("upload-cover"), value="cover"),
        ]
    )
    async def upload(
        self,
        interaction: Interaction,
        file: discord.Attachment | None = None,
        rights: bool = False,
        address: app_commands.Range[str, 1, 2000] | None = None,
        title: app_commands.Range[str, 1, 80] | None = None,
        then: str = "keep",
        style: app_commands.Range[str, 1, 1000] | None = None,
        lyrics: app_commands.Range[str, 1, 5000] | None = None,
        model: app_commands.Range[str, 1, 100] | None = None,
    ) -> None:
        """Order a clip of a recording, or at once what is made of it; without a recording, open the form for it."""
        operation, wanted = THEN[then], find_model(self._bot, model)
        _check_lyrics(operation, lyrics or "")
        source = Source(file, address, RECORDING_TERMS, RECORDING_TERMS.newest if rights else 0)
        if source.is_missing:
            words, others = (title, (style, lyrics)) if operation.spec.is_upload else (style, (title, lyrics))
            if any(others):  # the form has no place for them, and what was typed must not be lost
                raise PersonError(Problem.FILE_OR_ADDRESS)
            guild_id, queries = guild_of(interaction), self._bot.services.queries
            check_can_post(interaction)
            offers = await queries.recording_offers(guild_id, THEN.values(), wanted)
            await look_at_limits(self._bot, interaction)
            await interaction.response.send_modal(upload_form(offers, wanted, then=then, words=words or ""))
            return
        brief = Brief(title=title or "", style=style or "", lyrics=lyrics or "")
        await place_upload(self._bot, interaction, operation, source, brief, model=wanted)

    @app_commands.command(name="voice", description=command_text("command-voice"))
    @app_commands.guild_only()
    @app_commands.describe(
        file=command_text("command-voice.file"),
        rights=command_text("consent-voice-1"),
        name=command_text("command-voice.name"),
        address=command_text("command-upload.address"),
    )
    async def voice(
        self,
        interaction: Interaction,
        file: discord.Attachment | None = None,
        rights: bool = False,
        name: app_commands.Range[str, 1, 79] | None = None,
        address: app_commands.Range[str, 1, 2000] | None = None,
    ) -> None:
        """Order a voice; without a recording, open the form for it."""
        source = Source(file, address, VOICE_TERMS, VOICE_TERMS.newest if rights else 0)
        if source.is_missing:
            offers = await self._bot.services.queries.recording_offers(guild_of(interaction), [VOICE])
            await look_at_limits(self._bot, interaction, VOICE)
            await interaction.response.send_modal(voice_form(offers, name=name or ""))
            return
        await place_voice(self._bot, interaction, source, name or "")

    @upload.autocomplete("model")
    async def families(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Who can do now what is to be done with the recording, for how much, and what each can do with it then."""
        then = THEN.get(str(getattr(interaction.namespace, "then", "") or "keep"), THEN["keep"])
        offered = await self._bot.services.queries.recording_families(then)
        named = [(_offer_line(then, candidate, after), candidate.family.name) for candidate, after in offered]
        fitting = [(name, value) for name, value in named if typed.strip().casefold() in name.casefold()]
        return [app_commands.Choice(name=name, value=value) for name, value in fitting[: discord_limits.CHOICES]]


async def submit_upload(bot: Encore, interaction: Interaction, form: UploadForm) -> None:
    """Order what a form says of a recording, at the price that it showed."""
    fields = sent_fields(interaction)
    operation, price = chosen_operation(form.prices, fields)
    source, words = _sent_source(interaction, RECORDING_TERMS), fields.get("words", "").strip()
    kept = operation.spec.is_upload
    brief = Brief(title=words if kept else "", style="" if kept else words)
    await place_upload(bot, interaction, operation, source, brief, model=form.model, agreed_price=price)


async def place_upload(
    bot: Encore,
    interaction: Interaction,
    operation: Operation,
    source: Source,
    brief: Brief,
    *,
    model: str,
    agreed_price: int | None = None,
) -> None:
    """Order what is done with a recording, after a look at it; without an `agreed_price`, at what it costs.

    Of the `brief` only the texts count; without a title it is called like its file.
    """
    _check_lyrics(operation, brief.lyrics)
    brief = replace(brief, title=brief.title or source.title)
    order = order_from(interaction, brief, operation=operation, model=model)
    order = await _inspect(bot, interaction, order, source)
    await place_order(bot, interaction, order, agreed_price=agreed_price, repeatable=agreed_price is None)


async def place_voice(
    bot: Encore, interaction: Interaction, source: Source, name: str, *, agreed_price: int | None = None
) -> None:
    """Order a voice, after a look at its recording; without an `agreed_price`, at what it costs."""
    order = order_from(interaction, Brief(title=name or source.title), operation=VOICE)
    order = await _inspect(bot, interaction, order, source)
    await place_order(bot, interaction, order, agreed_price=agreed_price, repeatable=agreed_price is None)


async def submit_voice(bot: Encore, interaction: Interaction, form: VoiceForm) -> None:
    """Order the voice of a form, at the price that it showed."""
    source, name = _sent_source(interaction, VOICE_TERMS), sent_fields(interaction).get("name", "").strip()
    await place_voice(bot, interaction, source, name, agreed_price=form.price)


def _check_lyrics(operation: Operation, lyrics: str) -> None:
    if lyrics and operation.spec.is_upload:
        raise PersonError(Problem.LYRICS_NEED_MORE)


def _sent_source(interaction: Interaction, terms: Terms) -> Source:
    agreed = sent_fields(interaction).get("rights", "")
    return Source(sent_files(interaction).get("file"), None, terms, terms.version_of(agreed))


async def _inspect(bot: Encore, interaction: Interaction, order: Order, source: Source) -> Order:
    """The order with its recording, after “thinking…” was shown; raises PersonError before or after that."""
    if not source.version:
        raise PersonError(Problem.RIGHTS_NEEDED)
    if (source.file is None) == (source.address is None):
        raise PersonError(Problem.FILE_OR_ADDRESS)
    if source.file is not None and source.file.size > LARGEST:
        raise too_large()
    # Nobody waits for a look at what no family takes.
    makers = await bot.services.queries.candidates_for(order.operation, order.model)
    await look_at_limits(bot, interaction, order.operation, price=makers[0].offer.price)
    # To fetch a recording takes longer than the three seconds that Discord gives.
    await show_thinking(bot, interaction)
    where = source.file.url if source.file is not None else source.address or ""
    found = await bot.services.recordings.inspect(where, asker=user_of(interaction))
    details = Details(
        url=found.url,
        length=found.seconds,
        agreed_to=source.terms.words(source.version),
        agreed_version=source.version,
    )
    goes_on = found.seconds if order.operation.spec.extends else None
    return replace(order, brief=replace(order.brief, details=details, continue_at=goes_on))


def _offer_line(then: Operation, candidate: Candidate, after: tuple[Operation, ...]) -> str:
    """A family, its price and, where the recording is kept, as much as there is room for of what it does with it."""
    family, price = candidate.family.label, candidate.offer.price
    names = [words_for(operation).name for operation in after] if then.spec.is_upload else []
    if not names:
        return say("upload-offer-alone", family=family, count=price)
    for shown in range(len(names), 0, -1):
        listed, more = row_of(names[:shown]), len(names) - shown
        if more:
            line = say("upload-offer-more", family=family, count=price, operations=listed, more=more)
        else:
            line = say("upload-offer", family=family, count=price, operations=listed)
        if utf16_length(line) <= discord_limits.CHOICE:
            return line
    return say("upload-offer-alone", family=family, count=price)


def _title_of(file: discord.Attachment | SentFile | None) -> str:
    """A title for a recording that was given none: its file's name without the ending, as far as that is readable."""
    name = file.filename.rpartition(".")[0] or file.filename if file is not None else ""
    return shorten(name.replace("_", " "), TITLE_LIMIT)
