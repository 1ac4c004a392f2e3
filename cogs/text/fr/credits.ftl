# /credits: the server's month, and what its credits went on.

statement-title = Crédits de ce serveur
statement-used = Utilisés : { $used } sur { $total }
statement-held = Réservés : { $held }
statement-left = Restants : { $left }
statement-mine = Ce mois-ci, tu en as utilisé { $count }.
statement-resets = De nouveaux crédits arrivent { $when }.
statement-none = Pas encore de chanson. Crée la première avec /song.
statement-elsewhere = Une chanson d'un autre salon
statement-of-month = { $amount } ({ $month })
statement-still-held =
    { $count ->
        [one] { $count } réservé
       *[other] { $count } réservés
    }
statement-given-back =
    { $count ->
        [one] { $count } rendu
       *[other] { $count } rendus
    }
statement-newer = Plus récentes
statement-older = Plus anciennes
statement-lasts = À ce rythme, ils durent tout le mois.
statement-used-up = Il ne reste rien ce mois-ci.

# The parts of /credits.
credits-mine-button = Les miens
credits-server-button = Ce serveur
credits-chart-button = Graphique
credits-members-button = Par membre
credits-managers-only = Il faut pouvoir gérer ce serveur pour voir ça.

# What a member used. { $most } is their share of the server's credits.
credits-mine-title = Tes crédits
credits-mine-used = Ce mois-ci, tu en as utilisé { $count }, et { $held ->
    [one] { $held } est réservé
   *[other] { $held } sont réservés
}.
credits-mine-share = { $taken } sur tes { $most } { $period ->
    [day] aujourd'hui
   *[month] ce mois-ci
} · reste { $left }
credits-mine-no-share = Tu n'as pas de part fixée. Il reste { $count } au serveur.
credits-mine-none = Tu n'as encore rien créé ce mois-ci.
credits-mine-line = { $what } · { $count ->
    [one] { $count } fois
   *[other] { $count } fois
} · { $credits }

# The table of members, for who manages the server.
credits-members-title = Crédits par membre
credits-members-last-month = Le mois dernier : { $credits }.
credits-members-songs = { $count ->
    [one] { $count } chanson
   *[other] { $count } chansons
}
credits-members-last = le mois dernier { $count }
credits-members-deleted = Membres supprimés
credits-members-none = Personne n'a utilisé de crédits ce mois-ci ni le mois dernier.
credits-members-shown = { $first } à { $last } sur { $count } membres
credits-members-back-button = Retour
credits-members-more-button = Plus de membres

# The ledger as a file.
ledger-placeholder = Le registre en fichier CSV : choisis un mois
ledger-here = { $count ->
    [one] Le registre ({ $month }), { $count } ligne.
   *[other] Le registre ({ $month }), { $count } lignes.
} Les heures sont en UTC.
ledger-part = Partie { $part } sur { $parts }.

# The picture of the month. { $day } is a day such as “28 Nov 2026”.
chart-title = Crédits : { $month }
chart-used = Utilisés ou réservés : { $count }
chart-allowance = Budget : { $count }
chart-pace-used-up = À ce rythme, épuisés le { $day }
chart-pace-ends = À ce rythme, { $count } à la fin
chart-a-day = Crédits par jour
chart-number = { $count }
chart-alt-part = { $words }.
chart-alt-days = Par jour du mois : { $days }.
chart-alt-day = le { $day } : { $count }
chart-alt-no-days = Rien n'est encore utilisé.
