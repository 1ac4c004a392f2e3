"""What sonic makes at paths of their own: of audio that is brought along, and of finished songs (musicapi.md 3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sandbox.musicapi.families.sonic.fields import (
    ALL_MODEL,
    FAMILY,
    MODELS,
    NEWER,
    OWN_WORDS,
    SONG,
    TITLE,
    of_clip,
    sources,
    weights,
    worded,
)
from sandbox.musicapi.form import Form
from sandbox.musicapi.moderation import check_words
from sandbox.musicapi.music import is_sung
from sandbox.musicapi.operation import Operation, Pace, Prices, Step, TaskOperation
from sandbox.musicapi.poll import Addresses, Poll
from sandbox.musicapi.profiles import Profile
from sandbox.musicapi.sound.brief import Brief
from sandbox.musicapi.works import Clip, Commission, Task, WebhookTarget

SHORT_TAGS, INFILL = 200, 3000  # the most characters
UPLOAD = Prices(2, 2)
UNPAID_VOICE = 402  # whose document knows no 403 for an empty account, on any host [S]
WARNING = "Voices are kept for a limited time."


def _upload(form: Form, profile: Profile) -> Commission:
    asked = Commission(at_once=True, count=1, url=form.url("url"))
    if profile.upload_has_webhook and "callback_url" in form:
        return replace(asked, at_once=False, webhook=WebhookTarget(form.url("callback_url"), ""))
    return asked


def _upload_and_cover(form: Form, profile: Profile) -> Commission:
    del profile
    url = form.url("url")
    asked = worded(form, MODELS)
    form.boolean("auto_concat")
    return replace(asked, url=url)


def _upload_and_extend(form: Form, profile: Profile) -> Commission:
    """The point in the clip is checked once it is there."""
    del profile
    url = form.url("url")
    asked = worded(form, MODELS)
    joins = form.boolean("auto_concat")
    return replace(asked, url=url, joins=joins, continue_at=form.number("continue_at", least=0))


def _sample(form: Form, profile: Profile) -> Commission:
    """A new song around a stretch of a clip, or of audio that is brought along."""
    if ("url" in form) == ("sample_clip_id" in form):
        form.refuse("Exactly one of 'url' and 'sample_clip_id' is required.")
    form.boolean("make_instrumental", required=True)
    asked = worded(form, _sampling(profile), tags=SHORT_TAGS)
    if "url" in form:
        begin = form.number("chop_sample_start_s", least=0, required=True) or 0.0
        end = form.number("chop_sample_end_s", least=0, required=True) or 0.0
        if end <= begin:
            form.refuse("chop_sample_end_s must be greater than chop_sample_start_s.")
        return replace(asked, url=form.url("url"), section=(begin, end))
    source = form.source("sample_clip_id", FAMILY, sources(form))
    return replace(asked, source=source, section=form.section("chop_sample_start_s", "chop_sample_end_s", source))


def _mashup(form: Form, profile: Profile) -> Commission:
    ids = form.texts("mashup_clip_ids", most=2)
    if len(ids) != 2:
        form.refuse("mashup_clip_ids should contain exactly 2 clip ids.")
    if ids[0] == ids[1]:
        form.refuse("mashup_clip_ids should contain 2 different clip ids.")
    asked = worded(form, _sampling(profile), tags=SHORT_TAGS)
    first, second = (form.clip("mashup_clip_ids", clip_id, FAMILY, sources(form)) for clip_id in ids)
    return replace(asked, source=first, second=second)


def _mashup_sound(source: Clip, commission: Commission, position: int) -> Brief:
    """The first song as those play who play the second."""
    dress = commission.second.brief.dress if commission.second else ""
    words = f"{dress} {f'{commission.prompt} {commission.style}'.strip()}".strip()
    return source.brief.covered(words, position, "", lead=is_sung(commission))


def _section(form: Form, profile: Profile) -> Commission:
    del profile
    mv = form.one_of("mv", MODELS[1:])
    prompt = form.text("prompt", most=NEWER[0])
    lyrics = form.text("infill_lyrics", most=INFILL)
    title = form.text("title", most=TITLE)
    tags = form.text("tags", most=NEWER[1])
    echoes = weights(form)
    check_words(form, tags, f"{prompt}\n{lyrics}")
    source = form.source("clip_id", FAMILY, sources(form))
    return replace(
        of_clip(source, mv=mv, style=tags, lyrics=lyrics or prompt, echoes=echoes),
        title=title,
        section=form.section("infill_start_s", "infill_end_s", source),
        keeps_source=form.readings.replacement_is_whole,
        joins=form.boolean("auto_concat"),
    )


def _basic_stems(form: Form, profile: Profile) -> Commission:
    del profile
    return replace(_of_one_clip(form), count=form.readings.basic_stems)


def _full_stems(form: Form, profile: Profile) -> Commission:
    del profile
    return replace(_of_one_clip(form), count=form.readings.full_stems)


def _of_one_clip(form: Form) -> Commission:
    return of_clip(form.source("clip_id", FAMILY, sources(form), missing=404))


def _voice(form: Form, profile: Profile) -> Commission:
    del profile
    return Commission(count=1, url=form.url("audio_url"))


def _voice_acceptance(task: Task) -> dict[str, Any]:
    return {"message": "success", "task_id": task.task_id, "warning": WARNING}


def _voice_body(clip: Clip, at: Addresses, poll: Poll) -> dict[str, Any]:
    # Polled as a song is, so by the SDK's types it is told as one (musicapi.md 3.23b); no page says what of it.
    del at
    return {"clip_id": clip.clip_id, "state": clip.state(poll.now)}


def _sampling(profile: Profile) -> tuple[str, ...]:
    return (*MODELS, ALL_MODEL) if profile.takes_all_model else MODELS


OPERATIONS: tuple[Operation, ...] = (
    TaskOperation("upload", UPLOAD, _upload, path="upload", gives="upload", pace=Pace(20.0, 40.0), has_webhook=False),
    TaskOperation(
        "upload_extend",
        OWN_WORDS,
        _upload_and_extend,
        path="upload-extend",
        edit="extend",
        step=Step("extend", UPLOAD),
    ),
    TaskOperation(
        "upload_cover",
        SONG,
        _upload_and_cover,
        path="upload-cover",
        edit="cover",
        step=Step("cover", UPLOAD),
        own_words=OWN_WORDS,
    ),
    TaskOperation(
        "sample",
        SONG,
        _sample,
        path="sample",
        step=Step("sample", UPLOAD, costs_extra=False),
        own_words=OWN_WORDS,
    ),
    TaskOperation("mashup", SONG, _mashup, path="mashup", edit="cover", sound=_mashup_sound, own_words=OWN_WORDS),
    TaskOperation("replace_section", Prices(15, 10), _section, path="replace-section", edit="replace"),
    TaskOperation(
        "stems_basic",
        Prices(15, 20),
        _basic_stems,
        path="stems/basic",
        gives="stem",
        edit="copy",
        pace=Pace(60.0, 120.0),
        has_webhook=False,
    ),
    TaskOperation(
        "stems_full",
        Prices(75, 50),
        _full_stems,
        path="stems/full",
        gives="stem",
        edit="copy",
        pace=Pace(90.0, 200.0),
        has_webhook=False,
    ),
    TaskOperation(
        "create_voice",
        Prices(4, 4),  # published for the newer host alone
        _voice,
        path="create-voice",
        gives="voice",
        pace=Pace(40.0, 90.0),
        unpaid=UNPAID_VOICE,
        accepted=_voice_acceptance,
        describe=_voice_body,
    ),
)
