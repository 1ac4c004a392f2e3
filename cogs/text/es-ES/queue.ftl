# /queue: what is being made on this server.

command-queue = Mira lo que se está creando aquí y saca tus canciones de la cola

queue-title = En marcha
queue-none = Ahora no se está creando nada aquí. Crea una canción con /song.
queue-elsewhere = Una canción de otro canal
queue-line = { $name } · { $who } · { $when }
queue-typical-seconds = Tarda unos { $seconds } s desde que empieza.
queue-typical-minutes = Tarda unos { $minutes } min desde que empieza.
# When a song that waits is likely to begin and to be ready: minutes from now.
queue-expected-soon = Empezará antes de { $begins } min, seguramente. Estará antes de { $most } min.
queue-expected-next = Empezará antes de { $begins } min, seguramente. Estará en { $least } a { $most } min.
queue-expected = Empezará en { $first } a { $begins } min, seguramente. Estará en { $least } a { $most } min.
# The same on its card, which is read later: $begin and $end are times of the day.
stage-expected = Estará seguramente entre las { $begin } y las { $end }.
stage-stopped = Espera a que MusicAPI vuelva.
queue-more = y { $count } más
queue-look = Actualizar
queue-cancelled = Ya no está en la cola, y sus créditos están de vuelta.
