"""The panel of `/settings`: private, true at every press, also after a restart, and the server's part for managers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data.guilds import notice_settings
from data.ids import GuildId, UserId
from sandbox.discord.component_rules import texts, walk
from sandbox.discord.components import BUTTON
from sandbox.discord.entities import MessageFlag

if TYPE_CHECKING:
    from data.guilds.notice_settings import NoticeSettings
    from sandbox.discord.entities import Message
    from tests.e2e.conftest import Stage

MINE, SERVERS = "My notices", "This server's notices"


async def panel(stage: Stage, name: str = "mia") -> Message:
    """The panel that somebody opens."""
    answer = await stage.soon(stage.person(name).type_command(stage.sandbox.songs.id, "settings").answered())
    assert not answer.failed
    assert answer.message.private_to == stage.person(name).user.id
    assert answer.message.flags & MessageFlag.COMPONENTS_V2
    return answer.message


def shown(message: Message) -> str:
    return "\n".join(texts(message.components))


def buttons(message: Message) -> list[str]:
    return [part["label"] for _, part in walk(message.components) if part["type"] == BUTTON]


async def press(stage: Stage, message: Message, label: str, name: str = "mia") -> None:
    """Press a button, which changes the panel itself."""
    edits = message.edits
    answer = await stage.soon(stage.person(name).press(message, label).answered())
    assert not answer.failed
    assert message.edits == edits + 1


async def chosen(stage: Stage, name: str = "mia") -> NoticeSettings:
    async with (await stage.database()).reading() as tx:
        return await notice_settings.get(
            tx, guild_id=GuildId(stage.sandbox.studio.id), user_id=UserId(stage.person(name).user.id)
        )


async def test_a_member_turns_notices_off_and_on_and_a_press_works_after_a_restart(stage: Stage) -> None:
    message = await panel(stage)
    assert f"**{MINE}** · On" in shown(message)
    assert buttons(message) == [f"Turn off: {MINE}"]
    await stage.restart()
    await press(stage, message, f"Turn off: {MINE}")
    assert f"**{MINE}** · Off" in shown(message)
    assert not (await chosen(stage)).member
    assert (await chosen(stage, "noah")).are_on
    await press(stage, message, f"Turn on: {MINE}")
    assert (await chosen(stage)).are_on


async def test_an_old_panel_puts_the_switch_where_its_button_says(stage: Stage) -> None:
    old, new = await panel(stage), await panel(stage)
    await press(stage, new, f"Turn off: {MINE}")
    await press(stage, old, f"Turn off: {MINE}")
    assert not (await chosen(stage)).member
    assert buttons(old) == buttons(new) == [f"Turn on: {MINE}"]


@pytest.mark.promise(key="manage-server")
async def test_managers_alone_change_what_holds_for_the_server(stage: Stage) -> None:
    members, managers = await panel(stage), await panel(stage, "admin")
    assert buttons(managers)[:2] == [f"Turn off: {MINE}", f"Turn off: {SERVERS}"]
    assert buttons(members) == [f"Turn off: {MINE}"]
    forged = stage.person("mia").press(members, "set:v1:server-notices:off", checked=False)
    told = (await stage.soon(forged.answered())).message
    assert told.private_to == stage.person("mia").user.id
    assert "manage this server" in told.content
    assert (await chosen(stage)).server
    await press(stage, managers, f"Turn off: {SERVERS}", "admin")
    assert not (await chosen(stage)).are_on
    assert "turned notices off for everybody" in shown(await panel(stage))
    admin = stage.person("admin")
    opened = await stage.soon(admin.press(managers, "settings:v1:changes", checked=False).answered())
    said = shown(opened.message)
    assert f"<@{admin.user.id}> · {SERVERS}: Off" in said
    assert opened.message.private_to == admin.user.id
    forged = stage.person("mia").press(members, "settings:v1:changes", checked=False)
    assert "manage this server" in (await stage.soon(forged.answered())).message.content
