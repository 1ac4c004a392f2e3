# What is told to one person: the menu below More…, the words of a song, and what small operations found out.

menu-clip = Clip { $position }, **{ $title }**
menu-line = { menu-clip }
    -# { credits } left this month
menu-form-open = { $clip }
    { $operation }: the form is open.
    -# Closed it? Choose again.
menu-on-its-way = { $clip }
    { $operation }: [on its way]({ $where })
lyrics-option = Lyrics · free
    .hint = The words of this song, to read and to copy
lyrics-line = The words of clip { $position }, **{ $title }**
lyrics-line-beginning = The words of clip { $position }, **{ $title }**, begin so. The file has all of them
lyrics-alt = The words of { $title }, to the end
lyrics-instrumental = This one is instrumental.
lyrics-none = MusicAPI named no lyrics.

post-here-button = Post here
make-persona-button = Make a persona
sing-with-button = Sing with it

small-price = -# { credits }
small-of = -# { $origin } · { credits }
small-known = -# Free, known already
small-known-of = -# { $origin } · free, known already
small-pause = Asking MusicAPI again { $when }
small-posted = -# Posted: { $where }
small-posted-before = -# Already posted: { $where }
small-posted-by = -# Posted by { $who }
small-letter = You asked for this in { $channel }.

tempo-name = Tempo
tempo-steady = { $average } BPM
tempo-range = { $average } BPM (from { $slowest } to { $fastest })
voice-found = Voice
voice-picked = The voice is picked. A persona made of this clip sings like it.
voice-picked-where = The voice from { $starts } to { $ends } is picked. A persona made of this clip sings like it.
voice-unusable = MusicAPI made it, but gave no name to use it by.
persona-use-name = How to use it
persona-use = Press **Sing with it**, or choose **{ $name }** as the persona in /song.
persona-nameless = it
sections-name = Sections
sections-none = These lyrics name no sections such as [Chorus]. Type times such as 1:35 instead.
sections-offered = Extend and Replace a section offer them from now on.
sections-alt = When each section begins and ends
lyrics-name = Lyrics
lyrics-written-none = MusicAPI wrote none.
lyrics-version-alt = Version { $version } of the lyrics, to its end
style-name = Style
style-none = MusicAPI said nothing.
style-alt = The style, to its end
instruments-name = Instruments
answer-name = Answer
answer-none = MusicAPI named none.

persona-kind = { $kind ->
    [voice] voice
   *[other] persona
}
personas-title = Personas of this server
personas-more = and { $count } more. /song and /persona delete find them by name.
persona-unnamed = Unnamed
persona-removed = “{ $name }” is deleted. The songs that it sang stay.
no-personas-yet = None yet. Make one with More… below a clip, or with /voice of a recording.
