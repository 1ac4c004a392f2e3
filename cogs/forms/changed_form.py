"""The form with everything that was typed about a recording, or for lyrics or a style that were to be written."""

from __future__ import annotations

from collections.abc import Iterator

from bot.musicapi.operations import StartsFrom, spec_of
from bot.orders.again import texts_of
from bot.orders.candidates import Candidate
from cogs.components.custom_id import EditedSongForm
from cogs.forms.form import Form, hint_for
from cogs.text.catalog import say
from data.rows import Job

_Question = tuple[str, str, str, bool]  # the name of a field, its label, the line below it, and whether it is needed


def changed_form(job: Job, candidate: Candidate, left: int) -> Form:
    """The form of a job that is no song of words and of no clip, at what the candidate takes for it now."""
    form, known = Form(EditedSongForm(job.id, candidate.offer.price), say("edit-title")), texts_of(job.brief)
    form.say_price(candidate, left)
    for name, label, hint, needed in _questions(job):
        if limit := getattr(candidate.limits, name):  # a field needs room for a character at least
            below, is_long = hint_for(known[name], limit, hint), name == "lyrics"
            form.ask(name, label, hint=below, limit=limit, default=known[name], long=is_long, needed=needed)
    return form


def _questions(job: Job) -> Iterator[_Question]:
    spec, style_hint = spec_of(job.operation), say("song-style-hint")
    if spec.makes_persona:
        yield "title", say("voice-name"), say("voice-name-hint"), True
    elif spec.starts_from is StartsFrom.RECORDING:
        yield "title", say("song-title-label"), say("song-title-hint"), False
        yield "style", say("song-style-label"), style_hint, False
        yield "lyrics", say("song-lyrics-label"), say("song-sections-hint"), False
    elif job.brief.prompt:
        yield "prompt", say("edit-topic-label"), "", True
    else:
        yield "style", say("song-style-label"), style_hint, True
