"""The forms of a new song: the price first, what is known filled in, nothing over a limit, long texts kept whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.errors import ClipGone
from bot.musicapi.offers import Limits
from bot.musicapi.operations import Operation
from bot.status.past_orders import PastSong
from bot.status.snapshots import NewSong
from cogs.components.custom_id import SongForm
from cogs.forms.form import sent_fields
from cogs.forms.song_form import (
    edited_song_form,
    fitting_candidate,
    found_style,
    song_form,
    song_texts,
    whole_song_texts,
    written_texts,
)
from tests.cogs.making import ACCOUNT, candidate, form_fields, job, sent_form
from tests.telling import tells

if TYPE_CHECKING:
    from cogs.forms.form import Form
    from data.rows import Job

LIMITS = Limits(prompt=200, style=200, lyrics=3_000, title=80)
LONG = Limits(prompt=400, style=1_000, lyrics=5_000, title=80)


def _form(
    limits: Limits, known: dict[str, str] | None = None, *, price: int = 12, from_lyrics: bool | None = None
) -> Form:
    made_by = candidate(Operation.CREATE)
    made_by = replace(made_by, limits=limits, offer=replace(made_by.offer, price=price))
    return song_form(SongForm, NewSong((made_by,), ACCOUNT), known or {}, from_lyrics=from_lyrics)


def _lyrics_form(limits: Limits, known: dict[str, str] | None = None, *, price: int = 12) -> Form:
    return _form(limits, known, price=price, from_lyrics=True)


async def test_a_form_says_what_it_is_about_and_begins_with_the_price_and_what_is_left() -> None:
    for form in (_lyrics_form(LIMITS), _form(LIMITS)):
        first = form.to_dict()["components"][0]
        assert first["content"] == "Sonic v5 · 12 credits · 204 left this month"
        assert form.custom_id == "form:v1:song:12:"


async def test_one_credit_is_no_credits() -> None:
    form = _lyrics_form(LIMITS, price=1)
    assert form.to_dict()["components"][0]["content"].startswith("Sonic v5 · 1 credit · ")


async def test_lyrics_are_needed_where_a_song_is_made_of_them() -> None:
    fields = form_fields(_lyrics_form(LIMITS))
    assert {name: field["required"] for name, field in fields.items()} == {
        "title": False,
        "style": False,
        "lyrics": True,
    }
    assert [field["max_length"] for field in fields.values()] == [80, 200, 3_000]


async def test_a_prompt_is_needed_and_everything_else_may_stay_empty() -> None:
    fields = form_fields(_form(LONG, {"style": "warm soul"}))
    assert {name: field["required"] for name, field in fields.items()} == {
        "prompt": True,
        "style": False,
        "title": False,
        "lyrics": False,
    }
    assert fields["style"]["value"] == "warm soul"
    assert "value" not in fields["prompt"]


@pytest.mark.parametrize(
    ("limits", "cut", "said"),
    [(LIMITS, {"style", "lyrics", "prompt"}, "more than the model takes"), (LONG, {"lyrics"}, "all of it is kept")],
)
async def test_a_field_says_what_becomes_of_a_text_that_it_cannot_show_to_its_end(
    limits: Limits, cut: set[str], said: str
) -> None:
    known = {"style": "warm " * 60, "lyrics": "la " * 1_600, "prompt": "slow " * 60}
    prompt_form = _form(limits, {**known, "lyrics": ""})
    for form, among in ((_lyrics_form(limits, known), cut), (prompt_form, cut - {"lyrics"})):
        for name, field in form_fields(form).items():
            assert (said in field["description"]) == (name in among)


async def test_a_form_of_lyrics_can_be_filled_and_shows_as_much_as_fits() -> None:
    known = {"title": "Harbour", "style": "folk\nwarm", "lyrics": "[Verse]\nLa"}
    fields = form_fields(_lyrics_form(LIMITS, known))
    assert [field["value"] for field in fields.values()] == ["Harbour", "folk warm", "[Verse]\nLa"]
    long = form_fields(_lyrics_form(LIMITS, {"lyrics": "la " * 3_000}))
    assert len(long["lyrics"]["value"]) == 3_000


@pytest.mark.parametrize("text", ["x" * 9_000, "\U0001f3b5" * 5_000, "a\nb\n" * 3_000])
async def test_whatever_was_written_it_fits_into_discords_limits(text: str) -> None:
    known: dict[str, str] = dict.fromkeys(("prompt", "style", "title", "lyrics"), text)
    for form in (_lyrics_form(LONG, known), _form(LONG, {**known, "lyrics": ""})):
        assert len(form.to_dict()["components"]) <= 5
        for field in form_fields(form).values():
            assert 1 <= field["max_length"] <= 4_000
            assert len(field.get("value", "").encode("utf-16-le")) // 2 <= field["max_length"]


async def test_known_lyrics_open_the_form_of_lyrics_and_anything_else_that_of_a_prompt() -> None:
    assert "prompt" not in form_fields(_form(LIMITS, {"lyrics": "La"}))
    assert "prompt" in form_fields(_form(LIMITS, {"style": "folk", "lyrics": ""}))
    assert "prompt" in form_fields(_form(LIMITS, {"lyrics": "La"}, from_lyrics=False))


def _edited(of: Job, *, is_model_gone: bool = False) -> Form:
    made_by = replace(candidate(Operation.CREATE), limits=LONG)
    return edited_song_form(PastSong(of, NewSong((made_by,), ACCOUNT, of), "", is_model_gone))


async def test_a_song_is_edited_in_a_form_with_everything_that_was_typed() -> None:
    form = _edited(job(prompt="r&b pop", title="Harbour", style="soul", lyrics="la " * 1_500))
    assert form.custom_id == "form:v1:edit:7:15"
    fields = form_fields(form)
    assert {name: field["value"] for name, field in fields.items() if name != "lyrics"} == {
        "prompt": "r&b pop",
        "title": "Harbour",
        "style": "soul",
    }
    assert len(fields["lyrics"]["value"]) == 4_000
    assert fields["lyrics"]["description"].startswith("Too long to be shown. Left alone")
    assert fields["prompt"]["required"]
    assert not fields["lyrics"]["required"]
    assert [*form_fields(_edited(job(prompt="", lyrics="La")))] == ["title", "style", "lyrics"]


async def test_an_edited_form_says_what_is_different_now() -> None:
    form = _edited(job(model="FUZZ-0.8", family="riffusion", instrumental=True), is_model_gone=True)
    said = form.to_dict()["components"][0]["content"]
    assert "Sonic v5 · 15 credits" in said
    assert said.endswith("FUZZ\\-0\\.8 is not available now, so another model makes it.")
    assert form_fields(form)["lyrics"]["description"] == "Optional. This song is instrumental"


async def test_only_the_texts_of_a_song_are_read_from_a_form() -> None:
    fields = sent_fields(sent_form(_lyrics_form(LIMITS), lyrics="La", title="Harbour"))
    forged = {**fields, "guild_id": "1", "model": "sonic"}
    assert song_texts(forged) == {"prompt": "", "title": "Harbour", "style": "", "lyrics": "La"}


async def test_lyrics_that_no_field_can_show_are_sung_to_their_end_where_they_were_left_alone() -> None:
    known = {"title": "Harbour", "lyrics": "la " * 1_500}
    form = _lyrics_form(LONG, known)
    assert whole_song_texts(sent_fields(sent_form(form)), known, LONG)["lyrics"] == known["lyrics"]
    assert whole_song_texts(sent_fields(sent_form(form, lyrics="Mine")), known, LONG)["lyrics"] == "Mine"


def test_who_takes_all_that_is_known_sings_it_or_else_the_first() -> None:
    riffusion, sonic = candidate(Operation.CREATE, "riffusion"), candidate(Operation.CREATE)
    song = NewSong((riffusion, sonic), ACCOUNT)
    assert fitting_candidate(song, {"lyrics": "La"}) == riffusion
    assert fitting_candidate(song, {"lyrics": "la " * 1_200}) == sonic
    assert fitting_candidate(song, {"lyrics": "la " * 9_000}) == riffusion
    assert fitting_candidate(replace(song, candidates=(sonic,)), {}) == sonic
    most = riffusion.limits.lyrics
    assert fitting_candidate(song, {"lyrics": "x" * most}) == riffusion
    assert fitting_candidate(song, {"lyrics": "x" * (most + 1)}) == sonic


def test_what_a_job_wrote_is_found_again_or_one_sentence_says_that_it_is_not() -> None:
    written = job(result={"answer": {"versions": [{"title": "Harbour", "lyrics": "La"}, {"lyrics": None}]}})
    assert written_texts(written, 1) == {"title": "Harbour", "lyrics": "La"}
    assert written_texts(written, 2) == {"title": "", "lyrics": ""}
    assert found_style(job(result={"answer": {"style": "folk"}})) == {"style": "folk"}
    for gone in (job(), job(result={"answer": {}}), None):
        with tells(ClipGone, "nothing was charged"):
            written_texts(gone, 1)
        with tells(ClipGone, "nothing was charged"):
            found_style(gone)
    with pytest.raises(ClipGone):
        written_texts(written, 3)
