"""What the vendor answers at once, without a task (musicapi.md 3.11 to 3.20 and 6): measures, files, texts, voices."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, cast

from sandbox.musicapi import refusals
from sandbox.musicapi.dice import dice, new_uuid
from sandbox.musicapi.form import Form
from sandbox.musicapi.moderation import check_words
from sandbox.musicapi.refusals import RefusalError
from sandbox.musicapi.sound.midi import tracks
from sandbox.musicapi.sound.style import tune_of
from sandbox.musicapi.styles import new_style
from sandbox.musicapi.timeline import alignment
from sandbox.musicapi.words import new_lyrics, new_title
from sandbox.musicapi.works import Persona
from sandbox.wire.exchange import Answer, json_answer

if TYPE_CHECKING:
    from sandbox.musicapi.files import FileForm
    from sandbox.musicapi.refusals import Voice
    from sandbox.musicapi.vendor import Vendor
    from sandbox.musicapi.works import Clip
    from sandbox.wire.exchange import Request

FAMILY = "sonic"
SOUNDING = ("song", "stem", "upload")
LONGEST_VOICE = 30.0  # seconds of a clip that a voice may be taken from
NAME, STYLES, DESCRIPTION = 79, 2000, 119  # characters
FORMATS: tuple[FileForm, ...] = ("mp3", "m4a", "wav")
WORK = (4.0, 20.0)  # seconds that a MIDI file or a download takes, at least and at most
VERSIONS = 2  # of lyrics
NO_LYRICS = "clip not found or has no lyrics"


class Tools:
    """Sonic's endpoints that need no poll; what they sell is paid for when it is valid, and only then."""

    def __init__(self, vendor: Vendor) -> None:
        self.voices: dict[str, Clip] = {}  # by the id of what was taken from them for a persona
        self._vendor = vendor
        self._aligned: set[str] = set()
        self._work: dict[tuple[str, str], float] = {}  # when what was asked of a clip is done
        self._sold: set[tuple[str, str]] = set()
        self._answers = {
            "bpm": self._bpm,
            "vox": self._vox,
            "wav": self._wav,
            "midi": self._midi,
            "aligned-lyrics": self._aligned_lyrics,
            "upsample-tags": self._upsample_tags,
            "lyrics": self._lyrics,
            "persona": self._persona,
            "download": self._download,
        }

    async def handle(self, request: Request, family_name: str, rest: str, voice: Voice) -> Answer | None:
        """The answer to a request that showed the key, or None where its path is not one of these."""
        here = family_name == FAMILY and rest in self._answers and self._price_of(rest) is not None
        if not here:
            return None
        if request.method != "POST":
            return refusals.not_found_page(request.method, request.path)
        try:
            self._admit(rest, voice)
            answer = self._answers[rest](self._form(request, voice), voice)
        except RefusalError as refused:
            return refused.answer
        return self._vendor.orders.answer() or answer

    def _form(self, request: Request, voice: Voice) -> Form:
        try:
            body = request.json() if "json" in request.content_type else None
        except ValueError:
            body = None
        fields = cast("dict[str, Any]", body) if isinstance(body, dict) else {}
        return Form(fields, readings=self._vendor.readings, shelf=self._vendor.shelf, voice=voice)

    def _admit(self, name: str, voice: Voice) -> None:
        vendor = self._vendor
        if refused := vendor.orders.refusal() or vendor.orders.retired(FAMILY, _named(name)):
            raise RefusalError(refused)
        if vendor.readings.paces_everything and (wait := vendor.limit.wait(vendor.clock.now())):
            raise RefusalError(voice.slow_down(wait))

    def _price_of(self, name: str) -> int | None:
        """Credits; None where the host does not know it."""
        return self._vendor.profile.prices.get(f"{FAMILY}/{_named(name)}")

    def _pay(self, name: str, voice: Voice) -> None:
        account, status = self._vendor.account, self._vendor.profile.out_of_credits
        if account.charge(self._price_of(name) or 0, self._vendor.clock.now()):
            return
        if not account.subscribed:
            raise RefusalError(voice.no(status, refusals.NOT_SUBSCRIBED))
        raise RefusalError(voice.out_of_credits(status))

    # What is measured

    def _bpm(self, form: Form, voice: Voice) -> Answer:
        clip = form.source("clip_id", FAMILY, SOUNDING)
        self._pay("bpm", voice)
        tempo, rng = tune_of(clip.brief).tempo, dice("bpm", clip.draw)
        found = {
            "avg_bpm": round(tempo * rng.uniform(0.995, 1.005), 2),
            "max_bpm": round(tempo * rng.uniform(1.01, 1.04), 2),
            "min_bpm": round(tempo * rng.uniform(0.96, 0.99), 2),
        }
        return _success(data=found)

    def _aligned_lyrics(self, form: Form, voice: Voice) -> Answer:
        clip = form.source("clip_id", FAMILY, SOUNDING, missing=404)
        words = (
            [] if clip.instrumental or not clip.lyrics else alignment(clip, labels_inside=form.readings.labels_inside)
        )
        if not words:
            form.refuse(NO_LYRICS, 404)
        if clip.clip_id not in self._aligned:  # the first call alone is paid for
            self._pay("aligned-lyrics", voice)
            self._aligned.add(clip.clip_id)
        return _success(data={"alignment": words})

    def _vox(self, form: Form, voice: Voice) -> Answer:
        clip = form.source("clip_id", FAMILY, SOUNDING)
        begin = form.number("vocal_start_s", least=0, most=clip.seconds) or 0.0
        end = form.number("vocal_end_s", least=0, most=clip.seconds)
        end = min(clip.seconds, begin + LONGEST_VOICE) if end is None else end
        if end <= begin:
            form.refuse("vocal_end_s must be greater than vocal_start_s.")
        if end - begin > LONGEST_VOICE:
            form.refuse(f"The vocal range must not be longer than {LONGEST_VOICE:g} seconds.")
        self._pay("vox", voice)
        vox_id = new_uuid(dice("vox", clip.clip_id, len(self.voices)))
        self.voices[vox_id] = clip
        told: dict[str, Any] = {
            "vox_audio_id": vox_id,
            "status": "complete",
            "source_clip_id": clip.clip_id,
            "vocal_start_s": begin,
            "vocal_end_s": end,
            "wave_response": voice.rng.choice((None, {"status": "complete"}, [0.0, 0.4, 0.2])),  # its shape is unknown
        }
        return _success(data=told)

    # Files

    def _wav(self, form: Form, voice: Voice) -> Answer:
        clip = form.source("clip_id", FAMILY, SOUNDING, missing=404)
        self._pay("wav", voice)
        # Without the `code` that the others have.
        return json_answer(200, {"message": "success", "data": {"wav_url": self._vendor.files.also(clip, "wav")}})

    def _midi(self, form: Form, voice: Voice) -> Answer:
        clip = form.source("clip_id", FAMILY, SOUNDING)
        if not self._done("midi", clip, voice):
            return json_answer(202, {"type": "not_ready", "error": refusals.NOT_READY})
        url = self._vendor.files.also(clip, "mid")
        return _success(data={"midi_url": url, "instruments": [asdict(track) for track in tracks(clip.brief)]})

    def _download(self, form: Form, voice: Voice) -> Answer:
        clip = form.source("clip_id", FAMILY, SOUNDING, missing=404)
        if self._vendor.files.gone(clip, self._vendor.clock.now()):
            form.refuse("The source of this clip was purged.", 404)
        formats = form.texts("formats", most=len(FORMATS))
        wanted: list[FileForm] = [kind for kind in FORMATS if kind in formats]
        if not formats or len(wanted) != len(set(formats)):
            form.refuse(f"formats is invalid. It should be some of: {', '.join(FORMATS)}.")
        if not self._done("download", clip, voice):
            return json_answer(202, {"type": "not_ready", "error": refusals.NOT_READY})
        files = [{"format": kind, "file_url": self._vendor.files.also(clip, kind)} for kind in wanted]
        return _success(data={"clip_id": clip.clip_id, "files": files})

    def _done(self, name: str, clip: Clip, voice: Voice) -> bool:
        """Whether what was asked of the clip is made; who comes back for it may get it for nothing."""
        key, now = (name, clip.clip_id), self._vendor.clock.now()
        comes_back = key in self._work and key not in self._sold
        if not comes_back or (name == "midi" and self._vendor.readings.repeats_cost):
            self._pay(name, voice)
            self._sold.discard(key)
        done_at = self._work.setdefault(key, now + dice(name, clip.draw).uniform(*WORK))
        if now >= done_at:
            self._sold.add(key)
        return now >= done_at

    # Texts and voices

    def _lyrics(self, form: Form, voice: Voice) -> Answer:
        if not form.text("description").strip():
            form.refuse("description is required.")
        description = form.text("description")
        if form.readings.length(description) > DESCRIPTION:
            form.refuse(f"The description character length should be less than {DESCRIPTION + 1}.")
        check_words(form, description, "")
        if voice.rng.random() < self._vendor.failure_rate:
            raise RefusalError(voice.no(504, "Lyrics generation timed out."))  # and is not charged
        self._pay("lyrics", voice)
        versions = [
            {"title": new_title(description, voice.rng), "lyrics": new_lyrics(description, voice.rng)}
            for _ in range(VERSIONS)
        ]
        return _success(results=versions)

    def _upsample_tags(self, form: Form, voice: Voice) -> Answer:
        tags = form.text("tags", required=True)
        check_words(form, tags, "")
        self._pay("upsample-tags", voice)
        return _success(data={"upsampled_tags": new_style(tags, voice.rng)})

    def _persona(self, form: Form, voice: Voice) -> Answer:
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
        if "vox_audio_id" in form and form.text("vox_audio_id") not in self.voices:
            form.refuse("vox_audio_id is invalid: voice not found.")
        self._pay("persona", voice)
        personas = self._vendor.shelf.personas
        persona = Persona(new_uuid(dice("persona", clip.clip_id, len(personas))), name, clip, styles or clip.style)
        personas[persona.persona_id] = persona
        return _success(persona_id=persona.persona_id)


def _success(**more: Any) -> Answer:
    return json_answer(200, {"code": 200, "message": "success", **more})


def _named(path: str) -> str:
    """What prices and orders call an endpoint."""
    return path.replace("-", "_")
