"""A command is stopped between two of its steps, and not in the middle of one."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator

import pytest

from bot.concurrency.interrupts import run_until_interrupted


@pytest.fixture(params=[signal.SIGHUP, signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def number(request: pytest.FixtureRequest) -> Iterator[signal.Signals]:
    sent: signal.Signals = request.param
    before = signal.signal(sent, signal.default_int_handler)
    yield sent
    assert signal.getsignal(sent) is signal.default_int_handler
    signal.signal(sent, before)


def test_what_others_do_at_that_moment_is_not_torn(number: signal.Signals) -> None:
    steps = list[str]()

    async def library() -> None:
        os.kill(os.getpid(), number)
        steps.append("the library's step is done")
        await asyncio.sleep(0)
        steps.append("and the next")

    async def command() -> None:
        beside = asyncio.create_task(library())
        try:
            await asyncio.Event().wait()
        finally:
            await beside
            steps.append("put in order")

    with pytest.raises(KeyboardInterrupt):
        run_until_interrupted(command())
    assert steps == ["the library's step is done", "and the next", "put in order"]


def test_a_second_signal_waits_for_nothing(number: signal.Signals) -> None:
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)

    async def command() -> None:
        os.kill(os.getpid(), number)
        try:
            await asyncio.Event().wait()
        finally:
            os.kill(os.getpid(), signal.SIGTERM if number is signal.SIGHUP else number)
            await asyncio.Event().wait()

    try:
        with pytest.raises(KeyboardInterrupt):
            run_until_interrupted(command())
    finally:
        signal.signal(signal.SIGTERM, before)


def test_a_terminal_that_closes_hangs_up_several_times_and_tears_nothing() -> None:
    before = signal.signal(signal.SIGHUP, signal.default_int_handler)
    steps = list[str]()

    async def command() -> None:
        os.kill(os.getpid(), signal.SIGHUP)
        os.kill(os.getpid(), signal.SIGHUP)
        try:
            await asyncio.Event().wait()
        finally:
            os.kill(os.getpid(), signal.SIGHUP)
            await asyncio.sleep(0)
            steps.append("put in order")

    try:
        with pytest.raises(KeyboardInterrupt):
            run_until_interrupted(command())
    finally:
        signal.signal(signal.SIGHUP, before)
    assert steps == ["put in order"]


def test_what_ends_at_that_moment_has_its_result() -> None:
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:

        async def command() -> str:
            os.kill(os.getpid(), signal.SIGTERM)
            return "done"

        assert run_until_interrupted(command()) == "done"
    finally:
        signal.signal(signal.SIGTERM, before)


def test_what_is_cancelled_by_itself_is_no_interrupt() -> None:
    async def command() -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        run_until_interrupted(command())


def test_an_ignored_signal_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:

        async def command() -> str:
            os.kill(os.getpid(), signal.SIGHUP)
            await asyncio.sleep(0)
            return "done"

        assert run_until_interrupted(command()) == "done"
    finally:
        signal.signal(signal.SIGHUP, before)
