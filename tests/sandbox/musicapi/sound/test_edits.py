"""Takes, extensions and covers: what stays the same and what does not."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from sandbox.musicapi.sound.brief import Brief, Stretch
from sandbox.musicapi.sound.score import Score, write
from tests.sandbox.musicapi.sound.songs import LYRICS, laid, song

MORE = "[Bridge]\nsomething else to say\n[Chorus]\nsing it again"


def pitches(score: Score) -> list[int]:
    return [note.pitch for note in score.sung if note.part == "lead"]


def digest(brief: Brief) -> str:
    write.cache_clear()
    return hashlib.sha256(repr(write(brief)).encode()).hexdigest()


def test_the_same_brief_is_the_same_score() -> None:
    assert digest(song()) == digest(song())
    others = [song("sad pop"), song(tune="8/1"), song(lyrics=LYRICS[:200]), song(seconds=120.0), song(lead=False)]
    assert len({digest(brief) for brief in (song(), *others)}) == 6


def take(number: int) -> Brief:
    brief = song("rock")
    return replace(brief, stretches=(replace(brief.stretches[0], take=number),))


def test_two_takes_are_one_song_performed_twice() -> None:
    first, second = write(take(1)), write(take(2))
    assert first.tune == second.tune
    assert first.dress == second.dress
    assert laid(first) == laid(second)
    assert [note.at for note in first.sung] == [note.at for note in second.sung]
    one, two = pitches(first), pitches(second)
    assert 0.5 < sum(a == b for a, b in zip(one, two, strict=True)) / len(one) < 0.98
    drums = [[(n.at, n.voice) for n in score.notes if n.part == "drums"] for score in (first, second)]
    assert drums[0] != drums[1]  # other fills
    bass = [[note for note in score.notes if note.part in ("bass", "chords")] for score in (first, second)]
    assert bass[0] == bass[1]


@pytest.mark.parametrize("at", [20.0, 61.3, 149.0])
def test_an_extension_goes_on_where_its_source_was_left(at: float) -> None:
    source = song()
    new = Stretch(60.0, MORE)
    alone, whole = source.extended(at, new, whole=False), source.extended(at, new, whole=True)
    assert alone.seconds == 60.0
    assert whole.seconds == pytest.approx(at + 60.0)
    before, after = write(source), write(alone)
    assert (after.tune, after.dress) == (before.tune, before.dress)
    bar = before.tune.bar
    first = laid(after)[-len(after.passages[-1].sections)].first
    assert 0 <= first * bar - at < bar  # with the first whole bar after the point
    kicks = [note.at + at for note in after.notes if note.voice == "kick" and note.at >= first * bar - at]
    beats = [beat / (bar / 16) for beat in kicks]
    assert beats == pytest.approx([round(beat) for beat in beats], abs=0.35)  # on its source's grid, but for swing
    # Until then its source plays on.
    lead_in = [(n.pitch, n.voice) for n in after.notes if 0 <= n.at < first * bar - at - 1e-6]
    assert lead_in == [(n.pitch, n.voice) for n in before.notes if at <= n.at < first * bar - 1e-6]


def test_the_whole_keeps_its_beginning() -> None:
    source = song()
    whole = write(source.extended(60.0, Stretch(60.0, MORE), whole=True))
    kept = [note for note in write(source).notes if note.at + note.seconds < 59.0]
    assert [note for note in whole.notes if note.at + note.seconds < 59.0] == kept
    assert not [note for note in whole.sung if note.at < 60.0 < note.at + note.seconds - 1e-6]
    assert [section.kind for section in whole.passages[-1].sections][:2] == ["bridge", "chorus"]


def test_extensions_of_extensions() -> None:
    brief = song().extended(60.0, Stretch(60.0, MORE), whole=False).extended(40.0, Stretch(30.0, MORE), whole=False)
    assert (brief.start, brief.seconds) == (100.0, 30.0)
    score = write(brief)
    assert score.tune == write(song()).tune
    assert all(note.at < 30.0 for note in score.notes)
    shorter = song().extended(60.0, Stretch(60.0, MORE), whole=True).extended(30.0, Stretch(30.0), whole=True)
    assert (len(shorter.stretches), shorter.seconds) == (2, 60.0)


def test_a_cover_keeps_melody_and_chords_and_changes_who_plays() -> None:
    source = song("happy pop")
    cover = source.covered("dark metal", 1, "", lead=True)
    before, after = write(source), write(cover)
    assert after.tune == before.tune
    assert [pitch % 12 for pitch in pitches(after)] == [pitch % 12 for pitch in pitches(before)]
    assert after.dress.genre.names[0] == "metal"
    bands = [{note.voice for note in score.notes if note.part in ("bass", "chords")} for score in (before, after)]
    assert not bands[0] & bands[1]
    drums = [[(n.at, n.voice) for n in score.notes if n.part == "drums"] for score in (before, after)]
    assert drums[0] != drums[1]
    assert cover.seconds == source.seconds


def test_a_cover_with_other_words_keeps_its_form() -> None:
    source = song("happy pop")
    cover = source.covered("jazz", 1, "[Verse]\nonly a few\n[Chorus]\nother words", lead=True)
    before, after = laid(write(source)), laid(write(cover))
    assert [(s.kind, s.first, s.bars) for s in before] == [(s.kind, s.first, s.bars) for s in after]
    assert len(pitches(write(cover))) > 10


def test_two_covers_differ_in_who_plays() -> None:
    source = song("happy pop")
    covers = [write(source.covered("jazz", touch, "", lead=True)) for touch in (1, 2)]
    assert covers[0].dress.riff != covers[1].dress.riff


def test_a_slow_beat_for_a_fast_song_takes_its_time() -> None:
    fast = song("drum and bass")
    kicks = [
        sum(note.voice == "kick" for note in write(fast.covered(words, 1, "", lead=True)).notes)
        for words in ("reggae", "hip hop", "drum and bass")
    ]
    assert max(kicks[:2]) < 2 * kicks[2]
    assert write(fast.covered("lofi", 1, "", lead=True)).dress.feel == 0.5
