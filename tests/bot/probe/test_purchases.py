"""What a number of credits buys, and that each purchase can be asked for as the catalog takes it."""

from __future__ import annotations

import pytest

from bot.musicapi.offers import Host
from bot.musicapi.operations import NEW_SONG, StartsFrom
from bot.probe.purchases import LEFT_OUT, choose, credits_of, find_finished, request_for
from data.rows import ClipState, ReportedClip
from tests.bot.musicapi.asking import CLIP, URL, catalog_of

CLIP_MADE = ReportedClip(CLIP, ClipState.SUCCEEDED, duration=120.5, audio_url=URL, lyrics="[Verse]\nLa")


@pytest.mark.parametrize("host", list(Host))
@pytest.mark.parametrize("budget", [0, 1, 9, 10, 25, 60, 10_000])
def test_no_more_is_bought_than_the_credits_pay_for_and_new_songs_first(host: Host, budget: int) -> None:
    bought = choose(catalog_of(host), budget)
    assert sum(each.price for each in bought) <= budget
    assert len({each.name for each in bought}) == len(bought)
    songs = [each.offer.operation is NEW_SONG for each in bought]
    assert songs == sorted(songs, reverse=True)
    with_song = {each.family.name for each in bought if each.offer.operation is NEW_SONG}
    of_clips = [each for each in bought if each.offer.operation.spec.starts_from is not StartsFrom.WORDS]
    assert {each.family.name for each in of_clips} <= with_song


@pytest.mark.parametrize("host", list(Host))
def test_each_of_them_can_be_asked_for_once_there_is_a_clip(host: Host) -> None:
    catalog = catalog_of(host)
    for each in choose(catalog, 10_000):
        request = request_for(each, catalog, CLIP_MADE)
        assert request is not None, each.name
        catalog.check_request(request)
        assert each.offer.operation not in LEFT_OUT
        if each.offer.operation.spec.starts_from is not StartsFrom.WORDS:
            assert request_for(each, catalog, None) is None


def test_nothing_is_made_of_a_clip_that_is_not_finished() -> None:
    running = ReportedClip(CLIP, ClipState.RUNNING, audio_url=URL)
    assert find_finished([running]) is None
    assert find_finished([ReportedClip(CLIP, ClipState.SUCCEEDED)]) is None
    assert find_finished([running, CLIP_MADE]) is CLIP_MADE


def test_amounts_are_said_in_words() -> None:
    assert [credits_of(each) for each in (0, 1, 12, 1.5)] == ["0 credits", "1 credit", "12 credits", "1.5 credits"]
