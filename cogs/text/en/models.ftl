# The models: what each is good for, whose default it is, and why another one made a song.

command-model = See and choose which model makes the songs
command-model-list = Show every model: what it is good for, its price and its time
command-model-mine = Choose the model of your songs, in every server
    .model = Which model. Leave it out to see your choice.
command-model-server = Choose the model of this server's songs, if you may manage it
    .model = Which model. Leave it out to see the server's choice.

time-seconds = { $count } s
time-minutes = { $count } min

models-title = Models
models-mine = Your default: { $model }
models-server = This server's default: { $model }
models-first = Without a default: { $model }
models-no-default = none
models-not-available = { $model } (not available now)
models-none-now = No model can make new songs now.
model-time = about { $time }

model-menu-mine = Choose your default
model-menu-server = Choose this server's default
model-forget = Forget my default
    .hint = This server's default or the first model makes your songs then.
model-forget-server = Forget this server's default
    .hint = The first model that can makes its songs then.

# How long the songs of a model are, from and to, or at most.
songs-minutes = { $least }–{ $most } min
songs-minutes-most = ≤ { $most } min

# What to choose a model for.
good-for-your-own-lyrics-english-or-chinese = your own lyrics, English or Chinese
good-for-one-song-edited-by-instruction = one song, edited by instruction
good-for-one-song-fast = one song, fast
good-for-one-song-more-polish = one song, more polish
good-for-one-song-less-polish = one song, less polish
good-for-the-older-sound = the older sound
good-for-the-oldest-sound-fast = the oldest sound, fast
good-for-whole-songs-fast = whole songs, fast
good-for-drafts-fast = drafts, fast
good-for-the-older-sound-whole-songs = the older sound, whole songs
good-for-the-older-sound-drafts = the older sound, drafts
good-for-voices-long-songs = voices, long songs
good-for-the-newest-voices = the newest voices
good-for-rich-arrangements = rich arrangements
good-for-long-styles-and-lyrics = long styles and lyrics
good-for-short-songs = short songs
good-for-longer-pieces = longer pieces
good-for-short-pieces = short pieces

# Why another model than the first choice made a song.
model-because-not-available = { $model }, because { $other } is not available now.
model-because-too-long = { $model }, because { $other } takes { $limit } characters.
model-because-lyrics = { $model }, because { $other } sings only lyrics that you write.
model-because-longer-lyrics = { $model }, because { $other } needs { $limit } characters of lyrics.
model-because-voice = { $model }, because { $other } cannot choose a voice.
model-because-avoid = { $model }, because { $other } cannot leave out styles.
model-because = { $model }, because { $other } cannot do this.

# What a changed default means.
own-default = From now on { $model } makes your songs. Name another model whenever you like.
own-default-forgotten = You have no default of your own any more. This server's default or the first model makes your songs.
server-default = From now on { $model } makes this server's songs. Members can still choose their own default.
server-default-forgotten = This server has no default any more. The first model that can makes its songs.
