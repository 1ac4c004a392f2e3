"""Every family by its name in the path."""

from __future__ import annotations

from sandbox.musicapi.families.nuro import Nuro
from sandbox.musicapi.families.producer.family import Producer
from sandbox.musicapi.families.riffusion import Riffusion
from sandbox.musicapi.families.sonic.family import Sonic
from sandbox.musicapi.families.sonic.legacy import LEGACY, Suno
from sandbox.musicapi.families.studio import Studio
from sandbox.musicapi.family import Family


def all_families() -> dict[str, Family]:
    """The families that the vendor has a path for, whether it still serves them or not."""
    named: tuple[Family, ...] = (Riffusion(), Sonic(), Producer(), Nuro(), Studio())
    return {**{family.name: family for family in named}, LEGACY: Suno()}
