"""Jobs, clips and statuses made by hand, for what is pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from bot.delivery.attachments import ClipAttachment
from bot.media.fetch import FetchedFile
from bot.media.spool import SpooledFile
from bot.musicapi.catalog import Catalog
from bot.musicapi.offers import Host
from bot.orders.candidates import Candidate
from bot.status.job_status import JobStatus
from bot.status.snapshots import ClipOperation
from cogs.text.catalog import spoken
from data.ids import ChannelId, GuildId, MessageId, UserId
from data.rows import Account, Clip, ClipState, Job, JobState
from tests.briefs import with_brief

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.media.sniff import Container
    from bot.musicapi.offers import Limits
    from bot.musicapi.operations import Operation
    from bot.status.job_status import Stage
    from cogs.forms.form import Form

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
GUILD, CHANNEL, MESSAGE, MEMBER = GuildId(1001), ChannelId(2001), MessageId(4001), UserId(3001)
CATALOG = Catalog.of(Host.MUSICAPI, ("riffusion", "sonic", "producer"))
ACCOUNT = Account(GUILD, "2026-11", allowance=240, held=12, spent=24)


def job(**more: Any) -> Job:
    """A song that is being made; `more` overrides any column."""
    columns: dict[str, Any] = {
        **dict.fromkeys(("task_id", "failure", "reason", "submitted_at", "finished_at")),
        **dict.fromkeys(("poll_at", "delivered_at", "deliver_at", "owner", "lease_until")),
        **dict.fromkeys(("result", "webhook_token", "answer_lost_at")),
        **dict.fromkeys(("create_attempts", "polls", "delivery_attempts"), 0),
        "id": 7,
        "interaction_id": 9001,
        "guild_id": GUILD,
        "channel_id": CHANNEL,
        "user_id": MEMBER,
        "token": "an-interaction-token",
        "token_expires_at": NOW + timedelta(minutes=15),
        "file_limit": 10 * 1024 * 1024,
        "operation": "create",
        "family": "riffusion",
        "model": "FUZZ-1.1 Pro",
        "family_chosen": False,
        "repeats_create": False,
        "price": 12,
        "clips_expected": 2,
        "prompt": "r&b pop",
        "month": "2026-11",
        "state": JobState.RUNNING,
        "message_channel_id": CHANNEL,
        "message_id": MESSAGE,
        "created_at": NOW,
        "started_at": NOW,
        "changed_at": NOW,
    }
    # Asked for where the language that is spoken now is everybody's.
    columns |= {"language": spoken(), "member_language": spoken()}
    return Job(**with_brief({**columns, **more}))


def clip(position: int = 1, **more: Any) -> Clip:
    """A clip that arrived; `more` overrides any column."""
    columns: dict[str, Any] = {
        "id": 10 + position,
        "job_id": 7,
        "guild_id": GUILD,
        "position": position,
        "clip_id": f"vendor-{position}",
        "family": "riffusion",
        "model": "FUZZ-1.1 Pro",
        "state": ClipState.SUCCEEDED,
        "title": "Late Night",
        "style": "r&b, pop",
        "lyrics": "",
        "duration": 182.6,
        "audio_url": f"https://files.musicapi.ai/{position}.m4a",
        "image_url": f"https://files.musicapi.ai/{position}.jpg",
        "timeline": None,
        "created_at": NOW,
        "deleted_at": None,
        "posted_at": None,
        "uploaded": False,
    }
    return Clip(**{**columns, **more})


def status(stage: Stage, of: Job, made: Sequence[Clip] = (), **more: Any) -> JobStatus:
    """How a job is seen; `more` overrides any field."""
    family = CATALOG.family(of.family)
    model = next(model for model in family.models if model.name == of.model)
    seen: dict[str, Any] = {
        "parent": None,
        "parent_job": None,
        "account": ACCOUNT,
        "place": None,
        "progress": 0.0,
        "typical": None,
    }
    return JobStatus(job=of, clips=tuple(made), family=family, model=model, stage=stage, **{**seen, **more})


def candidate(operation: Operation, family: str = "sonic", model: str = "") -> Candidate:
    """What an operation costs and takes, as the catalog of the first host says it."""
    made_by = CATALOG.family(family)
    offer = made_by.offers[operation]
    chosen = made_by.model(model) or made_by.models[0]
    return Candidate(made_by, chosen, offer, made_by.limits(operation, chosen.name))


def clip_operation(
    operation: Operation, family: str = "sonic", of: Clip | None = None, *, limits: Limits | None = None, **more: Any
) -> ClipOperation:
    """An operation on a clip, as the catalog of the first host says it, with other `limits` where given."""
    made_by = candidate(operation, family)
    if limits is not None:
        made_by = replace(made_by, limits=limits)
    columns: dict[str, Any] = {"clip": of or clip(), "made_by": None, "account": ACCOUNT, "candidate": made_by}
    return ClipOperation(**{**columns, **more})


def sent_form(form: Form, **typed: str) -> Any:
    """An interaction as a client sends this form: what nobody `typed` or chose keeps what was shown."""
    labels = [part["component"] for part in form.to_dict()["components"] if part["type"] == 18]
    parts: list[dict[str, Any]] = []
    for field in labels:
        chosen = [option["value"] for option in field.get("options", ()) if option.get("default")]
        value = typed.get(field["custom_id"], chosen[0] if chosen else field.get("value", ""))
        match field["type"]:
            case 4:
                given: dict[str, Any] = {"value": value}
            case 21:  # a group of radio buttons
                given = {"value": value or None}
            case _:
                given = {"values": [value] if value else []}
        parts.append({"type": 18, "component": {"type": field["type"], "custom_id": field["custom_id"], **given}})
    return SimpleNamespace(data={"custom_id": form.custom_id, "components": [{"type": 10}, *parts]})


def form_fields(form: Form) -> dict[str, dict[str, Any]]:
    """The fields of a form as Discord gets them, with their labels, by name."""
    labels = [part for part in form.to_dict()["components"] if part["type"] == 18]
    fields = [(part["component"], part) for part in labels]
    return {field["custom_id"]: {**field, **label, "type": field["type"]} for field, label in fields}


def attached(of: Clip, *, audio: bool = True, image: bool = True) -> ClipAttachment:
    """A clip with its files."""
    sound: FetchedFile[Container] | None = FetchedFile(SpooledFile(), "m4a") if audio else None
    return ClipAttachment(of, sound, FetchedFile(SpooledFile(), "jpg") if image else None)
