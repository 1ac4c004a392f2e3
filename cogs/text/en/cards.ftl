# Cards: a job in its message, from the line to the finished song.
# Lines in small print begin with -#, which Discord reads as that.

untitled = Untitled
length-unknown = Length unknown

# What somebody asked for
asked-title = **{ $title }**
asked-prompt = “{ $prompt }”
asked-style = Style: { $style }
asked-lyrics = Lyrics: “{ $lyrics }”
asked-instrumental = Instrumental
asked-female = Female voice
asked-male = Male voice
asked-without = Without: { $avoid }

# How far it is
heading-out-of-reach = Out of reach
out-of-reach = Ask the operator, whom **/about** names.
heading-answer-lost = Waiting for MusicAPI's call
stage-queued = Waiting in line.
stage-queued-at = Waiting, place { $place } in line.
stage-asked-again = MusicAPI is asked again { $when }.
stage-sending = Asking MusicAPI.
stage-answer-lost = { answer-lost } If it does not come, { $back }.
stage-composing = This takes a moment.
stage-seconds-left = About { $seconds } s left.
stage-minutes-left = About { $minutes } min left.
stage-any-moment = Any moment now.
stage-late = This takes longer than usual.
stage-one-ready = The next clip follows in this message.
stage-posting = Bringing the files here.

# The small print
small-print = -# { $words }
fact-sung-by = sung by { $singer }
# $who is a mention of who agreed that this voice, somebody's own, sings here.
fact-sung-by-voice = sung by { $singer }, agreed to by { $who }
fact-recording = Recording
made-with-ai = Made with AI

# What it was made of
lineage-of = Of { $clip }
lineage-from = { $verb } { $clip }{ $where }
lineage-mixed = { $verb } { $clip } with { $other }{ $where }
lineage-clip = clip { $number }, { $title }
lineage-elsewhere = clip { $number } of a song in another channel
lineage-where-from = { " " }from { $start }
lineage-where-part = { " " }from { $start } to { $end }

# Clips
clip-name = Clip { $number }
clip-listen = Could not be attached: [listen at MusicAPI]({ $address }).
clip-no-file = Could not be attached. Its buttons work all the same.

# Files
files-name = Files
file-download = { $name } could not be attached: [download at MusicAPI]({ $address }).
file-no-address = { $name } could not be attached or linked. It was charged, because MusicAPI made it.
file-unnamed = A file

# Alt texts
alt-clip = Clip { $number }: { $title }
alt-clip-length = Clip { $number }: { $title }, { $length } long
alt-cover = Cover art of clip { $number }: { $title }
alt-file = { $name } of { $title }
alt-zip = { $name } of { $title }, a zip of: { $contents }
zip-stems = Stems
zip-files = Files
zip-part = { $name } { $number } of { $count }
alt-lyrics = The lyrics of this song, to ask for it again

# Buttons below a clip
button-extend = { $number } Extend
button-cover = { $number } Cover
button-more = { $number } More…
button-sing = Sing version { $version }
button-style = Use this style
button-confirm = Make it for { $price }

# The family of a song
family-title = Family of this song
family-more = and { $count } more
family-alt =
    { $count ->
        [one] Family tree with 1 clip.
       *[other] Family tree with { $count } clips.
    }
family-alt-row = { $number }: { $name }, { $kind }.
family-alt-row-of = { $number }: { $name }, { $kind } of { $parent }.
family-alt-chosen = { $number }: { $name }, { $kind }, this clip.
family-alt-chosen-of = { $number }: { $name }, { $kind } of { $parent }, this clip.
family-deleted = { $name } (deleted)
family-clip = clip { $number }
family-note-chosen = this clip
family-note-from = from { $start }
family-note-by = by { $who }
family-note-deleted = deleted
