"""What sonic's endpoints take: every body by the limits of its model, each of which answers 400 without a charge."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sandbox.musicapi.families.sonic_words import (
    ALL_MODEL,
    FAMILY,
    LONG_MODELS,
    MODELS,
    NEWER,
    TITLE,
    VARYING,
    made_of,
    weights,
    worded,
)
from sandbox.musicapi.moderation import check_words
from sandbox.musicapi.works import Commission, Webhook

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.musicapi.form import Form
    from sandbox.musicapi.profiles import Profile
    from sandbox.musicapi.works import Edit, Product

SHORT_TAGS, INFILL, TOPIC = 200, 3000, 119  # the most characters

# The task types of /sonic/create.
EDITS: dict[str, Edit] = {
    "create_music": "new",
    "extend_music": "extend",
    "concat_music": "join",
    "cover_music": "cover",
    "extend_upload_music": "extend",
    "cover_upload_music": "cover",
    "persona_music": "new",
    "remaster": "remaster",
    "add_instrumental": "cover",
    "add_vocals": "cover",
}
ENDPOINTS = {
    "upload": "upload",
    "upload-extend": "upload_extend",
    "upload-cover": "upload_cover",
    "sample": "sample",
    "mashup": "mashup",
    "replace-section": "replace_section",
    "stems/basic": "stems_basic",
    "stems/full": "stems_full",
    "create-voice": "create_voice",
}


class Bodies:
    """Reads the bodies of one host's sonic."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def commission(self, form: Form, kind: str) -> Commission:
        """What a valid body asks for; raises RefusalError for any other."""
        readers: dict[str, Callable[[Form, str], Commission]] = {
            "concat_music": self._join,
            "remaster": self._remaster,
            "add_vocals": self._overpaint,
            "add_instrumental": self._overpaint,
            "upload": self._upload,
            "upload_extend": self._upload_and,
            "upload_cover": self._upload_and,
            "sample": self._sample,
            "mashup": self._mashup,
            "replace_section": self._replace,
            "stems_basic": self._stems,
            "stems_full": self._stems,
            "create_voice": self._voice,
            "make_lyrics": self._lyrics,
        }
        if kind in EDITS:
            self._host_manners(form)
        return readers.get(kind, self._song)(form, kind)

    def _song(self, form: Form, kind: str) -> Commission:
        """A new song, one with a persona, an extension or a cover."""
        asked = worded(form, kind, MODELS)
        seconds = form.number("duration", least=10, most=360, whole=True) if "duration" in form else None
        asked = replace(asked, edit=EDITS[kind], seconds=seconds)
        if kind == "persona_music":
            return replace(asked, persona=form.persona())
        if asked.edit == "new":
            return asked
        source = form.source("continue_clip_id", FAMILY, self._takes(form, kind))
        asked = replace(asked, source=source)
        if asked.edit == "cover":
            return asked
        return replace(asked, continue_at=form.number("continue_at", least=0, most=source.seconds, required=True))

    def _join(self, form: Form, kind: str) -> Commission:
        source = form.source("continue_clip_id", FAMILY)
        if not source.continues:
            form.refuse("continue_clip_id is invalid: the clip is not an extension.")
        return made_of(source, kind, form, edit="join", count=form.readings.joined_clips)

    def _remaster(self, form: Form, kind: str) -> Commission:
        mv = form.one_of("mv", MODELS)
        if "variation_category" in form:
            form.one_of("variation_category", ("subtle", "normal", "high"))
            if mv != VARYING:
                form.refuse(f"variation_category is only supported by {VARYING}.")
        source = form.source("continue_clip_id", FAMILY, _edited(form), fresh=True)
        return made_of(source, kind, form, mv=mv, edit="remaster", count=form.readings.remasters)

    def _overpaint(self, form: Form, kind: str) -> Commission:
        """Vocals or a band for an uploaded clip."""
        mv = form.one_of("mv", LONG_MODELS)
        prompt = form.text("prompt", most=NEWER[0], required=kind == "add_vocals")
        tags = form.text("tags", most=NEWER[1])
        title = form.text("title", most=TITLE)
        echoes = weights(form)
        check_words(form, tags, prompt)
        source = form.source("continue_clip_id", FAMILY, ("upload",), fresh=True)
        begin = form.number("overpainting_start_s", least=0, most=source.seconds)
        end = form.number("overpainting_end_s", least=0, most=source.seconds)
        if begin is not None and end is not None and end <= begin:
            form.refuse("overpainting_end_s must be greater than overpainting_start_s.")
        asked = made_of(source, kind, form, mv=mv, edit="cover", style=tags, lyrics=prompt, echoes=echoes)
        return replace(asked, title=title, instrumental=kind == "add_instrumental")

    def _upload(self, form: Form, kind: str) -> Commission:
        url = form.url("url")
        asked = Commission(FAMILY, kind, "", gives="upload", at_once=True, count=1, url=url)
        if self._profile.upload_calls_back and "callback_url" in form:
            return replace(asked, at_once=False, webhook=Webhook(form.url("callback_url"), ""))
        return asked

    def _upload_and(self, form: Form, kind: str) -> Commission:
        """An upload and what is made of it, in one request; the point in the clip is checked once it is there."""
        url = form.url("url")
        asked = worded(form, kind, MODELS)
        joins = form.boolean("auto_concat")
        if kind == "upload_cover":
            return replace(asked, edit="cover", step="cover", url=url)
        at = form.number("continue_at", least=0)
        return replace(asked, edit="extend", step="extend", url=url, continue_at=at, joins=joins)

    def _sample(self, form: Form, kind: str) -> Commission:
        """A new song around a stretch of a clip, or of audio that is brought along."""
        if ("url" in form) == ("sample_clip_id" in form):
            form.refuse("Exactly one of 'url' and 'sample_clip_id' is required.")
        form.boolean("make_instrumental", required=True)
        asked = replace(worded(form, kind, self._sampling, tags=SHORT_TAGS), step="sample")
        if "url" in form:
            begin = form.number("chop_sample_start_s", least=0, required=True) or 0.0
            end = form.number("chop_sample_end_s", least=0, required=True) or 0.0
            if end <= begin:
                form.refuse("chop_sample_end_s must be greater than chop_sample_start_s.")
            return replace(asked, url=form.url("url"), section=(begin, end))
        source = form.source("sample_clip_id", FAMILY, _edited(form))
        return replace(asked, source=source, section=form.section("chop_sample_start_s", "chop_sample_end_s", source))

    def _mashup(self, form: Form, kind: str) -> Commission:
        ids = form.texts("mashup_clip_ids", most=2)
        if len(ids) != 2:
            form.refuse("mashup_clip_ids should contain exactly 2 clip ids.")
        if ids[0] == ids[1]:
            form.refuse("mashup_clip_ids should contain 2 different clip ids.")
        asked = worded(form, kind, self._sampling, tags=SHORT_TAGS)
        first, second = (form.clip("mashup_clip_ids", clip_id, FAMILY, _edited(form)) for clip_id in ids)
        return replace(asked, edit="mashup", source=first, second=second)

    def _replace(self, form: Form, kind: str) -> Commission:
        mv = form.one_of("mv", MODELS[1:])
        prompt = form.text("prompt", most=NEWER[0])
        lyrics = form.text("infill_lyrics", most=INFILL)
        title = form.text("title", most=TITLE)
        tags = form.text("tags", most=NEWER[1])
        echoes = weights(form)
        check_words(form, tags, f"{prompt}\n{lyrics}")
        source = form.source("clip_id", FAMILY, _edited(form))
        asked = made_of(source, kind, form, mv=mv, edit="replace", style=tags, lyrics=lyrics or prompt, echoes=echoes)
        return replace(
            asked,
            title=title,
            section=form.section("infill_start_s", "infill_end_s", source),
            keeps_source=form.readings.replacement_is_whole,
            joins=form.boolean("auto_concat"),
        )

    def _stems(self, form: Form, kind: str) -> Commission:
        source = form.source("clip_id", FAMILY, _edited(form), missing=404)
        count = form.readings.basic_stems if kind == "stems_basic" else form.readings.full_stems
        # Its schema has no fields for a webhook.
        return made_of(source, kind, form, edit="copy", gives="stem", count=count, calls=False)

    def _voice(self, form: Form, kind: str) -> Commission:
        url = form.url("audio_url")
        return Commission(FAMILY, kind, "", gives="voice", count=1, url=url, webhook=form.webhook())

    def _lyrics(self, form: Form, kind: str) -> Commission:
        topic = form.text("prompt", most=TOPIC, required=True)
        check_words(form, topic, "")
        return Commission(FAMILY, kind, "", prompt=topic, gives="lyrics", count=1)

    def _host_manners(self, form: Form) -> None:
        if "duration" in form and not self._profile.duration_taken:
            form.refuse("duration is not allowed.")
        form.boolean("use_suno_cdn", required=self._profile.cdn_choice_required)

    def _takes(self, form: Form, kind: str) -> tuple[Product, ...]:
        """Plain types on uploaded clips are wrong by the pages (musicapi.md 1.8, 3.8); the reverse nobody says."""
        if "_upload_" not in kind:
            return ("song",)
        return ("upload",) if form.readings.uploads_are_apart else ("song", "upload")

    @property
    def _sampling(self) -> tuple[str, ...]:
        return (*MODELS, ALL_MODEL) if self._profile.takes_all_model else MODELS


def _edited(form: Form) -> tuple[Product, ...]:
    """Whether the edits that have no type for uploaded clips take them nobody says."""
    return ("song",) if form.readings.uploads_are_limited else ("song", "upload")
