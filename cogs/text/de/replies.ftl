# What Encore answers where nothing went wrong, why a song did not come, and what operators are told.

# Answers.
your-words = Deine Worte sind in der Datei.
    .alt = Die Worte, die du geschrieben hast
price-rose-question =
    Das kostet jetzt { $price } und nicht { $shown } wie vorher angezeigt. Drück den Button, um zuzustimmen.
sent-by-letter = Encore konnte nicht in { $channel } schreiben, deshalb kommt das hier zu dir.

# What became of the credits of a song that did not come.
refund-line = { $count ->
    [one] -# Der { $count } Credit ist zurück.
   *[other] -# Die { $count } Credits sind zurück.
}
credits-are-back = { $count ->
    [one] kommt der { $count } Credit zurück
   *[other] kommen die { $count } Credits zurück
}

# Why a song did not come, and what to do next; $this and $subject are what its operation's words call it.
failure-refused = MusicAPI hat { $this } abgelehnt: „{ $reason }“.
failure-unoffered = MusicAPI macht das gerade nicht für uns. Der Betreiber weiß Bescheid.
failure-key-gone = Das Konto für { $this } wird nicht mehr benutzt. Der Betreiber weiß Bescheid.
failure-clip-deleted = Der Clip für { $this } wurde gelöscht.
failure-no-new-songs = MusicAPI nimmt gerade keine neuen Songs von uns an. Der Betreiber weiß Bescheid.
failure-not-sent = MusicAPI war nicht zu erreichen.
failure-lost = Die Antwort von MusicAPI ging unterwegs verloren.
failure-timed-out = { $subject } hat zu lange gedauert und wurde aufgegeben.
failure-cancelled = { $subject } wurde vor dem Start abgebrochen.
failure-failed = MusicAPI konnte { $this } nicht fertigstellen.
failure-no-words = MusicAPI hat in diesem Clip keine Worte gehört.
failure-failed-because = MusicAPI konnte { $this } nicht fertigstellen: „{ $reason }“.
# Where the buttons for that stand below:
next-retry = Drück **{ retry-name }**.
next-retry-later = Drück später **{ retry-name }**.
next-retry-minutes = Drück in ein paar Minuten **{ retry-name }**.
next-retry-or-edit = Drück **{ retry-name }** oder ändere die Worte mit **{ edit-name }**.
next-edit = Drück **{ edit-name }**, um die Worte zu ändern.
next-edit-again = Drück **{ edit-name }**, um noch einmal zu fragen.
# Where they do not:
next-ask-again = Frag noch einmal.
next-bring-again = Lade die Aufnahme mit { $command } noch einmal hoch.
next-change-words = Ändere die Worte und frag noch einmal.
next-other = Versuch etwas anderes.
next-later = Versuch es später noch einmal.
next-minutes = Versuch es in ein paar Minuten noch einmal.
next-again-or-words = Frag noch einmal oder ändere die Worte.
answer-lost = Die Antwort von MusicAPI ging unterwegs verloren. Encore wartet auf Nachricht und fragt nie zweimal.
missing-clip =
    Nur { $arrived } von { $expected } Clips angekommen. MusicAPI berechnet den ganzen Auftrag, also bleibt der Preis.

# What operators are told.
bot-refused =
    Discord nimmt das Token des Bots nicht an (401). Fertige Songs warten, bis es das tut. Bleibt es so, setze das Token
    im Developer Portal zurück. Trag es in DISCORD_TOKEN ein und starte den Bot neu.

# The branches and clips of a song's family.
branch-button = Ganzer Song von { $number }. { $name } · { $price }
clip-choice = { $title } · Clip { $position } · { $family }
clip-choice-length = { $title } · Clip { $position } · { $family } · { $length }
