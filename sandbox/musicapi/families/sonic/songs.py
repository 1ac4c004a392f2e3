"""What is asked at sonic's create, by its `task_type`: new songs, and what is made of finished ones (musicapi.md 3)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from sandbox.musicapi.families.sonic.fields import (
    FAMILY,
    LONG_MODELS,
    MODELS,
    NEWER,
    OWN_WORDS,
    SONG,
    TITLE,
    VARYING,
    of_clip,
    sources,
    weights,
    worded,
)
from sandbox.musicapi.form import Form
from sandbox.musicapi.moderation import check_words
from sandbox.musicapi.operation import Operation, Pace, Prices, TaskOperation
from sandbox.musicapi.profiles import Profile
from sandbox.musicapi.sound.brief import Brief
from sandbox.musicapi.works import Clip, Commission, Product

NO_PERSONA_ID = "The 'persona_id' field is required when task_type = persona_music."
MIXED = 10  # remasters are other takes of who plays than covers are


def _new(form: Form, profile: Profile) -> Commission:
    check_host(form, profile)
    asked = worded(form, MODELS)
    seconds = form.number("duration", least=10, most=360, whole=True) if "duration" in form else None
    return replace(asked, seconds=seconds)


def _with_persona(form: Form, profile: Profile) -> Commission:
    return replace(_new(form, profile), persona=form.persona(NO_PERSONA_ID))


def _cover(form: Form, profile: Profile, *, uploaded: bool) -> Commission:
    asked = _new(form, profile)
    return replace(asked, source=form.source("continue_clip_id", FAMILY, _takes(form, uploaded=uploaded)))


def _extension(form: Form, profile: Profile, *, uploaded: bool) -> Commission:
    asked = _cover(form, profile, uploaded=uploaded)
    most = asked.source.seconds if asked.source else 0.0
    return replace(asked, continue_at=form.number("continue_at", least=0, most=most, required=True))


def _whole(form: Form, profile: Profile) -> Commission:
    check_host(form, profile)
    source = form.source("continue_clip_id", FAMILY)
    if not source.continues:
        form.refuse("continue_clip_id is invalid: the clip is not an extension.")
    return replace(of_clip(source), count=form.readings.joined_clips)


def _whole_sound(source: Clip, commission: Commission, position: int) -> Brief:
    """The extension with all that it continues."""
    del commission, position
    return replace(source.brief, start=0.0)


def _remaster(form: Form, profile: Profile) -> Commission:
    check_host(form, profile)
    mv = form.one_of("mv", MODELS)
    if "variation_category" in form:
        form.one_of("variation_category", ("subtle", "normal", "high"))
        if mv != VARYING:
            form.refuse(f"variation_category is only supported by {VARYING}.")
    source = form.source("continue_clip_id", FAMILY, sources(form), fresh=True)
    return replace(of_clip(source, mv=mv), count=form.readings.remasters)


def _remaster_sound(source: Clip, commission: Commission, position: int) -> Brief:
    """The same song by others."""
    del commission
    return source.brief.covered("", MIXED + position, "", lead=not source.instrumental)


def _layer(form: Form, profile: Profile, *, vocals: bool) -> Commission:
    """Vocals or a band for an uploaded clip."""
    check_host(form, profile)
    mv = form.one_of("mv", LONG_MODELS)
    prompt = form.text("prompt", most=NEWER[0], required=vocals)
    tags = form.text("tags", most=NEWER[1])
    title = form.text("title", most=TITLE)
    echoes = weights(form)
    check_words(form, tags, prompt)
    source = form.source("continue_clip_id", FAMILY, ("upload",), fresh=True)
    begin = form.number("overpainting_start_s", least=0, most=source.seconds)
    end = form.number("overpainting_end_s", least=0, most=source.seconds)
    if begin is not None and end is not None and end <= begin:
        form.refuse("overpainting_end_s must be greater than overpainting_start_s.")
    asked = of_clip(source, mv=mv, style=tags, lyrics=prompt, echoes=echoes)
    return replace(asked, title=title, instrumental=not vocals)


def check_host(form: Form, profile: Profile) -> None:
    """Refuse what one of the hosts insists on or does not know."""
    if "duration" in form and not profile.duration_taken:
        form.refuse("duration is not allowed.")
    form.boolean("use_suno_cdn", required=profile.cdn_choice_required)


def _takes(form: Form, *, uploaded: bool) -> tuple[Product, ...]:
    """Plain types on uploaded clips are wrong by the pages (musicapi.md 1.8, 3.8); the reverse nobody says."""
    if not uploaded:
        return ("song",)
    return ("upload",) if form.readings.uploads_are_apart else ("song", "upload")


OPERATIONS: tuple[Operation, ...] = (
    TaskOperation("create_music", SONG, _new, own_words=OWN_WORDS),
    TaskOperation("extend_music", OWN_WORDS, partial(_extension, uploaded=False), edit="extend"),
    TaskOperation(
        "concat_music",
        Prices(2, 2),
        _whole,
        edit="copy",
        sound=_whole_sound,
        pace=Pace(25.0, 60.0),
    ),
    TaskOperation("cover_music", SONG, partial(_cover, uploaded=False), edit="cover", own_words=OWN_WORDS),
    TaskOperation("extend_upload_music", OWN_WORDS, partial(_extension, uploaded=True), edit="extend"),
    TaskOperation("cover_upload_music", SONG, partial(_cover, uploaded=True), edit="cover", own_words=OWN_WORDS),
    TaskOperation("persona_music", OWN_WORDS, _with_persona),
    TaskOperation("remaster", Prices(15, 10), _remaster, edit="cover", sound=_remaster_sound),
    TaskOperation("add_instrumental", Prices(15, 10), partial(_layer, vocals=False), edit="cover"),
    TaskOperation("add_vocals", Prices(15, 10), partial(_layer, vocals=True), edit="cover"),
)
