"""The vendor's families: what each takes, how long it takes, and how it tells of its clips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.musicapi.families.nuro import Nuro
from sandbox.musicapi.families.producer import Producer
from sandbox.musicapi.families.riffusion import Riffusion
from sandbox.musicapi.families.sonic import Sonic
from sandbox.musicapi.families.studio import Studio
from sandbox.musicapi.families.suno import Suno

if TYPE_CHECKING:
    from sandbox.musicapi.families.family import Family
    from sandbox.musicapi.profiles import Profile
    from sandbox.musicapi.readings import Readings

LEGACY = "suno"  # sonic by its older name


def families_of(profile: Profile, readings: Readings) -> dict[str, Family]:
    """The families that this host has a path for, by that path, whether it still serves them or not."""
    served: tuple[Family, ...] = (
        Riffusion(),
        Sonic(profile, readings),
        Producer(profile, readings),
        Nuro(),
        Studio(),
    )
    return {**{family.name: family for family in served}, LEGACY: Suno(profile, readings)}
