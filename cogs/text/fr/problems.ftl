# Why something was not done: a message for every problem of bot/errors.py, by its name.
# What it cost stands below it, in a small line that cogs/text/errors.py chooses.

# What it cost.
nothing-charged = -# Rien n'a été débité.
nothing-charged-twice = -# Rien n'a été débité une deuxième fois.
nothing-charged-yet = -# Rien n'a encore été débité.
nothing-changed = -# Rien n'a changé.
nothing-lost = -# Aucun crédit n'est perdu.

# Commands, buttons and forms.
problem-already-asked = Cette chanson est déjà en cours.
problem-asked-just-now = Tu viens de le demander. Cherche son message plus bas.
problem-button-unknown = Ce bouton vient d'une autre version d'Encore. Il ne fait plus rien.
problem-card-gone = Le message de ta chanson a été supprimé. Redemande.
problem-command-changed = Cette commande a changé. Tape-la de nouveau, ou redémarre Discord.
problem-draft-gone = C'est déjà fait, ou vieux de plus d'un jour. Recommence depuis le début.
problem-form-unknown = Ce formulaire vient d'une autre version d'Encore. Ouvre-le de nouveau.
problem-interrupted = Encore a été arrêté en plein milieu. Redemande.
problem-not-in-a-server = Encore ne crée des chansons que sur des serveurs. Redemande dans le salon d'un serveur.
problem-not-in-the-menu = Ce n'est pas dans le menu du formulaire. Choisis de nouveau.
problem-only-managers = Il faut pouvoir gérer ce serveur pour choisir son modèle.
problem-picture-gone = Le message de l'image a été supprimé. Redemande.
problem-unexpected = Quelque chose s'est mal passé chez nous. Réessaie si rien ne vient d'ici une minute.

# Credits and the line.
problem-out-of-credits = Ça coûte { $price }, et il reste { $left } à ce serveur. De nouveaux crédits arrivent { $resets }.
problem-out-of-credits-for-a-song = Une chanson coûte { $price }, et il reste { $left } à ce serveur. De nouveaux crédits arrivent { $resets }.
problem-price-rose = Ça coûte { $price } maintenant. Redemande pour accepter.
problem-queue-full = Trop de chansons attendent. Réessaie dans quelques minutes.
problem-queue-full-of-member =
    Tu as { $limit } demandes dans la file, le maximum par personne. Redemande quand l'une d'elles aura commencé.
problem-queue-full-of-server =
    Ce serveur a { $limit } demandes dans la file, le maximum par serveur. Redemande quand l'une d'elles aura commencé.

# Clips.
problem-clip-deleted = Ce clip a été supprimé. Choisis-en un autre.
problem-clip-not-here = Ce clip n'est pas sur ce serveur, ou tu ne peux pas le voir. Choisis-en un autre.
problem-key-gone = Ceci vient d'un compte qui ne sert plus. Choisis un autre clip ou un autre persona.
problem-clip-too-old = { $family } ne fait ça qu'avec des clips de moins de { $age }. Choisis-en un plus récent.
problem-playlists-full = Tu as 24 playlists ici. Supprimes-en une d'abord.
problem-playlist-full = Cette playlist a 100 clips. Retires-en un d'abord.
problem-playlist-gone = Cette playlist n'existe plus, ou n'est pas à toi.
problem-playlist-name-taken = Tu as déjà une playlist de ce nom ici. Choisis un autre nom.
problem-showcase-not-yours = Il faut pouvoir gérer ce serveur pour choisir sa vitrine.
problem-download-empty = Il n'y a pas de chanson à télécharger ici.
problem-download-under-way = Un de tes téléchargements est en cours. Le suivant pourra commencer quand il sera fini, { $resets } au plus tard.
problem-song-not-yours = Seule la personne qui a demandé cette chanson, ou qui gère le serveur, peut la changer.
problem-clip-unknown = Ce bouton n'appartient à aucune chanson que tu peux voir ici.
problem-different-families = Ces clips viennent de familles de modèles différentes. Choisis-en deux de la même famille.
problem-job-not-here = Ce bouton n'appartient à rien que tu peux voir ici.
problem-no-other-clip = Il n'y a pas de deuxième clip de cette famille de modèles ici. Crée d'abord une autre chanson.
problem-no-second-clip = Choisis le deuxième clip du mashup.
problem-no-songs-yet = Ce serveur n'a pas encore de chanson que tu peux voir. Crée la première avec /song.
problem-no-such-clip = Ce n'est pas une chanson que tu peux voir ici. Choisis un clip de la liste, ou laisse vide.
problem-not-an-extension = Seule une prolongation peut être réunie à sa chanson. Choisis une prolongation.
problem-not-for-this-clip = Ce n'est pas possible avec ce clip. Choisis autre chose.
problem-only-own-songs = { $family } ne fait ça qu'avec ses propres chansons. Choisis un clip qui n'est pas un enregistrement.
problem-only-recordings = { $family } ne fait ça qu'avec un enregistrement. Importes-en un avec /upload.
problem-same-clip-twice = Un mashup prend deux clips différents. Choisis-en un autre.
problem-second-clip-gone = Le deuxième clip n'est pas sur ce serveur, ou tu ne peux pas le voir. Choisis-en un autre.
problem-source-unknown = MusicAPI ne connaît pas ce clip. Choisis-en un autre.

# Models, and what they can do.
problem-detail-not-taken = { $family } n'accepte pas ceci pour { $operation } : { $detail }. Enlève-le.
problem-format-not-made = { $family } crée des fichiers { $formats }, pas { $format }. Choisis l'un de ceux-là.
problem-length-of-music = { $family } crée de { $least } à { $most } de musique à la fois. Choisis une durée entre les deux.
problem-model-unknown = Ce modèle n'est pas disponible ici. Choisis-en un autre.
problem-no-model = Aucun modèle ne peut faire ça pour l'instant. Réessaie plus tard.
problem-no-model-for-new-songs = Aucun modèle ne peut créer de chansons pour l'instant. Réessaie plus tard.
problem-no-such-family = Aucune famille de modèles ne s'appelle « { $name } ». Choisis-en une dans la liste.
problem-no-such-model = { $family } n'a pas de modèle « { $model } ». Choisis-en un dans la liste.
problem-not-offered = Ici, { $family } ne peut pas { $operation }. Choisis un autre modèle.
problem-not-with-this-model = { $family } ne peut pas { $operation } avec { $model }. Choisis { $models }.
problem-operation-retired = { $family } n'offre plus ça. Choisis autre chose.
problem-operation-retired-for-model = { $family } n'offre plus ça. Choisis un autre modèle.
problem-weight-out-of-range = Choisis un poids de 0 à 1.

# Words.
problem-avoid-too-long = Ces styles à éviter font { $characters } caractères, et le maximum est { $limit }. Raccourcis-les.
problem-control-characters = Enlève les caractères de contrôle de ce champ : { $field }.
problem-instrumental-with-lyrics = Un instrumental n'a pas de paroles. Enlève soit les paroles, soit l'instrumental.
problem-lyrics-gone = Ces paroles ne sont plus là. Écris-en de nouvelles avec /write.
problem-lyrics-missing = { $family } ne chante que des paroles données. Écris-en, ou demande un instrumental.
problem-lyrics-need-more = Des paroles ne sont chantées que dans une prolongation ou une reprise. Choisis l'une des deux dans « then », ou enlève-les.
problem-lyrics-not-taken = { $family } ne prend pas de paroles pour { $operation }. Enlève-les : celles de la chanson restent.
problem-lyrics-too-short = { $family } a besoin d'au moins { $fewest } caractères de paroles. Il y en a { $characters }.
problem-mention = Enlève la mention Discord de ce champ : { $field }. Écris plutôt le nom.
problem-no-prompt = Dis à quoi la chanson doit ressembler, par exemple « pop r&b ».
problem-no-words = Dis ce que doit être la chanson : tape un prompt, un style ou des paroles.
problem-no-words-in-message = Ce message ne contient pas de mots pour une chanson. Choisis-en un autre.
problem-style-gone = Ce style n'est plus là. Demandes-en un nouveau avec /style.
problem-text-missing = Pour { $operation }, il faut { $text } à { $family }. Remplis ce champ.
problem-text-too-long = { $family } accepte { $limit } caractères au plus ({ $texts }). Raccourcis les tiens : il y en a { $characters }.
problem-title-too-long = Ce titre fait { $characters } caractères, et le maximum est { $limit }. Raccourcis-le.

# Moments and sections.
problem-end-needed = La durée de ce clip est inconnue. Dis où finit la section.
problem-extends-nothing = Choisis un moment à partir de 0:01.
problem-half-a-section = Dis où la section commence et où elle finit.
problem-length-unknown = La durée de ce clip est inconnue. Tape le moment à partir duquel le prolonger.
problem-moment-past-end = Ce clip ne dure que { $length }. Choisis un moment plus tôt.
problem-moment-too-early = Choisis un moment après 0:00.
problem-moment-unreadable = Tape le moment en secondes, comme 95, ou en minutes, comme 1:35.
problem-no-section = Choisis une section, ou tape le début et la fin, comme 1:05–1:35.
problem-outside-the-clip = Ce clip dure { $seconds }. Choisis une seconde de 1 à { $last }.
problem-section-before-start = Fais commencer la section à 0:00 ou après.
problem-section-past-end = Ce clip dure { $length }. Choisis une section à l'intérieur.
problem-section-reversed = Cette section commence à { $starts_at } et finit à { $ends_at }. Fais-la finir plus tard.
problem-section-too-long = Ici, { $family } prend une section de { $longest } au plus. Celle-ci dure { $length }.
problem-section-too-short = Choisis une section d'au moins une seconde.

# Personas.
problem-name-taken = Ce serveur a déjà un persona de ce nom. Choisis un autre nom.
problem-no-persona = Choisis le persona qui doit chanter.
problem-not-your-persona = Seule la personne qui l'a créé, ou qui peut gérer ce serveur, peut supprimer un persona.
problem-persona-deleted = Ce persona a déjà été supprimé.
problem-persona-unknown = Ce serveur n'a pas ce persona. Choisis-en un dans la liste.

# Recordings.
problem-address-too-long = Cette adresse est trop longue pour celle d'un fichier. Envoie le fichier lui-même.
problem-file-or-address = Donne soit un fichier, soit une adresse.
problem-length-of-recording = { $family } prend des enregistrements de { $least } à { $most }. Envoies-en un de cette durée.
problem-no-recording = Il n'y a pas d'enregistrement. Donne un fichier, ou son adresse https.
problem-recording-busy = Ton dernier enregistrement est encore en vérification. Attends un moment.
problem-recording-is-video = Ce fichier est une vidéo. Envoie seulement le son, en MP3.
problem-recording-silent = Il n'y a pas de son dans ce fichier. Envoie un fichier audio.
problem-recording-slow = Récupérer l'enregistrement a pris trop de temps. Réessaie, ou envoie-le en fichier.
problem-recording-too-large = Un enregistrement peut faire { $megabytes } Mio au plus. Envoies-en un plus petit, comme un MP3.
problem-recording-too-long = Cet enregistrement dure { $length }, et le maximum est { $longest }. Envoies-en une partie.
problem-recording-too-short = Cet enregistrement dure { $seconds }, et le minimum est { $shortest }. Envoies-en un plus long.
problem-recording-unreachable = { $why ->
    [answer] L'adresse répond, mais pas avec un fichier. Donnes-en une que tout le monde peut ouvrir.
    [room] Encore n'a pas de place pour l'enregistrement en ce moment. Réessaie plus tard.
   *[away] L'adresse est restée injoignable. Vérifie-la, ou envoie le fichier lui-même.
}
problem-recording-unusable = { $why ->
    [kind] Ce n'est pas un fichier audio qu'Encore connaît. Envoie un fichier MP3, M4A, WAV, FLAC ou OGG.
    [packed] Ce fichier est compressé. Envoie le fichier lui-même.
    [plain] Encore ne récupère les fichiers que par https. Donne une adresse https, ou envoie le fichier lui-même.
    [private] Cette adresse n'est pas publique. Donnes-en une que tout le monde peut ouvrir, ou envoie le fichier lui-même.
    [redirects] Cette adresse redirige trop souvent. Donne l'adresse du fichier, ou envoie le fichier lui-même.
   *[address] Ce n'est pas l'adresse d'un fichier. Copie-la de nouveau, ou envoie le fichier lui-même.
}
problem-rights-needed = Encore ne prend que des enregistrements que tu as le droit d'utiliser. Si c'est le cas, mets « rights » sur True.

# What the facts in the sentences above are called.
field-name = { $field ->
    [lyrics] paroles
    [prompt] prompt
    [style] style
   *[title] titre
}
texts-together = { $texts } ensemble
text-needed = { $text ->
    [lyrics] des paroles
    [prompt] quelques mots
    [style] un style
   *[title] un nom
}
detail-name = { $detail ->
    [audio_weight] proximité avec la source
    [avoid] styles à éviter
    [ends_at] section
    [format] choix du format
    [gender] choix de la voix
    [length] choix de la durée
    [other_clip] deuxième clip
    [other_clip_id] deuxième clip
    [persona_id] persona
    [starts_at] section
    [style_weight] poids du style
    [url] enregistrement
    [variation] variation
    [vox_id] voix
    [weirdness] degré de bizarrerie
   *[other] détail
}

# What operators stop, and what they ask for.
problem-member-blocked = L'opérateur ne te laisse rien créer ici. /about dit qui c'est.
problem-server-blocked = L'opérateur ne laisse rien créer à ce serveur. /about dit qui c'est.
problem-paused = Les nouvelles chansons sont en pause. Celles en cours continuent. Redemande plus tard.
problem-server-paused = Les nouvelles chansons sont en pause sur ce serveur. Celles en cours continuent. Redemande plus tard.
problem-vendor-stopped = MusicAPI n'accepte rien de nous en ce moment. Nouvelle demande { $resets }. Réessaie à ce moment-là.
problem-only-operators = Seules les personnes qui font tourner ce bot peuvent utiliser cette commande.
problem-quota-out-of-range = Un mois peut avoir de 0 à { $limit } crédits. Donne un autre nombre.
problem-grant-out-of-range = Un don va de 1 à { $limit } crédits, et un mois en prend { $total }. Donne un autre nombre.
problem-server-not-an-id = Ce n'est pas un identifiant. Copie les 17 à 20 chiffres que Discord affiche.
problem-server-unknown = Encore ne connaît aucun serveur avec cet identifiant. Revérifie les chiffres.
problem-job-unknown = Aucune tâche n'a ce numéro. Regarde dans /operator jobs.
problem-job-over = Cette tâche est terminée, et ses crédits sont là où ils doivent être. Regarde dans /operator jobs.
problem-job-being-sent = Cette tâche est en cours d'envoi. Réessaie dans deux minutes.
problem-job-gave-nothing = Rien n'est arrivé de cette tâche, alors personne ne la paie. Rends ses crédits.

# What MusicAPI objects to in what it was asked for; $named and $bound are the two below, or empty.
problem-artist-named = MusicAPI n'accepte pas les noms d'artistes{ $named }. Décris plutôt le son.
problem-language-not-sung = MusicAPI ne chante pas dans cette langue. Écris dans une autre ou choisis un autre modèle.
problem-lyrics-copyrighted = MusicAPI pense que ces paroles sont de quelqu'un d'autre{ $named }. Écris les tiennes.
problem-lyrics-malformed = MusicAPI n'arrive pas à lire ces paroles. Vérifie les noms de section comme [Verse].
problem-producer-tag = MusicAPI n'accepte pas les tags de producteurs{ $named }. Enlève-les.
problem-recording-copyrighted = MusicAPI pense que cet enregistrement est l'œuvre de quelqu'un d'autre. Choisis-en un à toi.
problem-recording-not-fetched = MusicAPI n'a pas pu récupérer cet enregistrement.
problem-recording-not-read = MusicAPI n'arrive pas à lire cet enregistrement. Enregistre-le en MP3.
problem-text-refused-as-too-long = MusicAPI trouve un texte trop long : { $field }{ $bound }. Raccourcis-le.
problem-words-flagged = La modération de MusicAPI ne laisse pas passer ces mots. Choisis-en d'autres.
problem-words-inappropriate = MusicAPI trouve ces mots déplacés{ $named }. Choisis-en d'autres.
problem-words-not-understood = MusicAPI n'a pas compris ces mots. Décris la chanson autrement.
objection-named = {" "}(« { $named } »)
objection-bound = {" "}({ $limit } caractères au plus)
