"""What the buttons of `/queue` are about."""

from __future__ import annotations

from dataclasses import dataclass

from cogs.components.custom_id import CustomId
from data.ids import JobId


@dataclass(frozen=True, slots=True)
class QueueCancel(CustomId):
    """Takes a job out of the line, and shows the line as it is then."""

    template = "queue:v1:cancel:{job_id}"
    job_id: JobId


@dataclass(frozen=True, slots=True)
class QueueLook(CustomId):
    """Shows the line as it is now."""

    template = "queue:v1:look"
