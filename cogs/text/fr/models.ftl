# The models: what each is good for, whose default it is, and why another one made a song.

command-model = Affiche et choisis le modèle qui crée les chansons
command-model-list = Affiche chaque modèle : ses points forts, son prix et sa durée
command-model-mine = Choisis le modèle de tes chansons, sur tous les serveurs
    .model = Quel modèle. Laisse vide pour voir ton choix.
command-model-server = Choisis le modèle des chansons de ce serveur, si tu peux le gérer
    .model = Quel modèle. Laisse vide pour voir le choix du serveur.

time-seconds = { $count } s
time-minutes = { $count } min

models-title = Modèles
models-mine = Ton modèle par défaut : { $model }
models-server = Modèle par défaut de ce serveur : { $model }
models-first = Sans modèle par défaut : { $model }
models-no-default = aucun
models-not-available = { $model } (indisponible pour l'instant)
models-none-now = Aucun modèle ne peut créer de chansons pour l'instant.
model-time = environ { $time }

model-menu-mine = Choisis ton modèle par défaut
model-menu-server = Choisis le modèle par défaut du serveur
model-forget = Oublier mon modèle par défaut
    .hint = Celui du serveur ou le premier modèle créera alors tes chansons.
model-forget-server = Oublier le modèle par défaut du serveur
    .hint = Le premier modèle qui peut créera alors ses chansons.

# How long the songs of a model are, from and to, or at most.
songs-minutes = { $least }–{ $most } min
songs-minutes-most = ≤ { $most } min

# What to choose a model for.
good-for-your-own-lyrics-english-or-chinese = tes propres paroles, en anglais ou en chinois
good-for-one-song-edited-by-instruction = une chanson, modifiée par consigne
good-for-one-song-fast = une chanson, rapide
good-for-one-song-more-polish = une chanson, plus soignée
good-for-one-song-less-polish = une chanson, moins soignée
good-for-the-older-sound = l'ancien son
good-for-the-oldest-sound-fast = le plus ancien son, rapide
good-for-whole-songs-fast = chansons entières, rapide
good-for-drafts-fast = ébauches, rapide
good-for-the-older-sound-whole-songs = l'ancien son, chansons entières
good-for-the-older-sound-drafts = l'ancien son, ébauches
good-for-voices-long-songs = voix, longues chansons
good-for-the-newest-voices = les voix les plus récentes
good-for-rich-arrangements = arrangements riches
good-for-long-styles-and-lyrics = styles et paroles longs
good-for-short-songs = chansons courtes
good-for-longer-pieces = morceaux plus longs
good-for-short-pieces = morceaux courts

# Why another model than the first choice made a song.
model-because-not-available = { $model }, car { $other } n'est pas disponible pour l'instant.
model-because-too-long = { $model }, car { $other } accepte { $limit } caractères.
model-because-lyrics = { $model }, car { $other } ne chante que des paroles que tu écris.
model-because-longer-lyrics = { $model }, car { $other } a besoin de { $limit } caractères de paroles.
model-because-voice = { $model }, car { $other } ne peut pas choisir de voix.
model-because-avoid = { $model }, car { $other } ne peut pas éviter de styles.
model-because = { $model }, car { $other } ne peut pas faire ça.

# What a changed default means.
own-default = Désormais, { $model } crée tes chansons. Tu peux nommer un autre modèle quand tu veux.
own-default-forgotten = Tu n'as plus de modèle par défaut. Celui du serveur ou le premier modèle crée tes chansons.
server-default = Désormais, { $model } crée les chansons de ce serveur. Chaque membre peut encore choisir son modèle par défaut.
server-default-forgotten = Ce serveur n'a plus de modèle par défaut. Le premier modèle qui peut crée ses chansons.
