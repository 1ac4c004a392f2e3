"""Exactly which right each thing takes: people with every other right, one at a time, and not that one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.discord.component_rules import texts
from sandbox.discord.permissions import EVERYDAY, Permission
from sandbox.discord.threads import add_thread
from tests.e2e.test_persona import make_personas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.conftest import Stage

LYRICS = "[Verse]\nLa"


def _rights_of(stage: Stage, name: str, *needed: Permission) -> Iterator[Permission]:
    """Every right but those that are needed, each held by this person while it is looked at."""
    world, studio = stage.sandbox.world, stage.sandbox.studio
    member = studio.members[stage.person(name).user.id]
    for right in Permission:
        if right not in (*needed, Permission.ADMINISTRATOR):
            member.role_ids[:] = [world.add_role(studio, "one right", EVERYDAY | right).id]
            yield right
    member.role_ids.clear()


def _give(stage: Stage, name: str, right: Permission) -> None:
    world, studio = stage.sandbox.world, stage.sandbox.studio
    studio.members[stage.person(name).user.id].role_ids[:] = [world.add_role(studio, "the right", EVERYDAY | right).id]


async def _said(stage: Stage, name: str, command: str, *, private: bool = False, **options: str) -> str:
    """What somebody alone is told."""
    where = stage.sandbox.private if private else stage.sandbox.songs
    answer = await stage.person(name).type_command(where.id, command, options).answered()
    assert answer.message is not None
    assert answer.message.private_to == stage.person(name).user.id
    return answer.message.content or "\n".join(texts(answer.message.components))


@pytest.mark.promise(key="manage-server")
async def test_the_servers_model_takes_manage_server_and_nothing_else(stage: Stage) -> None:
    for right in _rights_of(stage, "noah", Permission.MANAGE_GUILD):
        assert "may manage this server" in await _said(stage, "noah", "model server", model="sonic"), right
    # The channel's overwrites give mia everything there.
    assert "may manage this server" in await _said(stage, "mia", "model server", private=True, model="sonic")
    for right in (Permission.MANAGE_GUILD, Permission.ADMINISTRATOR):
        _give(stage, "noah", right)
        assert "makes this server's songs" in await _said(stage, "noah", "model server", model="sonic"), right


@pytest.mark.promise(key="manage-server")
async def test_somebody_elses_persona_takes_manage_server_and_nothing_else(stage: Stage) -> None:
    first, second = await make_personas(stage, "Harbour", "Lantern")
    for right in _rights_of(stage, "noah", Permission.MANAGE_GUILD):
        assert "Nothing was changed" in await _said(stage, "noah", "persona delete", persona=str(first.id)), right
    for right, persona in ((Permission.MANAGE_GUILD, first), (Permission.ADMINISTRATOR, second)):
        _give(stage, "noah", right)
        assert "Nothing was changed" not in await _said(stage, "noah", "persona delete", persona=str(persona.id))


async def test_no_right_but_to_see_a_channel_opens_its_songs(stage: Stage) -> None:
    sandbox = stage.sandbox
    bot = sandbox.world.bot
    thread = add_thread(sandbox.world, sandbox.songs, "quiet", sandbox.mia, invited=[bot])
    await stage.finished(await stage.ask_before_closing(sandbox.private, lyrics=LYRICS, title="In private"))
    await stage.song(lyrics=LYRICS, title="In a thread", where=thread)

    async def offered() -> list[str]:
        choices = await stage.person("noah").autocomplete(sandbox.songs.id, "family", {"clip": ""}, "clip")
        return [choice["value"] for choice in choices]

    for right in _rights_of(stage, "noah", Permission.MANAGE_THREADS):
        assert await offered() == [], right
    _give(stage, "noah", Permission.MANAGE_THREADS)
    assert await offered() == ["4", "3"]
    _give(stage, "noah", Permission.ADMINISTRATOR)
    assert await offered() == ["4", "3", "2", "1"]


async def test_every_command_is_offered_to_everybody(stage: Stage) -> None:
    """Who may do what is answered with a sentence; a server's admins hide commands where they want them hidden.

    What operators alone can use is in nobody's way: only administrators see it.
    """
    commands = [each for each in stage.sandbox.world.commands.values() if each["name"] != "operator"]
    assert {command["default_member_permissions"] for command in commands} == {None}
    everybody = {command["name"] for command in stage.person("noah").commands(stage.sandbox.songs.id)}
    assert everybody == {command["name"] for command in commands}


async def test_no_command_is_offered_outside_of_servers_or_to_whom_installs_the_app_alone(stage: Stage) -> None:
    """Whose credits would pay for it? But for what is stored of somebody, who may have left every server since."""
    commands = stage.sandbox.world.commands.values()
    assert {tuple(command["integration_types"]) for command in commands} == {(0,)}
    elsewhere = {command["name"]: command["contexts"] for command in commands if command["contexts"] != [0]}
    assert elsewhere == {"privacy": [0, 1]}
    assert len(commands) > 5
