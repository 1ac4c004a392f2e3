"""Strangers' bots find the Discord that their libraries were written for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sandbox.strangers import table
from tests.sandbox.strangers.clients import CLIENTS, Client
from tests.sandbox.strangers.script import NO, STEPS, YES, play

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.timeout(300)
@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.key)
async def test_each_library_takes_every_step_as_the_page_says(client: Client, tmp_path: Path) -> None:
    if client.missing:
        pytest.skip(client.missing)
    played = await play(client, tmp_path)
    assert table.unexplained(played) == [], played.log[-5000:]
    assert table.column(played) == table.present()[client.name], "`make strangers` writes the table anew"


def test_whatever_is_not_simply_ticked_has_its_note_below_the_table() -> None:
    columns = {client.key: table.present()[client.name][1:] for client in CLIENTS}
    steps = [step.name for step in STEPS]
    marked = {(key, name) for key in columns for name, cell in zip(steps, columns[key], strict=True) if cell != YES}
    assert marked == set(table.REASONS)
    assert table.text([]) == table.PATH.read_text(encoding="utf-8")


async def test_a_bot_that_ends_takes_no_step(tmp_path: Path) -> None:
    played = await play(Client("nobody", "nobody"), tmp_path)
    assert {one.mark for one in played.results.values()} == {NO}
    assert "No module named" in played.log


async def test_a_step_that_fails_without_a_reason_is_seen(tmp_path: Path) -> None:
    client = next(client for client in CLIENTS if client.key == "raw")
    played = await play(client, tmp_path, answer_deadline=0.0, steps=STEPS[:3])
    assert [line.split(":")[0] for line in table.unexplained(played)] == [f"{NO} Answer"]
