"""Which permissions a song takes where it is asked for, and what is named where one is missing."""

from __future__ import annotations

import discord
import pytest

from bot.errors import Problem
from cogs.posting_rights import missing_rights
from cogs.text.errors import sentence_of

IN_CHANNEL = discord.Permissions(view_channel=True, send_messages=True, embed_links=True, attach_files=True)
IN_THREAD = discord.Permissions(view_channel=True, send_messages_in_threads=True, embed_links=True, attach_files=True)


def _without(allowed: discord.Permissions, *names: str) -> discord.Permissions:
    left = discord.Permissions(allowed.value)
    left.update(**dict.fromkeys(names, False))
    return left


def test_what_the_invitation_asks_for_is_enough() -> None:
    assert missing_rights(IN_CHANNEL, in_thread=False) == ()
    assert missing_rights(IN_THREAD, in_thread=True) == ()


@pytest.mark.parametrize(
    ("taken", "named"),
    [
        (("view_channel",), ("view_channel",)),
        (("send_messages",), ("send_messages",)),
        (("embed_links",), ("embed_links",)),
        (("attach_files", "embed_links"), ("embed_links", "attach_files")),
        # Discord takes the others away with it: to grant them alone would change nothing.
        (("send_messages", "embed_links", "attach_files"), ("send_messages",)),
        (("view_channel", "send_messages", "embed_links", "attach_files"), ("view_channel",)),
    ],
)
def test_what_is_missing_is_named_from_the_first_one_on(taken: tuple[str, ...], named: tuple[str, ...]) -> None:
    assert missing_rights(_without(IN_CHANNEL, *taken), in_thread=False) == named


def test_a_thread_takes_its_own_right_to_send_and_a_voice_chat_the_right_to_join() -> None:
    assert missing_rights(IN_CHANNEL, in_thread=True) == ("send_messages_in_threads",)
    assert missing_rights(IN_THREAD, in_thread=False) == ("send_messages",)
    assert missing_rights(IN_CHANNEL, in_thread=False, in_voice=True) == ("connect",)


def test_an_administrator_lacks_nothing() -> None:
    assert missing_rights(discord.Permissions(administrator=True), in_thread=True, in_voice=True) == ()


def test_one_sentence_names_them_by_discords_own_names() -> None:
    said = sentence_of(Problem.CANNOT_POST, permissions=("embed_links", "attach_files"))
    assert said == (
        "To post songs here, Encore needs Embed Links and Attach Files."
        " Ask a manager of this server to grant it.\n-# Nothing was charged."
    )
