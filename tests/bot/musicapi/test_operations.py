"""What is true of an operation is said once: the specs are whole, and nobody keeps a list beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.musicapi.catalog import FAMILIES
from bot.musicapi.offers import Host, Source
from bot.musicapi.operations import SPECS, Entry, Gives, Operation, StartsFrom, spec_of

if TYPE_CHECKING:
    from bot.musicapi.offers import Offer

OFFERS = [offer for host in Host for family in FAMILIES[host] for offer in family.offers.values()]


def test_every_operation_has_a_spec_in_the_order_of_the_menu() -> None:
    assert list(SPECS) == list(Operation)
    assert all(operation.spec is spec for operation, spec in SPECS.items())


@pytest.mark.parametrize("operation", Operation)
def test_a_spec_does_not_contradict_itself(operation: Operation) -> None:
    spec = operation.spec
    assert (spec.entry is Entry.COMMAND) is (spec.starts_from is not StartsFrom.CLIP)
    assert not (spec.takes_nothing and (spec.asks_lyrics or spec.asks_style or spec.needs_second_clip))
    assert not (spec.extends and spec.needs_extension)
    assert not spec.shows_style or spec.asks_style
    assert not spec.takes_voice_of or spec.makes_persona


def test_an_operation_of_a_later_version_makes_songs_and_no_more_is_known_of_it() -> None:
    spec = spec_of("levitate")
    assert spec.gives is Gives.SONGS
    assert not any((spec.is_new_song, spec.extends, spec.is_upload, spec.makes_persona))


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.operation.value)
def test_an_offer_reads_what_its_operation_gives(offer: Offer) -> None:
    assert (offer.files is not None) is (offer.gives is Gives.FILES)
    assert offer.read_answer is not None or offer.gives is not Gives.ANSWER
    assert offer.source is not Source.NONE or offer.clips_taken is Source.ANY
    assert offer.path or offer.task_type or offer.operation is Operation.CREATE, (
        "there is no other way to tell it apart"
    )
