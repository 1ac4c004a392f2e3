from __future__ import annotations

import asyncio

import pytest

from bot.concurrency.answer_gate import AT_ONCE, AnswerGate


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


class Crowd:
    """People who ask at once; `acknowledged` and `placed` are who, in the order in which it happened."""

    def __init__(self) -> None:
        self.gate = AnswerGate()
        self.acknowledged = list[int]()
        self.placed = list[int]()
        self.discord = asyncio.Event()  # until then, Discord takes no acknowledgement
        self.database = asyncio.Event()  # until then, no order is written down

    async def ask(self, number: int) -> None:
        async def acknowledge() -> None:
            await self.discord.wait()
            self.acknowledged.append(number)

        async with self.gate.admit(acknowledge):
            self.placed.append(number)
            await self.database.wait()


async def test_a_few_are_answered_with_their_card_at_once() -> None:
    crowd = Crowd()
    asked = [asyncio.create_task(crowd.ask(number)) for number in range(AT_ONCE)]
    await settle()
    assert crowd.placed == list(range(AT_ONCE))
    assert crowd.acknowledged == []
    crowd.database.set()
    await asyncio.gather(*asked)


async def test_of_many_all_are_acknowledged_before_anybody_further_is_written_down() -> None:
    crowd = Crowd()
    asked = [asyncio.create_task(crowd.ask(number)) for number in range(50)]
    await settle()
    assert len(crowd.placed) == AT_ONCE
    crowd.discord.set()
    await settle()
    assert crowd.acknowledged == list(range(AT_ONCE, 50))
    assert sorted(crowd.placed) == list(range(50))
    crowd.database.set()
    await asyncio.gather(*asked)
    crowd.discord.clear()
    await crowd.ask(50)  # alone again
    assert 50 not in crowd.acknowledged


async def test_one_that_cannot_be_acknowledged_is_not_written_down_and_holds_up_nobody() -> None:
    crowd = Crowd()
    asked = [asyncio.create_task(crowd.ask(number)) for number in range(AT_ONCE)]
    await settle()

    async def refused() -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        async with crowd.gate.admit(refused):
            raise AssertionError("not reached")
    crowd.discord.set()
    last = asyncio.create_task(crowd.ask(99))
    await settle()
    assert 99 in crowd.placed
    crowd.database.set()
    await asyncio.gather(*asked, last)


async def test_whoever_has_their_answer_is_in_nobodys_way() -> None:
    gate, kept, waited = AnswerGate(), asyncio.Event(), list[int]()

    async def ask() -> None:
        async with gate.admit(lambda: asyncio.sleep(0, waited.append(1))) as answered:
            answered()
            await kept.wait()

    asked = [asyncio.create_task(ask()) for _ in range(3 * AT_ONCE)]
    await settle()
    assert waited == []  # nobody had to be told to wait
    drained = asyncio.create_task(gate.drain(30))
    await settle()
    assert not drained.done()  # but what follows the answers is waited for at the end
    kept.set()
    await asyncio.gather(*asked, drained)


async def test_at_the_end_everybody_is_waited_for_who_is_answered() -> None:
    gate, answer = AnswerGate(), asyncio.Event()
    tasks = [asyncio.create_task(answer.wait()) for _ in range(2)]
    for task in tasks:
        gate.follow(task)
    gate.follow(None)
    drained = asyncio.create_task(gate.drain(30))
    tasks[0].cancel()
    await settle()
    assert not drained.done()
    answer.set()
    await drained


async def test_at_the_end_those_who_were_acknowledged_are_waited_for() -> None:
    crowd = Crowd()
    await crowd.gate.drain(30)  # nobody is there
    asked = asyncio.create_task(crowd.ask(1))
    await settle()
    drained = asyncio.create_task(crowd.gate.drain(30))
    await settle()
    assert not drained.done()
    crowd.database.set()
    await asyncio.gather(asked, drained)
    crowd.database.clear()
    stuck = asyncio.create_task(crowd.ask(2))
    await settle()
    await crowd.gate.drain(0.01)
    stuck.cancel()
