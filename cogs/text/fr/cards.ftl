# Cards: a job in its message, from the line to the finished song.
# Lines in small print begin with -#, which Discord reads as that.

untitled = Sans titre
length-unknown = Durée inconnue

# What somebody asked for
asked-title = **{ $title }**
asked-prompt = « { $prompt } »
asked-style = Style : { $style }
asked-lyrics = Paroles : « { $lyrics } »
asked-instrumental = Instrumental
asked-female = Voix féminine
asked-male = Voix masculine
asked-without = Sans : { $avoid }

# How far it is
heading-out-of-reach = Injoignable
out-of-reach = Contacte l'opérateur : **/about** dit qui c'est.
heading-answer-lost = En attente d'un signe de MusicAPI
stage-queued = Dans la file d'attente.
stage-queued-at = Dans la file d'attente, place { $place }.
stage-asked-again = Nouvelle demande à MusicAPI { $when }.
stage-sending = Envoi à MusicAPI.
stage-answer-lost = { answer-lost } Si rien ne vient, { $back }.
stage-composing = Ça prend un moment.
stage-seconds-left = Il reste environ { $seconds } s.
stage-minutes-left = Il reste environ { $minutes } min.
stage-any-moment = Ça arrive tout de suite.
stage-late = C'est plus long que d'habitude.
stage-one-ready = Le clip suivant arrive dans ce message.
stage-posting = Récupération des fichiers.

# The small print
small-print = -# { $words }
fact-sung-by = chanté par { $singer }
# $who is a mention of who agreed that this voice, somebody's own, sings here.
fact-sung-by-voice = chanté par { $singer }, avec l'accord de { $who }
fact-recording = Enregistrement
made-with-ai = Créé avec l'IA

# What it was made of
lineage-of = À partir du { $clip }
lineage-from = { $verb } { $clip }{ $where }
lineage-mixed = { $verb } { $clip } avec le { $other }{ $where }
# An article stands in the verb: “Prolonge le”, “Change le son du”.
lineage-clip = clip { $number }, { $title }
lineage-elsewhere = clip { $number } d'une chanson d'un autre salon
lineage-where-from = { " " }à partir de { $start }
lineage-where-part = { " " }de { $start } à { $end }

# Clips
clip-name = Clip { $number }
clip-listen = Pièce jointe impossible : [écouter chez MusicAPI]({ $address }).
clip-no-file = Pièce jointe impossible. Ses boutons marchent quand même.

# Files
files-name = Fichiers
file-download = { $name } : pièce jointe impossible, [télécharger chez MusicAPI]({ $address }).
file-no-address = { $name } : ni pièce jointe ni lien possible. C'est débité, car MusicAPI l'a créé.
file-unnamed = Un fichier

# Alt texts
alt-clip = Clip { $number } : { $title }
alt-clip-length = Clip { $number } : { $title }, durée { $length }
alt-cover = Pochette du clip { $number } : { $title }
alt-file = { $name } de { $title }
alt-zip = { $name } de { $title }, une archive zip avec : { $contents }
zip-stems = Stems
zip-files = Fichiers
zip-part = { $name } { $number } sur { $count }
alt-lyrics = Les paroles de cette chanson, pour la redemander

# Buttons below a clip
button-extend = { $number } Prolonger
button-cover = { $number } Reprise
button-more = { $number } Plus…
button-sing = Chanter la version { $version }
button-style = Utiliser ce style
button-confirm = Créer pour { $price }

# The family of a song
family-title = Arbre de cette chanson
family-more = et { $count } de plus
family-alt =
    { $count ->
        [one] Arbre de { $count } clip.
       *[other] Arbre de { $count } clips.
    }
family-alt-row = { $number } : { $name }, { $kind }.
family-alt-row-of = { $number } : { $name }, { $kind } de { $parent }.
family-alt-chosen = { $number } : { $name }, { $kind }, ce clip.
family-alt-chosen-of = { $number } : { $name }, { $kind } de { $parent }, ce clip.
family-deleted = { $name } (supprimé)
family-clip = clip { $number }
family-note-chosen = ce clip
family-note-from = à partir de { $start }
family-note-by = par { $who }
family-note-deleted = supprimé
