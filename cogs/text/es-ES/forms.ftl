# Forms: what they are called, what they ask, and what stands beside it.

# $model is what people call a model, $count the price, $left the credits of the server.
form-price = { $model } · { credits } · saldo del mes: { $left }
form-price-from = { $model } · desde { credits } · saldo del mes: { $left }
form-timeline-advice = Con «Tiempos de la letra», en «Más…», podrás elegir aquí sus secciones.
form-title = { $operation }: { $title }
form-title-of-clip = { $number } { $operation }: { $title }
form-untitled = Sin título
form-as-before = Como antes: { $style }
form-too-long = Demasiado largo para mostrarlo. Si no lo tocas, se conserva entero.
form-shorten = Son { $count } caracteres. El modelo admite { $limit }.
form-cut-off = Esto es el principio. El resto no cabe en el modelo.

# Where a clip goes on. Times are like 3:19.
form-continue = Continuar
form-end = Desde el final ({ $time })
form-after = Después de { $section } ({ $time })
form-moment = O un momento, como 1:35
form-moment-alone = Continuar en
form-moment-hint = Un momento, como 1:35
form-moment-hint-unknown = Un momento, como 1:35. No se sabe cuánto dura este clip.
form-moment-end = El final ({ $time })

# Which part of a clip.
form-part = Qué sección
form-part-of = { $section } ({ $start }–{ $end })
form-part-choose = Elige una sección
form-whole = El clip entero
form-whole-chosen = Elige MusicAPI
form-times = O de cuándo a cuándo
form-times-alone = De cuándo a cuándo
form-times-hint = Por ejemplo, 1:05–1:35
form-times-hint-most = Por ejemplo, 1:05–1:35; { $seconds } s como máximo

# A new song, from a few words or from lyrics.
song-form-title = Crear una canción
song-form-title-lyrics = Crear una canción con letra
song-prompt-label = Cómo debe ser la canción
song-prompt-hint = Por ejemplo: pop r&b sobre el último tren a casa
song-style-label = Estilo
song-style-hint = Género, voz, tempo, ambiente
song-title-label = Título
song-title-hint = Opcional
song-lyrics-label = Letra
song-lyrics-hint = Opcional. Sin letra, el modelo escribe la suya.
song-sections-hint = Secciones entre corchetes, como [Verse] y [Chorus]

# What was typed into a command that was refused, to be changed in a form.
typed-button = Editar…
typed-song-title = Cambiarla y crearla
typed-lyrics-or-instrumental = Déjala para que se cante. Bórrala para un instrumental.
typed-persona-gone = Este servidor no tiene ese personaje. Canta la voz del modelo.
typed-left-out = { $model } no ofrece esto aquí: { $detail }. La canción se hace sin ello.

typed-recording = Grabación: { $name }
typed-model-gone = { $model } no está disponible ahora, así que la toma otro modelo.
typed-address-label = Dirección de la grabación
typed-address-hint = Una dirección https pública del archivo
upload-style-hint = Extender o cover: el estilo nuevo
upload-lyrics-hint = Extender o cover: lo que se canta

# Words that no song is made of yet.
words-topic-title = Escribir una letra
words-topic-label = De qué trata la letra
words-topic-hint = Por ejemplo: el último tren a casa
words-style-title = Encontrar un estilo
words-style-label = Unas palabras para el estilo
words-style-hint = Por ejemplo: soul cálido, lento

# What only some operations take.
form-cover-style = Estilo nuevo
form-cover-style-hint = Por ejemplo: folk acústico, más lento
form-cover-lyrics = Letra
form-cover-lyrics-hint = Déjala, cámbiala o bórrala para un instrumental
form-style-hint = Por ejemplo: soul cálido, voz femenina, 80 bpm
form-result-title = Título
form-result-title-hint = Cómo se llaman los archivos
form-persona-name = Nombre
form-persona-name-hint = Cómo se llama en /song
form-persona-prompt = Cómo suena
form-persona-prompt-hint = Opcional
form-variation = Cuánto puede cambiar
form-variation-any = Decide MusicAPI
form-variation-subtle = Sutil
form-variation-normal = Normal
form-variation-high = Mucho
form-format = Formato
form-second-clip = Mezclar con
form-clip-option = { $title } · clip { $number }
form-clip-option-timed = { $title } · clip { $number } · { $time }

# The commands for a recording of one's own, and their options.
command-upload = Sube una grabación tuya para extenderla, hacer un cover o cambiarla
    .file = MP3, M4A, WAV, FLAC u OGG, de 6 segundos a 8 minutos. Vacío: se abre un formulario.
    .address = O su dirección https pública
    .title = Cómo se llama
    .then = { upload-then }
    .style = Cómo suena o cómo debería sonar
    .lyrics = Lo que se canta en la extensión o el cover
    .model = El modelo que la toma. Vacío: el que más puede hacer con ella.
command-voice = Convierte una grabación de alguien que canta en una voz para canciones nuevas
    .file = Alguien que canta, de 6 segundos a 8 minutos. Vacío: se abre un formulario.
    .name = Cómo se llama la voz aquí

# A recording of one's own.
upload-title = Subir una grabación
upload-file = Grabación
upload-file-hint = MP3, M4A, WAV, FLAC u OGG, de 6 segundos a 8 minutos
upload-then = Qué hacer con ella
# What /upload can do with a recording: the choices of its option “then”, and with its price, those of the form.
upload-keep = Guardarla
upload-extend = Extenderla
upload-cover = Hacer un cover
upload-then-keep = { upload-keep } · { credits }
upload-then-extend = { upload-extend } · { credits }
upload-then-cover = { upload-cover } · { credits }
upload-words = Título o estilo
upload-words-hint = Guardar: su título. Extender o cover: el estilo nuevo.
upload-rights = Derechos
upload-offer-alone = { $family } · { credits }
upload-offer = { $family } · { credits } · { $operations }
upload-offer-more = { $family } · { credits } · { $operations } y { $more } más
voice-title = Crear una voz
voice-name = Nombre
voice-name-hint = Cómo se llama la voz en /song
voice-file-hint = Alguien que canta, de 6 segundos a 8 minutos

# What people agree to, by version: words that were shown once are never changed; others are the next version.
consent-recording-1 = Es mía, o su dueño está de acuerdo
consent-voice-1 = Es mi voz, o la persona está de acuerdo
# $who is a mention, $when a date.
consent-given = con permiso de { $who } el { $when }
