# What was changed in a server, by whom and when: a page behind /settings.

settings-changes = Changements
settings-changes-explained = Ce que gestionnaires, modérateurs et opérateurs d'Encore ont changé ici.
settings-changes-show = Voir les changements…
changes-title = Changements sur ce serveur
changes-empty = Rien n'a encore été changé.
changes-older = Plus anciens
changes-newest = Plus récents

# Each follows when it was, and who did it.
# { $what } is the name of a setting.
changes-settings = a changé : { $what }
# { $what } is the name of a setting or of a field, { $value } how it is from then on.
changes-value = { $what } : { $value }
changes-nothing = rien
# { $what } is the name of a list, { $which } what was put on it or taken from it.
changes-added = { $what }, ajouté : { $which }
changes-removed = { $what }, retiré : { $which }
changes-words-added = { $count ->
    [one] { $count } mot ajouté
   *[other] { $count } mots ajoutés
}
changes-words-removed = { $count ->
    [one] { $count } mot retiré
   *[other] { $count } mots retirés
}
changes-members-blocked = bloqué : { $who }
changes-members-unblocked = n'est plus bloqué : { $who }
changes-persona = a supprimé un persona de { $who }
changes-showcase = vitrine : { $where }, à partir de { $count ->
    [one] { $count } favori
   *[other] { $count } favoris
}
changes-showcase-off = a désactivé la vitrine
changes-song-renamed = a renommé une chanson de { $who }
changes-song-deleted = a supprimé une chanson de { $who }
changes-order-approved = a approuvé la demande de { $who }
changes-order-rejected = a refusé la demande de { $who }
changes-report-deleted = a supprimé une chanson signalée par { $who }
changes-report-dismissed = a classé le signalement de { $who }
changes-words-kept = les mots sont effacés après { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}
changes-words-kept-for-good = les mots sont gardés
# { $credits } is an amount such as “500 credits”.
changes-quota = chaque mois : { $credits }
changes-quota-default = chaque mois : les crédits habituels
# { $month } is a month with its year.
changes-grant = { $credits } de plus pour { $month }
changes-paused = a mis en pause les nouvelles chansons
changes-resumed = a repris les nouvelles chansons
changes-server-blocked = a bloqué ce serveur
changes-server-unblocked = ne bloque plus ce serveur
changes-job-ended = a mis fin à une chanson bloquée
# { $action } is a name that only a later version knows.
changes-other = autre chose ({ $action })
