"""Threads and forum posts: channels below a channel, asleep when archived.

Source: documentation, Topics, Threads (permissions, archived and locked threads); JSON error code 50083.
"""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.discord.changes import Change
from sandbox.discord.entities import Channel, ChannelType, User
from sandbox.discord.errors import DiscordError
from sandbox.discord.payloads import channel_payload
from sandbox.discord.permissions import Permission
from sandbox.discord.world import DiscordWorld
from sandbox.wire.clock import stamp


def add_thread(
    world: DiscordWorld, parent: Channel, name: str, owner: User, *, invited: Iterable[User] | None = None
) -> Channel:
    """A new public thread, or a post where the parent is a forum; a private one with its owner and who is `invited`."""
    guild = world.guilds[parent.guild_id or 0]
    kind = ChannelType.PUBLIC_THREAD if invited is None else ChannelType.PRIVATE_THREAD
    thread = Channel(world.ids.next(), kind, name, guild.id, created_at=stamp(world.clock.now()))
    thread.thread_members = {owner.id, *(user.id for user in invited or ())}
    thread.overwrites, thread.parent_id, thread.owner_id = parent.overwrites, parent.id, owner.id
    guild.channels[thread.id] = world.channels[thread.id] = thread
    _tell(world, "THREAD_CREATE", thread)
    return thread


def archive(world: DiscordWorld, thread: Channel, *, locked: bool = False) -> None:
    """Put a thread to sleep; a locked one is not woken by a message."""
    thread.archived, thread.locked = True, locked
    _tell(world, "THREAD_UPDATE", thread)


def wake(world: DiscordWorld, channel: Channel) -> None:
    """A message wakes an archived thread; raises 50083 where it is locked."""
    if not channel.archived:
        return
    if channel.locked:
        raise archived()
    channel.archived = False
    _tell(world, "THREAD_UPDATE", channel)


def check_awake(channel: Channel) -> None:
    """Raise 50083 where the channel is an archived thread: nothing in it is edited."""
    if channel.archived:
        raise archived()


def archived() -> DiscordError:
    """What is answered to whoever changes something in an archived thread."""
    return DiscordError(400, 50083, "Thread is archived")


def _tell(world: DiscordWorld, event: str, thread: Channel) -> None:
    if world.permissions(world.bot, thread) & Permission.VIEW_CHANNEL:
        world.publish(event, channel_payload(thread), thread.guild_id)
    world.notice(Change("population"))
