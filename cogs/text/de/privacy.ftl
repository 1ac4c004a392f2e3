# The panel of /privacy, the questions before everything is deleted, and what is stored of whom.
# `stored-…` is what stands in docs/privacy.md as well; its `.ends` says what a deletion makes of it.

command-privacy = Zeig, lade herunter oder lösche, was Encore über dich speichert

privacy-title = Deine Daten
privacy-reach = Das gilt für jeden Server, auf dem du mit Encore bist.
privacy-stored = Was Encore über dich speichert
privacy-not-stored = Es speichert keine Namen, kein Audio und keine Nachrichten von dir.
privacy-vendor =
    MusicAPI bekommt deine Worte und Aufnahmen, nie deinen Namen oder deine Discord-ID.
    Encore kann nicht löschen, was MusicAPI speichert.
privacy-export-button = Meine Daten herunterladen
privacy-delete-button = Meine Daten löschen…
privacy-policy-button = Datenschutzerklärung
privacy-terms-button = Nutzungsbedingungen

stored-songs = Deine Songs: deine Worte, die Antworten von MusicAPI und Discords IDs von dir, Server, Kanal und Nachricht.
    .ends = Alles wird gelöscht. Es bleibt eine Zeile Credits ohne dich.
stored-clips = Die Clips deiner Songs: Titel, Songtexte und wo MusicAPI das Audio aufbewahrt.
    .ends = Alles wird gelöscht. Die Buttons darunter gehen nicht mehr.
stored-personas = Die Personas und Stimmen, die du erstellt hast.
    .ends = Sie werden gelöscht, für den ganzen Server.
stored-drafts = Abgelehnte Formulare und Befehle und Aufträge, die auf deine Antwort warten, höchstens einen Tag lang.
    .ends = Sie werden gelöscht.
stored-choices = Dein Modell und ob Encore dich erwähnt.
    .ends = Beides wird gelöscht.
stored-library = Deine Favoriten, Votes und Playlists.
    .ends = Sie werden gelöscht.
stored-server = Was ein Server gewählt hat und wann er begrüßt wurde.
    .ends = Es bleibt, denn es betrifft dich nicht.
stored-credits = Wie viele Credits jeder Song seinen Server gekostet hat.
    .ends = Es bleibt für die Buchführung, ohne dich. Was du verbraucht hast, bleibt 33 Tage unter einer Nummer, die aus deiner ID gemacht ist.
stored-small = Welche Antworten niemanden erreicht haben, 30 Tage lang. Wer auf eine Antwort wartet, 15 Minuten lang. Welche Nachrichten noch zu entfernen sind, einen Tag lang.
    .ends = Es wird gelöscht.
stored-admins = Was Admins und Betreiber geändert haben und wer es war. Wen sie sperren.
    .ends = Die Änderung bleibt, ohne dich. Wer gesperrt ist, bleibt es.
stored-moderation = Was die Moderation gefragt wurde: deine Aufträge, deine Meldungen im Wortlaut und Meldungen deiner Songs.
    .ends = Es wird gelöscht. Was du als Moderator entschieden hast, bleibt, ohne dich.
stored-erasures = Dass du die Löschung deiner Daten verlangt hast, bis sie geschehen ist.
    .ends = Das wird zuletzt gelöscht.
stored-workings = Was die Prozesse von Encore einander mitteilen.
    .ends = Es bleibt. Nichts davon betrifft jemanden.

delete-title = Meine Daten löschen
delete-what =
    Das löscht deine Daten auf jedem Server.
    Songs in der Warteschlange werden abgebrochen, und ihre Server bekommen die Credits zurück.
    Songs, an denen MusicAPI gerade arbeitet, werden erst gepostet und dann gelöscht.
    Was andere aus deinen Songs gemacht haben, bleibt ihnen.
delete-messages =
    Die Nachrichten deiner Songs in Discord gehören nicht dazu, außer du willst es.
    Encore kann die meisten entfernen. Benachrichtigungen und private Nachrichten bleiben, bis du sie schließt oder löschst.
delete-messages-stay-button = Daten löschen, Nachrichten behalten
delete-messages-go-button = Daten und Nachrichten löschen
delete-keep-button = Meine Daten behalten
delete-sure = Bist du sicher? Niemand kann das zurückholen, auch nicht neuere Backups des Betreibers.
delete-sure-messages-go = Auch die Nachrichten mit deinen Songs werden gelöscht.
delete-sure-messages-stay = Die Nachrichten mit deinen Songs bleiben in ihren Kanälen.
delete-sure-button = Ja, endgültig löschen
delete-kept = Es wurde nichts gelöscht.
delete-done = Deine Daten sind gelöscht. Encore vergisst diese Anfrage innerhalb einer Minute.
delete-begun =
    Deine Daten werden gelöscht. Du musst nichts weiter tun.
    Songs, die gerade gemacht werden, werden erst gepostet und dann gelöscht.
delete-backups = -# Ältere Backups des Betreibers enthalten sie noch, bis sie weggeworfen werden.

export-first = Das speichert Encore über dich. Behalte es für dich.
# { $part } counts from 1.
export-next = Teil { $part } deiner Daten.
export-alt = Deine Daten als JSON-Text.

# Stands where a member would be mentioned, of whom nothing is left.
erased-member = jemand ohne Daten

retention-title = Songs dieses Servers
retention-explained =
    Encore kann hier die Worte alter Songs löschen: Prompts, Titel, Stile und Songtexte.
    Die Songs selbst bleiben, und ihre Credits auch.
retention-placeholder = Wie lange Worte behalten werden
retention-for-ever = Worte für immer behalten
# { $count } is a number of days.
retention-days = { $count ->
    [one] Worte nach { $count } Tag löschen
   *[other] Worte nach { $count } Tagen löschen
 }
retention-now-for-ever = Worte werden für immer behalten.
retention-now-days = { $count ->
    [one] Worte werden nach { $count } Tag gelöscht.
   *[other] Worte werden nach { $count } Tagen gelöscht.
 }
retention-purge = Dreißig Tage nachdem Encore einen Server verlassen hat, löscht es dort alles außer den Credits.
