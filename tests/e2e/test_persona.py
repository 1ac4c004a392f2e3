"""`/persona`: a server's own singers, seen and deleted, and out of every other server's reach."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from data import personas
from data.engine.database import Database
from data.ids import JobId, VendorPersonaId
from data.jobs import queries
from data.rows import PersonaKind

if TYPE_CHECKING:
    from data.rows import Persona
    from tests.e2e.conftest import Stage


async def make_personas(stage: Stage, *names: str) -> list[Persona]:
    """Personas of the server, one of each new song, by whoever asked for it."""
    found: list[Persona] = []
    for number, name in enumerate(names, 1):
        await stage.song()
        database = await Database.open(stage.database_url)
        try:
            async with database.transaction() as tx:
                job = await queries.get(tx, JobId(number))
                assert job is not None
                kind, now = PersonaKind.PERSONA, datetime.now(UTC)
                made = await personas.add(
                    tx, job, kind=kind, name=name, vendor_id=VendorPersonaId(f"v-{name}"), now=now
                )
        finally:
            await database.close()
        assert made is not None
        found.append(made)
    return found


async def _said(stage: Stage, command: str, name: str = "mia", **options: str) -> str:
    """What the bot says to a command, to the person alone."""
    channel = stage.sandbox.lounge if name == "stranger" else stage.sandbox.songs
    answer = await stage.person(name).type_command(channel.id, command, options).answered()
    assert answer.message is not None
    assert answer.message.private_to == stage.person(name).user.id
    return answer.message.content or str(answer.message.embeds)


async def test_personas_are_listed_offered_and_deleted_by_whoever_made_them_or_manages_the_server(stage: Stage) -> None:
    assert "None yet" in await _said(stage, "persona list")
    harbour, storm, _ = await make_personas(stage, "Harbour", "Storm", "2026")
    listed = await _said(stage, "persona list", "noah")
    assert "**Harbour** · persona · Riffusion" in listed
    assert f"<@{stage.person('mia').user.id}>" in listed
    for command, given in (("song", {"prompt": "x"}), ("persona delete", {})):
        offered = await stage.person().autocomplete(
            stage.sandbox.songs.id, command, {**given, "persona": "har"}, "persona"
        )
        assert offered == [{"name": "Harbour · persona · Riffusion", "value": str(harbour.id)}]
    assert "Only its maker" in await _said(stage, "persona delete", "noah", persona=str(harbour.id))
    assert "“Harbour” is deleted" in await _said(stage, "persona delete", persona=str(harbour.id))
    assert "no such persona" in await _said(stage, "persona delete", persona=str(harbour.id))
    assert "“Storm” is deleted" in await _said(stage, "persona delete", "admin", persona=" storm ")
    assert "“2026” is deleted" in await _said(stage, "persona delete", persona="2026")
    assert "no such persona" in await _said(stage, "song", prompt="x", persona=str(storm.id))
    assert "None yet" in await _said(stage, "persona list")


@pytest.mark.promise(key="own-server")
async def test_a_persona_of_another_server_is_out_of_reach(stage: Stage) -> None:
    (harbour,) = await make_personas(stage, "Harbour")
    for persona in (str(harbour.id), "Harbour", "0", "-1", "99999999999999999999"):
        said = await _said(stage, "song", "stranger", prompt="x", persona=persona)
        assert "no such persona" in said
        assert "Nothing was charged" in said
        assert "no such persona" in await _said(stage, "persona delete", "stranger", persona=persona)
    assert "None yet" in await _said(stage, "persona list", "stranger")
    offered = await stage.person("stranger").autocomplete(
        stage.sandbox.lounge.id, "song", {"prompt": "x", "persona": ""}, "persona"
    )
    assert offered == []
    assert stage.creates() == 1
