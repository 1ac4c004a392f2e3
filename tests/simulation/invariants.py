"""What must be true in every simulated world: at every moment, and once nothing is left to do.

All of it is read from the file itself, from what the vendor and Discord saw, and from a history that triggers write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from bot.jobs.repeats import MOST_REPEATS
from bot.musicapi.operations import spec_of
from bot.status.job_status import Stage

if TYPE_CHECKING:
    import sqlite3

    from tests.simulation.discord import Message, Said
    from tests.simulation.vendor import Post
    from tests.simulation.world import World

_Member = tuple[int, int]  # a guild and a user
Who = TypeVar("Who", int, _Member)

HISTORY = """
CREATE TABLE simulated_history (
    id INTEGER PRIMARY KEY, job_id INTEGER, guild_id INTEGER, user_id INTEGER, family TEXT,
    what TEXT, before TEXT, after TEXT);
CREATE TRIGGER simulated_made AFTER INSERT ON jobs BEGIN
    INSERT INTO simulated_history (job_id, guild_id, user_id, family, what, before, after)
    VALUES (NEW.id, NEW.guild_id, NEW.user_id, NEW.family, 'state', '', NEW.state); END;
CREATE TRIGGER simulated_state AFTER UPDATE OF state ON jobs WHEN OLD.state <> NEW.state BEGIN
    INSERT INTO simulated_history (job_id, guild_id, user_id, family, what, before, after)
    VALUES (NEW.id, NEW.guild_id, NEW.user_id, NEW.family, 'state', OLD.state, NEW.state); END;
CREATE TRIGGER simulated_card AFTER UPDATE OF message_id ON jobs WHEN OLD.message_id IS NULL BEGIN
    INSERT INTO simulated_history (job_id, guild_id, user_id, family, what, before, after)
    VALUES (NEW.id, NEW.guild_id, NEW.user_id, NEW.family, 'card', '', ''); END;
CREATE TRIGGER simulated_delivery AFTER UPDATE OF delivered_at ON jobs
WHEN OLD.delivered_at IS NOT NULL AND OLD.delivered_at IS NOT NEW.delivered_at BEGIN
    INSERT INTO simulated_history (job_id, guild_id, user_id, family, what, before, after)
    VALUES (NEW.id, NEW.guild_id, NEW.user_id, NEW.family, 'delivered again', '', ''); END;
"""
STEPS = {
    ("", "queued"),
    ("queued", "submitting"),
    ("submitting", "queued"),
    ("submitting", "running"),
    ("submitting", "done"),
    ("running", "done"),
    ("queued", "failed"),
    ("submitting", "failed"),
    ("running", "failed"),
}
PATIENCE = 8.0  # seconds in which a process that is awake has written an answer down

# Each finds the rows that break a rule; at every moment that is committed, there is none. Looked at are the jobs from
# `:since` on, and the months from `:month` on: what was over before was looked at then.
ALWAYS = {
    "a job without one hold of its price and month": """
        SELECT jobs.id FROM jobs LEFT JOIN ledger ON ledger.job_id = jobs.id AND ledger.kind = 'hold'
        WHERE jobs.id >= :since GROUP BY jobs.id HAVING count(ledger.id) <> 1 OR max(ledger.credits) <> jobs.price
        OR max(ledger.month) <> jobs.month OR max(ledger.guild_id) <> jobs.guild_id""",
    "a job that is paid by another month than that in which it was asked for": """
        SELECT id FROM jobs WHERE id >= :since AND month <> substr(created_at, 1, 7)""",
    "a failed job without its refund, or a refund of another job": """
        SELECT jobs.id FROM jobs LEFT JOIN ledger ON ledger.job_id = jobs.id AND ledger.kind = 'refund'
        WHERE jobs.id >= :since AND (jobs.state = 'failed') <> (ledger.id IS NOT NULL)""",
    "a job that is done and not charged, or charged and not done": """
        SELECT jobs.id FROM jobs LEFT JOIN ledger ON ledger.job_id = jobs.id AND ledger.kind = 'settle'
        WHERE jobs.id >= :since AND (jobs.state = 'done') <> (ledger.id IS NOT NULL)""",
    "credits that were given back or taken by another month, or more than were held": """
        SELECT ends.job_id FROM ledger AS ends JOIN ledger AS holds
        ON holds.job_id = ends.job_id AND holds.kind = 'hold' AND ends.kind <> 'hold'
        WHERE holds.job_id >= :since AND (ends.month <> holds.month OR ends.credits > holds.credits
        OR (ends.kind = 'refund' AND ends.credits <> holds.credits))""",
    "an account that is not the sum of its ledger": """
        SELECT guild_id FROM accounts WHERE month >= :month AND (held <> (
            SELECT coalesce(sum(holds.credits), 0) FROM ledger AS holds LEFT JOIN ledger AS ends
            ON ends.job_id = holds.job_id AND ends.kind <> 'hold'
            WHERE holds.kind = 'hold' AND ends.id IS NULL
            AND holds.guild_id = accounts.guild_id AND holds.month = accounts.month)
        OR spent <> (
            SELECT coalesce(sum(credits), 0) FROM ledger WHERE kind = 'settle'
            AND ledger.guild_id = accounts.guild_id AND ledger.month = accounts.month))""",
}
OVERSPENT = "SELECT guild_id FROM accounts WHERE held + spent > ?"


def check_quickly(world: World) -> int:
    """Check what must be true at every moment; returns how many jobs there are."""
    for rule, query in ALWAYS.items():
        if found := [row[0] for row in world.rows.execute(query, {"since": world.since, "month": world.month})]:
            world.break_rule(f"{rule}: {found}")
    if found := [row[0] for row in world.rows.execute(OVERSPENT, (world.allowance,))]:
        world.break_rule(f"more was spent than the allowance: {found}")
    return world.count("jobs")


def check_books(world: World) -> None:
    """Check what is true where nothing is left to do."""
    check_quickly(world)
    if world.count("accounts WHERE held <> 0"):
        world.break_rule("credits are held, and nothing is left to do")
    for row in world.rows.execute("SELECT * FROM simulated_history WHERE what <> 'card'"):
        if row["what"] != "state":
            world.break_rule(f"job {row['job_id']} was {row['what']}")
        elif (row["before"], row["after"]) not in STEPS:
            world.break_rule(f"job {row['job_id']} went from {row['before']} to {row['after']}")
    if not any(world.skew.values()):
        _check_turns(world)


def check_ends(world: World) -> None:
    """Check how every job ended that was not looked at before, at the vendor and for its person."""
    jobs = list(world.rows.execute("SELECT * FROM jobs WHERE id >= ? ORDER BY id", (world.since,)))
    posts = _posts_by_job(world, jobs)
    told = _told_by_job(world)
    for job in jobs:
        sent = posts.get(job["id"], [])
        _check_creates(world, job, sent)
        _check_told(world, job, told.get(job["id"], []))


def _posts_by_job(world: World, jobs: list[sqlite3.Row]) -> dict[int, list[Post]]:
    by_task = {job["task_id"]: job["id"] for job in jobs if job["task_id"]}
    by_prompt = {job["prompt"]: job["id"] for job in jobs if job["prompt"]}
    found: dict[int, list[Post]] = {}
    for key, posts in world.wire.posts.items():
        job_id = by_prompt.get(f"a song of {key} and rain")
        job_id = job_id or next((by_task[post.task_id] for post in posts if post.task_id in by_task), None)
        if job_id is not None:
            found[job_id] = posts
    return found


def _check_creates(world: World, job: sqlite3.Row, posts: list[Post]) -> None:
    accepted = sum(post.accepted for post in posts)
    most = 1 + MOST_REPEATS if any(post.repeatable for post in posts) else 1
    if accepted > most:
        world.break_rule(f"job {job['id']}: MusicAPI took {accepted} requests")
    if job["state"] == "done" and posts and not accepted:
        world.break_rule(f"job {job['id']} is done, and MusicAPI never took it")
    _check_what_was_made(world, job)
    for post in posts:
        # An answer that somebody heard, and had the time to write down, is never forgotten.
        heard = post.heard == 200 and post.accepted and not post.repeatable
        if heard and post.sender.was_awake(post.sent_at, post.heard_at + PATIENCE) and job["failure"] == "lost":
            world.break_rule(f"job {job['id']} was lost, though its answer was heard by {post.sender}")


def _check_what_was_made(world: World, job: sqlite3.Row) -> None:
    """What MusicAPI made of a task that was known is no failure, but where nobody could ask for as long as that."""
    task = world.vendor.tasks.get(job["task_id"] or "")
    if task is None or job["state"] != "failed":
        return
    if job["failure"] == "lost":
        world.break_rule(f"job {job['id']} was given up as lost, and its task is known")
    if job["failure"] == "failed" and task.failure is None and any(not clip.fails for clip in task.clips):
        world.break_rule(f"job {job['id']} failed ({job['reason']}), and MusicAPI made it")


def _told_by_job(world: World) -> dict[int, list[tuple[Message, Said]]]:
    found: dict[int, list[tuple[Message, Said]]] = {}
    for message in world.discord.messages.values():
        for said in message.said:
            found.setdefault(said.job_id, []).append((message, said))
    return found


def _check_told(world: World, job: sqlite3.Row, told: list[tuple[Message, Said]]) -> None:
    stage = Stage.DONE if job["state"] == "done" else Stage.FAILED
    clips = {
        row["position"]: row
        for row in world.rows.execute("SELECT * FROM clips WHERE job_id = ? AND state = 'succeeded'", (job["id"],))
    }
    ends = [(message, said) for message, said in told if said.stage is stage]
    whole = [message for message, said in ends if stage is Stage.FAILED or set(clips) <= said.clips]
    if job["delivered_at"] is not None and not whole and not _is_out_of_reach(world, job):
        world.break_rule(f"job {job['id']} is {job['state']} and delivered, and nobody was told: {told}")
    if any(said.stage is not stage and said.stage in (Stage.DONE, Stage.FAILED) for _, said in told):
        world.break_rule(f"job {job['id']} is {job['state']}, and its person was told otherwise")
    seen = {message.id: message for message, _ in ends if message.is_living and not message.is_second}
    # A letter may repeat what somebody reads in private: whether an edit arrived whose answer was lost, nobody knows.
    if sum(not message.is_private for message in seen.values()) > 1:
        world.break_rule(f"job {job['id']} was posted {len(seen)} times: {list(seen.values())}")
    notices = [each for each in world.discord.messages.values() if each.tells_of in seen]
    if len(notices) > 1:
        world.break_rule(f"job {job['id']}: its person was told {len(notices)} times: {notices}")
    for message in seen.values():
        if message.said and message.said[-1].stage is not stage:
            world.break_rule(f"job {job['id']}: the end was overwritten: {message}")
    for position, clip in clips.items():
        is_posted = any(position in said.clips for _, said in told)
        if clip["posted_at"] is not None and not is_posted and not _is_out_of_reach(world, job):
            world.break_rule(f"clip {position} of job {job['id']} counts as posted, and never was")


def _is_out_of_reach(world: World, job: sqlite3.Row) -> bool:
    """Whether there was a moment in which neither the message, the channel nor the person could be reached."""
    if spec_of(job["operation"]).is_small and job["user_id"] in world.discord.silent:
        return True  # for its person alone: no channel is a way
    return job["user_id"] in world.discord.silent and world.faults.has("a channel is closed")


def _check_turns(world: World) -> None:
    """No guild has two turns while another one, which could have had the second of them, has none; no member either.

    MusicAPI may want one family left alone for a while, and its jobs are then passed over: they have no turn to miss.
    What goes back into the line had no turn of its member's, but had one of its guild's.
    """
    of_guilds, of_members = _Lines[int](), _Lines[_Member]()
    guild_turns = dict[int, int]()
    member_turns = dict[_Member, dict[int, int]]()
    for row in world.rows.execute("SELECT * FROM simulated_history ORDER BY id"):
        job, guild, family, number = row["job_id"], row["guild_id"], row["family"], row["id"]
        member = (guild, row["user_id"])
        turns = member_turns.setdefault(member, {})
        if row["what"] == "state" and row["after"] == "submitting":
            before = guild_turns.get(guild, 0)
            for other, since in of_guilds.waiting(family):
                if other != guild and since < before and guild_turns.get(other, 0) < before:
                    world.break_rule(f"guild {guild} had two turns while {other} waited for one")
            before = max(turns.values(), default=0)
            for other, since in of_members.waiting(family):
                last = max(member_turns.get(other, {}).values(), default=0)
                if other[0] == guild and other != member and since < before and last < before:
                    world.break_rule(f"member {member} had two turns while {other} waited for one")
            guild_turns[guild] = turns[job] = number
        elif row["what"] == "state" and row["after"] == "queued":
            turns.pop(job, None)
        of_guilds.note(row, guild)
        of_members.note(row, member)


class _Lines(Generic[Who]):
    """Who waits for a turn, of each family, and since when."""

    def __init__(self) -> None:
        self._state = dict[int, str]()
        self._shown = set[int]()
        self._line_of = dict[int, tuple[Who, str]]()
        self._since = dict[tuple[Who, str], int]()

    def waiting(self, family: str) -> list[tuple[Who, int]]:
        """Who has songs of this family in line, and since when there was always one."""
        return [(who, since) for (who, name), since in self._since.items() if name == family]

    def note(self, row: sqlite3.Row, who: Who) -> None:
        """Note what became of a job of theirs."""
        job, line = row["job_id"], (who, row["family"])
        self._line_of[job] = line
        if row["what"] == "card":
            self._shown.add(job)
        else:
            self._state[job] = row["after"]
        if any(
            self._state[each] == "queued" and each in self._shown for each, of in self._line_of.items() if of == line
        ):
            self._since.setdefault(line, row["id"])
        else:
            self._since.pop(line, None)
