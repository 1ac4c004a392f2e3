# /queue: what is being made on this server.

command-queue = Veja o que está sendo feito aqui e tire suas músicas da fila

queue-title = Em andamento
queue-none = Nada está sendo feito aqui agora. Crie uma música com /song.
queue-elsewhere = Uma música de outro canal
queue-line = { $name } · { $who } · { $when }
queue-typical-seconds = Leva uns { $seconds } s depois de começar.
queue-typical-minutes = Leva uns { $minutes } min depois de começar.
# When a song that waits is likely to begin and to be ready: minutes from now.
queue-expected-soon = Deve começar em até { $begins } min. Deve ficar pronta em até { $most } min.
queue-expected-next = Deve começar em até { $begins } min. Deve ficar pronta em { $least } a { $most } min.
queue-expected = Deve começar em { $first } a { $begins } min. Deve ficar pronta em { $least } a { $most } min.
# The same on its card, which is read later: $begin and $end are times of the day.
stage-expected = Deve ficar pronta entre { $begin } e { $end }.
stage-stopped = Espera até a MusicAPI voltar.
queue-more = e mais { $count }
queue-look = Atualizar
queue-cancelled = Saiu da fila, e os créditos voltaram.
