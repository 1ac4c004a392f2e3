"""What producer is asked for: songs, edits, uploads and files, all of them tasks (musicapi.md 2).

`make_instrumental` and the old weights are passed over in silence.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from sandbox.musicapi.form import Form
from sandbox.musicapi.moderation import check_words
from sandbox.musicapi.operation import Operation, Pace, Prices, TaskOperation
from sandbox.musicapi.poll import Addresses, Poll
from sandbox.musicapi.profiles import Profile
from sandbox.musicapi.rng import seeded
from sandbox.musicapi.works import Clip, Commission, Product
from sandbox.wire.clock import stamp

FAMILY = "producer"
MODELS = (
    "FUZZ-2.0 Pro",
    "FUZZ-2.0",
    "FUZZ-2.0 Raw",
    "FUZZ-1.1 Pro",
    "FUZZ-1.1",
    "FUZZ-1.0 Pro",
    "FUZZ-1.0",
    "FUZZ-0.8",
    "Lyria 3 preview",
    "FUZZ-3-Demo",
)
DEFAULT_MODEL = "FUZZ-2.0"
TITLE, LENGTH = 80, 240
# No number is published for these; what upstream takes is bounded somewhere, and here.
SOUND, LYRICS, INSTRUCTION = 1000, 3000, 1000
TOPIC = 1000
SONG = Prices(12, 10)
OLD_HOST, NEW_HOST = "musicapi", "aimusicapi"


def _read(form: Form) -> Commission:
    """What the body of a new song and that of an edit have in common."""
    mv = form.one_of("mv", MODELS, default=DEFAULT_MODEL)
    title = form.text("title", most=TITLE)
    sound = form.text("sound", most=SOUND)
    lyrics = form.text(form.first("lyrics", "lyrics_text"), most=LYRICS)
    length = form.number("length", least=1, most=LENGTH)
    form.text_or_number("seed")
    form.text_or_number("bpm")
    return Commission(mv=mv, title=title, prompt=sound, style=sound, lyrics=lyrics, seconds=length)


def _song(form: Form, profile: Profile) -> Commission:
    del profile
    asked = _read(form)
    sound, lyrics = asked.style, asked.lyrics
    if not sound.strip() and not lyrics.strip():
        form.refuse("One of 'sound' and 'lyrics' is required.")
    check_words(form, sound, lyrics)
    return replace(
        asked,
        custom=bool(lyrics.strip()),
        instrumental=not lyrics.strip() and "no vocals" in sound.lower(),
        # Very short or nonsense words were warned to make tasks fail (musicapi.md 2.1).
        upstream_error="upstream error" if len((sound + lyrics).strip()) < 3 else "",
    )


def _edit(form: Form, *, uploaded: bool, instructed: bool = False) -> tuple[Commission, Clip]:
    """What is told to be made of a clip, and the clip."""
    asked = _read(form)
    source = form.source("clip_id", FAMILY, _takes(form, uploaded=uploaded))
    instruction = form.text("instruction", most=INSTRUCTION, required=instructed)
    check_words(form, instruction or asked.style, asked.lyrics)
    edit = replace(
        asked,
        prompt=instruction or asked.style,
        style=asked.style or instruction,
        instrumental=not asked.lyrics.strip() and source.instrumental,
        source=source,
        keeps_source=True,
    )
    return edit, source


def _extension(form: Form, profile: Profile, *, uploaded: bool) -> Commission:
    del profile
    asked, source = _edit(form, uploaded=uploaded)
    starts_at = form.number(form.first("starts_at", "starts"), least=0, most=source.seconds, required=True)
    if starts_at == source.seconds and form.readings.needs_overlap:
        form.refuse("starts_at must be less than the duration of the source clip.")
    return replace(asked, continue_at=starts_at)


def _replacement(form: Form, profile: Profile, *, uploaded: bool) -> Commission:
    del profile
    asked, source = _edit(form, uploaded=uploaded)
    return replace(
        asked, section=form.section(form.first("starts_at", "starts"), form.first("ends_at", "ends"), source)
    )


def _cover(form: Form, profile: Profile, *, uploaded: bool) -> Commission:
    del profile
    asked, _ = _edit(form, uploaded=uploaded, instructed=True)
    form.number(form.first("strength", "cover_strength"), least=0, most=1)
    return asked


def _retired(form: Form, profile: Profile) -> Commission:
    """Nobody gets here: no host has it any more."""
    del profile
    form.refuse("", 410)


def song_body(clip: Clip, at: Addresses, poll: Poll) -> dict[str, Any]:
    """A song: `seed` is a decimal string, `sound` may be null, and `mv` may be an alias."""
    state, audio, fixed = clip.state(poll.now), audio_address(clip, at, poll), seeded("producer", clip.draw)
    return {
        "clip_id": clip.clip_id,
        "title": clip.title,
        "sound": clip.style or None,
        "lyrics": clip.lyrics,
        "image_url": at.image,
        "audio_url": audio,
        "wav_url": None,
        "video_url": None,
        "created_at": stamp(clip.made_at).replace("+00:00", "Z"),
        "mv": fixed.choice((clip.mv, clip.mv, "Lyria 3 Pro")),
        "seed": str(fixed.randrange(1, 2**32)),
        "duration": clip.seconds if state == "succeeded" else None,
        "state": poll.rng.choice(("pending", "running")) if state == "running" else state,
    }


def audio_address(clip: Clip, at: Addresses, poll: Poll) -> str | None:
    """Where its file is, once it is there."""
    return at.audio if clip.is_ready(poll.now) else poll.rng.choice((None, ""))


def _upload(form: Form, profile: Profile) -> Commission:
    del profile
    return Commission(url=form.url("audio_url"))  # not `url`, as elsewhere


def _upload_body(clip: Clip, at: Addresses, poll: Poll) -> dict[str, Any]:
    """Told by little more than its id, or as a song is: nobody knows."""
    if poll.readings.bare_upload_result:
        return {"clip_id": clip.clip_id, "state": clip.state(poll.now)}
    return song_body(clip, at, poll)


def _download(form: Form, profile: Profile) -> Commission:
    del profile
    source = form.source("clip_id", FAMILY, _sources(form))
    kind = form.one_of("format", ("mp3", "wav"), default="mp3")
    return replace(_of_clip(source), container="wav" if kind == "wav" else "mp3")


def _download_body(clip: Clip, at: Addresses, poll: Poll) -> dict[str, Any]:
    return {"audio_url": audio_address(clip, at, poll)}


def _video(form: Form, profile: Profile) -> Commission:
    """Its fields are not published (musicapi.md 2.9): a clip there must be."""
    del profile
    return replace(_of_clip(form.source("clip_id", FAMILY, _sources(form))), container="mp4")


def _video_body(clip: Clip, at: Addresses, poll: Poll) -> dict[str, Any]:
    return {"clip_id": clip.clip_id, "video_url": audio_address(clip, at, poll), "state": clip.state(poll.now)}


def _of_clip(source: Clip) -> Commission:
    return Commission(mv=source.mv, title=source.title, instrumental=source.instrumental, source=source)


def _lyrics(form: Form, profile: Profile) -> Commission:
    """Its fields are not published (musicapi.md 2.8): prompt-like text, and the family's lyrics go by `description`."""
    del profile
    topic = form.text(form.first("prompt", "description"), most=TOPIC, required=True)
    check_words(form, topic, "")
    return Commission(prompt=topic)


def _lyrics_body(clip: Clip, at: Addresses, poll: Poll) -> dict[str, Any]:
    del at
    return {"title": clip.title, "lyrics": clip.lyrics, "state": clip.state(poll.now)}


def _takes(form: Form, *, uploaded: bool) -> tuple[Product, ...]:
    if not form.readings.uploads_are_apart:
        return ("song", "upload")
    return ("upload",) if uploaded else ("song",)


def _sources(form: Form) -> tuple[Product, ...]:
    """Whether a recording can be had as a file or a film nobody says."""
    return ("song",) if form.readings.uploads_are_limited else ("song", "upload")


def _edits(infix: str, *, uploaded: bool) -> tuple[Operation, ...]:
    """The edits, which exist for songs and once more for uploaded clips."""
    retired = frozenset((NEW_HOST,))
    extend, cover = partial(_extension, uploaded=uploaded), partial(_cover, uploaded=uploaded)
    replace_part = partial(_replacement, uploaded=uploaded)
    return (
        TaskOperation(f"extend{infix}_music", SONG, extend, edit="extend", retired=retired),
        TaskOperation(f"replace{infix}_music", SONG, replace_part, edit="replace", retired=retired),
        TaskOperation(f"cover{infix}_music", SONG, cover, edit="cover", retired=retired),
    )


OPERATIONS: tuple[Operation, ...] = (
    TaskOperation("create_music", SONG, _song),
    *_edits("", uploaded=False),
    *_edits("_upload", uploaded=True),
    *(
        TaskOperation(name, SONG, _retired, retired=frozenset((OLD_HOST, NEW_HOST)))
        for name in ("music_variation", "swap_music_vocals", "swap_music_sound")
    ),
    TaskOperation(
        "upload",
        Prices(2, 2),
        _upload,
        path="upload",
        gives="upload",
        pace=Pace(15.0, 30.0),
        describe=_upload_body,
    ),
    TaskOperation(
        "download",
        Prices(2, 2),
        _download,
        path="download",
        gives="download",
        edit="copy",
        pace=Pace(9.0, 15.0),  # 5-15 s were seen [L]
        describe=_download_body,
    ),
    TaskOperation(
        "lyrics_create",
        Prices(None, 1),
        _lyrics,
        path="lyrics-create",
        gives="lyrics",
        pace=Pace(8.0, 20.0),
        describe=_lyrics_body,
    ),
    TaskOperation(
        "video_clip",
        Prices(None, 5),
        _video,
        path="video-clip",
        gives="video",
        edit="copy",
        pace=Pace(40.0, 90.0),
        describe=_video_body,
    ),
)
