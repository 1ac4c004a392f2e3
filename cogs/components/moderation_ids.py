"""What moderators press and fill in, and what members fill in for them: published formats, as in `custom_id.py`."""

from __future__ import annotations

from dataclasses import dataclass

from cogs.components.custom_id import CustomId
from cogs.components.song_action import CaseAction
from data.ids import CaseId, JobId


@dataclass(frozen=True, slots=True)
class CaseButton(CustomId):
    """Decides about an order that waits, or about a song that was reported."""

    template = "case:v1:{case_action}:{case_id}"
    case_action: CaseAction
    case_id: CaseId


@dataclass(frozen=True, slots=True)
class RejectForm(CustomId):
    """Why an order is not approved."""

    template = "form:v1:reject:{case_id}"
    case_id: CaseId


@dataclass(frozen=True, slots=True)
class ReportForm(CustomId):
    """Why a song is reported."""

    template = "form:v1:report:{job_id}"
    job_id: JobId
