"""Which events a session hears by its intents (documentation: Gateway, "List of Intents")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.discord import polls, reactions, threads
from sandbox.discord.emojis import named
from sandbox.discord.entities import Poll, PollAnswer
from sandbox.discord.gateway.intents import GUILD_MEMBERS, GUILD_MESSAGES, GUILD_POLLS, GUILD_REACTIONS, GUILDS
from sandbox.discord.people import Person

if TYPE_CHECKING:
    from tests.sandbox.discord.gateway.place import Place


async def test_who_comes_into_a_thread_is_told_by_the_members_intent_and_the_bot_of_itself(place: Place) -> None:
    """Documentation, Thread Members Update: without the intent "only … if the current user was added to or removed"."""
    place.world.application_flags = 1 << 15
    noah = place.world.add_user("noah")
    place.world.add_member(place.guild, noah)
    thread = threads.add_thread(place.world, place.songs, "ideas", place.mia)
    async with place.client() as client:
        await place.identified(client, intents=GUILDS)
        threads.join(place.world, thread, noah)
        threads.join(place.world, thread, place.world.bot)
        assert (await client.dispatch("THREAD_CREATE"))["member"]["user_id"] == str(place.world.bot.id)
        own = await client.dispatch("THREAD_MEMBERS_UPDATE")
        assert own["added_members"][0]["user_id"] == str(place.world.bot.id)
        assert own["member_count"] == 3
    place.clock.advance(5)
    async with place.client() as client:
        await place.identified(client, intents=GUILDS | GUILD_MEMBERS)
        threads.leave(place.world, thread, noah)
        told = await client.dispatch("THREAD_MEMBERS_UPDATE")
        assert told["removed_member_ids"] == [str(noah.id)]
        threads.archive(place.world, thread)
        assert (await client.dispatch("THREAD_UPDATE"))["thread_metadata"]["archived"] is True
        threads.remove(place.world, thread)
        assert (await client.dispatch("THREAD_DELETE"))["parent_id"] == str(place.songs.id)


async def test_a_guild_lists_the_threads_that_are_awake_with_the_bots_membership(place: Place) -> None:
    """Documentation, Thread Member object: in GUILD_CREATE, `id` and `user_id` are left out."""
    thread = threads.add_thread(place.world, place.songs, "ideas", place.mia)
    threads.join(place.world, thread, place.world.bot)
    (told,) = place.world.guild_create(place.guild)["threads"]
    assert set(told["member"]) == {"join_timestamp", "flags"}


async def test_reactions_have_an_intent_of_their_own(place: Place) -> None:
    said = Person(place.world, place.mia).say(place.songs.id, "Listen")
    note = named(place.world, "\U0001f3b5")
    async with place.client() as client:
        await place.identified(client, intents=GUILDS | GUILD_MESSAGES)
        reactions.add(place.world, said, note, place.mia)
        Person(place.world, place.mia).delete(said)
        await client.dispatch("MESSAGE_DELETE")  # nothing came of the reaction
    place.clock.advance(5)
    said = Person(place.world, place.mia).say(place.songs.id, "Listen")
    async with place.client() as client:
        await place.identified(client, intents=GUILDS | GUILD_REACTIONS)
        reactions.add(place.world, said, note, place.mia)
        told = await client.dispatch("MESSAGE_REACTION_ADD")
        assert (told["user_id"], told["burst"], told["type"]) == (str(place.mia.id), False, 0)
        reactions.clear(place.world, said)
        await client.dispatch("MESSAGE_REACTION_REMOVE_ALL")


async def test_votes_have_an_intent_of_their_own(place: Place) -> None:
    said = Person(place.world, place.mia).say(place.songs.id, "Which?")
    said.poll = Poll("Which?", [PollAnswer(1, "This"), PollAnswer(2, "That")], place.clock.now() + 3600)
    async with place.client() as client:
        await place.identified(client, intents=GUILDS | GUILD_POLLS)
        polls.vote(place.world, said, place.mia, 2)
        told = await client.dispatch("MESSAGE_POLL_VOTE_ADD")
        assert (told["user_id"], told["answer_id"]) == (str(place.mia.id), 2)
        polls.take_back(place.world, said, place.mia, 2)
        await client.dispatch("MESSAGE_POLL_VOTE_REMOVE")
