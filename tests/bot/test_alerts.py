"""The operator is told once a matter, and nobody waits for it."""

from __future__ import annotations

import asyncio

from bot.alerts import AGAIN, REMEMBERED, Alerts


async def test_a_matter_is_told_once_and_again_a_day_later() -> None:
    now, told = 0.0, list[str]()

    async def carry(text: str) -> None:
        told.append(text)

    alerts = Alerts(lambda: now)
    alerts.transport = carry
    for now in (0.0, 1.0, AGAIN - 1, AGAIN, AGAIN + 1):
        alerts.send("account", f"empty at {now:.0f}")
        alerts.send("family", "gone")
    await asyncio.sleep(0)
    assert told == ["empty at 0", "gone", f"empty at {AGAIN:.0f}", "gone"]


async def test_what_was_told_is_bounded() -> None:
    alerts = Alerts()
    for number in range(3 * REMEMBERED):
        alerts.send(f"matter {number}", "text")
    assert len(alerts._told) == REMEMBERED
