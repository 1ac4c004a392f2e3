"""What sonic answers at once, without a task (musicapi.md 3.11 to 3.20 and 6): measures, files, texts, voices."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sandbox.musicapi import refusals
from sandbox.musicapi.families.sonic.fields import FAMILY
from sandbox.musicapi.files import FileForm
from sandbox.musicapi.instant import InstantRequest, success
from sandbox.musicapi.moderation import check_words
from sandbox.musicapi.operation import InstantOperation, Operation, Prices
from sandbox.musicapi.refusals import RefusalError
from sandbox.musicapi.rng import new_uuid, seeded
from sandbox.musicapi.sound.midi import tracks
from sandbox.musicapi.sound.style import tune_of
from sandbox.musicapi.sound.timestamps import timed_words
from sandbox.musicapi.styles import new_style
from sandbox.musicapi.words import new_lyrics, new_title
from sandbox.musicapi.works import Clip, Persona
from sandbox.wire.exchange import Answer, json_answer

SOUNDING = ("song", "stem", "upload")
LONGEST_VOICE = 30.0  # seconds of a clip that a voice may be taken from
NAME, STYLES, DESCRIPTION = 79, 2000, 119  # characters
FORMATS: tuple[FileForm, ...] = ("mp3", "m4a", "wav")
FASTEST, SLOWEST = 4.0, 20.0  # seconds that a MIDI file or a download takes
VERSIONS = 2  # of lyrics
NO_LYRICS = "clip not found or has no lyrics"
# Of one credit each by a client's table the vendor confirms the WAV (musicapi.md 3.0).
ONE = Prices(1, 1)


def _tempo(asked: InstantRequest) -> Answer:
    clip = asked.form.source("clip_id", FAMILY, SOUNDING)
    asked.pay()
    tempo, rng = tune_of(clip.brief).tempo, seeded("bpm", clip.draw)
    found = {
        "avg_bpm": round(tempo * rng.uniform(0.995, 1.005), 2),
        "max_bpm": round(tempo * rng.uniform(1.01, 1.04), 2),
        "min_bpm": round(tempo * rng.uniform(0.96, 0.99), 2),
    }
    return success(data=found)


def _aligned_lyrics(asked: InstantRequest) -> Answer:
    form = asked.form
    clip = form.source("clip_id", FAMILY, SOUNDING, missing=404)
    is_silent = clip.instrumental or not clip.lyrics
    words = [] if is_silent else alignment(clip, labels_inside=form.readings.labels_inside)
    if not words:
        form.refuse(NO_LYRICS, 404)
    asked.pay_once(clip)
    return success(data={"alignment": words})


def alignment(clip: Clip, *, labels_inside: bool) -> list[dict[str, Any]]:
    """Every sung word with the space or line break behind it (musicapi.md 3.19).

    Section labels stand before the word that follows them, in its own text ("[Verse 1]\\nFirst "), or, unless
    `labels_inside`, as words by themselves that take no time.
    """
    words, rng = timed_words(clip.brief), seeded("alignment", clip.draw)
    aligned, label = list[dict[str, Any]](), ""
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else None
        gap = 0 if following is None else following.line - word.line
        text = label + word.text + (" " if following is not None and not gap else "\n" * max(1, min(2, gap)))
        whole = word.sung or following is None or (not labels_inside and (gap > 0 or following.sung))
        label = "" if whole else text
        if whole:
            aligned.append(
                {
                    "word": text,
                    "start_s": word.start,
                    "end_s": word.end,
                    "p_align": round(rng.uniform(0.75, 1.0), 3),
                    "success": word.sung,
                }
            )
    return aligned


def _vocals(asked: InstantRequest) -> Answer:
    form, taken = asked.form, asked.vendor.library.vocals
    clip = form.source("clip_id", FAMILY, SOUNDING)
    begin = form.number("vocal_start_s", least=0, most=clip.seconds) or 0.0
    end = form.number("vocal_end_s", least=0, most=clip.seconds)
    end = min(clip.seconds, begin + LONGEST_VOICE) if end is None else end
    if end <= begin:
        form.refuse("vocal_end_s must be greater than vocal_start_s.")
    if end - begin > LONGEST_VOICE:
        form.refuse(f"The vocal range must not be longer than {LONGEST_VOICE:g} seconds.")
    asked.pay()
    vox_id = new_uuid(seeded("vox", clip.clip_id, len(taken)))
    taken[vox_id] = clip
    told: dict[str, Any] = {
        "vox_audio_id": vox_id,
        "status": "complete",
        "source_clip_id": clip.clip_id,
        "vocal_start_s": begin,
        "vocal_end_s": end,
        "wave_response": asked.errors.rng.choice((None, {"status": "complete"}, [0.0, 0.4, 0.2])),  # of unknown shape
    }
    return success(data=told)


def _wav(asked: InstantRequest) -> Answer:
    clip = asked.form.source("clip_id", FAMILY, SOUNDING, missing=404)
    asked.pay()
    # Without the `code` that the others have.
    return json_answer(200, {"message": "success", "data": {"wav_url": asked.vendor.files.also(clip, "wav")}})


def _midi(asked: InstantRequest) -> Answer:
    clip = asked.form.source("clip_id", FAMILY, SOUNDING)
    if not asked.is_made(clip, FASTEST, SLOWEST, repeats_cost=asked.vendor.readings.repeats_cost):
        return json_answer(202, {"type": "not_ready", "error": refusals.NOT_READY})
    url = asked.vendor.files.also(clip, "mid")
    return success(data={"midi_url": url, "instruments": [asdict(track) for track in tracks(clip.brief)]})


def _download(asked: InstantRequest) -> Answer:
    form, files = asked.form, asked.vendor.files
    clip = form.source("clip_id", FAMILY, SOUNDING, missing=404)
    if files.gone(clip, asked.vendor.clock.now()):
        form.refuse("The source of this clip was purged.", 404)
    formats = form.texts("formats", most=len(FORMATS))
    wanted: list[FileForm] = [kind for kind in FORMATS if kind in formats]
    if not formats or len(wanted) != len(set(formats)):
        form.refuse(f"formats is invalid. It should be some of: {', '.join(FORMATS)}.")
    if not asked.is_made(clip, FASTEST, SLOWEST):
        return json_answer(202, {"type": "not_ready", "error": refusals.NOT_READY})
    made = [{"format": kind, "file_url": files.also(clip, kind)} for kind in wanted]
    return success(data={"clip_id": clip.clip_id, "files": made})


def _lyrics(asked: InstantRequest) -> Answer:
    form, rng = asked.form, asked.errors.rng
    if not form.text("description").strip():
        form.refuse("description is required.")
    description = form.text("description")
    if form.readings.length(description) > DESCRIPTION:
        form.refuse(f"The description character length should be less than {DESCRIPTION + 1}.")
    check_words(form, description, "")
    if rng.random() < asked.vendor.failure_rate:
        raise RefusalError(asked.errors.answer(504, "Lyrics generation timed out."))  # and is not charged
    asked.pay()
    versions = [{"title": new_title(description, rng), "lyrics": new_lyrics(description, rng)} for _ in range(VERSIONS)]
    return success(results=versions)


def _longer_tags(asked: InstantRequest) -> Answer:
    tags = asked.form.text("tags", required=True)
    check_words(asked.form, tags, "")
    asked.pay()
    return success(data={"upsampled_tags": new_style(tags, asked.errors.rng)})


def _persona(asked: InstantRequest) -> Answer:
    form, library = asked.form, asked.vendor.library
    name = form.text("name").strip()
    if not name or not form.text("clip_id"):
        form.refuse("name and continue_clip_id are required fields.")  # the field's old name
    if form.readings.length(name) > NAME:
        form.refuse(f"The name character length should be less than {NAME + 1}.")
    styles = form.text("styles", most=STYLES)
    form.text("describe")
    clip = form.source("clip_id", FAMILY, ("song", "upload"))
    if "vocal_start_s" in form or "vocal_end_s" in form:
        form.section("vocal_start_s", "vocal_end_s", clip)
    if "vox_audio_id" in form and form.text("vox_audio_id") not in library.vocals:
        form.refuse("vox_audio_id is invalid: voice not found.")
    asked.pay()
    persona_id = new_uuid(seeded("persona", clip.clip_id, len(library.personas)))
    library.personas[persona_id] = Persona(persona_id, name, clip, styles or clip.style)
    return success(persona_id=persona_id)


OPERATIONS: tuple[Operation, ...] = (
    InstantOperation("bpm", ONE, "bpm", _tempo),
    InstantOperation("vox", ONE, "vox", _vocals),
    InstantOperation("wav", ONE, "wav", _wav),
    InstantOperation("midi", ONE, "midi", _midi),
    InstantOperation("aligned_lyrics", ONE, "aligned-lyrics", _aligned_lyrics),
    InstantOperation("upsample_tags", ONE, "upsample-tags", _longer_tags),
    # Of 10 "lyrics credits", 2 and free, the later number (musicapi.md 6).
    InstantOperation("lyrics", Prices(2, 2), "lyrics", _lyrics),
    InstantOperation("persona", ONE, "persona", _persona),
    InstantOperation("download", Prices(None, 2), "download", _download),
)
