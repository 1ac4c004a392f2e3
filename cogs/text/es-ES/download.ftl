# Download all: many songs at once, as zips for whoever asked alone.

download-all-button = Descargar todo
download-begun =
    { $count ->
        [one] Empaquetando { $count } canción para ti.
       *[other] Empaquetando { $count } canciones para ti.
    }
download-progress = Canciones empaquetadas: { $done } de { $count }.
download-stuck = Si aquí no se mueve nada en cinco minutos, pulsa otra vez **Descargar todo**.
download-part =
    { $count ->
        [one] Parte { $number }: { $count } canción
       *[other] Parte { $number }: { $count } canciones
    }
download-done =
    { $count ->
        [one] { $count } canción está aquí.
       *[other] { $count } canciones están aquí.
    }
download-missing =
    { $count ->
        [one] Falta { $count } canción: **missing.txt**, en el último zip, dice por qué.
       *[other] Faltan { $count } canciones: **missing.txt**, en el último zip, dice por qué.
    }
download-more = La lista sigue. Pasa las páginas y pulsa allí **Descargar todo**.
download-interrupted = La descarga se interrumpió. Guarda las partes que hay aquí y pulsa otra vez **Descargar todo**.
download-refused = Discord no aceptó más archivos. Guarda las partes que hay aquí y pulsa otra vez **Descargar todo**.

# In the file missing.txt, a line for each song.
missing-heading = Estas canciones no están en los zips.
missing-song = { $number }. { $title }
missing-gone = { $song }: eliminada o cerrada para ti
missing-unreachable = { $song }: no se pudo obtener su archivo
missing-late = { $song }: no quedó tiempo
