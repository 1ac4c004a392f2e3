"""The forms of a new song: from lyrics, or from a few words.

Everything that is typed comes back in the fields. Only of a text that no field can show to its end does the `custom_id`
say where it lies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.errors import ClipGone
from bot.musicapi import answers
from bot.musicapi.answers import Answer, EnrichedStyle, WrittenLyrics
from bot.musicapi.catalog import find_model
from bot.musicapi.offers import Limits
from bot.musicapi.text import utf16_length
from bot.orders.again import model_of
from bot.orders.candidates import Candidate
from bot.status.past_orders import PastSong
from bot.status.snapshots import NewSong
from cogs.components.custom_id import CustomId, EditedSongForm
from cogs.components.typed_form import TypedSongForm
from cogs.forms.filling import fill
from cogs.forms.form import Form, hint_for, whole_text
from cogs.forms.reasons import form_reason
from cogs.text import sentences
from cogs.text.catalog import say
from cogs.text.escape import escape_markdown
from cogs.text.model_names import full_name
from data.ids import DraftId
from data.rows import Job

MODEL_SHOWN = 80
TEXTS = ("prompt", "title", "style", "lyrics")


def song_form(
    about: Callable[[int], CustomId],
    song: NewSong,
    known: Mapping[str, str],
    *,
    from_lyrics: bool | None = None,
    reason: str = "",
) -> Form:
    """The form of a new song at the price that it is `about`, filled with what is `known` of it already, by field.

    It asks for lyrics alone where it is said to be `from_lyrics`, or where some are known and nothing is said. Below
    its price stands the `reason` why another model takes it than the usual one, where there is any.
    """
    candidate = fitting_candidate(song, known)
    from_lyrics = bool(known.get("lyrics")) if from_lyrics is None else from_lyrics
    form = Form(about(candidate.offer.price), say("song-form-title-lyrics" if from_lyrics else "song-form-title"))
    form.say_price(candidate, song.account.left, reason=reason or form_reason(song, candidate, known))
    _ask_texts(form, song, known, from_lyrics=from_lyrics)
    return form


def edited_song_form(past: PastSong) -> Form:
    """The form with everything that was typed for a song, at the price that it would cost now."""
    job, known = past.job, typed_texts(past.job)
    candidate = fitting_candidate(past.song, known)
    form = Form(EditedSongForm(job.id, candidate.offer.price), say("edit-title"))
    gone = say("edit-model-gone", model=_model_of(job)) if past.is_model_gone else ""
    reason = gone or form_reason(past.song, candidate, known)
    form.say_price(candidate, past.song.account.left, reason=reason)
    hint = say("edit-instrumental") if job.brief.instrumental else ""
    _ask_texts(form, past.song, known, from_lyrics=not known["prompt"], lyrics_hint=hint)
    return form


def typed_song_form(
    draft_id: DraftId,
    song: NewSong,
    known: Mapping[str, str],
    *,
    is_instrumental: bool = False,
    notes: Sequence[str] = (),
) -> Form:
    """The form with everything that was typed for a song that was refused; `notes` say what it is made without."""
    candidate = fitting_candidate(song, known)
    form = Form(TypedSongForm(draft_id, candidate.offer.price), say("typed-song-title"))
    form.say_price(candidate, song.account.left, reason=form_reason(song, candidate, known), notes=notes)
    contradicts = is_instrumental and bool(known.get("lyrics", "").strip())
    hint = say("typed-lyrics-or-instrumental" if contradicts else "edit-instrumental") if is_instrumental else ""
    _ask_texts(form, song, known, from_lyrics=False, lyrics_hint=hint)
    return fill(form, known)


def _model_of(job: Job) -> str:
    """What people call the model that made a job, also one that is gone; by its own name where nobody knows it."""
    known = find_model(model_of(job))
    return full_name(*known) if known else escape_markdown(job.model, MODEL_SHOWN)


def _ask_texts(
    form: Form, song: NewSong, known: Mapping[str, str], *, from_lyrics: bool, lyrics_hint: str = ""
) -> None:
    limits = fitting_candidate(song, known).limits
    for name, label, usual_hint in _questions(from_lyrics=from_lyrics):
        hint = lyrics_hint if name == "lyrics" and lyrics_hint else usual_hint
        text, limit = known.get(name, ""), getattr(limits, name)
        if not (limit or text):  # a field needs room for a character at least
            continue
        shown_hint = hint if name == "title" else hint_for(text, limit, hint)
        needed = name == ("lyrics" if from_lyrics else "prompt")
        form.ask(name, label, hint=shown_hint, limit=limit, default=text, long=name == "lyrics", needed=needed)


def _questions(*, from_lyrics: bool) -> tuple[tuple[str, str, str], ...]:
    """The fields of the two forms, in order: their names, their labels, and the lines below."""
    title = ("title", say("song-title-label"), say("song-title-hint"))
    if from_lyrics:
        return (
            title,
            ("style", say("song-style-label"), say("form-style-hint")),
            ("lyrics", say("song-lyrics-label"), say("song-sections-hint")),
        )
    return (
        ("prompt", say("song-prompt-label"), say("song-prompt-hint")),
        ("style", say("song-style-label"), say("song-style-hint")),
        title,
        ("lyrics", say("song-lyrics-label"), say("song-lyrics-hint")),
    )


def typed_texts(job: Job) -> dict[str, str]:
    """The texts that a song was asked for with."""
    return {name: getattr(job.brief, name) for name in TEXTS}


def song_texts(fields: Mapping[str, str]) -> dict[str, str]:
    """The texts of the order that a sent form makes."""
    return {name: fields.get(name, "") for name in TEXTS}


def whole_song_texts(fields: Mapping[str, str], known: Mapping[str, str], limits: Limits) -> dict[str, str]:
    """Like `song_texts`, with the whole of a `known` text that was too long to be shown and came back untouched."""
    return {
        name: whole_text(typed, known.get(name, ""), getattr(limits, name))
        for name, typed in song_texts(fields).items()
    }


def fitting_candidate(song: NewSong, known: Mapping[str, str]) -> Candidate:
    """Who takes all that was typed, where that is known; else the first model that takes all of the known texts.

    Where none does it is the first of all.
    """
    if song.fitting is not None:
        return song.fitting

    def takes(candidate: Candidate) -> bool:
        return all(utf16_length(text) <= getattr(candidate.limits, name) for name, text in known.items())

    return next((each for each in song.candidates if takes(each)), song.candidates[0])


def written_texts(job: Job | None, version: int) -> dict[str, str]:
    """Title and lyrics of one version of what a job wrote; raises ClipGone where it is not there."""
    answer = _answer(job)
    if not isinstance(answer, WrittenLyrics) or version > len(answer.drafts):
        raise ClipGone(sentences.LYRICS_GONE)
    written = answer.drafts[version - 1]
    return {"title": written.title, "lyrics": written.lyrics}


def found_style(job: Job | None) -> dict[str, str]:
    """The style that a job found; raises ClipGone where it is not there."""
    answer = _answer(job)
    if not isinstance(answer, EnrichedStyle) or not answer.style:
        raise ClipGone(sentences.STYLE_GONE)
    return {"style": answer.style}


def _answer(job: Job | None) -> Answer | None:
    return answers.from_json((job.result or {}).get("answer") or {}) if job else None
