"""The personas and voices that a guild made, each by a name that no other living one of the guild has."""

from __future__ import annotations

import itertools
from datetime import datetime

from sqlalchemy import select, update

from data import tables
from data.clips import LARGEST_ID
from data.engine.dialects import insert_into
from data.engine.transaction import Transaction
from data.ids import GuildId, PersonaId, VendorPersonaId
from data.rows import Consent, Job, Persona, PersonaKind
from data.schema.columns import storable

_personas = tables.personas.c


async def add(
    tx: Transaction, job: Job, *, kind: PersonaKind, name: str, vendor_id: VendorPersonaId, now: datetime
) -> Persona | None:
    """Write down what the job made; None: MusicAPI named nothing that could be used again.

    A name that a living one of the guild has already gets a number, because what was paid for must not be lost to it.
    """
    if not storable(vendor_id):
        return None
    wanted = storable(name).strip() or kind.value.capitalize()
    values = {
        "guild_id": job.guild_id,
        "user_id": job.user_id,
        "kind": kind,
        "family": job.family,
        "vendor_id": vendor_id,
        "job_id": job.id,
        "created_at": now,
    }
    for number in itertools.count(1):
        statement = (
            insert_into(tx, tables.personas)
            .values(name=wanted if number == 1 else f"{wanted} {number}", **values)
            .on_conflict_do_nothing(index_elements=["guild_id", "name"], index_where=_personas.deleted_at.is_(None))
            .returning(tables.personas)
        )
        row = (await tx.execute(statement)).first()
        if row is not None:
            return Persona(*row)
    return None


async def of_guild(tx: Transaction, guild_id: GuildId) -> list[Persona]:
    """Return the guild's living personas and voices by name."""
    statement = select(tables.personas).where(_personas.guild_id == guild_id, _personas.deleted_at.is_(None))
    return [Persona(*row) for row in await tx.execute(statement.order_by(_personas.name))]


async def consents(tx: Transaction, guild_id: GuildId) -> dict[PersonaId, Consent]:
    """Return what was agreed to for each living voice of the guild, as far as that was written down."""
    job = tables.jobs.c
    statement = (
        select(_personas.id, job.details, job.user_id, job.created_at)
        .join(tables.jobs, job.id == _personas.job_id)
        .where(_personas.guild_id == guild_id, _personas.deleted_at.is_(None), _personas.kind == PersonaKind.VOICE)
    )
    return {
        persona_id: Consent(details.agreed_to, details.agreed_version, user_id, created_at)
        for persona_id, details, user_id, created_at in await tx.execute(statement)
        if details.agreed_version
    }


async def delete(tx: Transaction, persona_id: PersonaId, *, guild_id: GuildId, now: datetime) -> bool:
    """Mark the guild's persona as deleted; False: there is none, it was deleted before, or it is another guild's."""
    if not 0 < persona_id <= LARGEST_ID:
        return False
    own = (_personas.id == persona_id, _personas.guild_id == guild_id, _personas.deleted_at.is_(None))
    statement = update(tables.personas).where(*own).values(deleted_at=now).returning(_personas.id)
    return (await tx.execute(statement)).first() is not None
