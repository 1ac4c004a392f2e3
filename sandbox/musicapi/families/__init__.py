"""The vendor's families: what each takes, how long it takes, and how it tells of its clips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.musicapi.families.producer import Producer
from sandbox.musicapi.families.riffusion import Riffusion
from sandbox.musicapi.families.sonic import Sonic

if TYPE_CHECKING:
    from sandbox.musicapi.families.family import Family
    from sandbox.musicapi.profiles import Profile


def families_of(profile: Profile) -> dict[str, Family]:
    """The families that this host serves, by name."""
    served: tuple[Family, ...] = (Riffusion(), Sonic(profile), Producer(profile))
    return {family.name: family for family in served}
