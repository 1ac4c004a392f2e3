# The panel of /privacy, the questions before everything is deleted, and what is stored of whom.
# `stored-…` is what stands in docs/privacy.md as well; its `.ends` says what a deletion makes of it.

command-privacy = Affiche, télécharge ou supprime ce qu'Encore garde sur toi

privacy-title = Tes données
privacy-reach = Ceci vaut pour chaque serveur que tu partages avec Encore.
privacy-stored = Ce qu'Encore garde sur toi
privacy-not-stored = Il ne garde ni noms, ni audio, ni messages de toi.
privacy-vendor =
    MusicAPI reçoit tes mots et tes enregistrements, jamais ton nom ni ton identifiant Discord.
    Encore ne peut pas supprimer ce que MusicAPI garde.
privacy-export-button = Télécharger mes données
privacy-delete-button = Supprimer mes données…
privacy-policy-button = Politique de confidentialité
privacy-terms-button = Conditions d'utilisation

stored-songs = Tes chansons : tes mots, les réponses de MusicAPI et les identifiants Discord de toi, du serveur, du salon et du message.
    .ends = Tout est supprimé. Il reste une ligne de crédits sans toi.
stored-clips = Les clips de tes chansons : titres, paroles et endroit où MusicAPI garde l'audio.
    .ends = Tout est supprimé. Les boutons en dessous ne marchent plus.
stored-personas = Les personas et les voix que tu as créés.
    .ends = Ils sont supprimés, pour tout le serveur.
stored-drafts = Les formulaires et commandes refusés, et les demandes qui attendent ta réponse, un jour au plus.
    .ends = Ils sont supprimés.
stored-choices = Ton modèle, et si Encore te mentionne.
    .ends = C'est supprimé.
stored-library = Tes favoris, tes votes et tes playlists.
    .ends = Tout est supprimé.
stored-server = Ce qu'un serveur a choisi, et quand il a été accueilli.
    .ends = Ça reste, car ce n'est pas sur toi.
stored-credits = Combien de crédits chaque chanson a pris à son serveur.
    .ends = Ça reste pour les comptes, sans toi. Ce que tu as utilisé reste 33 jours, sous un nombre tiré de ton identifiant.
stored-small = Quelles réponses n'ont atteint personne, pendant 30 jours. Qui attend une réponse, pendant 15 minutes. Quels messages restent à retirer, pendant un jour.
    .ends = C'est supprimé.
stored-admins = Ce que les admins et les opérateurs ont changé, et qui l'a fait. Qui ils bloquent.
    .ends = Le changement reste, sans toi. Qui est bloqué le reste.
stored-moderation = Ce qui a été demandé à la modération : tes demandes, tes signalements avec leurs mots, et ceux de tes chansons.
    .ends = C'est supprimé. Ce que tu as décidé en modérant reste, sans toi.
stored-erasures = Ta demande de supprimer tes données, jusqu'à ce que ce soit fait.
    .ends = Elle est supprimée en dernier.
stored-workings = Ce que les processus d'Encore se disent entre eux.
    .ends = Ça reste. Rien n'y concerne personne.

delete-title = Supprimer mes données
delete-what =
    Ceci supprime tes données sur tous les serveurs.
    Les chansons dans la file sont annulées, et leurs serveurs récupèrent les crédits.
    Les chansons que MusicAPI est en train de créer sont d'abord publiées, puis supprimées.
    Ce que d'autres ont fait de tes chansons reste à eux.
delete-messages =
    Les messages de tes chansons dans Discord n'en font pas partie, sauf si tu le demandes.
    Encore peut en retirer la plupart. Les notifications et les messages privés restent jusqu'à ce que tu les fermes ou les supprimes.
delete-messages-stay-button = Supprimer, garder les messages
delete-messages-go-button = Supprimer données et messages
delete-keep-button = Garder mes données
delete-sure = Tu confirmes ? Personne ne peut revenir en arrière, même avec de nouvelles sauvegardes de l'opérateur.
delete-sure-messages-go = Les messages avec tes chansons disparaissent aussi.
delete-sure-messages-stay = Les messages avec tes chansons restent dans leurs salons.
delete-sure-button = Oui, supprimer pour toujours
delete-kept = Rien n'a été supprimé.
delete-done = Tes données sont supprimées. Encore oublie cette demande d'ici une minute.
delete-begun =
    Tes données sont en cours de suppression. Tu n'as plus rien à faire.
    Les chansons en cours sont d'abord publiées, puis supprimées.
delete-backups = -# Les sauvegardes faites avant par l'opérateur les gardent jusqu'à ce qu'on les jette.

export-first = Voici ce qu'Encore garde sur toi. Garde-le pour toi.
# { $part } counts from 1.
export-next = Partie { $part } de tes données.
export-alt = Tes données en texte JSON.

# Stands where a member would be mentioned, of whom nothing is left.
erased-member = quelqu'un sans données

retention-title = Chansons de ce serveur
retention-explained =
    Ici, Encore peut effacer les mots des vieilles chansons : prompts, titres, styles et paroles.
    Les chansons elles-mêmes restent, et leurs crédits aussi.
retention-placeholder = Combien de temps garder les mots
retention-for-ever = Garder les mots pour toujours
# { $count } is a number of days.
retention-days = { $count ->
    [one] Effacer les mots après { $count } jour
   *[other] Effacer les mots après { $count } jours
 }
retention-now-for-ever = Les mots sont gardés pour toujours.
retention-now-days = { $count ->
    [one] Les mots sont effacés après { $count } jour.
   *[other] Les mots sont effacés après { $count } jours.
 }
retention-purge = Trente jours après avoir quitté un serveur, Encore y efface tout sauf les crédits.
