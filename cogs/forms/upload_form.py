"""The forms of a recording of one's own: what is done with it, and a voice that is made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import discord

from bot.errors import PersonError, Problem
from bot.musicapi.operations import Operation
from bot.orders.candidates import Candidate
from bot.status.snapshots import RecordingOffers
from cogs.components.custom_id import UploadForm, VoiceForm
from cogs.forms.form import Form, model_name
from cogs.text.catalog import say
from cogs.text.consent import RECORDING_TERMS, VOICE_TERMS

# What can be done with a recording, by what people choose; the order is that of the prices in the form's name.
THEN: Final[Mapping[str, Operation]] = {
    "keep": Operation.UPLOAD,
    "extend": Operation.UPLOAD_EXTEND,
    "cover": Operation.UPLOAD_COVER,
}
VOICE: Final = Operation.VOICE
STYLE_LIMIT: Final = 1_000  # characters; of a kept recording it is the title, which is checked when the form is sent
NAME_LIMIT: Final = 79


def upload_form(offers: RecordingOffers, model: str, *, then: str, words: str) -> Form:
    """The form of a recording, with what is known of it already: what is done `then`, and its title or style."""
    form = Form(UploadForm(price_names(offers), model), say("upload-title"))
    say_prices(form, offers)
    form.attach("file", say("upload-file"), hint=say("upload-file-hint"))
    if len(offers.offered) > 1:
        ask_then(form, offers, then)
    form.ask("words", say("upload-words"), hint=say("upload-words-hint"), limit=STYLE_LIMIT, default=words)
    form.agree("rights", say("upload-rights"), RECORDING_TERMS.words(RECORDING_TERMS.newest), RECORDING_TERMS.newest)
    return form


def price_names(offers: RecordingOffers) -> str:
    """The prices of keeping, extending and covering a recording, as a form's name says them."""
    prices = {name: candidate.offer.price for name, candidate in _named_offers(offers).items()}
    return "-".join(str(prices.get(name, "")) for name in THEN)


def say_prices(form: Form, offers: RecordingOffers, *, notes: Sequence[str] = ()) -> None:
    """Name the model, the price or the lowest of several, and the credits that are left; below it the `notes`."""
    offered, left = list(_named_offers(offers).values()), offers.account.left
    if len(offered) == 1:
        form.say_price(offered[0], left, notes=notes)
        return
    least = min(candidate.offer.price for candidate in offered)
    price = say("form-price-from", model=model_name(offered[0]), count=least, left=left)
    form.say("\n".join([price, *(f"-# {line}" for line in notes)]))


def ask_then(form: Form, offers: RecordingOffers, then: str) -> None:
    """Ask what is done with the recording; chosen is `then`, or the first."""
    offered = _named_offers(offers)
    chosen = then if then in offered else next(iter(offered))
    prices = {name: candidate.offer.price for name, candidate in offered.items()}
    said = {
        "keep": say("upload-then-keep", count=prices.get("keep", 0)),
        "extend": say("upload-then-extend", count=prices.get("extend", 0)),
        "cover": say("upload-then-cover", count=prices.get("cover", 0)),
    }
    options = [
        discord.SelectOption(label=said[name], value=name, description=model_name(candidate), default=name == chosen)
        for name, candidate in offered.items()
    ]
    form.choose("then", say("upload-then"), options, needed=True)


def _named_offers(offers: RecordingOffers) -> dict[str, Candidate]:
    return {name: offers.offered[operation] for name, operation in THEN.items() if operation in offers.offered}


def chosen_operation(prices: str, fields: Mapping[str, str]) -> tuple[Operation, int]:
    """What a sent form of these `prices` does with its recording, and for which price; else raises PersonError."""
    offered = {name: int(price) for name, price in zip(THEN, prices.split("-"), strict=True) if price}
    then = fields.get("then") or next(iter(offered), "")
    if then not in offered:
        raise PersonError(Problem.NOT_IN_THE_MENU)
    return THEN[then], offered[then]


def voice_form(offers: RecordingOffers, *, name: str) -> Form:
    """The form of a voice, with its `name` as far as that is known already."""
    candidate = offers.offered[VOICE]
    form = Form(VoiceForm(candidate.offer.price), say("voice-title"))
    form.say_price(candidate, offers.account.left)
    form.attach("file", say("upload-file"), hint=say("voice-file-hint"))
    form.ask("name", say("voice-name"), hint=say("voice-name-hint"), limit=NAME_LIMIT, default=name, needed=True)
    form.agree("rights", say("upload-rights"), VOICE_TERMS.words(VOICE_TERMS.newest), VOICE_TERMS.newest)
    return form
