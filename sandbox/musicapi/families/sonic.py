"""Sonic: two mp3 songs per call, named while they still run (musicapi.md 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.clock import stamp
from sandbox.musicapi.families.family import Addresses, Pace
from sandbox.musicapi.moderation import check_words
from sandbox.musicapi.refusals import NOT_READY
from sandbox.musicapi.works import Clip, Commission, Container, Partial, Task

if TYPE_CHECKING:
    from random import Random

    from sandbox.musicapi.form import Form
    from sandbox.musicapi.profiles import Profile

SHORT_MODELS = ("sonic-v3-5", "sonic-v4")  # about 2 minutes, prompt 3000, tags 200, no vocal_gender
LONG_MODELS = ("sonic-v4-5", "sonic-v4-5-plus", "sonic-v5", "sonic-v5-5")
MODELS = SHORT_MODELS + LONG_MODELS
DESCRIPTION, TITLE, NEGATIVE = 400, 80, 200


class Sonic:
    """Create, extend (the new part alone) and cover."""

    name = "sonic"
    clips = 2
    digits = 2  # so that what it reports is what it takes as a point in the clip
    container: Container = "mp3"
    task_types = ("create_music", "extend_music", "cover_music")

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def commission(self, form: Form, task_type: str) -> Commission:
        """The body by the limits of its model, each of which answers 400 without a charge [L 2026-07-15]."""
        mv = form.one_of("mv", MODELS)  # sonic-v4-5-all is refused here, too [L]
        long = mv in LONG_MODELS
        custom = form.boolean("custom_mode", required=True)
        instrumental = form.boolean("make_instrumental")
        self._host_manners(form)
        prompt = form.text(form.first("prompt", "lyrics"), most=5000 if long else 3000)
        description = form.text("gpt_description_prompt", most=DESCRIPTION)
        title = form.text("title", most=TITLE)
        tags = form.text("tags", most=1000 if long else 200)
        echoes = {
            "negative_tags": form.text("negative_tags", most=NEGATIVE) or None,
            "style_weight": form.number("style_weight", least=0, most=1),
            "weirdness_constraint": form.number("weirdness_constraint", least=0, most=1),
        }
        form.number("audio_weight", least=0, most=1)
        form.boolean("auto_lyrics")
        if "vocal_gender" in form:
            form.one_of("vocal_gender", ("f", "m"))
            if not long:
                form.refuse("vocal_gender is not supported by this mv.")
        if custom and not prompt.strip() and not instrumental:
            form.refuse("The 'prompt' field is required.")
        if not custom and not description.strip():
            form.refuse("description is required.")
        check_words(form, description or tags, prompt if custom else "")
        source = form.source("continue_clip_id", self.name) if task_type != "create_music" else None
        continue_at = None
        if task_type == "extend_music" and source is not None:
            continue_at = form.number("continue_at", least=0, most=source.seconds, required=True)
        return Commission(
            family=self.name,
            task_type=task_type,
            mv=mv,
            custom=custom,
            prompt="" if custom else description,
            title=title,
            style=tags if custom else "",
            lyrics=prompt if custom else "",
            instrumental=instrumental,
            source=source,
            continue_at=continue_at,
            seconds=form.number("duration", least=10, most=360, whole=True) if "duration" in form else None,
            plain=custom and not long,
            may_be_retitled=not custom,
            echoes=echoes,
        )

    def _host_manners(self, form: Form) -> None:
        if "duration" in form and not self._profile.duration_taken:
            form.refuse("duration is not allowed.")
        form.boolean("use_suno_cdn", required=self._profile.cdn_choice_required)

    def pace(self, commission: Commission) -> Pace:
        """One to three minutes on the product pages; the second clip follows the first."""
        if commission.mv in SHORT_MODELS:
            return Pace(median=85.0, slow=150.0, lag=(2.0, 30.0))
        return Pace(median=120.0, slow=210.0, lag=(2.0, 45.0))

    def seconds(self, commission: Commission, rng: Random) -> float:
        """About 2 minutes on the older models, up to 4 and more on the newer ones."""
        if commission.source is not None and commission.task_type == "extend_music":
            return rng.uniform(45.0, 120.0)
        return rng.uniform(95.0, 120.0) if commission.mv in SHORT_MODELS else rng.uniform(150.0, 220.0)

    def partial(self, rng: Random) -> Partial:
        """Both clips are named while they run [L 2026-07-15]."""
        del rng
        return "named"

    def waiting(self, task: Task, rng: Random) -> tuple[int, dict[str, Any]]:
        """not_ready under 202 or 200, for minutes even."""
        del task
        not_ready = {"type": "not_ready", "error": NOT_READY}
        empty = {"code": 200, "message": "success", "data": rng.choice(([], None))}
        return rng.choice(((202, not_ready), (202, not_ready), (200, not_ready), (200, empty)))

    def result(self, clips: list[dict[str, Any]], *, done: bool) -> dict[str, Any]:
        """`code` is 200 whether the clips run or not."""
        del done
        return {"code": 200, "message": "success", "data": clips}

    def failure(self, kind: str, reason: str, rng: Random) -> dict[str, Any]:
        """In-band, in a 200."""
        return {"type": kind, rng.choice(("error", "message")): reason}

    def describe(self, clip: Clip, now: float, at: Addresses, rng: Random) -> dict[str, Any]:
        """Only clip_id and state are never null; a running clip may carry a streaming address."""
        state = clip.state(now)
        streaming = not clip.fails and rng.random() < 0.6
        running_states = ("pending", "running", "running", "processing")
        told = state == "succeeded" or rng.random() < 0.7
        return {
            "clip_id": clip.clip_id,
            "state": rng.choice(running_states) if state == "running" else state,
            "title": clip.title if told else None,
            "tags": clip.style or None,
            "lyrics": clip.lyrics if told else None,
            "image_url": at.image,
            "audio_url": at.audio if clip.ready(now) else at.stream if streaming else rng.choice((None, "")),
            "video_url": None,
            "created_at": stamp(clip.made_at)[:23] + "Z",
            "gpt_description_prompt": clip.description or None,
            # A decimal string in live answers, whatever the documents say.
            "duration": f"{clip.seconds:.2f}" if state == "succeeded" else None,
            **clip.echoes,
            "mv": clip.mv.replace("sonic-", "chirp-") if self._profile.old_names else clip.mv,
            **({"error_message": clip.reason} if state == "failed" else {}),
        }

    def paths(self, clip: Clip) -> tuple[str, str]:
        """Beside each other, as on its network of copies."""
        return f"suno/{clip.clip_id}.mp3", f"suno/image_{clip.clip_id}.jpeg"
