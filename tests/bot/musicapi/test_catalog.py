from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.musicapi.catalog import FAMILIES, Catalog, UnknownFamily
from bot.musicapi.offers import Host, Limits, Source
from bot.musicapi.operations import Gives, Operation
from bot.musicapi.requests import SongRequest
from tests.bot.musicapi.asking import changed, refusal

MAIN = "https://api.musicapi.ai"
TWIN = "https://api.aimusicapi.ai/"
ALL = ("riffusion", "sonic", "producer")


@pytest.fixture
def catalog() -> Catalog:
    return Catalog.of(Host.of(MAIN), ALL)


def test_the_operators_families_in_the_operators_order() -> None:
    chosen = Catalog.of(Host.of(MAIN), ["producer", " Riffusion ", "producer", ""])
    assert [family.name for family in chosen.families] == ["producer", "riffusion"]
    assert {family.name for family, _ in chosen.models()} == {"producer", "riffusion"}
    assert chosen.family("sonic").label == "Sonic", "old clips keep their family"


@pytest.mark.parametrize("names", [["suno"], [], ["  "], ["riffusion", "udio"]])
def test_an_unknown_family_is_told_in_one_sentence(names: list[str]) -> None:
    with pytest.raises(UnknownFamily, match="the families are riffusion, sonic, producer, nuro, studio"):
        Catalog.of(Host.of(MAIN), names)
    with pytest.raises(UnknownFamily, match="the families are riffusion, sonic, producer, studio"):
        Catalog.of(Host.of(TWIN), ["nuro"])


def test_studio_is_asked_only_where_the_operator_names_it_and_nuro_where_it_still_is() -> None:
    assert Catalog.defaults(Host.MUSICAPI) == ("riffusion", "sonic", "producer", "nuro")
    assert Catalog.defaults(Host.TWIN) == ("riffusion", "sonic", "producer")
    named = Catalog.of(Host.of(MAIN), [*Catalog.defaults(Host.MUSICAPI), "studio"])
    assert named.families[-1].offers[Operation.CREATE].price == 15


@pytest.mark.parametrize("url", [MAIN, "http://127.0.0.1:8080", "https://proxy.example/musicapi"])
def test_every_address_but_the_twins_has_the_first_hosts_prices(url: str) -> None:
    catalog = Catalog.of(Host.of(url), ALL)
    prices = {
        family.name: {str(offer.operation): offer.price for offer in family.offers.values()}
        for family in FAMILIES[catalog.host]
    }
    assert prices == {
        "riffusion": {
            **dict.fromkeys(["create", "extend", "cover", "replace_section", "swap_sound", "swap_vocals"], 12),
            "upload": 2,
        },
        "sonic": {
            **dict.fromkeys(["create", "persona_song", "extend", "cover", "sample", "mashup", "voice"], 15),
            **dict.fromkeys(["replace_section", "remaster", "add_vocals", "add_instrumental", "stems_basic"], 15),
            **dict.fromkeys(["wav", "midi", "bpm", "vox", "lyrics_timeline", "persona", "enrich_style"], 1),
            **dict.fromkeys(["upload", "full_song", "write_lyrics"], 2),
            **dict.fromkeys(["upload_extend", "upload_cover"], 17),
            "stems_full": 75,
        },
        "producer": {
            **dict.fromkeys(["create", "extend", "cover", "replace_section"], 12),
            **dict.fromkeys(["upload", "download"], 2),
        },
        "nuro": {"create": 10},
        "studio": {"create": 15},
    }


def test_the_twin_has_prices_of_its_own_and_producer_makes_no_edits() -> None:
    catalog = Catalog.of(Host.of(TWIN), ALL)
    prices = {(f.name, str(o.operation)): o.price for f in catalog.families for o in f.offers.values()}
    assert {operation: price for (name, operation), price in prices.items() if name == "producer"} == {
        "create": 10,
        "upload": 2,
        "download": 2,
        "write_lyrics": 1,
        "video": 5,
    }
    dearest = {"create": 14, "cover": 14, "extend": 10, "persona_song": 10, "upload_extend": 12, "upload_cover": 16}
    others = {"stems_basic": 20, "stems_full": 50, "download": 2, "voice": 4, "remaster": 10, "mashup": 14}
    for operation, price in {**dearest, **others}.items():
        assert prices["sonic", operation] == price


EVERYTHING = [(family, offer) for host in Host for family in FAMILIES[host] for offer in family.offers.values()]


def test_every_operation_is_offered_somewhere_and_under_its_own_name() -> None:
    assert {offer.operation for _, offer in EVERYTHING} == set(Operation)
    for family, offer in EVERYTHING:
        assert family.offers[offer.operation] is offer
        assert not offer.path or offer.path.startswith(f"{family.name}/")


def test_what_gives_files_or_answers_and_what_gives_songs() -> None:
    gives: dict[Gives, set[Operation]] = {kind: set() for kind in Gives}
    for _, offer in EVERYTHING:
        gives[offer.gives].add(offer.operation)
    stems = {Operation.STEMS_BASIC, Operation.STEMS_FULL}
    assert gives[Gives.FILES] == {*stems, Operation.WAV, Operation.MIDI, Operation.DOWNLOAD, Operation.VIDEO}
    measured = {Operation.BPM, Operation.VOX, Operation.LYRICS_TIMELINE, Operation.PERSONA, Operation.VOICE}
    assert gives[Gives.ANSWER] == {*measured, Operation.WRITE_LYRICS, Operation.ENRICH_STYLE}
    assert not gives[Gives.SONGS] & (gives[Gives.FILES] | gives[Gives.ANSWER])


def test_callbacks_come_from_the_families_that_the_vendors_guide_names_and_only_of_tasks() -> None:
    assert {family.name for family, offer in EVERYTHING if offer.webhooks} == {"sonic", "producer", "nuro"}
    assert not [offer for _, offer in EVERYTHING if offer.webhooks and offer.at_once]


def test_what_some_models_and_some_clips_are_too_old_for() -> None:
    for family, offer in EVERYTHING:
        assert offer.models is None or offer.models <= {model.name for model in family.models}
    fresh = {offer.operation for _, offer in EVERYTHING if offer.fresh_for == timedelta(hours=24)}
    assert fresh == {Operation.REMASTER, Operation.ADD_VOCALS, Operation.ADD_INSTRUMENTAL}
    uploaded = {offer.operation for _, offer in EVERYTHING if offer.source is Source.UPLOADED}
    assert uploaded == {Operation.ADD_VOCALS, Operation.ADD_INSTRUMENTAL}


def test_limits_are_the_shorter_of_operation_and_model(catalog: Catalog) -> None:
    sonic = catalog.family("sonic")
    assert sonic.limits(Operation.CREATE, "sonic-v5") == Limits(400, 1000, 5000, 80)
    assert sonic.limits(Operation.CREATE, "sonic-v4") == Limits(400, 200, 3000, 80)
    assert sonic.limits(Operation.SAMPLE, "sonic-v5") == Limits(400, 200, 5000, 80)
    assert sonic.limits(Operation.PERSONA, "sonic-v4").style == 2000, "a persona is made by no model"
    with pytest.raises(KeyError):
        sonic.limits(Operation.VIDEO, "sonic-v5")


def test_an_offer_that_nobody_makes_is_none(catalog: Catalog) -> None:
    assert catalog.offer("suno", Operation.CREATE) is None
    assert Catalog.of(Host.of(TWIN), ALL).offer("nuro", Operation.CREATE) is None
    assert catalog.offer("sonic", "sing backwards") is None


def test_a_family_that_only_the_other_host_has_is_known_by_name_and_offers_nothing() -> None:
    twin = Catalog.of(Host.of(TWIN), ALL)
    nuro = twin.family("nuro")
    assert (nuro.label, nuro.models[0].name, dict(nuro.offers)) == ("Nuro", "nuro", {})
    assert nuro not in twin.families
    with pytest.raises(KeyError):
        twin.family("suno")


def test_clips_a_call_and_the_kind_of_audio(catalog: Catalog) -> None:
    facts = {f.name: (f.audio, f.offers[Operation.CREATE].clips, f.models[0].name) for f in catalog.families}
    assert facts == {
        "riffusion": ("m4a", 2, "FUZZ-1.1 Pro"),
        "sonic": ("mp3", 2, "sonic-v5"),
        "producer": ("m4a", 1, "FUZZ-2.0"),
    }


def test_limits_are_the_models_where_it_has_its_own(catalog: Catalog) -> None:
    sonic = catalog.family("sonic")
    assert sonic.limits(Operation.CREATE, "sonic-v5") == Limits(prompt=400, style=1000, lyrics=5000, title=80)
    assert sonic.limits(Operation.CREATE, "sonic-v3-5") == Limits(prompt=400, style=200, lyrics=3000, title=80)


def test_models_fit_into_discords_choices_and_percentiles_ascend(catalog: Catalog) -> None:
    assert len(catalog.models()) <= 25
    for _, model in [*catalog.models(), *Catalog.of(Host.of(TWIN), ALL).models()]:
        assert model.typical[0] < model.typical[1] < model.typical[2]


@pytest.mark.parametrize(
    ("family", "reported", "taken"),
    [
        ("sonic", "sonic-v5-5", "sonic-v5-5"),
        ("sonic", "chirp-v4-5", "sonic-v4-5"),
        ("sonic", "", ""),
        ("producer", "Lyria 3 Pro", ""),
        ("riffusion", "FUZZ-1.0", "FUZZ-1.0"),
        ("nuro", "anything", ""),
        ("suno", "chirp-v5", ""),
    ],
)
def test_a_reported_model_has_the_name_under_which_it_is_taken(
    catalog: Catalog, family: str, reported: str, taken: str
) -> None:
    assert catalog.model_name(family, reported) == taken


def create(family: str = "riffusion", **words: Any) -> SongRequest:
    models = {"riffusion": "FUZZ-1.1 Pro", "sonic": "sonic-v5", "producer": "FUZZ-2.0"}
    return changed(SongRequest(Operation.CREATE, family, models.get(family, "")), **words)


def extend(family: str = "riffusion", **words: Any) -> SongRequest:
    given = {"style": "pop", "source_clip_id": "abc", "source_duration": 100.5, **words}
    return changed(create(family, operation=Operation.EXTEND), **given)


@pytest.mark.parametrize(
    "request_",
    [
        create(prompt="r&b pop"),
        create(lyrics="la la"),
        create(style="jazz"),
        create(prompt="x" * 200),
        create(prompt="x" * 100, style="y" * 98),
        create(prompt="x" * 400, style="y" * 200, lyrics="z" * 3000, title="t" * 80),
        create("sonic", prompt="x" * 400),
        create("sonic", lyrics="x" * 5000, style="y" * 1000),
        create("producer", prompt="x" * 1000),
        extend(),
        extend(continue_at=1.0),
        extend(continue_at=100.5),
        extend(continue_at=100.54),
        extend(continue_at=30.0, source_duration=None),
        extend("sonic", style=""),
        extend("producer", style=""),
        extend("producer"),
        changed(extend(), operation=Operation.COVER, continue_at=None),
    ],
)
def test_what_can_be_taken(catalog: Catalog, request_: SongRequest) -> None:
    assert refusal(catalog, request_) is None


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        (create(), "Say what the song should be"),
        (create(prompt=" \u200b\n"), "Say what the song should be"),
        (create(instrumental=True), "Say what the song should be"),
        (create(prompt="pop", lyrics="la", instrumental=True), "An instrumental has no words"),
        (create(prompt="x" * 201), "Riffusion takes at most 200 characters of prompt. Shorten yours from 201."),
        (create(style="x" * 201), "at most 200 characters of style. Shorten yours from 201."),
        (create(prompt="x" * 100, style="y" * 99), "characters of prompt and style together. Shorten yours from 201."),
        (create(lyrics="x" * 3001), "Riffusion takes at most 3,000 characters of lyrics. Shorten yours from 3,001."),
        (create(lyrics="x", title="t" * 81), "at most 80 characters of title. Shorten yours from 81."),
        (create(lyrics="x", prompt="p" * 201), "characters of prompt. Shorten yours from 201."),
        (create(lyrics="x", prompt="p", style="s" * 201), "characters of style. Shorten yours from 201."),
        (create("sonic", prompt="x" * 401), "Sonic takes at most 400 characters of prompt"),
        (create("sonic", model="sonic-v4", lyrics="x" * 3001), "at most 3,000 characters of lyrics"),
        (
            create("producer", prompt="x" * 1000, instrumental=True),
            "at most 1,000 characters of prompt. Shorten yours from 1,025.",
        ),
        (create("suno", prompt="x"), "no family of models called “suno”"),
        (create(model="sonic-v5", prompt="x"), "Riffusion has no model called “sonic-v5”."),
        (extend(source_clip_id=""), "MusicAPI does not know this clip"),
        (extend(style=""), "Riffusion needs a style to extend a song."),
        (changed(extend("producer", style=""), operation=Operation.COVER), "Producer needs a style to cover a song."),
        (extend(continue_at=101.0), "This clip is 100.5 seconds long. Choose a second from 1 to 100."),
        (extend(continue_at=-1.0), "Choose a second from 1 to 100"),
        (extend(continue_at=0.4), "Choose a second from 1 to 100"),
        (extend(continue_at=float("nan")), "Choose a second from 1 to 100"),
        (extend(continue_at=float("inf"), source_duration=None), "from 0:01 on"),
        (extend(continue_at=None, source_duration=None), "length is not known"),
        (
            changed(extend("producer", lyrics="new words"), operation=Operation.COVER, continue_at=None),
            "Producer takes no lyrics to cover a song",
        ),
    ],
)
def test_what_cannot_be_taken_and_why(catalog: Catalog, request_: SongRequest, sentence: str) -> None:
    why = refusal(catalog, request_)
    assert why is not None
    assert sentence in why


def test_what_the_twin_does_not_have_is_said() -> None:
    assert (
        refusal(Catalog.of(Host.of(TWIN), ALL), extend("producer"))
        == "Producer cannot extend a song here. Choose another model."
    )
