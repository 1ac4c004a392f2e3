# Forms: what they are called, what they ask, and what stands beside it.

# $model is what people call a model, $count the price, $left the credits of the server.
form-price = { $model } · { credits } · { $left } übrig diesen Monat
form-price-from = { $model } · ab { credits } · { $left } übrig diesen Monat
form-timeline-advice = Mit „Text-Timeline“ unter „Mehr…“ kannst du hier Abschnitte wählen.
form-title = { $operation }: { $title }
form-title-of-clip = { $number } { $operation }: { $title }
form-untitled = Ohne Titel
form-as-before = Wie bisher: { $style }
form-too-long = Zu lang, um es hier zu zeigen. Bleibt das Feld so, bleibt alles erhalten.
form-shorten = Das sind { $count } Zeichen. Das Modell nimmt { $limit }.
form-cut-off = Das ist der Anfang. Für den Rest hat das Modell keinen Platz.

# Where a clip goes on. Times are like 3:19.
form-continue = Weiter
form-end = Ab dem Ende ({ $time })
form-after = Nach { $section } ({ $time })
form-moment = Oder eine Zeit wie 1:35
form-moment-alone = Weiter ab
form-moment-hint = Eine Zeit wie 1:35
form-moment-hint-unknown = Eine Zeit wie 1:35. Die Länge dieses Clips ist nicht bekannt.
form-moment-end = Das Ende ({ $time })

# Which part of a clip.
form-part = Welcher Abschnitt
form-part-of = { $section } ({ $start }–{ $end })
form-part-choose = Wähl einen Abschnitt
form-whole = Der ganze Clip
form-whole-chosen = MusicAPI wählt
form-times = Oder von wann bis wann
form-times-alone = Von wann bis wann
form-times-hint = Zum Beispiel 1:05–1:35
form-times-hint-most = Zum Beispiel 1:05–1:35, höchstens { $seconds } s

# A new song, from a few words or from lyrics.
song-form-title = Song machen
song-form-title-lyrics = Song aus einem Songtext machen
song-prompt-label = Wie der Song sein soll
song-prompt-hint = Zum Beispiel: R&B-Pop über den letzten Zug nach Hause
song-style-label = Stil
song-style-hint = Genre, Stimme, Tempo, Stimmung
song-title-label = Titel
song-title-hint = Optional
song-lyrics-label = Songtext
song-lyrics-hint = Optional. Ohne Text schreibt das Modell selbst einen.
song-sections-hint = Abschnitte in eckigen Klammern, etwa [Verse] und [Chorus]

# What was typed into a command that was refused, to be changed in a form.
typed-button = Bearbeiten…
typed-song-title = Ändern und machen lassen
typed-lyrics-or-instrumental = Mit Text wird gesungen. Lösch ihn für ein Instrumental.
typed-persona-gone = Diese Persona hat der Server nicht. Es singt die Stimme des Modells.
typed-left-out = { $model } kennt das hier nicht: { $detail }. Der Song kommt ohne.

typed-recording = Aufnahme: { $name }
typed-model-gone = { $model } ist gerade nicht verfügbar, ein anderes Modell übernimmt.
typed-address-label = Adresse der Aufnahme
typed-address-hint = Eine öffentliche https-Adresse der Datei
upload-style-hint = Verlängern oder covern: der neue Stil
upload-lyrics-hint = Verlängern oder covern: was gesungen wird

# Words that no song is made of yet.
words-topic-title = Songtext schreiben
words-topic-label = Worum es im Songtext geht
words-topic-hint = Zum Beispiel: der letzte Zug nach Hause
words-style-title = Stil finden
words-style-label = Ein paar Stichworte zum Stil
words-style-hint = Zum Beispiel: warmer Soul, langsam

# What only some operations take.
form-cover-style = Neuer Stil
form-cover-style-hint = Zum Beispiel: Akustik-Folk, langsamer
form-cover-lyrics = Songtext
form-cover-lyrics-hint = Behalten, ändern oder für ein Instrumental löschen
form-style-hint = Zum Beispiel: warmer Soul, weibliche Stimme, 80 bpm
form-result-title = Titel
form-result-title-hint = Wie die Dateien heißen
form-persona-name = Name
form-persona-name-hint = Wie sie in /song heißt
form-persona-prompt = Wie sie klingt
form-persona-prompt-hint = Optional
form-variation = Wie weit es gehen darf
form-variation-any = MusicAPI entscheidet
form-variation-subtle = Dezent
form-variation-normal = Normal
form-variation-high = Stark
form-format = Format
form-second-clip = Womit mischen
form-clip-option = { $title } · Clip { $number }
form-clip-option-timed = { $title } · Clip { $number } · { $time }

# The commands for a recording of one's own, and their options.
command-upload = Lade eine eigene Aufnahme hoch, um sie zu verlängern, zu covern oder zu ändern
    .file = MP3, M4A, WAV, FLAC oder OGG, 6 Sekunden bis 8 Minuten. Ohne Datei kommt ein Formular.
    .address = Oder ihre öffentliche https-Adresse
    .title = Wie sie heißt
    .then = { upload-then }
    .style = Wie sie klingt oder klingen soll
    .lyrics = Was in der Verlängerung oder im Cover gesungen wird
    .model = Welches Modell sie nimmt. Ohne Angabe das, was am meisten damit kann.
command-voice = Mach aus einer Gesangsaufnahme eine Stimme für neue Songs
    .file = Jemand singt, 6 Sekunden bis 8 Minuten. Ohne Datei kommt ein Formular.
    .name = Wie die Stimme hier heißt

# A recording of one's own.
upload-title = Aufnahme hochladen
upload-file = Aufnahme
upload-file-hint = MP3, M4A, WAV, FLAC oder OGG, 6 Sekunden bis 8 Minuten
upload-then = Was damit passieren soll
# What /upload can do with a recording: the choices of its option “then”, and with its price, those of the form.
upload-keep = Behalten
upload-extend = Verlängern
upload-cover = Covern
upload-then-keep = { upload-keep } · { credits }
upload-then-extend = { upload-extend } · { credits }
upload-then-cover = { upload-cover } · { credits }
upload-words = Titel oder Stil
upload-words-hint = Behalten: der Titel. Verlängern oder covern: der neue Stil.
upload-rights = Rechte
upload-offer-alone = { $family } · { credits }
upload-offer = { $family } · { credits } · { $operations }
upload-offer-more = { $family } · { credits } · { $operations } und noch { $more }
voice-title = Stimme erstellen
voice-name = Name
voice-name-hint = Wie die Stimme in /song heißt
voice-file-hint = Jemand singt, 6 Sekunden bis 8 Minuten

# What people agree to, by version: words that were shown once are never changed; others are the next version.
consent-recording-1 = Sie gehört mir, oder der Rechteinhaber ist einverstanden
consent-voice-1 = Es ist meine Stimme, oder die Person ist einverstanden
# $who is a mention, $when a date.
consent-given = Zustimmung von { $who } am { $when }
