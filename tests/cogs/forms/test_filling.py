"""A form that is opened again holds what was typed and chosen, whole, and nothing that it does not offer."""

from __future__ import annotations

import discord

from bot.musicapi.operations import Operation
from cogs.components.custom_id import SongForm
from cogs.forms.clip_forms import form_for
from cogs.forms.filling import fill
from cogs.forms.form import Form, sent_fields
from cogs.forms.past_fields import past_fields
from data.brief import Details
from data.ids import ClipId
from tests.cogs.making import clip, clip_operation, form_fields, job, sent_form


def _form() -> Form:
    form = Form(SongForm(12), "A form")
    form.say("Costs 12")
    form.ask("title", "Title", limit=10, default="Before")
    form.ask("lyrics", "Lyrics", limit=20, long=True)
    options = [discord.SelectOption(label=each, value=each, default=each == "subtle") for each in ("subtle", "high")]
    form.choose("variation", "How far", options)
    return form


async def test_what_was_sent_is_what_is_sent_again() -> None:
    sent = {"title": "Harbour", "lyrics": "La\nla", "variation": "high"}
    assert sent_fields(sent_form(fill(_form(), sent))) == sent
    options = form_fields(fill(_form(), sent))["variation"]["component"]["options"]
    assert [(option["value"], option["default"]) for option in options] == [("subtle", False), ("high", True)]


async def test_what_was_emptied_stays_empty_and_what_was_not_there_stays_as_it_is() -> None:
    fields = form_fields(fill(_form(), {"title": "", "variation": "", "strange": "x"}))
    assert "value" not in fields["title"]
    assert not any(option["default"] for option in fields["variation"]["component"]["options"])
    assert form_fields(fill(_form(), {}))["title"]["value"] == "Before"


async def test_a_text_is_shown_whole_though_less_is_taken_now_and_a_choice_that_is_gone_is_left_open() -> None:
    fields = form_fields(fill(_form(), {"title": "x" * 15, "lyrics": "\U0001f3b5" * 1_990, "variation": "gone"}))
    assert (fields["title"]["value"], fields["title"]["max_length"]) == ("x" * 15, 15)
    assert (fields["lyrics"]["value"], fields["lyrics"]["max_length"]) == ("\U0001f3b5" * 1_990, 3_980)
    assert not any(option["default"] for option in fields["variation"]["component"]["options"])
    most = form_fields(fill(_form(), {"lyrics": "x" * 5_000}))["lyrics"]
    assert (len(most["value"]), most["max_length"]) == (4_000, 4_000)


async def test_what_was_made_of_a_clip_is_edited_in_its_form_as_it_was_typed() -> None:
    source = clip(1, lyrics="[Verse]\nTheirs", style="pop")
    covered = job(operation="cover", source=source.id, style="folk", lyrics="", instrumental=True)
    fields = form_fields(fill(form_for(clip_operation(Operation.COVER, of=source)), past_fields(covered, source)))
    assert fields["style"]["value"] == "folk"
    assert "value" not in fields["lyrics"], "an instrumental stays one"
    replaced = job(
        operation="replace_section",
        source=source.id,
        lyrics="[Bridge]\nMine",
        details=Details(starts_at=10.0, ends_at=22.5, other_clip=ClipId(9), variation="high"),
    )
    made = past_fields(replaced, source)
    fields = form_fields(fill(form_for(clip_operation(Operation.REPLACE_SECTION, of=source)), made))
    assert fields["times"]["value"] == "10-22.5"
    assert fields["lyrics"]["value"] == "[Bridge]\nMine"
    assert (made["other_clip"], made["variation"]) == ("9", "high")


async def test_an_extension_from_the_end_is_left_to_the_end_and_any_other_moment_is_typed() -> None:
    source = clip(1, duration=182.64)
    assert "moment" not in past_fields(job(operation="extend", continue_at=182.64), source)
    assert "moment" not in past_fields(job(operation="extend", continue_at=None), source)
    assert past_fields(job(operation="extend", continue_at=95.5), source)["moment"] == "95.5"
    assert past_fields(job(operation="extend", continue_at=100.0), source)["moment"] == "100"
