"""The form of a recording that was refused: four fields at most, the rest stays as typed, and the price is exact."""

from __future__ import annotations

import pytest

from bot.status.snapshots import RecordingOffers
from cogs.forms import typed_upload_form as module
from cogs.forms.form import YES, Form, SentFile
from cogs.forms.typed_upload_form import FILE_REFUSED, file_fields, typed_upload_form
from cogs.forms.upload_form import THEN
from cogs.text.consent import Terms
from data.ids import DraftId
from tests.cogs.making import ACCOUNT, candidate, form_fields
from tests.fuzz.shown import check_form

FILE = file_fields(SentFile("hum_a.wav", "https://cdn.example/hum.wav", 9))
TEXTS = {"title": "Mine", "style": "soul", "lyrics": "La"}


def _form(fields: dict[str, str]) -> Form:
    offers = RecordingOffers({operation: candidate(operation) for operation in THEN.values()}, ACCOUNT)
    return typed_upload_form(DraftId(5), offers, fields)


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({**FILE, "title": "Mine"}, ["then", "title", "style", "rights"]),
        ({**FILE, **TEXTS, "then": "cover"}, ["title", "style", "lyrics", "rights"]),
        ({**FILE, **TEXTS, "then": "keep"}, ["then", "title", "style", "rights"]),
        ({**FILE, **TEXTS, "then": "keep", "rights": "True"}, ["then", "title", "style", "lyrics"]),
        ({**FILE, FILE_REFUSED: YES, "title": "Mine", "rights": "True"}, ["file", "then", "title", "style"]),
        ({"address": "http://a", "lyrics": "La"}, ["address", "then", "lyrics", "rights"]),
    ],
)
async def test_it_asks_for_what_is_missing_and_for_as_much_as_has_room(
    fields: dict[str, str], asked: list[str]
) -> None:
    form = _form(fields)
    check_form(form)
    assert list(form_fields(form)) == asked
    assert len(form.to_dict()["components"]) <= 5


@pytest.mark.parametrize(("rights", "is_asked"), [("", True), ("True", True), ("1", True), ("2", False), ("3", True)])
async def test_who_agreed_to_older_words_is_asked_for_those_of_today(
    monkeypatch: pytest.MonkeyPatch, rights: str, is_asked: bool
) -> None:
    newer = Terms({1: lambda: "It is mine", 2: lambda: "It is mine, and nobody else's"})
    monkeypatch.setattr(module, "RECORDING_TERMS", newer)
    assert ("rights" in form_fields(_form({**FILE, "title": "Mine", "rights": rights}))) is is_asked
    assert (newer.kept("True"), newer.kept("False"), newer.kept("")) == ("2", "", "")


async def test_a_choice_that_is_not_asked_for_is_named_with_its_own_price() -> None:
    said = _form({**FILE, **TEXTS, "then": "cover"}).to_dict()["components"][0]["content"]
    assert said.splitlines() == ["Sonic v5 · 17 credits · 204 left this month", "-# Recording: hum\\_a\\.wav"]


async def test_what_nobody_does_is_chosen_anew_also_where_one_thing_is_left() -> None:
    left = {operation: candidate(operation) for operation in [THEN["keep"]]}
    form = typed_upload_form(DraftId(5), RecordingOffers(left, ACCOUNT), {**FILE, **TEXTS, "then": "cover"})
    check_form(form)
    assert list(form_fields(form)) == ["then", "title", "style", "rights"]
    assert "then" not in form_fields(typed_upload_form(DraftId(5), RecordingOffers(left, ACCOUNT), {**FILE, **TEXTS}))
