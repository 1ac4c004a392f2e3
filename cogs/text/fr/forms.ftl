# Forms: what they are called, what they ask, and what stands beside it.

# $model is what people call a model, $count the price, $left the credits of the server.
form-price = { $model } · { credits } · reste { $left } ce mois-ci
form-price-from = { $model } · dès { credits } · reste { $left } ce mois-ci
form-timeline-advice = « Chronologie des paroles » sous « Plus… » te laisse choisir les sections ici.
form-title = { $operation } : { $title }
form-title-of-clip = { $number } { $operation } : { $title }
form-untitled = Sans titre
form-as-before = Comme avant : { $style }
form-too-long = Trop long à afficher. Si tu n'y touches pas, tout est gardé.
form-shorten = Ça fait { $count } caractères. Le modèle en accepte { $limit }.
form-cut-off = C'est le début. Le reste dépasse ce que le modèle accepte.

# Where a clip goes on. Times are like 3:19.
form-continue = Continuer
form-end = À partir de la fin ({ $time })
form-after = Après { $section } ({ $time })
form-moment = Ou un moment, comme 1:35
form-moment-alone = Continuer à partir de
form-moment-hint = Un moment, comme 1:35
form-moment-hint-unknown = Un moment, comme 1:35. La durée de ce clip est inconnue.
form-moment-end = La fin ({ $time })

# Which part of a clip.
form-part = Quelle section
form-part-of = { $section } ({ $start }–{ $end })
form-part-choose = Choisis une section
form-whole = Le clip entier
form-whole-chosen = MusicAPI choisit
form-times = Ou début et fin
form-times-alone = Début et fin
form-times-hint = Par exemple 1:05–1:35
form-times-hint-most = Par exemple 1:05–1:35, { $seconds } s au plus

# A new song, from a few words or from lyrics.
song-form-title = Créer une chanson
song-form-title-lyrics = Créer une chanson avec des paroles
song-prompt-label = À quoi la chanson doit ressembler
song-prompt-hint = Par exemple : pop r&b sur le dernier train du soir
song-style-label = Style
song-style-hint = Genre, voix, tempo, ambiance
song-title-label = Titre
song-title-hint = Facultatif
song-lyrics-label = Paroles
song-lyrics-hint = Facultatif. Sans paroles, le modèle écrit les siennes.
song-sections-hint = Sections entre crochets, comme [Verse] et [Chorus]

# What was typed into a command that was refused, to be changed in a form.
typed-button = Modifier…
typed-song-title = Modifier et créer
typed-lyrics-or-instrumental = Garde-les pour qu'elles soient chantées. Efface-les pour un instrumental.
typed-persona-gone = Ce serveur n'a pas ce persona. C'est la voix du modèle qui chante.
typed-left-out = { $model } ne gère pas ceci ici : { $detail }. La chanson se fait sans.

typed-recording = Enregistrement : { $name }
typed-model-gone = { $model } n'est pas disponible pour l'instant, un autre modèle s'en charge.
typed-address-label = Adresse de l'enregistrement
typed-address-hint = Une adresse https publique du fichier
upload-style-hint = Prolonger ou reprise : le nouveau style
upload-lyrics-hint = Prolonger ou reprise : ce qui est chanté

# Words that no song is made of yet.
words-topic-title = Écrire des paroles
words-topic-label = De quoi parlent les paroles
words-topic-hint = Par exemple : le dernier train du soir
words-style-title = Trouver un style
words-style-label = Quelques mots pour le style
words-style-hint = Par exemple : soul chaleureuse, lente

# What only some operations take.
form-cover-style = Nouveau style
form-cover-style-hint = Par exemple : folk acoustique, plus lent
form-cover-lyrics = Paroles
form-cover-lyrics-hint = Garde-les, change-les ou efface-les pour un instrumental
form-style-hint = Par exemple : soul chaleureuse, voix féminine, 80 bpm
form-result-title = Titre
form-result-title-hint = Le nom des fichiers
form-persona-name = Nom
form-persona-name-hint = Son nom dans /song
form-persona-prompt = Comment il sonne
form-persona-prompt-hint = Facultatif
form-variation = Jusqu'où aller
form-variation-any = MusicAPI décide
form-variation-subtle = Subtil
form-variation-normal = Normal
form-variation-high = Fort
form-format = Format
form-second-clip = À mélanger avec
form-clip-option = { $title } · clip { $number }
form-clip-option-timed = { $title } · clip { $number } · { $time }

# The commands for a recording of one's own, and their options.
command-upload = Importe un de tes enregistrements, pour le prolonger, le reprendre ou le modifier
    .file = MP3, M4A, WAV, FLAC ou OGG, de 6 secondes à 8 minutes. Laisse vide pour un formulaire.
    .address = Ou son adresse https publique
    .title = Son titre
    .then = { upload-then }
    .style = Comment il sonne, ou comment il devrait sonner
    .lyrics = Ce qui est chanté dans la prolongation ou la reprise
    .model = Le modèle qui le prend. Laisse vide pour celui qui sait en faire le plus.
command-voice = Transforme un enregistrement chanté en voix pour de nouvelles chansons
    .file = Quelqu'un qui chante, de 6 secondes à 8 minutes. Laisse vide pour un formulaire.
    .name = Le nom de la voix ici

# A recording of one's own.
upload-title = Importer un enregistrement
upload-file = Enregistrement
upload-file-hint = MP3, M4A, WAV, FLAC ou OGG, de 6 secondes à 8 minutes
upload-then = Qu'en faire
# What /upload can do with a recording: the choices of its option “then”, and with its price, those of the form.
upload-keep = Le garder
upload-extend = Le prolonger
upload-cover = En faire une reprise
upload-then-keep = { upload-keep } · { credits }
upload-then-extend = { upload-extend } · { credits }
upload-then-cover = { upload-cover } · { credits }
upload-words = Titre ou style
upload-words-hint = Garder : son titre. Prolonger ou reprise : le nouveau style.
upload-rights = Droits
upload-offer-alone = { $family } · { credits }
upload-offer = { $family } · { credits } · { $operations }
upload-offer-more = { $family } · { credits } · { $operations } et { $more } de plus
voice-title = Créer une voix
voice-name = Nom
voice-name-hint = Le nom de la voix dans /song
voice-file-hint = Quelqu'un qui chante, de 6 secondes à 8 minutes

# What people agree to, by version: words that were shown once are never changed; others are the next version.
consent-recording-1 = Il m'appartient, ou son propriétaire est d'accord
consent-voice-1 = C'est ma voix, ou la personne est d'accord
# $who is a mention, $when a date.
consent-given = accord donné par { $who } le { $when }
