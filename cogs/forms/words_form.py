"""The form of what comes of a few words without a song: lyrics about a topic, or a style."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.errors import PersonError, Problem
from bot.musicapi.operations import Operation
from bot.status.snapshots import RecordingOffers
from cogs.components.typed_form import WordsForm
from cogs.forms.filling import fill
from cogs.forms.form import Form
from cogs.text.catalog import say
from data.brief import Brief

WRITE: Final = Operation.WRITE_LYRICS
STYLE: Final = Operation.ENRICH_STYLE
TOPIC_LIMIT: Final = 119  # docs.musicapi.ai, make lyrics: a description has fewer than 120 characters
WORDS_LIMIT: Final = 200

# The field of each: the text of a brief that its words are.
FIELDS: Final[Mapping[Operation, str]] = {WRITE: "prompt", STYLE: "style"}


def words_form(operation: Operation, offers: RecordingOffers, words: str) -> Form:
    """The form with the `words` that were typed before; raises PersonError for what needs another form."""
    name, candidate = _field_of(operation), offers.offered[operation]
    writes = operation is WRITE
    about = WordsForm(operation, candidate.offer.price)
    form = Form(about, say("words-topic-title" if writes else "words-style-title"))
    form.say_price(candidate, offers.account.left)
    if writes:
        label, hint, limit = say("words-topic-label"), say("words-topic-hint"), TOPIC_LIMIT
    else:
        label, hint, limit = say("words-style-label"), say("words-style-hint"), WORDS_LIMIT
    form.ask(name, label, hint=hint, limit=limit, needed=True)
    return fill(form, {name: words})


def words_brief(operation: Operation, fields: Mapping[str, str]) -> Brief:
    """What a sent form asks for; raises PersonError for what needs another form."""
    words = fields.get(_field_of(operation), "")
    return Brief(prompt=words) if operation is WRITE else Brief(style=words)


def _field_of(operation: Operation) -> str:
    if operation not in FIELDS:
        raise PersonError(Problem.FORM_UNKNOWN)
    return FIELDS[operation]
