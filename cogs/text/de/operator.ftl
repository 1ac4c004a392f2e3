# /operator: for those who run the bot.

command-operator = Für alle, die diesen Bot betreiben
command-operator-quota = Zeig oder ändere, was ein Server im Monat ausgeben darf
    .server = Welcher Server
    .credits = Wie viele Credits. Ohne Angabe siehst du, was er hat.
    .default = Gib ihm wieder den Standard
command-operator-grant = Gib einem Server mehr Credits für diesen Monat
    .server = Welcher Server
    .credits = Wie viele Credits
command-operator-pause = Lehne neue Songs eine Weile ab. Was läuft, läuft weiter.
    .server = Welcher Server. Ohne Angabe alle.
command-operator-resume = Nimm wieder neue Songs an
    .server = Welcher Server. Ohne Angabe die Pause für alle.
command-operator-retired = Zeig, was MusicAPI nicht mehr anbietet, oder frag es wieder an
    .lift = Was wieder angeboten wird
command-operator-jobs = Zeig, was läuft, was hängt und was fehlgeschlagen ist
command-operator-settle = Beende einen Auftrag, der verloren ist oder hängt
    .job = Seine Nummer in der Liste der Aufträge
    .ending = Was aus seinen Credits wird
command-operator-block = Zeig, sperre oder entsperre Server und Mitglieder
    .server = Welcher Server
    .member = Die ID eines Mitglieds
    .lift = Wieder entsperren
command-operator-doctor = Zeig, ob mit diesem Bot alles stimmt und was sonst hilft
ending-refund = Zurückgeben
ending-settle = Berechnen, was angekommen ist

operator-quota-title = Was ein Server ausgeben darf
operator-quota-own = { $server } hat jeden Monat { $credits }.
operator-quota-default = { $server } hat den Standard von { $credits } jeden Monat.
operator-quota-month = Diesen Monat: { $allowed } insgesamt.
operator-quota-granted = Davon zusätzlich gewährt: { $granted }.
operator-quota-used = Verbraucht: { $used }. Reserviert: { $held }. Übrig: { $left }.

operator-intake-title = Neue Songs
operator-intake-open = Neue Songs werden überall angenommen.
operator-paused-all = Auf allen Servern pausiert von { $who } { $when }
operator-paused-server = Auf { $server } pausiert von { $who } { $when }
operator-pause-known = Es war schon so.

operator-blocks-title = Gesperrt
operator-blocks-none = Niemand ist gesperrt.
operator-block-line = { $kind ->
    [guild] Server { $subject }, gesperrt von { $who } { $when }
   *[member] Mitglied { $subject }, gesperrt von { $who } { $when }
}
operator-more = und noch { $count }

operator-retired-title = Was MusicAPI nicht mehr anbietet
operator-retired-none = MusicAPI hat nichts abgelehnt.
operator-retired-line = { $family }: { $operation } { $when }
operator-lifted = { $family }: { $operation } wird wieder angeboten.
operator-lift-unknown = Dass MusicAPI das ablehnt, ist nicht bekannt.

operator-jobs-title = Aufträge
operator-jobs-waiting = In Arbeit
operator-jobs-stuck = Festgefahren
operator-jobs-failed = Fehlgeschlagen in den letzten 24 Stunden
operator-jobs-none = Keine.
operator-jobs-count = { $state ->
    [queued] In der Warteschlange: { $count }, der älteste { $when }
    [submitting] Beim Senden: { $count }, der älteste { $when }
    [running] In Arbeit: { $count }, der älteste { $when }
    [done] Fertig und noch nicht gepostet: { $count }, der älteste { $when }
   *[failed] Fehlgeschlagen und noch nicht gemeldet: { $count }, der älteste { $when }
}
operator-stuck-why = { $why ->
    [answer-lost] seine Antwort ging verloren
    [sending] er wird schon zu lange gesendet
    [silent] es kam nichts Neues
   *[in-line] er wartet schon lange
}
operator-failed-why = { $kind ->
    [refused] abgelehnt
    [not_sent] nicht gesendet
    [lost] Antwort ging verloren
    [timed_out] dauerte zu lange
    [cancelled] abgebrochen
   *[failed] fehlgeschlagen
}
operator-refunded = Auftrag { $job } ist beendet. Zurück: { $credits }.
operator-settled = Auftrag { $job } ist beendet. Er wird berechnet, und was ankam, wird gepostet.
