"""The forms of a recording that was refused: what was typed is filled in, and only what is missing is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot.orders.recordings import LONGEST_ADDRESS
from bot.orders.user_text import TITLE_LIMIT
from bot.status.snapshots import RecordingOffers
from cogs.components.typed_form import TypedUploadForm, TypedVoiceForm
from cogs.forms.filling import fill
from cogs.forms.form import YES, Form, SentFile
from cogs.forms.upload_form import NAME_LIMIT, STYLE_LIMIT, THEN, VOICE, ask_then, price_names, say_prices
from cogs.text.catalog import say
from cogs.text.consent import RECORDING_TERMS, VOICE_TERMS, Terms
from cogs.text.escape import escape_markdown
from data.ids import DraftId

MOST_FIELDS: Final = 4  # Discord shows five parts, and the first is the line with the price
LYRICS_LIMIT: Final = 5_000  # characters
NAME_SHOWN: Final = 80
TEXTS: Final = ("title", "style", "lyrics")
# By which names a file is kept, and that what was kept cannot be used.
FILE_NAME, FILE_URL, FILE_SIZE, FILE_REFUSED = "file.name", "file.url", "file.size", "file.refused"


def file_fields(file: SentFile) -> dict[str, str]:
    """A file as it is kept with what was typed."""
    return {FILE_NAME: file.filename, FILE_URL: file.url, FILE_SIZE: str(file.size)}


def kept_file(fields: Mapping[str, str]) -> SentFile | None:
    """The file that was kept with what was typed; None where there was none, or it cannot be used."""
    if not fields.get(FILE_URL) or fields.get(FILE_REFUSED) == YES:
        return None
    return SentFile(fields.get(FILE_NAME, ""), fields[FILE_URL], int(fields.get(FILE_SIZE) or 0))


def typed_upload_form(
    draft_id: DraftId, offers: RecordingOffers, fields: Mapping[str, str], *, notes: Sequence[str] = ()
) -> Form:
    """The form of a recording; of the texts, those that were typed come first, and what has no room stays as typed."""
    form, file = Form(TypedUploadForm(draft_id, price_names(offers)), say("upload-title")), kept_file(fields)
    typed = [name for name in TEXTS if fields.get(name)]
    room = MOST_FIELDS - (file is None) - (not is_agreed(fields, RECORDING_TERMS))
    then, notes = fields.get("then", ""), [*notes, *_recording_line(file)]
    # Lyrics are for an extension or a cover: whoever typed some for neither has to choose one. So has whoever wanted
    # what nobody does: also of one thing alone, or its form could be sent for ever in vain.
    is_gone = bool(then) and THEN.get(then) not in offers.offered
    asks_then = is_gone or (len(offers.offered) > 1 and (room > len(typed) or then in ("", "keep")))
    if asks_then or len(offers.offered) == 1:
        say_prices(form, offers, notes=notes)
    else:
        form.say_price(offers.offered[THEN[then]], offers.account.left, notes=notes)
    _ask_recording(form, file, fields)
    if asks_then:
        ask_then(form, offers, then)
    shown = [*typed, *(name for name in TEXTS if name not in typed)][: max(room - asks_then, 0)]
    for name in TEXTS:
        if name in shown:
            _ask_text(form, name)
    _ask_rights(form, RECORDING_TERMS, fields)
    return fill(form, fields)


def typed_voice_form(draft_id: DraftId, offers: RecordingOffers, fields: Mapping[str, str]) -> Form:
    """The form of a voice with everything that was typed."""
    candidate, file = offers.offered[VOICE], kept_file(fields)
    form = Form(TypedVoiceForm(draft_id, candidate.offer.price), say("voice-title"))
    form.say_price(candidate, offers.account.left, notes=_recording_line(file))
    _ask_recording(form, file, fields)
    form.ask("name", say("voice-name"), hint=say("voice-name-hint"), limit=NAME_LIMIT, needed=True)
    _ask_rights(form, VOICE_TERMS, fields)
    return fill(form, fields)


def is_agreed(fields: Mapping[str, str], terms: Terms) -> bool:
    """Whether the command said already that the recording may be used, in the words that count today."""
    return terms.version_of(fields.get("rights", "")) == terms.newest


def _recording_line(file: SentFile | None) -> list[str]:
    return [say("typed-recording", name=escape_markdown(file.filename, NAME_SHOWN))] if file else []


def _ask_recording(form: Form, file: SentFile | None, fields: Mapping[str, str]) -> None:
    """Ask for the recording where none was kept."""
    if file is not None:
        return
    if fields.get("address"):
        label, hint = say("typed-address-label"), say("typed-address-hint")
        form.ask("address", label, hint=hint, limit=LONGEST_ADDRESS, needed=True)
    else:
        form.attach("file", say("upload-file"), hint=say("upload-file-hint"))


def _ask_rights(form: Form, terms: Terms, fields: Mapping[str, str]) -> None:
    """Ask whether it may be used where nobody said so."""
    if not is_agreed(fields, terms):
        form.agree("rights", say("upload-rights"), terms.words(terms.newest), terms.newest)


def _ask_text(form: Form, name: str) -> None:
    match name:
        case "title":
            form.ask(name, say("song-title-label"), hint=say("song-title-hint"), limit=TITLE_LIMIT)
        case "style":
            form.ask(name, say("song-style-label"), hint=say("upload-style-hint"), limit=STYLE_LIMIT)
        case _:
            hint = say("upload-lyrics-hint")
            form.ask(name, say("song-lyrics-label"), hint=hint, limit=LYRICS_LIMIT, long=True)
