"""Personas and voices: kept in the same transaction as their credits, by names that no other has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.errors import PersonError, Problem
from bot.musicapi.operations import Operation
from bot.orders.personas import delete_persona
from data.brief import Details
from data.rows import JobState, PersonaKind
from sandbox.wire.exchange import json_answer
from tests.bot.conftest import CLIP_SECONDS, GUILD, OTHER_GUILD, SONIC, answer_of
from tests.telling import tells

if TYPE_CHECKING:
    from data.rows import Persona
    from tests.bot.conftest import Studio


@pytest.fixture
def studio(workshop: Studio) -> Studio:
    """A studio whose clips are long enough to be brought back as recordings."""
    return workshop


async def test_a_persona_is_written_down_with_its_credits(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    made = await studio.done(Operation.PERSONA, clip, title="Marlene")
    (persona,) = await studio.queries.personas(GUILD)
    assert (persona.name, persona.family, persona.job_id) == ("Marlene", "sonic", made.id)
    assert persona.vendor_id in studio.vendor.library.personas
    with tells(PersonError, "persona of that name"):
        await studio.place(studio.order("", operation=Operation.PERSONA, source=clip.id, title="marlene"))
    assert await studio.queries.personas(OTHER_GUILD) == []
    sung = await studio.done(
        Operation.PERSONA_SONG, prompt="a slow waltz", details=Details(persona_id=persona.vendor_id)
    )
    assert sung.state is JobState.DONE
    assert len(await studio.clips(sung)) == 2


async def test_two_personas_of_one_name_that_were_ordered_together_both_stay(studio: Studio) -> None:
    _, (clip, other) = await studio.song(model=SONIC)
    ordered = [
        await studio.place(studio.order("", operation=Operation.PERSONA, source=each.id, title="Marlene"))
        for each in (clip, other)
    ]
    for job in ordered:
        assert (await studio.finish(job)).state is JobState.DONE
    assert [persona.name for persona in await studio.queries.personas(GUILD)] == ["Marlene", "Marlene 2"]


async def test_a_persona_sings_with_the_voice_that_was_picked_last(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    picked = answer_of(await studio.done(Operation.VOX, clip, details=Details(starts_at=1.0, ends_at=5.0)))
    await studio.done(Operation.PERSONA, clip, title="Marlene")
    sent = studio.vendor.accepted[-1].body
    assert (sent["vox_audio_id"], sent["vocal_start_s"], sent["vocal_end_s"]) == (picked["vox_id"], 1.0, 5.0)


async def test_a_persona_of_another_server_or_of_nobody_sings_nothing(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    await studio.done(Operation.PERSONA, clip, title="Marlene")
    (persona,) = await studio.queries.personas(GUILD)
    before = len(studio.vendor.creates)
    for guild_id, vendor_id in ((OTHER_GUILD, persona.vendor_id), (GUILD, "guessed")):
        sung = studio.order(
            "a waltz",
            operation=Operation.PERSONA_SONG,
            guild_id=guild_id,
            details=Details(persona_id=vendor_id),
        )
        with tells(PersonError, "no such persona.*nothing was charged"):
            await studio.place(sung)
    assert await forgotten(studio, persona)
    with pytest.raises(PersonError, match=Problem.PERSONA_UNKNOWN):
        await studio.place(
            studio.order("a waltz", operation=Operation.PERSONA_SONG, details=Details(persona_id=persona.vendor_id))
        )
    assert len(studio.vendor.creates) == before


async def forgotten(studio: Studio, persona: Persona) -> bool:
    """Whether the persona is gone after its maker deleted it."""
    await delete_persona(studio.context, persona, user_id=persona.user_id, manages=False)
    return await studio.queries.personas(GUILD) == []


@pytest.mark.parametrize(
    ("told", "sent"),
    [
        ({"vocal_start_s": 1.0}, (None, None)),
        ({"vocal_start_s": 0, "vocal_end_s": 0}, (None, None)),
        ({"vocal_start_s": 2.0, "vocal_end_s": CLIP_SECONDS + 1}, (None, None)),
        ({"vocal_start_s": 2.0, "vocal_end_s": 6.0}, (2.0, 6.0)),
    ],
)
async def test_half_a_section_of_a_voice_keeps_nobody_from_its_persona(
    studio: Studio, told: dict[str, float], sent: tuple[float | None, float | None]
) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    answer = json_answer(200, {"code": 200, "data": {"vox_audio_id": "vox-1", "status": "complete", **told}})
    studio.transport.trouble.answer_instead("POST", r"/vox$", answer)
    await studio.done(Operation.VOX, clip)
    await studio.place(studio.order("", operation=Operation.PERSONA, source=clip.id, title="Marlene"))
    studio.clock.advance(10)
    await studio.create()
    asked = [exchange.request for exchange in studio.transport.traffic if exchange.request.path.endswith("/persona")]
    body = json.loads(asked[-1].body)
    assert body["vox_audio_id"] == "vox-1"
    assert (body.get("vocal_start_s"), body.get("vocal_end_s")) == sent


async def test_a_voice_is_made_of_a_recording_and_kept(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    details = Details(url=clip.audio_url, length=CLIP_SECONDS)
    made = await studio.done(Operation.VOICE, title="Mine", details=details)
    assert made.state is JobState.DONE
    (voice,) = await studio.queries.personas(GUILD)
    assert (voice.name, voice.kind, voice.vendor_id) == ("Mine", PersonaKind.VOICE, answer_of(made)["voice_id"])
