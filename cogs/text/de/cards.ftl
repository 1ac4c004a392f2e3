# Cards: a job in its message, from the line to the finished song.
# Lines in small print begin with -#, which Discord reads as that.

untitled = Ohne Titel
length-unknown = Länge unbekannt

# What somebody asked for
asked-title = **{ $title }**
asked-prompt = „{ $prompt }“
asked-style = Stil: { $style }
asked-lyrics = Songtext: „{ $lyrics }“
asked-instrumental = Instrumental
asked-female = Weibliche Stimme
asked-male = Männliche Stimme
asked-without = Ohne: { $avoid }

# How far it is
heading-out-of-reach = Nicht erreichbar
out-of-reach = Frag den Betreiber, den **/about** nennt.
heading-answer-lost = Warten auf Nachricht von MusicAPI
stage-queued = In der Warteschlange.
stage-queued-at = In der Warteschlange, Platz { $place }.
stage-asked-again = MusicAPI wird { $when } wieder gefragt.
stage-sending = Anfrage an MusicAPI läuft.
stage-answer-lost = { answer-lost } Kommt sie nicht, { $back }.
stage-composing = Das dauert einen Moment.
stage-seconds-left = Noch etwa { $seconds } s.
stage-minutes-left = Noch etwa { $minutes } min.
stage-any-moment = Gleich ist es so weit.
stage-late = Das dauert länger als sonst.
stage-one-ready = Der nächste Clip folgt in dieser Nachricht.
stage-posting = Die Dateien werden geholt.

# The small print
small-print = -# { $words }
fact-sung-by = gesungen von { $singer }
# $who is a mention of who agreed that this voice, somebody's own, sings here.
fact-sung-by-voice = gesungen von { $singer }, mit Zustimmung von { $who }
fact-recording = Aufnahme
made-with-ai = Mit KI erzeugt

# What it was made of
lineage-of = Aus { $clip }
lineage-from = { $verb } { $clip }{ $where }
lineage-mixed = { $verb } { $clip } mit { $other }{ $where }
lineage-clip = Clip { $number }, { $title }
lineage-elsewhere = Clip { $number } eines Songs in einem anderen Kanal
lineage-where-from = { " " }ab { $start }
lineage-where-part = { " " }von { $start } bis { $end }

# Clips
clip-name = Clip { $number }
clip-listen = Ließ sich nicht anhängen: [bei MusicAPI anhören]({ $address }).
clip-no-file = Ließ sich nicht anhängen. Die Buttons gehen trotzdem.

# Files
files-name = Dateien
file-download = { $name } ließ sich nicht anhängen: [bei MusicAPI herunterladen]({ $address }).
file-no-address = { $name } ließ sich weder anhängen noch verlinken. Berechnet ist es, denn MusicAPI hat es gemacht.
file-unnamed = Eine Datei

# Alt texts
alt-clip = Clip { $number }: { $title }
alt-clip-length = Clip { $number }: { $title }, Länge { $length }
alt-cover = Coverbild von Clip { $number }: { $title }
alt-file = { $name } von { $title }
alt-zip = { $name } von { $title }, ein Zip-Archiv mit: { $contents }
zip-stems = Stems
zip-files = Dateien
zip-part = { $name } { $number } von { $count }
alt-lyrics = Der Songtext, um noch einmal nach diesem Song zu fragen

# Buttons below a clip
button-extend = { $number } Verlängern
button-cover = { $number } Covern
button-more = { $number } Mehr…
button-sing = Version { $version } singen
button-style = Diesen Stil nehmen
button-confirm = Für { $price } machen

# The family of a song
family-title = Stammbaum dieses Songs
family-more = und noch { $count }
family-alt =
    { $count ->
        [one] Stammbaum mit { $count } Clip.
       *[other] Stammbaum mit { $count } Clips.
    }
family-alt-row = { $number }: { $name }, { $kind }.
family-alt-row-of = { $number }: { $name }, { $kind } von { $parent }.
family-alt-chosen = { $number }: { $name }, { $kind }, dieser Clip.
family-alt-chosen-of = { $number }: { $name }, { $kind } von { $parent }, dieser Clip.
family-deleted = { $name } (gelöscht)
family-clip = Clip { $number }
family-note-chosen = dieser Clip
family-note-from = ab { $start }
family-note-by = von { $who }
family-note-deleted = gelöscht
