# Whether Encore can work: what it lacks in a channel, and the checks of /settings and /operator doctor.

# What Discord's own settings call its permissions; the keys are names of its interface.
permission-name = { $permission ->
    [view_channel] Kanal anzeigen
    [send_messages] Nachrichten senden
    [send_messages_in_threads] Nachrichten in Threads senden
    [embed_links] Links einbetten
    [attach_files] Dateien anhängen
    [read_message_history] Nachrichtenverlauf anzeigen
   *[connect] Verbinden
}

problem-cannot-post = Um hier Songs zu posten, braucht Encore diese Berechtigungen: { $permissions }. Frag jemanden, der den Server verwaltet.
problem-thread-locked = Dieser Thread ist gesperrt. Frag in einem anderen Kanal nach deinem Song.

# What `python -m bot doctor` and /operator doctor look at, and how it is.
finding-check = { $check ->
    [settings] Einstellungen
    [token] Discord-Token
    [application] Discord-App
    [commands] Befehle
    [key] MusicAPI
    [families] Modelle
    [clock] Uhr
    [database] Datenbank
    [disk] Festplatte
    [processes] Prozesse
    [loop] Event-Loop
    [webhooks] Webhooks
    [zones] Zeitzonen
   *[media] Ton, Bilder
}
finding-grade = { $grade ->
    [ok] OK
    [warning] Ansehen
   *[wrong] FEHLER
}
finding-none-wrong = Alles ist in Ordnung.
finding-count-wrong = { $count ->
    [one] { $count } Sache ist nicht in Ordnung.
   *[other] { $count } Sachen sind nicht in Ordnung.
}
finding-count-warning = { $count ->
    [one] { $count } Sache solltest du dir ansehen.
   *[other] { $count } Sachen solltest du dir ansehen.
}

# What was found, and what mends it.
finding-settings-read = Alle Einstellungen sind brauchbar.
finding-setting-wrong = { $says }
    .mend = Berichtige es in der Umgebung oder in .env.
finding-file-open-to-others = Andere auf diesem Rechner können .env und seine Geheimnisse lesen.
    .mend = Führ aus: chmod 600 .env
finding-check-broken = Diese Prüfung ist gescheitert: { $error }.
    .mend = Melde es, mit der Version von Encore.
finding-check-slow = In { $seconds } Sekunden kam nichts.
    .mend = Versuch es noch einmal. Bleibt es so, prüf das Netzwerk dieses Rechners.
finding-not-asked = Das ließ sich nicht abfragen.
    .mend = Behebe zuerst, was darüber oder darunter nicht stimmt.

finding-token-taken = Discord nimmt es an. Der Bot ist { $name }.
finding-token-refused = Discord nimmt es nicht an.
    .mend = Kopier das Token des Bots aus Discords Developer Portal nach DISCORD_TOKEN.
finding-discord-silent = { $why ->
    [timeout] Discord hat nicht rechtzeitig geantwortet.
    [certificate] Discords Zertifikat gilt von hier aus nicht als vertrauenswürdig.
    [broken] Discord hat seine Antwort abgebrochen.
   *[no-connection] Von hier führt kein Weg zu Discord.
}
    .mend = Prüf das Netzwerk, seinen Proxy und DISCORD_API_URL.
finding-not-discord = Das ist keine Antwort von Discord: { $status }.
    .mend = Berichtige DISCORD_API_URL oder lass es weg.
finding-discord-busy = Discord hat Probleme oder bittet um Geduld: { $status }.
    .mend = Sieh in einer Minute noch einmal nach.
finding-sessions-low = Discord lässt heute nur noch { $left } von { $total } Sitzungen beginnen.
    .mend = Sieh im Log nach, warum der Bot immer wieder startet.
finding-application-fine = Antworten laufen über das Gateway, und besondere Intents werden nicht verlangt.
finding-interactions-elsewhere = Discord schickt Befehle an eine Adresse und nicht an den Bot.
    .mend = Leere „Interactions Endpoint URL“ in Discords Developer Portal.
finding-code-grant = Mit einem einfachen Link kann niemand den Bot einladen.
    .mend = Schalte „Requires OAuth2 Code Grant“ in Discords Developer Portal aus.
finding-intents-spare = Besondere Intents sind an, die Encore nicht braucht.
    .mend = Schalte sie unter Bot in Discords Developer Portal aus.
finding-commands-equal = Discord zeigt die { $count } Befehle dieser Version.
finding-commands-differ = Discord zeigt andere Befehle: { $names }.
    .mend = Starte den Bot. Er bringt sie selbst auf den neuesten Stand.
finding-commands-unread = Discord nennt die Befehle nicht: { $status }.
    .mend = Versuch es in einer Minute noch einmal.

finding-key-taken = Der Schlüssel { $name } ist gut. Sein Konto hat { $count ->
    [one] { $count } Credit
   *[other] { $count } Credits
}.
finding-key-low = Das Konto des Schlüssels { $name } hat nur noch { $count ->
    [one] { $count } Credit
   *[other] { $count } Credits
}.
    .mend = Kauf bei MusicAPI bald mehr.
finding-key-empty = Das Konto des Schlüssels { $name } kann keinen Song bezahlen: noch { $count ->
    [one] { $count } Credit
   *[other] { $count } Credits
}.
    .mend = Kauf bei MusicAPI mehr oder füg einen weiteren Schlüssel hinzu.
finding-key-refused = MusicAPI nimmt den Schlüssel { $name } nicht an.
    .mend = Kopier den Schlüssel aus dem Dashboard von MusicAPI und prüf dort deinen Tarif.
finding-vendor-silent = { $why ->
    [timeout] MusicAPI hat nicht rechtzeitig geantwortet.
    [certificate] Das Zertifikat von MusicAPI gilt von hier aus nicht als vertrauenswürdig.
    [broken] MusicAPI hat seine Antwort abgebrochen.
   *[no-connection] Von hier führt kein Weg zu MusicAPI.
}
    .mend = Prüf das Netzwerk, seinen Proxy und MUSICAPI_URL.
finding-vendor-odd = MusicAPI hat seine Credits nicht genannt: { $status }.
    .mend = Prüf MUSICAPI_URL. Stimmt es, versuch es später noch einmal.
finding-vendor-stopped = { $minutes ->
    [one] MusicAPI nimmt seit { $minutes } Minute nichts an. Neue Songs warten.
   *[other] MusicAPI nimmt seit { $minutes } Minuten nichts an. Neue Songs warten.
}
    .mend = Prüf dein Konto und MusicAPI. Encore macht von selbst weiter.
finding-families-offered = Neue Songs machen können: { $names }.
finding-operations-retired = MusicAPI bietet nicht mehr an: { $names }.
    .mend = Warte oder biete es mit /operator retired wieder an.
finding-no-new-songs = Nichts kann hier neue Songs machen.
    .mend = Nenn in MUSICAPI_FAMILIES andere Familien.

finding-clock-right = Sie geht richtig.
finding-clock-off = { $seconds ->
    [one] Sie geht { $seconds } Sekunde falsch.
   *[other] Sie geht { $seconds } Sekunden falsch.
}
    .mend = Lass das System seine Uhr über das Netzwerk stellen (NTP).
finding-clock-unknown = Niemand hat die Zeit zum Vergleich genannt.
    .mend = Stell zuerst den Weg zu Discord und MusicAPI her.

finding-database-ready = { $kind } { $version } hat das Schema { $schema }.
finding-database-missing = Es gibt noch keine Datenbank.
    .mend = Starte den Bot. Er legt eine an.
finding-database-away = { $says }
    .mend = Prüf DATABASE_URL und ob der Datenbankserver läuft.
finding-database-empty = Die Datenbank ist leer.
    .mend = Starte den Bot oder führ aus: python -m bot migrate
finding-schema-old = Die Datenbank hat das Schema { $schema }, diese Version braucht { $needed }.
    .mend = Starte den Bot oder führ aus: python -m bot migrate
finding-schema-new = { $says }
    .mend = Lass hier die neuere Version von Encore laufen.
finding-no-wal = SQLite führt sein Journal als { $mode }, und wer liest, wartet.
    .mend = Beende, was die Datei sonst benutzt, und starte den Bot neu.
finding-folder-closed = { $which ->
    [database] In den Ordner der Datenbank lässt sich nicht schreiben.
   *[files] In den Ordner für Songs auf dem Weg lässt sich nicht schreiben.
}
    .mend = Gib dem Benutzer des Bots dort das Schreibrecht.
finding-disk-full = { $which ->
    [database] Auf der Festplatte der Datenbank sind noch { $megabytes } MB frei.
   *[files] Auf der Festplatte für Songs auf dem Weg sind noch { $megabytes } MB frei.
}
    .mend = Schaff Platz, bevor sie voll ist.
finding-disk-free = { $which ->
    [database] Auf der Festplatte der Datenbank sind noch { $megabytes } MB frei.
   *[files] Auf der Festplatte für Songs auf dem Weg sind noch { $megabytes } MB frei.
}

finding-processes-alive = Eben noch am Leben: { $names }.
finding-process-silent = { $minutes ->
    [one] { $name } schweigt seit { $minutes } Minute.
   *[other] { $name } schweigt seit { $minutes } Minuten.
}
    .mend = Starte ihn neu, außer du hast ihn angehalten.
finding-processes-none = Auf dieser Datenbank läuft der Bot nicht.
    .mend = Starte ihn.
finding-process-well = Der Prozess auf diesem Rechner sagt, dass er bereit ist.
finding-process-unwell = Dem Prozess auf diesem Rechner geht es nicht gut: { $says }.
    .mend = Sieh in sein Log. Bleibt es so, starte ihn neu.
finding-shards-missing = { $connected } von { $known } Shards sind verbunden.
    .mend = Warte eine Minute. Sieh dann ins Log.
finding-loop-quick = Er ist höchstens { $milliseconds } ms zu spät.
finding-loop-slow = Er war gerade { $milliseconds } ms zu spät.
    .mend = Gib dem Prozess mehr CPU oder verteil die Shards.
finding-loop-often-slow = Er war bei { $percent } % aller Messungen zu spät.
    .mend = Gib dem Prozess mehr CPU oder verteil die Shards.

finding-door-off = Sie sind aus. MusicAPI wird alle paar Sekunden gefragt.
finding-door-open = Die Adresse ist von hier zu erreichen, und Encore antwortet.
finding-door-asleep = Dort antwortet niemand, solange der Bot nicht läuft.
    .mend = Starte den Bot und sieh noch einmal nach.
finding-door-closed = { $why ->
    [timeout] An WEBHOOK_URL antwortet niemand rechtzeitig.
    [broken] Die Antwort an WEBHOOK_URL brach ab.
   *[no-connection] An WEBHOOK_URL antwortet niemand.
}
    .mend = Prüf den Namen, die Firewall und den Weg zu WEBHOOK_LISTEN.
finding-door-elsewhere = An WEBHOOK_URL antwortet jemand anders: { $status }.
    .mend = Lass den Proxy dort /musicapi/ an WEBHOOK_LISTEN weiterreichen.
finding-door-private = WEBHOOK_URL führt zu einer privaten Adresse. Dorthin kommt MusicAPI nicht.
    .mend = Nenn eine Adresse im offenen Internet.
finding-door-untrusted = Das Zertifikat an WEBHOOK_URL ist nicht vertrauenswürdig.
    .mend = Erneuere es und lass den Proxy die ganze Kette schicken.

finding-zones-known = { $count } Zeitzonen sind bekannt.
finding-zones-missing = Die Zeitzonen der Welt sind hier nicht bekannt.
    .mend = Installier tzdata.
finding-media-ready = Songs lassen sich verkleinern und Bilder zeichnen.
finding-encoder-missing = Ohne { $names } lassen sich Songs weder lesen noch verkleinern.
    .mend = Installier requirements/run.txt noch einmal.
finding-fonts-missing = Die Schriften für /family fehlen.
    .mend = Installier requirements/run.txt noch einmal.

# The panel of /operator doctor.
findings-title = Doktor
findings-line = { $grade } · **{ $check }** · { $says }
findings-more = { $count ->
    [one] { $count } weiterer Punkt steht in: python -m bot doctor
   *[other] { $count } weitere Punkte stehen in: python -m bot doctor
}

# Check… in /settings, for whoever manages the server.
server-check = Prüfung
server-check-explained = Sieh, wo Encore posten darf und was Songs im Weg steht.
server-check-button = Prüfen…
server-check-title = Prüfung dieses Servers
server-check-line = { $grade } · { $says }
server-check-grant = Öffne Kanal bearbeiten, Berechtigungen, und erlaube es Encore.
server-check-ask-operator = Frag den Betreiber dieses Bots. /about nennt ihn.
server-check-unknown = Encore ist nicht auf diesem Server oder wurde gerade erst gestartet.
    .mend = Lade den Bot ein oder sieh in einer Minute noch einmal nach.
server-check-taken = Neue Songs werden angenommen.
server-check-blocked = Dieser Server ist gesperrt.
server-check-paused = Neue Songs sind pausiert.
server-check-vendor-stopped = MusicAPI nimmt gerade nichts an. Encore fragt { $when } wieder.
    .mend = Hier gibt es nichts zu tun. Es geht von selbst weiter.
server-check-credits = Dieser Server hat diesen Monat noch { $left }.
server-check-no-credits = Dieser Server hat noch { $left }, zu wenig für einen Song. Neue gibt es { $resets }.
server-check-fine = { $count ->
    [one] Songs können in { $count } Kanal gepostet werden.
   *[other] Songs können in { $count } Kanälen gepostet werden.
}
server-check-nowhere = Es gibt keinen Kanal, in dem man nach Songs fragen und sie posten kann.
    .mend = Lass Encore in einen Kanal und sieh unter „Wer und wo“ bei Kanäle nach.
server-check-lacking = In { $channels } braucht Encore: { $permissions }.
server-check-unseen = Encore sieht { $channels } nicht.
    .mend = Sollen dort Songs gemacht werden, erlaube Encore „Kanal anzeigen“.
server-check-threads = In Threads von { $channels } braucht Encore: { $permissions }.
server-check-unread = Um in { $channels } zu antworten, braucht Encore: { $permissions }.
server-check-log = Warnungen werden in { $channel } geschrieben.
server-check-log-closed = Um Warnungen in { $channel } zu schreiben, braucht Encore: { $permissions }.
server-check-log-gone = Der Protokollkanal wurde gelöscht.
    .mend = Wähl in /settings unter Allgemein einen anderen.
server-check-showcase = Beliebte Clips werden in { $channel } gezeigt.
server-check-showcase-closed = Um Clips in { $channel } zu zeigen, braucht Encore: { $permissions }.
server-check-showcase-gone = Der Kanal des Schaufensters wurde gelöscht.
    .mend = Wähl mit /showcase set einen anderen.
server-check-moderators = Moderatoren sehen Aufträge und Meldungen in { $channel }.
server-check-moderators-closed = Um Moderatoren in { $channel } zu fragen, braucht Encore: { $permissions }.
server-check-moderators-gone = Der Kanal der Moderatoren wurde gelöscht.
    .mend = Wähl in /settings unter Moderation einen anderen.
server-check-approval-nowhere = Songs warten auf Freigabe, und keinem Moderator werden sie gezeigt.
    .mend = Wähl in /settings unter Moderation einen Kanal, oder schalte die Freigabe ab.
server-check-language = Alle lesen Encore auf { $language }.
server-check-language-unknown = Diese Version spricht die gewählte Sprache nicht. Alle lesen Englisch.
    .mend = Wähl in /settings unter Allgemein eine andere.
server-check-gone = { $count ->
    [one] { $count } Kanal oder Rolle der Limits wurde gelöscht.
   *[other] { $count } Kanäle oder Rollen der Limits wurden gelöscht.
}
    .mend = Entferne sie in /settings, wo sie als gelöscht stehen.
server-check-intents = Encore verlangt keinen besonderen Intent. Dafür muss nichts erlaubt werden.
