"""When a card is edited: never more often than Discord takes it, and never over a clip that is already there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.delivery import refresh
from bot.jobs import cadence
from bot.jobs.expected_times import Expected
from bot.musicapi.offers import Typical
from bot.status.job_status import Stage
from data.rows import JobState
from tests.cogs.making import NOW, clip, job, status

if TYPE_CHECKING:
    from bot.status.job_status import JobStatus


def _with_one_clip(*, posted: bool) -> JobStatus:
    ready = clip(posted_at=NOW if posted else None)
    return status(Stage.ONE_READY, job(changed_at=NOW - timedelta(minutes=1)), [ready], progress=0.7)


def _composing(progress: float) -> JobStatus:
    return status(Stage.COMPOSING, job(), progress=progress)


@pytest.mark.parametrize("posted", [True, False])
def test_a_card_with_an_early_clip_is_left_alone_until_the_end_even_after_a_restart(*, posted: bool) -> None:
    early = _with_one_clip(posted=posted)
    before = replace(refresh.state_shown(_composing(0.1), NOW), edited_at=NOW - timedelta(minutes=5))
    assert not refresh.is_edit_due(early, None, NOW)
    assert not refresh.is_edit_due(early, before, NOW)
    assert not refresh.is_edit_due(early, refresh.state_shown(early, NOW - timedelta(minutes=5)), NOW)
    assert refresh.is_early_clip_due(early, NOW) is not posted


def _in_line(minutes: float | None, *, is_stopped: bool = False) -> JobStatus:
    """A song that is likely ready by so many minutes from now, as far as anybody knows."""
    by = None if minutes is None else NOW + timedelta(minutes=minutes)
    expected = Expected(NOW, NOW, NOW, by) if by else None
    waiting = job(state=JobState.QUEUED, started_at=None, token_expires_at=NOW + timedelta(minutes=14))
    return status(Stage.QUEUED, waiting, place=3, expected=expected, is_stopped=is_stopped)


@pytest.mark.parametrize(
    ("before", "after", "is_due"),
    [(5.0, 5.9, False), (5.0, 6.0, True), (5.0, 4.0, True), (None, 5.0, True), (5.0, None, True), (None, None, False)],
)
def test_what_is_expected_is_said_anew_where_it_is_a_minute_later_or_sooner(
    before: float | None, after: float | None, *, is_due: bool
) -> None:
    later = NOW + timedelta(seconds=10)
    assert refresh.is_edit_due(_in_line(after), refresh.state_shown(_in_line(before), NOW), later) is is_due


def test_a_card_says_that_the_line_is_stopped_and_that_it_goes_on() -> None:
    later = NOW + timedelta(seconds=10)
    stopped, going = _in_line(None, is_stopped=True), _in_line(None)
    assert refresh.is_edit_due(stopped, refresh.state_shown(going, NOW), later)
    assert refresh.is_edit_due(going, refresh.state_shown(stopped, NOW), later)
    assert not refresh.is_edit_due(stopped, refresh.state_shown(stopped, NOW), later)


def test_an_early_clip_that_could_not_be_posted_is_not_tried_every_second() -> None:
    tried = refresh.state_shown(_with_one_clip(posted=False), NOW)
    assert refresh.next_change(_with_one_clip(posted=False), tried, NOW) == NOW + timedelta(seconds=30)


def test_a_ready_clip_is_looked_at_once_it_has_waited_for_the_other() -> None:
    ready = status(Stage.ONE_READY, job(changed_at=NOW - timedelta(seconds=1)), [clip()], progress=0.7)
    assert refresh.next_change(ready, refresh.state_shown(ready, NOW), NOW) == NOW + timedelta(seconds=4)


@pytest.mark.parametrize(("waited", "is_due"), [(0.0, False), (4.9, False), (5.0, True)])
def test_a_ready_clip_is_posted_alone_once_it_has_waited_for_the_other(*, waited: float, is_due: bool) -> None:
    ready = status(Stage.ONE_READY, job(changed_at=NOW - timedelta(seconds=waited)), [clip()], progress=0.7)
    assert refresh.is_early_clip_due(ready, NOW) is is_due


def test_progress_is_shown_at_most_every_ten_seconds_and_a_new_stage_at_once() -> None:
    shown = refresh.state_shown(_composing(0.1), NOW)
    later = _composing(0.4)
    assert not refresh.is_edit_due(later, shown, NOW + timedelta(seconds=9))
    assert refresh.is_edit_due(later, shown, NOW + timedelta(seconds=10))
    assert not refresh.is_edit_due(_composing(0.11), shown, NOW + timedelta(seconds=60))
    assert refresh.is_edit_due(status(Stage.SENDING, job()), shown, NOW)


def test_without_a_living_token_only_a_new_stage_is_worth_an_edit() -> None:
    shown = refresh.state_shown(_composing(0.1), NOW)
    dead = job(token=None)
    assert not refresh.is_edit_due(status(Stage.COMPOSING, dead, progress=0.6), shown, NOW + timedelta(minutes=1))
    assert refresh.is_edit_due(status(Stage.SENDING, dead), shown, NOW)


def test_a_long_line_is_not_read_every_second_for_every_card_in_it() -> None:
    waiting = job(state=JobState.QUEUED)
    shown = refresh.state_shown(status(Stage.QUEUED, waiting), NOW)
    assert refresh.next_change(status(Stage.QUEUED, waiting), shown, NOW) == NOW + timedelta(seconds=10)


def test_a_changed_job_is_looked_at_at_once_but_not_more_than_once_a_second() -> None:
    assert refresh.next_look(None, NOW) == NOW
    shown = refresh.state_shown(status(Stage.QUEUED, job(state=JobState.QUEUED)), NOW)
    assert refresh.next_look(shown, NOW + timedelta(seconds=0.2)) == NOW + timedelta(seconds=1)
    assert refresh.next_look(shown, NOW + timedelta(seconds=5)) == NOW + timedelta(seconds=5)


@pytest.mark.parametrize("tenth", range(9))
def test_a_card_moves_at_the_very_moment_at_which_its_bar_does(tenth: int) -> None:
    started, typical = NOW, Typical(30, 60, 100)
    shown = replace(refresh.state_shown(_composing(tenth / 10), NOW), edited_at=NOW - timedelta(minutes=1))
    seen = status(Stage.COMPOSING, job(started_at=started), progress=tenth / 10, typical=typical)
    moment = refresh.next_change(seen, shown, NOW)
    assert moment is not None
    seconds = (moment - started).total_seconds()
    assert cadence.progress(seconds - 0.1, typical) * 10 < tenth + 1 <= cadence.progress(seconds + 0.1, typical) * 10


def test_a_bar_that_is_full_or_of_a_length_that_nobody_knows_does_not_move() -> None:
    full = status(Stage.COMPOSING, job(), progress=0.9, typical=Typical(30, 60, 100))
    assert refresh.next_change(full, refresh.state_shown(full, NOW), NOW) is None
    unknown = status(Stage.COMPOSING, job(), progress=0.0, typical=None)
    assert refresh.next_change(unknown, refresh.state_shown(unknown, NOW), NOW) is None


def test_what_a_song_takes_in_memory_follows_from_its_length() -> None:
    short, long = (status(Stage.POSTING, job(), [clip(duration=each)] * 2) for each in (30.0, 300.0))
    assert refresh.expected_bytes(short) < refresh.expected_bytes(long)
    assert refresh.expected_bytes(status(Stage.POSTING, job(), [clip(duration=None)])) > 5_000_000


def test_a_bar_that_may_not_be_edited_any_more_is_not_looked_at_again_and_again() -> None:
    dead = status(Stage.COMPOSING, job(token=None), progress=0.5, typical=Typical(30, 60, 100))
    shown = replace(refresh.state_shown(dead, NOW), tenth=0, edited_at=NOW - timedelta(minutes=5))
    assert refresh.next_change(dead, shown, NOW) is None
    late = status(Stage.COMPOSING, job(), progress=0.5, typical=Typical(30, 60, 100))
    moment = refresh.next_change(late, shown, NOW)
    assert moment is not None
    assert moment >= NOW + refresh.BETWEEN_CHECKS


def test_a_token_is_not_trusted_in_its_last_minute() -> None:
    asked = job()
    dies = asked.token_expires_at
    assert refresh.is_token_alive(asked, dies - timedelta(seconds=61))
    assert not refresh.is_token_alive(asked, dies - timedelta(seconds=60))
    assert not refresh.is_token_alive(job(token=None), NOW)


def test_a_card_is_edited_where_it_can_be_found_and_is_not_too_old() -> None:
    unknown, late = job(message_id=None), timedelta(minutes=45)
    assert refresh.can_be_edited(unknown, NOW + timedelta(minutes=13))
    assert not refresh.can_be_edited(unknown, NOW + timedelta(minutes=14))
    assert refresh.can_be_edited(job(), NOW + late)
    assert not refresh.can_be_edited(job(), NOW + late + timedelta(seconds=1))
