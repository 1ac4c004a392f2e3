"""The library's lists, in every state that has a shape of its own."""

from __future__ import annotations

from dataclasses import replace

from bot.library.playlists import PAGE as PLACES
from bot.library.playlists import PlaylistPage
from bot.library.songs import PAGE as SONGS
from bot.library.songs import SongPage
from cogs.cards.playlists import playlist_panel
from cogs.cards.songs import songs_panel
from data.ids import ChannelId, ClipId, GuildId, JobId, MessageId, PlaylistId, UserId
from data.library.playlists import Place, Playlist
from data.library.search import Shelf, Song
from tests.cogs.making import CHANNEL, GUILD, MEMBER, MESSAGE, NOW
from tests.gallery.showing import State, say

SONG = Song(
    *(ClipId(1), JobId(7), 1, "Last *Train* Home", "riffusion", 182.6, NOW, None, UserId(MEMBER), ChannelId(CHANNEL)),
    *(ChannelId(CHANNEL), MessageId(MESSAGE), 3, True),
)
PAGE = tuple(replace(SONG, clip_id=ClipId(number)) for number in range(1, SONGS + 1))
PLAYLIST = Playlist(PlaylistId(1), GuildId(GUILD), UserId(MEMBER), "Summer *hits*", 100)
MIDDLE = PlaylistPage(PLAYLIST, 1, tuple(Place(song.clip_id, song) for song in PAGE[:PLACES]), has_more=True)
GAP = PlaylistPage(PLAYLIST, 0, (Place(ClipId(1), None),), has_more=False)

LIBRARY = (
    State(
        "Answer: songs, a page in the middle",
        lambda: say(view=songs_panel(SongPage(Shelf.MINE, "rain", 1, PAGE, has_more=True), GuildId(GUILD))),
    ),
    State(
        "Answer: songs of the server",
        lambda: say(view=songs_panel(SongPage(Shelf.SERVER, "", 0, PAGE[:1], has_more=False), GuildId(GUILD))),
    ),
    State(
        "Answer: no favourites",
        lambda: say(view=songs_panel(SongPage(Shelf.FAVOURITES, "", 0, (), has_more=False), GuildId(GUILD))),
    ),
    State("Answer: a playlist, a page in the middle", lambda: say(view=playlist_panel(MIDDLE, GuildId(GUILD)))),
    State("Answer: a playlist of one gap", lambda: say(view=playlist_panel(GAP, GuildId(GUILD)))),
)
