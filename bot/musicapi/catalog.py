"""What MusicAPI offers, host by host and family by family."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from bot.errors import Problem, RequestRefused
from bot.musicapi import rules
from bot.musicapi.families.nuro import NURO
from bot.musicapi.families.producer import PRODUCER, PRODUCER_TWIN
from bot.musicapi.families.riffusion import RIFFUSION
from bot.musicapi.families.sonic import SONIC, SONIC_TWIN
from bot.musicapi.families.studio import STUDIO
from bot.musicapi.offers import Family, Host, Model, Offer
from bot.musicapi.operations import Operation
from bot.musicapi.requests import SongRequest

FAMILIES: Final[Mapping[Host, tuple[Family, ...]]] = MappingProxyType(
    {
        Host.MUSICAPI: (RIFFUSION, SONIC, PRODUCER, NURO, STUDIO),
        Host.TWIN: (RIFFUSION, SONIC_TWIN, PRODUCER_TWIN, STUDIO),  # nuro was answered with 410 there by 2026-09
    }
)
_ANYWHERE: Final = {family.name: family for families in FAMILIES.values() for family in families}
# The families that new songs are made with where the operator names none. The vendor lists studio as unavailable, so it
# is asked for nothing until the operator names it.
DEFAULT_FAMILIES: Final = ("riffusion", "sonic", "producer", "nuro")


def find_model(value: str) -> tuple[Family, Model] | None:
    """The model called so, such as `sonic/sonic-v5`, of whichever host; None where MusicAPI has none such any more."""
    name, _, model_name = value.partition("/")
    family = _ANYWHERE.get(name)
    model = family.model(model_name) if family else None
    return (family, model) if family and model else None


def label_of(family: str) -> str:
    """What people call a family; its name where MusicAPI has no such family, or has it no more."""
    known = _ANYWHERE.get(family)
    return known.label if known else family


class UnknownFamily(ValueError):
    """A family was named that MusicAPI does not have, or none at all."""


class Catalog:
    """What one host offers; `families` are the operator's choice for new songs, in the operator's order."""

    def __init__(self, host: Host, families: tuple[Family, ...]) -> None:
        self.host = host
        self.families = families
        self._known = {family.name: family for family in FAMILIES[host]}

    @classmethod
    def of(cls, host: Host, families: Iterable[str]) -> Catalog:
        """The catalog of `host`; raises UnknownFamily with one plain sentence."""
        known = {family.name: family for family in FAMILIES[host]}
        names = list(dict.fromkeys(name.strip().lower() for name in families if name.strip()))
        strange = [name for name in names if name not in known]
        if strange or not names:
            named = f"{', '.join(strange)} is unknown" if strange else "no family is named"
            raise UnknownFamily(f"{named}; the families are {', '.join(known)}")
        return cls(host, tuple(known[name] for name in names))

    @staticmethod
    def defaults(host: Host) -> tuple[str, ...]:
        """The names of the families that new songs are made with where the operator names none."""
        return tuple(family.name for family in FAMILIES[host] if family.name in DEFAULT_FAMILIES)

    def family(self, name: str) -> Family:
        """The family called so, chosen for new songs or not: old clips keep theirs; KeyError where there is none.

        One that only the other host has offers nothing: its songs of before are still shown by its name.
        """
        found = self.find_family(name)
        if found is None:
            raise KeyError(name)
        return found

    def find_family(self, name: str) -> Family | None:
        """Like `family`; None where MusicAPI has no such family, or has it no more."""
        elsewhere = _ANYWHERE.get(name)
        return self._known.get(name) or (elsewhere and replace(elsewhere, offers=MappingProxyType({})))

    def offer(self, family: str, operation: str) -> Offer | None:
        """What `family` takes and costs for `operation`; None where this host does not have it."""
        known = self._known.get(family)
        return known.offers.get(Operation(operation)) if known and operation in set(Operation) else None

    def models(self) -> list[tuple[Family, Model]]:
        """Every model that new songs may be made with, the default of the first family first."""
        return [(family, model) for family in self.families for model in family.models]

    def model_name(self, family: str, reported: str) -> str:
        """The name that `family` takes for a model that a result reports; empty where it takes none like it.

        Results may call a model otherwise than it was asked for: `chirp-v5` on the second host is `sonic-v5`.
        """
        known = self._known.get(family)
        candidates = (reported, reported.replace("chirp-", "sonic-", 1))
        return next((name for name in candidates if known and known.model(name)), "")

    def check_request(self, request: SongRequest) -> None:
        """Raise RequestRefused with the first reason why MusicAPI would not take `request` as it would be sent."""
        family = self._known.get(request.family)
        if family is None:
            raise RequestRefused(Problem.NO_SUCH_FAMILY, name=request.family)
        rules.check_request(request, family, self.host)
