"""What the connections see is counted by what it is and how it ends, and never by whose it is."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import aiohttp
import discord
import pytest
from aiohttp import web

from bot.media.fetch import Fetch
from bot.monitoring.discord_watch import ANSWER_TIMEOUT, MOST_OPEN, DiscordWatch
from bot.monitoring.metrics import Metrics
from bot.monitoring.outcomes import outcome_of
from bot.monitoring.watching import (
    MOST_EVENTS,
    ErrorCounter,
    count_answers,
    count_exchanges,
    count_fetches,
    count_requests,
)
from bot.musicapi.client import Exchange

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

FAMILIES = ("sonic",)
KIND = discord.InteractionType.application_command


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def figures(metrics: Metrics, name: str) -> dict[tuple[str, ...], float]:
    """What a figure says, by the values of its labels, without what is 0."""
    return {
        tuple(sample.labels.values()): sample.value
        for family in metrics.registry.collect()
        for sample in family.samples
        if sample.name == name and sample.value
    }


def interaction(number: int, kind: discord.InteractionType = KIND) -> discord.Interaction[Any]:
    return cast("discord.Interaction[Any]", SimpleNamespace(id=number, type=kind))


class Discord:
    """A server that answers with the statuses that it is given, and a session whose requests are counted."""

    def __init__(self, url: str, statuses: list[int], watch: DiscordWatch, metrics: Metrics) -> None:
        self.url, self.statuses, self.watch, self.metrics = url, statuses, watch, metrics

    async def ask(self, method: str, path: str, *statuses: int) -> None:
        trace = aiohttp.TraceConfig()
        self.watch.follow_trace(trace)
        self.statuses += statuses or (200,)
        async with aiohttp.ClientSession(trace_configs=[trace]) as http:
            for _ in statuses or (200,):
                async with http.request(method, self.url + path):
                    pass


@pytest.fixture
async def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[Discord]:
    statuses: list[int] = []

    async def answer(_: web.BaseRequest) -> web.Response:
        clock.now += 0.5
        return web.Response(status=statuses.pop(0))

    runner = web.ServerRunner(web.Server(answer))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    metrics = Metrics(FAMILIES)
    watch = DiscordWatch(clock)
    watch.on_answer.append(count_answers(metrics))
    watch.on_request.append(count_requests(metrics))
    yield Discord(f"http://127.0.0.1:{runner.addresses[0][1]}/api/v10", statuses, watch, metrics)
    await runner.cleanup()


async def test_an_interaction_is_measured_from_hearing_of_it_to_its_answer(server: Discord, clock: Clock) -> None:
    await server.watch.hear(interaction(7))
    clock.now += 1.0
    await server.ask("POST", "/interactions/7/a-token/callback")
    await server.ask("POST", "/interactions/7/a-token/callback", 400)  # a second one answers nothing more
    assert figures(server.metrics, "encore_interactions_total") == {("command", "answered"): 1}
    assert figures(server.metrics, "encore_interaction_answer_seconds_sum") == {("command",): 1.5}


async def test_one_that_discord_refuses_is_no_answer_and_one_that_is_tried_again_still_may_be(server: Discord) -> None:
    for number in (7, 8):
        await server.watch.hear(interaction(number, discord.InteractionType.component))
    await server.ask("POST", "/interactions/7/a-token/callback", 404)
    await server.ask("POST", "/interactions/8/a-token/callback", 500, 429, 204)
    assert figures(server.metrics, "encore_interactions_total") == {
        ("component", "refused"): 1,
        ("component", "answered"): 1,
    }


async def test_one_that_nobody_answers_is_counted_in_the_end(server: Discord, clock: Clock) -> None:
    await server.watch.hear(interaction(7))
    clock.now += ANSWER_TIMEOUT
    await server.watch.hear(interaction(8))
    assert figures(server.metrics, "encore_interactions_total") == {("command", "unanswered"): 1}
    await server.ask("POST", "/interactions/8/a-token/callback")
    server.watch.expire()
    assert figures(server.metrics, "encore_interactions_total") == {
        ("command", "unanswered"): 1,
        ("command", "answered"): 1,
    }


async def test_a_flood_of_them_is_bounded(server: Discord) -> None:
    for number in range(MOST_OPEN + 3):
        await server.watch.hear(interaction(number))
    assert figures(server.metrics, "encore_interactions_total") == {("command", "unanswered"): 3}


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("POST", "/interactions/7/tok/callback", "answer"),
        ("PATCH", "/webhooks/7/tok/messages/@original", "edit_by_token"),
        ("PATCH", "/webhooks/7/tok/messages/8", "edit_by_token"),
        ("POST", "/webhooks/7/tok", "followup"),
        ("PATCH", "/channels/7/messages/8", "edit"),
        ("POST", "/channels/7/messages", "post"),
        ("GET", "/channels/7/messages/8", "other"),
        ("GET", "/gateway/bot", "other"),
    ],
)
async def test_requests_are_told_apart_by_what_they_do(server: Discord, method: str, path: str, kind: str) -> None:
    await server.ask(method, path, 200, 404, 429, 502)
    assert figures(server.metrics, "encore_discord_requests_total") == {
        (kind, "ok"): 1,
        (kind, "refused"): 1,
        (kind, "rate_limited"): 1,
        (kind, "trouble"): 1,
    }
    assert figures(server.metrics, "encore_discord_request_seconds_sum") == {(kind,): 2.0}


async def test_a_request_without_an_answer_is_one_too(server: Discord) -> None:
    trace = aiohttp.TraceConfig()
    server.watch.follow_trace(trace)
    async with aiohttp.ClientSession(trace_configs=[trace]) as http:
        with pytest.raises(aiohttp.ClientConnectionError):
            await http.post("http://127.0.0.1:9/channels/7/messages")
    assert figures(server.metrics, "encore_discord_requests_total") == {("post", "unanswered"): 1}


def test_exchanges_with_musicapi_are_counted_by_family() -> None:
    metrics = Metrics(FAMILIES)
    count = count_exchanges(metrics)
    count(Exchange("POST", "sonic/create", 200, 1.0))
    count(Exchange("GET", "sonic/task/some-id", 429, 0.5))
    count(Exchange("GET", "sonic/task/some-id", None, 0.5))
    count(Exchange("POST", "sonic/cover", None, 0.5, was_sent=False))
    count(Exchange("GET", "get-credits", 200, 0.5))
    assert figures(metrics, "encore_musicapi_requests_total") == {
        ("create", "sonic", "ok"): 1,
        ("poll", "sonic", "rate_limited"): 1,
        ("poll", "sonic", "unanswered"): 1,
        ("create", "sonic", "not_sent"): 1,
        ("account", "none", "ok"): 1,
    }


def test_files_are_counted_with_their_bytes() -> None:
    metrics = Metrics(FAMILIES)
    count = count_fetches(metrics)
    count(Fetch(1.0, 700))
    count(Fetch(1.0, 300))
    count(Fetch(1.0, None))
    assert figures(metrics, "encore_fetches_total") == {("ok",): 2, ("missing",): 1}
    assert figures(metrics, "encore_fetched_bytes_total") == {(): 1000}


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(None, "unanswered"), (200, "ok"), (302, "ok"), (400, "refused"), (429, "rate_limited"), (500, "trouble")],
)
def test_outcomes(status: int | None, outcome: str) -> None:
    assert outcome_of(status) == outcome


def logged(metrics: Metrics, name: str = "bot.somewhere") -> logging.Logger:
    logger = logging.Logger(name)  # noqa: LOG001 - one of no tree
    logger.addHandler(ErrorCounter(metrics))
    return logger


def test_errors_are_counted_by_their_event() -> None:
    metrics = Metrics(FAMILIES)
    log = logged(metrics)
    log.warning("poll_failed job=%s", 7)
    log.error("create_lost job=%s error=%r", 7, "x")
    log.error("%s %s", "audio_missing", "job=7")
    log.error("Something else %s", 7)
    logged(metrics, "discord.client").error("words of a library")
    assert figures(metrics, "encore_log_errors_total") == {
        ("create_lost",): 1,
        ("audio_missing",): 1,
        ("other",): 1,
        ("library",): 1,
    }


def test_the_names_of_events_are_bounded() -> None:
    metrics = Metrics(FAMILIES)
    log = logged(metrics)
    names = [f"event_{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(MOST_EVENTS + 3)]
    for name in names:
        log.error(name)
    counted = figures(metrics, "encore_log_errors_total")
    assert len(counted) == MOST_EVENTS + 1
    assert counted[("other",)] == 3
