# The panel of /settings.

command-settings = Wähl, was Encore für dich und auf diesem Server tut

settings-title = Einstellungen
settings-on = An
settings-off = Aus
# { $what } is the name of a setting.
settings-turn-on = Einschalten: { $what }
settings-turn-off = Ausschalten: { $what }
settings-managers-only = Nur wer diesen Server verwalten darf, kann das ändern.

settings-my-notices = Meine Benachrichtigungen
    .explained = Encore erwähnt dich, wenn dein Song über eine Minute gedauert hat. Das gilt auf jedem Server.
    .overruled = Dieser Server hat Benachrichtigungen für alle ausgeschaltet.
settings-server-notices = Benachrichtigungen dieses Servers
    .explained = Aus heißt, dass Encore auf diesem Server niemanden erwähnt.
settings-integrations = Mitglieder, Rollen und Kanäle wählst du unter Servereinstellungen, Integrationen, Encore.
    .title = Wer Encore benutzen darf

# What whoever manages the server sees besides; { $what } is the name of a setting.
settings-tab-general = Allgemein
settings-tab-spending = Ausgaben
settings-tab-access = Wer und wo
settings-change = Ändern: { $what }
settings-changed-meanwhile = Gerade hat jemand anders das geändert: { $what }. Öffne es noch einmal und sieh, wie es jetzt ist.
settings-unreadable = Diese Wahl gibt es nicht. Öffne das Formular noch einmal.
settings-number-out-of-range = Schreib eine ganze Zahl von 1 bis { $most } oder nichts.
settings-deleted = gelöscht ({ $id })
settings-take-away-label = Gelöschte entfernen
settings-and-more = noch { $count }
settings-empty-hint = Leer: kein Limit.

settings-model = Modell dieses Servers
settings-model-none = Das erste, das es kann
settings-model-explained = Es macht die Songs aller, die keins gewählt haben.
settings-log = Protokollkanal
settings-log-label = Kanal
settings-log-hint = Leer: Hinweise kommen dort, wo nach dem Song gefragt wurde.
settings-log-explained = Encore schreibt dort bei 50, 80 und 100 % der Credits des Monats.
settings-log-closed = Encore darf dort nicht schreiben. Gib ihm die Berechtigung oder wähl einen anderen Kanal.
settings-zone = Zeitzone
settings-zone-label = Zeitzone
settings-zone-hint = Ein Name wie Europe/Berlin. Leer: UTC.
settings-zone-example = Europe/Berlin
settings-zone-explained = Nach ihr beginnen Tage und Monate. Der nächste Monat beginnt { $when }.
settings-zone-unknown = Diese Zeitzone gibt es nicht. Schreib einen Namen wie { $example }.
settings-zone-between-months = Dort ist gerade ein anderer Monat. Ändere sie { $when }, damit kein Credit verloren geht.

# Shares of the server's credits. { $period } is “day” or “month”.
settings-percent = Prozent der Credits des Monats
settings-credits = Credits
settings-a-day = Jeden Tag
settings-a-month = Jeden Monat
settings-no-limit = Kein Limit
settings-share = Anteil pro Mitglied
settings-share-label = Wie viel
settings-share-hint = Eine ganze Zahl. Leer: kein Limit.
settings-unit-label = Gezählt in
settings-period-label = Wie oft
settings-share-off = Jedes Mitglied darf alle Credits des Servers verbrauchen.
settings-share-on = Er gilt für alle, die keinen Anteil nach Rolle haben.
settings-share-credits = { $count ->
    [one] { $count } Credit
   *[other] { $count } Credits
} { $period ->
    [day] am Tag
   *[month] im Monat
}
settings-share-percent = { $percent } %, das { $count ->
    [one] ist { $count } Credit
   *[other] sind { $count } Credits
} { $period ->
    [day] am Tag
   *[month] im Monat
}
settings-role-share = Anteile nach Rolle
settings-role-share-off = Eine Rolle kann mehr oder weniger haben. Bei mehreren zählt der höchste Anteil.
settings-roles-count = { $count ->
    [one] { $count } Rolle
   *[other] { $count } Rollen
}
settings-role-share-roles-label = Rollen
settings-role-share-kind-label = Was sie verbrauchen dürfen
settings-role-share-own = Einen eigenen Anteil
settings-role-share-everybody = Dasselbe wie alle
settings-role-share-hint = Für einen eigenen Anteil. Gezählt in: { $unit }.
settings-role-share-no-role = Wähl mindestens eine Rolle.
settings-role-share-no-amount = Schreib, wie viel diese Rollen verbrauchen dürfen.
settings-role-share-too-high = Der Anteil von { $roles } ist über 100 %. Ändere ihn zuerst.
settings-role-share-too-many = Höchstens { $most } Rollen können Anteile haben. Gib zuerst einigen dasselbe wie allen.
settings-pace = Häufigkeit
settings-pace-off = Mitglieder dürfen so oft fragen, wie sie wollen.
settings-at-once-label = Songs gleichzeitig pro Mitglied
settings-cooldown-label = Sekunden zwischen Songs eines Mitglieds
settings-at-once-on = { $count ->
    [one] { $count } Song gleichzeitig pro Mitglied.
   *[other] { $count } Songs gleichzeitig pro Mitglied.
}
settings-cooldown-on = { $count ->
    [one] { $count } Sekunde zwischen den Songs eines Mitglieds.
   *[other] { $count } Sekunden zwischen den Songs eines Mitglieds.
}

# Who may ask for songs, and where.
settings-channels = Kanäle
settings-channels-all = Überall
settings-channels-hint = Eine Kategorie steht für alle Kanäle darin. Leer: alle Kanäle.
settings-channels-only-label = Songs nur in diesen Kanälen
settings-channels-never-label = Keine Songs in diesen Kanälen
settings-only-in = Nur in { $where }
settings-never-in = Nie in { $where }
settings-roles = Rollen
settings-roles-all = Alle
settings-roles-hint = Leer: Alle dürfen fragen.
settings-roles-only-label = Songs nur für diese Rollen
settings-roles-never-label = Keine Songs für diese Rollen
settings-only-who = Nur { $who }
settings-never-who = Nie { $who }
settings-operations = Was gemacht werden darf
settings-operations-all = Alles
settings-operations-count = { $count ->
    [one] { $count } Sache ist aus
   *[other] { $count } Sachen sind aus
}
settings-operations-dear-label = Ausschalten, ab { $count } Credits
settings-operations-label = Ausschalten
settings-operation-price = { $name } · { $count ->
    [one] { $count } Credit
   *[other] { $count } Credits
}
settings-pressers = Buttons unter Songs von anderen
settings-pressers-label = Wer sie benutzen darf
settings-pressers-anyone = Alle, die den Song sehen
settings-pressers-roles = Wer den Song gemacht hat und einige Rollen
settings-pressers-maker = Nur wer den Song gemacht hat
settings-pressers-roles-label = Rollen
settings-pressers-hint = Sie zählen dort, wo einige Rollen dürfen.
settings-pressers-no-role = Wähl mindestens eine Rolle.
settings-pressers-pay = Wer drückt, zahlt aus dem eigenen Anteil.
