"""What an operation starts from: a clip of this server, a recording, two clips, an extension, a fresh one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import ClipGone, ClipUnfit, PersonError
from bot.musicapi.operations import Operation
from bot.orders.order import order_from_words, order_words
from data import personas
from data.brief import Details
from data.guilds.viewers import NOBODY, Viewer
from data.ids import ChannelId, UserId
from data.rows import FailureKind, JobState
from tests.bot.conftest import CHANNEL, CLIP_SECONDS, GUILD, MEMBER, OTHER_GUILD, SONIC, VIEWER, offered
from tests.telling import tells

if TYPE_CHECKING:
    from tests.bot.conftest import Studio

WORDS = "[Verse 1]\nThe harbour light is burning low\n\n[Chorus]\nSing it back to me"


@pytest.fixture
def studio(workshop: Studio) -> Studio:
    """A studio whose clips are long enough to be brought back as recordings."""
    return workshop


@pytest.mark.parametrize("family", ["riffusion", "sonic", "producer"])
async def test_a_recording_becomes_a_clip_that_is_heard_where_the_person_put_it(studio: Studio, family: str) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    before = await studio.spent()
    details = Details(url=clip.audio_url, length=CLIP_SECONDS)
    brought = await studio.done(Operation.UPLOAD, model=family, title="My tape", details=details)
    assert (brought.state, brought.family) == (JobState.DONE, family)
    (upload,) = await studio.clips(brought)
    assert (upload.uploaded, upload.audio_url, upload.duration, upload.title) == (
        True,
        clip.audio_url,
        CLIP_SECONDS,
        "My tape",
    )
    assert await studio.spent() - before == 2


async def test_an_uploaded_clip_is_covered_as_such(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    details = Details(url=clip.audio_url, length=CLIP_SECONDS)
    (upload,) = await studio.clips(await studio.done(Operation.UPLOAD, model="sonic", details=details))
    await studio.done(Operation.COVER, upload, style="folk", lyrics=WORDS)
    sent = studio.vendor.accepted[-1].body
    assert (sent["task_type"], sent["continue_clip_id"]) == ("cover_upload_music", upload.clip_id)
    assert Operation.ADD_VOCALS in await offered(studio, upload)
    assert Operation.ADD_VOCALS not in await offered(studio, clip)
    with pytest.raises(ClipUnfit, match="recording"):
        await studio.place(studio.order("", operation=Operation.ADD_VOCALS, source=clip.id, lyrics=WORDS))


async def test_a_recording_that_the_vendor_cannot_use_is_refunded_with_its_reason(studio: Studio) -> None:
    details = Details(url="http://musicapi.test/nothing.mp3", length=30.0)
    ended = await studio.done(Operation.UPLOAD, model="sonic", details=details)
    assert ended.failure is FailureKind.REFUSED
    assert ended.reason
    assert await studio.spent() == 0


async def test_a_mashup_takes_two_clips_of_one_server_and_family(studio: Studio) -> None:
    _, (first, second) = await studio.song(model=SONIC)
    _, (strange, _) = await studio.song(model=SONIC, guild_id=OTHER_GUILD)
    _, (foreign, _) = await studio.song(model="riffusion")
    order = {"operation": Operation.MASHUP, "source": first.id, "style": "jazz"}
    for other in (strange, foreign, first):
        with tells(PersonError, "nothing was charged"):
            await studio.place(studio.order("", **order, details=Details(other_clip=other.id)))
    made = await studio.done(Operation.MASHUP, first, style="jazz", details=Details(other_clip=second.id))
    assert made.state is JobState.DONE
    assert studio.vendor.accepted[-1].body["mashup_clip_ids"] == [first.clip_id, second.clip_id]


async def test_only_an_extension_is_joined_to_its_song(studio: Studio) -> None:
    _, (clip, _) = await studio.song("", lyrics=WORDS, style="pop", model=SONIC)
    (extension, *_) = await studio.clips(
        await studio.done(Operation.EXTEND, clip, continue_at=6.0, lyrics=WORDS, style="pop")
    )
    assert Operation.FULL_SONG not in await offered(studio, clip)
    assert Operation.FULL_SONG in await offered(studio, extension)
    with pytest.raises(ClipUnfit):
        await studio.place(studio.order("", operation=Operation.FULL_SONG, source=clip.id))
    with pytest.raises(ClipUnfit):
        await studio.queries.clip_operation(clip.id, GUILD, VIEWER, Operation.FULL_SONG)
    joined = await studio.done(Operation.FULL_SONG, extension)
    assert joined.state is JobState.DONE
    assert await studio.clips(joined)


async def test_a_clip_is_remastered_for_a_day_only(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model="sonic/sonic-v4")
    made = await studio.done(Operation.REMASTER, clip)
    assert (made.state, made.model) == (JobState.DONE, "sonic-v5")  # the nearest that can
    studio.clock.advance(24 * 3600)
    assert Operation.REMASTER not in await offered(studio, clip)
    with tells(ClipUnfit, "24 hours"):
        await studio.place(studio.order("", operation=Operation.REMASTER, source=clip.id))


async def test_a_clip_of_another_server_is_no_source(studio: Studio) -> None:
    _, (clip, _) = await studio.song(model=SONIC, guild_id=OTHER_GUILD)
    with pytest.raises(ClipGone):
        await studio.queries.clip_menu(clip.id, GUILD, VIEWER)
    with pytest.raises(ClipGone):
        await studio.queries.lineage(clip.id, GUILD, VIEWER)
    assert await studio.queries.recent_clips(GUILD, VIEWER) == []
    async with studio.database.reading() as tx:
        assert await personas.of_guild(tx, GUILD) == []


STRANGER = UserId(MEMBER + 1)
ELSEWHERE = ChannelId(CHANNEL + 1)


@pytest.mark.parametrize(
    "viewer",
    [
        NOBODY,
        Viewer(STRANGER),
        Viewer(STRANGER, frozenset({ELSEWHERE})),
        Viewer(STRANGER, frozenset({ELSEWHERE}), frozenset({CHANNEL})),
        Viewer(MEMBER, frozenset({ELSEWHERE}), frozenset({CHANNEL})),  # its maker, who was kept out since
    ],
)
async def test_a_clip_of_a_channel_that_is_closed_to_somebody_is_no_source(studio: Studio, viewer: Viewer) -> None:
    _, (clip, _) = await studio.song(model=SONIC)
    _, (own, _) = await studio.song(model=SONIC, channel_id=ELSEWHERE, user_id=STRANGER)
    for asked in (
        studio.queries.clip_menu(clip.id, GUILD, viewer),
        studio.queries.clip_operation(clip.id, GUILD, viewer, Operation.COVER),
        studio.queries.lineage(clip.id, GUILD, viewer),
    ):
        with pytest.raises(ClipGone):
            await asked
    assert clip.id not in {each.id for each in await studio.queries.recent_clips(GUILD, viewer)}
    order = studio.order("", operation=Operation.COVER, source=clip.id, style="folk", lyrics=WORDS, viewer=viewer)
    with tells(ClipGone, "you cannot see it.*nothing was charged"):
        await studio.place(order)
    # What was kept says nothing of who may see it: that is asked when it is placed.
    kept = order_words(studio.order("", operation=Operation.COVER, source=clip.id, style="folk", lyrics=WORDS))
    with pytest.raises(ClipGone):
        await studio.place(order_from_words(kept, studio.order("", viewer=viewer)))
    mashup = {"operation": Operation.MASHUP, "source": own.id, "style": "jazz", "viewer": viewer}
    with pytest.raises(ClipGone):
        await studio.place(studio.order("", **mashup, details=Details(other_clip=clip.id)))


async def test_a_mashup_offers_only_what_the_person_may_hear(studio: Studio) -> None:
    _, (first, second) = await studio.song(model=SONIC)
    _, hidden = await studio.song(model=SONIC, channel_id=ELSEWHERE, user_id=STRANGER)
    offered = (await studio.queries.clip_operation(first.id, GUILD, VIEWER, Operation.MASHUP)).others
    assert {clip.id for clip in offered} == {second.id}
    both = Viewer(MEMBER, frozenset({CHANNEL, ELSEWHERE}))
    offered = (await studio.queries.clip_operation(first.id, GUILD, both, Operation.MASHUP)).others
    assert {clip.id for clip in offered} == {second.id, *(clip.id for clip in hidden)}


async def test_what_is_hidden_in_a_tree_is_left_out_without_a_gap(studio: Studio) -> None:
    _, (clip, other) = await studio.song("", lyrics=WORDS, style="pop", model=SONIC)
    extend = {"continue_at": 6.0, "lyrics": WORDS, "style": "pop"}
    hidden = await studio.clips(await studio.done(Operation.EXTEND, clip, **extend, channel_id=ELSEWHERE))
    covers = await studio.clips(await studio.done(Operation.COVER, hidden[0], style="folk", lyrics=WORDS))
    everything = Viewer(STRANGER, frozenset({CHANNEL, ELSEWHERE}))
    whole = await studio.queries.lineage(clip.id, GUILD, everything)
    assert len([row for row in whole.rows if row.clip_row_id]) == 6
    assert set(whole.joins) == {each.id for each in hidden}
    seen = await studio.queries.lineage(clip.id, GUILD, Viewer(STRANGER, frozenset({CHANNEL})))
    assert {row.clip_row_id for row in seen.rows} == {clip.id, other.id, *(each.id for each in covers)}
    assert seen.joins == {}
