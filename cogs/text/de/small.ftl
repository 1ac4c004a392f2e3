# What is told to one person: the menu below More…, the words of a song, and what small operations found out.

menu-clip = Clip { $position }, **{ $title }**
menu-line = { menu-clip }
    -# { credits } übrig diesen Monat
menu-form-open = { $clip }
    { $operation }: Das Formular ist offen.
    -# Geschlossen? Wähl noch einmal.
menu-on-its-way = { $clip }
    { $operation }: [unterwegs]({ $where })
lyrics-option = Songtext · gratis
    .hint = Die Worte dieses Songs, zum Lesen und Kopieren
lyrics-line = Der Text von Clip { $position }, **{ $title }**
lyrics-line-beginning = So beginnt der Text von Clip { $position }, **{ $title }**. Die Datei hat ihn ganz
lyrics-alt = Der Text von { $title }, bis zum Ende
lyrics-instrumental = Dieser Song ist instrumental.
lyrics-none = MusicAPI hat keinen Songtext genannt.

post-here-button = Hier posten
make-persona-button = Persona erstellen
sing-with-button = Damit singen

small-price = -# { credits }
small-of = -# { $origin } · { credits }
small-known = -# Gratis, schon bekannt
small-known-of = -# { $origin } · gratis, schon bekannt
small-pause = MusicAPI wird { $when } wieder gefragt
small-posted = -# Gepostet: { $where }
small-posted-before = -# Schon gepostet: { $where }
small-posted-by = -# Gepostet von { $who }
small-letter = Danach hast du in { $channel } gefragt.

tempo-name = Tempo
tempo-steady = { $average } BPM
tempo-range = { $average } BPM (von { $slowest } bis { $fastest })
voice-found = Stimme
voice-picked = Die Stimme ist gewählt. Eine Persona aus diesem Clip singt so.
voice-picked-where = Die Stimme von { $starts } bis { $ends } ist gewählt. Eine Persona aus diesem Clip singt so.
voice-unusable = MusicAPI hat sie erstellt, aber ohne Namen, unter dem sie sich benutzen lässt.
persona-use-name = So benutzt du sie
persona-use = Drück **Damit singen** oder wähl **{ $name }** als Persona in /song.
persona-nameless = sie
sections-name = Abschnitte
sections-none = Dieser Songtext nennt keine Abschnitte wie [Chorus]. Schreib stattdessen Zeiten wie 1:35.
sections-offered = „Verlängern“ und „Abschnitt ersetzen“ bieten sie ab jetzt an.
sections-alt = Wann jeder Abschnitt beginnt und endet
lyrics-name = Songtext
lyrics-written-none = MusicAPI hat keinen geschrieben.
lyrics-version-alt = Version { $version } des Songtexts, bis zum Ende
style-name = Stil
style-none = MusicAPI hat nichts gesagt.
style-alt = Der Stil, bis zum Ende
instruments-name = Instrumente
answer-name = Antwort
answer-none = MusicAPI hat keine genannt.

persona-kind = { $kind ->
    [voice] Stimme
   *[other] Persona
}
personas-title = Personas dieses Servers
personas-more = und noch { $count }. /song und /persona delete finden sie nach Namen.
persona-unnamed = Ohne Namen
persona-removed = „{ $name }“ ist gelöscht. Die damit gesungenen Songs bleiben.
no-personas-yet = Noch keine. Erstell eine mit „Mehr…“ unter einem Clip oder mit /voice aus einer Aufnahme.
