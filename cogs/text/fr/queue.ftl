# /queue: what is being made on this server.

command-queue = Affiche ce qui se crée ici, et retire tes chansons de la file d'attente

queue-title = En cours
queue-none = Rien ne se crée ici pour l'instant. Crée une chanson avec /song.
queue-elsewhere = Une chanson d'un autre salon
queue-line = { $name } · { $who } · { $when }
queue-typical-seconds = Prend environ { $seconds } s une fois commencé.
queue-typical-minutes = Prend environ { $minutes } min une fois commencé.
# When a song that waits is likely to begin and to be ready: minutes from now.
queue-expected-soon = Début probable d'ici { $begins } min. Prêt sans doute d'ici { $most } min.
queue-expected-next = Début probable d'ici { $begins } min. Prêt sans doute dans { $least } à { $most } min.
queue-expected = Début probable dans { $first } à { $begins } min. Prêt sans doute dans { $least } à { $most } min.
# The same on its card, which is read later: $begin and $end are times of the day.
stage-expected = Prêt sans doute entre { $begin } et { $end }.
stage-stopped = En attente du retour de MusicAPI.
queue-more = et { $count } de plus
queue-look = Actualiser
queue-cancelled = C'est sorti de la file d'attente, et les crédits sont rendus.
