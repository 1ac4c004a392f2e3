# What was changed in a server, by whom and when: a page behind /settings.

settings-changes = Änderungen
settings-changes-explained = Was Verwalter, Moderatoren und die Betreiber von Encore hier geändert haben.
settings-changes-show = Änderungen zeigen…
changes-title = Änderungen auf diesem Server
changes-empty = Noch wurde nichts geändert.
changes-older = Ältere Änderungen
changes-newest = Neueste Änderungen

# Each follows when it was, and who did it.
# { $what } is the name of a setting.
changes-settings = geändert: { $what }
# { $what } is the name of a setting or of a field, { $value } how it is from then on.
changes-value = { $what }: { $value }
changes-nothing = nichts
# { $what } is the name of a list, { $which } what was put on it or taken from it.
changes-added = { $what }, neu: { $which }
changes-removed = { $what }, entfernt: { $which }
changes-words-added = { $count ->
    [one] { $count } Wort hinzugefügt
   *[other] { $count } Wörter hinzugefügt
}
changes-words-removed = { $count ->
    [one] { $count } Wort entfernt
   *[other] { $count } Wörter entfernt
}
changes-members-blocked = gesperrt: { $who }
changes-members-unblocked = nicht mehr gesperrt: { $who }
changes-persona = eine Persona von { $who } gelöscht
changes-showcase = Schaufenster: { $where }, ab { $count ->
    [one] { $count } Favorit
   *[other] { $count } Favoriten
}
changes-showcase-off = Schaufenster ausgeschaltet
changes-song-renamed = einen Song von { $who } umbenannt
changes-song-deleted = einen Song von { $who } gelöscht
changes-order-approved = Auftrag von { $who } freigegeben
changes-order-rejected = Auftrag von { $who } abgelehnt
changes-report-deleted = einen Song gelöscht, den { $who } gemeldet hat
changes-report-dismissed = Meldung von { $who } verworfen
changes-words-kept = Worte werden nach { $days ->
    [one] { $days } Tag
   *[other] { $days } Tagen
} gelöscht
changes-words-kept-for-good = Worte werden für immer behalten
# { $credits } is an amount such as “500 credits”.
changes-quota = jeden Monat: { $credits }
changes-quota-default = jeden Monat: die üblichen Credits
# { $month } is a month with its year.
changes-grant = { $credits } mehr für { $month }
changes-paused = neue Songs pausiert
changes-resumed = neue Songs wieder erlaubt
changes-server-blocked = diesen Server gesperrt
changes-server-unblocked = diesen Server nicht mehr gesperrt
changes-job-ended = einen hängenden Song beendet
# { $action } is a name that only a later version knows.
changes-other = etwas anderes ({ $action })
