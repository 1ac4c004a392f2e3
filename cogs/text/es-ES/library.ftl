# The library: /songs, one song, and what can be done with it for free.

command-songs = Vuelve a encontrar canciones: las tuyas, las del servidor o tus favoritos
    .search = Palabras de un título, un prompt o una letra
    .show = Las canciones de quién

songs-mine = Mis canciones
songs-server = Canciones de este servidor
songs-favourites = Mis favoritos
songs-that-say = Con «{ $typed }».
songs-none = Aquí aún no hay ninguna canción que puedas ver.
songs-none-found = Ninguna canción que puedas ver aquí dice eso.
songs-no-favourites = Aún no tienes favoritos aquí. Abre una canción y pulsa ♥.
songs-newer-button = Más recientes
songs-older-button = Más antiguas
song-open-button = Abrir

song-hearts =
    { $count ->
        [one] ♥ { $count } favorito
       *[other] ♥ { $count } favoritos
    }
song-message = Mensaje
# How many people would keep this clip of a song.
song-votes =
    { $count ->
        [one] Clip { $number }: { $count } voto para conservarlo
       *[other] Clip { $number }: { $count } votos para conservarlo
    }
song-vote-mine = el tuyo
song-heart-button = ♥ Añadir a favoritos
song-unheart-button = ♥ Quitar de favoritos
song-vote-button = Conservar el { $number }
song-unvote-button = Retirar: conservar el { $number }
song-bring-button = Traer aquí
song-rename-button = Cambiar nombre…
song-delete-button = Eliminar…
song-library-button = Conservar, cambiar nombre, traer…

song-rename-title = Cambiar el nombre de este clip
song-rename-label = Título nuevo
song-rename-hint = Déjalo vacío para recuperar el título anterior.
song-renamed = Ahora tiene este título. Su mensaje conserva el anterior.

song-delete-question = ¿Eliminar el clip { $position } de «{ $title }»?
song-delete-means = Desaparece de todas las listas y de su mensaje, para todos y para siempre. Los créditos no se devuelven.
song-delete-now-button = Eliminar para siempre
song-keep-it-button = Conservar
song-deleted = El clip ha desaparecido, de aquí y de sus mensajes.
song-deleted-partly = El clip ha desaparecido de aquí. Un mensaje no se pudo cambiar: { $where }
song-deleted-field = Eliminado

song-brought = { $who } ha traído esto aquí.

# Playlists of one's own
playlists-mine = Mis playlists
playlists-none = Aún no tienes ninguna playlist aquí. Abre una canción y pulsa **Añadir a una playlist…**.
playlist-choose = Elige una playlist
playlist-new = Playlist nueva…
playlist-add-question = ¿A qué playlist?
playlist-clips =
    { $count ->
        [one] { $count } clip
       *[other] { $count } clips
    }
playlist-empty = Está vacía.
# { $song } is a line about the clip.
playlist-place = { $number }. { $song }
playlist-gap = { $number }. Un clip eliminado, o que ya no puedes ver.
playlist-up-button = { $number } Subir
playlist-out-button = { $number } Quitar
playlist-back-button = Atrás
playlist-onward-button = Siguiente
playlist-delete-button = Eliminar la playlist…
playlist-delete-question = ¿Eliminar la playlist «{ $name }»? Sus clips se quedan.
playlist-delete-now-button = Eliminar la playlist
playlist-deleted = La playlist ha desaparecido. Sus clips se quedan.
playlist-added = El clip ya está en «{ $name }».
playlist-add-button = Añadir a una playlist…
playlist-form-title = Nombre de la playlist
playlist-name-label = Nombre

# The showcase of a server
command-showcase = Elige un canal donde mostrar las canciones que más gustan
command-showcase-set = Muestra cada clip una vez en un canal, cuando tenga suficientes favoritos
    .channel = Dónde mostrarlo
    .favourites = Cuántos favoritos hacen falta
command-showcase-off = Deja de mostrar canciones
showcase-set =
    { $count ->
        [one] Un clip con { $count } favorito se muestra una vez en { $channel }.
       *[other] Un clip con { $count } favoritos se muestra una vez en { $channel }.
    }
showcase-off = Ya no se muestran canciones.
showcase-line =
    { $count ->
        [one] Pedido por { $who }, favorito de { $count } persona.
       *[other] Pedido por { $who }, favorito de { $count } personas.
    }
