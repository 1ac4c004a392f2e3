# What people read first: /help, /about, the greeting of a new server, and the songs that one press makes.

command-help = Découvre ce que fait Encore, avec des chansons à essayer
command-about = Affiche la version, la confidentialité et qui gère ce bot

help-title = Crée des chansons avec Encore
help-commands =
    Tape **/song** et quelques mots pour créer une chanson.
    Tape **/lyrics** pour faire chanter tes propres paroles.
    Tape **/upload** pour travailler sur un de tes enregistrements.
# { $left } is how many credits the server has left.
help-price = Une chanson coûte { credits }. Ce mois-ci, il en reste { $left } à ce serveur. Une chanson ratée ne coûte rien.
help-examples = Ou appuie sur l'une d'elles :
help-more =
    Appuie sur les boutons sous une chanson pour la prolonger, en faire une reprise et plus.
    Regarde ce qui reste avec **/credits**. Désactive les notifications avec **/settings**.
    -# Qui gère ce bot, et ce qu'il garde : **/about**.
help-nobody-can = Aucun modèle ne crée de chansons pour l'instant. Réessaie plus tard.
help-managers =
    L'opérateur fixe ce que ce serveur peut dépenser chaque mois.
    Désactive les notifications pour tout le monde avec **/settings**.
    Choisis le modèle des chansons de ce serveur avec **/model server**.
    Choisis qui peut utiliser quelle commande dans Paramètres du serveur, Intégrations, Encore.
    .title = Pour les gestionnaires

about-title = Encore { $version }
about-made-with-ai = Encore transforme les mots en chansons. Des modèles d'IA chez MusicAPI les créent.
# { $when } is a live clock, such as “3 minutes ago”.
about-vendor-answered = Dernière réponse de MusicAPI : { $when }.
about-vendor-never = MusicAPI n'a encore rien créé pour ce bot.
about-vendor-silent = Une demande est restée sans réponse { $when }.
about-vendor-paused = MusicAPI a demandé une pause. Les chansons reprennent { $when }.
about-vendor-known-from = -# C'est ce qu'Encore a vu. MusicAPI ne publie aucun état.
about-privacy =
    Encore lit les commandes, les boutons et les formulaires que tu utilises.
    Il lit les messages et les enregistrements que tu lui donnes, et aucun autre.
    Il garde tes mots, les réponses de MusicAPI et les identifiants de Discord. Il ne garde ni noms ni audio.
    MusicAPI reçoit les mots et les enregistrements, jamais ton nom.
    Avec **/privacy**, affiche, télécharge ou supprime ce qu'il garde.
    .title = Confidentialité
about-policy = **Politique de confidentialité** { $address }
about-terms = **Conditions d'utilisation** { $address }
# { $contact } is what the operator wrote of themselves.
about-operator = **Géré par** { $contact }
about-operator-unnamed = **Géré par** un opérateur sans contact indiqué. Demande à la personne qui a invité le bot.
about-source = **Code source** { $address }
about-license = **Licence** MIT

welcome-title = Encore crée des chansons ici
welcome-text =
    Tape **/song** et quelques mots, et une chanson terminée apparaît dans ton salon.
    Appuie sur les boutons en dessous pour la prolonger, en faire une reprise et plus.
# { $allowance } is how many credits the server may spend each month.
welcome-price = Une chanson coûte { credits }. Ce serveur en a { $allowance } chaque mois.
welcome-try = Appuie sur l'une d'elles pour écouter ta première chanson :
welcome-privacy = Encore ne lit que ce que tu lui donnes. **/about** dit ce qu'il garde.
welcome-limits =
    Les gestionnaires du serveur peuvent désactiver ses notifications avec **/settings**.
    Dans Paramètres du serveur, Intégrations, on choisit qui peut utiliser quelle commande.
welcome-more = -# **/help** remontre tout ça, rien qu'à toi.

# { $song } is the name of an example, { $count } its price.
example-button = { $song } · { credits }
example-rain = Lo-fi sous la pluie
    .prompt = rythmes lo-fi calmes pour un soir de pluie
example-birthday = Chanson d'anniversaire
    .prompt = une joyeuse chanson d'anniversaire avec des applaudissements et un chœur
example-drive = Virée nocturne
    .prompt = synthwave pour une virée en ville la nuit
