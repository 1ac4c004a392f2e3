"""MusicAPI's answers, spoiled: each is read or refused, kept, and shown within Discord's limits to whoever waits."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.errors import PersonError
from bot.http.loopback import is_loopback
from bot.musicapi import answers
from bot.musicapi.errors import MusicAPIError, RateLimited
from bot.musicapi.operations import Gives, Operation
from bot.musicapi.responses.accept import read_accept
from bot.musicapi.responses.account import read_credits
from bot.musicapi.responses.reply import Reply
from bot.musicapi.responses.reports import TaskReport
from bot.musicapi.responses.task import read_task
from bot.musicapi.values import LONGEST_LYRICS, LONGEST_REASON, LONGEST_URL
from cogs.cards.message import job_message
from cogs.forms.clip_forms import form_for
from data.guilds.viewers import Viewer
from data.ids import ChannelId, GuildId, UserId
from data.rows import ClipState, FailureKind, JobState
from tests.bot.musicapi.asking import least
from tests.bot.musicapi.responses.test_answers import OFFERS, STEMS
from tests.bot.musicapi.responses.test_task import PRODUCER_CLIP, RIFFUSION_CLIP, SONIC_DONE, SONIC_RUNNING, answered
from tests.bot.musicapi.test_sdk_fixtures import STUDIO, TASKS
from tests.cogs.making import attached
from tests.data.making import job_in
from tests.fuzz.shown import check_form, check_message
from tests.fuzz.strategies import scalars, spoiled, written
from tests.properties import examples

if TYPE_CHECKING:
    from bot.musicapi.offers import Offer
    from tests.bot.conftest import Studio

TIMED = {
    "words": [
        {"text": "[Verse 1]\nBy the ", "start": 0.5, "end": 1.0},
        {"text": "water\n", "start": 1.0, "end": 20.0},
        {"text": "[Chorus]\nStay", "start": 20.0, "end": 40.5},
        {"text": "[Outro]", "start": 60.0, "end": 60.0},
    ]
}
SONGS: list[Any] = [
    answered(RIFFUSION_CLIP, {**RIFFUSION_CLIP, "clip_id": "b"}),
    answered({**RIFFUSION_CLIP, "timestamp": TIMED}, {**SONIC_DONE, "timestamp": TIMED}),
    answered(SONIC_DONE, SONIC_RUNNING),
    answered(SONIC_DONE, {**SONIC_DONE, "clip_id": "b2"}, refund_processed=False),
    answered(PRODUCER_CLIP),
    STUDIO,
    *TASKS.values(),
]
SHAPES: list[Any] = [
    *SONGS,
    STEMS,
    answered(*STEMS) if isinstance(STEMS, list) else answered(STEMS),
    {"message": "success", "task_id": "abc-123"},
    {
        "code": 200,
        "task_id": "uc-1",
        "steps": {"upload": {"success": True, "task_id": "u"}, "cover": {"success": True}},
    },
    {"code": 202, "type": "not_ready", "error": "Task is still processing."},
    {"type": "failed", "error": {"message": "no", "detail": [{"msg": "field"}]}, "refund_processed": True},
    {"code": 200, "results": [{"title": "T1", "lyrics": "L1"}, {"title": "T2", "lyrics": "L2"}], "message": "success"},
    {"code": 200, "data": {"alignment": [{"word": "Stay", "start_s": 1.5, "end_s": 2.0}]}, "message": "ok"},
    {"code": 200, "data": {"wav_url": "https://cdn.example.com/a.wav", "state": "succeeded"}},
    {"code": 200, "data": {"avg_bpm": 120.5, "min_bpm": 118, "max_bpm": "122", "state": "succeeded"}},
    {"code": 200, "data": [{"vox_audio_id": "v-1", "start_s": 1, "end_s": 9}], "persona_id": "p", "voice_id": "v"},
    {"credits": 50, "extra_credits": 0},
]
STATUSES = st.sampled_from([200, 200, 200, 200, 201, 202, 400, 403, 404, 408, 429, 500, 504, 999])
HEADERS = st.dictionaries(
    st.sampled_from(["retry-after", "date"]),
    st.sampled_from(
        ["0", "5", "1e400", "-3", "9" * 400, "Fri, 20 Nov 2026 12:00:00 GMT", "Fri, 20 Nov 99999 12:00 +99"]
    )
    | scalars.map(str),
    max_size=2,
)


def check_report(report: TaskReport, offer: Offer) -> None:
    """Nothing of it is harmful, endless, or more than can be kept."""
    assert report.reason is None or len(report.reason) <= LONGEST_REASON
    for clip in report.clips:
        assert 0 < len(clip.clip_id) <= 200
        assert max(map(len, (clip.title, clip.style, clip.lyrics))) <= LONGEST_LYRICS
        assert clip.duration is None or 0 < clip.duration < 100_000
        assert clip.state is ClipState.SUCCEEDED or not clip.audio_url
        for address in filter(None, (clip.audio_url, clip.image_url)):
            check_address(address)
    for file in report.files:
        check_address(file.url)
    kept = None if report.answer is None else answers.to_json(report.answer)
    stored = json.dumps([kept, [file.name for file in report.files]], allow_nan=False)
    assert kept is None or answers.from_json(json.loads(stored)[0]) == report.answer
    assert report.state != "done" or report.clips or report.files or report.answer is not None
    assert offer.gives is Gives.SONGS or not report.clips
    for text in (
        report.reason or "",
        *(text for clip in report.clips for text in (clip.title, clip.style, clip.lyrics)),
    ):
        text.encode()
        assert "\x00" not in text


def check_address(address: str) -> None:
    """Whoever takes it apart finds a host."""
    assert len(address) <= LONGEST_URL
    assert urlsplit(address).hostname
    assert urlsplit(address).scheme in ("http", "https")
    is_loopback(address)


@settings(max_examples=examples(150))
@given(payload=spoiled(st.sampled_from(SHAPES)), offered=st.sampled_from(OFFERS), status=STATUSES, headers=HEADERS)
@example(
    payload=answered({**SONIC_DONE, "audio_url": "https://[v1.\x01]/a.mp3"}), offered=OFFERS[0], status=200, headers={}
)
@example(
    payload={"code": 10**400, "message": "«digits»"}, offered=OFFERS[0], status=200, headers={"retry-after": "1e400"}
)
def test_a_spoiled_answer_is_read_or_refused(payload: Any, offered: Any, status: int, headers: dict[str, str]) -> None:
    _, family, offer = offered
    answer = Reply(status, written(payload), headers)
    reports: list[TaskReport] = []
    try:
        accepted = read_accept(answer, least(family, offer.operation), offer)
        reports += [accepted] if isinstance(accepted, TaskReport) else []
    except MusicAPIError as error:
        check_error(error)
    if not offer.at_once:
        try:
            reports.append(read_task(answer, family, offer.operation, expected=offer.clips or 1))
        except MusicAPIError as error:
            check_error(error)
    for report in reports:
        check_report(report, offer)
    with contextlib.suppress(MusicAPIError):
        assert read_credits(answer).spendable >= 0


def check_error(error: MusicAPIError) -> None:
    """Its words can be shown, and its wait be waited for."""
    error.reason.encode()
    assert len(error.reason) <= LONGEST_REASON
    assert "\n" not in error.reason
    assert not isinstance(error, RateLimited) or error.retry_after is None or error.retry_after >= 0


_guilds = iter(range(1, 10**9))
OPERATIONS = (Operation.EXTEND, Operation.COVER, Operation.REPLACE_SECTION, Operation.WAV, Operation.STEMS_FULL)


@settings(
    max_examples=examples(15),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    answers_of_polls=st.lists(spoiled(st.sampled_from(SONGS)), min_size=1, max_size=2),
    family=st.sampled_from(["riffusion", "sonic", "producer"]),
)
@example(
    answers_of_polls=[answered({**SONIC_DONE, "timestamp": {"words": [{"text": "[A]", "start": 10**400, "end": 1}]}})],
    family="sonic",
)
async def test_whatever_comes_of_a_song_is_kept_and_shown(
    studio: Studio, answers_of_polls: list[Any], family: str
) -> None:
    guild, known = GuildId(next(_guilds)), studio.context.catalog.family(family)
    viewer = Viewer(UserId(0), frozenset({ChannelId(1_100_000_000_000_000_002)}))
    model = known.models[0].name
    async with studio.database.transaction() as tx:
        job = await job_in(tx, JobState.RUNNING, guild_id=guild, family=family, model=model, owner="worker")
    for payload in answers_of_polls:
        with contextlib.suppress(MusicAPIError):
            report = read_task(Reply(200, written(payload)), known, Operation.CREATE, expected=2)
            await studio.lifecycle.record_report(job, report)
    status = await studio.queries.job_status(job.id, posting=True)
    assert status is not None
    check_message(job_message(status, [attached(clip, audio=False, image=False) for clip in status.ready_clips]))
    for clip in status.ready_clips:
        for operation in OPERATIONS:
            with contextlib.suppress(PersonError):
                check_form(form_for(await studio.queries.clip_operation(clip.id, guild, viewer, operation)))
    await studio.lifecycle.give_up(job, FailureKind.TIMED_OUT)  # the next example has the line to itself
