# Why something was not done: a message for every problem of bot/errors.py, by its name.
# What it cost stands below it, in a small line that cogs/text/errors.py chooses.

# What it cost.
nothing-charged = -# No se cobró nada.
nothing-charged-twice = -# No se cobró nada por segunda vez.
nothing-charged-yet = -# Aún no se ha cobrado nada.
nothing-changed = -# No se cambió nada.
nothing-lost = -# No se pierde ningún crédito.

# Commands, buttons and forms.
problem-already-asked = Esta canción ya se está creando.
problem-asked-just-now = Acabas de pedir esto. Busca su mensaje más abajo.
problem-button-unknown = Este botón es de otra versión de Encore. Ya no hace nada.
problem-card-gone = El mensaje de tu canción se eliminó. Vuelve a pedirla.
problem-command-changed = Este comando ha cambiado. Escríbelo de nuevo o reinicia Discord.
problem-draft-gone = Esto ya se hizo o tiene más de un día. Empieza otra vez desde el principio.
problem-form-unknown = Este formulario es de otra versión de Encore. Ábrelo otra vez.
problem-interrupted = Encore se detuvo a mitad de esto. Vuelve a pedirlo.
problem-not-in-a-server = Encore solo crea canciones en servidores. Vuelve a pedirla en un canal de un servidor.
problem-not-in-the-menu = Eso no está en el menú del formulario. Elige otra vez.
problem-only-managers = Solo quien puede gestionar este servidor puede elegir su modelo.
problem-picture-gone = El mensaje de la imagen se eliminó. Vuelve a pedirla.
problem-unexpected = Algo salió mal por nuestra parte. Prueba otra vez si en un minuto no llega nada.

# Credits and the line.
problem-out-of-credits = Esto cuesta { $price }, y el saldo de este servidor es de { $left }. Llegan créditos nuevos { $resets }.
problem-out-of-credits-for-a-song = Una canción cuesta { $price }, y el saldo de este servidor es de { $left }. Llegan créditos nuevos { $resets }.
problem-price-rose = Esto cuesta ahora { $price }. Vuelve a pedirlo para aceptar.
problem-queue-full = Hay demasiadas canciones esperando. Prueba en unos minutos.
problem-queue-full-of-member =
    Tienes { $limit } peticiones en la cola, el máximo por persona. Vuelve a pedir cuando empiece una de ellas.
problem-queue-full-of-server =
    Este servidor tiene { $limit } peticiones en la cola, el máximo por servidor. Vuelve a pedir cuando empiece una de ellas.

# Clips.
problem-clip-deleted = Este clip se eliminó. Elige otro.
problem-clip-not-here = Este clip no está en este servidor, o no puedes verlo. Elige otro.
problem-key-gone = Esto se hizo con una cuenta que ya no se usa. Elige otro clip o personaje.
problem-clip-too-old = { $family } solo hace esto con clips de menos de { $age }. Elige uno más nuevo.
problem-playlists-full = Tienes 24 playlists aquí. Elimina una antes.
problem-playlist-full = Esta playlist tiene 100 clips. Quita uno antes.
problem-playlist-gone = Esta playlist ya no existe, o no es tuya.
problem-playlist-name-taken = Ya tienes una playlist con ese nombre aquí. Elige otro nombre.
problem-showcase-not-yours = Solo quien puede gestionar este servidor puede elegir su escaparate.
problem-download-empty = Aquí no hay ninguna canción que descargar.
problem-download-under-way = Ya hay una descarga tuya en marcha. Otra puede empezar cuando acabe, { $resets } a más tardar.
problem-song-not-yours = Solo quien pidió esta canción o gestiona el servidor puede cambiarla.
problem-clip-unknown = Este botón no es de ninguna canción que puedas ver aquí.
problem-different-families = Estos clips son de familias de modelos distintas. Elige dos de la misma familia.
problem-job-not-here = Este botón no es de nada que puedas ver aquí.
problem-no-other-clip = No hay un segundo clip de esta familia de modelos aquí. Crea antes otra canción.
problem-no-second-clip = Elige el segundo clip del mashup.
problem-no-songs-yet = Este servidor aún no tiene canciones que puedas ver. Crea una con /song.
problem-no-such-clip = Esta no es una canción que puedas ver aquí. Elige un clip de la lista o déjalo vacío.
problem-not-an-extension = Solo una extensión se puede unir a su canción. Elige una extensión.
problem-not-for-this-clip = Esto no es posible con este clip. Elige otra cosa.
problem-only-own-songs = { $family } solo hace esto con sus propias canciones. Elige un clip que no sea una grabación.
problem-only-recordings = { $family } solo hace esto con una grabación. Sube una con /upload.
problem-same-clip-twice = Un mashup usa dos clips distintos. Elige otro.
problem-second-clip-gone = El segundo clip no está en este servidor, o no puedes verlo. Elige otro.
problem-source-unknown = MusicAPI no conoce este clip. Elige otro.

# Models, and what they can do.
problem-detail-not-taken = { $family } no admite esto para { $operation }: { $detail }. Quítalo.
problem-format-not-made = { $family } crea archivos { $formats }, no { $format }. Elige uno de esos.
problem-length-of-music = { $family } crea de { $least } a { $most } de música cada vez. Elige una duración entre esos límites.
problem-model-unknown = Este modelo no está disponible aquí. Elige otro.
problem-no-model = Ahora mismo ningún modelo puede hacer esto. Prueba más tarde.
problem-no-model-for-new-songs = Ahora mismo ningún modelo puede crear canciones. Prueba más tarde.
problem-no-such-family = No hay ninguna familia de modelos llamada «{ $name }». Elige una de la lista.
problem-no-such-model = { $family } no tiene ningún modelo llamado «{ $model }». Elige uno de la lista.
problem-not-offered = Aquí { $family } no puede { $operation }. Elige otro modelo.
problem-not-with-this-model = { $family } no puede { $operation } con { $model }. Elige { $models }.
problem-operation-retired = { $family } ya no ofrece esto. Elige otra cosa.
problem-operation-retired-for-model = { $family } ya no ofrece esto. Elige otro modelo.
problem-weight-out-of-range = Elige un peso de 0 a 1.

# Words.
problem-avoid-too-long = Los estilos que evitar tienen { $characters } caracteres, y el máximo es { $limit }. Acórtalos.
problem-control-characters = Quita los caracteres de control de este campo: { $field }.
problem-instrumental-with-lyrics = Un instrumental no tiene letra. Quita la letra o el instrumental.
problem-lyrics-gone = Esta letra ya no está. Escribe otra con /write.
problem-lyrics-missing = { $family } solo canta letras que se le den. Escribe una o pide un instrumental.
problem-lyrics-need-more = La letra solo se canta en una extensión o un cover. Elige uno en «then» o quítala.
problem-lyrics-not-taken = { $family } no admite letra para { $operation }. Quítala: se queda la de la canción.
problem-lyrics-too-short = { $family } necesita al menos { $fewest } caracteres de letra. La tuya tiene { $characters }.
problem-mention = Quita la mención de Discord de este campo: { $field }. Escribe el nombre en su lugar.
problem-no-prompt = Di cómo debe ser la canción, por ejemplo, «pop r&b».
problem-no-words = Di qué debe ser la canción: escribe un prompt, un estilo o una letra.
problem-no-words-in-message = Este mensaje no tiene palabras para una canción. Elige otro.
problem-style-gone = Este estilo ya no está. Pide otro con /style.
problem-text-missing = Para { $operation }, { $family } necesita { $text }. Rellénalo.
problem-text-too-long = { $family } admite como máximo { $limit } caracteres ({ $texts }). Acorta los tuyos: son { $characters }.
problem-title-too-long = Este título tiene { $characters } caracteres, y el máximo es { $limit }. Acórtalo.

# Moments and sections.
problem-end-needed = No se sabe cuánto dura este clip. Di dónde acaba la sección.
problem-extends-nothing = Elige un momento desde 0:01.
problem-half-a-section = Di dónde empieza la sección y dónde acaba.
problem-length-unknown = No se sabe cuánto dura este clip. Escribe el momento desde el que extenderlo.
problem-moment-past-end = Este clip solo dura { $length }. Elige un momento anterior.
problem-moment-too-early = Elige un momento después de 0:00.
problem-moment-unreadable = Escribe el momento en segundos, como 95, o en minutos, como 1:35.
problem-no-section = Elige una sección o escribe de cuándo a cuándo, como 1:05–1:35.
problem-outside-the-clip = Este clip dura { $seconds }. Elige un segundo de 1 a { $last }.
problem-section-before-start = Empieza la sección en 0:00 o después.
problem-section-past-end = Este clip dura { $length }. Elige una sección dentro de él.
problem-section-reversed = Esta sección empieza en { $starts_at } y acaba en { $ends_at }. Haz que acabe más tarde.
problem-section-too-long = Aquí { $family } admite una sección de { $longest } como máximo. Esta dura { $length }.
problem-section-too-short = Elige una sección de al menos un segundo.

# Personas.
problem-name-taken = Este servidor ya tiene un personaje con ese nombre. Elige otro nombre.
problem-no-persona = Elige el personaje que debe cantar.
problem-not-your-persona = Solo quien lo creó o puede gestionar este servidor puede eliminar un personaje.
problem-persona-deleted = Este personaje ya se eliminó.
problem-persona-unknown = Este servidor no tiene ese personaje. Elige uno de la lista.

# Recordings.
problem-address-too-long = Esta dirección es demasiado larga para ser de un archivo. Envía el archivo mismo.
problem-file-or-address = Da un archivo o una dirección, no las dos cosas.
problem-length-of-recording = { $family } admite grabaciones de { $least } a { $most }. Envía una de esa duración.
problem-no-recording = No hay ninguna grabación. Da un archivo o su dirección https.
problem-recording-busy = Tu última grabación aún se está revisando. Espera un momento.
problem-recording-is-video = Este archivo es un vídeo. Envía solo el sonido, en MP3.
problem-recording-silent = No hay sonido en este archivo. Envía un archivo de audio.
problem-recording-slow = Obtener la grabación tardó demasiado. Prueba otra vez o envíala como archivo.
problem-recording-too-large = Una grabación puede tener { $megabytes } MiB como máximo. Envía una más pequeña, por ejemplo, un MP3.
problem-recording-too-long = Esta grabación dura { $length }, y el máximo es { $longest }. Envía una parte.
problem-recording-too-short = Esta grabación dura { $seconds }, y el mínimo es { $shortest }. Envía una más larga.
problem-recording-unreachable = { $why ->
    [answer] La dirección responde, pero no con un archivo. Da una que cualquiera pueda abrir.
    [room] Encore no tiene sitio para la grabación ahora mismo. Prueba más tarde.
   *[away] No se pudo llegar a la dirección. Compruébala o envía el archivo mismo.
}
problem-recording-unusable = { $why ->
    [kind] Este no es un archivo de audio que Encore conozca. Envía un MP3, M4A, WAV, FLAC u OGG.
    [packed] Este archivo viene comprimido. Envía el archivo mismo.
    [plain] Encore solo obtiene archivos por https. Da una dirección https o envía el archivo mismo.
    [private] Esta dirección no es pública. Da una que cualquiera pueda abrir o envía el archivo mismo.
    [redirects] Esta dirección redirige demasiadas veces. Da la del archivo o envía el archivo mismo.
   *[address] Esta no es la dirección de un archivo. Cópiala otra vez o envía el archivo mismo.
}
problem-rights-needed = Encore solo admite grabaciones que puedas usar. Si esta lo es, pon «rights» en True.

# What the facts in the sentences above are called.
field-name = { $field ->
    [lyrics] letra
    [prompt] prompt
    [style] estilo
   *[title] título
}
texts-together = { $texts } en total
text-needed = { $text ->
    [lyrics] una letra
    [prompt] unas palabras
    [style] un estilo
   *[title] un nombre
}
detail-name = { $detail ->
    [audio_weight] cercanía al original
    [avoid] estilos que evitar
    [ends_at] sección
    [format] elección de formato
    [gender] elección de voz
    [length] elección de duración
    [other_clip] segundo clip
    [other_clip_id] segundo clip
    [persona_id] personaje
    [starts_at] sección
    [style_weight] peso del estilo
    [url] grabación
    [variation] variación
    [vox_id] voz
    [weirdness] grado de rareza
   *[other] detalle
}

# What operators stop, and what they ask for.
problem-member-blocked = El operador no te deja crear nada aquí. /about dice quién es.
problem-server-blocked = El operador no deja que este servidor cree nada. /about dice quién es.
problem-paused = Las canciones nuevas están en pausa. Las que están en marcha siguen. Vuelve a pedir más tarde.
problem-server-paused = Las canciones nuevas están en pausa en este servidor. Las que están en marcha siguen. Vuelve a pedir más tarde.
problem-vendor-stopped = MusicAPI no nos acepta nada ahora mismo. Se le volverá a preguntar { $resets }. Prueba entonces.
problem-only-operators = Solo quienes gestionan este bot pueden usar este comando.
problem-quota-out-of-range = Un mes puede tener de 0 a { $limit } créditos. Di otro número.
problem-grant-out-of-range = Se pueden conceder de 1 a { $limit } créditos, y un mes admite { $total } de ellos. Di otro número.
problem-server-not-an-id = Eso no es un identificador. Copia los 17 a 20 dígitos que muestra Discord.
problem-server-unknown = Encore no conoce ningún servidor con ese identificador. Revisa los dígitos.
problem-job-unknown = No hay ninguna tarea con ese número. Mira en /operator jobs.
problem-job-over = Esta tarea ha terminado, y sus créditos están donde deben. Mira en /operator jobs.
problem-job-being-sent = Esta tarea se está enviando en este momento. Prueba en dos minutos.
problem-job-gave-nothing = De esta tarea no llegó nada, así que nadie la paga. Devuelve sus créditos.

# What MusicAPI objects to in what it was asked for; $named and $bound are the two below, or empty.
problem-artist-named = MusicAPI no admite nombres de artistas{ $named }. Describe el sonido en su lugar.
problem-language-not-sung = MusicAPI no canta en este idioma. Escribe en otro o elige otro modelo.
problem-lyrics-copyrighted = MusicAPI cree que esta letra es de otra persona{ $named }. Escribe la tuya.
problem-lyrics-malformed = MusicAPI no puede leer esta letra. Revisa los nombres de sección, como [Verse].
problem-producer-tag = MusicAPI no admite etiquetas de productores{ $named }. Quítalas.
problem-recording-copyrighted = MusicAPI cree que esta grabación es obra de otra persona. Trae una tuya.
problem-recording-not-fetched = MusicAPI no pudo descargar esta grabación.
problem-recording-not-read = MusicAPI no puede leer esta grabación. Guárdala como MP3.
problem-text-refused-as-too-long = MusicAPI considera demasiado largo un texto: { $field }{ $bound }. Acórtalo.
problem-words-flagged = La moderación de MusicAPI no deja pasar estas palabras. Elige otras.
problem-words-inappropriate = MusicAPI considera inapropiadas estas palabras{ $named }. Elige otras.
problem-words-not-understood = MusicAPI no entendió estas palabras. Describe la canción de otra forma.
objection-named = {" "}(«{ $named }»)
objection-bound = {" "}(máximo { $limit } caracteres)
