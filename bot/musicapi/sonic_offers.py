"""What sonic offers on each host; data. Prices are credits a call.

api.musicapi.ai: sonic-instructions and the guide to extend and cover; api.aimusicapi.ai: its credits guide, as checked
on 2026-09-03. Where a price depends on the request (create and cover on the second host: 10 or 14), or an upload may be
counted on top, or nobody names one, the highest one stands here, so that a hold always covers it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.musicapi import sonic
from bot.musicapi.families import NO_TEXTS, UPLOADS, offers
from bot.musicapi.offers import Family, Gives, Limits, Model, Offer, Operation, Source, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

# docs.musicapi.ai/sonic-instructions and a live run of 2026-07-15: one character more is a 400.
SONIC_LIMITS: Final = Limits(prompt=400, style=1000, lyrics=5000, title=80)
SONIC_OLD_LIMITS: Final = Limits(prompt=400, style=200, lyrics=3000, title=80)
SAMPLE_LIMITS: Final = Limits(prompt=400, style=200, lyrics=5000, title=80)  # of sample and mashup, by the SDK
REPLACE_LIMITS: Final = Limits(prompt=0, style=1000, lyrics=3000, title=80)
PERSONA_LIMITS: Final = Limits(prompt=400, style=2000, lyrics=0, title=79)  # of the description nothing is published
LYRICS_LIMITS: Final = Limits(prompt=119, style=119, lyrics=0, title=80)
STYLE_LIMITS: Final = Limits(prompt=1000, style=1000, lyrics=0, title=80)  # ours: as long as a style may be

# "1-3 min" on the product pages; several minutes have been seen.
_SONIC_TYPICAL: Final = (60.0, 110.0, 200.0)
_VOICELESS: Final = frozenset({"gender"})
SONIC_MODELS: Final = (
    Model("sonic-v5", "v5", _SONIC_TYPICAL, good_for="voices, long songs", length="4–8 min"),
    Model("sonic-v5-5", "v5.5", _SONIC_TYPICAL, good_for="the newest voices"),
    Model("sonic-v4-5-plus", "v4.5+", _SONIC_TYPICAL, good_for="rich arrangements", length="≤ 4 min"),
    Model("sonic-v4-5", "v4.5", _SONIC_TYPICAL, good_for="long styles and lyrics", length="≤ 4 min"),
    Model("sonic-v4", "v4", _SONIC_TYPICAL, SONIC_OLD_LIMITS, "short songs", "≤ 2 min", _VOICELESS),
    Model("sonic-v3-5", "v3.5", _SONIC_TYPICAL, SONIC_OLD_LIMITS, "the older sound", "≤ 2 min", _VOICELESS),
)
_FROM_4_5: Final = frozenset({"sonic-v5", "sonic-v5-5", "sonic-v4-5-plus", "sonic-v4-5"})
_FROM_4: Final = _FROM_4_5 | {"sonic-v4"}
# A remaster is taken with any, but how far it may go with this one alone.
_REMASTERING: Final = frozenset({"sonic-v5"})

_NEEDS_LYRICS: Final = frozenset[Text]({"lyrics"})
_A_NAME: Final = frozenset[Text]({"title"})
_A_PROMPT: Final = frozenset[Text]({"prompt"})
_A_STYLE: Final = frozenset[Text]({"style"})

_SHAPE: Final = frozenset({"avoid", "gender", "style_weight", "weirdness"})
_COVERED: Final = _SHAPE | {"audio_weight"}
_SECTION: Final = frozenset({"starts_at", "ends_at"})
_URL: Final = frozenset({"url"})
_A_DAY: Final = timedelta(hours=24)  # how old a clip may be to be remastered or added to, by a client of 2026-09
_LONGEST_VOX: Final = 30.0  # seconds, the same client
_LENGTHS: Final = (10.0, 360.0)  # seconds, second host alone


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


def _creates(prices: _Prices, lengths: tuple[float, float] | None) -> Iterable[Offer]:
    """Whole songs, from nothing, from a clip or from a recording."""
    song = partial(Offer, callbacks=True)
    return (
        song(Operation.CREATE, prices.create, 2, SONIC_LIMITS, takes=_SHAPE, lengths=lengths),
        song(
            Operation.PERSONA_SONG,
            prices.persona_song,
            2,
            SONIC_LIMITS,
            takes=_SHAPE | {"persona_id"},
            lengths=lengths,
        ),
        song(Operation.EXTEND, prices.extend, 2, SONIC_LIMITS, source=Source.ANY, takes=_COVERED, lengths=lengths),
        song(Operation.COVER, prices.create, 2, SONIC_LIMITS, source=Source.ANY, takes=_COVERED, lengths=lengths),
        song(
            Operation.UPLOAD_EXTEND,
            prices.extend + prices.upload,
            2,
            SONIC_LIMITS,
            path="sonic/upload-extend",
            takes=_COVERED | _URL,
            lengths=UPLOADS,
        ),
        song(
            Operation.UPLOAD_COVER,
            prices.create + prices.upload,
            2,
            SONIC_LIMITS,
            path="sonic/upload-cover",
            takes=_COVERED | _URL,
            lengths=UPLOADS,
        ),
    )


def _reworks(prices: _Prices) -> Iterable[Offer]:
    """Songs made of other songs; how many come of one is on no page, so any number is taken."""
    song = partial(Offer, clips=1, callbacks=True, source=Source.ANY)
    return (
        song(
            Operation.REPLACE_SECTION,
            prices.rework,
            limits=REPLACE_LIMITS,
            path="sonic/replace-section",
            takes=_SHAPE | _SECTION,
            models=_FROM_4,
        ),
        # An extension is what is joined, and an extension is MusicAPI's own.
        song(Operation.FULL_SONG, 2, limits=NO_TEXTS, source=Source.PLATFORM, typical=(20.0, 40.0, 90.0)),
        song(
            Operation.REMASTER,
            prices.rework,
            limits=NO_TEXTS,
            takes=frozenset({"variation"}),
            models=_REMASTERING,
            fresh_for=_A_DAY,
        ),
        song(
            Operation.ADD_VOCALS,
            prices.rework,
            limits=SONIC_LIMITS,
            needs=_NEEDS_LYRICS,
            source=Source.UPLOADED,
            takes=_COVERED | _SECTION,
            models=_FROM_4_5,
            fresh_for=_A_DAY,
        ),
        song(
            Operation.ADD_INSTRUMENTAL,
            prices.rework,
            limits=SONIC_LIMITS,
            source=Source.UPLOADED,
            takes=_COVERED | _SECTION,
            models=_FROM_4_5,
            fresh_for=_A_DAY,
        ),
        song(
            Operation.SAMPLE, prices.create, limits=SAMPLE_LIMITS, path="sonic/sample", takes=_COVERED | _SECTION | _URL
        ),
        song(
            Operation.MASHUP,
            prices.create,
            limits=SAMPLE_LIMITS,
            path="sonic/mashup",
            takes=_COVERED | {"other_clip", "other_clip_id"},
        ),
    )


def _files(prices: _Prices) -> Iterable[Offer]:
    """What can be taken out of a clip; of stems, pages and clients tell 2 and 4 (basic), 12 and 24 (full)."""
    made = partial(Offer, limits=NO_TEXTS, source=Source.ANY, gives=Gives.FILES)
    return (
        made(Operation.STEMS_BASIC, prices.stems_basic, 2, path="sonic/stems/basic", typical=(30.0, 60.0, 150.0)),
        made(Operation.STEMS_FULL, prices.stems_full, 12, path="sonic/stems/full", typical=(60.0, 120.0, 300.0)),
        made(Operation.WAV, 1, 1, path="sonic/wav", at_once=True),
        made(Operation.MIDI, 1, 1, path="sonic/midi", at_once=True),
    )


def _answers(prices: _Prices) -> Iterable[Offer]:
    """What is read, and what others are made with."""
    told = partial(Offer, clips=1, gives=Gives.ANSWER, at_once=True)
    of_clip = partial(told, source=Source.ANY, limits=NO_TEXTS)
    return (
        of_clip(Operation.BPM, 1, path="sonic/bpm"),
        of_clip(Operation.VOX, 1, path="sonic/vox", takes=_SECTION, longest_section=_LONGEST_VOX),
        of_clip(Operation.LYRICS_TIMELINE, 1, path="sonic/aligned-lyrics"),  # by a client, again for nothing
        told(
            Operation.PERSONA,
            1,
            limits=PERSONA_LIMITS,
            needs=_A_NAME,
            path="sonic/persona",
            source=Source.ANY,
            takes=_SECTION | {"vox_id"},
        ),
        told(
            Operation.VOICE,
            prices.voice,
            limits=NO_TEXTS,
            needs=_A_NAME,
            path="sonic/create-voice",
            at_once=False,
            callbacks=True,
            takes=_URL,
            lengths=UPLOADS,
            typical=(30.0, 60.0, 180.0),
        ),
        # 10 "lyrics credits" in 2025, 2 credits on the vendor's page of 2026.
        told(Operation.WRITE_LYRICS, 2, limits=LYRICS_LIMITS, needs=_A_PROMPT, path="sonic/lyrics"),
        told(Operation.ENRICH_STYLE, 1, limits=STYLE_LIMITS, needs=_A_STYLE, path="sonic/upsample-tags"),
        Offer(
            Operation.UPLOAD, prices.upload, 1, NO_TEXTS, path="sonic/upload", at_once=True, takes=_URL, lengths=UPLOADS
        ),
    )


def _sonic(prices: _Prices, *more: Offer, lengths: tuple[float, float] | None = None) -> Family:
    made = (*_creates(prices, lengths), *_reworks(prices), *_files(prices), *_answers(prices), *more)
    return Family("sonic", "Sonic", SONIC_MODELS, offers(*made), "mp3", sonic.body, sonic.TEXTS)


# Nobody names the price of a voice on the first host: it is held like a song's.
SONIC: Final = _sonic(
    _Prices(create=15, persona_song=15, extend=15, rework=15, stems_basic=15, stems_full=75, voice=15)
)
SONIC_TWIN: Final = _sonic(
    _Prices(create=14, persona_song=10, extend=10, rework=10, stems_basic=20, stems_full=50, voice=4),
    Offer(
        Operation.DOWNLOAD,
        2,
        1,
        NO_TEXTS,
        path="sonic/download",
        source=Source.ANY,
        gives=Gives.FILES,
        at_once=True,
        formats=("mp3", "m4a", "wav"),
    ),
    lengths=_LENGTHS,
)
