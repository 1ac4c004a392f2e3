"""When a card is edited: never more often than Discord takes it, and never over a clip that is already there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.delivery import refresh
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


def test_an_early_clip_that_could_not_be_posted_is_not_tried_every_second() -> None:
    tried = refresh.state_shown(_with_one_clip(posted=False), NOW)
    assert not refresh.is_check_due(job(), tried, NOW + timedelta(seconds=29))
    assert refresh.is_check_due(job(), tried, NOW + timedelta(seconds=30))


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
    assert not refresh.is_check_due(waiting, shown, NOW + timedelta(seconds=9))
    assert refresh.is_check_due(waiting, shown, NOW + timedelta(seconds=10))
    assert refresh.is_check_due(job(state=JobState.SUBMITTING), shown, NOW + timedelta(seconds=1))
