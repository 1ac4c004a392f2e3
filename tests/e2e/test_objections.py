"""What MusicAPI objects to, at once and later, in the real process: said in plain words, for nothing, to be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from data.ids import GuildId
from data.rows import EntryKind, FailureKind
from sandbox.musicapi.profiles import AIMUSICAPI
from tests.data.making import ledger_entries
from tests.e2e.conftest import audio, labels, open_stage, said
from tests.e2e.test_languages import choose_language, words
from tests.e2e.test_retry import shown_fields
from tests.e2e.test_upload import recording

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import Stage

SONG: dict[str, Any] = {"prompt": "slow soul with a trumpet", "title": "Harbour"}
SUNG: dict[str, Any] = {**SONG, "lyrics": "[Verse]\nThe harbour lights go out", "style": "folk"}
NO_NAMES = "MusicAPI takes no names of artists (“{}”). Describe the sound instead."
EDIT = "Press **Edit…** to change the words."


async def entries(stage: Stage) -> list[EntryKind]:
    """What the server's ledger says, the newest first."""
    async with (await stage.database()).reading() as tx:
        return [entry.kind for entry in await ledger_entries(tx, GuildId(stage.sandbox.studio.id))]


@pytest.mark.parametrize(
    ("asked", "sentence", "kind", "mend"),
    [
        (
            {**SONG, "prompt": "slow soul, like Taylor Swift"},
            NO_NAMES.format("Taylor Swift"),
            FailureKind.REFUSED,
            {"prompt": "slow soul"},
        ),
        (
            {**SONG, "prompt": "loud guitars, like Nirvana"},
            NO_NAMES.format("Nirvana"),
            FailureKind.FAILED,
            {"prompt": "loud guitars"},
        ),
        (
            {**SUNG, "lyrics": "[Verse]\nHello darkness,\nHello darkness my old friend"},
            "MusicAPI takes these lyrics for somebody else's (“Hello darkness my old friend”). Write your own.",
            FailureKind.REFUSED,
            {"lyrics": "[Verse]\nThe harbour lights go out"},
        ),
        (
            {**SUNG, "lyrics": "[Verse]\nWe all live in a yellow submarine"},
            "MusicAPI takes these lyrics for somebody else's. Write your own.",
            FailureKind.FAILED,
            {"lyrics": "[Verse]\nThe harbour lights go out"},
        ),
        (
            {**SUNG, "lyrics": "[]\nThe harbour lights go out"},
            "MusicAPI cannot read these lyrics. Check section names such as [Verse].",
            FailureKind.REFUSED,
            {"lyrics": "[Verse]\nThe harbour lights go out"},
        ),
    ],
    ids=["name-at-once", "name-later", "lyrics-at-once", "lyrics-later", "form-of-lyrics"],
)
async def test_it_is_said_in_plain_words_costs_nothing_and_is_changed_in_a_form(
    stage: Stage, asked: dict[str, Any], sentence: str, kind: FailureKind, mend: dict[str, Any]
) -> None:
    refused = await stage.ended(stage.ask(**asked))
    assert audio(refused) == []
    assert f"{sentence}\n{EDIT}\n-# The 12 credits are back." in said(refused)
    assert labels(refused) == ["Edit…"]
    job = await stage.settled()
    assert job.failure is kind
    account = await stage.account()
    assert (account.left, account.spent, account.held) == (240, 0, 0)
    assert sorted(await entries(stage)) == [EntryKind.HOLD, EntryKind.REFUND]
    await stage.restart()
    opened = stage.person().press(refused, "Edit…")
    assert (await opened.answered()).modal is not None
    fields = shown_fields(opened)
    assert {name: fields[name] for name in asked} == asked
    song = await stage.finished(stage.person().submit(opened, mend))
    assert len(audio(song)) == 2
    assert (await stage.account()).spent == 12
    assert "job_failed" in stage.log()
    named = {"Taylor", "Nirvana", "darkness", "submarine"}
    assert [word for word in named if word in stage.log()] == []


async def test_an_edit_of_a_song_is_changed_in_its_own_form(stage: Stage) -> None:
    mia, song = stage.person(), await stage.song(model="sonic")
    opened = mia.press(song, "1 Extend")
    assert (await opened.answered()).modal is not None
    typed = {"moment": "1.5", "lyrics": "[Bridge]\nThe tide comes in", "style": "a beat by dj khaled"}
    refused = await stage.ended(mia.submit(opened, typed))
    assert "MusicAPI takes no producers' tags (“dj khaled”). Leave them out." in said(refused)
    assert labels(refused) == ["Edit…"]
    spent = (await stage.account()).spent
    again = mia.press(refused, "Edit…")
    assert (await again.answered()).modal is not None
    fields = shown_fields(again)
    assert {name: fields[name] for name in typed} == typed
    longer = await stage.finished(mia.submit(again, {"style": "a slow beat"}))
    assert audio(longer) != []
    assert (await stage.account()).spent == spent + 15


async def test_everybody_reads_it_in_the_servers_language(stage: Stage) -> None:
    await choose_language(stage, "de")
    refused = await stage.ended(stage.ask(prompt="like Adele"))
    named = words("de", "objection-named", named="Adele")
    assert words("de", "problem-artist-named", named=named) in said(refused)
    assert "“" in named or "„" in named
    assert labels(refused) == [words("de", "edit-name")]


async def test_what_one_member_is_told_alone_is_refused_to_them_alone(stage: Stage) -> None:
    mia = stage.person()
    mia.user.locale = "fr"
    asked = mia.type_command(stage.sandbox.songs.id, "write", {"topic": "sing like Adele"})
    told = await stage.ended(asked)
    assert told.private_to == mia.user.id
    named = words("fr", "objection-named", named="Adele")
    assert words("fr", "problem-artist-named", named=named) in said(told)
    assert (await stage.account()).spent == 0


async def test_the_other_host_says_so_in_an_envelope_of_its_own(tmp_path: Path) -> None:
    async with open_stage(tmp_path, profile=AIMUSICAPI) as stage:
        refused = await stage.ended(stage.ask(prompt="like Adele", model="producer"))
        assert NO_NAMES.format("Adele") in said(refused)
        (refusal,) = [each for each in stage.sandbox.musicapi.traffic if each.answer.status == 403]
        assert b'"type":"forbidden"' in refusal.answer.body.replace(b" ", b"")
        assert (await stage.account()).spent == 0


async def test_words_of_musicapis_that_nobody_knows_are_shown_harmless(stage: Stage) -> None:
    reason = "Nope. **@everyone** <@80351110224678912> [x](https://evil.example) https://cdn.example/mine.wav?ex=6&hm=7"
    stage.sandbox.vendor.orders.refuse_next_create(403, {"error": reason})
    refused = await stage.ended(stage.ask())
    assert "MusicAPI refused this song: “Nope" in said(refused)
    assert not any(each in said(refused) for each in ("@everyone", "<@8035", "evil", "mine.wav", "**@"))
    assert labels(refused) == ["Try again · 12 credits", "Edit…"]
    assert (await stage.account()).spent == 0


async def test_a_recording_that_is_somebodys_is_not_paid_for(stage: Stage) -> None:
    stage.sandbox.vendor.orders.refuse_next_create(403, {"error": "Uploaded audio matches existing work of art."})
    given = {"rights": True, "file": ("mine.wav", recording(8)), "then": "cover", "style": "folk"}
    refused = await stage.ended(stage.person().type_command(stage.sandbox.songs.id, "upload", given))
    sentence = "MusicAPI takes this recording for somebody else's work. Bring one of your own."
    assert f"{sentence}\nTry something else.\n-# The 17 credits are back." in said(refused)
    assert (await stage.account()).spent == 0
