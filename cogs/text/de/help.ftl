# What people read first: /help, /about, the greeting of a new server, and the songs that one press makes.

command-help = Schau, was Encore kann, mit Songs zum Ausprobieren
command-about = Zeig Version, Datenschutz und wer diesen Bot betreibt

help-title = Mach Songs mit Encore
help-commands =
    Schreib **/song** und ein paar Worte, um einen Song zu machen.
    Schreib **/lyrics**, um deinen eigenen Text singen zu lassen.
    Schreib **/upload**, um mit einer eigenen Aufnahme zu arbeiten.
# { $left } is how many credits the server has left.
help-price = Ein Song kostet { credits }. Dieser Server hat diesen Monat noch { $left }. Klappt ein Song nicht, kostet er nichts.
help-examples = Oder drück einen davon:
help-more =
    Mit den Buttons unter einem Song kannst du ihn verlängern, covern und mehr.
    Sieh mit **/credits**, was noch da ist. Schalte Benachrichtigungen mit **/settings** aus.
    -# Wer diesen Bot betreibt und was er speichert: **/about**.
help-nobody-can = Gerade macht kein Modell Songs. Versuch es später noch einmal.
help-managers =
    Der Betreiber legt fest, was dieser Server im Monat ausgeben darf.
    Schalte Benachrichtigungen mit **/settings** für alle aus.
    Wähl mit **/model server** das Modell für die Songs dieses Servers.
    Leg unter Servereinstellungen, Integrationen, Encore fest, wer welchen Befehl nutzen darf.
    .title = Für alle, die den Server verwalten

about-title = Encore { $version }
about-made-with-ai = Encore macht aus Worten Songs. Das übernehmen KI-Modelle bei MusicAPI.
# { $when } is a live clock, such as “3 minutes ago”.
about-vendor-answered = MusicAPI hat zuletzt { $when } geantwortet.
about-vendor-never = MusicAPI hat für diesen Bot noch nichts gemacht.
about-vendor-silent = Eine Anfrage blieb { $when } ohne Antwort.
about-vendor-paused = MusicAPI hat um eine Pause gebeten. Weiter geht es { $when }.
about-vendor-known-from = -# Das hat Encore gesehen. MusicAPI veröffentlicht keinen Status.
about-privacy =
    Encore liest die Befehle, Buttons und Formulare, die du benutzt.
    Es liest die Nachrichten und Aufnahmen, die du ihm gibst, und keine anderen.
    Es speichert deine Worte, die Antworten von MusicAPI und Discords IDs. Es speichert keine Namen und kein Audio.
    MusicAPI bekommt die Worte und Aufnahmen, nie deinen Namen.
    Sieh mit **/privacy**, was es speichert, lade es herunter oder lösche es.
    .title = Datenschutz
about-policy = **Datenschutzerklärung** { $address }
about-terms = **Nutzungsbedingungen** { $address }
# { $contact } is what the operator wrote of themselves.
about-operator = **Betreiber** { $contact }
about-operator-unnamed = **Betreiber** ohne Kontaktangabe. Frag die Person, die den Bot eingeladen hat.
about-source = **Quellcode** { $address }
about-license = **Lizenz** MIT

welcome-title = Encore macht hier Songs
welcome-text =
    Schreib **/song** und ein paar Worte, und ein fertiger Song erscheint in deinem Kanal.
    Mit den Buttons darunter kannst du ihn verlängern, covern und mehr.
# { $allowance } is how many credits the server may spend each month.
welcome-price = Ein Song kostet { credits }. Dieser Server hat jeden Monat { $allowance }.
welcome-try = Drück einen davon und hör deinen ersten Song:
welcome-privacy = Encore liest nur, was du ihm gibst. Was es speichert, sagt **/about**.
welcome-limits =
    Wer den Server verwaltet, schaltet seine Benachrichtigungen mit **/settings** aus.
    In den Servereinstellungen unter Integrationen steht, wer welchen Befehl nutzen darf.
welcome-more = -# **/help** zeigt dir das alles noch einmal, nur für dich.

# { $song } is the name of an example, { $count } its price.
example-button = { $song } · { credits }
example-rain = Lo-Fi bei Regen
    .prompt = ruhige Lo-Fi-Beats für einen verregneten Abend
example-birthday = Geburtstagslied
    .prompt = ein fröhliches Geburtstagslied mit Klatschen und Chor
example-drive = Nachtfahrt
    .prompt = Synthwave für eine Fahrt durch die nächtliche Stadt
