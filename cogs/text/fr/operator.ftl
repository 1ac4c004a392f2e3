# /operator: for those who run the bot.

command-operator = Pour qui fait tourner ce bot
command-operator-quota = Affiche ou fixe ce qu'un serveur peut dépenser chaque mois
    .server = Quel serveur
    .credits = Combien de crédits. Laisse vide pour voir ce qu'il a.
    .default = Lui rendre la valeur par défaut
command-operator-grant = Donne à un serveur plus de crédits pour ce mois
    .server = Quel serveur
    .credits = Combien de crédits
command-operator-pause = Refuse les nouvelles chansons un moment. Celles en cours continuent.
    .server = Quel serveur. Laisse vide pour tous.
command-operator-resume = Accepte de nouveau des chansons
    .server = Quel serveur. Laisse vide pour la pause de tous.
command-operator-retired = Affiche ce que MusicAPI n'offre plus, ou redemande-le
    .lift = Ce qu'il faut offrir de nouveau
command-operator-jobs = Affiche ce qui est en cours, ce qui bloque et ce qui a échoué
command-operator-settle = Termine une tâche perdue ou bloquée
    .job = Son numéro dans la liste des tâches
    .ending = Ce que deviennent ses crédits
command-operator-block = Affiche, bloque ou débloque des serveurs et des membres
    .server = Quel serveur
    .member = L'identifiant d'un membre
    .lift = Débloquer
command-operator-doctor = Affiche si tout va bien avec ce bot, et ce qui le répare
ending-refund = Les rendre
ending-settle = Débiter ce qui est arrivé

operator-quota-title = Ce qu'un serveur peut dépenser
operator-quota-own = { $server } a { $credits } chaque mois.
operator-quota-default = { $server } a la valeur par défaut de { $credits } chaque mois.
operator-quota-month = Ce mois-ci : { $allowed } en tout.
operator-quota-granted = Dont donnés en plus : { $granted }.
operator-quota-used = Utilisés : { $used }. Réservés : { $held }. Restants : { $left }.

operator-intake-title = Nouvelles chansons
operator-intake-open = Les nouvelles chansons sont acceptées partout.
operator-paused-all = En pause sur tous les serveurs, par { $who } { $when }
operator-paused-server = En pause sur { $server }, par { $who } { $when }
operator-pause-known = C'était déjà le cas.

operator-blocks-title = Bloqués
operator-blocks-none = Personne n'est bloqué.
operator-block-line = { $kind ->
    [guild] Serveur { $subject }, par { $who } { $when }
   *[member] Membre { $subject }, par { $who } { $when }
}
operator-more = et { $count } de plus

operator-retired-title = Ce que MusicAPI n'offre plus
operator-retired-none = MusicAPI n'a rien refusé.
operator-retired-line = { $family } : { $operation } { $when }
operator-lifted = { $family } : { $operation }, de nouveau disponible.
operator-lift-unknown = Rien n'indique que MusicAPI refuse ça.

operator-jobs-title = Tâches
operator-jobs-waiting = En cours
operator-jobs-stuck = Bloquées
operator-jobs-failed = Échouées depuis un jour
operator-jobs-none = Aucune.
operator-jobs-count = { $state ->
    [queued] Dans la file : { $count }, la plus ancienne { $when }
    [submitting] En cours d'envoi : { $count }, la plus ancienne { $when }
    [running] En cours de création : { $count }, la plus ancienne { $when }
    [done] Prêtes et pas encore publiées : { $count }, la plus ancienne { $when }
   *[failed] Échouées et pas encore annoncées : { $count }, la plus ancienne { $when }
}
operator-stuck-why = { $why ->
    [answer-lost] sa réponse s'est perdue
    [sending] son envoi dure trop longtemps
    [silent] rien de nouveau n'est venu
   *[in-line] elle attend depuis longtemps
}
operator-failed-why = { $kind ->
    [refused] refusée
    [not_sent] non envoyée
    [lost] sa réponse s'est perdue
    [timed_out] trop longue
    [cancelled] annulée
   *[failed] échouée
}
operator-refunded = La tâche { $job } est terminée. Rendu : { $credits }.
operator-settled = La tâche { $job } est terminée. Elle est débitée, et ce qui est arrivé est publié.
