"""Threads and forum posts: channels below a channel, asleep when archived, and those who are in them.

Source: documentation, Topics, Threads (permissions, membership, archived and locked threads, gateway events); Channel
(Start Thread, Join Thread); Message, "Message Reference Content Attribution"; JSON error codes 50083, 160004, 160005.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sandbox.discord import messages
from sandbox.discord.changes import Change
from sandbox.discord.entities import Channel, ChannelType, Message, MessageFlag, Payload, Reference, User
from sandbox.discord.errors import DiscordError
from sandbox.discord.payloads import (
    THREAD_CREATED,
    THREAD_STARTER,
    member_payload,
    thread_member_payload,
    thread_payload,
)
from sandbox.discord.permissions import Permission
from sandbox.discord.world import DiscordWorld
from sandbox.wire.clock import stamp

RECIPIENT_ADD, RECIPIENT_REMOVE, CHANNEL_NAME_CHANGE = 1, 2, 4  # message types: what a thread says of itself
MOST_ACTIVE = 1000  # of a guild (support article "Threads FAQ"; JSON error code 160006)


def add_thread(
    world: DiscordWorld,
    parent: Channel,
    name: str,
    owner: User,
    *,
    invited: Iterable[User] | None = None,
    thread_id: int | None = None,
) -> Channel:
    """A new public thread, or a post where the parent is a forum; a private one with its owner and who is `invited`.

    `thread_id` is the message's that it is made of. Raises 160006 where the guild has too many that are awake.
    """
    guild = world.guilds[parent.guild_id or 0]
    if sum(1 for one in guild.channels.values() if one.is_thread and not one.archived) >= MOST_ACTIVE:
        raise DiscordError(400, 160006, "Maximum number of active threads reached")
    kind = ChannelType.PUBLIC_THREAD if invited is None else ChannelType.PRIVATE_THREAD
    if parent.kind is ChannelType.GUILD_ANNOUNCEMENT and invited is None:
        kind = ChannelType.ANNOUNCEMENT_THREAD
    now = world.clock.now()
    thread = Channel(thread_id or world.ids.next(), kind, name, guild.id, created_at=stamp(now))
    thread.thread_members = {owner.id, *(user.id for user in invited or ())}
    thread.thread_joins = dict.fromkeys(thread.thread_members, now)
    thread.overwrites, thread.parent_id, thread.owner_id = parent.overwrites, parent.id, owner.id
    guild.channels[thread.id] = world.channels[thread.id] = world.awake[thread.id] = thread
    _tell(world, "THREAD_CREATE", thread, newly_created=True)
    return thread


def announce(world: DiscordWorld, thread: Channel, owner: User) -> None:
    """Tell a text channel of a public thread that was made of no message: a message whose content is its name.

    One made of an old message is told as well; nobody says how old that is, so the sandbox does not.
    """
    parent = world.channels[thread.parent_id or 0]
    if thread.kind is not ChannelType.PUBLIC_THREAD or parent.kind is not ChannelType.GUILD_TEXT:
        return
    told = Message(world.ids.next(), parent.id, parent.guild_id, owner, world.clock.now(), content=thread.name)
    told.kind, told.refers_to = THREAD_CREATED, Reference(0, thread.id, None, thread.guild_id)
    messages.post(world, told)


def add_thread_of(world: DiscordWorld, parent: Channel, message: Message, name: str, owner: User) -> Channel:
    """A thread made of a message, whose id it takes; raises 160004 where it has one already."""
    if message.id in world.channels:
        raise DiscordError(400, 160004, "A thread has already been created for this message")
    thread = add_thread(world, parent, name, owner, thread_id=message.id)
    first = Message(
        world.ids.next(), thread.id, thread.guild_id, message.author, world.clock.now(), kind=THREAD_STARTER
    )
    first.refers_to = Reference(0, parent.id, message.id, parent.guild_id)
    messages.post(world, first)
    message.flags |= MessageFlag.HAS_THREAD
    messages.tell_changed(world, message)
    return thread


def join(world: DiscordWorld, thread: Channel, user: User, *, by: User | None = None) -> None:
    """Put a user into a thread, which says so where it was `by` somebody else; nothing happens where they are in it."""
    if user.id in thread.thread_members:
        return
    thread.thread_members.add(user.id)
    thread.thread_joins[user.id] = world.clock.now()
    if user is world.bot:  # it may not have heard of it before ("Gaining Access to Private Threads")
        _tell(world, "THREAD_CREATE", thread)
    added = thread_member_payload(thread, user.id)
    guild = world.guild_of(thread)
    if guild is not None and user.id in guild.members:
        added |= {"member": member_payload(guild.members[user.id]), "presence": None}
    _tell_members(world, thread, {"added_members": [added]})
    _say_who(world, thread, RECIPIENT_ADD, user, by)


def leave(world: DiscordWorld, thread: Channel, user: User, *, by: User | None = None) -> None:
    """Take a user out of a thread, which says so as well; nothing happens where they are not in it."""
    if user.id not in thread.thread_members:
        return
    seen = _is_seen(world, thread)
    thread.thread_members.discard(user.id)
    thread.thread_joins.pop(user.id, None)
    _tell_members(world, thread, {"removed_member_ids": [str(user.id)]}, seen=seen)
    _say_who(world, thread, RECIPIENT_REMOVE, user, by)


def _say_who(world: DiscordWorld, thread: Channel, kind: int, user: User, by: User | None) -> None:
    if by is None or by is user:
        return
    said = Message(world.ids.next(), thread.id, thread.guild_id, by, world.clock.now(), kind=kind, mentions=[user])
    messages.post(world, said)


def archive(world: DiscordWorld, thread: Channel, *, locked: bool = False) -> None:
    """Put a thread to sleep; a locked one is not woken by a message."""
    thread.archived, thread.locked = True, locked
    thread.archived_at = stamp(world.clock.now())
    _tell(world, "THREAD_UPDATE", thread)


def archive_inactive(world: DiscordWorld) -> None:
    """Put to sleep whatever thread had no activity for its time: a message, its waking, another time to sleep."""
    now = world.clock.now()
    for thread in tuple(world.awake.values()):
        if thread.archived or thread.id not in world.channels:
            del world.awake[thread.id]
        elif now >= _last_activity(thread) + thread.auto_archive_minutes * 60:
            del world.awake[thread.id]
            archive(world, thread, locked=thread.locked)


def _last_activity(thread: Channel) -> float:
    changed = datetime.fromisoformat(thread.archived_at or thread.created_at).timestamp()
    return max(changed, thread.posted_at)


def wake(world: DiscordWorld, channel: Channel, user: User) -> None:
    """A message of a user's wakes an archived thread; raises 50083 or 160005 where it is locked."""
    if not channel.is_thread:
        return
    check_unlocked(world, channel, user)
    if channel.archived:
        channel.archived = False
        tell_edited(world, channel, moved=True)


def check_unlocked(world: DiscordWorld, channel: Channel, user: User) -> None:
    """Raise 50083 or 160005 where the channel is a locked thread, and the user does not manage threads."""
    if channel.locked and not world.permissions(user, channel) & Permission.MANAGE_THREADS:
        raise archived() if channel.archived else locked()


def check_awake(channel: Channel) -> None:
    """Raise 50083 where the channel is an archived thread: nothing in it is edited."""
    if channel.archived:
        raise archived()


def archived() -> DiscordError:
    """What is answered to whoever changes something in an archived thread."""
    return DiscordError(400, 50083, "Thread is archived")


def locked() -> DiscordError:
    """What is answered to whoever may not manage threads and writes into a locked one."""
    return DiscordError(400, 160005, "Thread is locked")


def tell_edited(world: DiscordWorld, thread: Channel, *, moved: bool) -> None:
    """Tell of a thread that was changed; `moved`: archived, woken, or given another time to sleep."""
    if moved:
        thread.archived_at = stamp(world.clock.now())
    if not thread.archived:
        world.awake[thread.id] = thread
    _tell(world, "THREAD_UPDATE", thread)


def say_name(world: DiscordWorld, thread: Channel, by: User) -> None:
    """Say in a thread what its name is now, and who changed it."""
    said = Message(world.ids.next(), thread.id, thread.guild_id, by, world.clock.now(), content=thread.name)
    said.kind = CHANNEL_NAME_CHANGE
    messages.post(world, said)


def remove(world: DiscordWorld, thread: Channel) -> None:
    """Delete a thread and all that was in it."""
    guild = world.guilds[thread.guild_id or 0]
    told = {
        "id": str(thread.id),
        "guild_id": str(guild.id),
        "parent_id": str(thread.parent_id),
        "type": int(thread.kind),
    }
    if _is_seen(world, thread):
        world.publish("THREAD_DELETE", told, guild.id)
    del guild.channels[thread.id], world.channels[thread.id]
    for message in thread.messages.values():
        world.forget_files(message.attachments)
    world.notice(Change("population"))


def _is_seen(world: DiscordWorld, thread: Channel) -> bool:
    return bool(world.permissions(world.bot, thread) & Permission.VIEW_CHANNEL)


def _tell(world: DiscordWorld, event: str, thread: Channel, **more: bool) -> None:
    if _is_seen(world, thread):
        world.publish(event, thread_payload(thread, world.bot.id) | more, thread.guild_id)
    world.notice(Change("population"))


def _tell_members(world: DiscordWorld, thread: Channel, changed: Payload, *, seen: bool = True) -> None:
    if seen and (_is_seen(world, thread) or str(world.bot.id) in changed.get("removed_member_ids", [])):
        told = {"id": str(thread.id), "guild_id": str(thread.guild_id), "member_count": len(thread.thread_members)}
        world.publish("THREAD_MEMBERS_UPDATE", told | changed, thread.guild_id)
    world.notice(Change("population"))
