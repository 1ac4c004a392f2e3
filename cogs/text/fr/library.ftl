# The library: /songs, one song, and what can be done with it for free.

command-songs = Retrouve des chansons : les tiennes, celles du serveur ou tes favoris
    .search = Des mots d'un titre, d'un prompt ou de paroles
    .show = Les chansons de qui

songs-mine = Mes chansons
songs-server = Chansons de ce serveur
songs-favourites = Mes favoris
songs-that-say = Avec « { $typed } ».
songs-none = Il n'y a pas encore de chanson que tu peux voir ici.
songs-none-found = Aucune chanson que tu peux voir ici ne contient ça.
songs-no-favourites = Tu n'as pas encore de favoris ici. Ouvre une chanson et appuie sur ♥.
songs-newer-button = Plus récentes
songs-older-button = Plus anciennes
song-open-button = Ouvrir

song-hearts =
    { $count ->
        [one] ♥ { $count } favori
       *[other] ♥ { $count } favoris
    }
song-message = Message
# How many people would keep this clip of a song.
song-votes =
    { $count ->
        [one] Clip { $number } : { $count } vote pour le garder
       *[other] Clip { $number } : { $count } votes pour le garder
    }
song-vote-mine = le tien
song-heart-button = ♥ Ajouter aux favoris
song-unheart-button = ♥ Retirer des favoris
song-vote-button = Garder le { $number }
song-unvote-button = Annuler : garder le { $number }
song-bring-button = Ramener ici
song-rename-button = Renommer…
song-delete-button = Supprimer…
song-library-button = Garder, renommer, ramener…

song-rename-title = Renommer ce clip
song-rename-label = Nouveau titre
song-rename-hint = Laisse vide pour reprendre l'ancien titre.
song-renamed = Il a ce titre maintenant. Son message garde l'ancien.

song-delete-question = Supprimer le clip { $position } de « { $title } » ?
song-delete-means = Il disparaît de toutes les listes et de son message, pour tout le monde et pour toujours. Les crédits ne sont pas rendus.
song-delete-now-button = Supprimer pour toujours
song-keep-it-button = Garder
song-deleted = Le clip a disparu, d'ici et de ses messages.
song-deleted-partly = Le clip a disparu d'ici. Un message n'a pas pu être changé : { $where }
song-deleted-field = Supprimé

song-brought = Ramené ici par { $who }.

# Playlists of one's own
playlists-mine = Mes playlists
playlists-none = Tu n'as pas encore de playlist ici. Ouvre une chanson et appuie sur **Ajouter à une playlist…**.
playlist-choose = Choisis une playlist
playlist-new = Nouvelle playlist…
playlist-add-question = À quelle playlist ?
playlist-clips =
    { $count ->
        [one] { $count } clip
       *[other] { $count } clips
    }
playlist-empty = Elle est vide.
# { $song } is a line about the clip.
playlist-place = { $number }. { $song }
playlist-gap = { $number }. Un clip supprimé, ou que tu ne peux plus voir.
playlist-up-button = { $number } Monter
playlist-out-button = { $number } Retirer
playlist-back-button = Retour
playlist-onward-button = Suite
playlist-delete-button = Supprimer la playlist…
playlist-delete-question = Supprimer la playlist « { $name } » ? Ses clips restent.
playlist-delete-now-button = Supprimer la playlist
playlist-deleted = La playlist a disparu. Ses clips restent.
playlist-added = Le clip est maintenant dans « { $name } ».
playlist-add-button = Ajouter à une playlist…
playlist-form-title = Nom de la playlist
playlist-name-label = Nom

# The showcase of a server
command-showcase = Choisis un salon où les chansons les plus aimées sont affichées
command-showcase-set = Affiche chaque clip une fois dans un salon, dès qu'il a assez de favoris
    .channel = Où l'afficher
    .favourites = Combien de favoris il faut
command-showcase-off = N'affiche plus de chansons nulle part
showcase-set =
    { $count ->
        [one] Un clip avec { $count } favori est affiché une fois dans { $channel }.
       *[other] Un clip avec { $count } favoris est affiché une fois dans { $channel }.
    }
showcase-off = Plus aucune chanson n'est affichée.
showcase-line =
    { $count ->
        [one] Demandé par { $who }, dans les favoris de { $count } personne.
       *[other] Demandé par { $who }, dans les favoris de { $count } personnes.
    }
