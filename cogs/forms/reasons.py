"""Why a form of a new song is about another model than the person's first choice."""

from __future__ import annotations

from collections.abc import Mapping

from bot.orders.candidates import Candidate
from bot.orders.passed_over import too_short_for
from bot.status.snapshots import NewSong
from cogs.text.model_names import reason_line


def form_reason(song: NewSong, candidate: Candidate, known: Mapping[str, str]) -> str:
    """Why this candidate makes the song of these texts, in one line; empty where it is the first choice."""
    first, is_known = song.candidates[0], candidate is song.fitting
    passed = song.passed_over if is_known or candidate is first else (*song.passed_over, too_short_for(first, known))
    return reason_line(candidate.family, candidate.model, passed)
