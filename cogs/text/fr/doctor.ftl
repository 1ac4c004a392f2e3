# Whether Encore can work: what it lacks in a channel, and the checks of /settings and /operator doctor.

# What Discord's own settings call its permissions; the keys are names of its interface.
permission-name = { $permission ->
    [view_channel] Voir le salon
    [send_messages] Envoyer des messages
    [send_messages_in_threads] Envoyer des messages dans les fils
    [embed_links] Intégrer des liens
    [attach_files] Joindre des fichiers
    [read_message_history] Voir les anciens messages
   *[connect] Se connecter
}

problem-cannot-post = Pour publier des chansons ici, il manque à Encore : { $permissions }. Demande-le à un gestionnaire du serveur.
problem-thread-locked = Ce fil est verrouillé. Demande ta chanson dans un autre salon.

# What `python -m bot doctor` and /operator doctor look at, and how it is.
finding-check = { $check ->
    [settings] Paramètres
    [token] Jeton Discord
    [application] Appli Discord
    [commands] Commandes
    [key] MusicAPI
    [families] Modèles
    [clock] Horloge
    [database] Base de données
    [disk] Disque
    [processes] Processus
    [loop] Boucle d'événements
    [webhooks] Webhooks
    [zones] Fuseaux horaires
   *[media] Son, images
}
finding-grade = { $grade ->
    [ok] OK
    [warning] À voir
   *[wrong] ERREUR
}
finding-none-wrong = Tout va bien.
finding-count-wrong = { $count ->
    [one] { $count } chose ne va pas.
   *[other] { $count } choses ne vont pas.
}
finding-count-warning = { $count ->
    [one] { $count } chose est à regarder.
   *[other] { $count } choses sont à regarder.
}

# What was found, and what mends it.
finding-settings-read = Tous les paramètres sont utilisables.
finding-setting-wrong = { $says }
    .mend = Corrige-le dans l'environnement ou dans .env.
finding-file-open-to-others = D'autres sur cette machine peuvent lire .env et ses secrets.
    .mend = Exécute : chmod 600 .env
finding-check-broken = Cette vérification a échoué : { $error }.
    .mend = Signale-le, avec la version d'Encore.
finding-check-slow = Rien n'est venu en { $seconds } secondes.
    .mend = Réessaie. Si ça continue, vérifie le réseau de cette machine.
finding-not-asked = Impossible de le savoir.
    .mend = Répare d'abord ce qui ne va pas plus haut ou plus bas.

finding-token-taken = Discord l'accepte. Le bot est { $name }.
finding-token-refused = Discord ne l'accepte pas.
    .mend = Copie le jeton du bot depuis le portail des développeurs de Discord dans DISCORD_TOKEN.
finding-discord-silent = { $why ->
    [timeout] Discord n'a pas répondu à temps.
    [certificate] D'ici, le certificat de Discord n'est pas fiable.
    [broken] Discord a interrompu sa réponse.
   *[no-connection] Discord est injoignable d'ici.
}
    .mend = Vérifie le réseau, son proxy et DISCORD_API_URL.
finding-not-discord = Ce n'est pas une réponse de Discord : { $status }.
    .mend = Corrige DISCORD_API_URL, ou enlève-le.
finding-discord-busy = Discord a des problèmes, ou demande de patienter : { $status }.
    .mend = Regarde de nouveau dans une minute.
finding-sessions-low = Discord ne laisse plus commencer que { $left } sessions sur { $total } aujourd'hui.
    .mend = Cherche dans le journal pourquoi le bot redémarre sans cesse.
finding-application-fine = Les réponses passent par la passerelle, et aucun intent spécial n'est demandé.
finding-interactions-elsewhere = Discord envoie les commandes à une adresse, et non au bot.
    .mend = Vide « Interactions Endpoint URL » dans le portail des développeurs de Discord.
finding-code-grant = Personne ne peut inviter le bot avec un simple lien.
    .mend = Désactive « Requires OAuth2 Code Grant » dans le portail des développeurs de Discord.
finding-intents-spare = Des intents spéciaux sont activés, et Encore n'en a pas besoin.
    .mend = Désactive-les sous Bot dans le portail des développeurs de Discord.
finding-commands-equal = Discord montre les { $count } commandes de cette version.
finding-commands-differ = Discord montre d'autres commandes : { $names }.
    .mend = Démarre le bot. Il les met à jour lui-même.
finding-commands-unread = Discord ne donne pas les commandes : { $status }.
    .mend = Réessaie dans une minute.

finding-key-taken = La clé { $name } est bonne. Son compte a { $count ->
    [one] { $count } crédit
   *[other] { $count } crédits
}.
finding-key-low = Le compte de la clé { $name } n'a plus que { $count ->
    [one] { $count } crédit
   *[other] { $count } crédits
}.
    .mend = Achètes-en bientôt chez MusicAPI.
finding-key-empty = Le compte de la clé { $name } ne peut pas payer une chanson : il reste { $count ->
    [one] { $count } crédit
   *[other] { $count } crédits
}.
    .mend = Achètes-en chez MusicAPI, ou ajoute une autre clé.
finding-key-refused = MusicAPI n'accepte pas la clé { $name }.
    .mend = Copie la clé depuis le tableau de bord de MusicAPI, et vérifies-y ton abonnement.
finding-vendor-silent = { $why ->
    [timeout] MusicAPI n'a pas répondu à temps.
    [certificate] D'ici, le certificat de MusicAPI n'est pas fiable.
    [broken] MusicAPI a interrompu sa réponse.
   *[no-connection] MusicAPI est injoignable d'ici.
}
    .mend = Vérifie le réseau, son proxy et MUSICAPI_URL.
finding-vendor-odd = MusicAPI n'a pas donné ses crédits : { $status }.
    .mend = Vérifie MUSICAPI_URL. S'il est juste, réessaie plus tard.
finding-vendor-stopped = { $minutes ->
    [one] MusicAPI n'accepte rien depuis { $minutes } minute. Les nouvelles chansons attendent.
   *[other] MusicAPI n'accepte rien depuis { $minutes } minutes. Les nouvelles chansons attendent.
}
    .mend = Vérifie ton compte et MusicAPI. Encore reprend de lui-même.
finding-families-offered = De nouvelles chansons peuvent être créées par { $names }.
finding-operations-retired = MusicAPI n'offre plus : { $names }.
    .mend = Attends, ou offre-le de nouveau avec /operator retired.
finding-no-new-songs = Rien ici ne peut créer de nouvelles chansons.
    .mend = Nomme d'autres familles dans MUSICAPI_FAMILIES.

finding-clock-right = Elle est à l'heure.
finding-clock-off = { $seconds ->
    [one] Elle est décalée de { $seconds } seconde.
   *[other] Elle est décalée de { $seconds } secondes.
}
    .mend = Laisse le système régler son horloge par le réseau (NTP).
finding-clock-unknown = Personne n'a donné l'heure pour comparer.
    .mend = Rétablis d'abord l'accès à Discord et à MusicAPI.

finding-database-ready = { $kind } { $version } a le schéma { $schema }.
finding-database-missing = Il n'y a pas encore de base de données.
    .mend = Démarre le bot. Il en crée une.
finding-database-away = { $says }
    .mend = Vérifie DATABASE_URL, et que le serveur de base de données tourne.
finding-database-empty = La base de données est vide.
    .mend = Démarre le bot, ou exécute : python -m bot migrate
finding-schema-old = La base de données a le schéma { $schema }, et cette version a besoin de { $needed }.
    .mend = Démarre le bot, ou exécute : python -m bot migrate
finding-schema-new = { $says }
    .mend = Utilise ici la version plus récente d'Encore.
finding-no-wal = SQLite tient son journal en mode { $mode }, et les lectures attendent.
    .mend = Arrête ce qui utilise aussi le fichier, et redémarre le bot.
finding-folder-closed = { $which ->
    [database] Impossible d'écrire dans le dossier de la base de données.
   *[files] Impossible d'écrire dans le dossier des chansons en route.
}
    .mend = Donne à l'utilisateur du bot le droit d'y écrire.
finding-disk-full = { $which ->
    [database] Il reste { $megabytes } Mo sur le disque de la base de données.
   *[files] Il reste { $megabytes } Mo sur le disque des chansons en route.
}
    .mend = Fais de la place avant qu'il soit plein.
finding-disk-free = { $which ->
    [database] Il reste { $megabytes } Mo sur le disque de la base de données.
   *[files] Il reste { $megabytes } Mo sur le disque des chansons en route.
}

finding-processes-alive = En vie il y a un instant : { $names }.
finding-process-silent = { $minutes ->
    [one] { $name } se tait depuis { $minutes } minute.
   *[other] { $name } se tait depuis { $minutes } minutes.
}
    .mend = Redémarre-le, sauf si tu l'as arrêté.
finding-processes-none = Le bot ne tourne pas sur cette base de données.
    .mend = Démarre-le.
finding-process-well = Le processus sur cette machine dit qu'il est prêt.
finding-process-unwell = Le processus sur cette machine ne va pas bien : { $says }.
    .mend = Regarde son journal. Si ça continue, redémarre-le.
finding-shards-missing = { $connected } shards sur { $known } sont connectés.
    .mend = Attends une minute. Puis regarde le journal.
finding-loop-quick = Elle a { $milliseconds } ms de retard au plus.
finding-loop-slow = Elle vient d'avoir { $milliseconds } ms de retard.
    .mend = Donne plus de CPU au processus, ou répartis les shards.
finding-loop-often-slow = Elle était en retard dans { $percent } % des mesures.
    .mend = Donne plus de CPU au processus, ou répartis les shards.

finding-door-off = Ils sont désactivés. MusicAPI est interrogé toutes les quelques secondes.
finding-door-open = L'adresse est joignable d'ici, et Encore répond.
finding-door-asleep = Personne n'y répond tant que le bot ne tourne pas.
    .mend = Démarre le bot, et regarde de nouveau.
finding-door-closed = { $why ->
    [timeout] Personne ne répond à temps à WEBHOOK_URL.
    [broken] La réponse à WEBHOOK_URL s'est interrompue.
   *[no-connection] Personne ne répond à WEBHOOK_URL.
}
    .mend = Vérifie le nom, le pare-feu et le chemin vers WEBHOOK_LISTEN.
finding-door-elsewhere = Quelqu'un d'autre répond à WEBHOOK_URL : { $status }.
    .mend = Fais passer /musicapi/ par le proxy là-bas jusqu'à WEBHOOK_LISTEN.
finding-door-private = WEBHOOK_URL mène à une adresse privée. MusicAPI ne peut pas y venir.
    .mend = Donne une adresse de l'internet ouvert.
finding-door-untrusted = Le certificat de WEBHOOK_URL n'est pas fiable.
    .mend = Renouvelle-le, et fais envoyer toute la chaîne par le proxy.

finding-zones-known = { $count } fuseaux horaires sont connus.
finding-zones-missing = Les fuseaux horaires du monde ne sont pas connus ici.
    .mend = Installe tzdata.
finding-media-ready = Les chansons peuvent être réduites, et les images dessinées.
finding-encoder-missing = Sans { $names }, les chansons ne peuvent être ni lues ni réduites.
    .mend = Réinstalle requirements/run.txt.
finding-fonts-missing = Les polices pour /family manquent.
    .mend = Réinstalle requirements/run.txt.

# The panel of /operator doctor.
findings-title = Docteur
findings-line = { $grade } · **{ $check }** · { $says }
findings-more = { $count ->
    [one] { $count } autre point dans : python -m bot doctor
   *[other] { $count } autres points dans : python -m bot doctor
}

# Check… in /settings, for whoever manages the server.
server-check = Vérification
server-check-explained = Vois où Encore peut publier, et ce qui bloque les chansons.
server-check-button = Vérifier…
server-check-title = Vérification de ce serveur
server-check-line = { $grade } · { $says }
server-check-grant = Ouvre Modifier le salon, Permissions, et autorise-le pour Encore.
server-check-ask-operator = Demande à qui gère ce bot. Regarde /about.
server-check-unknown = Encore n'est pas sur ce serveur, ou vient de démarrer.
    .mend = Invite le bot, ou regarde de nouveau dans une minute.
server-check-taken = Les nouvelles chansons sont acceptées.
server-check-blocked = Ce serveur est bloqué.
server-check-paused = Les nouvelles chansons sont en pause.
server-check-vendor-stopped = MusicAPI n'accepte rien en ce moment. Encore redemande { $when }.
    .mend = Rien à faire ici. Ça reprend tout seul.
server-check-credits = Il reste { $left } à ce serveur ce mois-ci.
server-check-no-credits = Il reste { $left } à ce serveur, trop peu pour une chanson. D'autres arrivent { $resets }.
server-check-fine = { $count ->
    [one] Les chansons peuvent être publiées dans { $count } salon.
   *[other] Les chansons peuvent être publiées dans { $count } salons.
}
server-check-nowhere = Aucun salon ne permet de demander et de publier une chanson.
    .mend = Laisse Encore entrer dans un salon, et regarde Salons sous « Qui et où ».
server-check-lacking = Dans { $channels }, il manque à Encore : { $permissions }.
server-check-unseen = Encore ne voit pas { $channels }.
    .mend = Pour y créer des chansons, autorise « Voir le salon » pour Encore.
server-check-threads = Dans les fils de { $channels }, il manque à Encore : { $permissions }.
server-check-unread = Pour répondre dans { $channels }, il manque à Encore : { $permissions }.
server-check-log = Les avertissements sont écrits dans { $channel }.
server-check-log-closed = Pour écrire des avertissements dans { $channel }, il manque à Encore : { $permissions }.
server-check-log-gone = Le salon du journal a été supprimé.
    .mend = Choisis-en un autre dans /settings, Général.
server-check-showcase = Les clips les plus aimés sont affichés dans { $channel }.
server-check-showcase-closed = Pour afficher des clips dans { $channel }, il manque à Encore : { $permissions }.
server-check-showcase-gone = Le salon de la vitrine a été supprimé.
    .mend = Choisis-en un autre avec /showcase set.
server-check-moderators = La modération voit les demandes et les signalements dans { $channel }.
server-check-moderators-closed = Pour interroger la modération dans { $channel }, il manque à Encore : { $permissions }.
server-check-moderators-gone = Le salon de la modération a été supprimé.
    .mend = Choisis-en un autre dans /settings, Modération.
server-check-approval-nowhere = Les chansons attendent une approbation, et la modération ne les voit pas.
    .mend = Choisis un salon dans /settings, Modération, ou désactive l'approbation.
server-check-language = Tout le monde lit Encore en { $language }.
server-check-language-unknown = Cette version ne parle pas la langue choisie. Tout le monde lit l'anglais.
    .mend = Choisis-en une autre dans /settings, Général.
server-check-gone = { $count ->
    [one] { $count } salon ou rôle des limites a été supprimé.
   *[other] { $count } salons ou rôles des limites ont été supprimés.
}
    .mend = Retire-les dans /settings, où ils sont marqués supprimés.
server-check-intents = Encore ne demande aucun intent spécial. Rien à autoriser pour ça.
