"""The operator is told once a matter, and nobody waits for it."""

from __future__ import annotations

import asyncio

from bot.alerts import MAX_TOPICS, REPEAT_AFTER, Alerts


async def test_a_matter_is_told_once_and_again_a_day_later() -> None:
    now, told = 0.0, list[str]()

    async def carry(text: str) -> None:
        told.append(text)

    alerts = Alerts(lambda: now)
    alerts.transport = carry
    for now in (0.0, 1.0, REPEAT_AFTER - 1, REPEAT_AFTER, REPEAT_AFTER + 1):
        alerts.send("account", f"empty at {now:.0f}")
        alerts.send("family", "gone")
    await asyncio.sleep(0)
    assert told == ["empty at 0", "gone", f"empty at {REPEAT_AFTER:.0f}", "gone"]


async def test_what_was_told_is_bounded() -> None:
    alerts = Alerts()
    for number in range(3 * MAX_TOPICS):
        alerts.send(f"matter {number}", "text")
    assert len(alerts._sent) == MAX_TOPICS
