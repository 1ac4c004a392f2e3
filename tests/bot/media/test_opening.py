"""What is opened as sound, and what only pretends to be some."""

from __future__ import annotations

import io

import pytest
from av.error import FFmpegError

from bot.media import sniff
from bot.media.probe import open_audio
from tests.bot.media.test_fit import CODECS, tune

TAG = b"ID3\x04\0\0\0\0\0\0"  # an empty ID3 tag, which FFmpeg looks past
PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n"
SESSION = b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 4000 RTP/AVP 0\n"
PARTS = b"ffconcat version 1.0\nfile /etc/passwd\n"


@pytest.mark.parametrize("container", CODECS)
def test_every_kind_of_sound_that_is_known_is_opened(container: str) -> None:
    with open_audio(io.BytesIO(tune(container))) as source:
        assert source.streams.audio


@pytest.mark.parametrize("behind", [PLAYLIST, SESSION, PARTS])
def test_a_list_of_what_lies_elsewhere_is_not_opened_behind_a_tag(behind: bytes) -> None:
    assert sniff.container(TAG + behind) == "mp3", "or nobody would open it"
    with pytest.raises(FFmpegError):
        open_audio(io.BytesIO(TAG + behind))
