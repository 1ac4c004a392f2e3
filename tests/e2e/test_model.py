"""Models by what they are good for, and who composes when nobody is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.engine.database import Database
from data.guilds import default_models
from data.ids import UserId
from sandbox.discord.component_rules import texts, walk
from tests.e2e.conftest import maker, open_stage

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.discord.entities import Message
    from tests.e2e.conftest import Stage


async def _said(stage: Stage, command: str, name: str = "mia", **options: str) -> str:
    """What the bot says to a command, to the person alone."""
    answer = await stage.person(name).type_command(stage.sandbox.songs.id, command, options).answered()
    assert answer.message is not None
    assert answer.message.private_to == stage.person(name).user.id
    return answer.message.content or "\n".join(texts(answer.message.components))


def _model(message: Message) -> str:
    return maker(message)


async def test_a_model_is_known_by_its_name_also_without_a_choice_from_the_list(stage: Stage) -> None:
    assert "Sonic v5 makes your songs" in await _said(stage, "model mine", model="sonic V5")
    assert _model(await stage.song(model="Riffusion")) == "Riffusion FUZZ-1.1 Pro"


async def test_every_model_is_offered_by_what_it_is_good_for_with_length_price_and_time(stage: Stage) -> None:
    for command, given in (("song", {"prompt": "x"}), ("lyrics", {}), ("model mine", {}), ("model server", {})):
        name = "admin" if command == "model server" else "mia"
        choices = await stage.person(name).autocomplete(
            stage.sandbox.songs.id, command, {**given, "model": "sonic v5"}, "model"
        )
        found = next(choice for choice in choices if choice["value"] == "sonic/sonic-v5")
        parts = found["name"].split(" · ")
        assert parts[0] == "Sonic v5"
        assert parts[-2:] == ["15 credits", "about 2 min"]
        assert len(parts) == 5  # what it is good for and how long its songs are
        assert all(len(choice["name"]) <= 100 for choice in choices)


async def test_the_list_names_every_model_and_the_defaults(stage: Stage) -> None:
    await _said(stage, "model mine", model="sonic/sonic-v5")
    shown = await _said(stage, "model list")
    assert "Your default: **Sonic v5**" in shown
    assert "This server's default: none" in shown
    for family in ("Riffusion", "Sonic", "Producer"):
        assert f"\n**{family}**\n" in f"\n{shown}"


async def test_a_members_default_wins_over_the_servers_and_both_over_the_first_that_can(stage: Stage) -> None:
    assert "makes this server's songs" in await _said(stage, "model server", "admin", model="sonic/sonic-v4-5")
    assert "makes your songs" in await _said(stage, "model mine", "noah", model="producer")
    assert _model(await stage.song("mia")) == "Sonic v4.5"
    assert "Producer" in _model(await stage.song("noah"))
    named = await stage.song("noah", model="riffusion/FUZZ-1.1")
    assert _model(named) == "Riffusion FUZZ-1.1"
    assert "no default of your own any more" in await _said(stage, "model mine", "noah", model="forget")
    assert _model(await stage.song("noah")) == "Sonic v4.5"
    assert "no default any more" in await _said(stage, "model server", "admin", model="Forget this server's default")
    assert _model(await stage.song("noah")) == "Riffusion FUZZ-1.1 Pro"
    assert (await stage.account()).spent == 15 + 12 + 12 + 15 + 12


async def test_a_command_without_a_model_shows_the_choice_and_changes_nothing(stage: Stage) -> None:
    await _said(stage, "model mine", model="sonic/sonic-v5")
    for command in ("model mine", "model server", "model list"):
        shown = await _said(stage, command)
        assert shown.startswith("## Models\nYour default: **Sonic v5**")
    assert _model(await stage.song()) == "Sonic v5"


async def test_a_default_is_chosen_and_forgotten_in_the_panel_also_after_a_restart(stage: Stage) -> None:
    shown = (await stage.person("admin").type_command(stage.sandbox.songs.id, "model list").answered()).message
    assert shown is not None
    menus = [part for _, part in walk(shown.components) if part["type"] == 3]
    assert [menu["custom_id"] for menu in menus] == ["model:v1:mine", "model:v1:server"]
    await stage.restart()
    for menu, value, news in (
        ("model:v1:mine", "Sonic v5", "From now on Sonic v5 makes your songs."),
        ("model:v1:mine", "Forget my default", "You have no default of your own any more."),
        ("model:v1:server", "sonic/sonic-v4-5", "From now on Sonic v4.5 makes this server's songs."),
    ):
        chosen = stage.person("admin").select(shown, menu, value)
        assert (await chosen.answered()).message is shown
        assert f"**{news}" in "\n".join(texts(shown.components))
    assert _model(await stage.song("mia")) == "Sonic v4.5"
    forged = stage.person("admin").select(shown, "model:v1:mine", "polka/1", checked=False)
    refused = (await forged.answered()).message
    assert refused is not None
    assert "not available here" in refused.content


async def test_the_card_says_why_another_model_makes_the_song(stage: Stage) -> None:
    shown = await stage.song(voice="female")
    assert _model(shown).startswith("Sonic")
    assert "-# Sonic, because Riffusion cannot choose a voice." in shown.embeds[0]["description"]


async def test_commands_name_this_bots_own_prices_and_are_synced_only_where_they_changed(tmp_path: Path) -> None:
    def described(stage: Stage) -> dict[str, str]:
        return {command["name"]: command["description"] for command in stage.sandbox.world.commands.values()}

    async with open_stage(tmp_path) as stage:
        assert described(stage)["song"].endswith(" · from 10 credits")
        assert "credits" not in described(stage)["family"]
        await stage.restart()
        await stage.logged("commands_unchanged")
    async with open_stage(tmp_path, env={"MUSICAPI_FAMILIES": "sonic"}) as stage:
        assert described(stage)["song"].endswith(" · 15 credits")


async def test_a_members_default_goes_with_them_to_every_server_and_a_servers_does_not(stage: Stage) -> None:
    await _said(stage, "model server", "admin", model="sonic/sonic-v5")
    theirs = await stage.song("stranger", where=stage.sandbox.lounge)
    assert "Riffusion" in _model(theirs)


async def test_only_those_who_manage_the_server_choose_for_it(stage: Stage) -> None:
    assert "manage this server" in await _said(stage, "model server", "mia", model="sonic/sonic-v5")
    assert "Riffusion" in _model(await stage.song("mia"))


async def test_a_model_that_is_not_there_is_one_private_sentence(stage: Stage) -> None:
    for model in ("sonic/polka", "polka", "/", "studio/studio130-v1.5"):
        for command in ("model mine", "lyrics"):
            assert "Nothing was charged" in await _said(stage, command, model=model)
    assert stage.creates() == 0


async def test_a_default_that_is_lost_is_passed_over_and_a_model_that_is_named_is_not(stage: Stage) -> None:
    database = await Database.open(stage.database_url)
    async with database.transaction() as tx:
        await default_models.set_for_member(tx, UserId(stage.person("mia").user.id), "polka/polka-v1")
    await database.close()
    assert "Riffusion" in _model(await stage.song("mia"))
    asked = stage.ask(model="polka/polka-v1")
    answer = await asked.answered()
    assert answer.message is not None
    assert answer.message.private_to is not None
    assert "not available here" in answer.message.content
    assert "polka/polka-v1 (not available now)" in await _said(stage, "model list")
