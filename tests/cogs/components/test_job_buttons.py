"""The row for a whole job: what can be done with it as it stands, at its price, and nothing that cannot work."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.status.job_status import Stage
from cogs.components.buttons import clip_buttons
from cogs.components.job_buttons import job_buttons, job_view, with_job_buttons
from data.brief import Details
from data.rows import FailureKind, JobState
from tests.cogs.making import CATALOG, NOW, clip, job, status

SONIC: dict[str, Any] = {"family": "sonic", "model": "sonic-v5", "price": 15}
FAILED: dict[str, Any] = {"state": JobState.FAILED, "failure": FailureKind.FAILED, "finished_at": NOW}
DONE: dict[str, Any] = {"state": JobState.DONE, "finished_at": NOW}


def _said(stage: Stage, **columns: Any) -> list[tuple[str | None, str | None]]:
    return [(button.label, button.custom_id) for button in job_buttons(status(stage, job(**columns)))]


def _signed(expires: float) -> str:
    moment = int((NOW + timedelta(seconds=expires)).timestamp())
    return f"https://cdn.discordapp.com/attachments/1/2/me.mp3?ex={moment:x}&is={moment - 86_400:x}&hm=abc&"


def test_what_waits_can_be_cancelled_and_what_is_under_way_cannot() -> None:
    assert _said(Stage.QUEUED, state=JobState.QUEUED) == [("Cancel", "job:v1:cancel:7")]
    for stage, state in (
        (Stage.SENDING, JobState.SUBMITTING),
        (Stage.ANSWER_LOST, JobState.SUBMITTING),
        (Stage.COMPOSING, JobState.RUNNING),
        (Stage.ONE_READY, JobState.RUNNING),
    ):
        assert _said(stage, state=state) == []
        assert job_view(status(stage, job(state=state))) is None


@pytest.mark.parametrize("failure", FailureKind)
def test_whatever_failed_has_a_second_try_at_hand(failure: FailureKind) -> None:
    assert _said(Stage.FAILED, **{**FAILED, "failure": failure}) == [
        ("Try again · 12 credits", "job:v1:retry:7:12"),
        ("Edit…", "job:v1:edit:7"),
    ]


@pytest.mark.parametrize("failure", [FailureKind.REFUSED, FailureKind.FAILED])
def test_words_that_would_be_refused_again_are_changed_first(failure: FailureKind) -> None:
    refused = {**FAILED, "failure": failure, "reason": "Tags contained artist name: Drake"}
    assert [label for label, _ in _said(Stage.FAILED, **refused)] == ["Edit…"]
    unclear = {**refused, "reason": "Semantic error, please try again"}
    assert [label for label, _ in _said(Stage.FAILED, **unclear)] == ["Try again · 12 credits", "Edit…"]
    # Nothing was typed that could be changed: the way back stays.
    stems = {**SONIC, **refused, "operation": "stems_full", "source": 11}
    assert [(label or "").partition(" · ")[0] for label, _ in _said(Stage.FAILED, **stems)] == ["Try again"]


def test_a_price_is_the_one_that_it_would_cost_now() -> None:
    assert _said(Stage.FAILED, **{**SONIC, **FAILED, "price": 3})[0] == ("Try again · 15 credits", "job:v1:retry:7:15")


def test_a_finished_song_has_another_take() -> None:
    assert _said(Stage.DONE, **DONE) == [("Again · 12 credits", "job:v1:again:7:12"), ("Edit…", "job:v1:edit:7")]
    covered = {**SONIC, **DONE, "operation": "cover", "source": 11}
    assert [label for label, _ in _said(Stage.DONE, **covered)] == ["Again · 15 credits", "Edit…"]


@pytest.mark.parametrize(
    ("operation", "failed", "done"),
    [
        ("bpm", ["Try again"], []),  # it would find out the same once more
        ("stems_full", ["Try again"], []),
        ("full_song", ["Try again"], []),
        ("replace_section", ["Try again", "Edit…"], ["Again", "Edit…"]),
        ("persona", ["Try again", "Edit…"], []),
        ("of_a_later_version", [], []),
    ],
)
def test_what_makes_no_sense_twice_is_not_offered(operation: str, failed: list[str], done: list[str]) -> None:
    of = {**SONIC, "operation": operation, "source": 11}
    for stage, state, wanted in ((Stage.FAILED, FAILED, failed), (Stage.DONE, DONE, done)):
        labels = [(label or "").partition(" · ")[0] for label, _ in _said(stage, **of, **state)]
        assert labels == wanted


@pytest.mark.parametrize(
    ("operation", "failed", "done"),
    [
        ("upload_cover", ["Try again", "Edit…"], ["Again", "Edit…"]),
        ("upload_extend", ["Try again", "Edit…"], ["Again", "Edit…"]),
        ("upload", ["Try again", "Edit…"], []),  # it would be kept once more
        ("voice", ["Try again", "Edit…"], []),  # its name is taken
    ],
)
def test_a_recording_has_its_buttons_while_its_address_lives(
    operation: str, failed: list[str], done: list[str]
) -> None:
    of = {**SONIC, "operation": operation, "prompt": ""}
    for stage, state, wanted in ((Stage.FAILED, FAILED, failed), (Stage.DONE, DONE, done)):
        for url in (_signed(60), "https://mine.test/a.mp3", "https://mine.test/a.mp3?ex=1"):
            said = _said(stage, **of, **state, details=Details(url=url))
            assert [(label or "").partition(" · ")[0] for label, _ in said] == wanted
        assert _said(stage, **of, **state, details=Details(url=_signed(-60))) == []


@pytest.mark.parametrize("operation", ["write_lyrics", "enrich_style"])
def test_what_is_written_has_another_take_and_a_form(operation: str) -> None:
    of = {**SONIC, "operation": operation}
    for stage, state, first in ((Stage.FAILED, FAILED, "Try again"), (Stage.DONE, DONE, "Again")):
        assert [(label or "").partition(" · ")[0] for label, _ in _said(stage, **of, **state)] == [first, "Edit…"]


async def test_the_row_of_the_job_is_the_last_one_where_there_is_room() -> None:
    offers = CATALOG.family("riffusion").offers
    for clips, rows in ((0, 1), (1, 2), (4, 5), (5, 5)):
        done = status(Stage.DONE, job(**DONE))
        view = with_job_buttons(clip_buttons([clip(number + 1) for number in range(clips)], offers), done)
        shown = view.to_components()
        assert len(shown) == rows
        assert (shown[-1]["components"][0]["label"] == "Again · 12 credits") is (clips < 5)
        assert view.is_finished()
