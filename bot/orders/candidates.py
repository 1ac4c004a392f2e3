"""Which operations can be asked for now, of whom, and at what price."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.context import Context
from bot.errors import ClipUnfit, ModelUnavailable, Problem
from bot.musicapi.catalog import Catalog
from bot.musicapi.offers import Family, Limits, Model, Offer, Source, Typical
from bot.musicapi.operations import NEW_SONG, SPECS, Entry, Operation, spec_of
from data import retirements
from data.engine.transaction import Transaction
from data.rows import Clip, Job

# MusicAPI has brought operations back: one job a day may find out, and whoever sent it is refunded where it did not.
TRIED_AGAIN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One operation that can be asked for: who does it, at what price, and what it takes."""

    family: Family
    model: Model
    offer: Offer
    limits: Limits


def retired_name(operation: str, *, uploaded: bool) -> str:
    """The name under which it is known that an operation is gone, for songs and for recordings each.

    MusicAPI has a `task_type` for each (`cover_music`, `cover_upload_music`) and takes them away one by one.
    """
    return f"{operation}_upload" if uploaded else operation


@dataclass(frozen=True, slots=True)
class Market:
    """What can be asked for at one moment: the catalog without what the vendor took away."""

    catalog: Catalog
    retired: AbstractSet[tuple[str, str]]  # families with the names of the operations that they lost
    now: datetime

    @classmethod
    async def load(cls, tx: Transaction, context: Context, *, with_trials: bool = True) -> Market:
        """The market as it is now, with what may be tried again today or without."""
        since = context.now() - TRIED_AGAIN_AFTER if with_trials else retirements.EVER
        retired = await retirements.known(tx, host=context.musicapi_host, since=since)
        return cls(context.catalog, retired, context.now())

    def for_menu(self, clip: Clip, made_by: str) -> list[Candidate]:
        """All that can be done with a clip now but to extend and to cover it; `made_by` is the operation it came of."""
        found: list[Candidate] = []
        for operation, spec in SPECS.items():
            # The sections of a clip that tells them need not be bought, and one without words has none.
            if spec.entry is not Entry.MENU or (spec.times_lyrics and (clip.timeline or not clip.lyrics)):
                continue
            try:
                found.append(self.for_clip(clip, operation, made_by))
            except (ModelUnavailable, ClipUnfit):
                continue
        return found

    def for_clip(self, clip: Clip, operation: Operation, made_by: str, model: str = "") -> Candidate:
        """The operation on a clip, by the clip's own family and its model or the nearest that can.

        Raises ModelUnavailable where the family lost it, ClipUnfit where this very clip cannot be used.
        """
        offer = self.catalog.offer(clip.family, operation)
        if offer is None or offer.source is Source.NONE:
            raise ModelUnavailable(Problem.NOT_FOR_THIS_CLIP)
        family = self.catalog.family(clip.family)
        if (family.name, retired_name(operation, uploaded=clip.uploaded)) in self.retired:
            raise ModelUnavailable(Problem.OPERATION_RETIRED, family=family.label)
        if offer.source is Source.PLATFORM and clip.uploaded:
            raise ClipUnfit(Problem.ONLY_OWN_SONGS, family=family.label)
        if offer.source is Source.UPLOADED and not clip.uploaded:
            raise ClipUnfit(Problem.ONLY_RECORDINGS, family=family.label)
        if offer.fresh_for is not None and self.now - clip.created_at >= offer.fresh_for:
            raise ClipUnfit(Problem.CLIP_TOO_OLD, family=family.label, age=offer.fresh_for)
        if operation.spec.needs_extension and not spec_of(made_by).extends:
            raise ClipUnfit(Problem.NOT_AN_EXTENSION)
        wanted = model.removeprefix(f"{family.name}/")
        return _candidate(family, offer, wanted if family.model(wanted) else clip.model)

    def for_operation(self, operation: Operation, wanted: str, preferred: Sequence[str] = ()) -> list[Candidate]:
        """Who can do what starts from no clip: whoever is `wanted`, or all, the `preferred` first.

        A name is `family/model`, or a family for its default model. Raises ModelUnavailable where there is nobody.
        """
        if not wanted:
            # A default that is gone is passed over: whoever set it may not be there to change it.
            first = [each for name in preferred if name for each in self.for_model(operation, name)]
            rest = [each for family in self.families_for(operation) for each in self.for_model(operation, family.name)]
            found = list({(each.family.name, each.model.name): each for each in (*first, *rest)}.values())
            if not found:
                spec = operation.spec
                new_song = spec.is_new_song and not spec.needs_persona
                raise ModelUnavailable(Problem.NO_MODEL_FOR_NEW_SONGS if new_song else Problem.NO_MODEL)
            return found
        if found := self.for_model(operation, wanted):
            return found
        family = next((family for family in self.catalog.families if family.name == wanted.partition("/")[0]), None)
        if family is not None and operation in family.offers and (family.name, operation) in self.retired:
            raise ModelUnavailable(Problem.OPERATION_RETIRED_FOR_MODEL, family=family.label)
        raise ModelUnavailable(Problem.MODEL_UNKNOWN)

    def first_of_each(self, operations: Iterable[Operation], wanted: str) -> dict[Operation, Candidate]:
        """Who does each of these first, where anybody does; raises ModelUnavailable for none of them."""
        problem, found = ModelUnavailable(Problem.NO_MODEL), dict[Operation, Candidate]()
        for operation in operations:
            try:
                found[operation] = self.for_operation(operation, wanted)[0]
            except ModelUnavailable as error:
                problem = error
        if not found:
            raise problem
        return found

    def families_for(self, operation: Operation) -> Sequence[Family]:
        """The families in the order in which they are asked: a recording goes first to whoever can do most with it."""
        if not operation.spec.is_upload:
            return self.catalog.families
        return sorted(self.catalog.families, key=lambda family: len(self.for_recordings(family)), reverse=True)

    def for_recordings(self, family: Family) -> list[Operation]:
        """What a family does now with a clip that is a recording."""
        return [
            operation
            for operation, offer in family.offers.items()
            if offer.source in (Source.ANY, Source.UPLOADED)
            and not (operation.spec.needs_extension or operation.spec.times_lyrics)  # which no recording is, or has
            and (family.name, retired_name(operation, uploaded=True)) not in self.retired
        ]

    def models_for_new_songs(self) -> list[Candidate]:
        """Every model that can make a new song, in the usual order."""
        return [
            Candidate(family, model, offer, family.limits(offer.operation, model.name))
            for family, model in self.catalog.models()
            if (offer := family.offers.get(NEW_SONG)) and (family.name, offer.operation) not in self.retired
        ]

    def for_model(self, operation: Operation, wanted: str) -> list[Candidate]:
        """The candidate called `family/model`, or a family's default; empty where it cannot be had now."""
        name, _, model = wanted.partition("/")
        family = next((family for family in self.catalog.families if family.name == name), None)
        offer = family.offers.get(operation) if family else None
        if family is None or offer is None or (name, operation) in self.retired:
            return []
        if model and not (family.model(model) and (offer.models is None or model in offer.models)):
            return []
        return [_candidate(family, offer, model)]


def documented_typical(model: Model, offer: Offer | None) -> Typical:
    """What the catalog says of how long it takes, for what was made too seldom here."""
    return Typical(*(offer.typical if offer and offer.typical else model.typical))


def documented_typical_of(job: Job, catalog: Catalog) -> Typical | None:
    """Like `documented_typical`, for a job; None where the catalog does not know its model."""
    model = catalog.family(job.family).model(job.model)
    return documented_typical(model, catalog.offer(job.family, job.operation)) if model else None


def _candidate(family: Family, offer: Offer, model: str) -> Candidate:
    """The candidate with the model called so, or with the nearest that the operation takes."""
    taken = [each for each in family.models if offer.models is None or each.name in offer.models] or family.models
    chosen = next((each for each in taken if each.name == model), taken[0])
    return Candidate(family, chosen, offer, family.limits(offer.operation, chosen.name))
