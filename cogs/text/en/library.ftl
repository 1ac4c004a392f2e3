# The library: /songs, one song, and what can be done with it for free.

command-songs = Find songs again, yours, this server's or your favourites
    .search = Words of a title, a prompt or lyrics
    .show = Whose songs

songs-mine = My songs
songs-server = This server's songs
songs-favourites = My favourites
songs-that-say = With “{ $typed }”.
songs-none = There is no song here yet that you can see.
songs-none-found = No song here that you can see says that.
songs-no-favourites = You have no favourites here yet. Open a song and press ♥.
songs-newer-button = Newer
songs-older-button = Older
song-open-button = Open

song-hearts =
    { $count ->
        [one] ♥ 1 favourite
       *[other] ♥ { $count } favourites
    }
song-message = Message
# How many people would keep this clip of a song.
song-votes =
    { $count ->
        [one] Clip { $number }: 1 vote to keep it
       *[other] Clip { $number }: { $count } votes to keep it
    }
song-vote-mine = yours
song-heart-button = ♥ Add to favourites
song-unheart-button = ♥ Remove from favourites
song-vote-button = Keep { $number }
song-unvote-button = Take back: Keep { $number }
song-bring-button = Bring back
song-rename-button = Rename…
song-delete-button = Delete…
song-library-button = Keep, rename, bring back…

song-rename-title = Rename this clip
song-rename-label = New title
song-rename-hint = Leave it empty to take the old title back.
song-renamed = It has this title now. Its message keeps the old one.

song-delete-question = Delete clip { $position } of “{ $title }”?
song-delete-means = It leaves every list and its message, for everybody and for good. Credits do not come back.
song-delete-now-button = Delete for good
song-keep-it-button = Keep it
song-deleted = The clip is gone, from here and from its messages.
song-deleted-partly = The clip is gone from here. A message could not be changed: { $where }
song-deleted-field = Deleted

song-brought = { $who } brought this back.

# Playlists of one's own
playlists-mine = My playlists
playlists-none = You have no playlist here yet. Open a song and press **Add to playlist…**.
playlist-choose = Choose a playlist
playlist-new = A new playlist…
playlist-add-question = To which playlist?
playlist-clips =
    { $count ->
        [one] 1 clip
       *[other] { $count } clips
    }
playlist-empty = It is empty.
# { $song } is a line about the clip.
playlist-place = { $number }. { $song }
playlist-gap = { $number }. A clip that was deleted, or that you can no longer see.
playlist-up-button = { $number } Move up
playlist-out-button = { $number } Take out
playlist-back-button = Back
playlist-onward-button = Further
playlist-delete-button = Delete playlist…
playlist-delete-question = Delete the playlist “{ $name }”? Its clips stay.
playlist-delete-now-button = Delete playlist
playlist-deleted = The playlist is gone. Its clips stay.
playlist-added = It is in “{ $name }” now.
playlist-add-button = Add to playlist…
playlist-form-title = Name of the playlist
playlist-name-label = Name

# The showcase of a server
command-showcase = Choose a channel where well-liked songs are shown
command-showcase-set = Show each clip once in a channel, when it has enough favourites
    .channel = Where to show it
    .favourites = How many favourites that takes
command-showcase-off = Show no more songs anywhere
showcase-set =
    { $count ->
        [one] A clip with 1 favourite is shown once in { $channel }.
       *[other] A clip with { $count } favourites is shown once in { $channel }.
    }
showcase-off = No more songs are shown.
showcase-line =
    { $count ->
        [one] Asked for by { $who }, and somebody's favourite.
       *[other] Asked for by { $who }, and a favourite of { $count } people.
    }
