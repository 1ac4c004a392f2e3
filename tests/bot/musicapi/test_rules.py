"""Every request that cannot be taken, and the one sentence that says why."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.musicapi.catalog import FAMILIES, Catalog
from bot.musicapi.offers import Family, Host, Source
from bot.musicapi.operations import Operation
from cogs.text.errors import detail_name
from cogs.text.operation_words import words_for
from data.brief import NOTES, Details
from tests.bot.musicapi.asking import (
    CLIP,
    URL,
    WHOLE_LYRICS,
    ask,
    catalog_of,
    changed,
    every,
    least,
    model_for,
    refusal,
)

if TYPE_CHECKING:
    from bot.musicapi.requests import SongRequest

MAIN = catalog_of(Host.MUSICAPI)
TWIN = catalog_of(Host.TWIN)
EVERYTHING = [(host, family, operation) for host in Host for family in FAMILIES[host] for operation in family.offers]


def named(value: object) -> str:
    return value.name if isinstance(value, Family) else str(value)


def request(family: str, operation: Operation, catalog: Catalog = MAIN, **more: Any) -> SongRequest:
    return least(catalog.family(family), operation, **more)


def detailed(family: str, operation: Operation, catalog: Catalog = MAIN, **details: Any) -> SongRequest:
    asked = request(family, operation, catalog)
    return changed(asked, details=replace(asked.details, **details))


@pytest.mark.parametrize(("host", "family", "operation"), EVERYTHING, ids=named)
def test_every_operation_is_taken_with_as_little_and_as_much_as_it_may_have(
    host: Host, family: Family, operation: Operation
) -> None:
    offer = family.offers[operation]
    for model in family.models:
        if offer.models is None or model.name in offer.models:
            for asked in every(family, operation, model.name):
                assert refusal(catalog_of(host), asked) is None


@pytest.mark.parametrize(("host", "family", "operation"), EVERYTHING, ids=named)
def test_no_operation_starts_from_a_clip_that_it_cannot_take(host: Host, family: Family, operation: Operation) -> None:
    offer, asked, catalog = family.offers[operation], least(family, operation), catalog_of(host)
    if offer.source is Source.NONE:
        assert asked.source.clip_id == ""
        return
    assert (
        refusal(catalog, changed(asked, source_clip_id="")) == "MusicAPI does not know this clip. Choose another one."
    )
    if offer.source is Source.UPLOADED:
        assert "only with a recording" in (refusal(catalog, changed(asked, source_uploaded=False)) or "")


@pytest.mark.promise(key="checked-first")
@pytest.mark.parametrize(("host", "family", "operation"), EVERYTHING, ids=named)
def test_no_detail_is_passed_over_in_silence(host: Host, family: Family, operation: Operation) -> None:
    offer, catalog = family.offers[operation], catalog_of(host)
    taken = offer.takes | ({"length"} if offer.lengths else set()) | ({"format"} if offer.formats else set())
    wished: dict[str, Any] = {
        "starts_at": 1.0,
        "ends_at": 9.0,
        "other_clip": 1,
        "other_clip_id": "b",
        "persona_id": "p",
        "vox_id": "v",
        "url": URL,
        "variation": "high",
        "format": "wav",
        "avoid": "x",
        "gender": "m",
        "style_weight": 0.5,
        "weirdness": 0.5,
        "audio_weight": 0.5,
        "length": 60.0,
    }
    assert "detail" not in {detail_name(name) for name in wished}  # each has a name of its own
    assert {field.name for field in fields(Details)} == wished.keys() | NOTES
    for name in wished.keys() - taken:
        asked = least(family, operation)
        why = refusal(catalog, changed(asked, details=replace(asked.details, **{name: wished[name]})))
        assert why == f"{family.label} takes no {detail_name(name)} to {words_for(operation).verb}. Leave that out."


@pytest.mark.parametrize(("host", "family", "operation"), EVERYTHING, ids=named)
def test_each_text_has_its_limit(host: Host, family: Family, operation: Operation) -> None:
    """A character more than the limit is refused, and nothing is sent that has none."""
    catalog, model = catalog_of(host), model_for(family, operation)
    limits = family.limits(operation, model)
    for asked in every(family, operation, model):
        body = family.body(asked, host)
        for field, text in family.texts.items():
            if isinstance(body.get(field), str):
                assert getattr(limits, text) > 0, field
    base = least(family, operation)
    for text in {text for field, text in family.texts.items() if field in family.body(base, host)}:
        words = "x" * (getattr(limits, text) + 1)
        if text == "lyrics" and not base.brief.lyrics:
            continue  # a label stands in for the words
        field = "prompt" if text == "prompt" or (text == "style" and not base.brief.style) else text
        why = refusal(catalog, changed(base, **{field: words}, **({"style": ""} if field == "prompt" else {})))
        assert why is not None, text
        assert f"at most {getattr(limits, text):,} characters of" in why


def test_an_emoji_counts_twice_as_clients_and_the_vendor_count() -> None:
    catalog = catalog_of(Host.MUSICAPI)
    family = catalog.family("riffusion")
    most = family.limits(Operation.CREATE, family.models[0].name).prompt
    fits = ask(Operation.CREATE, "riffusion", family.models[0].name, prompt="🎵" * (most // 2))
    assert refusal(catalog, fits) is None
    why = refusal(catalog, changed(fits, prompt="🎵" * (most // 2 + 1)))
    assert why is not None
    assert f"at most {most:,} characters of" in why


@pytest.mark.parametrize("family", ["riffusion", "sonic", "producer"])
@pytest.mark.parametrize(
    ("starts_at", "ends_at", "why"),
    [
        (30.0, 20.0, "This section begins at 0:30 and ends at 0:20. Let it end later."),
        (30.0, 30.0, "This section begins at 0:30 and ends at 0:30. Let it end later."),
        (30.0, 30.5, "Choose a section of at least one second."),
        (-1.0, 20.0, "Begin the section at 0:00 or later."),
        (float("nan"), 20.0, "Begin the section at 0:00 or later."),
        (1.0, float("inf"), "Begin the section at 0:00 or later."),
        (90.0, 100.6, "This clip is 1:40 long. Choose a section within it."),
        (101.0, 99.0, "This clip is 1:40 long. Choose a section within it."),
        (None, 20.0, "Say both where the section begins and where it ends."),
        (20.0, None, "Say both where the section begins and where it ends."),
        (None, None, "Say both where the section begins and where it ends."),
        (0.0, 100.54, None),
        (99.0, 100.5, None),
    ],
)
def test_a_section_lies_within_its_clip(
    family: str, starts_at: float | None, ends_at: float | None, why: str | None
) -> None:
    asked = changed(detailed(family, Operation.REPLACE_SECTION, starts_at=starts_at, ends_at=ends_at), style="pop")
    assert refusal(MAIN, asked) == why
    if why is None:
        assert refusal(MAIN, changed(asked, source_duration=None)) is None


def test_a_voice_is_taken_out_of_half_a_minute_at_most() -> None:
    longer = detailed("sonic", Operation.VOX, starts_at=10.0, ends_at=41.0)
    assert refusal(MAIN, longer) == "Sonic takes a section of at most 0:30 here. This one lasts 0:31."
    assert refusal(MAIN, detailed("sonic", Operation.VOX, starts_at=10.0, ends_at=40.0)) is None
    assert refusal(MAIN, detailed("sonic", Operation.VOX)) is None


def test_a_mashup_takes_two_different_clips() -> None:
    same = detailed("sonic", Operation.MASHUP, other_clip_id=CLIP)
    assert refusal(MAIN, same) == "A mashup takes two different clips. Choose another one."
    none = detailed("sonic", Operation.MASHUP, other_clip_id="")
    assert refusal(MAIN, none) == "Choose the second clip of the mashup."


def test_somebody_has_to_sing() -> None:
    nobody = detailed("sonic", Operation.PERSONA_SONG, persona_id="")
    assert refusal(MAIN, nobody) == "Choose the persona that should sing."
    nothing = request("sonic", Operation.PERSONA_SONG, prompt="")
    assert "Say what the song should be" in (refusal(MAIN, nothing) or "")


@pytest.mark.parametrize(
    "operation", [Operation.UPLOAD, Operation.UPLOAD_EXTEND, Operation.UPLOAD_COVER, Operation.VOICE]
)
@pytest.mark.parametrize(
    "url", ["", "ftp://example.com/a.mp3", "https://", "a.mp3", "https://[::1", "https://x/" + "a" * 2_048]
)
def test_a_recording_has_an_address(operation: Operation, url: str) -> None:
    why = refusal(MAIN, detailed("sonic", operation, url=url))
    assert why == "There is no recording to take. Give a file, or an https address of one."


def test_a_sample_is_of_a_clip_or_of_a_recording() -> None:
    of_recording = changed(detailed("sonic", Operation.SAMPLE, url=URL), source_clip_id="")
    assert refusal(MAIN, of_recording) is None
    assert MAIN.family("sonic").body(of_recording, Host.MUSICAPI)["url"] == URL
    assert "no recording" in (refusal(MAIN, changed(of_recording, details=Details(url="x"))) or "")


@pytest.mark.parametrize(
    ("length", "why"),
    [
        (5.9, "Sonic takes recordings of 0:06 to 8:00. Send one of that length."),
        (481.0, "Sonic takes recordings of 0:06 to 8:00. Send one of that length."),
        (float("nan"), "Sonic takes recordings of 0:06 to 8:00. Send one of that length."),
        (6.0, None),
        (480.0, None),
    ],
)
def test_a_recording_is_neither_too_short_nor_too_long(length: float, why: str | None) -> None:
    for operation in (Operation.UPLOAD, Operation.UPLOAD_EXTEND, Operation.UPLOAD_COVER, Operation.VOICE):
        assert refusal(MAIN, detailed("sonic", operation, length=length)) == why


@pytest.mark.parametrize(
    ("continue_at", "length", "taken"),
    [(None, 60.0, True), (60.0, 60.0, True), (20.0, None, True), (61.0, 60.0, False), (0.2, 60.0, False)],
)
def test_a_recording_is_extended_from_within_it(continue_at: float | None, length: float | None, taken: bool) -> None:
    asked = changed(detailed("sonic", Operation.UPLOAD_EXTEND, length=length), continue_at=continue_at)
    assert (refusal(MAIN, asked) is None) is taken


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (request("sonic", Operation.ADD_VOCALS, lyrics=""), "Sonic needs lyrics to add a voice."),
        (request("sonic", Operation.PERSONA, title=" "), "Sonic needs a name to make a persona."),
        (request("sonic", Operation.PERSONA, title="x" * 80), "at most 79 characters of title. Shorten yours from 80."),
        (request("sonic", Operation.VOICE, title=""), "Sonic needs a name to make a voice."),
        (request("sonic", Operation.WRITE_LYRICS, prompt=""), "Sonic needs a few words to write lyrics."),
        (
            request("sonic", Operation.WRITE_LYRICS, prompt="x" * 120),
            "at most 119 characters of prompt. Shorten yours from 120.",
        ),
        (request("sonic", Operation.ENRICH_STYLE, style=""), "Sonic needs a style to find a style."),
        (request("riffusion", Operation.SWAP_VOCALS, style=""), "Riffusion needs a style to swap the voice of a song."),
        (request("riffusion", Operation.REPLACE_SECTION, style=""), "Riffusion needs a style to replace a section."),
        (request("sonic", Operation.SAMPLE, prompt=""), "Say what the song should be"),
        (request("sonic", Operation.MASHUP, style="x" * 201, lyrics="la"), "at most 200 characters of style"),
        (request("producer", Operation.REPLACE_SECTION, lyrics="la"), "Producer takes no lyrics to replace a section"),
        (detailed("sonic", Operation.CREATE, style_weight=1.01), "Choose a weight from 0 to 1."),
        (detailed("sonic", Operation.CREATE, weirdness=-0.01), "Choose a weight from 0 to 1."),
        (detailed("producer", Operation.COVER, audio_weight=float("nan")), "Choose a weight from 0 to 1."),
        (detailed("sonic", Operation.CREATE, avoid="x" * 201), "to avoid have 201 characters, and 200 is the most."),
        (detailed("producer", Operation.CREATE, length=241.0), "Producer makes 0:01 to 4:00 of music at a time"),
        (detailed("producer", Operation.DOWNLOAD, format="m4a"), "Producer makes mp3 or wav files, no m4a."),
        (detailed("sonic", Operation.WAV, format="wav"), "Sonic takes no choice of format to make a WAV file"),
        (request("sonic", Operation.DOWNLOAD, TWIN), "Sonic cannot convert a song here."),
        (request("producer", Operation.VIDEO, TWIN), "Producer cannot make a video here."),
        (
            replace(request("sonic", Operation.REMASTER), model="sonic-v4"),
            "Sonic cannot remaster a song with v4. Choose v5.",
        ),
        (
            replace(request("sonic", Operation.REPLACE_SECTION), model="sonic-v3-5"),
            "Sonic cannot replace a section with v3.5. Choose v5, v5.5, v4.5+, v4.5 or v4.",
        ),
        (
            replace(detailed("sonic", Operation.CREATE, gender="f"), model="sonic-v4"),
            "Sonic takes no choice of voice to make new songs",
        ),
    ],
)
def test_what_cannot_be_taken_and_why(asked: SongRequest, sentence: str) -> None:
    why = refusal(MAIN, asked)
    assert why is not None
    assert sentence in why
    assert why.endswith(".")
    assert "\n" not in why


def test_nuro_sings_only_what_it_is_given() -> None:
    told = request("nuro", Operation.CREATE, lyrics="", prompt="a sea shanty")
    assert refusal(MAIN, told) == "Nuro sings only lyrics that it is given. Write some, or ask for an instrumental."
    assert refusal(MAIN, changed(told, instrumental=True)) is None
    short = changed(told, lyrics="x" * 299)
    assert refusal(MAIN, short) == "Nuro needs at least 300 characters of lyrics. These have 299."
    assert refusal(MAIN, changed(told, lyrics="x" * 300)) is None
    assert refusal(MAIN, changed(told, lyrics="x" * 2_000)) is None
    assert "at most 2,000 characters of lyrics" in (refusal(MAIN, changed(told, lyrics="x" * 2_001)) or "")
    wordy = changed(told, instrumental=True, prompt="x" * 200)
    assert "at most 199 characters of prompt" in (refusal(MAIN, wordy) or "")


def test_a_new_song_with_a_wish_is_made_by_whoever_grants_it() -> None:
    wished = {"prompt": "r&b pop", "details": Details(avoid="metal")}
    able = [family.name for family in MAIN.families if refusal(MAIN, least(family, Operation.CREATE, **wished)) is None]
    assert able == ["sonic", "studio"]
    assert refusal(MAIN, request("nuro", Operation.CREATE, lyrics=WHOLE_LYRICS, details=Details(gender="m"))) is None
