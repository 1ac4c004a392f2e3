# Why something was not done: a message for every problem of bot/errors.py, by its name.
# What it cost stands below it, in a small line that cogs/text/errors.py chooses.

# What it cost.
nothing-charged = -# Es wurde nichts berechnet.
nothing-charged-twice = -# Es wurde nichts ein zweites Mal berechnet.
nothing-charged-yet = -# Es wurde noch nichts berechnet.
nothing-changed = -# Es wurde nichts geändert.
nothing-lost = -# Kein Credit ist verloren.

# Commands, buttons and forms.
problem-already-asked = Dieser Song ist schon in Arbeit.
problem-asked-just-now = Danach hast du gerade erst gefragt. Schau nach der Nachricht weiter unten.
problem-button-unknown = Dieser Button ist aus einer anderen Version von Encore. Er funktioniert nicht mehr.
problem-card-gone = Die Nachricht für deinen Song wurde gelöscht. Frag noch einmal.
problem-command-changed = Dieser Befehl hat sich geändert. Gib ihn neu ein oder starte Discord neu.
problem-draft-gone = Das wurde schon gemacht oder ist mehr als einen Tag alt. Fang noch einmal von vorn an.
problem-form-unknown = Dieses Formular ist aus einer anderen Version von Encore. Öffne es noch einmal.
problem-interrupted = Encore wurde mittendrin angehalten. Frag noch einmal.
problem-not-in-a-server = Encore macht nur auf Servern Songs. Frag noch einmal in einem Kanal eines Servers.
problem-not-in-the-menu = Das steht nicht im Menü des Formulars. Wähl noch einmal.
problem-only-managers = Nur wer diesen Server verwalten darf, kann sein Modell wählen.
problem-picture-gone = Die Nachricht für das Bild wurde gelöscht. Frag noch einmal.
problem-unexpected = Bei uns ist etwas schiefgegangen. Versuch es noch einmal, wenn in einer Minute nichts kommt.

# Credits and the line.
problem-out-of-credits = Das kostet { $price }, und dieser Server hat noch { $left }. Neue Credits gibt es { $resets }.
problem-out-of-credits-for-a-song = Ein Song kostet { $price }, und dieser Server hat noch { $left }. Neue Credits gibt es { $resets }.
problem-price-rose = Das kostet jetzt { $price }. Frag noch einmal, um zuzustimmen.
problem-queue-full = Zu viele Songs warten. Versuch es in ein paar Minuten noch einmal.
problem-queue-full-of-member =
    Du hast { $limit } Aufträge in der Warteschlange, mehr geht pro Person nicht. Frag wieder, sobald einer davon dran ist.
problem-queue-full-of-server =
    Dieser Server hat { $limit } Aufträge in der Warteschlange, mehr geht pro Server nicht. Frag wieder, sobald einer davon dran ist.

# Clips.
problem-clip-deleted = Dieser Clip wurde gelöscht. Wähl einen anderen.
problem-clip-not-here = Dieser Clip ist nicht auf diesem Server, oder du kannst ihn nicht sehen. Wähl einen anderen.
problem-key-gone = Das wurde mit einem Konto gemacht, das nicht mehr benutzt wird. Wähl einen anderen Clip oder eine andere Persona.
problem-clip-too-old = { $family } macht das nur mit Clips, die weniger als { $age } alt sind. Wähl einen neueren.
problem-playlists-full = Du hast hier 24 Playlists. Lösch zuerst eine.
problem-playlist-full = Diese Playlist hat 100 Clips. Nimm zuerst einen heraus.
problem-playlist-gone = Diese Playlist gibt es nicht mehr, oder sie gehört dir nicht.
problem-playlist-name-taken = Du hast hier schon eine Playlist mit diesem Namen. Wähl einen anderen.
problem-showcase-not-yours = Nur wer diesen Server verwalten darf, kann sein Schaufenster wählen.
problem-download-empty = Hier gibt es keinen Song zum Herunterladen.
problem-download-under-way = Ein Download von dir läuft schon. Der nächste geht, wenn er vorbei ist, spätestens { $resets }.
problem-song-not-yours = Nur wer nach diesem Song gefragt hat oder den Server verwaltet, kann ihn ändern.
problem-clip-unknown = Dieser Button gehört zu keinem Song, den du hier sehen kannst.
problem-different-families = Diese Clips sind aus verschiedenen Modellfamilien. Wähl zwei aus derselben.
problem-job-not-here = Dieser Button gehört zu nichts, was du hier sehen kannst.
problem-no-other-clip = Hier gibt es keinen zweiten Clip dieser Modellfamilie. Mach zuerst noch einen Song.
problem-no-second-clip = Wähl den zweiten Clip für das Mashup.
problem-no-songs-yet = Dieser Server hat noch keine Songs, die du sehen kannst. Mach einen mit /song.
problem-no-such-clip = Das ist kein Song, den du hier sehen kannst. Wähl einen Clip aus der Liste oder lass ihn weg.
problem-not-an-extension = Nur eine Verlängerung lässt sich mit ihrem Song verbinden. Wähl eine Verlängerung.
problem-not-for-this-clip = Das geht mit diesem Clip nicht. Wähl etwas anderes.
problem-only-own-songs = { $family } macht das nur mit eigenen Songs. Wähl einen Clip, der keine Aufnahme ist.
problem-only-recordings = { $family } macht das nur mit einer Aufnahme. Lade eine mit /upload hoch.
problem-same-clip-twice = Ein Mashup braucht zwei verschiedene Clips. Wähl einen anderen.
problem-second-clip-gone = Der zweite Clip ist nicht auf diesem Server, oder du kannst ihn nicht sehen. Wähl einen anderen.
problem-source-unknown = MusicAPI kennt diesen Clip nicht. Wähl einen anderen.

# Models, and what they can do.
problem-detail-not-taken = { $family } kann { $operation }, aber ohne diese Angabe: { $detail }. Lass sie weg.
problem-format-not-made = { $family } macht Dateien im Format { $formats }, nicht { $format }. Wähl eines davon.
problem-length-of-music = { $family } macht { $least } bis { $most } Musik am Stück. Wähl eine Länge dazwischen.
problem-model-unknown = Dieses Modell gibt es hier nicht. Wähl ein anderes.
problem-no-model = Das kann gerade kein Modell. Versuch es später noch einmal.
problem-no-model-for-new-songs = Gerade kann kein Modell neue Songs machen. Versuch es später noch einmal.
problem-no-such-family = Es gibt keine Modellfamilie namens „{ $name }“. Wähl eine aus der Liste.
problem-no-such-model = { $family } hat kein Modell namens „{ $model }“. Wähl eines aus der Liste.
problem-not-offered = { $family } kann das hier nicht: { $operation }. Wähl ein anderes Modell.
problem-not-with-this-model = { $family } kann das mit { $model } nicht: { $operation }. Wähl { $models }.
problem-operation-retired = { $family } bietet das nicht mehr an. Wähl etwas anderes.
problem-operation-retired-for-model = { $family } bietet das nicht mehr an. Wähl ein anderes Modell.
problem-weight-out-of-range = Wähl ein Gewicht von 0 bis 1.

# Words.
problem-avoid-too-long = Die Stile zum Weglassen haben { $characters } Zeichen, höchstens { $limit } gehen. Kürze sie.
problem-control-characters = Entferne die Steuerzeichen aus diesem Feld: { $field }.
problem-instrumental-with-lyrics = Ein Instrumental hat keinen Text. Lass entweder den Songtext oder das Instrumental weg.
problem-lyrics-gone = Dieser Songtext ist nicht mehr da. Schreib mit /write einen neuen.
problem-lyrics-missing = { $family } singt nur Songtexte, die man ihm gibt. Schreib einen oder nimm ein Instrumental.
problem-lyrics-need-more = Songtext wird nur in einer Verlängerung oder einem Cover gesungen. Wähl eins davon bei „then“ oder lass ihn weg.
problem-lyrics-not-taken = { $family } kann { $operation }, nimmt aber keinen Songtext. Lass ihn weg: Der des Songs bleibt.
problem-lyrics-too-short = { $family } braucht mindestens { $fewest } Zeichen Songtext. Deiner hat { $characters }.
problem-mention = Entferne die Discord-Erwähnung aus diesem Feld: { $field }. Schreib stattdessen den Namen.
problem-no-prompt = Sag, wie der Song sein soll, zum Beispiel „R&B-Pop“.
problem-no-words = Sag, wie der Song werden soll: Schreib einen Prompt, einen Stil oder einen Songtext.
problem-no-words-in-message = In dieser Nachricht stehen keine Worte für einen Song. Wähl eine andere.
problem-style-gone = Dieser Stil ist nicht mehr da. Frag mit /style nach einem neuen.
problem-text-missing = { $family } kann { $operation }, braucht dafür aber { $text }. Füll das aus.
problem-text-too-long = { $family } nimmt höchstens { $limit } Zeichen ({ $texts }). Kürze deine { $characters }.
problem-title-too-long = Dieser Titel hat { $characters } Zeichen, höchstens { $limit } gehen. Kürze ihn.

# Moments and sections.
problem-end-needed = Die Länge dieses Clips ist nicht bekannt. Sag, wo der Abschnitt endet.
problem-extends-nothing = Wähl eine Stelle ab 0:01.
problem-half-a-section = Sag, wo der Abschnitt beginnt und wo er endet.
problem-length-unknown = Die Länge dieses Clips ist nicht bekannt. Schreib, ab welcher Zeit er weitergehen soll.
problem-moment-past-end = Dieser Clip ist nur { $length } lang. Wähl eine frühere Stelle.
problem-moment-too-early = Wähl eine Stelle nach 0:00.
problem-moment-unreadable = Schreib die Stelle in Sekunden, etwa 95, oder in Minuten, etwa 1:35.
problem-no-section = Wähl einen Abschnitt oder schreib, von wann bis wann, etwa 1:05–1:35.
problem-outside-the-clip = Dieser Clip dauert { $seconds }. Wähl eine Sekunde von 1 bis { $last }.
problem-section-before-start = Lass den Abschnitt bei 0:00 oder später beginnen.
problem-section-past-end = Dieser Clip ist { $length } lang. Wähl einen Abschnitt darin.
problem-section-reversed = Dieser Abschnitt beginnt bei { $starts_at } und endet bei { $ends_at }. Lass ihn später enden.
problem-section-too-long = { $family } nimmt hier Abschnitte von höchstens { $longest }. Dieser dauert { $length }.
problem-section-too-short = Wähl einen Abschnitt von mindestens einer Sekunde.

# Personas.
problem-name-taken = Dieser Server hat schon eine Persona mit diesem Namen. Wähl einen anderen.
problem-no-persona = Wähl die Persona, die singen soll.
problem-not-your-persona = Nur wer eine Persona gemacht hat oder diesen Server verwalten darf, kann sie löschen.
problem-persona-deleted = Diese Persona wurde schon gelöscht.
problem-persona-unknown = Diese Persona hat der Server nicht. Wähl eine aus der Liste.

# Recordings.
problem-address-too-long = Diese Adresse ist zu lang für die einer Datei. Schick die Datei selbst.
problem-file-or-address = Gib entweder eine Datei oder eine Adresse an.
problem-length-of-recording = { $family } nimmt Aufnahmen von { $least } bis { $most }. Schick eine in dieser Länge.
problem-no-recording = Es gibt keine Aufnahme. Gib eine Datei oder ihre https-Adresse an.
problem-recording-busy = Deine letzte Aufnahme wird noch geprüft. Warte einen Moment.
problem-recording-is-video = Diese Datei ist ein Video. Schick nur den Ton, als MP3.
problem-recording-silent = In dieser Datei ist kein Ton. Schick eine Audiodatei.
problem-recording-slow = Das Abrufen der Aufnahme hat zu lange gedauert. Versuch es noch einmal oder schick sie als Datei.
problem-recording-too-large = Eine Aufnahme darf höchstens { $megabytes } MiB haben. Schick eine kleinere, etwa ein MP3.
problem-recording-too-long = Diese Aufnahme dauert { $length }, höchstens { $longest } gehen. Schick einen Teil davon.
problem-recording-too-short = Diese Aufnahme dauert { $seconds }, mindestens { $shortest } müssen es sein. Schick eine längere.
problem-recording-unreachable = { $why ->
    [answer] Die Adresse antwortet, aber nicht mit einer Datei. Nimm eine, die alle öffnen können.
    [room] Encore hat gerade keinen Platz für die Aufnahme. Versuch es später noch einmal.
   *[away] Die Adresse war nicht zu erreichen. Prüf sie oder schick die Datei selbst.
}
problem-recording-unusable = { $why ->
    [kind] Das ist keine Audiodatei, die Encore kennt. Schick MP3, M4A, WAV, FLAC oder OGG.
    [packed] Diese Datei ist gepackt. Schick die Datei selbst.
    [plain] Encore holt Dateien nur über https. Nimm eine https-Adresse oder schick die Datei selbst.
    [private] Diese Adresse ist nicht öffentlich. Nimm eine, die alle öffnen können, oder schick die Datei selbst.
    [redirects] Diese Adresse leitet zu oft weiter. Nimm die Adresse der Datei oder schick die Datei selbst.
   *[address] Das ist keine Adresse einer Datei. Kopier sie noch einmal oder schick die Datei selbst.
}
problem-rights-needed = Encore nimmt nur Aufnahmen, die du benutzen darfst. Setz „rights“ auf True, wenn das so eine ist.

# What the facts in the sentences above are called.
field-name = { $field ->
    [lyrics] Songtext
    [prompt] Prompt
    [style] Stil
   *[title] Titel
}
texts-together = { $texts } zusammen
text-needed = { $text ->
    [lyrics] einen Songtext
    [prompt] ein paar Worte
    [style] einen Stil
   *[title] einen Namen
}
detail-name = { $detail ->
    [audio_weight] Nähe zum Original
    [avoid] Stile zum Weglassen
    [ends_at] Abschnitt
    [format] Wahl des Formats
    [gender] Wahl der Stimme
    [length] Wahl der Länge
    [other_clip] zweiter Clip
    [other_clip_id] zweiter Clip
    [persona_id] Persona
    [starts_at] Abschnitt
    [style_weight] Gewicht des Stils
    [url] Aufnahme
    [variation] Variation
    [vox_id] Stimme
    [weirdness] Grad der Schrägheit
   *[other] Detail
}

# What operators stop, and what they ask for.
problem-member-blocked = Der Betreiber lässt dich hier nichts machen. /about sagt, wer das ist.
problem-server-blocked = Der Betreiber lässt diesen Server nichts machen. /about sagt, wer das ist.
problem-paused = Neue Songs sind pausiert. Was läuft, läuft weiter. Frag später noch einmal.
problem-server-paused = Neue Songs sind auf diesem Server pausiert. Was läuft, läuft weiter. Frag später noch einmal.
problem-vendor-stopped = MusicAPI nimmt gerade nichts von uns an. Wieder gefragt wird { $resets }. Versuch es dann noch einmal.
problem-only-operators = Nur wer diesen Bot betreibt, kann diesen Befehl benutzen.
problem-quota-out-of-range = Ein Monat kann 0 bis { $limit } Credits haben. Nenn eine andere Zahl.
problem-grant-out-of-range = Gewähren kannst du 1 bis { $limit } Credits, und ein Monat nimmt davon { $total }. Nenn eine andere Zahl.
problem-server-not-an-id = Das ist keine ID. Kopier die 17 bis 20 Ziffern, die Discord zeigt.
problem-server-unknown = Encore kennt keinen Server mit dieser ID. Sieh dir die Ziffern noch einmal an.
problem-job-unknown = Es gibt keinen Auftrag mit dieser Nummer. Sieh in /operator jobs nach.
problem-job-over = Dieser Auftrag ist beendet, und seine Credits sind da, wo sie hingehören. Sieh in /operator jobs nach.
problem-job-being-sent = Dieser Auftrag wird gerade gesendet. Versuch es in zwei Minuten noch einmal.
problem-job-gave-nothing = Von diesem Auftrag kam nichts an, also zahlt niemand dafür. Gib die Credits zurück.

# What MusicAPI objects to in what it was asked for; $named and $bound are the two below, or empty.
problem-artist-named = MusicAPI nimmt keine Namen von Künstlern{ $named }. Beschreib stattdessen den Klang.
problem-language-not-sung = MusicAPI singt nicht in dieser Sprache. Schreib in einer anderen oder wähl ein anderes Modell.
problem-lyrics-copyrighted = MusicAPI hält diesen Songtext für einen fremden{ $named }. Schreib deinen eigenen.
problem-lyrics-malformed = MusicAPI kann diesen Songtext nicht lesen. Prüf Namen von Abschnitten wie [Verse].
problem-producer-tag = MusicAPI nimmt keine Producer-Tags{ $named }. Lass sie weg.
problem-recording-copyrighted = MusicAPI hält diese Aufnahme für ein fremdes Werk. Nimm eine eigene.
problem-recording-not-fetched = MusicAPI konnte diese Aufnahme nicht abrufen.
problem-recording-not-read = MusicAPI kann diese Aufnahme nicht lesen. Speichere sie als MP3.
problem-text-refused-as-too-long = MusicAPI findet einen Text zu lang: { $field }{ $bound }. Kürze ihn.
problem-words-flagged = Die Moderation von MusicAPI lässt diese Worte nicht durch. Wähl andere.
problem-words-inappropriate = MusicAPI findet diese Worte unangemessen{ $named }. Wähl andere.
problem-words-not-understood = MusicAPI kann mit diesen Worten nichts anfangen. Beschreib den Song anders.
objection-named = {" "}(„{ $named }“)
objection-bound = {" "}(höchstens { $limit } Zeichen)
