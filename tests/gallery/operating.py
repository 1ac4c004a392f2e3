"""What operators see, and the line of a server, in every state."""

from __future__ import annotations

from datetime import timedelta

from bot.doctor.findings import Check, Finding, Grade, What
from bot.jobs.expected_times import Expected
from bot.musicapi.offers import Typical
from bot.operators.allowances import GuildAllowance
from bot.operators.intake import Intake
from bot.operators.jobs import JobsOverview, Stuck
from bot.status.guild_queue import GuildQueue, QueueLine
from bot.status.job_status import Stage
from cogs.cards.findings import findings_panel
from cogs.cards.operator import allowance_panel, blocks_panel, jobs_panel, pauses_panel, retired_panel
from cogs.commands.queue import queue_panel
from cogs.settings.changes import changes_panel
from cogs.settings.checking import Line, check_panel
from cogs.settings.panel import section_name
from cogs.text import catalog
from cogs.text.errors import permission_name
from cogs.text.sentences import credits_of
from data.guilds.admin_log import AdminAction
from data.guilds.intake import Block, BlockKind, Pause
from data.ids import GuildId, JobId, UserId
from data.jobs.counts import Waiting
from data.retirements import Retirement
from data.rows import FailureKind, JobState
from tests.cogs.making import ACCOUNT, GUILD, MEMBER, NOW, job, status
from tests.gallery.showing import State, say

BOSS = UserId(MEMBER)
ELSEWHERE = GuildId(GUILD + 1)
NOBODY = Intake((), (), 0)
SOME = Intake(
    (Pause(None, BOSS, NOW), Pause(GUILD, BOSS, NOW)),
    (Block(BlockKind.GUILD, ELSEWHERE, BOSS, NOW), Block(BlockKind.MEMBER, MEMBER, BOSS, NOW)),
    30,
)
GONE = [Retirement("host", "sonic", operation, "endpoint_retired *now*", NOW) for operation in ("cover", "later_one")]
BUSY = JobsOverview(
    [Waiting(state, 3, NOW) for state in JobState],
    [(job(), why) for why in Stuck],
    [job(failure=kind, reason="too loud @everyone") for kind in FailureKind],
)


def expected(first: float, begins: float, least: float, most: float) -> Expected:
    """When a song is likely to begin and to be ready, in seconds from now."""
    return Expected(*(NOW + timedelta(seconds=seconds) for seconds in (first, begins, least, most)))


LINE = GuildQueue(
    [
        QueueLine(status(Stage.COMPOSING, job()), Typical(30, 50, 90), is_hidden=False, is_told=True),
        QueueLine(
            status(Stage.QUEUED, job(), place=2, expected=expected(1, 5, 40, 100)),
            Typical(30, 50, 90),
            is_hidden=False,
            is_told=True,
        ),
        QueueLine(status(Stage.QUEUED, job(id=8), place=3), Typical(90, 200, 300), is_hidden=True, is_told=False),
        QueueLine(
            status(Stage.QUEUED, job(id=9), place=20, expected=expected(50, 90, 90, 200)),
            Typical(30, 50, 90),
            is_hidden=False,
            is_told=True,
        ),
        QueueLine(
            status(Stage.QUEUED, job(id=10), place=90, expected=expected(260, 440, 300, 550)),
            Typical(30, 50, 90),
            is_hidden=False,
            is_told=True,
        ),
    ],
    9,
    NOW,
)
STOPPED = GuildQueue(
    [
        QueueLine(
            status(Stage.QUEUED, job(), place=1, is_stopped=True, asked_again_at=NOW),
            Typical(30, 50, 90),
            is_hidden=False,
            is_told=True,
        )
    ],
    1,
    NOW,
)

WELL = [
    Finding(Check.TOKEN, Grade.OK, What.TOKEN_TAKEN, {"name": "Encore"}),
    Finding(Check.KEY, Grade.OK, What.KEY_TAKEN, {"name": "default", "count": 12_000}),
    Finding(Check.DATABASE, Grade.OK, What.DATABASE_READY, {"kind": "SQLite", "version": "3.40.1", "schema": "0005"}),
]
UNWELL = [
    *WELL[:1],
    Finding(Check.SETTINGS, Grade.WRONG, What.SETTING_WRONG, {"says": "POLL_INTERVAL must be *a number*."}),
    Finding(Check.COMMANDS, Grade.WARNING, What.COMMANDS_DIFFER, {"names": ("help", "song")}),
    Finding(Check.KEY, Grade.WRONG, What.KEY_EMPTY, {"name": "default", "count": 1}),
    Finding(Check.WEBHOOKS, Grade.WRONG, What.DOOR_CLOSED, {"why": "no-connection"}),
]


def sound_lines() -> list[Line]:
    """What is told of a server where songs can be made."""
    return [
        Line(Grade.OK, catalog.say("server-check-taken")),
        Line(Grade.OK, catalog.say("server-check-credits", left=credits_of(240))),
        Line(Grade.OK, catalog.say("server-check-fine", count=12)),
        Line(Grade.OK, catalog.say("server-check-moderators", channel="<#2>")),
        Line(Grade.OK, catalog.say("server-check-language", language="日本語")),
        Line(Grade.OK, catalog.say("server-check-intents")),
    ]


def broken_lines() -> list[Line]:
    """What is told of a server where they cannot."""
    grant, needed = catalog.say("server-check-grant"), permission_name("embed_links")
    lacking = catalog.say("server-check-lacking", channels="<#1>", permissions=needed)
    return [
        Line(Grade.WRONG, lacking, grant),
        Line(Grade.WRONG, catalog.say("server-check-log-gone"), catalog.say("server-check-log-gone.mend")),
        Line(
            Grade.WRONG, catalog.say("server-check-approval-nowhere"), catalog.say("server-check-approval-nowhere.mend")
        ),
        Line(Grade.WARNING, catalog.say("server-check-gone", count=2), catalog.say("server-check-gone.mend")),
        *sound_lines(),
    ]


CHANGED = [
    AdminAction(number, GUILD, BOSS, NOW - timedelta(minutes=7 * (100 - number)), action, facts)
    for number, action, facts in (
        (99, "settings.share", {"member_share": 25, "member_share_unit": "percent", "member_share_period": "day"}),
        (98, "settings.channels", {"added": [["channel_only", "11", None], ["channel_never", "12", None]]}),
        (97, "settings.words", {"words_added": 3, "words_removed": 1}),
        (96, "settings.blocked", {"blocked": ["8"], "unblocked": ["9"]}),
        (95, "notices.set", {"on": False}),
        (94, "order.approved", {"job": "5", "member": str(MEMBER)}),
        (93, "report.deleted", {"job": "5", "reporter": str(MEMBER)}),
        (92, "grant", {"credits": 500, "month": "2026-11"}),
        (91, "words.kept", {"days": 30}),
        (90, "showcase.set", {"channel": "11", "hearts": 3}),
        (89, "intake.pause", {}),
    )
]


def name_of(guild_id: GuildId) -> str:
    """What the server is called; another one has no name here."""
    return "Studio *one*" if guild_id == GUILD else ""


OPERATING = (
    State("Answer: nothing changed", lambda: say(view=changes_panel([], before=0, name_of=section_name))),
    State("Answer: changes", lambda: say(view=changes_panel(CHANGED, before=0, name_of=section_name))),
    State("Answer: the oldest changes", lambda: say(view=changes_panel(CHANGED[8:], before=92, name_of=section_name))),
    State(
        "Operator: a quota", lambda: say(view=allowance_panel(GuildAllowance(500, 240, 60, ACCOUNT), "Studio *one*"))
    ),
    State("Operator: the default quota", lambda: say(view=allowance_panel(GuildAllowance(None, 240, 0, ACCOUNT), ""))),
    State("Operator: nothing paused", lambda: say(view=pauses_panel(NOBODY, name_of))),
    State(
        "Operator: paused, once more",
        lambda: say(view=pauses_panel(SOME, name_of, catalog.say("operator-pause-known"))),
    ),
    State("Operator: nobody blocked", lambda: say(view=blocks_panel(NOBODY, name_of))),
    State("Operator: blocked", lambda: say(view=blocks_panel(SOME, name_of))),
    State("Operator: nothing retired", lambda: say(view=retired_panel([]))),
    State("Operator: retired", lambda: say(view=retired_panel(GONE))),
    State("Operator: no jobs", lambda: say(view=jobs_panel(JobsOverview([], [], []), name_of))),
    State("Operator: jobs", lambda: say(view=jobs_panel(BUSY, name_of))),
    State("Operator: the doctor, all well", lambda: say(view=findings_panel(WELL))),
    State("Operator: the doctor, nothing well", lambda: say(view=findings_panel(UNWELL))),
    State("Answer: the check of a server, all well", lambda: say(view=check_panel(sound_lines()))),
    State("Answer: the check of a server, much in the way", lambda: say(view=check_panel(broken_lines()))),
    State(
        "Answer: the line while MusicAPI takes nothing",
        lambda: say(view=queue_panel(STOPPED, {STOPPED.lines[0].status.job.id})),
    ),
    State("Answer: the line of a quiet server", lambda: say(view=queue_panel(GuildQueue([], 0, NOW), set()))),
    State(
        "Answer: the line of a server",
        lambda: say(view=queue_panel(LINE, {JobId(7)}, catalog.say("queue-cancelled"))),
    ),
)
