"""Riffusion, deprecated and alive: two m4a songs per call (musicapi.md 1)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from random import Random
from typing import Any

from sandbox.musicapi.families.base import BaseFamily
from sandbox.musicapi.form import Form
from sandbox.musicapi.moderation import check_words
from sandbox.musicapi.music import is_sung
from sandbox.musicapi.operation import Operation, Pace, Prices, TaskOperation
from sandbox.musicapi.poll import Addresses, Poll
from sandbox.musicapi.profiles import Profile
from sandbox.musicapi.refusals import NOT_READY
from sandbox.musicapi.rng import new_uuid, seeded
from sandbox.musicapi.sound.brief import Brief
from sandbox.musicapi.sound.encode import Container
from sandbox.musicapi.sound.timestamps import timed_words
from sandbox.musicapi.works import Clip, Commission, Partial, Product, Task
from sandbox.wire.clock import stamp

MODELS = ("FUZZ-1.1 Pro", "FUZZ-1.1", "FUZZ-1.0 Pro", "FUZZ-1.0")
LYRICS, PROMPT, SOUND, TITLE = 3000, 200, 200, 80
# What one host does not publish is taken to be as on the other; an upload's is the white label's.
SONG, UPLOAD = Prices(12, 12), Prices(2, 2)


def _song(form: Form, profile: Profile) -> Commission:
    """The body as its page lists it; every limit holds in every mode."""
    del profile
    return _read(form, is_edit=False)


def _read(form: Form, *, is_edit: bool) -> Commission:
    """What the body of a new song and that of an edit have in common."""
    mv = form.one_of("mv", MODELS)
    custom = form.boolean("custom_mode", required=True)
    title = form.text("title", most=TITLE)
    lyrics = form.text("lyrics", most=LYRICS, required=is_edit)
    sound = form.text("sound", most=SOUND, required=is_edit)
    prompt = form.text("prompt", most=PROMPT, required=not custom and not is_edit)
    # Required by the page on lyrics, not listed by the one on descriptions.
    instrumental = form.boolean("make_instrumental", required=custom and not is_edit)
    form.number("vocal_variation", least=0, most=1)
    if custom and not is_edit and not lyrics.strip() and not instrumental:
        form.refuse("The 'lyrics' field is required.")
    check_words(form, prompt or sound, lyrics)
    return Commission(
        mv=mv,
        custom=custom,
        prompt="" if custom else prompt,
        title=title if custom else "",
        style=sound if custom or is_edit else "",
        lyrics=lyrics if custom or is_edit else "",
        instrumental=instrumental,
    )


def _edit(form: Form, profile: Profile, *, uploaded: bool) -> Commission:
    """A cover, the same song on other instruments, or with another voice."""
    del profile
    asked = _read(form, is_edit=True)
    source = form.source("continue_clip_id", "riffusion", _takes(form, uploaded=uploaded))
    return replace(asked, source=source, keeps_source=form.readings.riffusion_extension_has_source)


def _extension(form: Form, profile: Profile, *, uploaded: bool) -> Commission:
    asked = _edit(form, profile, uploaded=uploaded)
    most, whole = asked.source.seconds if asked.source else 0.0, form.readings.whole_seconds
    return replace(asked, continue_at=form.number("continue_at", least=0, most=most, required=True, whole=whole))


def _replacement(form: Form, profile: Profile, *, uploaded: bool) -> Commission:
    """Known from the SDK alone; whether both points are required nobody knows."""
    asked = _edit(form, profile, uploaded=uploaded)
    section = form.section("replace_start_time", "replace_end_time", asked.source) if asked.source else None
    return replace(asked, section=section, keeps_source=form.readings.replacement_is_whole)


def _other_voice_sound(source: Clip, commission: Commission, position: int) -> Brief:
    """Who plays stays, who sings changes."""
    words = f"{source.brief.dress} {f'{commission.prompt} {commission.style}'.strip()}".strip()
    return source.brief.covered(words, position, commission.lyrics, lead=is_sung(commission))


def _upload(form: Form, profile: Profile) -> Commission:
    del profile
    return Commission(at_once=True, count=1, url=form.url("url"))


def _takes(form: Form, *, uploaded: bool) -> tuple[Product, ...]:
    """Which clips a task type is for: the split enum implies that mixing them is wrong (musicapi.md 1.8)."""
    if not form.readings.uploads_are_apart:
        return ("song", "upload")
    return ("upload",) if uploaded else ("song",)


def _edits(infix: str, *, uploaded: bool) -> tuple[Operation, ...]:
    """The five edits, which exist for songs and once more for uploaded clips: extend_upload_music, and so on."""
    edit = partial(_edit, uploaded=uploaded)
    extend, replace_part = partial(_extension, uploaded=uploaded), partial(_replacement, uploaded=uploaded)
    return (
        TaskOperation(f"extend{infix}_music", SONG, extend, edit="extend", has_webhook=False),
        TaskOperation(f"cover{infix}_music", SONG, edit, edit="cover", has_webhook=False),
        TaskOperation(f"replace{infix}_music", SONG, replace_part, edit="replace", has_webhook=False),
        # The song stays, the instruments are others.
        TaskOperation(f"swap{infix}_music_sound", SONG, edit, edit="cover", has_webhook=False),
        TaskOperation(
            f"swap{infix}_music_vocals", SONG, edit, edit="cover", sound=_other_voice_sound, has_webhook=False
        ),
    )


class Riffusion(BaseFamily):
    """Create and five edits, of its own clips and of uploaded ones."""

    name = "riffusion"
    clips = 2
    digits = 12
    container: Container = "m4a"
    not_found = (400,)  # its page knows no 404
    operations: tuple[Operation, ...] = (
        TaskOperation("create_music", SONG, _song, has_webhook=False),
        *_edits("", uploaded=False),
        *_edits("_upload", uploaded=True),
        TaskOperation("upload", UPLOAD, _upload, path="upload", gives="upload", has_webhook=False),
    )

    def pace(self, commission: Commission) -> Pace:
        """Claimed: a full song in less than a minute (musicapi.md 1, Speed)."""
        return Pace(median=42.0 if "Pro" in commission.mv else 36.0, slow=75.0, lag=(0.0, 20.0))

    def seconds(self, commission: Commission, rng: Random) -> float:
        """Three to four minutes."""
        return rng.uniform(165.0, 220.0) if commission.source is None else rng.uniform(90.0, 150.0)

    def partial(self, rng: Random, profile: Profile) -> Partial:
        """One song may be told before the other."""
        del profile
        return rng.choice(("one_by_one", "one_by_one", "together", "named"))

    def waiting(self, task: Task, poll: Poll) -> tuple[int, dict[str, Any]]:
        """202 not_ready, or a 200 that is an interim "processing" of unknown shape (musicapi.md 1.10)."""
        del task
        not_ready = {"type": "not_ready", "error": NOT_READY}
        return poll.rng.choice(
            (
                (202, not_ready),
                (202, not_ready),
                (200, not_ready),
                (200, {"code": 202, "message": "processing", "data": []}),
                (200, {"code": 200, "message": "processing", "data": []}),
                (200, {"code": 200, "message": "processing"}),
            )
        )

    def describe(self, clip: Clip, at: Addresses, poll: Poll) -> dict[str, Any]:
        """The eleven documented fields, and two of the SDK's."""
        ready, state = clip.is_ready(poll.now), clip.state(poll.now)
        return {
            "clip_id": clip.clip_id,
            "title": clip.title,
            "lyrics": clip.lyrics,
            "image_url": at.image or "",
            "audio_url": (at.audio or "") if ready else "",
            "video_url": None,
            "created_at": stamp(clip.made_at).replace("+00:00", "Z"),
            "mv": clip.mv,
            "duration": clip.seconds if state == "succeeded" else poll.rng.choice((0, None)),
            "timestamp": {"words": _word_times(clip) if ready and not clip.instrumental else []},
            "state": poll.rng.choice(("pending", "running")) if state == "running" else state,
            "sound": clip.style or None,
            "vocal_variation": None,
        }

    def paths(self, clip: Clip) -> tuple[str, str]:
        """As its bucket lays them out, by author."""
        author = new_uuid(seeded("author", clip.draw))
        root = f"corpusant-app-public/riffs/{author}"
        return f"{root}/audio/{clip.clip_id}.m4a", f"{root}/image/{clip.clip_id}.jpg"


def _word_times(clip: Clip) -> list[dict[str, Any]]:
    """Every word of the lyrics with its start and end in seconds (musicapi.md 1.10); section labels are split, too."""
    return [
        {
            "text": word.text,
            "start": word.start,
            "end": word.end,
            "line_index": word.line,
            "index_range": None,
            "wav2vec2_format": None,
        }
        for word in timed_words(clip.brief)
    ]
