# Forms: what they are called, what they ask, and what stands beside it.

# $model is what people call a model, $count the price, $left the credits of the server.
form-price = { $model } · { credits } · { $left } left this month
form-price-from = { $model } · from { credits } · { $left } left this month
form-timeline-advice = “Lyrics timeline” below More… lets you choose its sections here.
form-title = { $operation }: { $title }
form-title-of-clip = { $number } { $operation }: { $title }
form-untitled = Untitled
form-as-before = As before: { $style }
form-too-long = Too long to be shown. Left alone, all of it is kept.
form-shorten = These are { $count } characters. The model takes { $limit }.
form-cut-off = This is the beginning. The rest is more than the model takes.

# Where a clip goes on. Times are like 3:19.
form-continue = Continue
form-end = From the end ({ $time })
form-after = After { $section } ({ $time })
form-moment = Or a time, such as 1:35
form-moment-alone = Continue at
form-moment-hint = A time, such as 1:35
form-moment-hint-unknown = A time, such as 1:35. The length of this clip is not known.
form-moment-end = The end ({ $time })

# Which part of a clip.
form-part = Which part
form-part-of = { $section } ({ $start }–{ $end })
form-part-choose = Choose a part
form-whole = The whole clip
form-whole-chosen = MusicAPI chooses
form-times = Or from when to when
form-times-alone = From when to when
form-times-hint = Such as 1:05–1:35
form-times-hint-most = Such as 1:05–1:35, { $seconds } s at most

# A new song, from a few words or from lyrics.
song-form-title = Make a song
song-form-title-lyrics = Make a song from lyrics
song-prompt-label = What the song should be like
song-prompt-hint = Such as: r&b pop about the last train home
song-style-label = Style
song-style-hint = Genre, voice, tempo, mood
song-title-label = Title
song-title-hint = Optional
song-lyrics-label = Lyrics
song-lyrics-hint = Optional. Without any, the model writes its own.
song-sections-hint = Sections in brackets, such as [Verse] and [Chorus]

# What was typed into a command that was refused, to be changed in a form.
typed-button = Edit…
typed-song-title = Change it and make it
typed-lyrics-or-instrumental = Keep them to have them sung. Clear them for an instrumental.
typed-persona-gone = This server has no such persona. The model's own voice sings.
typed-left-out = { $model } has no { $detail } here. It makes the song without.

typed-recording = Recording: { $name }
typed-model-gone = { $model } is not available now, so another model takes it.
typed-address-label = Address of the recording
typed-address-hint = A public https address of the file
upload-style-hint = Extend or cover: the new style
upload-lyrics-hint = Extend or cover: what is sung

# Words that no song is made of yet.
words-topic-title = Write lyrics
words-topic-label = What the lyrics are about
words-topic-hint = Such as: the last train home
words-style-title = Find a style
words-style-label = A few words for the style
words-style-hint = Such as: warm soul, slow

# What only some operations take.
form-cover-style = New style
form-cover-style-hint = Such as: acoustic folk, slower
form-cover-lyrics = Lyrics
form-cover-lyrics-hint = Keep them, change them, or clear them for an instrumental
form-style-hint = Such as: warm soul, female voice, 80 bpm
form-result-title = Title
form-result-title-hint = What the files are called
form-persona-name = Name
form-persona-name-hint = What it is called in /song
form-persona-prompt = What it sounds like
form-persona-prompt-hint = Optional
form-variation = How far it may go
form-variation-any = MusicAPI decides
form-variation-subtle = Subtle
form-variation-normal = Normal
form-variation-high = High
form-format = Format
form-second-clip = Mix it with
form-clip-option = { $title } · clip { $number }
form-clip-option-timed = { $title } · clip { $number } · { $time }

# The commands for a recording of one's own, and their options.
command-upload = Bring a recording of your own, to extend, cover or change it
    .file = MP3, M4A, WAV, FLAC or OGG, from 6 seconds to 8 minutes. Leave it out for a form.
    .address = Or its public https address
    .title = What it is called
    .then = { upload-then }
    .style = How it sounds, or how it should sound
    .lyrics = What is sung in the extension or the cover
    .model = Which model takes it. Leave it out for the one that can do most with it.
command-voice = Make a voice for new songs out of a recording of somebody singing
    .file = Somebody singing, from 6 seconds to 8 minutes. Leave it out for a form.
    .name = What the voice is called here

# A recording of one's own.
upload-title = Bring a recording
upload-file = Recording
upload-file-hint = MP3, M4A, WAV, FLAC or OGG, from 6 seconds to 8 minutes
upload-then = What to do with it
# What /upload can do with a recording: the choices of its option “then”, and with its price, those of the form.
upload-keep = Keep it
upload-extend = Extend it
upload-cover = Cover it
upload-then-keep = { upload-keep } · { credits }
upload-then-extend = { upload-extend } · { credits }
upload-then-cover = { upload-cover } · { credits }
upload-words = Title or style
upload-words-hint = Keep: its title. Extend or cover: the new style.
upload-rights = Rights
upload-offer-alone = { $family } · { credits }
upload-offer = { $family } · { credits } · { $operations }
upload-offer-more = { $family } · { credits } · { $operations } and { $more } more
voice-title = Make a voice
voice-name = Name
voice-name-hint = What the voice is called in /song
voice-file-hint = Somebody singing, from 6 seconds to 8 minutes

# What people agree to, by version: words that were shown once are never changed; others are the next version.
consent-recording-1 = It is mine, or its owner agreed
consent-voice-1 = It is my voice, or its owner agreed
# $who is a mention, $when a date.
consent-given = agreed to by { $who } on { $when }
