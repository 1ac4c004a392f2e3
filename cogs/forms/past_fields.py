"""Pure: what was typed and chosen for a job that is made of a clip, by the names of its form's fields."""

from __future__ import annotations

import math

from data.rows import Clip, Job


def past_fields(job: Job, source: Clip) -> dict[str, str]:
    """The fields of the job's form as they were; those that its form does not have do no harm.

    What an extension goes on from is left as the form shows it where that is the end of `source`.
    """
    brief, details = job.brief, job.brief.details
    fields = {name: getattr(brief, name) for name in ("title", "prompt", "style", "lyrics")}
    fields |= {name: value for name, value in (("variation", details.variation), ("format", details.format)) if value}
    if details.other_clip is not None:
        fields["other_clip"] = str(details.other_clip)
    if details.starts_at is not None and details.ends_at is not None:
        fields["times"] = f"{_seconds(details.starts_at)}-{_seconds(details.ends_at)}"
    if brief.continue_at is not None and not _is_end(brief.continue_at, source):
        fields["moment"] = _seconds(brief.continue_at)
    return fields


def _is_end(moment: float, source: Clip) -> bool:
    return source.duration is not None and math.isclose(moment, source.duration, abs_tol=0.01)


def _seconds(moment: float) -> str:
    """A moment as it is typed: `95` or `95.5`."""
    return f"{moment:.2f}".rstrip("0").rstrip(".")
