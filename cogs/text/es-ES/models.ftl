# The models: what each is good for, whose default it is, and why another one made a song.

command-model = Mira y elige qué modelo crea las canciones
command-model-list = Muestra todos los modelos: para qué sirven, su precio y su duración
command-model-mine = Elige el modelo de tus canciones, en todos los servidores
    .model = Qué modelo. Vacío: muestra tu elección.
command-model-server = Elige el modelo de las canciones de este servidor, si puedes gestionarlo
    .model = Qué modelo. Vacío: muestra la elección del servidor.

time-seconds = { $count } s
time-minutes = { $count } min

models-title = Modelos
models-mine = Tu predeterminado: { $model }
models-server = El predeterminado de este servidor: { $model }
models-first = Sin predeterminado: { $model }
models-no-default = ninguno
models-not-available = { $model } (no disponible ahora)
models-none-now = Ahora ningún modelo puede crear canciones.
model-time = unos { $time }

model-menu-mine = Elige tu modelo predeterminado
model-menu-server = Elige el predeterminado del servidor
model-forget = Olvidar mi predeterminado
    .hint = Entonces crea tus canciones el predeterminado del servidor o el primer modelo.
model-forget-server = Olvidar el predeterminado del servidor
    .hint = Entonces crea sus canciones el primer modelo que pueda.

# How long the songs of a model are, from and to, or at most.
songs-minutes = { $least }–{ $most } min
songs-minutes-most = ≤ { $most } min

# What to choose a model for.
good-for-your-own-lyrics-english-or-chinese = letra propia, en inglés o chino
good-for-one-song-edited-by-instruction = una canción, editada con instrucciones
good-for-one-song-fast = una canción, rápido
good-for-one-song-more-polish = una canción, más pulida
good-for-one-song-less-polish = una canción, menos pulida
good-for-the-older-sound = el sonido antiguo
good-for-the-oldest-sound-fast = el sonido más antiguo, rápido
good-for-whole-songs-fast = canciones enteras, rápido
good-for-drafts-fast = borradores, rápido
good-for-the-older-sound-whole-songs = el sonido antiguo, canciones enteras
good-for-the-older-sound-drafts = el sonido antiguo, borradores
good-for-voices-long-songs = voces, canciones largas
good-for-the-newest-voices = las voces más nuevas
good-for-rich-arrangements = arreglos ricos
good-for-long-styles-and-lyrics = estilos y letras largos
good-for-short-songs = canciones cortas
good-for-longer-pieces = piezas más largas
good-for-short-pieces = piezas cortas

# Why another model than the first choice made a song.
model-because-not-available = { $model }, porque { $other } no está disponible ahora.
model-because-too-long = { $model }, porque { $other } admite { $limit } caracteres.
model-because-lyrics = { $model }, porque { $other } solo canta letras escritas por ti.
model-because-longer-lyrics = { $model }, porque { $other } necesita { $limit } caracteres de letra.
model-because-voice = { $model }, porque { $other } no puede elegir la voz.
model-because-avoid = { $model }, porque { $other } no puede evitar estilos.
model-because = { $model }, porque { $other } no puede hacer esto.

# What a changed default means.
own-default = A partir de ahora, { $model } crea tus canciones. Nombra otro modelo cuando quieras.
own-default-forgotten = Ya no tienes modelo predeterminado. Crea tus canciones el de este servidor o el primer modelo.
server-default = A partir de ahora, { $model } crea las canciones de este servidor. Cada miembro puede seguir eligiendo el suyo.
server-default-forgotten = Este servidor ya no tiene modelo predeterminado. Crea sus canciones el primer modelo que pueda.
