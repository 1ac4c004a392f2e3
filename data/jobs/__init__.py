"""Every statement on the jobs table; `from data import jobs`, then `await jobs.accept(tx, …)`.

Changes compare and set: they return the changed Job, or None when the job was no longer where the change starts from.
"""

from data.jobs.leases import claim_expired, reclaim, release, renew
from data.jobs.reading import (
    Unfinished,
    by_interaction,
    by_message,
    by_webhook_token,
    get,
    last_result,
    lost_before,
    recent_durations,
    unfinished,
)
from data.jobs.story import (
    TaskTaken,
    accept,
    add,
    answer,
    answer_lost,
    fail,
    fail_queued,
    fail_submitting,
    finish,
    forget_dead_tokens,
    forget_token,
    set_message,
    set_result,
)
from data.jobs.timetable import delay_delivery, delivered, due, hasten, look_now, next_wake, owed, schedule, touch
from data.jobs.turns import Queued, back_to_queue, line, move_to_family, queued_count, take_turn

__all__ = [
    "Queued",
    "TaskTaken",
    "Unfinished",
    "accept",
    "add",
    "answer",
    "answer_lost",
    "back_to_queue",
    "by_interaction",
    "by_message",
    "by_webhook_token",
    "claim_expired",
    "delay_delivery",
    "delivered",
    "due",
    "fail",
    "fail_queued",
    "fail_submitting",
    "finish",
    "forget_dead_tokens",
    "forget_token",
    "get",
    "hasten",
    "last_result",
    "line",
    "look_now",
    "lost_before",
    "move_to_family",
    "next_wake",
    "owed",
    "queued_count",
    "recent_durations",
    "reclaim",
    "release",
    "renew",
    "schedule",
    "set_message",
    "set_result",
    "take_turn",
    "touch",
    "unfinished",
]
