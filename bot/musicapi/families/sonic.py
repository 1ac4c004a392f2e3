"""Sonic: songs in two clips, edits, stems and files, measurements, personas, lyrics and styles.

Field names and limits are those of docs.musicapi.ai (concat-music, sonic-instructions, special-scenarios) and of the
vendor's SDK; of download (second host only) those that a client uses. Lyrics go into `prompt`, the style into `tags`;
a new song without lyrics is one description.

Prices are credits a call. api.musicapi.ai: sonic-instructions and the guide to extend and cover; api.aimusicapi.ai: its
credits guide, as checked on 2026-09-03. Where a price depends on the request (create and cover on the second host: 10
or 14), or an upload may be counted on top, or nobody names one, the highest one stands here, so that a hold always
covers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, Final

from bot.musicapi import answers, text
from bot.musicapi.families import shared
from bot.musicapi.offers import Family, FileFields, Limits, Model, Offer, Source, Text
from bot.musicapi.operations import Operation
from bot.musicapi.requests import Body, SongRequest
from bot.musicapi.values import LONGEST_ID, array, elements, line, lyrics, mapping, number, word

# docs.musicapi.ai/sonic-instructions and a live run of 2026-07-15: one character more is a 400.
LIMITS: Final = Limits(prompt=400, style=1000, lyrics=5000, title=80)
OLD_LIMITS: Final = Limits(prompt=400, style=200, lyrics=3000, title=80)
SAMPLE_LIMITS: Final = Limits(prompt=400, style=200, lyrics=5000, title=80)  # of sample and mashup, by the SDK
REPLACE_LIMITS: Final = Limits(prompt=0, style=1000, lyrics=3000, title=80)
PERSONA_LIMITS: Final = Limits(prompt=400, style=2000, lyrics=0, title=79)  # of the description nothing is published
LYRICS_LIMITS: Final = Limits(prompt=119, style=119, lyrics=0, title=80)
STYLE_LIMITS: Final = Limits(prompt=1000, style=1000, lyrics=0, title=80)  # ours: as long as a style may be

# "1-3 min" on the product pages; several minutes have been seen.
_TYPICAL: Final = (60.0, 110.0, 200.0)
NO_WORDS_FOUND: Final = "no words were found in the clip"  # ours: MusicAPI says nothing of it
_VOICELESS: Final = frozenset({"gender"})
MODELS: Final = (
    Model("sonic-v5", "v5", _TYPICAL, good_for="voices-long-songs", minutes=(4, 8)),
    Model("sonic-v5-5", "v5.5", _TYPICAL, good_for="the-newest-voices"),
    Model("sonic-v4-5-plus", "v4.5+", _TYPICAL, good_for="rich-arrangements", minutes=(0, 4)),
    Model("sonic-v4-5", "v4.5", _TYPICAL, good_for="long-styles-and-lyrics", minutes=(0, 4)),
    Model("sonic-v4", "v4", _TYPICAL, OLD_LIMITS, "short-songs", (0, 2), _VOICELESS),
    Model("sonic-v3-5", "v3.5", _TYPICAL, OLD_LIMITS, "the-older-sound", (0, 2), _VOICELESS),
)
_FROM_4_5: Final = frozenset({"sonic-v5", "sonic-v5-5", "sonic-v4-5-plus", "sonic-v4-5"})
_FROM_4: Final = _FROM_4_5 | {"sonic-v4"}
# A remaster is taken with any, but how far it may go with this one alone.
_REMASTERING: Final = frozenset({"sonic-v5"})

_NEEDS_LYRICS: Final = frozenset[Text]({"lyrics"})
_NEEDS_NAME: Final = frozenset[Text]({"title"})

_SHAPE: Final = frozenset({"avoid", "gender", "style_weight", "weirdness"})
_COVERED: Final = _SHAPE | {"audio_weight"}
_A_DAY: Final = timedelta(hours=24)  # how old a clip may be to be remastered or added to, by a client of 2026-09
_LONGEST_VOX: Final = 30.0  # seconds, the same client
_LENGTHS: Final = (10.0, 360.0)  # seconds, second host alone

_TEXTS: Final[Mapping[str, Text]] = {
    "gpt_description_prompt": "prompt",
    "tags": "style",
    "prompt": "lyrics",
    "title": "title",
    "infill_lyrics": "lyrics",
    "name": "title",
    "describe": "prompt",
    "styles": "style",
    "description": "prompt",
}


# What is sent for songs.


def _create(request: SongRequest) -> Body:
    """A new song: without words, the model is told what it is to be about and writes its own."""
    sent: Body = {"mv": request.model, **_shape(request)}
    if request.details.length is not None:
        sent["duration"] = round(request.details.length)
    if request.words:
        return {**sent, **_words(request)}
    if request.description:
        sent["gpt_description_prompt"] = request.description
    return {**sent, "custom_mode": False, "make_instrumental": request.brief.instrumental}


def _persona_song(request: SongRequest) -> Body:
    return {**_create(request), "persona_id": request.details.persona_id}


def _sample(request: SongRequest) -> Body:
    named = {"sample_clip_id": request.source.clip_id} if request.source.clip_id else {"url": request.details.url}
    return {**_create(request), **named, **shared.section(request, "chop_sample_start_s", "chop_sample_end_s")}


def _mashup(request: SongRequest) -> Body:
    return {**_create(request), "mashup_clip_ids": [request.source.clip_id, request.details.other_clip_id]}


def _cover(request: SongRequest) -> Body:
    sent: Body = {**_source(request), "mv": request.model, **_words(request), **_shape(request)}
    if request.details.length is not None:
        sent["duration"] = round(request.details.length)
    return sent


def _extend(request: SongRequest) -> Body:
    return {**_cover(request), "continue_at": round(request.extend_from or 0.0, 2)}


def _upload_cover(request: SongRequest) -> Body:
    # Its length is how long the recording is, and not sent.
    return {"url": request.details.url, "mv": request.model, **_words(request), **_shape(request)}


def _upload_extend(request: SongRequest) -> Body:
    sent = _upload_cover(request)
    return sent if request.extend_from is None else {**sent, "continue_at": round(request.extend_from, 2)}


def _add(request: SongRequest) -> Body:
    """A voice or instruments, added over a recording."""
    sent = {**_cover(request), **shared.section(request, "overpainting_start_s", "overpainting_end_s")}
    del sent["make_instrumental"]
    return sent


def _replace(request: SongRequest) -> Body:
    sent: Body = {
        **shared.clip_alone(request),
        "mv": request.model,
        **shared.section(request, "infill_start_s", "infill_end_s"),
        **_shape(request),
    }
    if request.words or request.brief.instrumental:
        sent["infill_lyrics"] = request.sung
    return {**sent, "tags": request.sound} if request.sound else sent


def _remaster(request: SongRequest) -> Body:
    sent = {**_source(request), "mv": request.model}
    return {**sent, "variation_category": request.details.variation} if request.details.variation else sent


def _source(request: SongRequest) -> Body:
    return {"continue_clip_id": request.source.clip_id} if request.source.clip_id else {}


def _words(request: SongRequest) -> Body:
    # An edit is always custom: a description would have new lyrics written that nobody asked for.
    custom: Body = {"custom_mode": True, "prompt": request.sung, "make_instrumental": not request.words}
    return {**custom, "tags": request.sound} if request.sound else custom


def _shape(request: SongRequest) -> Body:
    """The title, and what the person wished of voice and weights."""
    details = request.details
    wished: Body = {
        "title": request.name,
        "negative_tags": text.line(details.avoid),
        "vocal_gender": "" if request.brief.instrumental else details.gender,
        "style_weight": details.style_weight,
        "weirdness_constraint": details.weirdness,
        "audio_weight": details.audio_weight,
    }
    return {field: value for field, value in wished.items() if value not in ("", None)}


# What is sent for everything else.


def _vox(request: SongRequest) -> Body:
    return {**shared.clip_alone(request), **shared.section(request, "vocal_start_s", "vocal_end_s")}


def _download(request: SongRequest) -> Body:
    return {**shared.clip_alone(request), "formats": [request.details.format or "mp3"]}


def _persona(request: SongRequest) -> Body:
    said = {
        "describe": text.line(request.brief.prompt),
        "styles": text.line(request.brief.style),
        "vox_audio_id": request.details.vox_id,
    }
    return {"name": request.name, **_vox(request), **{field: value for field, value in said.items() if value}}


# What is answered. Of voices the elements are on no page that was reached: a voice is wherever there is an id.

_LONGEST_NAME: Final = 60
_MOST_INSTRUMENTS: Final = 50
_MOST_WORDS: Final = 5_000
_VOICE_IDS: Final = ("voice_id", "persona_id", "vox_audio_id", "id", "clip_id")


def _read_tempo(found: Mapping[str, Any]) -> answers.Tempo | None:
    data = mapping(found.get("data"))
    slowest, fastest = number(data.get("min_bpm")), number(data.get("max_bpm"))
    between = (slowest + fastest) / 2 if slowest is not None and fastest is not None else None
    average = number(data.get("avg_bpm")) or between
    if not average:
        return None
    return answers.Tempo(average, average if slowest is None else slowest, average if fastest is None else fastest)


def _read_vox(found: Mapping[str, Any]) -> answers.PickedVoice | None:
    data = mapping(found.get("data"))
    vox_id = line(data.get("vox_audio_id"), LONGEST_ID)
    if not vox_id or word(data.get("status")) == "failed":
        return None
    return answers.PickedVoice(vox_id, number(data.get("vocal_start_s")), number(data.get("vocal_end_s")))


def _read_timeline(found: Mapping[str, Any]) -> answers.LyricsTimeline | None:
    """The words that were found in the singing; the others have no moment and are left out."""
    words: list[answers.TimedWord] = []
    for each in map(mapping, array(mapping(found.get("data")).get("alignment"))):
        sung, start, end = lyrics(each.get("word")), number(each.get("start_s")), number(each.get("end_s"))
        if sung and start is not None and end is not None and each.get("success") is not False:
            words.append(answers.TimedWord(sung, start, end))
    return answers.LyricsTimeline(tuple(words[:_MOST_WORDS])) if words else None


def _read_persona(found: Mapping[str, Any]) -> answers.NewPersona | None:
    persona_id = line(found.get("persona_id") or mapping(found.get("data")).get("persona_id"), LONGEST_ID)
    return answers.NewPersona(persona_id) if persona_id else None


def _read_voice(found: Mapping[str, Any]) -> answers.NewVoice:
    ids = (line(place.get(key), LONGEST_ID) for place in (found, *elements(found)) for key in _VOICE_IDS)
    return answers.NewVoice(next((voice_id for voice_id in ids if voice_id), ""))


def _read_style(found: Mapping[str, Any]) -> answers.EnrichedStyle | None:
    style = line(mapping(found.get("data")).get("upsampled_tags"))
    return answers.EnrichedStyle(style) if style else None


def _read_instruments(found: Mapping[str, Any]) -> answers.MidiInstruments:
    players = array(mapping(found.get("data")).get("instruments"))
    names = (line(mapping(each).get("name"), _LONGEST_NAME) for each in players)
    return answers.MidiInstruments(tuple(name for name in names if name)[:_MOST_INSTRUMENTS])


# What is offered.


@dataclass(frozen=True, slots=True)
class _Prices:
    """What one host charges for what it does not charge like the other."""

    create: int
    persona_song: int
    extend: int
    rework: int  # remaster, adding a voice or instruments, replacing a section
    stems_basic: int
    stems_full: int
    voice: int
    upload: int = 2


_song = partial(Offer, webhooks=True, limits=LIMITS, twin_fields=(("use_suno_cdn", False),))  # 400 there without it


def _creates(prices: _Prices, lengths: tuple[float, float] | None) -> Iterable[Offer]:
    """Whole songs in two clips, from nothing, from a clip or from a recording."""
    song = partial(_song, clips=2, lengths=lengths)
    of_recording = partial(song, takes=_COVERED | shared.ADDRESS, lengths=shared.UPLOADS)
    return (
        song(
            operation=Operation.CREATE,
            price=prices.create,
            fields=_create,
            task_type="create_music",
            takes=_SHAPE,
        ),
        song(
            operation=Operation.PERSONA_SONG,
            price=prices.persona_song,
            fields=_persona_song,
            task_type="persona_music",
            takes=_SHAPE | {"persona_id"},
        ),
        # With the plain names for an uploaded clip, the vendor's instructions say that it goes wrong.
        song(
            operation=Operation.EXTEND,
            price=prices.extend,
            fields=_extend,
            task_type="extend_music",
            takes=_COVERED,
        ),
        song(
            operation=Operation.COVER,
            price=prices.create,
            fields=_cover,
            task_type="cover_music",
            takes=_COVERED,
        ),
        of_recording(
            operation=Operation.UPLOAD_EXTEND,
            price=prices.extend + prices.upload,
            fields=_upload_extend,
            path="sonic/upload-extend",
            step="extend",
        ),
        of_recording(
            operation=Operation.UPLOAD_COVER,
            price=prices.create + prices.upload,
            fields=_upload_cover,
            path="sonic/upload-cover",
            step="cover",
        ),
    )


def _reworks(prices: _Prices) -> Iterable[Offer]:
    """Songs made of other songs; how many come of one is on no page, so any number is taken."""
    added = partial(
        _song,
        price=prices.rework,
        fields=_add,
        clips_taken=Source.UPLOADED,
        takes=_COVERED | shared.SECTION,
        models=_FROM_4_5,
        fresh_for=_A_DAY,
    )
    return (
        _song(
            operation=Operation.REPLACE_SECTION,
            price=prices.rework,
            limits=REPLACE_LIMITS,
            fields=_replace,
            path="sonic/replace-section",
            takes=_SHAPE | shared.SECTION,
            models=_FROM_4,
        ),
        _song(
            operation=Operation.FULL_SONG,
            price=2,
            limits=shared.NO_TEXTS,
            fields=_source,
            task_type="concat_music",
            clips_taken=Source.PLATFORM,  # an extension is what is joined, and an extension is MusicAPI's own
            typical=(20.0, 40.0, 90.0),
        ),
        _song(
            operation=Operation.REMASTER,
            price=prices.rework,
            limits=shared.NO_TEXTS,
            fields=_remaster,
            task_type="remaster",
            takes=frozenset({"variation"}),
            models=_REMASTERING,
            fresh_for=_A_DAY,
        ),
        added(operation=Operation.ADD_VOCALS, task_type="add_vocals", needs=_NEEDS_LYRICS),
        added(operation=Operation.ADD_INSTRUMENTAL, task_type="add_instrumental"),
        _song(
            operation=Operation.SAMPLE,
            price=prices.create,
            limits=SAMPLE_LIMITS,
            fields=_sample,
            path="sonic/sample",
            step="sample",
            takes=_COVERED | shared.SECTION | shared.ADDRESS,
        ),
        _song(
            operation=Operation.MASHUP,
            price=prices.create,
            limits=SAMPLE_LIMITS,
            fields=_mashup,
            path="sonic/mashup",
            takes=_COVERED | {"other_clip", "other_clip_id"},
        ),
    )


def _files(prices: _Prices) -> Iterable[Offer]:
    """What can be taken out of a clip; of stems, pages and clients tell 2 and 4 (basic), 12 and 24 (full)."""
    made = partial(Offer, limits=shared.NO_TEXTS, fields=shared.clip_alone)
    stems = partial(made, unknown_clip=True, files=FileFields(("audio_url", *shared.SOUND), "Stem", are_parts=True))
    return (
        stems(
            operation=Operation.STEMS_BASIC,
            price=prices.stems_basic,
            clips=2,
            path="sonic/stems/basic",
            typical=(30.0, 60.0, 150.0),
        ),
        stems(
            operation=Operation.STEMS_FULL,
            price=prices.stems_full,
            clips=12,
            path="sonic/stems/full",
            typical=(60.0, 120.0, 300.0),
        ),
        made(
            operation=Operation.WAV,
            price=1,
            path="sonic/wav",
            at_once=True,
            unknown_clip=True,
            files=FileFields(shared.SOUND, "Song"),
        ),
        made(
            operation=Operation.MIDI,
            price=1,
            path="sonic/midi",
            at_once=True,
            files=FileFields(("midi_url", "file_url", "url"), "MIDI"),
            read_answer=_read_instruments,
        ),
    )


def _answers(prices: _Prices) -> Iterable[Offer]:
    """What is read, and what others are made with."""
    told = partial(Offer, at_once=True)
    of_clip = partial(told, price=1, limits=shared.NO_TEXTS, fields=shared.clip_alone)
    return (
        of_clip(operation=Operation.BPM, path="sonic/bpm", read_answer=_read_tempo),
        of_clip(
            operation=Operation.VOX,
            fields=_vox,
            path="sonic/vox",
            read_answer=_read_vox,
            takes=shared.SECTION,
            longest_section=_LONGEST_VOX,
        ),
        of_clip(
            operation=Operation.LYRICS_TIMELINE,  # by a client, again for nothing
            path="sonic/aligned-lyrics",
            unknown_clip=True,
            read_answer=_read_timeline,
            nothing_found=NO_WORDS_FOUND,
        ),
        told(
            operation=Operation.PERSONA,
            price=1,
            limits=PERSONA_LIMITS,
            fields=_persona,
            path="sonic/persona",
            read_answer=_read_persona,
            needs=_NEEDS_NAME,
            takes=shared.SECTION | {"vox_id"},
        ),
        shared.recording_offer(
            operation=Operation.VOICE,
            price=prices.voice,
            fields=lambda request: {"audio_url": request.details.url},
            path="sonic/create-voice",
            webhooks=True,
            read_answer=_read_voice,
            needs=_NEEDS_NAME,
            typical=(30.0, 60.0, 180.0),
        ),
        shared.lyrics_offer(
            operation=Operation.WRITE_LYRICS,
            price=2,  # 10 "lyrics credits" in 2025, 2 credits on the vendor's page of 2026
            limits=LYRICS_LIMITS,
            fields=lambda request: {"description": request.description},
            path="sonic/lyrics",
            at_once=True,
        ),
        told(
            operation=Operation.ENRICH_STYLE,
            price=1,
            limits=STYLE_LIMITS,
            fields=lambda request: {"tags": request.sound},
            path="sonic/upsample-tags",
            read_answer=_read_style,
            needs=shared.NEEDS_STYLE,
        ),
        shared.recording_offer(
            operation=Operation.UPLOAD,
            price=prices.upload,
            fields=lambda request: {"url": request.details.url},
            path="sonic/upload",
            at_once=True,
        ),
    )


def _sonic(prices: _Prices, *more: Offer, lengths: tuple[float, float] | None = None) -> Family:
    made = (*_creates(prices, lengths), *_reworks(prices), *_files(prices), *_answers(prices), *more)
    return Family("sonic", "Sonic", MODELS, shared.offers_of(*made), "mp3", _TEXTS)


# Nobody names the price of a voice on the first host: it is held like a song's.
SONIC: Final = _sonic(
    _Prices(create=15, persona_song=15, extend=15, rework=15, stems_basic=15, stems_full=75, voice=15)
)
SONIC_TWIN: Final = _sonic(
    _Prices(create=14, persona_song=10, extend=10, rework=10, stems_basic=20, stems_full=50, voice=4),
    shared.download_offer(
        operation=Operation.DOWNLOAD,
        fields=_download,
        path="sonic/download",
        at_once=True,
        formats=("mp3", "m4a", "wav"),
    ),
    lengths=_LENGTHS,
)
