"""Personas: found in their guild only, by a name of their own while they live."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import personas
from data.brief import Details
from data.ids import GuildId, PersonaId, VendorPersonaId
from data.rows import Consent, JobState, Persona, PersonaKind
from tests.data.making import GUILD, NOW, after, job_in
from tests.properties import examples

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.engine.transaction import Transaction


async def made(tx: Transaction, name: str, **changes: Any) -> Persona:
    job = await job_in(tx, JobState.DONE, **changes)
    persona = await personas.add(tx, job, kind=PersonaKind.PERSONA, name=name, vendor_id=VendorPersonaId("p1"), now=NOW)
    assert persona is not None
    return persona


async def test_a_persona_is_all_that_its_job_says(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.DONE, family="sonic")
        persona = await personas.add(
            tx, job, kind=PersonaKind.VOICE, name=" Ada ", vendor_id=VendorPersonaId("v1"), now=after(9)
        )
        assert persona is not None
        assert persona == Persona(
            id=persona.id,
            guild_id=GUILD,
            user_id=job.user_id,
            kind=PersonaKind.VOICE,
            family="sonic",
            name="Ada",
            vendor_id=VendorPersonaId("v1"),
            job_id=job.id,
            created_at=after(9),
            deleted_at=None,
        )
        assert await personas.of_guild(tx, GUILD) == [persona]


async def test_consents_are_those_of_the_guilds_living_voices(database: Database) -> None:
    agreed = Details(url="https://example.com/a.mp3", agreed_to="It is mine", agreed_version=1)

    async def voice(name: str, kind: PersonaKind = PersonaKind.VOICE, **changes: Any) -> Persona:
        job = await job_in(tx, JobState.DONE, **changes)
        persona = await personas.add(tx, job, kind=kind, name=name, vendor_id=VendorPersonaId(name), now=after(9))
        assert persona is not None
        return persona

    async with database.transaction() as tx:
        harbour = await voice("Harbour", details=agreed)
        await voice("Storm")  # made before anything was written down
        await voice("Ray", PersonaKind.PERSONA, details=agreed)
        await voice("Elsewhere", details=agreed, guild_id=GuildId(5))
        gone = await voice("Gone", details=agreed)
        assert await personas.delete(tx, gone.id, guild_id=GUILD, now=NOW)
        assert await personas.consents(tx, GUILD) == {harbour.id: Consent("It is mine", 1, harbour.user_id, NOW)}


async def test_what_cannot_be_used_again_is_not_kept(database: Database) -> None:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.DONE)
        assert (
            await personas.add(tx, job, kind=PersonaKind.VOICE, name="Ada", vendor_id=VendorPersonaId(""), now=NOW)
            is None
        )
        assert await personas.of_guild(tx, GUILD) == []


@pytest.mark.parametrize(("given_name", "kept"), [("", "Persona"), (" \n ", "Persona"), ("a\x00\ud800b", "a\ufffd?b")])
async def test_every_persona_has_a_name_that_can_be_stored(database: Database, given_name: str, kept: str) -> None:
    async with database.transaction() as tx:
        assert (await made(tx, given_name)).name == kept


async def test_a_name_that_is_taken_gets_a_number(database: Database) -> None:
    async with database.transaction() as tx:
        assert [(await made(tx, "Ada")).name for _ in range(3)] == ["Ada", "Ada 2", "Ada 3"]
        assert (await made(tx, "Ada", guild_id=GUILD + 1)).name == "Ada"
        second = (await personas.of_guild(tx, GUILD))[1]
        assert await personas.delete(tx, second.id, guild_id=GUILD, now=after(1))
        assert (await made(tx, "Ada")).name == "Ada 2"


async def test_many_at_once_have_a_name_each(database: Database) -> None:
    async with database.transaction() as tx:
        done = [await job_in(tx, JobState.DONE) for _ in range(6)]

    async def add(number: int) -> Persona | None:
        async with database.transaction() as tx:
            kind = PersonaKind.PERSONA
            return await personas.add(tx, done[number], kind=kind, name="Ada", vendor_id=VendorPersonaId("p"), now=NOW)

    names = {persona.name for persona in await asyncio.gather(*map(add, range(6))) if persona}
    assert names == {"Ada", "Ada 2", "Ada 3", "Ada 4", "Ada 5", "Ada 6"}


async def test_a_persona_belongs_to_one_guild(database: Database) -> None:
    async with database.transaction() as tx:
        persona = await made(tx, "Ada")
        assert not await personas.delete(tx, persona.id, guild_id=GuildId(GUILD + 1), now=NOW)
        assert await personas.of_guild(tx, GuildId(GUILD + 1)) == []
        assert await personas.of_guild(tx, GUILD) == [persona]


async def test_a_persona_is_deleted_once_and_no_longer_offered(database: Database) -> None:
    async with database.transaction() as tx:
        persona = await made(tx, "Ada")
        assert await personas.delete(tx, persona.id, guild_id=GUILD, now=after(1))
        assert not await personas.delete(tx, persona.id, guild_id=GUILD, now=after(2))
        assert await personas.of_guild(tx, GUILD) == []


@pytest.mark.parametrize("forged", [0, -1, 404, 2**63 - 1, 2**63, 10**80, -(10**80)])
async def test_a_forged_id_finds_nothing(database: Database, forged: int) -> None:
    async with database.transaction() as tx:
        assert not await personas.delete(tx, PersonaId(forged), guild_id=GUILD, now=NOW)


steps = st.tuples(st.sampled_from(["add", "add", "delete"]), st.sampled_from(["Ada", "Ada 2", "ada", ""]))


@settings(max_examples=examples(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=st.lists(steps, max_size=10))
async def test_no_two_living_ones_have_one_name(
    database: Database, plan: list[tuple[Literal["add", "delete"], str]]
) -> None:
    async with database.transaction() as tx:
        for old in await personas.of_guild(tx, GUILD):
            await personas.delete(tx, old.id, guild_id=GUILD, now=NOW)
        living = 0
        for kind, name in plan:
            there = await personas.of_guild(tx, GUILD)
            if kind == "add":
                await made(tx, name)
                living += 1
            elif there:
                assert await personas.delete(tx, there[0].id, guild_id=GUILD, now=NOW)
                living -= 1
        names = Counter(persona.name for persona in await personas.of_guild(tx, GUILD))
        assert names.total() == living
        assert set(names.values()) <= {1}
