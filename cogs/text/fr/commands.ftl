# Commands as they stand in Discord's list, with their options as attributes: at most 100 characters each.

command-song = Crée une chanson à partir de quelques mots ou de tes paroles
    .prompt = À quoi la chanson doit ressembler, par exemple : pop r&b
    .title = Le titre de la chanson
    .style = Genre, voix, tempo, ambiance
    .lyrics = Ce qui est chanté. /lyrics offre de la place pour les couplets.
    .instrumental = Sans aucune voix
    .model = Le modèle qui la crée. Laisse vide pour ton modèle par défaut.
    .persona = Qui chante : un persona créé sur ce serveur
    .voice = La voix qui chante, si le modèle permet de choisir
    .avoid = Les styles à éviter, si le modèle le permet
command-lyrics = Crée une chanson à partir de paroles, avec de la place pour les écrire
    .model = Le modèle qui la crée. Laisse vide pour ton modèle par défaut.
command-write = Fais écrire des paroles sur un sujet, en deux versions au choix
    .topic = De quoi parle la chanson, par exemple : un phare en hiver
command-style = Transforme quelques mots en un style complet
    .words = Quelques mots, par exemple : lofi, pluie
command-family = Affiche l'arbre d'une chanson : original, prolongations, reprises
    .clip = Un clip de la chanson. Laisse vide pour le plus récent que tu peux voir.
command-credits = Affiche les crédits de ce serveur : utilisés, réservés, restants
command-persona = Affiche ou supprime les personas et les voix de ce serveur
command-persona-list = Affiche les personas et les voix de ce serveur
command-persona-delete = Supprime un de tes personas. Les gestionnaires du serveur peuvent tous les supprimer.
    .persona = Quel persona

# In the menu of a message.
message-command-song = En faire une chanson
