# What a server's admins and moderators watch over.

settings-tab-moderation = Modération

# Words that no song may hold.
settings-words = Liste de mots
settings-words-count = { $count ->
    [one] { $count } mot
   *[other] { $count } mots
}
settings-words-explained = Aucune chanson, aucun titre, aucune playlist ne peut les contenir, quelle que soit l'écriture.
settings-words-label = Un mot ou une expression par ligne
settings-words-more-label = Plus de mots
settings-words-hint = Jusqu'à { $most }. Seuls les mots entiers comptent, peu importe accents et signes.
settings-words-example = Un mot ou une expression par ligne
settings-words-too-many = La liste contient { $most } mots au plus. Enlèves-en.
settings-words-too-long = Un mot fait { $most } caractères au plus. Raccourcis « { $word } ».
settings-words-no-word = « { $word } » ne contient ni lettre ni chiffre. Enlève-le.
# { $word } stands in the server's list.
problem-word-listed = Ce serveur n'autorise pas « { $word } ». Enlève-le { $where ->
    [avoid] des styles à éviter
    [lyrics] des paroles
    [name] du nom
    [prompt] du prompt
    [style] du style
   *[title] du titre
}.

# Who may decide, and what is decided already.
problem-blocked-here = Les gestionnaires de ce serveur ne te laissent rien créer ici. Adresse-toi à l'un d'eux.
problem-case-gone = Ce n'est plus là.
problem-case-not-deleted = Encore ne peut pas supprimer ce message. Supprime-le toi-même, puis classe le signalement.
problem-case-not-over = C'est encore en cours de création. Appuie de nouveau quand ce sera terminé.
problem-case-not-yours = Seule la modération de ce salon peut en décider.
problem-post-unapproved = Ici, la modération approuve tout : seule une personne qui gère ce serveur peut publier ceci. Fais-en plutôt une chanson.

# Orders that wait for a moderator.
settings-approval = Approbation
settings-approval-channel-label = Salon de la modération
settings-approval-channel-hint = Les demandes en attente et les signalements y sont publiés.
settings-approval-label = Demander l'avis de la modération avant
settings-approval-on = Oui, pour qui ne gère pas ce serveur
settings-approval-off = Non
settings-approval-none = Aucun salon de modération n'est choisi.
settings-approval-explained-on = Les chansons y attendent la modération, 24 heures au plus.
settings-approval-explained-off = Les chansons sont créées tout de suite. Les signalements y sont publiés.
settings-approval-no-channel = Choisis aussi le salon de la modération.
heading-approval = En attente d'approbation
stage-approval = La modération de ce serveur regarde d'abord. Annuler rend les crédits.
heading-not-approved = Non approuvé
failure-rejected = La modération de ce serveur n'a pas approuvé ceci.
failure-rejected-because = La modération de ce serveur n'a pas approuvé ceci : { $reason }
failure-undecided = La modération de ce serveur n'a pas répondu en 24 heures.
next-edit-rejected = Appuie sur **Modifier…** pour changer ça.

# What moderators are shown; { $who } is a mention, { $when } a clock that Discord runs.
case-approval-title = Peut-on créer ceci ?
case-approval-line = Demandé par { $who } { $when } : { $what }, { $count ->
    [one] { $count } crédit
   *[other] { $count } crédits
}. [Aller au message]({ $where })
case-approval-line-nowhere = Demandé par { $who } { $when } : { $what }, { $count ->
    [one] { $count } crédit
   *[other] { $count } crédits
}.
case-recording = [Enregistrement]({ $where })
case-cut = Le texte entier est dans le fichier ci-dessous.
case-file-alt = Tout ce qui a été demandé
case-approve = Approuver
case-reject = Refuser…
case-reject-title = Refuser cette demande
case-reject-label = Pourquoi
case-reject-hint = Le membre le lira. Tu peux laisser vide.
case-approved = Approuvé par { $who } { $when }. C'est dans la file d'attente.
case-rejected = Refusé par { $who } { $when }. Les crédits sont rendus.
case-expired = Personne n'a répondu en 24 heures. Les crédits sont rendus.
case-over = C'est annulé entre-temps. Il n'y a rien à décider.
case-deleted = La chanson a été supprimée par { $who } { $when }.
case-dismissed = Classé par { $who } { $when }.
case-text-name = { $text ->
    [avoid] Styles à éviter
    [lyrics] Paroles
    [prompt] Prompt
    [style] Style
   *[title] Titre
}
case-report-title = Une chanson a été signalée
case-report-line = Signalée par { $who } { $when } :
case-report-song = Elle a été créée par { $who }. [Aller à la chanson]({ $where })
case-report-maker = Elle a été créée par { $who }.
case-delete = Supprimer la chanson
case-block = Bloquer le membre
case-dismiss = Classer
# At most 32 characters: it stands in the menu of a message.
message-command-report = Signaler la chanson
report-title = Signaler cette chanson
report-label = Ce qui ne va pas
report-hint = La modération de ce serveur le lit, avec ton nom.
report-taken = La modération de ce serveur va regarder.
case-member-blocked = { $who } ne peut plus rien créer ici. /settings permet de l'autoriser de nouveau.
case-member-known = Déjà bloqué : { $who }. /settings permet de l'autoriser de nouveau.
settings-blocked = Membres bloqués
settings-blocked-count = { $count ->
    [one] { $count } membre
   *[other] { $count } membres
}
settings-blocked-explained = Ils ne peuvent rien créer sur ce serveur.
settings-blocked-label = Membres
settings-blocked-hint = Retire quelqu'un pour lui permettre de créer de nouveau.
settings-blocked-too-many = Un serveur peut bloquer { $most } membres. Autorises-en d'abord de nouveau quelques-uns.
# Songs that somebody reports.
problem-no-moderators = Ce serveur n'a pas de salon de modération. Écris à quelqu'un qui le gère.
problem-reported-already = Tu as déjà signalé cette chanson. La modération est au courant.
problem-reported-just-now = Tu viens de signaler quelque chose. Réessaie { $opens }.
problem-report-empty = Dis ce qui ne va pas avec la chanson.
problem-report-no-song = Ce message ne contient pas de chanson d'Encore. Choisis-en un qui en contient une.
