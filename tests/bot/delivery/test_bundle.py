"""Files as a message can carry them: as they came, smaller without loss, in zips, or as addresses; never too much."""

from __future__ import annotations

import asyncio
import io
import zipfile
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.delivery import attachments
from bot.delivery.attachments import MOST_FILES, ClipAttachment, bundle_files, fit_clips
from bot.media.fetch import FetchedFile, Fetcher
from bot.musicapi.responses.reports import ReportedFile
from data.ids import JobId
from tests.bot.media.spooling import laid_down, read
from tests.bot.media.test_flac import noise, quiet
from tests.cogs.making import clip

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.delivery.attachments import Bundle
    from bot.media.spool import Spool, SpooledFile

MIB = 1024 * 1024
MP3 = b"ID3\4\0\0\0\0\0\0" + bytes(1_000)
MIDI = b"MThd" + bytes(100)


class Shelf:
    """What lies on the vendor's shelf, by address; a number is an HTTP status, None an answer that never comes."""

    def __init__(self, spool: Spool) -> None:
        self.spool = spool
        self.contents: dict[str, bytes | int | None] = {}
        self.fetched: list[str] = []
        self.files = Fetcher("files.test", httpx.MockTransport(self._answer))

    def put(self, name: str, content: bytes | int | None) -> ReportedFile:
        """Lay something there."""
        url = f"http://files.test/{len(self.contents)}"
        self.contents[url] = content
        return ReportedFile(name, url)

    async def bundle(self, *reported: ReportedFile, limit: int = 10 * MIB) -> Bundle:
        """The files of a job."""
        return await bundle_files(self.files, self.spool, JobId(7), reported, limit)

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        self.fetched.append(str(request.url))
        content = self.contents[str(request.url)]
        if content is None:
            await asyncio.Event().wait()
        return httpx.Response(content) if isinstance(content, int) else httpx.Response(200, content=content or b"")


@pytest.fixture
async def shelf(spool: Spool) -> AsyncIterator[Shelf]:
    made = Shelf(spool)
    async with made.files:
        yield made


def names(zipped: SpooledFile | None) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(read(zipped))) as archive:
        assert archive.testzip() is None
        return archive.namelist()


async def test_files_go_as_they_came_by_what_they_are(shelf: Shelf) -> None:
    bundle = await shelf.bundle(shelf.put("Vocals", MP3), shelf.put("Notes", MIDI))
    assert [(file.name, file.extension, read(file.data)) for file in bundle.files] == [
        ("Vocals", "mp3", MP3),
        ("Notes", "mid", MIDI),
    ]
    assert bundle.missing == 0


async def test_a_wav_that_is_too_large_goes_as_flac_without_losing_anything(shelf: Shelf) -> None:
    wav = quiet(seconds=4)
    (file,) = (await shelf.bundle(shelf.put("Song", wav), limit=len(wav) * 3 // 4)).files
    assert file.extension == "flac"
    assert 0 < len(read(file.data)) <= len(wav) * 3 // 4


async def test_what_fits_in_no_way_goes_as_its_address(shelf: Shelf) -> None:
    loud, film = shelf.put("Song", noise(seconds=2)), shelf.put("Video", MP3 * 20)
    bundle = await shelf.bundle(loud, film, limit=10_000)
    assert [(file.url, file.data, file.extension) for file in bundle.files] == [
        (loud.url, None, ""),
        (film.url, None, ""),
    ]
    assert bundle.missing == 0


async def test_no_attachments_are_fetched_where_none_may_be_sent(shelf: Shelf) -> None:
    song = shelf.put("Song", MP3)
    assert [file.url for file in (await shelf.bundle(song, limit=0)).files] == [song.url]
    assert shelf.fetched == []


async def test_what_cannot_be_had_just_now_is_counted_and_what_never_can_is_not(shelf: Shelf) -> None:
    bundle = await shelf.bundle(shelf.put("A", 503), shelf.put("B", b"<html>"), shelf.put("C", MP3))
    assert bundle.missing == 1
    assert [file.data is None for file in bundle.files] == [True, True, False]


async def test_an_address_that_nobody_foresaw_is_one_missing_file(shelf: Shelf) -> None:
    bundle = await shelf.bundle(ReportedFile("A", "http://[::1"), shelf.put("C", MP3))
    assert [file.data is None for file in bundle.files] == [True, False]


async def test_two_dozen_stems_go_in_zips_that_fit(shelf: Shelf) -> None:
    stems = [shelf.put(f"Stem {number}", MP3) for number in range(24)]
    bundle = await shelf.bundle(*stems, limit=8_000)
    assert len(bundle.files) <= MOST_FILES
    assert all(file.extension == "zip" and len(read(file.data)) <= 8_000 for file in bundle.files)
    assert [name for file in bundle.files for name in names(file.data)] == [f"Stem {n}.mp3" for n in range(24)]
    assert [name for file in bundle.files for name in file.contents] == [stem.name for stem in stems]
    count = len(bundle.files)
    assert [file.part for file in bundle.files] == [(number, count) for number in range(1, count + 1)]


async def test_ten_files_need_no_zip_and_addresses_count_for_nothing(shelf: Shelf) -> None:
    stems = [shelf.put(f"Stem {number}", MP3) for number in range(MOST_FILES)]
    bundle = await shelf.bundle(*stems, shelf.put("Gone", 404))
    assert [file.extension for file in bundle.files] == ["mp3"] * MOST_FILES + [""]


async def test_what_is_left_over_after_the_last_zip_goes_as_its_address(shelf: Shelf) -> None:
    stems = [shelf.put(f"Stem {number}", MP3) for number in range(24)]
    bundle = await shelf.bundle(*stems, limit=2_000)  # one in each
    assert [file.extension for file in bundle.files] == ["zip"] * MOST_FILES + [""] * 14
    assert {file.url for file in bundle.files[MOST_FILES:]} == {stem.url for stem in stems[MOST_FILES:]}


async def test_names_in_a_zip_are_plain_and_differ(shelf: Shelf) -> None:
    strange = ["../../etc/passwd", "Vocals", "vocals", "VOCALS", "\u202e.\x00", "x" * 300, *"abcdefg"]
    bundle = await shelf.bundle(*(shelf.put(name, MP3) for name in strange), limit=MIB)
    inside = names(bundle.files[0].data)
    assert len({name.casefold() for name in inside}) == len(strange)
    assert all("/" not in name and ".." not in name and len(name) < 80 for name in inside)


async def test_no_more_is_held_than_a_message_can_carry(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "LARGEST_BUNDLE", 3_500)
    bundle = await shelf.bundle(*(shelf.put(f"Stem {number}", MP3) for number in range(5)))
    assert [file.data is None for file in bundle.files] == [False, False, False, True, True]


async def test_a_file_larger_than_any_that_is_read_is_not_read(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "LARGEST_FILE", 500)
    bundle = await shelf.bundle(shelf.put("Song", MP3))
    assert [(file.data, file.url) for file in bundle.files] == [(None, "http://files.test/0")]
    assert bundle.missing == 0


async def test_files_that_never_end_do_not_hold_a_delivery_up(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "FETCH_TIMEOUT", 0.2)
    bundle = await shelf.bundle(shelf.put("A", MP3), shelf.put("B", None), shelf.put("C", MP3))
    assert ([read(file.data) for file in bundle.files], bundle.missing) == ([MP3, b"", b""], 2)


async def test_a_cover_that_is_larger_than_a_file_may_be_is_left_out(spool: Spool) -> None:
    with_cover = ClipAttachment(clip(), None, FetchedFile(await laid_down(spool, bytes(100)), "jpg"))
    (whole,) = await fit_clips([with_cover], 100, spool)
    (bare,) = await fit_clips([with_cover], 99, spool)
    assert (whole.image, bare.image) == (with_cover.image, None)


async def test_an_encoder_that_hangs_leaves_the_address(spool: Spool, monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(attachments, "FIT_TIMEOUT", 0.02)
    monkeypatch.setattr(attachments, "fit_apart", hang)
    song = ClipAttachment(clip(), FetchedFile(await laid_down(spool, MP3), "mp3"), None)
    async with asyncio.timeout(20):
        (left,) = await fit_clips([song], len(MP3) - 1, spool)
    assert left.audio is None
