"""The begin of an interaction: what a person did, told to the bot.

Source: documentation, Receiving and Responding (Interaction Structure, Interaction Callback).
"""

from __future__ import annotations

import base64
import secrets

from sandbox.discord import entitlements, http_interactions, installations
from sandbox.discord.access import is_installed_in
from sandbox.discord.changes import Change
from sandbox.discord.entities import Channel, ChannelType, Interaction, InteractionType, Message, Payload, User
from sandbox.discord.installations import FOR_GUILDS
from sandbox.discord.message_payloads import message_payload
from sandbox.discord.payloads import channel_payload, member_payload, user_payload
from sandbox.discord.world import DiscordWorld

REMEMBERED = 10_000  # interactions; a bound, so that a sandbox left running does not grow


def start(
    world: DiscordWorld,
    kind: InteractionType,
    user: User,
    channel: Channel,
    data: Payload,
    *,
    message: Message | None = None,
    parent: Interaction | None = None,
    command_name: str = "",
) -> Interaction:
    """Make an interaction and tell the bot of it: over HTTP where it has an endpoint, else as INTERACTION_CREATE.

    The two are mutually exclusive (documentation, "Receiving an Interaction").
    """
    interaction_id = world.ids.next()
    interaction = Interaction(
        id=interaction_id,
        token=_token(interaction_id),
        kind=kind,
        user=user,
        channel_id=channel.id,
        guild_id=channel.guild_id,
        data=data,
        created_at=world.clock.now(),
        message=message,
        parent=parent,
        command_name=command_name,
    )
    interaction.owners = _owners(world, interaction, channel)
    while len(world.interactions) >= REMEMBERED:
        oldest = world.interactions.pop(next(iter(world.interactions)))
        world.tokens.pop(oldest.token, None)
    world.interactions[interaction_id] = world.tokens[interaction.token] = interaction
    world.notice(Change("asked", interaction=interaction))
    if interaction.owners:  # a bot that was thrown out hears nothing any more
        told = interaction_payload(world, interaction)
        if world.settings.interactions_url is not None:
            http_interactions.send(world, interaction, told)
        else:
            world.publish("INTERACTION_CREATE", told, interaction.guild_id)
    return interaction


def _owners(world: DiscordWorld, interaction: Interaction, channel: Channel) -> dict[str, str]:
    # What hangs at a message or at a form was asked for by whom that was; of a message of the bot's own, by the guild.
    before = interaction.parent or (interaction.message.interaction if interaction.message is not None else None)
    guild = world.guild_of(channel)
    if before is not None:
        gone = guild is not None and not is_installed_in(world, guild)
        return {key: owner for key, owner in before.owners.items() if not (gone and key == str(FOR_GUILDS))}
    commands = world.commands if guild is None else {**world.commands, **guild.commands}
    command = commands.get(int(interaction.data.get("id") or 0)) if "name" in interaction.data else None
    known = {"integration_types": [FOR_GUILDS]} if command is None else command
    return installations.owners(world, interaction.user, channel, known)


def _token(interaction_id: int) -> str:
    # The shape of Discord's: "interaction", the id and a secret, in base64.
    return base64.urlsafe_b64encode(f"interaction:{interaction_id}:{secrets.token_urlsafe(96)}".encode()).decode()


def interaction_payload(world: DiscordWorld, interaction: Interaction) -> Payload:
    """What the bot is told of an interaction, over the gateway and over HTTP alike."""
    channel = world.channels[interaction.channel_id]
    guild = world.guild_of(channel)
    bought = entitlements.of(world, interaction.user, guild)
    payload: Payload = {
        "version": 1,
        "id": str(interaction.id),
        "application_id": str(world.application_id),
        "type": int(interaction.kind),
        "token": interaction.token,
        "data": interaction.data,
        "channel_id": str(channel.id),
        "channel": _partial_channel(world, channel, interaction.user),
        "app_permissions": str(int(world.permissions(world.bot, channel))),
        "attachment_size_limit": world.file_limit_of(guild),
        "entitlements": [entitlements.payload(world, one) for one in bought],
        "entitlement_sku_ids": [str(one.sku.id) for one in bought],
        "authorizing_integration_owners": interaction.owners,
        "context": installations.context(channel),
        "locale": interaction.user.locale,
    }
    if guild is None:
        payload["user"] = user_payload(interaction.user)
    else:
        member = guild.members[interaction.user.id]
        permissions = str(int(world.permissions(interaction.user, channel)))
        payload["member"] = {**member_payload(member), "permissions": permissions}
        payload["guild_id"] = str(guild.id)
        payload["guild"] = {"id": str(guild.id), "locale": guild.locale, "features": []}
        payload["guild_locale"] = guild.locale
    if interaction.message is not None:
        payload["message"] = message_payload(world, interaction.message)
    return payload


def _partial_channel(world: DiscordWorld, channel: Channel, user: User) -> Payload:
    payload = channel_payload(channel)
    payload.pop("permission_overwrites", None)
    if channel.kind not in (ChannelType.DM, ChannelType.GROUP_DM):
        payload["permissions"] = str(int(world.permissions(user, channel)))
    return payload
