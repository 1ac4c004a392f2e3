"""What MusicAPI offers, host by host and family by family: prices, models, limits, clips.

Data; the rules are in checks. Prices are credits a call. Where the vendor's own pages disagree, the newest page of that
host counts; where a price depends on the request (create and cover of sonic on the second host: 10 or 14), the higher
one stands here, so that a hold always covers it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.musicapi import checks, producer, riffusion, sonic
from bot.musicapi.offers import Family, Host, Limits, Model, Offer, Operation, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.musicapi.requests import SongRequest

__all__ = ["Catalog", "Family", "Host", "Limits", "Model", "Offer", "Operation", "Text", "UnknownFamily"]

# docs.musicapi.ai, riffusion pages of 2025-06: prompt and sound 200, lyrics 3,000, title 80.
RIFFUSION_LIMITS: Final = Limits(prompt=200, style=200, lyrics=3000, title=80)
# docs.musicapi.ai/sonic-instructions and a live run of 2026-07-15: one character more is a 400.
SONIC_LIMITS: Final = Limits(prompt=400, style=1000, lyrics=5000, title=80)
SONIC_OLD_LIMITS: Final = Limits(prompt=400, style=200, lyrics=3000, title=80)
# The vendor publishes only the title's 80 for producer. The others are ours, as long as its other families take.
PRODUCER_LIMITS: Final = Limits(prompt=1000, style=1000, lyrics=3000, title=80)
PRODUCER_EXTEND_LIMITS: Final = Limits(prompt=1000, style=1000, lyrics=3000, title=0)
PRODUCER_COVER_LIMITS: Final = Limits(prompt=1000, style=1000, lyrics=0, title=80)  # takes an instruction, no lyrics

# The vendor claims under a minute for a full song; the percentiles around it are ours until the bot has learnt its own.
RIFFUSION_MODELS: Final = tuple(
    Model(name, name, (25.0, 45.0, 75.0)) for name in ("FUZZ-1.1 Pro", "FUZZ-1.1", "FUZZ-1.0 Pro", "FUZZ-1.0")
)
# "1-3 min" on the product pages; several minutes have been seen.
_SONIC_TYPICAL: Final = (60.0, 110.0, 200.0)
SONIC_MODELS: Final = (
    Model("sonic-v5", "v5", _SONIC_TYPICAL),
    Model("sonic-v5-5", "v5.5", _SONIC_TYPICAL),
    Model("sonic-v4-5-plus", "v4.5+", _SONIC_TYPICAL),
    Model("sonic-v4-5", "v4.5", _SONIC_TYPICAL),
    Model("sonic-v4", "v4", _SONIC_TYPICAL, SONIC_OLD_LIMITS),
    Model("sonic-v3-5", "v3.5", _SONIC_TYPICAL, SONIC_OLD_LIMITS),
)
# Since 2026-04 every FUZZ name is an alias of the one model on api.musicapi.ai, so one name is enough. Timing: "most
# tasks 30-60 s" in 2025, "1-3 min" on the product pages.
PRODUCER_MODELS: Final = (Model("FUZZ-2.0", "Lyria 3 Pro", (30.0, 60.0, 150.0)),)
# docs.aimusicapi.ai/producer-api-overview, without the models that it says often fail.
PRODUCER_TWIN_MODELS: Final = (
    Model("FUZZ-2.0", "FUZZ-2.0", (18.0, 24.0, 30.0)),
    Model("FUZZ-2.0 Pro", "FUZZ-2.0 Pro", (20.0, 25.0, 30.0)),
    Model("FUZZ-2.0 Raw", "FUZZ-2.0 Raw", (18.0, 24.0, 30.0)),
    Model("FUZZ-1.1 Pro", "FUZZ-1.1 Pro", (30.0, 40.0, 50.0)),
    Model("FUZZ-1.0 Pro", "FUZZ-1.0 Pro", (18.0, 24.0, 30.0)),
)

# `sound` is required on riffusion's extend page, `instruction` on producer's cover page.
_A_STYLE: Final = frozenset[Text]({"style"})


def _offers(*offers: Offer) -> Mapping[Operation, Offer]:
    return MappingProxyType({offer.operation: offer for offer in offers})


# docs.musicapi.ai/credits-usage-guide of 2025-06-19; no other price is known for the second host.
_RIFFUSION: Final = Family(
    "riffusion",
    "Riffusion",
    RIFFUSION_MODELS,
    _offers(
        Offer(Operation.CREATE, 12, 2, RIFFUSION_LIMITS),
        Offer(Operation.EXTEND, 12, 2, RIFFUSION_LIMITS, _A_STYLE),
        Offer(Operation.COVER, 12, 2, RIFFUSION_LIMITS, _A_STYLE),
    ),
    "m4a",
    riffusion.body,
    riffusion.TEXTS,
)


def _sonic(*, create: int, extend: int, cover: int) -> Family:
    return Family(
        "sonic",
        "Sonic",
        SONIC_MODELS,
        _offers(
            Offer(Operation.CREATE, create, 2, SONIC_LIMITS),
            Offer(Operation.EXTEND, extend, 2, SONIC_LIMITS),
            Offer(Operation.COVER, cover, 2, SONIC_LIMITS),
        ),
        "mp3",
        sonic.body,
        sonic.TEXTS,
    )


def _producer(models: tuple[Model, ...], *offers: Offer) -> Family:
    return Family("producer", "Producer", models, _offers(*offers), "m4a", producer.body, producer.TEXTS)


FAMILIES: Final[Mapping[Host, tuple[Family, ...]]] = MappingProxyType(
    {
        Host.MUSICAPI: (
            _RIFFUSION,
            _sonic(create=15, extend=15, cover=15),
            _producer(
                PRODUCER_MODELS,
                Offer(Operation.CREATE, 12, 1, PRODUCER_LIMITS),
                Offer(Operation.EXTEND, 12, 1, PRODUCER_EXTEND_LIMITS),
                Offer(Operation.COVER, 12, 1, PRODUCER_COVER_LIMITS, _A_STYLE),
            ),
        ),
        Host.TWIN: (
            _RIFFUSION,
            _sonic(create=14, extend=10, cover=14),
            # Everything but create_music is answered with 410 here.
            _producer(PRODUCER_TWIN_MODELS, Offer(Operation.CREATE, 10, 1, PRODUCER_LIMITS)),
        ),
    }
)


class UnknownFamily(ValueError):
    """A family was named that MusicAPI does not have, or none at all."""


class Catalog:
    """What one host offers; `families` are the operator's choice for new songs, in the operator's order."""

    def __init__(self, host: Host, families: tuple[Family, ...]) -> None:
        self.host = host
        self.families = families
        self._known = {family.name: family for family in FAMILIES[host]}

    @classmethod
    def for_url(cls, base_url: str, families: Iterable[str]) -> Catalog:
        """The catalog of the host at `base_url`; raises UnknownFamily with one plain sentence."""
        host = Host.of(base_url)
        known = {family.name: family for family in FAMILIES[host]}
        names = list(dict.fromkeys(name.strip().lower() for name in families if name.strip()))
        strange = [name for name in names if name not in known]
        if strange or not names:
            named = f"{', '.join(strange)} is unknown" if strange else "no family is named"
            raise UnknownFamily(f"{named}; the families are {', '.join(known)}")
        return cls(host, tuple(known[name] for name in names))

    def family(self, name: str) -> Family:
        """The family called so, chosen for new songs or not: old clips keep theirs; KeyError where there is none."""
        return self._known[name]

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

    def can_take(self, request: SongRequest) -> str | None:
        """None where MusicAPI would take `request` as it would be sent, else one sentence for a person why not."""
        family = self._known.get(request.family)
        if family is None:
            return f"There is no model family called “{request.family}”."
        return checks.why_not(request, family, self.host)
