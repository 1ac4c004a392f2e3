"""What people type, press and forge: taken or refused in a sentence, and shown within Discord's limits."""

from __future__ import annotations

import contextlib
import json
import math
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.errors import PersonError
from bot.musicapi.offers import Host, Source
from bot.musicapi.operations import Operation
from bot.orders import message_draft, planning, user_text
from bot.orders.order import Order, order_from_words, order_words, tidy
from cogs.cards.message import file_name, job_message
from cogs.commands.upload import _title_of
from cogs.components.buttons import chosen_operation
from cogs.forms.clip_forms import form_for, words_of
from cogs.forms.form import sent_fields, typed_text
from cogs.forms.section_menus import stretch
from cogs.forms.song_form import song_texts
from cogs.router import COMPONENTS, FORMS, read_route
from cogs.text import discord_limits
from cogs.text.errors import sentence_for
from data.brief import Brief, Details
from data.ids import ClipId, InteractionId
from tests.bot.conftest import CHANNEL, GUILD, MEMBER, VIEWER
from tests.cogs.making import CATALOG, NOW, clip, clip_operation, sent_form
from tests.cogs.test_router import GOLDEN_COMPONENTS, GOLDEN_FORMS
from tests.fuzz.shown import check_form, check_message, check_text
from tests.fuzz.strategies import any_text, words
from tests.properties import examples

if TYPE_CHECKING:
    from tests.bot.conftest import Studio

# discord.py reads Discord's JSON with orjson, which takes no half of a character.
typed = words.map(lambda text: text.encode("utf-8", "replace").decode())
numbers = st.sampled_from(["0", "007", "1", "-1", "9" * 17, "9" * 18, "9" * 19, "1e3", "٣", "1_0", "+1", " 1", "１"])
golden = st.sampled_from([*GOLDEN_COMPONENTS, *GOLDEN_FORMS])
parts = st.one_of(
    numbers, golden.map(lambda name: name.split(":")[2]), typed, st.sampled_from(["song", "clip", "v2", ""])
)


@st.composite
def forged(draw: st.DrawFn) -> str:
    """A name like those that were shipped, with other parts."""
    name = draw(golden).split(":")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(name) - 1))
        name[at : at + draw(st.integers(0, 2))] = [draw(parts)]
        name = name or [""]
    return ":".join(name)


@settings(max_examples=examples(150))
@given(forged() | typed | golden)
@example("form:v1:song:007:")
@example("clip:v1:extend:1\n")
def test_a_forged_name_is_no_name_or_means_what_it_would_say(name: str) -> None:
    for routes in (COMPONENTS, FORMS):
        found = read_route(routes, name)
        if found is None:
            continue
        about = found[1]
        assert read_route(routes, about.custom_id) == (found[0], about)
        for field in ("clip_id", "job_id", "draft_id"):
            assert 0 < getattr(about, field, 1) < 10**18  # what both databases hold


@settings(max_examples=examples(100))
@given(typed, st.none() | st.floats(0.1, 100_000))
@example("9" * 400, None)
@example("1:59,9999", 5.0)
def test_a_moment_lies_in_its_clip_or_is_refused(text: str, duration: float | None) -> None:
    with contextlib.suppress(PersonError):
        assert math.isfinite(user_text.moment(text))
    try:
        value = user_text.seconds(text, duration)
    except PersonError as error:
        check_text(sentence_for(error), discord_limits.MESSAGE)
    else:
        assert 0 < value <= (duration or math.inf)
    with contextlib.suppress(PersonError):
        part = stretch({"section": text, "starts_at": "", "ends_at": text}, duration)
        assert part is None or all(map(math.isfinite, part))
    with contextlib.suppress(PersonError):
        part = stretch({"times": text}, duration)
        assert part is None or all(map(math.isfinite, part))


@settings(max_examples=examples(100))
@given(st.lists(typed, max_size=4).map("\n".join))
def test_any_message_is_the_beginning_of_a_song_or_of_none(message: str) -> None:
    brief = message_draft.draft_from(message)
    assert len(brief.prompt) <= 400
    assert "\n" not in brief.prompt
    assert "<@" not in brief.prompt + brief.lyrics or not user_text._MENTION.search(brief.prompt + brief.lyrics)


@settings(max_examples=examples(60))
@given(any_text | typed, typed, typed)
def test_any_title_makes_a_file_name_and_any_file_name_a_title(name: str, title: str, suffix: str) -> None:
    given_title = _title_of(SimpleNamespace(filename=name))  # type: ignore[arg-type] - only its file's name is read
    assert len(given_title) <= user_text.TITLE_LIMIT
    given_title.encode()
    made = file_name(title, suffix, "mp3")
    assert made.isascii()
    assert len(made) <= 130
    assert not set(made) - set("abcdefghijklmnopqrstuvwxyz0123456789-.")


EVERY = [
    (family.name, operation)
    for family in CATALOG.families
    for operation, offer in family.offers.items()
    if offer.source is not Source.NONE
]
NAMES = (
    *("title", "prompt", "style", "lyrics", "moment", "section", "times", "starts_at", "ends_at"),
    *("variation", "format"),
)
sources = st.builds(
    clip,
    title=typed,
    style=typed,
    lyrics=typed,
    duration=st.sampled_from([None, 0.4, 182.6, 86_400.0]),
    timeline=st.none()
    | st.lists(
        st.fixed_dictionaries({"text": typed, "start": st.floats(0, 300), "end": st.floats(0, 300)}), max_size=30
    ).map(lambda found: {"words": found}),
)


@settings(max_examples=examples(80), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    asked=st.sampled_from(EVERY),
    source=sources,
    fields=st.dictionaries(st.sampled_from([*NAMES, "other_clip"]), typed | numbers, max_size=6),
)
async def test_any_form_comes_back_as_an_order_or_is_refused(
    asked: tuple[str, Operation], source: Any, fields: dict[str, str]
) -> None:
    family, operation = asked
    of = replace(source, family=family, model=CATALOG.family(family).models[0].name)
    meant = clip_operation(operation, family, of, others=(of, replace(of, id=ClipId(99))))
    form = form_for(meant)
    check_form(form)
    sent = sent_form(form, **fields)
    said = sent_fields(sent)
    typed_text(sent).encode()
    try:
        brief = Brief(source=of.id, **words_of(meant, said))
        order = tidy(order_of(brief, operation))
        CATALOG.check_request(planning.SongRequest(operation, family, of.model, order.brief, planning._source_clip(of)))
    except PersonError as error:
        check_text(sentence_for(error), discord_limits.MESSAGE)
    else:
        kept = json.loads(json.dumps(order_words(order), allow_nan=False))
        assert order_from_words(kept, order) == order


def order_of(brief: Brief, operation: Operation) -> Order:
    """An order of these words."""
    return Order(
        interaction_id=InteractionId(1),
        guild_id=GUILD,
        channel_id=CHANNEL,
        user_id=MEMBER,
        token="a token",
        token_expires_at=NOW,
        file_limit=1,
        operation=operation,
        brief=brief,
        viewer=VIEWER,
    )


@settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    texts=st.dictionaries(st.sampled_from(["prompt", "title", "style", "lyrics"]), typed, max_size=4),
    model=st.sampled_from(["", "sonic", "riffusion", "producer"]) | typed,
    avoid=st.just("") | typed,
)
async def test_any_new_song_is_shown_or_refused(studio: Studio, texts: dict[str, str], model: str, avoid: str) -> None:
    brief = Brief(**cast("Any", song_texts(texts)), details=Details(avoid=avoid))
    order = replace(studio.order(), brief=brief, model=model)
    try:
        job = await studio.place(order)
    except PersonError as error:
        check_text(sentence_for(error), discord_limits.MESSAGE)
        return
    status = await studio.queries.job_status(job.id)
    assert status is not None
    check_message(job_message(status, ()))
    request = await planning.load_request(studio.context, job)
    family = studio.context.catalog.family(job.family)
    json.dumps(family.body(request, Host.MUSICAPI), allow_nan=False).encode()
    await studio.lifecycle.cancel(job, "")


@settings(max_examples=examples(60))
@given(st.lists(typed | st.sampled_from([*Operation]), max_size=2))
def test_any_choice_of_a_menu_is_an_operation_or_refused(values: list[str]) -> None:
    interaction: Any = SimpleNamespace(data={"custom_id": "pick:v1:1", "values": values})
    with contextlib.suppress(PersonError):
        assert chosen_operation(interaction) in set(Operation)


def test_the_strategies_reach_every_format() -> None:
    """Or the properties above would hold of nothing."""
    for routes, names in ((COMPONENTS, GOLDEN_COMPONENTS), (FORMS, GOLDEN_FORMS)):
        for name in names:
            assert read_route(routes, name) is not None
    with pytest.raises(PersonError):
        user_text.moment("9" * 400)
