"""Who may delete a persona, and what is left of it."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import PersonError, Problem
from bot.orders.personas import delete_persona
from data import personas
from data.ids import UserId, VendorPersonaId
from data.rows import JobState, PersonaKind
from tests.data.making import job_in

if TYPE_CHECKING:
    from data.engine.database import Database
    from data.rows import Persona

NOW = datetime(2026, 11, 20, 13, tzinfo=UTC)


@pytest.fixture
def context(database: Database) -> Any:
    return SimpleNamespace(database=database, now=lambda: NOW)


@pytest.fixture
async def persona(database: Database) -> Persona:
    async with database.transaction() as tx:
        job = await job_in(tx, JobState.DONE, operation="persona")
        made = await personas.add(
            tx, job, kind=PersonaKind.PERSONA, name="Harbour", vendor_id=VendorPersonaId("p-1"), now=NOW
        )
    assert made is not None
    return made


async def _living(database: Database, persona: Persona) -> list[str]:
    async with database.reading() as tx:
        return [each.name for each in await personas.of_guild(tx, persona.guild_id)]


@pytest.mark.parametrize(("stranger", "manages"), [(0, False), (1, True)])
async def test_whoever_made_it_or_manages_the_server_deletes_it_once(
    context: Any, persona: Persona, *, stranger: int, manages: bool
) -> None:
    await delete_persona(context, persona, user_id=UserId(persona.user_id + stranger), manages=manages)
    assert await _living(context.database, persona) == []
    with pytest.raises(PersonError, match=Problem.PERSONA_DELETED):
        await delete_persona(context, persona, user_id=UserId(persona.user_id + stranger), manages=manages)


async def test_anybody_else_does_not(context: Any, persona: Persona) -> None:
    with pytest.raises(PersonError, match=Problem.NOT_YOUR_PERSONA):
        await delete_persona(context, persona, user_id=UserId(persona.user_id + 1), manages=False)
    assert await _living(context.database, persona) == ["Harbour"]
