"""Every statement that a running bot makes, for those who look at how it is carried out."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from data import archive, clips, drafts, ledger, lineage, personas, retirements, spending, webhooks
from data.guilds import (
    admin_log,
    cases,
    default_models,
    greetings,
    limits,
    member_blocks,
    month_warnings,
    notice_settings,
)
from data.guilds.cases import CaseKind, Outcome
from data.guilds.month_warnings import MonthWarning
from data.guilds.viewers import Viewer
from data.ids import CaseId, ChannelId, ClipId, GuildId, InteractionId, JobId, MessageId, UserId, VendorPersonaId
from data.jobs import counts, leases, member_use, outcomes, placing, queries, queue, schedule, transitions
from data.jobs.queue import Sendable
from data.library import favourites, search
from data.library import words as song_words
from data.library.search import Shelf
from data.messages import deferrals, downloads, menus, postings, unreached
from data.messages.deferrals import Deferral
from data.messages.downloads import Download
from data.privacy import removals
from data.privacy.erasures import Posted
from data.processes import heartbeats, poll_paces, rate_limits, vendor_stops
from data.processes.poll_paces import PollPace
from data.rows import ClipState, FailureKind, Job, PersonaKind, ReportedClip, RuleKind
from tests.data.making import GUILD, KEY, LEASE, MONTH, NOW, OWNER, after, delete_clip, new_job
from tests.plans.filling import EARLY, QUIET

if TYPE_CHECKING:
    from data.engine.transaction import Transaction


async def everything(tx: Transaction, job: Job) -> None:
    """Make every statement that a running bot makes; sums of all times are for `check` alone."""
    await transitions.add(tx, new_job(), month=MONTH, owner=OWNER, lease_until=LEASE, now=NOW)
    await queries.get(tx, job.id)
    await queue.member_lines(tx)
    await queue.count_ahead(tx, job)
    await queue.count_queued(tx)
    await placing.facts(tx, host="h", guild_id=GUILD, user_id=UserId(1), retired_since=NOW)
    keys = {KEY: frozenset({"nuro"}), "second": frozenset[str]()}
    sendable = Sendable(keys, frozenset(keys), frozenset({"sonic"}), frozenset({"upload"}))
    for which in (None, sendable, replace(sendable, are_excluded=False)):
        await queue.next_job(tx, unseen_before=NOW, sendable=which)
    await queue.take_turn(tx, job.id, owner=OWNER, lease_until=LEASE, now=NOW)
    await queue.back_to_queue(tx, job.id, now=NOW)
    await leases.claim_expired(tx, owner="w2", lease_until=LEASE, now=after(99), limit=5)
    await leases.renew(tx, owner="w2", lease_until=LEASE)
    await leases.take_back(tx, owner="w2", lease_until=LEASE)
    await leases.release(tx, owner="w2")
    await schedule.count_polls(tx, job.id, 2)
    await schedule.planned_polls(tx, owner=OWNER, since=NOW, until=after(9))
    await schedule.make_due_now(tx, owner=OWNER, now=NOW)
    await schedule.mark_changed(tx, job.id, now=NOW)
    await schedule.due_deliveries(tx, owner=OWNER, now=NOW, limit=5)
    await schedule.delay_delivery(tx, job.id, deliver_at=NOW)
    await queries.not_delivered(tx, owner=OWNER)
    await queries.by_ids(tx, [job.id, JobId(2)])
    await queries.by_interaction(tx, job.interaction_id)
    await queries.is_repeated(tx, job, since=NOW)
    await transitions.forget_dead_tokens(tx, now=after(9999))
    await queries.by_webhook_token(tx, "w")
    await transitions.mark_answer_lost(tx, job.id, now=NOW)
    await queries.lost_before(tx, owner=OWNER, moment=NOW)
    await schedule.poll_now(tx, job.id, now=NOW)
    await transitions.set_result(tx, job.id, result={})
    await transitions.finish_with_result(tx, job.id, result={}, now=NOW)
    await queries.last_result(tx, GUILD, ClipId(1), operation="bpm")
    await queries.recent_durations(tx, family="sonic", model="m", operation="create")
    await queries.durations_since(tx, NOW, family="sonic", model="m", operation="create")
    await vendor_stops.stopped_until(tx, "h")
    await clips.record(tx, job, [ReportedClip("a", ClipState.RUNNING)], now=NOW)
    await clips.of_job(tx, job.id)
    viewer = Viewer(UserId(1), frozenset({ChannelId(1), ChannelId(2)}), frozenset({ChannelId(3)}))
    await clips.get(tx, ClipId(1), guild_id=GUILD, viewer=None)
    await clips.recent(tx, GUILD, viewer=viewer, limit=5)
    await clips.recent(tx, GUILD, viewer=viewer, family="riffusion", limit=5)
    channels = frozenset(map(ChannelId, range(200)))
    for searcher in (Viewer(UserId(EARLY), closed=channels), Viewer(UserId(1), channels | {ChannelId(QUIET)})):
        for family in (None, "riffusion"):
            await clips.recent(tx, GUILD, viewer=searcher, family=family, limit=25)
    await clips.set_timeline(tx, ClipId(1), {})
    await lineage.of(tx, ClipId(1), guild_id=GUILD)
    await clips.mark_posted(tx, [ClipId(1), ClipId(2)], now=NOW)
    await delete_clip(tx, ClipId(1), at=NOW)
    await ledger.spendings(tx, GUILD, limit=5, offset=5)
    await spending.by_operation(tx, GUILD, UserId(1), MONTH)
    await spending.by_member(tx, GUILD, MONTH, "2026-10", limit=5, offset=5)
    await spending.by_day(tx, GUILD, MONTH, [after(86_400 * day) for day in range(30)])
    await spending.months(tx, GUILD, limit=25)
    async for _ in spending.rows(tx, GUILD, MONTH):
        pass
    await ledger.refund(tx, job, now=NOW)
    await transitions.fail(tx, job.id, FailureKind.LOST, None, now=NOW)
    await schedule.count_repeat(tx, job.id, owner=OWNER, counted=0, poll_at=NOW)
    await schedule.mark_delivered(tx, job.id, now=NOW)
    persona = await personas.add(tx, job, kind=PersonaKind.PERSONA, name="Ada", vendor_id=VendorPersonaId("p"), now=NOW)
    assert persona is not None
    await personas.of_guild(tx, GUILD)
    await personas.delete(tx, persona.id, guild_id=GUILD, now=NOW)
    await default_models.get(tx, guild_id=GUILD, user_id=UserId(1))
    await default_models.set_for_member(tx, UserId(1), "sonic")
    await default_models.set_for_guild(tx, GUILD, "sonic")
    await webhooks.record_once(tx, "c", now=NOW)
    await ledger.account(tx, GUILD, MONTH, default_allowance=1)
    some = await ledger.guilds_after(tx, GuildId(0), limit=100)
    await ledger.imbalances(tx, [MONTH, "2026-10"], guild_ids=some)
    await ledger.totals(tx, MONTH)
    await counts.waiting(tx)
    await retirements.known(tx, host="h", since=NOW)
    await retirements.take_trial(tx, host="h", family="sonic", operation="cover", since=NOW, now=NOW)
    await retirements.lift(tx, host="h", family="sonic", operation="cover")
    await rate_limits.acquire(tx, KEY, now=NOW, interval=timedelta(seconds=3))
    await rate_limits.next_at(tx, KEY)
    await rate_limits.push_back(tx, KEY, until=after(9), family="sonic")
    second = timedelta(seconds=1)
    await rate_limits.pause(tx, KEY, "sonic", now=NOW, shortest=second, longest=60 * second)
    await rate_limits.end_refusals(tx, KEY, "sonic")
    await rate_limits.rest(tx, KEY, now=NOW, until=after(9))
    await rate_limits.pull_forward(tx, now=NOW)
    pace = await poll_paces.lock(tx, PollPace(KEY, NOW, 400.0, NOW, None))
    await poll_paces.keep(tx, pace)
    await poll_paces.all_paces(tx)
    await poll_paces.pull_forward(tx, now=NOW)
    await what_goes_on_beside(tx, job)
    await small_things(tx, job)


async def what_goes_on_beside(tx: Transaction, job: Job) -> None:
    """Greetings, drafts, what is packed, and what the newest jobs tell."""
    await outcomes.last_answer(tx)
    await outcomes.last_silence(tx)
    claimed_at = await greetings.claim(tx, GuildId(5), joined_at=NOW, now=NOW)
    await greetings.claimed_until(tx, GuildId(5), joined_at=NOW)
    await greetings.confirm(tx, GuildId(5), claimed_at or NOW)
    await greetings.give_back(tx, GuildId(5), NOW)
    await notice_settings.get(tx, guild_id=GUILD, user_id=job.user_id)
    await notice_settings.set_for_member(tx, job.user_id, on=False)
    await notice_settings.set_for_guild(tx, GUILD, on=True)
    asked: dict[str, Any] = {"interaction_id": InteractionId(5), "words": {"prompt": "r&b"}, "price": 1}
    draft = await drafts.add(tx, guild_id=GUILD, user_id=job.user_id, now=NOW, **asked)
    assert draft is not None
    await drafts.get(tx, draft.id, guild_id=GUILD, user_id=job.user_id, now=NOW)
    await drafts.forget_old(tx, now=after(99_999_999))
    await drafts.remove(tx, draft.id)
    await admin_log.record(tx, guild_id=GUILD, user_id=job.user_id, action="quota.set", facts={}, now=NOW)
    await admin_log.of_guild(tx, GUILD, limit=5)
    await admin_log.of_guild(tx, None, limit=5, before=9)
    await heartbeats.beat(tx, worker_id=OWNER, now=NOW)
    await heartbeats.last(tx, OWNER)
    await postings.claim(tx, job.id, job.channel_id, InteractionId(1), now=NOW)
    await postings.end_claim(tx, job.id, job.channel_id, InteractionId(1))
    await menus.token_of(tx, MessageId(1), now=NOW)
    await transitions.set_message(tx, job.id, channel_id=job.channel_id, message_id=MessageId(1))
    await transitions.forget_token(tx, job.id)
    await archive.pack_window(tx, after=JobId(0), before=NOW - timedelta(days=500), now=NOW)
    await archive.unpack(tx, [job.id, JobId(2)])
    await archive.span(tx)


async def library_things(tx: Transaction) -> None:
    """What members keep; a search looks at what it finds, which nothing else bounds."""
    viewer = Viewer(UserId(1), frozenset({ChannelId(1), ChannelId(2)}), frozenset({ChannelId(3)}))
    for shelf, typed in itertools.product(Shelf, ("", "rain", "夜の")):
        await search.find(tx, GUILD, viewer, shelf, typed, limit=5)
    await search.get(tx, ClipId(1), guild_id=GUILD, viewer=viewer)
    await favourites.put(tx, ClipId(1), guild_id=GUILD, user_id=UserId(1), is_on=False, now=NOW)
    await song_words.newest_clip(tx)
    await song_words.index_missing(tx, after=ClipId(0), until=ClipId(9))
    await song_words.forget(tx, ClipId(1))


async def small_things(tx: Transaction, job: Job) -> None:
    """What is kept by name; those whose names begin alike are found together."""
    warning = MonthWarning(GUILD, MONTH, 50, ChannelId(1))
    await month_warnings.add(tx, warning, now=NOW)
    await month_warnings.untold(tx)
    await month_warnings.claim(tx, GUILD, now=NOW)
    await month_warnings.give_back(tx, GUILD, claimed_at=NOW)
    await month_warnings.confirm(tx, GUILD, claimed_at=NOW)
    await limits.read(tx, GUILD)
    await limits.lock(tx, GUILD)
    await limits.put_values(tx, GUILD, {"songs_at_once": 2})
    await limits.add_rule(tx, GUILD, RuleKind.ROLE_SHARE, "7", amount=3)
    await limits.remove_rules(tx, GUILD, RuleKind.ROLE_SHARE, ["7"])
    await member_blocks.block(tx, GUILD, UserId(7), by_id=UserId(1), now=NOW)
    await member_blocks.is_blocked(tx, GUILD, UserId(7))
    await member_blocks.of_guild(tx, GUILD, limit=9)
    await member_blocks.unblock(tx, GUILD, UserId(7))
    await cases.add(tx, CaseKind.REPORT, GUILD, job.id, UserId(7), words="loud", now=NOW)
    await cases.get(tx, CaseId(1), guild_id=GUILD, lock=True)
    await cases.find_unposted(tx, now=NOW, limit=9)
    await cases.claim(tx, CaseId(1), now=NOW)
    if (case := await cases.get(tx, CaseId(1), guild_id=GUILD)) is not None:
        await cases.put_off(tx, case, now=NOW, with_all=True)
    await cases.confirm(tx, CaseId(1), ChannelId(1), MessageId(1), now=NOW)
    await cases.waiting_since(tx, NOW, limit=9)
    await cases.close_of_job(tx, job.id, now=NOW)
    await cases.find_stale(tx, now=NOW, limit=9)
    await cases.claim_edit(tx, CaseId(1), now=NOW)
    await cases.last_report(tx, GUILD, UserId(7))
    await cases.close(tx, CaseId(1), Outcome.DISMISSED, by=UserId(1), now=NOW)
    await queue.without_case_since(tx, NOW, limit=9)
    await transitions.approve(tx, job.id, now=NOW)
    await transitions.reject(tx, job.id, FailureKind.CANCELLED, "rejected", now=NOW)
    await member_use.credits_since(tx, GUILD, UserId(1), NOW)
    await member_use.credits_in(tx, GUILD, UserId(1), MONTH)
    await member_use.count_unfinished(tx, GUILD, UserId(1))
    await member_use.keep_erased(tx, UserId(1), [job.id], now=NOW)
    await member_use.forget_erased(tx, now=NOW)
    await member_use.last_asked(tx, GUILD, UserId(1), after=NOW)
    download = Download(UserId(1), InteractionId(1), "secret", OWNER, NOW)
    await downloads.claim(tx, download)
    await downloads.claim(tx, replace(download, begun_at=after(9999)))
    await downloads.take_interrupted(tx, owners=[OWNER], now=after(9999))
    late = Posted(job.id, job.guild_id, ChannelId(1), MessageId(9))
    await removals.add(tx, late, now=NOW)
    for removal in await removals.every(tx):
        await removals.forget(tx, removal)
    await menus.keep(tx, MessageId(1), "secret", now=NOW)
    await menus.forget_old(tx, now=after(9999))
    await deferrals.add(tx, Deferral(InteractionId(1), "secret", OWNER, NOW))
    await deferrals.find_interrupted(tx, owners=[OWNER], older_than=NOW)
    await unreached.add(tx, job, now=NOW)
    await unreached.of_member(tx, job.guild_id, job.user_id)
    await unreached.is_answered(tx, job.guild_id, job.user_id, InteractionId(1))
    await unreached.mark_shown(tx, job, InteractionId(1), now=NOW)
    await unreached.forget_old(tx, now=after(99_999_999))
