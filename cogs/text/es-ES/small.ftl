# What is told to one person: the menu below More…, the words of a song, and what small operations found out.

menu-clip = Clip { $position }, **{ $title }**
menu-line = { menu-clip }
    -# Saldo del mes: { credits }
menu-form-open = { $clip }
    { $operation }: el formulario está abierto.
    -# ¿Lo cerraste? Elige otra vez.
menu-on-its-way = { $clip }
    { $operation }: [en camino]({ $where })
lyrics-option = Letra · gratis
    .hint = La letra de esta canción, para leerla y copiarla
lyrics-line = La letra del clip { $position }, **{ $title }**
lyrics-line-beginning = Así empieza la letra del clip { $position }, **{ $title }**. El archivo la tiene entera
lyrics-alt = La letra de { $title }, hasta el final
lyrics-instrumental = Esta es instrumental.
lyrics-none = MusicAPI no dio ninguna letra.

post-here-button = Publicar aquí
make-persona-button = Crear un personaje
sing-with-button = Cantar con esto

small-price = -# { credits }
small-of = -# { $origin } · { credits }
small-known = -# Gratis, ya se sabe
small-known-of = -# { $origin } · gratis, ya se sabe
small-pause = Se volverá a preguntar a MusicAPI { $when }
small-posted = -# Publicado: { $where }
small-posted-before = -# Ya publicado: { $where }
small-posted-by = -# Publicado por { $who }
small-letter = Pediste esto en { $channel }.

tempo-name = Tempo
tempo-steady = { $average } BPM
tempo-range = { $average } BPM (de { $slowest } a { $fastest })
voice-found = Voz
voice-picked = La voz está elegida. Un personaje hecho con este clip canta así.
voice-picked-where = La voz de { $starts } a { $ends } está elegida. Un personaje hecho con este clip canta así.
voice-unusable = MusicAPI la creó, pero sin un nombre con el que usarla.
persona-use-name = Cómo usarlo
persona-use = Pulsa **Cantar con esto** o elige **{ $name }** como personaje en /song.
persona-nameless = este
sections-name = Secciones
sections-none = Esta letra no nombra secciones como [Chorus]. Escribe momentos como 1:35.
sections-offered = «Extender» y «Reemplazar una sección» las ofrecen a partir de ahora.
sections-alt = Cuándo empieza y acaba cada sección
lyrics-name = Letra
lyrics-written-none = MusicAPI no escribió ninguna.
lyrics-version-alt = Versión { $version } de la letra, hasta el final
style-name = Estilo
style-none = MusicAPI no dijo nada.
style-alt = El estilo, hasta el final
instruments-name = Instrumentos
answer-name = Respuesta
answer-none = MusicAPI no dio ninguna.

persona-kind = { $kind ->
    [voice] voz
   *[other] personaje
}
personas-title = Personajes de este servidor
personas-more = y { $count } más. /song y /persona delete los encuentran por su nombre.
persona-unnamed = Sin nombre
persona-removed = «{ $name }» se eliminó. Las canciones que cantó se quedan.
no-personas-yet = Aún no hay. Crea uno con «Más…» bajo un clip, o con /voice y una grabación.
