"""What each call costs on each host, and who may ask to be called when it is done."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.musicapi.profiles import AIMUSICAPI, MUSICAPI
from sandbox.musicapi.works import Persona, Task
from tests.sandbox.musicapi.buyer import CREATES, CUSTOMS, Buyer, extension
from tests.sandbox.musicapi.families.test_edits import producer, refused, riffusion
from tests.sandbox.musicapi.families.test_other_families import STUDIO, VOCAL
from tests.sandbox.musicapi.families.test_uploads import audio, file_server, named

OLD = {"mv": "sonic-v4", "custom_mode": True, "prompt": "[Verse]\nLa", "tags": "pop", "use_suno_cdn": False}
NEW = {**OLD, "mv": "sonic-v5"}
CALLED = {"webhook_url": "https://example.com/called", "webhook_secret": "s"}


class Shop:
    """One of everything that a body may name, at one host."""

    def __init__(self, buyer: Buyer) -> None:
        self.buyer = buyer
        self.clips: dict[str, str] = {}

    @classmethod
    async def open(cls, **options: Any) -> Shop:
        shop = cls(Buyer.of(clip_seconds=8, studio=True, **options))
        for family in ("riffusion", "producer", "sonic"):
            body = {**CUSTOMS[family], "use_suno_cdn": True}
            shop.clips[family] = (await shop.buyer.finished(family, body))[0]["clip_id"]
            shop.clips[f"{family} upload"] = await shop.buyer.brought(family)
        part = {**extension("sonic", shop.clips["sonic"], 6), "use_suno_cdn": True}
        shop.clips["part"] = (await shop.buyer.finished("sonic", part))[0]["clip_id"]
        shop.buyer.vendor.library.personas["ada"] = Persona("ada", "Ada", None)
        return shop

    def orders(self, root: str) -> dict[str, tuple[str, dict[str, Any]]]:
        """Path and body of every call that makes a task, by name."""
        clips, sonic = self.clips, self.clips["sonic"]
        edit = {**NEW, "continue_clip_id": sonic}
        uploaded = {**NEW, "continue_clip_id": clips["sonic upload"]}
        place = {"chop_sample_start_s": 0, "chop_sample_end_s": 3, "make_instrumental": False}
        return {
            "riffusion create": ("riffusion/create", CREATES["riffusion"]),
            "riffusion edit": ("riffusion/create", riffusion("swap_sound", clips["riffusion"])),
            "riffusion upload": ("riffusion/upload", named("riffusion/upload", root)),
            "producer create": ("producer/create", CREATES["producer"]),
            "producer edit": ("producer/create", producer("replace", clips["producer"])),
            "producer upload": ("producer/upload", named("producer/upload", root)),
            "producer download": ("producer/download", {"clip_id": clips["producer"]}),
            "producer lyrics": ("producer/lyrics-create", {"prompt": "rain"}),
            "producer video": ("producer/video-clip", {"clip_id": clips["producer"]}),
            "sonic described": ("sonic/create", {**CREATES["sonic"], "mv": "sonic-v4", "use_suno_cdn": False}),
            "sonic new": ("sonic/create", NEW),
            "sonic old": ("sonic/create", OLD),
            "sonic extend": ("sonic/create", {**edit, "task_type": "extend_music", "continue_at": 5}),
            "sonic extend upload": ("sonic/create", {**uploaded, "task_type": "extend_upload_music", "continue_at": 1}),
            "sonic cover": ("sonic/create", {**edit, "task_type": "cover_music"}),
            "sonic concat": ("sonic/create", {**edit, "task_type": "concat_music", "continue_clip_id": clips["part"]}),
            "sonic persona": ("sonic/create", {**NEW, "task_type": "persona_music", "persona_id": "ada"}),
            "sonic remaster": ("sonic/create", {**edit, "task_type": "remaster"}),
            "sonic add vocals": ("sonic/create", {**uploaded, "task_type": "add_vocals"}),
            "sonic add instrumental": ("sonic/create", {**uploaded, "task_type": "add_instrumental"}),
            "sonic upload": ("sonic/upload", named("sonic/upload", root)),
            "sonic upload extend": ("sonic/upload-extend", named("sonic/upload-extend", root)),
            "sonic upload cover": ("sonic/upload-cover", named("sonic/upload-cover", root)),
            "sonic sample": ("sonic/sample", {**NEW, **place, "sample_clip_id": sonic}),
            "sonic mashup": ("sonic/mashup", {**NEW, "mashup_clip_ids": [sonic, clips["part"]]}),
            "sonic replace": (
                "sonic/replace-section",
                {"clip_id": sonic, "mv": "sonic-v4", "infill_start_s": 1, "infill_end_s": 3},
            ),
            "sonic stems": ("sonic/stems/basic", {"clip_id": sonic}),
            "sonic all stems": ("sonic/stems/full", {"clip_id": sonic}),
            "sonic voice": ("sonic/create-voice", named("sonic/create-voice", root)),
            "suno create": ("suno/create", NEW),
            "suno lyrics": ("suno/make-lyrics", {"prompt": "rain"}),
            "nuro": ("nuro/create", VOCAL),
            "studio": ("studio/create", STUDIO),
        }


PRICES = {
    "riffusion create": (12, 12),
    "riffusion edit": (12, 12),
    "riffusion upload": (2, 2),
    "producer create": (12, 10),
    "producer edit": (12, None),
    "producer upload": (2, 2),
    "producer download": (2, 2),
    "producer lyrics": (None, 1),
    "producer video": (None, 5),
    "sonic described": (15, 14),
    "sonic new": (15, 14),
    "sonic old": (15, 10),
    "sonic extend": (15, 10),
    "sonic extend upload": (15, 10),
    "sonic cover": (15, 14),
    "sonic concat": (2, 2),
    "sonic persona": (15, 10),
    "sonic remaster": (15, 10),
    "sonic add vocals": (15, 10),
    "sonic add instrumental": (15, 10),
    "sonic upload": (2, 2),
    "sonic upload extend": (17, 12),
    "sonic upload cover": (17, 16),
    "sonic sample": (15, 14),
    "sonic mashup": (15, 14),
    "sonic replace": (15, 10),
    "sonic stems": (15, 20),
    "sonic all stems": (75, 50),
    "sonic voice": (4, 4),
    "suno create": (15, 14),
    "suno lyrics": (2, 2),
    "nuro": (10, None),
    "studio": (15, 15),
}
# Those whose schemas have fields for a webhook.
CALLING = frozenset(PRICES) - {
    *(name for name in PRICES if name.startswith("riffusion")),
    *("sonic upload", "sonic stems", "sonic all stems", "suno lyrics", "studio"),
}


@pytest.mark.parametrize("place", [0, 1], ids=["musicapi", "aimusicapi"])
async def test_every_call_has_its_price_and_its_webhook(place: int) -> None:
    shop = await Shop.open(profile=(MUSICAPI, AIMUSICAPI)[place])
    buyer, promised = shop.buyer, list[Task]()
    buyer.vendor.webhooks.subscribe = lambda task, url, secret: promised.append(task)  # type: ignore[method-assign] - to see what it was promised
    paid: dict[str, int | None] = {}
    called: set[str] = set()
    async with file_server(mine=audio(7)) as root:
        for name, (path, body) in shop.orders(f"{root}/mine").items():
            before, heard = buyer.vendor.account.charged, len(promised)
            answer = await buyer.post(path, {**body, **CALLED})
            paid[name] = buyer.vendor.account.charged - before if answer.status == 200 else None
            if len(promised) > heard:
                called.add(name)
            assert (answer.status == 200) == (PRICES[name][place] is not None), (name, answer.body)
            assert answer.status in (200, 404, 410), (name, answer.body)
            assert buyer.vendor.creates[-1].path == path or answer.status == 404
    assert paid == {name: prices[place] for name, prices in PRICES.items()}
    assert called == {name for name in CALLING if paid[name] is not None}


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/called",
        "ftp://example.com",
        "example.com",
        "https://example.com/" + "x" * 1024,
        "https://[oops",
        7,
        "http://localhost.example.com/",
    ],
)
async def test_where_nobody_is_called(url: Any) -> None:
    buyer = Buyer.of()
    for family in ("sonic", "producer"):
        await refused(buyer, f"{family}/create", {**CREATES[family], "webhook_url": url})
    await refused(buyer, "nuro/create", {**VOCAL, "webhook_url": url})
    # Riffusion has no such field, and what is unknown is passed over.
    await buyer.bought("riffusion", {**CREATES["riffusion"], "webhook_url": url})


@pytest.mark.parametrize("url", ["http://127.0.0.1:8090/musicapi/x", "http://localhost/x", "https://example.com/x"])
async def test_where_somebody_is_called(url: str) -> None:
    buyer, promised = Buyer.of(), list[tuple[str, str]]()
    buyer.vendor.webhooks.subscribe = lambda task, url, secret: promised.append((url, secret))  # type: ignore[method-assign] - to see what it was promised
    await buyer.bought("sonic", {**CREATES["sonic"], "webhook_url": url, "webhook_secret": "s"})
    await buyer.bought("sonic", {**CREATES["sonic"], "webhook_url": url})
    assert promised == [(url, "s"), (url, "")]
    await refused(buyer, "sonic/create", {**CREATES["sonic"], "webhook_url": url, "webhook_secret": 7})
