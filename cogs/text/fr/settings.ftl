# The panel of /settings.

command-settings = Choisis ce qu'Encore fait pour toi et sur ce serveur

settings-title = Paramètres
settings-on = Activé
settings-off = Désactivé
# { $what } is the name of a setting.
settings-turn-on = Activer : { $what }
settings-turn-off = Désactiver : { $what }
settings-managers-only = Il faut pouvoir gérer ce serveur pour changer ça.

settings-my-notices = Mes notifications
    .explained = Encore te mentionne quand ta chanson a pris plus d'une minute. Ça vaut sur tous les serveurs.
    .overruled = Ce serveur a désactivé les notifications pour tout le monde.
settings-server-notices = Notifications de ce serveur
    .explained = Désactivé : Encore ne mentionne personne sur ce serveur.
settings-integrations = Choisis membres, rôles et salons dans Paramètres du serveur, Intégrations, Encore.
    .title = Qui peut utiliser Encore

# What whoever manages the server sees besides; { $what } is the name of a setting.
settings-tab-general = Général
settings-tab-spending = Dépenses
settings-tab-access = Qui et où
settings-change = Modifier : { $what }
settings-changed-meanwhile = Quelqu'un d'autre vient de modifier ceci : { $what }. Ouvre-le de nouveau pour voir où ça en est.
settings-unreadable = Ce choix n'existe pas. Ouvre de nouveau le formulaire.
settings-number-out-of-range = Tape un nombre entier de 1 à { $most }, ou rien.
settings-deleted = supprimé ({ $id })
settings-take-away-label = Supprimés à retirer de la liste
settings-and-more = { $count } de plus
settings-empty-hint = Laisse vide pour ne pas fixer de limite.

settings-model = Modèle de ce serveur
settings-model-none = Le premier qui peut
settings-model-explained = Il crée les chansons de qui n'en a choisi aucun.
settings-log = Salon du journal
settings-log-label = Salon
settings-log-hint = Vide : une note vient là où la chanson a été demandée.
settings-log-explained = Encore y écrit à 50, 80 et 100 % des crédits du mois.
settings-log-closed = Encore ne peut pas écrire là. Donne-lui ce droit, ou choisis un autre salon.
settings-zone = Fuseau horaire
settings-zone-label = Fuseau horaire
settings-zone-hint = Un nom comme Europe/Paris. Vide : UTC.
settings-zone-example = Europe/Paris
settings-zone-explained = Les jours et les mois commencent selon lui. Le mois prochain commence { $when }.
settings-zone-unknown = Ce fuseau horaire n'existe pas. Tape un nom comme { $example }.
settings-zone-between-months = Là-bas, on est dans un autre mois. Change-le { $when }, pour qu'aucun crédit ne se perde.

# Shares of the server's credits. { $period } is “day” or “month”.
settings-percent = Pourcentage des crédits du mois
settings-credits = Crédits
settings-a-day = Chaque jour
settings-a-month = Chaque mois
settings-no-limit = Sans limite
settings-share = Part d'un membre
settings-share-label = Combien
settings-share-hint = Un nombre entier. Vide : sans limite.
settings-unit-label = Compté en
settings-period-label = À quel rythme
settings-share-off = Chaque membre peut utiliser tous les crédits du serveur.
settings-share-on = Elle vaut pour qui n'a pas de part par rôle.
settings-share-credits = { $count ->
    [one] { $count } crédit
   *[other] { $count } crédits
} { $period ->
    [day] par jour
   *[month] par mois
}
settings-share-percent = { $percent } %, soit { $count ->
    [one] { $count } crédit
   *[other] { $count } crédits
} { $period ->
    [day] par jour
   *[month] par mois
}
settings-role-share = Parts par rôle
settings-role-share-off = Un rôle peut avoir plus ou moins. S'il y en a plusieurs, la plus haute compte.
settings-roles-count = { $count ->
    [one] { $count } rôle
   *[other] { $count } rôles
}
settings-role-share-roles-label = Rôles
settings-role-share-kind-label = Ce qu'ils peuvent utiliser
settings-role-share-own = Une part à eux
settings-role-share-everybody = Comme tout le monde
settings-role-share-hint = Pour une part à eux. Compté en : { $unit }.
settings-role-share-no-role = Choisis au moins un rôle.
settings-role-share-no-amount = Tape combien ces rôles peuvent utiliser.
settings-role-share-too-high = La part de { $roles } dépasse 100 %. Change-la d'abord.
settings-role-share-too-many = { $most } rôles au plus peuvent avoir une part. Remets-en d'abord certains comme tout le monde.
settings-pace = Rythme
settings-pace-off = Les membres peuvent demander autant qu'ils veulent.
settings-at-once-label = Chansons à la fois par membre
settings-cooldown-label = Secondes entre les chansons d'un membre
settings-at-once-on = { $count ->
    [one] { $count } chanson à la fois par membre.
   *[other] { $count } chansons à la fois par membre.
}
settings-cooldown-on = { $count ->
    [one] { $count } seconde entre les chansons d'un membre.
   *[other] { $count } secondes entre les chansons d'un membre.
}

# Who may ask for songs, and where.
settings-channels = Salons
settings-channels-all = Partout
settings-channels-hint = Une catégorie vaut pour tous ses salons. Vide : tous les salons.
settings-channels-only-label = Chansons dans ces salons seulement
settings-channels-never-label = Pas de chansons dans ces salons
settings-only-in = Seulement dans { $where }
settings-never-in = Jamais dans { $where }
settings-roles = Rôles
settings-roles-all = Tout le monde
settings-roles-hint = Vide : tout le monde peut demander.
settings-roles-only-label = Chansons pour ces rôles seulement
settings-roles-never-label = Pas de chansons pour ces rôles
settings-only-who = Seulement { $who }
settings-never-who = Jamais { $who }
settings-operations = Ce qui peut être créé
settings-operations-all = Tout
settings-operations-count = { $count ->
    [one] { $count } chose désactivée
   *[other] { $count } choses désactivées
}
settings-operations-dear-label = Désactiver, à partir de { $count } crédits
settings-operations-label = Désactiver
settings-operation-price = { $name } · { $count ->
    [one] { $count } crédit
   *[other] { $count } crédits
}
settings-pressers = Boutons sous les chansons des autres
settings-pressers-label = Qui peut les utiliser
settings-pressers-anyone = Quiconque voit la chanson
settings-pressers-roles = Qui a créé la chanson, et certains rôles
settings-pressers-maker = Seulement qui a créé la chanson
settings-pressers-roles-label = Rôles
settings-pressers-hint = Ils comptent là où certains rôles peuvent.
settings-pressers-no-role = Choisis au moins un rôle.
settings-pressers-pay = Qui appuie paie avec sa propre part.
