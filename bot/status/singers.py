"""Whose voice sings a song."""

from __future__ import annotations

from data import personas
from data.engine.transaction import Transaction
from data.rows import Consent, Job


async def singer_of(tx: Transaction, job: Job) -> tuple[str, Consent | None]:
    """What the server calls the persona that sings, and what was agreed to where it is somebody's own voice.

    Empty where none sings, or it was deleted; None where no consent was written down.
    """
    wanted = job.brief.details.persona_id
    living = await personas.of_guild(tx, job.guild_id) if wanted else []
    singer = next((persona for persona in living if persona.vendor_id == wanted), None)
    if singer is None:
        return "", None
    return singer.name, (await personas.consents(tx, job.guild_id)).get(singer.id)
