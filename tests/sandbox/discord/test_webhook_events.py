"""Webhook events: what an application asked to be told of, and how often Discord tries."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from sandbox.discord import entitlements, limits, outgoing
from sandbox.discord.installations import install, uninstall
from sandbox.wire.clock import HeldClock
from tests.sandbox.discord.http_bot import ME, WAIT, answers, says

if TYPE_CHECKING:
    from tests.sandbox.discord.api import Api, Place
    from tests.sandbox.discord.http_bot import HttpBot, Respond

URL, STATUS, TYPES = "event_webhooks_url", "event_webhooks_status", "event_webhooks_types"
ALL = [
    "APPLICATION_AUTHORIZED",
    "APPLICATION_DEAUTHORIZED",
    "ENTITLEMENT_CREATE",
    "ENTITLEMENT_UPDATE",
    "ENTITLEMENT_DELETE",
]


class HastyClock(HeldClock):
    """Lets the waits between two tries pass at once, and notes them; deadlines are held."""

    def __init__(self) -> None:
        super().__init__()
        self.pauses: list[float] = []
        self.paused = asyncio.Event()
        self.hurries = True

    async def sleep(self, seconds: float) -> None:
        if seconds == limits.ANSWER_DEADLINE:
            await super().sleep(seconds)
            return
        self.pauses.append(seconds)
        self.paused.set()
        if self.hurries:
            self.advance(seconds)
        else:
            await super().sleep(seconds)


@pytest.fixture
def clock() -> HastyClock:
    return HastyClock()


@pytest.fixture
async def told(api: Api, bot: HttpBot) -> HttpBot:
    """The bot once it is told of everything that happens here."""
    bot.respond = answers(status=204)
    reply = await api("PATCH", ME, {URL: bot.url, STATUS: 2, TYPES: ALL})
    assert reply.status == 200, reply.body
    assert {name: reply.json[name] for name in (URL, STATUS, TYPES)} == {URL: bot.url, STATUS: 2, TYPES: ALL}
    return bot


async def event(bot: HttpBot) -> tuple[str, dict[str, Any]]:
    heard = await bot.next()
    assert (heard["version"], heard["type"]) == (1, 1)
    return heard["event"]["type"], heard["event"]["data"]


async def quiet(place: Place) -> None:
    await asyncio.wait_for(place.world.settings.outgoing.done(), WAIT)


async def test_an_endpoint_for_events_is_tried(api: Api, place: Place, told: HttpBot) -> None:
    assert (told.pings, told.refused) == (1, 1)
    assert told.agents[0].startswith("Discord-Webhook/1.0")


@pytest.mark.parametrize(
    "pong", [answers(status=200), says(1), answers(status=202), answers(status=302, headers={"Location": "/bot"})]
)
async def test_an_endpoint_that_does_not_acknowledge_is_refused(api: Api, bot: HttpBot, pong: Respond) -> None:
    bot.pong = pong
    assert (await api("PATCH", ME, {URL: bot.url})).problem(URL) == "SANDBOX_URL_NOT_VERIFIED"
    bot.pong, bot.checks_signatures = answers(status=204), False
    assert (await api("PATCH", ME, {URL: bot.url})).problem(URL) == "SANDBOX_URL_NOT_VERIFIED"
    assert (await api("GET", ME)).json[URL] is None


async def test_who_adds_the_application_and_who_takes_it_off_is_told(place: Place, told: HttpBot) -> None:
    install(place.world, place.mia.user)
    kind, data = await event(told)
    assert (kind, data["integration_type"], data["scopes"]) == ("APPLICATION_AUTHORIZED", 1, ["applications.commands"])
    assert data["user"]["username"] == "mia"
    assert "guild" not in data
    install(place.world, place.mia.user)  # which changes nothing
    elsewhere = place.world.add_guild("Elsewhere", place.noah.user, with_bot=False)
    place.world.invite_bot(elsewhere)
    kind, data = await event(told)
    assert (kind, data["integration_type"], data["user"]["username"]) == ("APPLICATION_AUTHORIZED", 0, "noah")
    assert data["scopes"] == ["applications.commands", "bot"]
    assert data["guild"]["id"] == str(elsewhere.id)
    uninstall(place.world, place.mia.user)
    kind, data = await event(told)
    assert (kind, data["user"]["username"]) == ("APPLICATION_DEAUTHORIZED", "mia")
    uninstall(place.world, place.mia.user)
    place.world.remove_bot(elsewhere)  # of a server, only the gateway tells
    await quiet(place)
    assert told.heard.empty()


async def test_entitlements_are_told(place: Place, told: HttpBot) -> None:
    sku = entitlements.add_sku(place.world, "Gold")
    subscription = entitlements.subscribe(place.world, place.mia.user, sku)
    kind, data = await event(told)
    assert kind == "ENTITLEMENT_CREATE"
    assert data == entitlements.payload(place.world, subscription.entitlement)
    entitlements.cancel(place.world, subscription)
    kind, data = await event(told)
    assert kind == "ENTITLEMENT_UPDATE"
    assert data["ends_at"] is not None
    entitlements.revoke(place.world, subscription.entitlement)
    assert (await event(told))[0] == "ENTITLEMENT_DELETE"


async def test_the_time_stands_as_in_the_documentation(place: Place, told: HttpBot) -> None:
    install(place.world, place.mia.user)
    assert (await told.next())["event"]["timestamp"] == "2027-01-15T08:00:00.000000"


@pytest.mark.parametrize(
    "edit", [{TYPES: ["ENTITLEMENT_CREATE"]}, {TYPES: []}, {TYPES: None}, {STATUS: 1}, {STATUS: None}, {URL: None}]
)
async def test_what_was_not_asked_for_is_not_told(api: Api, place: Place, told: HttpBot, edit: dict[str, Any]) -> None:
    assert (await api("PATCH", ME, edit)).status == 200
    install(place.world, place.mia.user)
    await quiet(place)
    assert told.heard.empty()


@pytest.mark.parametrize(
    ("edit", "path", "problem"),
    [
        ({TYPES: ["SONG_MADE"]}, (TYPES, 0), "BASE_TYPE_CHOICES"),
        ({TYPES: ["ENTITLEMENT_CREATE"] * 2}, (TYPES, 1), "SET_TYPE_ALREADY_CONTAINS_VALUE"),
        ({TYPES: [{}]}, (TYPES, 0), "BASE_TYPE_CHOICES"),
        ({TYPES: "ENTITLEMENT_CREATE"}, (TYPES,), "LIST_TYPE_CONVERT"),
        ({STATUS: 3}, (STATUS,), "BASE_TYPE_CHOICES"),
    ],
)
async def test_what_cannot_be_asked_for(
    api: Api, edit: dict[str, Any], path: tuple[str | int, ...], problem: str
) -> None:
    assert (await api("PATCH", ME, edit)).problem(*path) == problem


async def test_an_event_is_sent_again_until_it_is_acknowledged(place: Place, told: HttpBot, clock: HastyClock) -> None:
    replies = iter((answers(status=500), answers(status=200), answers(status=307, headers={"Location": "/bot"})))

    async def respond(heard: dict[str, Any]) -> web.StreamResponse:
        return await next(replies, answers(status=204))(heard)

    told.respond = respond
    install(place.world, place.mia.user)
    await quiet(place)
    tries = [await told.next() for _ in range(4)]
    assert tries == [tries[0]] * 4
    assert told.refused == 1  # each of them was signed anew
    assert clock.pauses == [1, 2, 4]
    assert told.heard.empty()


async def test_nothing_within_three_seconds_is_no_acknowledgement(
    place: Place, told: HttpBot, clock: HastyClock
) -> None:
    async def wait(_: dict[str, Any]) -> web.StreamResponse:
        told.respond = answers(status=204)
        return await asyncio.Future()

    told.respond = wait
    install(place.world, place.mia.user)
    await told.next()
    clock.advance(limits.ANSWER_DEADLINE)
    await quiet(place)
    assert clock.pauses == [1]
    assert (await event(told))[0] == "APPLICATION_AUTHORIZED"


async def test_after_ten_minutes_an_event_is_given_up_and_after_several_all_are(
    api: Api, place: Place, told: HttpBot, clock: HastyClock
) -> None:
    """Documentation: "If your app fails to respond too often, Discord will stop sending you webhook events"."""
    told.respond = answers(status=500)
    install(place.world, place.mia.user)
    await quiet(place)
    assert clock.pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256]
    assert sum(clock.pauses) <= limits.EVENT_RETRIED_FOR
    told.respond = answers(status=204)
    uninstall(place.world, place.mia.user)
    await quiet(place)
    told.respond = answers(status=500)
    for _ in range(limits.EVENTS_GIVEN_UP):
        assert (await api("GET", ME)).json[STATUS] == 2
        place.world.settings.events.deauthorized(place.mia.user)
        await quiet(place)
        clock.advance(5)
    assert (await api("GET", ME)).json[STATUS] == 3
    count = told.heard.qsize()
    install(place.world, place.mia.user)
    await quiet(place)
    assert told.heard.qsize() == count
    told.respond = answers(status=204)
    assert (await api("PATCH", ME, {STATUS: 2})).json[STATUS] == 2
    uninstall(place.world, place.mia.user)
    await quiet(place)
    assert told.heard.qsize() == count + 1


async def test_what_is_switched_on_again_begins_anew(api: Api, place: Place, told: HttpBot) -> None:
    told.respond = answers(status=500)
    events = place.world.settings.events
    for _ in range(limits.EVENTS_GIVEN_UP):
        events.deauthorized(place.mia.user)
        await quiet(place)
    assert (await api("PATCH", ME, {STATUS: 2})).json[STATUS] == 2
    for status in [2] * (limits.EVENTS_GIVEN_UP - 1) + [3]:
        events.deauthorized(place.mia.user)
        await quiet(place)
        assert events.status == status


@pytest.mark.parametrize("edit", [{URL: None}, {STATUS: 1}, {TYPES: ["ENTITLEMENT_CREATE"]}])
async def test_what_is_taken_back_meanwhile_is_not_sent_again(
    api: Api, place: Place, told: HttpBot, clock: HastyClock, edit: dict[str, Any]
) -> None:
    async def respond(_: dict[str, Any]) -> web.StreamResponse:
        assert (await api("PATCH", ME, edit)).status == 200
        return web.Response(status=500)

    told.respond = respond
    install(place.world, place.mia.user)
    await quiet(place)
    assert told.heard.qsize() == 1
    assert clock.pauses == [1]


async def test_the_sandbox_stops_while_an_event_waits_for_its_next_try(
    place: Place, told: HttpBot, clock: HastyClock
) -> None:
    clock.hurries = False
    told.respond = answers(status=500)
    install(place.world, place.mia.user)
    await asyncio.wait_for(clock.paused.wait(), WAIT)
    await place.world.settings.outgoing.close()
    await quiet(place)
    assert told.heard.qsize() == 1


async def test_of_too_many_that_are_under_way_no_more_are_begun(
    place: Place, told: HttpBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(outgoing, "MOST", 2)
    for _ in range(3):
        place.world.settings.events.deauthorized(place.mia.user)
    assert "outgoing_full" in caplog.text
    await quiet(place)
    assert told.heard.qsize() == 2


async def test_what_breaks_in_the_background_is_told_at_the_end(place: Place) -> None:
    async def breaks() -> None:
        raise ArithmeticError

    place.world.settings.outgoing.start(breaks())
    await quiet(place)
    with pytest.raises(ArithmeticError):
        await place.world.settings.outgoing.close()
    await place.world.settings.outgoing.close()  # once
