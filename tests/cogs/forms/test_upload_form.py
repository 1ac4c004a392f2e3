"""The forms of a recording: what they ask, what they cost by what is done, and what comes back of them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import PersonError
from bot.musicapi.operations import Operation
from bot.status.snapshots import RecordingOffers
from cogs.components.custom_id import UploadForm
from cogs.forms.filling import fill
from cogs.forms.form import SentFile, sent_fields, sent_files, typed_text
from cogs.forms.upload_form import THEN, chosen_operation, upload_form, voice_form
from cogs.text.consent import RECORDING_TERMS, VOICE_TERMS, Terms, given_line
from data.rows import Consent
from tests.cogs.making import ACCOUNT, MEMBER, NOW, candidate, form_fields, sent_form
from tests.fuzz.shown import check_form

if TYPE_CHECKING:
    from cogs.forms.form import Form

# What people agreed to stays what it was: other words are another version, and this list grows.
PUBLISHED = {
    "recording": (RECORDING_TERMS, {1: "It is mine, or its owner agreed"}),
    "voice": (VOICE_TERMS, {1: "It is my voice, or its owner agreed"}),
}


def _offers(*operations: Operation, family: str = "sonic") -> RecordingOffers:
    return RecordingOffers({operation: candidate(operation, family) for operation in operations}, ACCOUNT)


def _upload(*operations: Operation, family: str = "sonic", **known: str) -> Form:
    return upload_form(
        _offers(*(operations or THEN.values()), family=family), "", **{"then": "keep", "words": "", **known}
    )


async def test_one_form_asks_for_a_recording_and_everything_about_it() -> None:
    form = _upload()
    check_form(form)
    fields = form_fields(form)
    assert {name: field["type"] for name, field in fields.items()} == {"file": 19, "then": 21, "words": 4, "rights": 22}
    assert form.to_dict()["components"][0]["content"] == "Sonic · from 2 credits · 204 left this month"
    assert form.custom_id == "form:v1:upload:2-17-17:"
    assert [(option["label"], option["description"], option["default"]) for option in fields["then"]["options"]] == [
        ("Keep it · 2 credits", "Sonic", True),
        ("Extend it · 17 credits", "Sonic v5", False),
        ("Cover it · 17 credits", "Sonic v5", False),
    ]
    assert [option["label"] for option in fields["rights"]["options"]] == ["It is mine, or its owner agreed"]
    assert all(fields[name]["required"] for name in ("file", "then", "rights"))
    assert not fields["words"]["required"]


async def test_what_was_named_with_the_command_is_filled_in() -> None:
    fields = form_fields(_upload(then="cover", words="bossa nova"))
    assert [option["value"] for option in fields["then"]["options"] if option["default"]] == ["cover"]
    assert fields["words"]["value"] == "bossa nova"


async def test_a_family_that_keeps_recordings_alone_has_nothing_to_choose() -> None:
    form = _upload(Operation.UPLOAD, family="riffusion")
    check_form(form)
    assert list(form_fields(form)) == ["file", "words", "rights"]
    assert form.to_dict()["components"][0]["content"] == "Riffusion · 2 credits · 204 left this month"
    assert form.custom_id == "form:v1:upload:2--:"
    assert chosen_operation("2--", {}) == (Operation.UPLOAD, 2)


async def test_a_sent_form_is_charged_what_its_choice_said() -> None:
    form = _upload()
    about = UploadForm.read(form.custom_id)
    assert about is not None
    assert chosen_operation(about.prices, sent_fields(sent_form(form))) == (Operation.UPLOAD, 2)
    assert chosen_operation(about.prices, sent_fields(sent_form(form, then="cover"))) == (Operation.UPLOAD_COVER, 17)


@pytest.mark.parametrize(("prices", "then"), [("2--", "cover"), ("2-17-17", "dance"), ("--", ""), ("--", "keep")])
def test_what_no_form_offered_is_refused(prices: str, then: str) -> None:
    with pytest.raises(PersonError):
        chosen_operation(prices, {"then": then})


async def test_a_voice_takes_a_file_a_name_and_a_word_on_rights() -> None:
    form = voice_form(_offers(Operation.VOICE), name="Harbour")
    check_form(form)
    fields = form_fields(form)
    assert {name: field["type"] for name, field in fields.items()} == {"file": 19, "name": 4, "rights": 22}
    assert all(field["required"] for field in fields.values())
    assert fields["name"]["value"] == "Harbour"
    assert [option["label"] for option in fields["rights"]["options"]] == ["It is my voice, or its owner agreed"]
    assert form.custom_id == "form:v1:voice:15"


def _sent(*parts: dict[str, Any], **resolved: Any) -> Any:
    components = [{"type": 18, "component": part} for part in parts]
    return SimpleNamespace(data={"custom_id": "x", "components": components, **resolved})


def test_a_file_is_found_by_the_name_of_its_field() -> None:
    field = {"type": 19, "custom_id": "file", "values": ["7"]}
    attachment = {"id": "7", "filename": "a.wav", "url": "https://cdn.example/a.wav", "size": 9}
    found = sent_files(_sent(field, resolved={"attachments": {"7": attachment}}))
    assert found == {"file": SentFile("a.wav", "https://cdn.example/a.wav", 9)}
    for nothing in (
        _sent({**field, "values": ["9"]}),
        _sent(field),
        _sent(field, resolved={"attachments": {"8": attachment}}),
        _sent({**field, "values": []}, resolved={"attachments": {"7": attachment}}),
        _sent({**field, "type": 3}, resolved={"attachments": {"7": attachment}}),
        _sent(),
    ):
        assert sent_files(nothing) == {}


async def test_a_form_that_is_opened_again_holds_what_was_typed_chosen_and_agreed_to() -> None:
    sent = sent_fields(sent_form(_upload(), then="extend", words="warm soul", rights="1"))
    again = fill(_upload(), sent)
    assert sent_fields(sent_form(again)) == {**sent, "file": ""}
    assert typed_text(sent_form(again)) == "words:\nwarm soul"


@pytest.mark.parametrize("name", PUBLISHED)
def test_words_that_were_agreed_to_are_never_changed(name: str) -> None:
    terms, published = PUBLISHED[name]
    assert {version: terms.words(version) for version in terms.versions} == published
    assert terms.newest == max(published)


def test_a_form_agrees_to_the_version_that_it_showed() -> None:
    terms = Terms({1: lambda: "Then", 2: lambda: "Now"})
    assert terms.newest == 2
    assert [terms.version_of(sent) for sent in ("1", "2", "3", "", "yes", "-1")] == [1, 2, 0, 0, 0, 0]
    assert [terms.words(version) for version in (0, 1, 2)] == ["", "Then", "Now"]


def test_who_agreed_and_when_is_said() -> None:
    consent = Consent("It is mine", 1, MEMBER, NOW)
    assert given_line(consent) == f"agreed to by <@{MEMBER}> on <t:{int(NOW.timestamp())}:D>"
