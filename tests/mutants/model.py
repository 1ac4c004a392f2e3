"""Mistakes that the model of jobs and credits notices, whichever order brings them about."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

CAUGHT_BY = ("tests/bot/jobs/test_job_machine.py",)

MUTANTS = (
    Mutant(
        "hold-past-the-allowance",
        "data/ledger.py",
        "_accounts.held + _accounts.spent + _price <= _allowed",
        "_accounts.spent + _price <= _allowed",
        CAUGHT_BY,
    ),
    Mutant(
        "refund-counted-as-spent",
        "data/ledger.py",
        "spent = amount if kind is EntryKind.SETTLE else 0",
        "spent = amount",
        CAUGHT_BY,
    ),
    Mutant(
        "paid-by-the-month-of-the-end",
        "data/ledger.py",
        "return dict(zip(_ENTRY, (job.id, job.guild_id, job.month, kind, amount, now), strict=True))",
        'return dict(zip(_ENTRY, (job.id, job.guild_id, f"{now:%Y-%m}", kind, amount, now), strict=True))',
        CAUGHT_BY,
    ),
    Mutant(
        "dead-clip-comes-alive",
        "data/clips.py",
        "if clip.state is not ClipState.RUNNING and report.state is not clip.state:",
        "if clip.state is ClipState.SUCCEEDED and report.state is not clip.state:",
        CAUGHT_BY,
    ),
    Mutant(
        "living-owner-is-robbed",
        "data/jobs/leases.py",
        "*([] if before is None else [_jobs.lease_until < now])",
        "*([] if before is None else [true()])",
        CAUGHT_BY,
    ),
    Mutant(
        "lost-create-is-sent-again",
        "data/jobs/queue.py",
        "return await enter(tx, job_id, JobState.QUEUED, _not_lost, since=since,",
        "return await enter(tx, job_id, JobState.QUEUED, since=since,",
        CAUGHT_BY,
    ),
    Mutant(
        "same-guild-has-every-turn",
        "data/jobs/queue.py",
        "await tx.execute(guild.values(last_turn_at=now))",
        "await tx.execute(guild.values(last_turn_at=None))",
        CAUGHT_BY,
    ),
    Mutant(
        "lost-answer-is-lost-anew",
        "data/jobs/transitions.py",
        "first = func.coalesce(_jobs.answer_lost_at, now)",
        "first = now",
        CAUGHT_BY,
    ),
)
