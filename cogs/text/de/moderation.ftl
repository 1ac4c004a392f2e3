# What a server's admins and moderators watch over.

settings-tab-moderation = Moderation

# Words that no song may hold.
settings-words = Wortliste
settings-words-count = { $count ->
    [one] { $count } Wort
   *[other] { $count } Wörter
}
settings-words-explained = Kein Song, kein Titel und keine Playlist darf sie enthalten, egal wie geschrieben.
settings-words-label = Ein Wort oder Ausdruck pro Zeile
settings-words-more-label = Mehr Wörter
settings-words-hint = Bis zu { $most }. Nur ganze Wörter zählen, egal mit welchen Akzenten und Zeichen.
settings-words-example = Ein Wort oder Ausdruck pro Zeile
settings-words-too-many = Die Liste fasst { $most } Wörter. Lass ein paar weg.
settings-words-too-long = Ein Wort darf höchstens { $most } Zeichen haben. Kürze „{ $word }“.
settings-words-no-word = „{ $word }“ enthält weder Buchstaben noch Ziffern. Nimm es heraus.
# { $word } stands in the server's list.
problem-word-listed = Dieser Server erlaubt „{ $word }“ nicht. Nimm es { $where ->
    [avoid] aus den Stilen zum Weglassen
    [lyrics] aus dem Songtext
    [name] aus dem Namen
    [prompt] aus dem Prompt
    [style] aus dem Stil
   *[title] aus dem Titel
} heraus.

# Who may decide, and what is decided already.
problem-blocked-here = Wer diesen Server verwaltet, lässt dich hier nichts machen. Frag jemanden, der ihn verwaltet.
problem-case-gone = Das ist nicht mehr da.
problem-case-not-deleted = Encore kann diese Nachricht nicht löschen. Lösch sie selbst und verwirf dann die Meldung.
problem-case-not-over = Das entsteht noch. Drück noch einmal, wenn es fertig ist.
problem-case-not-yours = Das können nur Moderatoren dieses Kanals entscheiden.
problem-post-unapproved = Hier gibt die Moderation alles frei, darum kann das nur posten, wer diesen Server verwaltet. Mach stattdessen einen Song daraus.

# Orders that wait for a moderator.
settings-approval = Freigabe
settings-approval-channel-label = Kanal der Moderatoren
settings-approval-channel-hint = Wartende Aufträge und Meldungen werden dort gepostet.
settings-approval-label = Vor jedem Song Moderatoren fragen
settings-approval-on = Ja, bei allen, die diesen Server nicht verwalten
settings-approval-off = Nein
settings-approval-none = Es ist kein Kanal für Moderatoren gewählt.
settings-approval-explained-on = Songs warten dort auf Moderatoren, höchstens 24 Stunden.
settings-approval-explained-off = Songs werden sofort gemacht. Meldungen werden dort gepostet.
settings-approval-no-channel = Wähl auch den Kanal der Moderatoren.
heading-approval = Wartet auf Freigabe
stage-approval = Erst sieht sich das jemand aus der Moderation dieses Servers an. Mit Abbrechen kommen die Credits zurück.
heading-not-approved = Nicht freigegeben
failure-rejected = Die Moderation dieses Servers hat das nicht freigegeben.
failure-rejected-because = Die Moderation dieses Servers hat das nicht freigegeben: { $reason }
failure-undecided = Innerhalb von 24 Stunden hat niemand aus der Moderation dieses Servers geantwortet.
next-edit-rejected = Drück **Bearbeiten…**, um es zu ändern.

# What moderators are shown; { $who } is a mention, { $when } a clock that Discord runs.
case-approval-title = Darf das gemacht werden?
case-approval-line = { $who } hat { $when } danach gefragt: { $what }, { $count ->
    [one] { $count } Credit
   *[other] { $count } Credits
}. [Zur Nachricht]({ $where })
case-approval-line-nowhere = { $who } hat { $when } danach gefragt: { $what }, { $count ->
    [one] { $count } Credit
   *[other] { $count } Credits
}.
case-recording = [Aufnahme]({ $where })
case-cut = Der ganze Text ist in der Datei unten.
case-file-alt = Alles, wonach gefragt wurde
case-approve = Freigeben
case-reject = Ablehnen…
case-reject-title = Diesen Auftrag ablehnen
case-reject-label = Warum
case-reject-hint = Das Mitglied liest das. Du kannst es leer lassen.
case-approved = Freigegeben von { $who } { $when }. Jetzt ist es in der Warteschlange.
case-rejected = Abgelehnt von { $who } { $when }. Die Credits sind zurück.
case-expired = Innerhalb von 24 Stunden hat niemand geantwortet. Die Credits sind zurück.
case-over = Das wurde inzwischen abgebrochen. Es gibt nichts zu entscheiden.
case-deleted = Der Song wurde { $when } von { $who } gelöscht.
case-dismissed = Verworfen von { $who } { $when }.
case-text-name = { $text ->
    [avoid] Stile zum Weglassen
    [lyrics] Songtext
    [prompt] Prompt-Text
    [style] Stil
   *[title] Titel
}
case-report-title = Ein Song wurde gemeldet
case-report-line = { $who } hat ihn { $when } gemeldet:
case-report-song = Er ist von { $who }. [Zum Song]({ $where })
case-report-maker = Er ist von { $who }.
case-delete = Song löschen
case-block = Mitglied sperren
case-dismiss = Verwerfen
# At most 32 characters: it stands in the menu of a message.
message-command-report = Song melden
report-title = Diesen Song melden
report-label = Was daran nicht stimmt
report-hint = Die Moderation dieses Servers liest es, mit deinem Namen.
report-taken = Die Moderation dieses Servers sieht es sich an.
case-member-blocked = { $who } kann hier nichts mehr machen. In /settings lässt sich das aufheben.
case-member-known = { $who } ist schon gesperrt. In /settings lässt sich das aufheben.
settings-blocked = Gesperrte Mitglieder
settings-blocked-count = { $count ->
    [one] { $count } Mitglied
   *[other] { $count } Mitglieder
}
settings-blocked-explained = Sie können auf diesem Server nichts machen.
settings-blocked-label = Mitglieder
settings-blocked-hint = Entferne jemanden, damit die Person wieder Songs machen kann.
settings-blocked-too-many = Ein Server kann { $most } Mitglieder sperren. Lass zuerst einige wieder Songs machen.
# Songs that somebody reports.
problem-no-moderators = Dieser Server hat keinen Kanal für Moderatoren. Schreib jemandem, der ihn verwaltet.
problem-reported-already = Du hast diesen Song schon gemeldet. Die Moderation weiß davon.
problem-reported-just-now = Du hast gerade erst etwas gemeldet. Versuch es { $opens } noch einmal.
problem-report-empty = Sag, was an dem Song nicht stimmt.
problem-report-no-song = Diese Nachricht enthält keinen Song von Encore. Wähl eine, die einen enthält.
