# What Encore answers where nothing went wrong, why a song did not come, and what operators are told.

# Answers.
your-words = Tus palabras están en el archivo.
    .alt = Las palabras que escribiste
price-rose-question =
    Esto cuesta ahora { $price } y no { $shown }, como se mostraba antes. Pulsa el botón para aceptar.
sent-by-letter = Encore no pudo escribir en { $channel }, así que esto te llega aquí.

# What became of the credits of a song that did not come.
refund-line = { $count ->
    [one] -# El { $count } crédito está de vuelta.
   *[other] -# Los { $count } créditos están de vuelta.
}
credits-are-back = { $count ->
    [one] se devuelve { $count } crédito
   *[other] se devuelven { $count } créditos
}

# Why a song did not come, and what to do next; $this and $subject are what its operation's words call it.
failure-refused = MusicAPI rechazó { $this }: «{ $reason }».
failure-unoffered = MusicAPI no hace esto por nosotros ahora mismo. Se avisó al operador.
failure-key-gone = La cuenta usada para { $this } ya no se usa. Se avisó al operador.
failure-clip-deleted = El clip de partida para { $this } se eliminó.
failure-no-new-songs = MusicAPI no nos acepta canciones nuevas ahora mismo. Se avisó al operador.
failure-not-sent = No se pudo contactar con MusicAPI.
failure-lost = La respuesta de MusicAPI se perdió por el camino.
failure-timed-out = { $subject } tardó demasiado y se abandonó.
failure-cancelled = { $subject } se canceló antes de empezar.
failure-failed = MusicAPI no pudo terminar { $this }.
failure-no-words = MusicAPI no oyó palabras en este clip.
failure-failed-because = MusicAPI no pudo terminar { $this }: «{ $reason }».
# Where the buttons for that stand below:
next-retry = Pulsa **{ retry-name }**.
next-retry-later = Pulsa **{ retry-name }** más tarde.
next-retry-minutes = Pulsa **{ retry-name }** en unos minutos.
next-retry-or-edit = Pulsa **{ retry-name }**, o **{ edit-name }** para cambiar las palabras.
next-edit = Pulsa **{ edit-name }** para cambiar las palabras.
next-edit-again = Pulsa **{ edit-name }** para volver a pedirlo.
# Where they do not:
next-ask-again = Vuelve a pedirlo.
next-bring-again = Sube otra vez la grabación con { $command }.
next-change-words = Cambia las palabras y vuelve a pedirlo.
next-other = Prueba otra cosa.
next-later = Prueba más tarde.
next-minutes = Prueba en unos minutos.
next-again-or-words = Vuelve a pedirlo o cambia las palabras.
answer-lost = La respuesta de MusicAPI se perdió por el camino. Encore espera noticias y nunca pide dos veces.
missing-clip =
    Clips recibidos: { $arrived } de { $expected }. MusicAPI cobra la petición entera, así que el precio se mantiene.

# What operators are told.
bot-refused =
    Discord no acepta el token del bot (401). Las canciones terminadas esperan hasta que lo acepte. Si sigue así,
    restablece el token en el portal de desarrolladores. Ponlo en DISCORD_TOKEN y reinicia el bot.

# The branches and clips of a song's family.
branch-button = Canción completa de { $number }. { $name } · { $price }
clip-choice = { $title } · clip { $position } · { $family }
clip-choice-length = { $title } · clip { $position } · { $family } · { $length }
