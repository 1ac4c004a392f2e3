from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.discord.entities import ChannelType, Overwrite
from sandbox.discord.permission_rules import in_guild
from sandbox.discord.permissions import EVERYTHING, NOTHING, Permission
from sandbox.discord.snowflake import made_at, shard_of
from sandbox.discord.voice import states
from sandbox.discord.voice.states import Wish

if TYPE_CHECKING:
    from tests.sandbox.discord.api import Place

SEND, SEE, FILES = Permission.SEND_MESSAGES, Permission.VIEW_CHANNEL, Permission.ATTACH_FILES


def test_the_owner_and_administrators_may_everything(place: Place) -> None:
    world = place.world
    boss = world.add_role(place.guild, "boss", Permission.ADMINISTRATOR)
    place.guild.members[place.noah.user.id].role_ids.append(boss.id)
    assert world.permissions(place.admin.user, place.private) == EVERYTHING
    assert world.permissions(place.noah.user, place.private) == EVERYTHING


def test_overwrites_are_weighed_everyone_then_roles_then_member(place: Place) -> None:
    world, guild, noah = place.world, place.guild, place.noah.user
    role = world.add_role(guild, "singers", NOTHING)
    guild.members[noah.id].role_ids.append(role.id)
    world.set_overwrite(place.songs, Overwrite(guild.id, 0, deny=SEND))
    assert not world.permissions(noah, place.songs) & SEND
    world.set_overwrite(place.songs, Overwrite(role.id, 0, allow=SEND))
    assert world.permissions(noah, place.songs) & SEND
    world.set_overwrite(place.songs, Overwrite(noah.id, 1, deny=SEND))
    assert not world.permissions(noah, place.songs) & SEND


def test_who_may_not_send_may_not_attach_and_who_sees_nothing_may_nothing(place: Place) -> None:
    world, noah = place.world, place.noah.user
    world.set_overwrite(place.songs, Overwrite(noah.id, 1, deny=SEND))
    assert world.permissions(noah, place.songs) & SEE
    assert not world.permissions(noah, place.songs) & FILES
    assert world.permissions(noah, place.private) == NOTHING
    assert world.permissions(world.add_user("stranger"), place.songs) == NOTHING


def test_a_time_out_leaves_reading(place: Place) -> None:
    member = place.guild.members[place.noah.user.id]
    member.timed_out_until = place.clock.now() + 60
    reading = SEE | Permission.READ_MESSAGE_HISTORY
    assert place.world.permissions(place.noah.user, place.songs) == reading
    place.clock.advance(60)
    assert place.world.permissions(place.noah.user, place.songs) & SEND
    assert in_guild(place.guild, member, place.clock.now()) & SEND


def test_who_may_not_connect_may_neither_manage_a_channel_of_voice_nor_speak(place: Place) -> None:
    """Documentation, Permissions, "Implicit Permissions", on channels of voice and stages."""
    world, noah = place.world, place.noah.user
    both = Permission.MANAGE_CHANNELS | Permission.MOVE_MEMBERS
    place.guild.members[noah.id].role_ids.append(world.add_role(place.guild, "manager", both).id)
    for kind in (ChannelType.GUILD_VOICE, ChannelType.GUILD_STAGE_VOICE):
        booth = world.add_channel(place.guild, "booth", kind=kind)
        assert world.permissions(noah, booth) & both == both
        world.set_overwrite(booth, Overwrite(noah.id, 1, deny=Permission.CONNECT))
        assert not world.permissions(noah, booth) & (both | Permission.SPEAK)
        assert world.permissions(noah, booth) & SEE
    world.set_overwrite(place.songs, Overwrite(noah.id, 1, deny=Permission.CONNECT))
    assert world.permissions(noah, place.songs) & Permission.MANAGE_CHANNELS


def test_a_category_is_viewed_with_what_is_in_it_and_a_voice_channel_from_inside(place: Place) -> None:
    """Documentation, Channel, "Obfuscated Channels"."""
    world, bot, hide = place.world, place.world.bot, Overwrite(place.guild.id, 0, deny=SEE)
    area = world.add_channel(place.guild, "area", [hide], kind=ChannelType.GUILD_CATEGORY)
    booth = world.add_channel(place.guild, "booth", kind=ChannelType.GUILD_VOICE)
    assert (world.sees(area), world.sees(booth), world.sees(place.private)) == (False, True, False)
    place.songs.parent_id = area.id
    assert world.sees(area)
    world.set_overwrite(place.songs, hide)
    assert not world.sees(area)
    states.enter(world, booth, bot, "session", Wish())
    world.set_overwrite(booth, hide)
    assert world.sees(booth)
    world.leave_voice(place.guild, lambda state: state.user_id == bot.id)
    assert not world.sees(booth)


def test_ids_grow_while_time_stands_still_and_tell_their_time(place: Place) -> None:
    ids = [place.world.ids.next() for _ in range(5000)]
    assert ids == sorted(set(ids))
    place.clock.advance(60)
    assert abs(made_at(place.world.ids.next()) - place.clock.now()) < 0.001
    assert {shard_of(n << 22, 4) for n in range(8)} == {0, 1, 2, 3}
