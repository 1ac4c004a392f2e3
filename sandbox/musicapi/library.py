"""What the vendor keeps for its customers: clips to go on with, personas and voices."""

from __future__ import annotations

from sandbox.musicapi.works import SOURCES, Clip, Persona
from sandbox.wire.clock import Clock


class Library:
    """Clips and personas by their ids; a voice that was made of a recording is kept among the clips."""

    def __init__(self, clock: Clock) -> None:
        self.clips: dict[str, Clip] = {}
        self.personas: dict[str, Persona] = {}
        self.vocals: dict[str, Clip] = {}  # by the id of what was taken from them for a persona
        self._clock = clock

    def clip(self, family: str, clip_id: str) -> Clip | None:
        """The clip of this family that is finished and that something can be made of."""
        clip = self.clips.get(clip_id)
        usable = clip is not None and clip.family == family and clip.product in SOURCES
        return clip if clip is not None and usable and clip.is_ready(self._clock.now()) else None

    def age(self, clip: Clip) -> float:
        """Seconds since the clip was asked for, which is what its `created_at` says."""
        return self._clock.now() - clip.made_at

    def persona(self, persona_id: str, *, voices: bool) -> Persona | None:
        """The persona with this id; with `voices`, a finished voice does, too."""
        clip = self.clips.get(persona_id) if voices else None
        if clip is not None and clip.product == "voice" and clip.is_ready(self._clock.now()):
            return Persona(persona_id, "", clip)
        return self.personas.get(persona_id)
