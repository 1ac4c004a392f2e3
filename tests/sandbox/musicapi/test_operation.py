"""A new operation is one record in its family's file: nothing else has to know of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from sandbox.musicapi.families.sonic.family import Sonic
from sandbox.musicapi.instant import InstantRequest, success
from sandbox.musicapi.operation import InstantOperation, Operation, Pace, Prices, TaskOperation
from sandbox.musicapi.profiles import AIMUSICAPI, MUSICAPI, Profile
from sandbox.musicapi.serve import vendor_server
from sandbox.musicapi.vendor import Vendor
from sandbox.musicapi.works import Clip, Commission
from sandbox.wire.clock import HeldClock

if TYPE_CHECKING:
    from sandbox.musicapi.form import Form
    from sandbox.musicapi.sound.brief import Brief
    from sandbox.wire.exchange import Answer

SONG = {"mv": "sonic-v5", "custom_mode": False, "gpt_description_prompt": "rain", "use_suno_cdn": True}
KINDS = ("song", "upload")
SLOWEST = 40.0  # seconds; a song takes longer


def tempo_map(asked: InstantRequest) -> Answer:
    clip = asked.form.source("clip_id", "sonic", KINDS)
    asked.pay()
    return success(data={"bars": [0.0, clip.seconds]})


def reverse(form: Form, profile: Profile) -> Commission:
    del profile
    source = form.source("continue_clip_id", "sonic", KINDS)
    return Commission(mv=source.mv, title=f"{source.title} backwards", source=source, count=1)


def reversed_sound(source: Clip, commission: Commission, position: int) -> Brief:
    del commission, position
    return replace(source.brief, stretches=source.brief.stretches[::-1])


TEMPO_MAP = InstantOperation("tempo_map", Prices(3, None), "tempo-map", tempo_map)
REVERSE = TaskOperation("reverse", Prices(7, 6), reverse, edit="copy", sound=reversed_sound, pace=Pace(10.0, 12.0))
UNMIX = replace(REVERSE, name="unmix", path="stems/unmix", prices=Prices(None, 9))


class Host:
    """The vendor as it is reached by real HTTP; its clock is held."""

    def __init__(self, vendor: Vendor, clock: HeldClock, http: httpx.AsyncClient) -> None:
        self.vendor = vendor
        self.clock = clock
        self.http = http

    async def post(self, path: str, body: dict[str, Any]) -> httpx.Response:
        self.clock.advance(5)
        return await self.http.post(f"/api/v1/sonic/{path}", json=body)

    async def finish(self, answer: httpx.Response) -> list[dict[str, Any]]:
        """What the task gives that was accepted."""
        assert answer.status_code == 200, answer.text
        self.clock.advance(900)
        return (await self.http.get(f"/api/v1/sonic/task/{answer.json()['task_id']}")).json()["data"]


async def try_operations(profile: Profile) -> dict[str, tuple[int, int]]:
    """Order each of the new operations once; gives HTTP status and credits, and looks at what came of it."""
    clock = HeldClock()
    vendor = Vendor(clock, profile=profile, clip_seconds=4.0)
    seen: dict[str, tuple[int, int]] = {}
    async with (
        vendor_server(vendor) as server,
        httpx.AsyncClient(
            base_url=server.url, headers={"Authorization": f"Bearer {vendor.key}"}, trust_env=False
        ) as http,
    ):
        host = Host(vendor, clock, http)
        song = (await host.finish(await host.post("create", SONG)))[0]
        for path, body in (
            ("tempo-map", {"clip_id": song["clip_id"]}),
            ("create", {"task_type": "reverse", "continue_clip_id": song["clip_id"]}),
            ("stems/unmix", {"continue_clip_id": song["clip_id"]}),
        ):
            before = vendor.account.charged
            answer = await host.post(path, body)
            seen[path] = (answer.status_code, vendor.account.charged - before)
            if path == "tempo-map" and answer.status_code == 200:
                assert answer.json()["data"]["bars"] == [0.0, float(song["duration"])]
            elif answer.status_code == 200:
                left = vendor.seconds_left(answer.json()["task_id"])
                assert left is not None
                assert left < SLOWEST
                (clip,) = await host.finish(answer)
                assert clip["title"] == f"{song['title']} backwards"
                assert (await http.get(clip["audio_url"], follow_redirects=True)).content
        assert (await host.post("tempo-map", {"clip_id": "nobody's"})).status_code in (400, 404)
        assert (await host.post("create", {"task_type": "nonsense"})).text.count("reverse") == 1
        assert [create.path for create in vendor.accepted][1:] == [
            f"sonic/{path}" for path, (_, paid) in seen.items() if paid
        ]
    return seen


@pytest.fixture(autouse=True)
def registry(monkeypatch: pytest.MonkeyPatch) -> None:
    more: tuple[Operation, ...] = (TEMPO_MAP, REVERSE, UNMIX)
    monkeypatch.setattr(Sonic, "operations", (*Sonic.operations, *more))


async def test_what_its_family_names_is_accepted_polled_and_charged() -> None:
    assert await try_operations(MUSICAPI) == {"tempo-map": (200, 3), "create": (200, 7), "stems/unmix": (404, 0)}


async def test_each_host_has_its_own_price_or_none() -> None:
    assert await try_operations(AIMUSICAPI) == {"tempo-map": (404, 0), "create": (200, 6), "stems/unmix": (200, 9)}


async def test_it_retires_and_is_refused_like_any_other() -> None:
    clock = HeldClock()
    vendor = Vendor(clock)
    async with (
        vendor_server(vendor) as server,
        httpx.AsyncClient(
            base_url=server.url, headers={"Authorization": f"Bearer {vendor.key}"}, trust_env=False
        ) as http,
    ):
        host = Host(vendor, clock, http)
        vendor.orders.retire("sonic", "tempo_map")
        vendor.orders.retire("sonic", "reverse")
        assert (await host.post("tempo-map", {})).status_code == 410
        assert (await host.post("create", {"task_type": "reverse"})).status_code == 410
        vendor.orders.clear()
        assert (await host.post("create", {"task_type": "reverse"})).status_code == 400
        assert (await http.post("/api/v1/sonic/tempo-map", headers={"Authorization": "Bearer no"})).status_code == 401
    assert vendor.account.charged == 0
