# Cards: a job in its message, from the line to the finished song.
# Lines in small print begin with -#, which Discord reads as that.

untitled = Sin título
length-unknown = Duración desconocida

# What somebody asked for
asked-title = **{ $title }**
asked-prompt = «{ $prompt }»
asked-style = Estilo: { $style }
asked-lyrics = Letra: «{ $lyrics }»
asked-instrumental = Instrumental
asked-female = Voz femenina
asked-male = Voz masculina
asked-without = Sin: { $avoid }

# How far it is
heading-out-of-reach = Inaccesible
out-of-reach = Pregunta al operador: **/about** dice quién es.
heading-answer-lost = Esperando noticias de MusicAPI
stage-queued = En la cola.
stage-queued-at = En la cola, puesto { $place }.
stage-asked-again = Se volverá a preguntar a MusicAPI { $when }.
stage-sending = Enviando a MusicAPI.
stage-answer-lost = { answer-lost } Si no llegan, { $back }.
stage-composing = Tarda un momento.
stage-seconds-left = Faltan unos { $seconds } s.
stage-minutes-left = Faltan unos { $minutes } min.
stage-any-moment = Está a punto de salir.
stage-late = Está tardando más de lo normal.
stage-one-ready = El siguiente clip llega en este mensaje.
stage-posting = Trayendo los archivos.

# The small print
small-print = -# { $words }
fact-sung-by = canta { $singer }
# $who is a mention of who agreed that this voice, somebody's own, sings here.
fact-sung-by-voice = canta { $singer }, con permiso de { $who }
fact-recording = Grabación
made-with-ai = Hecho con IA

# What it was made of
lineage-of = A partir del { $clip }
lineage-from = { $verb } { $clip }{ $where }
lineage-mixed = { $verb } { $clip } con el { $other }{ $where }
# An article stands in the verb: “Extiende el”, “Cambia el sonido del”.
lineage-clip = clip { $number }, { $title }
lineage-elsewhere = clip { $number } de una canción de otro canal
lineage-where-from = { " " }desde { $start }
lineage-where-part = { " " }de { $start } a { $end }

# Clips
clip-name = Clip { $number }
clip-listen = No se pudo adjuntar: [escuchar en MusicAPI]({ $address }).
clip-no-file = No se pudo adjuntar. Sus botones funcionan igual.

# Files
files-name = Archivos
file-download = { $name } no se pudo adjuntar: [descargar de MusicAPI]({ $address }).
file-no-address = { $name } no se pudo adjuntar ni enlazar. Se cobró, porque MusicAPI lo hizo.
file-unnamed = Un archivo

# Alt texts
alt-clip = Clip { $number }: { $title }
alt-clip-length = Clip { $number }: { $title }, duración { $length }
alt-cover = Portada del clip { $number }: { $title }
alt-file = { $name } de { $title }
alt-zip = { $name } de { $title }, un zip con: { $contents }
zip-stems = Stems
zip-files = Archivos
zip-part = { $name } { $number } de { $count }
alt-lyrics = La letra de esta canción, para volver a pedirla

# Buttons below a clip
button-extend = { $number } Extender
button-cover = { $number } Cover
button-more = { $number } Más…
button-sing = Cantar la versión { $version }
button-style = Usar este estilo
button-confirm = Crear por { $price }

# The family of a song
family-title = Árbol de esta canción
family-more = y { $count } más
family-alt =
    { $count ->
        [one] Árbol con { $count } clip.
       *[other] Árbol con { $count } clips.
    }
family-alt-row = { $number }: { $name }, { $kind }.
family-alt-row-of = { $number }: { $name }, { $kind } de { $parent }.
family-alt-chosen = { $number }: { $name }, { $kind }, este clip.
family-alt-chosen-of = { $number }: { $name }, { $kind } de { $parent }, este clip.
family-deleted = { $name } (eliminado)
family-clip = clip { $number }
family-note-chosen = este clip
family-note-from = desde { $start }
family-note-by = de { $who }
family-note-deleted = eliminado
