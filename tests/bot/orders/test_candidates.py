"""Who is asked for what: the model that was named, the defaults, what this clip allows, what the vendor took away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.errors import ClipUnfit, ModelUnavailable, RequestRefused
from bot.musicapi.catalog import FAMILIES, Catalog
from bot.musicapi.offers import Host, Source
from bot.musicapi.operations import SPECS, Entry, Operation
from bot.orders.candidates import Market
from bot.orders.preferences import set_member_model, set_server_model
from data import retirements
from data.ids import ClipId, JobId, VendorClipId
from data.rows import Clip, ClipState
from tests.bot.conftest import GUILD, MEMBER, open_studio
from tests.telling import tells

if TYPE_CHECKING:
    from data.engine.database import Database
    from tests.bot.conftest import Studio

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
CATALOG = Catalog.of(Host.MUSICAPI, Catalog.defaults(Host.MUSICAPI))
NOBODY: frozenset[tuple[str, str]] = frozenset()
MARKET = Market(CATALOG, NOBODY, NOW)


def clip(**changes: Any) -> Clip:
    """A clip of sonic's."""
    made = Clip(
        id=ClipId(1),
        job_id=JobId(1),
        guild_id=GUILD,
        position=1,
        clip_id=VendorClipId("c1"),
        family="sonic",
        model="sonic-v5",
        state=ClipState.SUCCEEDED,
        title="Harbour",
        style="pop",
        lyrics="[Verse]\nLa",
        duration=120.0,
        audio_url="https://cdn.example/c1.mp3",
        image_url="",
        timeline=None,
        created_at=NOW - timedelta(hours=1),
        deleted_at=None,
        posted_at=None,
        uploaded=False,
    )
    return replace(made, **changes)


def menu(of: Clip, *, made_by: str = "create", retired: frozenset[tuple[str, str]] = NOBODY) -> list[Operation]:
    """The operations of a clip's menu."""
    return [choice.offer.operation for choice in Market(CATALOG, retired, NOW).for_menu(of, made_by)]


@pytest.mark.parametrize("uploaded", [False, True])
@pytest.mark.parametrize("family", [family.name for family in FAMILIES[Host.MUSICAPI]])
def test_a_menu_shows_what_the_family_can_do_with_this_kind_of_clip(family: str, uploaded: bool) -> None:
    kinds = (Source.ANY, Source.UPLOADED if uploaded else Source.PLATFORM)
    offers = CATALOG.family(family).offers.values()
    expected = {offer.operation for offer in offers if offer.source in kinds} - {Operation.EXTEND, Operation.COVER}
    assert set(menu(clip(family=family, uploaded=uploaded), made_by="extend")) == expected


def test_whatever_starts_from_a_clip_is_in_the_menu_or_has_a_button() -> None:
    from_clips = {
        offer.operation
        for families in FAMILIES.values()
        for family in families
        for offer in family.offers.values()
        if offer.source is not Source.NONE
    }
    assert from_clips == {operation for operation, spec in SPECS.items() if spec.entry is not Entry.COMMAND}


def test_sections_are_sold_only_where_there_are_words_and_nobody_knows_them_yet() -> None:
    assert Operation.LYRICS_TIMELINE in menu(clip())
    assert Operation.LYRICS_TIMELINE not in menu(clip(lyrics=""))
    assert Operation.LYRICS_TIMELINE not in menu(clip(timeline={"words": [{"text": "La", "start": 0.0, "end": 1.0}]}))


def test_what_is_too_old_or_gone_is_not_in_the_menu() -> None:
    assert Operation.REMASTER in menu(clip())
    assert Operation.REMASTER not in menu(clip(created_at=NOW - timedelta(hours=24)))
    assert Operation.REMASTER not in menu(clip(), retired=frozenset({("sonic", "remaster")}))
    assert Operation.REMASTER in menu(clip(), retired=frozenset({("producer", "remaster")}))


def test_a_clip_keeps_its_model_where_the_operation_takes_it_and_gets_the_nearest_where_not() -> None:
    def chosen(operation: Operation, model: str, wanted: str = "") -> str:
        return MARKET.for_clip(clip(model=model), operation, "", wanted).model.name

    assert chosen(Operation.COVER, "sonic-v3-5") == "sonic-v3-5"
    assert chosen(Operation.REPLACE_SECTION, "sonic-v3-5") == "sonic-v5"
    assert chosen(Operation.REPLACE_SECTION, "sonic-v4") == "sonic-v4"
    assert chosen(Operation.COVER, "a model of years ago") == "sonic-v5"
    assert chosen(Operation.COVER, "sonic-v4", "sonic/sonic-v5-5") == "sonic-v5-5"
    assert chosen(Operation.COVER, "sonic-v4", "riffusion/FUZZ-1.1") == "sonic-v4"


@pytest.mark.parametrize("operation", [Operation.CREATE, Operation.UPLOAD, Operation.VIDEO])
def test_what_no_clip_of_the_family_can_start_is_unavailable(operation: Operation) -> None:
    with tells(ModelUnavailable, "nothing was charged"):
        MARKET.for_clip(clip(), operation, "")


def test_a_clip_of_a_family_that_is_gone_from_the_catalog_has_no_menu() -> None:
    assert menu(clip(family="polka")) == []
    with pytest.raises(ModelUnavailable):
        MARKET.for_clip(clip(family="polka"), Operation.COVER, "")


def test_only_an_extension_can_be_joined() -> None:
    for made_by, can in (("extend", True), ("upload_extend", True), ("create", False), ("", False)):
        assert (Operation.FULL_SONG in menu(clip(), made_by=made_by)) is can
    assert menu(clip(), made_by="extend")[0] is Operation.FULL_SONG  # what an extension is mostly made for
    with tells(ClipUnfit, "nothing was charged"):
        MARKET.for_clip(clip(), Operation.FULL_SONG, "cover")


def names(wanted: str = "", *preferred: str, operation: Operation = Operation.CREATE) -> list[str]:
    """Who is asked, in order."""
    found = MARKET.for_operation(operation, wanted, preferred)
    return [f"{choice.family.name}/{choice.model.name}" for choice in found]


def test_whoever_names_nobody_gets_the_defaults_first() -> None:
    usual = names()
    assert [name.partition("/")[0] for name in usual] == ["riffusion", "sonic", "producer", "nuro"]
    assert names("", "sonic/sonic-v4", "producer/FUZZ-2.0") == [
        "sonic/sonic-v4",
        "producer/FUZZ-2.0",
        "riffusion/FUZZ-1.1 Pro",
        "sonic/sonic-v5",
        "nuro/nuro",
    ]
    assert names("", "polka/1", "") == usual  # a default that is gone is passed over


def test_a_recording_goes_first_to_whoever_can_do_most_with_it() -> None:
    assert names(operation=Operation.UPLOAD) == ["sonic/sonic-v5", "riffusion/FUZZ-1.1 Pro", "producer/FUZZ-2.0"]
    assert names("producer", operation=Operation.UPLOAD) == ["producer/FUZZ-2.0"]
    # What was taken away counts no more.
    gone = frozenset(("sonic", f"{operation}_upload") for operation in Operation)
    found = Market(CATALOG, gone, NOW).for_operation(Operation.UPLOAD, "")
    assert [choice.family.name for choice in found] == ["riffusion", "producer", "sonic"]
    assert names(operation=Operation.UPLOAD_COVER) == ["sonic/sonic-v5"]


def test_what_a_family_does_with_a_recording_is_what_its_menu_and_buttons_offer() -> None:
    for family in CATALOG.families:
        mine = clip(family=family.name, uploaded=True, lyrics="")
        buttons = {Operation.EXTEND, Operation.COVER} & family.offers.keys()
        assert set(MARKET.for_recordings(family)) == {*menu(mine, made_by="upload"), *buttons}


def test_whoever_names_somebody_gets_nobody_else() -> None:
    assert names("sonic") == ["sonic/sonic-v5"]
    assert names("sonic/sonic-v4", "riffusion/FUZZ-1.1") == ["sonic/sonic-v4"]
    for strange in ("polka", "polka/1", "sonic/polka", "/", "studio/studio32-v1.5"):
        with tells(ModelUnavailable, "nothing was charged"):
            names(strange)
    with pytest.raises(ModelUnavailable):
        names("riffusion", operation=Operation.WRITE_LYRICS)


def test_what_nobody_can_do_any_more_says_so() -> None:
    gone = frozenset((family.name, Operation.CREATE) for family in CATALOG.families)
    with tells(ModelUnavailable, "No model can make new songs"):
        Market(CATALOG, gone, NOW).for_operation(Operation.CREATE, "")
    with tells(ModelUnavailable, "Sonic no longer offers this"):
        Market(CATALOG, gone, NOW).for_operation(Operation.CREATE, "sonic")


async def test_a_song_without_a_model_has_the_members_default_then_the_servers(studio: Studio) -> None:
    context = studio.context
    await set_server_model(context, GUILD, MEMBER, "producer")
    assert (await studio.place(studio.order())).family == "producer"
    await set_member_model(context, MEMBER, "sonic/sonic-v4")
    job = await studio.place(studio.order())
    assert (job.family, job.model, job.family_chosen) == ("sonic", "sonic-v4", False)
    defaults = (await studio.queries.models(GUILD, MEMBER)).defaults
    assert (defaults.member, defaults.server) == ("sonic/sonic-v4", "producer/FUZZ-2.0")
    assert (await studio.place(studio.order(user_id=MEMBER + 1))).family == "producer"
    assert (await studio.place(studio.order(model="riffusion"))).family == "riffusion"
    shown = (await studio.queries.new_song(GUILD, MEMBER)).candidates[0]
    assert shown.model.name == "sonic-v4"
    await set_member_model(context, MEMBER, "")
    await set_server_model(context, GUILD, MEMBER, "")
    assert (await studio.place(studio.order())).family == "riffusion"


async def test_a_default_that_was_retired_is_passed_over(studio: Studio) -> None:
    await set_member_model(studio.context, MEMBER, "sonic/sonic-v4")
    async with studio.database.transaction() as tx:
        host = studio.context.musicapi_host
        await retirements.add(
            tx, host=host, family="sonic", operation="create", reason="gone", now=studio.context.now()
        )
    assert (await studio.place(studio.order())).family == "riffusion"
    with tells(ModelUnavailable, "no longer"):
        await studio.place(studio.order(model="sonic/sonic-v4"))


async def test_a_default_has_to_be_a_model_that_makes_songs(studio: Studio) -> None:
    for model in ("polka", "sonic/polka", "studio/studio32-v1.5"):
        with pytest.raises(ModelUnavailable):
            await set_member_model(studio.context, MEMBER, model)
        with pytest.raises(ModelUnavailable):
            await set_server_model(studio.context, GUILD, MEMBER, model)
    assert (await studio.queries.models(GUILD, MEMBER)).defaults.member == ""


async def test_a_default_that_cannot_take_these_words_makes_way_for_one_that_can(studio: Studio) -> None:
    await set_member_model(studio.context, MEMBER, "riffusion/FUZZ-1.0")
    assert (await studio.place(studio.order("x" * 300))).family == "sonic"


async def test_a_family_that_sings_only_long_lyrics_is_not_who_says_why_nobody_can(database: Database) -> None:
    async with open_studio(database, families=("sonic", "nuro")) as studio:
        with tells(RequestRefused, "Sonic takes at most"):
            await studio.place(studio.order("x" * 500))
