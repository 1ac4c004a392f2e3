"""Songs as zips: each no larger than one message, every song in one of them or in the list of what is missing."""

from __future__ import annotations

import asyncio
import io
import zipfile
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.delivery import song_zips
from bot.delivery.song_zips import Missing, Outcome, SongZips, Why
from bot.library.downloads import Wanted
from bot.media.fetch import Fetcher
from data.ids import ClipId
from tests.cogs.making import clip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.media.spool import SpooledFile
    from data.rows import Clip

MIB = 1024 * 1024
MP3 = b"ID3\4\0\0\0\0\0\0" + bytes(1_000)
NASTY = ("../../etc/passwd", "CON", "a/b:c*?", "same", "same", "夜の歌", "", "x" * 300)


@dataclass
class Member:
    """Takes zips, as long as they are no larger than `most` bytes, and is late after so many songs."""

    clips: dict[ClipId, Clip]
    most: int = 1 << 40
    late_after: int = 1_000
    sent: list[bytes] = field(default_factory=list[bytes])
    told: list[int] = field(default_factory=list[int])
    loaded: int = 0

    async def load(self, wanted: Wanted) -> Clip | None:
        self.loaded += 1
        return self.clips.get(wanted.clip_id)

    async def send(self, zipped: SpooledFile, number: int, songs: int) -> bool:
        del songs
        if zipped.size > self.most:
            return False
        assert number == len(self.sent) + 1
        self.sent.append(zipped.open().read())
        return True

    async def tell(self, done: int) -> None:
        self.told.append(done)

    def is_late(self) -> bool:
        return self.loaded >= self.late_after

    def list_missing(self, missing: Sequence[Missing]) -> str:
        return "\n".join(f"{each.wanted.number} {each.why}" for each in missing)

    def names(self) -> list[list[str]]:
        """What is in each zip."""
        return [zipfile.ZipFile(io.BytesIO(each)).namelist() for each in self.sent]

    def said(self) -> str:
        """What the last zip says is missing."""
        return zipfile.ZipFile(io.BytesIO(self.sent[-1])).read("missing.txt").decode()


class Shop:
    """A MusicAPI's files, each with so many bytes behind the beginning of an MP3; None: HTTP 404."""

    def __init__(self, *sizes: int | None) -> None:
        self.sizes = sizes
        self.zips = SongZips(Fetcher("files.test", httpx.MockTransport(self._answer)))
        self.wanted = [Wanted(number, ClipId(number), f"Song {number}") for number in range(1, len(sizes) + 1)]
        self.member = Member({each.clip_id: self._clip(each.number) for each in self.wanted})

    async def deliver(self, limit: int = 10 * MIB) -> Outcome:
        return await self.zips.deliver(self.wanted, limit, self.member)

    def content(self, number: int) -> bytes:
        return MP3 + bytes([number]) * (self.sizes[number - 1] or 0)

    @staticmethod
    def _clip(number: int) -> Clip:
        return clip(1, id=number, audio_url=f"http://files.test/{number}", image_url="http://files.test/0")

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        number = int(request.url.path[1:])  # the cover has no place in these
        if self.sizes[number - 1] is None:
            return httpx.Response(404)
        return httpx.Response(200, content=self.content(number))


async def test_songs_come_in_as_few_zips_as_they_fit_into_in_order() -> None:
    shop = Shop(4 * MIB, 4 * MIB, 4 * MIB, 4 * MIB, 3 * MIB)
    assert await shop.deliver() == Outcome(songs=5, zips=3, missing=())
    assert shop.member.names() == [
        ["01 Song 1.mp3", "02 Song 2.mp3"],
        ["03 Song 3.mp3", "04 Song 4.mp3"],
        ["05 Song 5.mp3"],
    ]
    assert all(len(each) <= 10 * MIB for each in shop.member.sent)
    assert zipfile.ZipFile(io.BytesIO(shop.member.sent[0])).read("02 Song 2.mp3") == shop.content(2)
    assert shop.member.told == [1, 2, 3, 4, 5]


async def test_names_are_safe_and_each_is_there_once_whatever_songs_are_called() -> None:
    shop = Shop(*(100 for _ in NASTY))
    titles = zip(shop.wanted, NASTY, strict=True)
    shop.wanted = [replace(each, title=title) for each, title in titles]
    await shop.deliver()
    (names,) = shop.member.names()
    assert len(set(names)) == len(NASTY)
    assert [name[:3] for name in names] == [
        f"0{number} " if name[2] == " " else f"0{number}." for number, name in enumerate(names, 1)
    ]
    assert all(len(name) < 80 and not set(name) & set('/\\:*?"<>|') and ".." not in name for name in names)
    assert names[5] == "06 夜の歌.mp3"


async def test_what_is_gone_or_cannot_be_had_is_listed_and_the_others_come() -> None:
    shop = Shop(100, 200, None, 300)
    del shop.member.clips[ClipId(2)]
    outcome = await shop.deliver()
    assert (outcome.songs, outcome.zips) == (2, 1)
    assert [(each.wanted.number, each.why) for each in outcome.missing] == [(2, Why.GONE), (3, Why.UNREACHABLE)]
    assert shop.member.names() == [["01 Song 1.mp3", "04 Song 4.mp3", "missing.txt"]]
    assert shop.member.said() == "2 gone\n3 unreachable"


async def test_where_nothing_can_be_had_there_is_still_the_list() -> None:
    shop = Shop(None, None)
    assert (await shop.deliver()).songs == 0
    assert shop.member.names() == [["missing.txt"]]


async def test_no_song_is_begun_that_would_come_too_late() -> None:
    shop = Shop(100, 100, 100)
    shop.member.late_after = 1
    outcome = await shop.deliver()
    assert [each.why for each in outcome.missing] == [Why.LATE, Why.LATE]
    assert shop.member.names() == [["01 Song 1.mp3", "missing.txt"]]
    assert shop.member.loaded == 1


async def test_where_discord_takes_less_than_it_said_smaller_zips_come_and_nothing_is_lost() -> None:
    shop = Shop(*(MIB for _ in range(7)))
    shop.member.most = 3 * MIB
    assert await shop.deliver() == Outcome(songs=7, zips=4, missing=())
    assert [name for names in shop.member.names() for name in names] == [f"0{n} Song {n}.mp3" for n in range(1, 8)]


async def test_where_discord_takes_nothing_at_all_it_ends() -> None:
    shop = Shop(MIB // 2, MIB // 2)
    shop.member.most = 0
    outcome = await shop.deliver()
    assert (outcome.songs, outcome.zips, len(outcome.missing)) == (0, 0, 2)


async def test_a_song_that_is_larger_than_a_zip_and_cannot_be_made_smaller_is_listed() -> None:
    shop = Shop(100, 3 * MIB, 100)
    outcome = await shop.deliver(2 * MIB)
    assert [(each.wanted.number, each.why) for each in outcome.missing] == [(2, Why.UNREACHABLE)]
    assert outcome.songs == 2


async def test_of_two_at_once_each_gets_all_though_the_disk_has_room_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(song_zips, "AT_ONCE", 12 * MIB)
    shop = Shop(4 * MIB, 4 * MIB, 4 * MIB)
    other = Member(dict(shop.member.clips))
    both = (shop.deliver(), shop.zips.deliver(shop.wanted, 10 * MIB, other))
    async with asyncio.timeout(60):
        first, second = await asyncio.gather(*both)
    assert first == second == Outcome(songs=3, zips=2, missing=())
    assert other.names() == shop.member.names()
