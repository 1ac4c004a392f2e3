# What was changed in a server, by whom and when: a page behind /settings.

settings-changes = Cambios
settings-changes-explained = Lo que cambiaron aquí gestores, moderadores y operadores de Encore.
settings-changes-show = Ver cambios…
changes-title = Cambios en este servidor
changes-empty = Aún no se ha cambiado nada.
changes-older = Cambios anteriores
changes-newest = Cambios recientes

# Each follows when it was, and who did it.
# { $what } is the name of a setting.
changes-settings = cambió: { $what }
# { $what } is the name of a setting or of a field, { $value } how it is from then on.
changes-value = { $what }: { $value }
changes-nothing = nada
# { $what } is the name of a list, { $which } what was put on it or taken from it.
changes-added = { $what }, añadido: { $which }
changes-removed = { $what }, quitado: { $which }
changes-words-added = { $count ->
    [one] { $count } palabra añadida
   *[other] { $count } palabras añadidas
}
changes-words-removed = { $count ->
    [one] { $count } palabra quitada
   *[other] { $count } palabras quitadas
}
changes-members-blocked = bloqueado: { $who }
changes-members-unblocked = ya no está bloqueado: { $who }
changes-persona = eliminó un personaje de { $who }
changes-showcase = escaparate: { $where }, desde { $count ->
    [one] { $count } favorito
   *[other] { $count } favoritos
}
changes-showcase-off = desactivó el escaparate
changes-song-renamed = cambió el nombre de una canción de { $who }
changes-song-deleted = eliminó una canción de { $who }
changes-order-approved = aprobó lo que pidió { $who }
changes-order-rejected = rechazó lo que pidió { $who }
changes-report-deleted = eliminó una canción que denunció { $who }
changes-report-dismissed = descartó lo que denunció { $who }
changes-words-kept = las palabras se borran tras { $days ->
    [one] { $days } día
   *[other] { $days } días
}
changes-words-kept-for-good = las palabras se guardan
# { $credits } is an amount such as “500 credits”.
changes-quota = cada mes: { $credits }
changes-quota-default = cada mes: los créditos habituales
# { $month } is a month with its year.
changes-grant = { $credits } más para { $month }
changes-paused = pausó las canciones nuevas
changes-resumed = volvió a permitir canciones nuevas
changes-server-blocked = bloqueó este servidor
changes-server-unblocked = dejó de bloquear este servidor
changes-job-ended = terminó una canción atascada
# { $action } is a name that only a later version knows.
changes-other = otra cosa ({ $action })
