"""Every mood by its name."""

from __future__ import annotations

from sandbox.musicapi.moods.documented import Documented
from sandbox.musicapi.moods.hostile import Hostile
from sandbox.musicapi.moods.mood import Mood, MoodName

MOODS: dict[MoodName, Mood] = {mood.name: mood for mood in (Documented(), Mood(), Hostile())}
