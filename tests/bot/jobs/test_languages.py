"""In which languages a job's message speaks: written down with the job, for whichever process posts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data.guilds import limits

if TYPE_CHECKING:
    from tests.bot.conftest import Studio


@pytest.mark.parametrize(
    ("chosen", "discord", "spoken"),
    [(None, "ja", "ja"), ("de", "ja", "de"), (None, "", None), ("de", "", "de")],
    ids=["as Discord says", "as the server chose", "nobody says", "the server alone says"],
)
async def test_a_job_knows_the_servers_language_and_its_members(
    studio: Studio, chosen: str | None, discord: str, spoken: str | None
) -> None:
    order = studio.order(server_language=discord, member_language="fr" if discord else "")
    async with studio.context.database.transaction() as tx:
        await limits.put_values(tx, order.guild_id, {"language": chosen})
    job = await studio.place(order)
    assert (job.language, job.member_language) == (spoken, "fr" if discord else None)
    done = await studio.finish(job)
    assert (done.language, done.member_language) == (job.language, job.member_language)
