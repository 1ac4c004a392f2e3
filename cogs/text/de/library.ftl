# The library: /songs, one song, and what can be done with it for free.

command-songs = Finde Songs wieder: deine, die dieses Servers oder deine Favoriten
    .search = Worte aus Titel, Prompt oder Songtext
    .show = Wessen Songs

songs-mine = Meine Songs
songs-server = Songs dieses Servers
songs-favourites = Meine Favoriten
songs-that-say = Mit „{ $typed }“.
songs-none = Hier ist noch kein Song, den du sehen kannst.
songs-none-found = Kein Song, den du hier sehen kannst, enthält das.
songs-no-favourites = Du hast hier noch keine Favoriten. Öffne einen Song und drück ♥.
songs-newer-button = Neuere
songs-older-button = Ältere
song-open-button = Öffnen

song-hearts =
    { $count ->
        [one] ♥ { $count } Favorit
       *[other] ♥ { $count } Favoriten
    }
song-message = Nachricht
# How many people would keep this clip of a song.
song-votes =
    { $count ->
        [one] Clip { $number }: { $count } Vote fürs Behalten
       *[other] Clip { $number }: { $count } Votes fürs Behalten
    }
song-vote-mine = dein Vote
song-heart-button = ♥ Zu Favoriten
song-unheart-button = ♥ Aus Favoriten entfernen
song-vote-button = { $number } behalten
song-unvote-button = Zurücknehmen: { $number } behalten
song-bring-button = Zurückholen
song-rename-button = Umbenennen…
song-delete-button = Löschen…
song-library-button = Behalten, umbenennen, zurückholen…

song-rename-title = Diesen Clip umbenennen
song-rename-label = Neuer Titel
song-rename-hint = Lass es leer, um den alten Titel zurückzunehmen.
song-renamed = Er hat jetzt diesen Titel. Seine Nachricht behält den alten.

song-delete-question = Clip { $position } von „{ $title }“ löschen?
song-delete-means = Er verschwindet aus jeder Liste und seiner Nachricht, für alle und für immer. Credits kommen nicht zurück.
song-delete-now-button = Endgültig löschen
song-keep-it-button = Behalten
song-deleted = Der Clip ist weg, hier und aus seinen Nachrichten.
song-deleted-partly = Der Clip ist hier weg. Eine Nachricht ließ sich nicht ändern: { $where }
song-deleted-field = Gelöscht

song-brought = { $who } hat das zurückgeholt.

# Playlists of one's own
playlists-mine = Meine Playlists
playlists-none = Du hast hier noch keine Playlist. Öffne einen Song und drück **Zu Playlist hinzufügen…**.
playlist-choose = Wähl eine Playlist
playlist-new = Neue Playlist…
playlist-add-question = In welche Playlist?
playlist-clips =
    { $count ->
        [one] { $count } Clip
       *[other] { $count } Clips
    }
playlist-empty = Sie ist leer.
# { $song } is a line about the clip.
playlist-place = { $number }. { $song }
playlist-gap = { $number }. Ein Clip, der gelöscht wurde oder den du nicht mehr sehen kannst.
playlist-up-button = { $number } Nach oben
playlist-out-button = { $number } Herausnehmen
playlist-back-button = Zurück
playlist-onward-button = Weiter
playlist-delete-button = Playlist löschen…
playlist-delete-question = Playlist „{ $name }“ löschen? Ihre Clips bleiben.
playlist-delete-now-button = Playlist löschen
playlist-deleted = Die Playlist ist weg. Ihre Clips bleiben.
playlist-added = Der Clip ist jetzt in „{ $name }“.
playlist-add-button = Zu Playlist hinzufügen…
playlist-form-title = Name der Playlist
playlist-name-label = Name

# The showcase of a server
command-showcase = Wähl einen Kanal, in dem beliebte Songs gezeigt werden
command-showcase-set = Zeig jeden Clip einmal in einem Kanal, sobald er genug Favoriten hat
    .channel = Wo er gezeigt wird
    .favourites = Wie viele Favoriten es braucht
command-showcase-off = Zeig nirgends mehr Songs
showcase-set =
    { $count ->
        [one] Ein Clip mit { $count } Favorit wird einmal in { $channel } gezeigt.
       *[other] Ein Clip mit { $count } Favoriten wird einmal in { $channel } gezeigt.
    }
showcase-off = Es werden keine Songs mehr gezeigt.
showcase-line =
    { $count ->
        [one] Ein Wunsch von { $who }, Favorit von { $count } Person.
       *[other] Ein Wunsch von { $who }, Favorit von { $count } Personen.
    }
