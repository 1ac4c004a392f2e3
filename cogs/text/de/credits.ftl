# /credits: the server's month, and what its credits went on.

statement-title = Credits dieses Servers
statement-used = { $used } von { $total } verbraucht
statement-held = { $held } reserviert
statement-left = { $left } übrig
statement-mine = Du hast diesen Monat { $count } verbraucht.
statement-resets = Neue Credits gibt es { $when }.
statement-none = Noch keine Songs. Mach einen mit /song.
statement-elsewhere = Ein Song in einem anderen Kanal
statement-of-month = { $amount } vom { $month }
statement-still-held = { $count } reserviert
statement-given-back = { $count } zurückgegeben
statement-newer = Neuere Songs
statement-older = Ältere Songs
statement-lasts = Geht es so weiter, reichen sie den ganzen Monat.
statement-used-up = Diesen Monat ist nichts mehr übrig.

# The parts of /credits.
credits-mine-button = Meine
credits-server-button = Dieser Server
credits-chart-button = Diagramm
credits-members-button = Nach Mitglied
credits-managers-only = Das sieht nur, wer diesen Server verwalten darf.

# What a member used. { $most } is their share of the server's credits.
credits-mine-title = Deine Credits
credits-mine-used = Du hast diesen Monat { $count } verbraucht, und { $held ->
    [one] { $held } ist reserviert
   *[other] { $held } sind reserviert
}.
credits-mine-share = { $taken } von deinen { $most } { $period ->
    [day] heute
   *[month] diesen Monat
} · { $left } übrig
credits-mine-no-share = Für dich gilt kein Anteil. Der Server hat noch { $count }.
credits-mine-none = Du hast diesen Monat noch nichts gemacht.
credits-mine-line = { $what } · { $count ->
    [one] { $count } Mal
   *[other] { $count } Mal
} · { $credits }

# The table of members, for who manages the server.
credits-members-title = Credits nach Mitglied
credits-members-last-month = Letzten Monat: { $credits }.
credits-members-songs = { $count ->
    [one] { $count } Song
   *[other] { $count } Songs
}
credits-members-last = letzten Monat { $count }
credits-members-deleted = Gelöschte Mitglieder
credits-members-none = Weder diesen noch letzten Monat hat jemand Credits verbraucht.
credits-members-shown = { $first } bis { $last } von { $count } Mitgliedern
credits-members-back-button = Zurück
credits-members-more-button = Mehr Mitglieder

# The ledger as a file.
ledger-placeholder = Das Kassenbuch als CSV-Datei: Wähl einen Monat
ledger-here = { $count ->
    [one] Das Kassenbuch vom { $month }, { $count } Zeile.
   *[other] Das Kassenbuch vom { $month }, { $count } Zeilen.
} Die Zeiten sind in UTC.
ledger-part = Teil { $part } von { $parts }.

# The picture of the month. { $day } is a day such as “28 Nov 2026”.
chart-title = Credits im { $month }
chart-used = Verbraucht oder reserviert: { $count }
chart-allowance = Kontingent: { $count }
chart-pace-used-up = In diesem Tempo verbraucht am { $day }
chart-pace-ends = In diesem Tempo { $count } am Ende
chart-a-day = Credits pro Tag
chart-number = { $count }
chart-alt-part = { $words }.
chart-alt-days = Nach Tag des Monats: { $days }.
chart-alt-day = am { $day }.: { $count }
chart-alt-no-days = Noch ist nichts verbraucht.
