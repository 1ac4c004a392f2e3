"""The trial notices what must not be: one that can only pass proves nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sandbox.discord.gateway.authenticator import Identity
from sandbox.discord.gateway.session import Session
from sandbox.wire.exchange import Answer, Request
from sandbox.wire.traffic import Exchange
from sandbox.world import Sandbox
from tests.cluster.answers import AnswerBook
from tests.cluster.outcome import Outcome
from tests.cluster.shards import ShardWatch

if TYPE_CHECKING:
    from sandbox.discord.entities import Interaction


class Nobody:
    """A connection whose other end does nothing."""

    def send(self, payload: str) -> None:
        pass


class Clock:
    """The time that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def world() -> Sandbox:
    return Sandbox()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(world: Sandbox, clock: Clock) -> ShardWatch:
    return ShardWatch(world.discord.gateway, 2, clock)


def begin(world: Sandbox, shard: int, shards: int = 2) -> Session:
    session = Session(Identity(shard, shards, sharded=True, intents=0, compress=False), Nobody())
    world.discord.gateway.sessions.append(session)
    world.discord.gateway.note()
    return session


def leave(world: Sandbox, session: Session, clock: Clock) -> None:
    session.leave(clock())
    world.discord.gateway.note()


def test_a_gap_is_measured_from_the_end_of_a_session_to_the_begin_of_the_next(
    world: Sandbox, clock: Clock, watch: ShardWatch
) -> None:
    first = begin(world, 0)
    assert not watch.are_all_held()
    begin(world, 1)
    assert watch.are_all_held()
    clock.now = 10.0
    leave(world, first, clock)
    clock.now = 13.0
    assert [(gap.shard, gap.seconds) for gap in watch.gaps()] == [(0, 3.0)]
    assert not watch.are_all_held()
    begin(world, 0)
    clock.now = 20.0
    assert [(gap.shard, gap.seconds) for gap in watch.gaps()] == [(0, 3.0)]
    assert not watch.was_held(0, 9.0, 12.0)
    assert watch.was_held(0, 14.0, 17.0)
    assert watch.was_held(1, 9.0, 12.0)
    assert watch.doubled == []
    assert watch.sessions == 3


def test_a_shard_that_two_hold_is_noticed(world: Sandbox, watch: ShardWatch) -> None:
    begin(world, 1)
    begin(world, 1)
    assert watch.doubled == ["shard 1 has 2 holders"]
    assert Outcome(held_twice=watch.doubled).wrong == ["shard 1 has 2 holders"]


def test_a_shard_of_another_count_beside_them_is_noticed(world: Sandbox, watch: ShardWatch) -> None:
    begin(world, 1)
    begin(world, 3, 4)
    assert watch.doubled == ["somebody listens as a shard of [4] beside those of 2"]


def ask(world: Sandbox) -> Interaction:
    said = world.person("mia").say(world.songs.id, "hello")
    return world.person("mia").press(said, "job:v1:cancel:1", checked=False).interaction


def answer(world: Sandbox, asked: Interaction, status: int) -> None:
    request = Request("POST", f"/api/v10/interactions/{asked.id}/{asked.token}/callback", {}, {}, b"")
    world.discord.traffic.add(Exchange(0.0, request, Answer(status), 0.0))


def never(*_: object) -> bool:
    return False


def always(*_: object) -> bool:
    return True


def test_answers_are_counted(world: Sandbox) -> None:
    book = AnswerBook(world.discord)
    heard, late, unheard = ask(world), ask(world), ask(world)
    assert book.open(never) == [heard, late, unheard]
    answer(world, heard, 204)
    answer(world, late, 404)
    assert book.open(never) == [unheard]
    assert book.open(always) == []
    found = book.judge(always)
    assert (found.once, found.late, found.in_a_gap, found.flaws) == (1, 1, [unheard.id], [])
    assert found.asked == {"Cancel": 3}


def test_what_nobody_answers_though_somebody_listens_is_a_flaw(world: Sandbox) -> None:
    book = AnswerBook(world.discord)
    ask(world)
    (flaw,) = book.judge(never).flaws
    assert re.fullmatch(r"Cancel \d+ was not answered, though somebody listened", flaw)


@pytest.mark.parametrize("second", [204, 400])
def test_what_is_answered_twice_is_a_flaw_even_where_discord_refuses_it(world: Sandbox, second: int) -> None:
    book, asked = AnswerBook(world.discord), ask(world)
    answer(world, asked, 204)
    answer(world, asked, second)
    (flaw,) = book.judge(always).flaws
    assert "was answered 2 times" in flaw
