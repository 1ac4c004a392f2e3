"""What can be said of a table: what it is about, whose its rows are, and what an erasure leaves of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Table, select

from data import tables

_clips = tables.clips.c


class Theme(StrEnum):
    """What a table is about, as people are told: the catalog has `stored-<theme>` for each."""

    SONGS = "songs"
    CLIPS = "clips"
    PERSONAS = "personas"
    DRAFTS = "drafts"
    CHOICES = "choices"
    LIBRARY = "library"
    SERVER = "server"
    CREDITS = "credits"
    SMALL = "small"
    ADMINS = "admins"
    MODERATION = "moderation"
    ERASURES = "erasures"
    WORKINGS = "workings"


class End(StrEnum):
    """What an erasure leaves of a person's or a server's rows."""

    REMOVED = "removed"  # the rows
    STRIPPED = "stripped"  # the columns that `forgets` names; the others stay
    KEPT = "kept"  # nothing in them is anybody's


@dataclass(frozen=True, slots=True)
class Stored:
    """One table: whose rows these are, and every one of its columns.

    `member` and `guild` are the columns with Discord's ids, `job` and `clip` those by which rows hang on a job; empty
    where there is none. `forgets` are columns that say something of somebody, with what stands there after an erasure,
    `apart` those that `erasures` strips in its own way; `keeps` are the others. `words` are forgotten as well where a
    server keeps them for some days only.
    """

    table: Table
    theme: Theme
    end: End
    keeps: tuple[str, ...] = ()
    forgets: Mapping[str, Any] = field(default_factory=dict[str, Any])
    apart: tuple[str, ...] = ()
    member: str = ""
    guild: str = ""
    job: str = ""
    clip: str = ""
    words: tuple[str, ...] = ()
    secrets: frozenset[str] = frozenset()  # what no export shows: keys to something, or the operator's own

    @property
    def is_of_people(self) -> bool:
        """Whether a row may be one person's."""
        return bool(self.member or self.hangs_on_jobs)

    @property
    def hangs_on_jobs(self) -> bool:
        """Whether rows are found by the job that they belong to."""
        return bool(self.job or self.clip)

    def of_jobs(self, job_ids: Sequence[int]) -> ColumnElement[bool]:
        """What is true of the rows that hang on these jobs."""
        if self.job:
            return self.table.c[self.job].in_(job_ids)
        return self.table.c[self.clip].in_(select(_clips.id).where(_clips.job_id.in_(job_ids)))
