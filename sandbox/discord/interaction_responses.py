"""What becomes of an app's answer to an interaction: the message, form or choices that the person sees.

Source: documentation, Receiving and Responding ("Interaction Callback Type", "Followup Messages").
"""

from __future__ import annotations

from typing import Any

from sandbox.discord import errors, installations, limits, messages, posts
from sandbox.discord.changes import Change
from sandbox.discord.command_shapes import CHAT_INPUT, MESSAGE, Localizations
from sandbox.discord.component_references import check_references
from sandbox.discord.drafts import Draft, as_object, read_draft
from sandbox.discord.entities import Callback, Interaction, InteractionType, Message, MessageFlag, Payload
from sandbox.discord.errors import Problems
from sandbox.discord.mentions import IN_INTERACTIONS
from sandbox.discord.message_payloads import COMMAND_ANSWER, MENU_ANSWER, REPLY
from sandbox.discord.message_writer import check_sizes, write
from sandbox.discord.modals import read_modal
from sandbox.discord.multipart import Form
from sandbox.discord.permissions import Permission
from sandbox.discord.shapes import Field, ListOf, Number, OneOf, Record, Shape, Text, Whole
from sandbox.discord.threads import check_awake
from sandbox.discord.world import DiscordWorld

SENDABLE = (
    MessageFlag.SUPPRESS_EMBEDS
    | MessageFlag.EPHEMERAL
    | MessageFlag.SUPPRESS_NOTIFICATIONS
    | MessageFlag.COMPONENTS_V2
    | MessageFlag.VOICE_MESSAGE
)
_STRING, _INTEGER = 3, 4
_CHOICE_VALUES: dict[int, Shape] = {_STRING: Text(limits.CHOICE_TEXT), _INTEGER: Whole(-(2**53) + 1, 2**53 - 1)}


def allowed_callbacks(interaction: Interaction) -> tuple[Callback, ...]:
    """How an interaction of this kind may be answered."""
    if interaction.kind is InteractionType.AUTOCOMPLETE:
        return (Callback.AUTOCOMPLETE,)
    allowed = (Callback.MESSAGE, Callback.DEFERRED_MESSAGE)
    if interaction.message is not None or interaction.kind is InteractionType.MODAL_SUBMIT:
        # Of a form that a command opened, too: a deferral is taken there, and an update finds no message.
        allowed += (Callback.DEFERRED_UPDATE, Callback.UPDATE_MESSAGE)
    if interaction.kind is not InteractionType.MODAL_SUBMIT:
        allowed += (Callback.MODAL,)
    return allowed


def respond(world: DiscordWorld, interaction: Interaction, form: Form) -> None:
    """Let an answer take effect, however it came; raises, and leaves the interaction unanswered, where it is none."""
    _apply(world, interaction, _read_callback(interaction, form.payload), form)


def _read_callback(interaction: Interaction, payload: Any) -> Callback:
    problems = Problems()
    kinds = OneOf(tuple(int(each) for each in allowed_callbacks(interaction)))
    if not isinstance(payload, dict):
        problems.add((), "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
    kind = kinds.read(as_object(payload).get("type"), ("type",), problems)
    problems.refuse()
    return Callback(kind)


def _apply(world: DiscordWorld, interaction: Interaction, kind: Callback, form: Form) -> None:
    if kind is Callback.MESSAGE:
        draft = read_draft(form, path=("data",))
        send(world, interaction, draft, first=True)
    elif kind is Callback.DEFERRED_MESSAGE:
        draft = read_draft(form, path=("data",))
        message = _new_message(world, interaction, draft)
        message.flags |= MessageFlag.LOADING
        interaction.original = message
        messages.post(world, message)
    elif kind is Callback.UPDATE_MESSAGE:
        interaction.original = _update(world, interaction, form)
    elif kind is Callback.DEFERRED_UPDATE:
        interaction.original = interaction.message
    elif kind is Callback.MODAL:
        interaction.modal = _read_modal(world, form)
    else:
        interaction.choices = _read_choices(interaction, form)
    interaction.callback = kind
    interaction.answered.set()
    world.notice(Change("answered", interaction=interaction))


def send(world: DiscordWorld, interaction: Interaction, draft: Draft, *, first: bool = False) -> Message:
    """Post a message with an interaction's token; the channel's permissions do not matter to it."""
    check_sizes(draft, world.file_limit_of(world.guilds.get(interaction.guild_id or 0)))
    message = _new_message(world, interaction, draft)
    _complete(world, message, draft)
    _write(world, interaction, message, draft)
    if first:
        interaction.original = message
    messages.post(world, message)
    return message


def edit(world: DiscordWorld, interaction: Interaction, message: Message, draft: Draft) -> None:
    """Change a message with an interaction's token."""
    check_sizes(draft, world.file_limit_of(world.guilds.get(interaction.guild_id or 0)))
    check_awake(world.channels[message.channel_id])
    if message.loading:
        _complete(world, message, draft)  # "polls can only be added when editing a deferred interaction response"
    else:
        posts.check_editable(message)
    messages.count_old_edit(world, message)
    _write(world, interaction, message, draft)
    messages.mark_edited(world, message)


def _complete(world: DiscordWorld, message: Message, draft: Draft) -> None:
    draft.said.pop("message_reference", None)  # which answers have not: they are replies to what they answer
    posts.complete(world, message, draft)


def _write(world: DiscordWorld, interaction: Interaction, message: Message, draft: Draft) -> None:
    everyone = _may(world, interaction, Permission.MENTION_EVERYONE)
    write(world, message, draft, may_mention_everyone=everyone, mentions=IN_INTERACTIONS)


def _may(world: DiscordWorld, interaction: Interaction, permission: Permission) -> bool:
    return bool(world.permissions(world.bot, world.channels[interaction.channel_id]) & permission)


def _new_message(world: DiscordWorld, interaction: Interaction, draft: Draft) -> Message:
    if interaction.channel_id not in world.channels:
        raise errors.unknown_channel()
    message = Message(
        world.ids.next(),
        interaction.channel_id,
        interaction.guild_id,
        world.bot,
        world.clock.now(),
        flags=draft.flags & SENDABLE,
        tts=draft.said.get("tts", False) and _may(world, interaction, Permission.SEND_TTS_MESSAGES),
        interaction=interaction,
    )
    if installations.speaks_aside(world, interaction):
        message.flags |= MessageFlag.EPHEMERAL
    if message.flags & MessageFlag.EPHEMERAL:
        message.private_to = interaction.user.id
    message.kind, message.reply_to = _place(interaction)
    return message


def _place(interaction: Interaction) -> tuple[int, int | None]:
    # Follow-ups and answers to components are shown as replies, answers to commands under the command.
    if interaction.original is not None:
        return REPLY, interaction.original.id
    if interaction.message is not None:
        return REPLY, interaction.message.id
    if interaction.kind is InteractionType.COMMAND:
        kind = interaction.data.get("type", CHAT_INPUT)
        # To the message that a menu's command was used on (documentation: Message, `target_message_id`).
        target = int(interaction.data["target_id"]) if kind == MESSAGE else None
        return (COMMAND_ANSWER if kind == CHAT_INPUT else MENU_ANSWER), target
    return COMMAND_ANSWER, None


def _update(world: DiscordWorld, interaction: Interaction, form: Form) -> Message:
    message = interaction.message
    if message is None or not messages.exists(world, message):
        raise errors.unknown_message()
    draft = read_draft(form, path=("data",), was_v2=bool(message.flags & MessageFlag.COMPONENTS_V2))
    edit(world, interaction, message, draft)
    return message


def _read_modal(world: DiscordWorld, form: Form) -> Payload:
    problems = Problems()
    modal = read_modal(as_object(form.payload).get("data"), problems)
    problems.refuse()
    check_references(world, modal["components"], ("data", "components"))
    return modal


def _read_choices(interaction: Interaction, form: Form) -> list[Payload]:
    values = _CHOICE_VALUES.get(_focused_type(interaction.data), Number())
    name = Text(limits.CHOICE_TEXT, 1)
    choice = Record(
        {
            "name": Field(name, required=True),
            "name_localizations": Field(Localizations(name)),
            "value": Field(values, required=True),
        }
    )
    data = Record({"choices": Field(ListOf(choice, limits.CHOICES), required=True)})
    problems = Problems()
    read = data.read(as_object(form.payload).get("data"), ("data",), problems)
    problems.refuse()
    return read["choices"]


def _focused_type(data: Payload) -> int:
    options: list[Payload] = data.get("options", [])
    for option in options:
        if option.get("focused"):
            return option["type"]
        if "options" in option:
            return _focused_type(option)
    return _STRING
