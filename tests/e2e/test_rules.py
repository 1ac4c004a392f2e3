"""What is excused as MusicAPI's own doing in its mood `hostile`, and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sandbox.musicapi.vendor import KEY
from sandbox.wire.exchange import Answer, Request
from sandbox.wire.traffic import Exchange
from tests.e2e.rules import is_on_purpose
from tests.sandbox.musicapi.buyer import CREATES, Buyer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.musicapi.moods.mood import MoodName


class Watcher(Buyer):
    """A customer who keeps what passed."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.passed: list[Exchange] = []

    async def ask(
        self, method: str, path: str, body: object = None, *, key: str | None = KEY, **headers: str
    ) -> Answer:
        answer = await super().ask(method, path, body, key=key, **headers)
        self.passed.append(Exchange(self.clock.now(), Request(method, path), answer, 0.0))
        return answer

    def refused(self, status: int, method: str) -> Iterator[bool]:
        """Whether each of these refusals is on purpose."""
        for exchange in self.passed:
            if (exchange.answer.status, exchange.request.method) == (status, method):
                yield is_on_purpose(self.vendor, exchange)


async def watched(mood: MoodName, *, early: float = 0.0) -> Watcher:
    """A customer who did everything right, but for creates that came `early` by so many seconds."""
    buyer = Watcher.of(mood=mood, seed=5)
    assert isinstance(buyer, Watcher)
    for _ in range(60):
        if (answer := await buyer.create("riffusion")).status == 200:
            assert answer.body
            for _ in range(5):
                await buyer.poll("riffusion", list(buyer.vendor.tasks)[-1])
        buyer.clock.advance(-early)
    return buyer


async def test_what_the_hostile_mood_refuses_of_what_is_right_is_on_purpose() -> None:
    buyer = await watched("hostile")
    for status, method in ((429, "POST"), (429, "GET"), (400, "GET")):
        refused = list(buyer.refused(status, method))
        assert refused
        assert all(refused)


async def test_creates_that_come_too_early_are_the_customers_doing() -> None:
    buyer = await watched("hostile", early=1.0)
    assert buyer.vendor.limit.refused
    assert not any(buyer.refused(429, "POST"))


async def test_nonsense_is_the_customers_doing() -> None:
    buyer = await watched("hostile")
    buyer.passed.clear()
    task_id = list(buyer.vendor.tasks)[-1]
    for _ in range(10):
        await buyer.create("riffusion", {**CREATES["riffusion"], "mv": "FUZZ-9"})
        await buyer.poll("riffusion", "nobody")
        await buyer.poll("riffusion", "")
        await buyer.poll("sonic", task_id)
    asked = {(exchange.request.method, exchange.request.path): exchange for exchange in buyer.passed}
    assert len(asked) == 4
    for method in ("POST", "GET"):
        refused = list(buyer.refused(400, method))
        assert refused
        assert not any(refused)


@pytest.mark.parametrize("mood", ["documented", "observed"])
async def test_the_other_moods_refuse_nothing_on_purpose(mood: MoodName) -> None:
    buyer = await watched(mood)
    buyer.vendor.orders.refuse_next_poll(429, "ordered by the test")
    buyer.vendor.orders.refuse_next_poll(429, "slow down")
    task_id = list(buyer.vendor.tasks)[-1]
    ordered, own = [await buyer.poll("riffusion", task_id) for _ in range(2)]
    assert (ordered.status, own.status) == (429, 429)
    assert [is_on_purpose(buyer.vendor, exchange) for exchange in buyer.passed[-2:]] == [True, False]
