"""Stages are read from changes alone: each is told once, by the process whose job it is, and only when it is news."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.monitoring.stages import MOST_SEEN, Passed, Stage, Stages
from data.rows import FailureKind, Job, JobState
from tests.cogs.making import job
from tests.data.making import NOW

OURS = {"owner": "w1", "created_at": NOW, "submitted_at": None, "started_at": None, "finished_at": None}


class Heard:
    """The stages of the worker w1, so many seconds after `NOW`."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.passed: list[Passed] = []
        self.stages = Stages("w1", lambda: NOW + timedelta(seconds=self.seconds))
        self.stages.listeners.append(self.passed.append)

    def hear(self, job: Job, **changed: Any) -> Job:
        changed_job = replace(job, **changed)
        self.stages.hear(changed_job)
        return changed_job

    def told(self) -> list[tuple[str, float, str]]:
        told = [(str(each.stage), each.seconds, each.outcome) for each in self.passed]
        self.passed.clear()
        return told


@pytest.fixture
def heard() -> Heard:
    return Heard()


def queued(**more: Any) -> Job:
    return replace(job(state=JobState.QUEUED), **{**OURS, "delivered_at": None, "failure": None, **more})


def at(seconds: float) -> Any:
    return NOW + timedelta(seconds=seconds)


def test_a_song_passes_every_stage_once(heard: Heard) -> None:
    song = heard.hear(queued())
    heard.hear(song)  # its card was shown: no stage
    song = heard.hear(song, state=JobState.SUBMITTING, submitted_at=at(4))
    heard.seconds = 6.0
    song = heard.hear(song, state=JobState.RUNNING, started_at=at(6))
    heard.hear(song, polls=3)
    song = heard.hear(song, state=JobState.DONE, finished_at=at(66))
    song = heard.hear(song, delivery_attempts=1)
    song = heard.hear(song, owner=None, delivered_at=at(70))
    heard.hear(song)
    assert heard.told() == [
        ("placed", 0.0, "done"),
        ("line", 4.0, "done"),
        ("create", 2.0, "accepted"),
        ("making", 60.0, "done"),
        ("ended", 66.0, "done"),
        ("delayed", 0.0, "done"),
        ("posting", 4.0, "done"),
        ("delivered", 70.0, "done"),
    ]


@pytest.mark.parametrize("attempts", [0, 1])  # what is refused for now is no attempt
def test_a_create_that_is_sent_again_left_the_line_once(heard: Heard, attempts: int) -> None:
    song = heard.hear(queued())
    song = heard.hear(song, state=JobState.SUBMITTING, submitted_at=at(1))
    song = heard.hear(song, state=JobState.QUEUED, create_attempts=attempts)
    song = heard.hear(song, state=JobState.SUBMITTING, submitted_at=at(9))
    heard.hear(song, state=JobState.FAILED, failure=FailureKind.NOT_SENT, finished_at=at(10))
    assert [(stage, outcome) for stage, _, outcome in heard.told()] == [
        ("placed", "done"),
        ("line", "done"),
        ("create", "again"),
        ("create", "not_sent"),
        ("ended", "not_sent"),
    ]


def test_a_create_that_moves_on_counts_for_the_family_that_was_asked(heard: Heard) -> None:
    song = heard.hear(queued(family="riffusion"))
    song = heard.hear(song, state=JobState.SUBMITTING, submitted_at=at(1))
    heard.hear(song, state=JobState.QUEUED, family="sonic")
    assert [each.family for each in heard.passed if each.stage is Stage.CREATE] == ["riffusion"]


def test_other_processes_jobs_are_theirs(heard: Heard) -> None:
    song = heard.hear(queued(owner="w2"))
    heard.hear(song, state=JobState.SUBMITTING, submitted_at=at(1))
    heard.hear(song, owner=None, state=JobState.DONE, finished_at=at(2), delivered_at=at(3))
    assert heard.told() == []


def test_what_is_taken_over_goes_on_and_is_not_counted_again(heard: Heard) -> None:
    heard.seconds = 100.0
    song = heard.hear(queued(state=JobState.SUBMITTING, submitted_at=at(1)))
    assert heard.told() == []
    heard.hear(song, state=JobState.FAILED, failure=FailureKind.LOST, finished_at=at(100))
    assert heard.told() == [("create", 99.0, "lost"), ("ended", 100.0, "lost")]


def test_a_job_that_another_takes_over_is_counted_there(heard: Heard) -> None:
    song = heard.hear(queued())
    heard.hear(song, owner="w2")
    heard.hear(song, owner=None, state=JobState.DONE, finished_at=at(2), delivered_at=at(3))
    assert heard.told() == [("placed", 0.0, "done")]


def test_what_is_placed_for_others_to_take_is_counted_here_and_the_rest_of_it_there(heard: Heard) -> None:
    song = heard.hear(queued(owner=None))
    heard.hear(song)
    song = heard.hear(song, owner="w2")
    heard.hear(song, owner=None, state=JobState.DONE, finished_at=at(2), delivered_at=at(3))
    assert heard.told() == [("placed", 0.0, "done")]


def test_what_is_placed_and_withdrawn_here_ended_here(heard: Heard) -> None:
    song = heard.hear(queued(owner=None))
    song = heard.hear(song, state=JobState.FAILED, failure=FailureKind.CANCELLED, finished_at=at(3))
    heard.hear(song)
    assert heard.told() == [("placed", 0.0, "done"), ("ended", 3.0, "cancelled")]


def test_what_nobody_tells_of_again_is_forgotten_in_the_end(heard: Heard) -> None:
    for number in range(MOST_SEEN + 5):
        heard.hear(queued(id=number, owner=None))
    assert len(heard.stages._seen) == MOST_SEEN


def test_a_turn_that_another_process_queued_is_ours(heard: Heard) -> None:
    heard.seconds = 31.0
    heard.hear(queued(state=JobState.SUBMITTING, submitted_at=at(31)))
    assert heard.told() == [("line", 31.0, "done")]


def test_clocks_that_differ_make_nothing_shorter_than_nothing(heard: Heard) -> None:
    heard.hear(queued(state=JobState.SUBMITTING, submitted_at=at(-2)))
    assert heard.told() == [("line", 0.0, "done")]
