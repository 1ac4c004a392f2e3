# The models: what each is good for, whose default it is, and why another one made a song.

command-model = Zeig und wähl das Modell, das die Songs macht
command-model-list = Zeig alle Modelle: wofür sie gut sind, Preis und Dauer
command-model-mine = Wähl das Modell für deine Songs, auf jedem Server
    .model = Welches Modell. Ohne Angabe siehst du deine Wahl.
command-model-server = Wähl das Modell für die Songs dieses Servers, wenn du ihn verwalten darfst
    .model = Welches Modell. Ohne Angabe siehst du die Wahl des Servers.

time-seconds = { $count } s
time-minutes = { $count } min

models-title = Modelle
models-mine = Dein Standard: { $model }
models-server = Standard dieses Servers: { $model }
models-first = Ohne Standard: { $model }
models-no-default = keiner
models-not-available = { $model } (gerade nicht verfügbar)
models-none-now = Gerade kann kein Modell neue Songs machen.
model-time = etwa { $time }

model-menu-mine = Wähl deinen Standard
model-menu-server = Wähl den Standard dieses Servers
model-forget = Meinen Standard vergessen
    .hint = Dann macht der Standard dieses Servers oder das erste Modell deine Songs.
model-forget-server = Standard dieses Servers vergessen
    .hint = Dann macht das erste Modell, das es kann, seine Songs.

# How long the songs of a model are, from and to, or at most.
songs-minutes = { $least }–{ $most } min
songs-minutes-most = ≤ { $most } min

# What to choose a model for.
good-for-your-own-lyrics-english-or-chinese = eigener Songtext, Englisch oder Chinesisch
good-for-one-song-edited-by-instruction = ein Song, per Anweisung bearbeitet
good-for-one-song-fast = ein Song, schnell
good-for-one-song-more-polish = ein Song, mehr Feinschliff
good-for-one-song-less-polish = ein Song, weniger Feinschliff
good-for-the-older-sound = der ältere Sound
good-for-the-oldest-sound-fast = der älteste Sound, schnell
good-for-whole-songs-fast = ganze Songs, schnell
good-for-drafts-fast = Entwürfe, schnell
good-for-the-older-sound-whole-songs = der ältere Sound, ganze Songs
good-for-the-older-sound-drafts = der ältere Sound, Entwürfe
good-for-voices-long-songs = Stimmen, lange Songs
good-for-the-newest-voices = die neuesten Stimmen
good-for-rich-arrangements = reiche Arrangements
good-for-long-styles-and-lyrics = lange Stile und Songtexte
good-for-short-songs = kurze Songs
good-for-longer-pieces = längere Stücke
good-for-short-pieces = kurze Stücke

# Why another model than the first choice made a song.
model-because-not-available = { $model }, weil { $other } gerade nicht verfügbar ist.
model-because-too-long = { $model }, weil { $other } nur { $limit } Zeichen nimmt.
model-because-lyrics = { $model }, weil { $other } nur Songtexte singt, die du selbst schreibst.
model-because-longer-lyrics = { $model }, weil { $other } einen Songtext von { $limit } Zeichen braucht.
model-because-voice = { $model }, weil { $other } keine Stimme wählen kann.
model-because-avoid = { $model }, weil { $other } keine Stile weglassen kann.
model-because = { $model }, weil { $other } das nicht kann.

# What a changed default means.
own-default = Ab jetzt macht { $model } deine Songs. Du kannst jederzeit ein anderes Modell nennen.
own-default-forgotten = Du hast keinen eigenen Standard mehr. Der Standard dieses Servers oder das erste Modell macht deine Songs.
server-default = Ab jetzt macht { $model } die Songs dieses Servers. Mitglieder können weiter ihren eigenen Standard wählen.
server-default-forgotten = Dieser Server hat keinen Standard mehr. Das erste Modell, das es kann, macht seine Songs.
